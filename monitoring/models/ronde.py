from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from monitoring.enums import Rondestatus
from monitoring.querysets import MonitoringrondeQuerySet
from pmiek.history import TrackedModel
from pmiek.models import Provincie
from pmiek.validators import valideer_tekst


class Monitoringronde(TrackedModel):
    """One reporting moment of a province; closed, its rows do not change any more."""

    provincie = models.ForeignKey(Provincie, models.PROTECT, related_name="monitoringrondes")
    naam = models.CharField(
        "naam", max_length=60, validators=[valideer_tekst], help_text="Bijvoorbeeld najaar 2026."
    )
    peildatum = models.DateField("peildatum")
    deadline = models.DateField("aanleveren tot en met")
    vergaderdatum = models.DateField("vergadering")
    status = models.CharField(
        "status", max_length=10, choices=Rondestatus, default=Rondestatus.OPEN
    )
    gesloten_op = models.DateTimeField("gesloten op", null=True, blank=True)
    voorbeeld = models.BooleanField("voorbeeldgegevens", default=False)

    objects = MonitoringrondeQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        ordering = ["-peildatum"]
        verbose_name = "monitoringsronde"
        verbose_name_plural = "monitoringsrondes"
        constraints = [
            models.UniqueConstraint(
                fields=["provincie", "naam"],
                name="monitoringronde_naam_eenmaal",
                violation_error_message="Er is al een ronde met deze naam.",
            ),
            models.UniqueConstraint(
                fields=["provincie", "peildatum"],
                name="monitoringronde_peildatum_eenmaal",
                violation_error_message="Er is al een ronde met deze peildatum.",
            ),
            models.UniqueConstraint(
                fields=["provincie"],
                condition=Q(status="open"),
                name="monitoringronde_een_open",
                violation_error_message="Er is nog een ronde open. Sluit die eerst.",
            ),
            models.CheckConstraint(
                condition=Q(deadline__gte=F("peildatum")),
                name="monitoringronde_deadline_na_peildatum",
                violation_error_message="De datum van aanleveren ligt vóór de peildatum.",
            ),
            models.CheckConstraint(
                condition=Q(vergaderdatum__gte=F("deadline")),
                name="monitoringronde_vergadert_na_deadline",
                violation_error_message="De vergadering ligt vóór de datum van aanleveren.",
            ),
            models.CheckConstraint(
                condition=Q(status="open", gesloten_op__isnull=True)
                | Q(status="gesloten", gesloten_op__isnull=False),
                name="monitoringronde_gesloten_met_moment",
            ),
        ]

    def __str__(self):
        return self.naam

    def get_absolute_url(self):
        return reverse("monitoring:monitoringronde_detail", args=[self.provincie.slug, self.pk])

    @property
    def is_open(self):
        return self.status == Rondestatus.OPEN
