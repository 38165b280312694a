"""The seal on each line of the history: over the line itself and over the seal before it.

Whoever changes, removes or inserts a line afterwards, by whatever way, breaks the chain there.
A chain per province: saving in one province never waits for another.
"""

import datetime
import hashlib
import json

from django.db import models

BEGIN = ""
ZONDER_PROVINCIE = 0


class KetenQuerySet(models.QuerySet):
    def stand(self, provincie_id):
        """The number of the last line of this province; 0 when there is none."""
        return self.filter(pk=provincie_id).values_list("aantal", flat=True).first() or 0

    def vasthouden(self, provincie_id):
        """The chain of this province, for one writer at a time until the transaction ends.

        Ask for it before any row is written: two writers that each hold a row and wait for the
        chain, or the other way round, would wait for each other. SQLite has one writer anyway.
        """
        nummer = provincie_id or ZONDER_PROVINCIE
        keten = self.select_for_update().filter(pk=nummer).first()
        if keten is None:
            self.get_or_create(pk=nummer)
            keten = self.select_for_update().get(pk=nummer)
        return keten


class Keten(models.Model):
    """Where the history of a province ends."""

    id = models.BigIntegerField("nummer van de provincie", primary_key=True)
    aantal = models.PositiveBigIntegerField("aantal regels", default=0)
    zegel = models.CharField("laatste zegel", max_length=64, default=BEGIN)

    objects = KetenQuerySet.as_manager()

    class Meta:
        verbose_name = "keten van de historie"
        verbose_name_plural = "ketens van de historie"

    def __str__(self):
        return f"keten {self.pk}"

    @property
    def provincie_id(self):
        return self.pk or None

    def verzegel(self, regels):
        """Give new lines their place and seal; the chain is written, the lines are not."""
        for regel in regels:
            self.aantal += 1
            regel.volgnummer = self.aantal
            self.zegel = regel.zegel = zegel(self.zegel, regel.verzegeld)
        self.save(update_fields=["aantal", "zegel"])


def zegel(vorige, waarden: dict):
    """SHA-256 in hexadecimals; the same line has the same one on every database."""
    # without what is empty: a column that is added later leaves the older seals whole
    gevuld = {naam: waarde for naam, waarde in waarden.items() if waarde is not None}
    tekst = json.dumps([vorige, gevuld], sort_keys=True, default=_als_tekst)
    return hashlib.sha256(tekst.encode()).hexdigest()


def _als_tekst(waarde):
    if isinstance(waarde, datetime.datetime):
        return waarde.astimezone(datetime.UTC).isoformat()
    return str(waarde)
