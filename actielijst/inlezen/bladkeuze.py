"""Which lists of a file are read: the most likely one, until somebody says otherwise."""

from dataclasses import dataclass

from django.urls import reverse

from actielijst.inlezen.bestand import is_gezegd, tabellen_van
from actielijst.inlezen.bladsoort import PROJECTEN
from actielijst.inlezen.kolommen import Tabel, ontbreekt
from actielijst.inlezen.onthouden import onthoud_bladen, onthouden_bladen

LEZEN = "wordt_gelezen"


@dataclass(frozen=True)
class Lijst:
    """A list in anybody's own words; `plaats` is its place among the sheets that were kept."""

    plaats: int
    tabel: Tabel

    @property
    def waarde(self):
        return str(self.plaats)

    @property
    def aantal(self):
        return len(list(self.tabel.rijen))


def lijsten(inlezing) -> list[Lijst]:
    return [
        Lijst(plaats, tabel)
        for plaats, tabel in enumerate(tabellen_van(inlezing))
        if tabel.soort == PROJECTEN
    ]


def lijst_met(inlezing, voor) -> Tabel:
    """The list whose cells are known by this prefix, or the first one that is read."""
    gelezen = [lijst.tabel for lijst in lijsten(inlezing) if lijst.tabel.wordt_gelezen]
    return next((tabel for tabel in gelezen if tabel.voor == voor), gelezen[0])


def kolommen_eerst(inlezing) -> str:
    """Where somebody says what is in the columns of a list that is read without number or name."""
    for lijst in lijsten(inlezing):
        tabel = lijst.tabel
        if tabel.wordt_gelezen and ontbreekt(tabel) and not is_gezegd(tabel, inlezing.provincie):
            adres = [inlezing.provincie.slug, inlezing.pk]
            return f"{reverse('actielijst:inlezing_kolommen', args=adres)}?blad={tabel.voor}"
    return ""


def kies_lijsten(inlezing, gekozen) -> bool:
    """Read these lists from now on; whether that differs from before. The caller saves.

    With none of them chosen nothing changes: then there is nothing to look at.
    """
    nieuw = {lijst.plaats: lijst.waarde in gekozen for lijst in lijsten(inlezing)}
    anders = [plaats for plaats, ja in nieuw.items() if inlezing.bladen[plaats][LEZEN] != ja]
    if not anders or not any(nieuw.values()):
        return False
    _zet(inlezing, nieuw)
    namen = {inlezing.bladen[plaats]["naam"]: ja for plaats, ja in nieuw.items()}
    onthoud_bladen(inlezing.provincie, namen)
    return True


def kies_zoals_eerder(inlezing):
    """Read the lists that were chosen of the last file with these sheets. The caller saves."""
    namen = {lijst.tabel.blad.name: lijst.plaats for lijst in lijsten(inlezing)}
    eerder = onthouden_bladen(inlezing.provincie, namen) if len(namen) > 1 else {}
    if any(eerder.values()):
        _zet(inlezing, {namen[naam]: ja for naam, ja in eerder.items()})


def _zet(inlezing, gekozen):
    for plaats, ja in gekozen.items():
        inlezing.bladen[plaats][LEZEN] = ja
