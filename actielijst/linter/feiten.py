"""What the rules judge: projects and agreements with facts that are not columns of their own."""

from django.db.models import Count, Exists, IntegerField, Max, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from actielijst.enums import Afspraaksoort, Afspraakstatus
from actielijst.models import IPKoppeling, Uitvoeringsafspraak, Verschuiving


def projectfeiten(projecten):
    afspraken = Uitvoeringsafspraak.objects.filter(project=OuterRef("pk"))
    uit_te_voeren = afspraken.actief().exclude(soort=Afspraaksoort.MONITORING)
    telt_mee = afspraken.exclude(status=Afspraakstatus.VERVALLEN)
    return (
        projecten.select_related("provincie")
        .met_laatste_wijziging()
        .annotate(
            aantal_afspraken=_aantal(telt_mee),
            aantal_uit_te_voeren=_aantal(uit_te_voeren),
            laatste_einde=_per_project(telt_mee, Max("planning_tot_en_met")),
            heeft_ip_nummer=Exists(IPKoppeling.objects.filter(project=OuterRef("pk"))),
        )
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
