from django.db import models
from django.db.models import Q

from actielijst.models.afspraak import Uitvoeringsafspraak
from actielijst.models.project import TEKSTGRENS, Project
from actielijst.querysets import AanvaardingQuerySet
from pmiek.history import TrackedModel
from pmiek.validators import valideer_tekst


class Aanvaarding(TrackedModel):
    """A finding that was looked at and left as it is, for as long as its facts stay the same."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="aanvaardingen")
    afspraak = models.ForeignKey(
        Uitvoeringsafspraak,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="aanvaardingen",
    )
    regel = models.CharField("bevinding", max_length=40)
    vingerafdruk = models.CharField("feiten", max_length=64, editable=False)
    zin = models.TextField(
        "waarom dit zo mag blijven", max_length=TEKSTGRENS, validators=[valideer_tekst]
    )

    objects = AanvaardingQuerySet.as_manager()
    ook_in_historie = frozenset({"vingerafdruk"})

    class Meta(TrackedModel.Meta):
        ordering = ["pk"]
        verbose_name = "aanvaarde bevinding"
        verbose_name_plural = "aanvaarde bevindingen"
        constraints = [
            models.UniqueConstraint(
                fields=["afspraak", "regel", "vingerafdruk"],
                condition=Q(afspraak__isnull=False),
                name="aanvaarding_eenmaal_per_afspraak",
                violation_error_message="Deze bevinding is al aanvaard.",
            ),
            models.UniqueConstraint(
                fields=["project", "regel", "vingerafdruk"],
                condition=Q(afspraak__isnull=True),
                name="aanvaarding_eenmaal_per_project",
                violation_error_message="Deze bevinding is al aanvaard.",
            ),
        ]

    def __str__(self):
        return self.zin

    @property
    def historie_onderwerp(self):
        return self.project
