"""What headings were said to mean: the second file of a supplier needs no mapping.

Who supplied a file is known by its headings, all of them together. Of a row of headings that was
never seen, what was said of the row that looks most like it goes first.
"""

import hashlib

from django.db import transaction

from actielijst.inlezen.kolommen import ZONDER_KOP, kopsleutels
from actielijst.models import Kolomkop


class Koppen:
    """The headings that somebody of one province gave a meaning."""

    def __init__(self, provincie=None):
        self._rijen = {}
        onthouden = provincie.kolomkoppen.order_by("onthouden_op", "pk") if provincie else ()
        for een in onthouden:
            self._rijen.setdefault(een.koprij, {})[een.kop] = een.veld

    def over(self, koppen):
        """{key of a heading: field} for a row of headings."""
        sleutels = kopsleutels(koppen)
        zelfde, bekend = self._rijen.get(kenmerk(sleutels)), {}
        if zelfde is not None:
            return zelfde
        # of two that differ as much the last one counts
        for rij in sorted(self._rijen.values(), key=lambda rij: -len(rij.keys() ^ {*sleutels})):
            bekend |= {kop: veld for kop, veld in rij.items() if not kop.startswith(ZONDER_KOP)}
        return bekend


def kenmerk(sleutels):
    """Of a row of headings in whatever order; a column without one says nothing of the supplier."""
    met_kop = sorted(sleutel for sleutel in sleutels if not sleutel.startswith(ZONDER_KOP))
    return hashlib.sha256("\n".join(met_kop).encode()).hexdigest()


@transaction.atomic
def onthoud_koppen(provincie, koppen, velden):
    """Remember the field of each column for the next file with these headings."""
    sleutels = kopsleutels(koppen)
    gezegd = {"provincie": provincie, "koprij": kenmerk(sleutels)}
    # all of them again: the last that was said counts
    Kolomkop.objects.filter(**gezegd).delete()
    rijen = [
        Kolomkop(**gezegd, kop=sleutel, veld=veld)
        for sleutel, veld in zip(sleutels, velden, strict=False)
    ]
    # two may say it at the same moment
    Kolomkop.objects.bulk_create(
        rijen,
        update_conflicts=True,
        unique_fields=["provincie", "koprij", "kop"],
        update_fields=["veld"],
    )
