"""What the rules judge: projects and agreements with facts that are not columns of their own."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, IntegerField, Max, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from actielijst.enums import Afspraaksoort, Afspraakstatus
from actielijst.models import Aanvaarding, IPKoppeling, Uitvoeringsafspraak, Verschuiving
from pmiek.wijziging import Wijziging


def projectfeiten(projecten):
    afspraken = Uitvoeringsafspraak.objects.filter(project=OuterRef("pk"))
    uit_te_voeren = afspraken.actief().exclude(soort=Afspraaksoort.MONITORING)
    telt_mee = afspraken.exclude(status=Afspraakstatus.VERVALLEN)
    return projecten.select_related("provincie").annotate(
        aantal_afspraken=_aantal(afspraken),
        aantal_uit_te_voeren=_aantal(uit_te_voeren),
        laatste_einde=_per_project(telt_mee, Max("planning_tot_en_met")),
        heeft_ip_nummer=Exists(IPKoppeling.objects.filter(project=OuterRef("pk"))),
        laatst_gewijzigd=Subquery(_wijzigingen(projecten.model).values("wanneer")[:1]),
    )


def afspraakfeiten(projecten):
    verschuivingen = Verschuiving.objects.filter(afspraak=OuterRef("pk")).order_by("-pk")
    return (
        Uitvoeringsafspraak.objects.filter(project__in=projecten.order_by().values("pk"))
        .select_related("project__provincie", "trekker")
        .annotate(laatste_oorzaak=Subquery(verschuivingen.values("oorzaak")[:1]))
    )


def _per_project(afspraken, uitdrukking):
    return Subquery(
        afspraken.order_by().values("project").annotate(uitkomst=uitdrukking).values("uitkomst")
    )


def _aantal(afspraken):
    telling = _per_project(afspraken, Count("pk"))
    return Coalesce(telling, Value(0), output_field=IntegerField())


def _wijzigingen(project):
    """Of a project and its rows, newest first; accepting a finding is no change of the fiche."""
    return (
        Wijziging.objects.filter(
            onderwerp_soort=ContentType.objects.get_for_model(project),
            onderwerp_id=OuterRef("pk"),
        )
        .exclude(soort_object=ContentType.objects.get_for_model(Aanvaarding))
        .order_by("-wanneer")
    )
