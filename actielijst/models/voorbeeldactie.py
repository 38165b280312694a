from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Q

from actielijst.enums import Fase, Trekkersoort
from actielijst.querysets import UitgezetteActieQuerySet, VoorbeeldactieQuerySet
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
        help_text="Leeg: de termijn van de volgende fase, of een vuistregel per fase.",
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

    @transaction.atomic
    def zet(self, provincie, *, aan):
        """Offer it in this province or not; a row of the source stays as it is for the others."""
        if self.provincie_id:
            self.actief = aan
            self.save()
        elif not aan:
            UitgezetteActie.objects.get_or_create(provincie=provincie, actie=self)
        else:
            for rij in self.uitgezet.filter(provincie=provincie):
                rij.delete()


class UitgezetteActie(TrackedModel):
    """A row of the source that one province does not want to be offered."""

    provincie = models.ForeignKey(Provincie, models.PROTECT, related_name="uitgezette_acties")
    actie = models.ForeignKey(
        Voorbeeldactie, models.PROTECT, verbose_name="voorbeeldactie", related_name="uitgezet"
    )

    objects = UitgezetteActieQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        ordering = ["pk"]
        verbose_name = "uitgezette voorbeeldactie"
        verbose_name_plural = "uitgezette voorbeeldacties"
        constraints = [
            models.UniqueConstraint(
                fields=["provincie", "actie"], name="voorbeeldactie_eenmaal_uitgezet"
            )
        ]

    def __str__(self):
        return f"voorbeeldactie uitgezet: {self.actie}"
