import datetime

from django.apps import apps
from django.db.models import Count, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from actielijst.querysets import ProjectrijQuerySet
from monitoring.enums import Vraagstatus
from pmiek.enums import Rolsoort
from pmiek.querysets import BeheerQuerySet, PerProvincieQuerySet


class MonitoringQuerySet(PerProvincieQuerySet):
    schrijfrollen = Rolsoort.monitoring()


class CategorieQuerySet(BeheerQuerySet):
    def te_kiezen(self, *gekozen):
        """Entries in force, and the ones that were chosen before they were switched off."""
        return self.filter(Q(actief=True) | Q(pk__in=[pk for pk in gekozen if pk]))


class MonitoringrondeQuerySet(MonitoringQuerySet):
    def huidige(self):
        """The round that is worked on, or else the last one."""
        return self.order_by("-peildatum").first()

    def voor(self, ronde):
        """The rounds before this one, newest first."""
        return self.filter(provincie=ronde.provincie_id, peildatum__lt=ronde.peildatum).order_by(
            "-peildatum"
        )

    def met_telling(self):
        """Newest first: an aggregation drops Meta.ordering."""
        return self.annotate(
            aantal=Count("regels"),
            bevestigd=Count("regels", filter=Q(regels__bevestigd_op__isnull=False)),
        ).order_by("-peildatum")


class MonitoringregelQuerySet(ProjectrijQuerySet):
    schrijfrollen = Rolsoort.monitoring()

    def bevestigd(self):
        return self.filter(bevestigd_op__isnull=False)

    def niet_bevestigd(self):
        return self.filter(bevestigd_op__isnull=True)

    def ingevuld(self):
        return self.bevestigd().filter(ongewijzigd=False)

    def ongewijzigd(self):
        return self.bevestigd().filter(ongewijzigd=True)

    def met_vorige(self):
        """With the id of the row of this project in the last round before it: `vorige_id`."""
        eerder = self.model.objects.filter(
            project=OuterRef("project"), ronde__peildatum__lt=OuterRef("ronde__peildatum")
        ).order_by("-ronde__peildatum")
        return self.annotate(vorige_id=Subquery(eerder.values("pk")[:1]))

    def voor_lijst(self):
        """Everything a row of the list shows, in a fixed number of queries."""
        return self.select_related(
            "project", "ronde", "categorie", "oorzaak", "bevestigd_door"
        ).prefetch_related("trekkers", "project__gemeenten", "project__betrokken_partijen")

    def voor_fiche(self):
        """What a fiche says of its newest row; it knows its project itself."""
        return self.select_related("ronde", "categorie").prefetch_related("trekkers")


class RegelrijQuerySet(ProjectrijQuerySet):
    provincie_pad = "regel__project__provincie"
    project_pad = "regel__project"
    schrijfrollen = Rolsoort.monitoring()


class RegeltrekkerQuerySet(RegelrijQuerySet):
    pass


class RegelcorrectieQuerySet(RegelrijQuerySet):
    # never undone: the next correction says why
    schrijfrollen = ()

    def voor_lijst(self):
        return self.select_related("door", "regel__ronde")


class RonderijQuerySet(MonitoringQuerySet):
    provincie_pad = "ronde__provincie"


class TekstcorrectieQuerySet(RonderijQuerySet):
    # never undone: the next correction says why
    schrijfrollen = ()

    def voor_lijst(self):
        return self.select_related("door")


class RondevastleggingQuerySet(RonderijQuerySet):
    def laatste(self):
        return self.order_by("-volgnummer").first()

    def laatste_waarde(self, naam):
        """One part of the last version, without the rest of it: a version is large."""
        return self.laatste_waarden(naam)[0] or {}

    def laatste_waarden(self, *namen):
        """None for each of them when nothing was kept."""
        return self.order_by("-volgnummer").values_list(*namen).first() or (None,) * len(namen)


class VraagQuerySet(MonitoringQuerySet):
    def onbeantwoord(self):
        return self.filter(status=Vraagstatus.GESTELD)

    def op_agenda(self, ronde):
        """First asked in this round or before it, and not answered before it."""
        return self.filter(
            Q(beantwoord_op__isnull=True) | Q(beantwoord_op__gte=ronde.peildatum),
            provincie=ronde.provincie_id,
            ronde__peildatum__lte=ronde.peildatum,
        )

    def met_keer(self, ronde=None):
        """On how many agendas the question was, up to this round: `keer`.

        Nothing is moved by hand: a round that is opened is an agenda on which it stands.
        """
        rondes = apps.get_model("monitoring", "Monitoringronde").objects.filter(
            provincie=OuterRef("provincie"),
            peildatum__gte=OuterRef("ronde__peildatum"),
            peildatum__lte=Coalesce(OuterRef("beantwoord_op"), Value(datetime.date.max)),
        )
        if ronde is not None:
            rondes = rondes.filter(peildatum__lte=ronde.peildatum)
        aantal = rondes.order_by().values("provincie").annotate(n=Count("pk")).values("n")
        # answered before the day of the round itself: it was still asked once
        return self.annotate(keer=Coalesce(Subquery(aantal, output_field=IntegerField()), Value(1)))

    def voor_lijst(self):
        return self.select_related("ronde", "provincie").prefetch_related("projecten")


class VraagprojectQuerySet(ProjectrijQuerySet):
    schrijfrollen = Rolsoort.monitoring()


class VraagafspraakQuerySet(ProjectrijQuerySet):
    """Whoever writes agreements makes one of an answer."""
