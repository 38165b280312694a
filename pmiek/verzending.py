"""One record, however often a form is sent: a double click, F5, the back button.

The key of the page is claimed inside the transaction of the save; of two posts at the same moment
the second waits for the first and is then sent to what that one made.
"""

import contextlib

from django.conf import settings
from django.db import IntegrityError, models, transaction


class AlVerzonden(Exception):
    def __init__(self, verzending):
        super().__init__(f"Dit formulier is al verwerkt: {verzending.naar}")
        self.verzending = verzending


class VerzendingQuerySet(models.QuerySet):
    def met_sleutel(self, gebruiker, sleutel):
        return self.filter(gebruiker=gebruiker, sleutel=sleutel).first()


class Verzending(models.Model):
    """A form that was saved. Not a domain object: it keeps the same from happening twice."""

    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="verzendingen"
    )
    sleutel = models.CharField("sleutel van de pagina", max_length=40)
    inhoud = models.CharField("vingerafdruk van de inhoud", max_length=64)
    naar = models.CharField("waar het werd bewaard", max_length=500)
    verzonden_op = models.DateTimeField("verzonden op", auto_now_add=True, db_index=True)

    objects = VerzendingQuerySet.as_manager()

    class Meta:
        verbose_name = "verzending"
        verbose_name_plural = "verzendingen"
        constraints = [
            models.UniqueConstraint(
                fields=["gebruiker", "sleutel"], name="verzending_eenmaal_per_pagina"
            )
        ]

    def __str__(self):
        return self.naar


@contextlib.contextmanager
def once(gebruiker, sleutel, inhoud=""):
    """Save inside this block and name the page that shows it; raises `AlVerzonden` if it exists.

    A form without a key is saved as often as it is sent.
    """
    verzending = Verzending(gebruiker=gebruiker, sleutel=sleutel[:40], inhoud=inhoud)
    try:
        with transaction.atomic():
            if sleutel:
                verzending.save()
            yield verzending
            if sleutel:
                verzending.save(update_fields=["naar"])
    except IntegrityError:
        # the rows of the save itself can clash as well
        eerdere = Verzending.objects.met_sleutel(gebruiker, sleutel[:40])
        if not eerdere:
            raise
        raise AlVerzonden(eerdere) from None
