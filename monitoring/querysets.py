from django.db.models import Count, OuterRef, Q, Subquery

from actielijst.querysets import ProjectrijQuerySet
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
        return self.annotate(
            aantal=Count("regels"),
            bevestigd=Count("regels", filter=Q(regels__bevestigd_op__isnull=False)),
        )


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


class RegelrijQuerySet(ProjectrijQuerySet):
    provincie_pad = "regel__project__provincie"
    project_pad = "regel__project"
    schrijfrollen = Rolsoort.monitoring()


class RegeltrekkerQuerySet(RegelrijQuerySet):
    pass


class RegelcorrectieQuerySet(RegelrijQuerySet):
    def voor_lijst(self):
        return self.select_related("door", "regel__ronde")
