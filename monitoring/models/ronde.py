from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from monitoring.enums import Rondestatus
from monitoring.querysets import (
    MonitoringrondeQuerySet,
    RondevastleggingQuerySet,
)
from pmiek.history import TrackedModel
from pmiek.models import Provincie
from pmiek.validators import valideer_tekst

NA_DE_VORIGE = "Ronde {ronde} heeft peildatum {dag}. Een ronde die open is, komt daarna."


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
                violation_error_code="naam",
            ),
            models.UniqueConstraint(
                fields=["provincie", "peildatum"],
                name="monitoringronde_peildatum_eenmaal",
                violation_error_message="Er is al een ronde met deze peildatum.",
                violation_error_code="peildatum",
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
                violation_error_code="deadline",
            ),
            models.CheckConstraint(
                condition=Q(vergaderdatum__gte=F("deadline")),
                name="monitoringronde_vergadert_na_deadline",
                violation_error_message="De vergadering ligt vóór de datum van aanleveren.",
                violation_error_code="vergaderdatum",
            ),
            models.CheckConstraint(
                condition=Q(status="open", gesloten_op__isnull=True)
                | Q(status="gesloten", gesloten_op__isnull=False),
                name="monitoringronde_gesloten_met_moment",
            ),
        ]

    def __str__(self):
        return self.naam

    def clean(self):
        """An open round is the newest: it goes on from the closed ones."""
        super().clean()
        if not self.peildatum or not self.is_open:
            return
        rondes = self.provincie.monitoringrondes.exclude(pk=self.pk)
        later = rondes.filter(peildatum__gt=self.peildatum).order_by("-peildatum").first()
        if later:
            dag = date_format(later.peildatum, "j F Y")
            raise ValidationError({"peildatum": NA_DE_VORIGE.format(ronde=later, dag=dag)})

    def get_absolute_url(self):
        return reverse("monitoring:monitoringronde_detail", args=[self.provincie.slug, self.pk])

    @property
    def is_open(self):
        return self.status == Rondestatus.OPEN

    @property
    def stand_op(self):
        """The day its figures are of: today, or the day it was closed."""
        return (
            timezone.localtime(self.gesloten_op).date()
            if self.gesloten_op
            else timezone.localdate()
        )


class Rondevastlegging(TrackedModel):
    """What the documents of a closed round say; a correction adds one, the old ones stay."""

    ronde = models.ForeignKey(Monitoringronde, models.PROTECT, related_name="vastleggingen")
    volgnummer = models.PositiveSmallIntegerField("versie van de lijst")
    gemaakt_op = models.DateTimeField("vastgelegd op", auto_now_add=True)
    inhoud = models.JSONField("inhoud", editable=False)
    # what the figures of the dashboard, and the rows behind them, are made of
    stand = models.JSONField("stand", default=dict, editable=False)

    objects = RondevastleggingQuerySet.as_manager()
    ook_in_historie = frozenset({"inhoud", "stand", "gemaakt_op"})

    class Meta(TrackedModel.Meta):
        ordering = ["-volgnummer"]
        verbose_name = "vastgelegde monitoringslijst"
        verbose_name_plural = "vastgelegde monitoringslijsten"
        constraints = [
            models.UniqueConstraint(fields=["ronde", "volgnummer"], name="vastlegging_eenmaal")
        ]

    def __str__(self):
        return f"monitoringslijst {self.ronde}, versie {self.volgnummer}"

    @property
    def historie_onderwerp(self):
        return self.ronde

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise NotImplementedError("Een vastgelegde lijst wordt niet gewijzigd.")
        super().save(*args, **kwargs)
