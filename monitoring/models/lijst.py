from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from actielijst.enums import Fase
from actielijst.models import Keuze
from monitoring.querysets import CategorieQuerySet
from monitoring.verschuiving import zoveel_maanden
from pmiek.history import TrackedModel
from pmiek.models import Provincie
from pmiek.querysets import BeheerQuerySet
from pmiek.validators import valideer_tekst, weiger_zelfde_naam

STAAT_ER_AL = "Deze soort staat al in de lijst."


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
                violation_error_message=STAAT_ER_AL,
            )
        ]

    def __str__(self):
        return self.naam

    def clean(self):
        weiger_zelfde_naam(self, STAAT_ER_AL)


class Doorlooptijd(TrackedModel):
    """How long it takes at least from a phase until in bedrijf name, by a province's own table."""

    provincie = models.ForeignKey(Provincie, models.PROTECT, related_name="doorlooptijden")
    fase = models.CharField("fase", max_length=20, choices=Fase)
    type_infra = models.ForeignKey(
        Keuze,
        models.PROTECT,
        verbose_name="type infra",
        null=True,
        blank=True,
        related_name="doorlooptijden",
        help_text="Leeg: voor elk type dat zelf niet in de tabel staat.",
    )
    maanden = models.PositiveSmallIntegerField(
        "ten minste zoveel maanden tot de IBN", validators=[MaxValueValidator(600)]
    )

    objects = BeheerQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        ordering = ["fase", "pk"]
        verbose_name = "doorlooptijd"
        verbose_name_plural = "doorlooptijden"
        constraints = [
            models.UniqueConstraint(
                fields=["provincie", "fase", "type_infra"],
                name="doorlooptijd_eenmaal",
                violation_error_message="Voor deze fase en dit type staat er al een doorlooptijd.",
            ),
            models.UniqueConstraint(
                fields=["provincie", "fase"],
                condition=Q(type_infra__isnull=True),
                name="doorlooptijd_eenmaal_algemeen",
                violation_error_message="Voor deze fase staat er al een doorlooptijd.",
            ),
            models.CheckConstraint(condition=Q(fase__in=[*Fase]), name="doorlooptijd_fase_bestaat"),
        ]

    def __str__(self):
        soort = f", {self.type_infra}" if self.type_infra else ""
        return f"{self.get_fase_display()}{soort}: {zoveel_maanden(self.maanden)}"
