"""Rows of a project, and who wrote them."""

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import OuterRef, Q, Subquery

from pmiek.enums import Wijzigingsoort
from pmiek.querysets import PerProvincieQuerySet

# of a search: more of them only cost time
WOORDEN = 8


def objecten(modelnaam):
    # models import this package, so it finds them by name
    return apps.get_model("actielijst", modelnaam).objects


def in_rol(partijen):
    """Projects that name one of these parties themselves; an agreement has roles of its own.

    Subqueries, not joins: each is answered once, from an index on the party.
    """
    return (
        Q(bevoegd_gezag__in=partijen)
        | Q(volgende_fase_wie__in=partijen)
        | Q(pk__in=objecten("Betrokkenheid").filter(partij__in=partijen).values("project"))
        | Q(pk__in=objecten("Projectgemeente").filter(partij__in=partijen).values("project"))
        | Q(pk__in=objecten("IPKoppeling").filter(netbeheerder__in=partijen).values("project"))
    )


def zoekwoorden(tekst):
    """The words of a search, as a phone types them too."""
    return tekst.replace("’", "'").split()[:WOORDEN]


class ProjectrijQuerySet(PerProvincieQuerySet):
    """Rows of a project are seen by whoever sees the project."""

    provincie_pad = "project__provincie"
    project_pad = "project"

    def zichtbaar_voor(self, gebruiker):
        projecten = self._projecten().zichtbaar_voor(gebruiker)
        return self.filter(**{f"{self.project_pad}__in": projecten})

    def _projecten(self):
        project = self.model
        for stap in self.project_pad.split("__"):
            project = project._meta.get_field(stap).related_model
        return project.objects


class GemeldQuerySet(ProjectrijQuerySet):
    """Rows that tell who wrote them and when, as their history has it."""

    def met_melder(self):
        gemaakt = apps.get_model("pmiek", "Wijziging").objects.filter(
            soort_object=ContentType.objects.get_for_model(self.model),
            object_id=OuterRef("pk"),
            soort=Wijzigingsoort.AANGEMAAKT,
        )
        return self.annotate(
            gemeld_door=Subquery(gemaakt.values("door_naam")[:1]),
            gemeld_op=Subquery(gemaakt.values("wanneer")[:1]),
        )


class VerschuivingQuerySet(GemeldQuerySet):
    provincie_pad = "afspraak__project__provincie"
    project_pad = "afspraak__project"


class AanvaardingQuerySet(GemeldQuerySet):
    pass
