from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from actielijst.enums import Fase, Trekkersoort
from actielijst.querysets import VoorbeeldactieQuerySet
from pmiek.history import TrackedModel
from pmiek.models import Provincie
from pmiek.validators import valideer_tekst


class Voorbeeldactie(TrackedModel):
    """Row of the source's table of example actions; without a province it is the source's own."""

    provincie = models.ForeignKey(
        Provincie, models.PROTECT, null=True, blank=True, related_name="voorbeeldacties"
    )
    fase = models.CharField("fase", max_length=20, choices=Fase)
    activiteit = models.CharField("activiteit", max_length=300, validators=[valideer_tekst])
    actiehouder = models.CharField(
        "actiehouder", max_length=120, blank=True, validators=[valideer_tekst]
    )
    trekkersoort = models.CharField(
        "voorgestelde trekker",
        max_length=20,
        choices=Trekkersoort,
        blank=True,
        help_text="Heeft een project één zo'n partij, dan wordt die ingevuld.",
    )
    termijn = models.PositiveSmallIntegerField(
        "termijn in maanden",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        help_text="Leeg: de termijn van de volgende fase van het project.",
    )
    volgorde = models.PositiveSmallIntegerField("plaats in de lijst", default=100)
    actief = models.BooleanField("te kiezen", default=True)

    objects = VoorbeeldactieQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        ordering = ["volgorde", "pk"]
        verbose_name = "voorbeeldactie"
        verbose_name_plural = "voorbeeldacties"
        constraints = [
            models.CheckConstraint(
                condition=Q(fase__in=[*Fase]), name="voorbeeldactie_fase_bestaat"
            ),
            models.UniqueConstraint(
                fields=["provincie", "fase", "activiteit"],
                name="voorbeeldactie_eenmaal_per_fase",
                violation_error_message="Deze voorbeeldactie staat al bij deze fase.",
            ),
        ]

    def __str__(self):
        return self.activiteit

    @property
    def plek_in_de_lijst(self):
        return ([*Fase].index(self.fase), self.provincie_id is not None, self.volgorde, self.pk)
