from django.db import models

from actielijst.enums import Lijst
from actielijst.querysets import RondeQuerySet
from pmiek.history import TrackedModel
from pmiek.models import Provincie
from pmiek.querysets import BeheerQuerySet
from pmiek.validators import valideer_tekst, weiger_zelfde_naam

STAAT_ER_AL = "Deze keuze staat al in de lijst."


class Keuze(TrackedModel):
    """One entry of a reference list; an entry in use is switched off, never removed."""

    provincie = models.ForeignKey(Provincie, models.PROTECT, related_name="keuzes")
    lijst = models.CharField("lijst", max_length=20, choices=Lijst)
    naam = models.CharField("naam", max_length=80, validators=[valideer_tekst])
    volgorde = models.PositiveSmallIntegerField("plaats in de lijst", default=100)
    actief = models.BooleanField("te kiezen", default=True)

    objects = BeheerQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        ordering = ["lijst", "volgorde", "naam"]
        verbose_name = "keuze"
        verbose_name_plural = "keuzes"
        constraints = [
            models.UniqueConstraint(
                fields=["provincie", "lijst", "naam"],
                name="keuze_eenmaal_per_lijst",
                violation_error_message=STAAT_ER_AL,
                violation_error_code="naam",
            ),
            models.CheckConstraint(
                condition=models.Q(lijst__in=Lijst.values), name="keuze_lijst_bestaat"
            ),
        ]

    def __str__(self):
        return self.naam

    def clean(self):
        weiger_zelfde_naam(self, STAAT_ER_AL, lijst=self.lijst)


class PmiekRonde(TrackedModel):
    """Edition of a province's pMIEK list."""

    provincie = models.ForeignKey(Provincie, models.PROTECT, related_name="rondes")
    naam = models.CharField(
        "ronde", max_length=40, validators=[valideer_tekst], help_text="Bijvoorbeeld 1.0 (2023)."
    )
    startdatum = models.DateField("vastgesteld op")
    vergaderdatum = models.DateField("volgende vergadering", null=True, blank=True)
    bron = models.CharField("bron", max_length=300, blank=True, validators=[valideer_tekst])

    objects = RondeQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        ordering = ["-startdatum"]
        verbose_name = "pMIEK-ronde"
        verbose_name_plural = "pMIEK-rondes"
        constraints = [
            models.UniqueConstraint(
                fields=["provincie", "naam"],
                name="ronde_naam_eenmaal_per_provincie",
                violation_error_message="Er is al een ronde met deze naam.",
                violation_error_code="naam",
            ),
            models.CheckConstraint(
                condition=models.Q(vergaderdatum__isnull=True)
                | models.Q(vergaderdatum__gte=models.F("startdatum")),
                name="ronde_vergadert_na_vaststelling",
                violation_error_message="De vergadering ligt vóór de vaststelling van de lijst.",
                violation_error_code="vergaderdatum",
            ),
        ]

    def __str__(self):
        return self.naam
