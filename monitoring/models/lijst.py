from django.db import models

from monitoring.querysets import CategorieQuerySet
from pmiek.history import TrackedModel
from pmiek.models import Provincie
from pmiek.validators import valideer_tekst


class Categorie(TrackedModel):
    """What an aandachtspunt or a cause is about; an entry in use is switched off, never removed."""

    provincie = models.ForeignKey(
        Provincie, models.PROTECT, related_name="aandachtspuntcategorieen"
    )
    naam = models.CharField("naam", max_length=80, validators=[valideer_tekst])
    volgorde = models.PositiveSmallIntegerField("plaats in de lijst", default=100)
    actief = models.BooleanField("te kiezen", default=True)

    objects = CategorieQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        ordering = ["volgorde", "naam"]
        verbose_name = "soort aandachtspunt"
        verbose_name_plural = "soorten aandachtspunten"
        constraints = [
            models.UniqueConstraint(
                fields=["provincie", "naam"],
                name="categorie_eenmaal_per_provincie",
                violation_error_message="Deze soort staat al in de lijst.",
            )
        ]

    def __str__(self):
        return self.naam
