"""An undo that is too long to wait for, from the moment it is asked until it is done."""

from django.conf import settings
from django.db import models


class TerugdraaiingQuerySet(models.QuerySet):
    def van(self, provincie):
        return self.filter(provincie=provincie)


class Terugdraaiing(models.Model):
    """Not a domain object: it goes when it is done, and the history says what was put back."""

    provincie = models.ForeignKey("pmiek.Provincie", models.PROTECT, related_name="terugdraaiingen")
    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="terugdraaiingen"
    )
    handeling = models.UUIDField("handeling", unique=True)
    # what was chosen about each conflict
    keuzes = models.JSONField("keuzes", default=dict)
    aantal = models.PositiveIntegerField("aantal wijzigingen")
    wachtrijnummer = models.CharField("nummer in de wachtrij", max_length=64, blank=True)
    gevraagd_op = models.DateTimeField("gevraagd op", auto_now_add=True)
    # why nothing was put back; empty as long as the worker has it
    melding = models.TextField("melding", blank=True)

    objects = TerugdraaiingQuerySet.as_manager()

    class Meta:
        verbose_name = "terugdraaiing"
        verbose_name_plural = "terugdraaiingen"

    def __str__(self):
        return f"handeling {self.handeling}"

    @property
    def is_bezig(self):
        return not self.melding
