"""The kinds of sheets that can be read, and which sheet of a file is of which kind."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from actielijst.inlezen.kolommen import (
    GEEN,
    beste,
    in_een_spelling,
    mogelijke_tabellen,
    per_kop,
    rij_met_koppen,
    staat_onder_koppen,
)
from actielijst.inlezen.voorstellen import voorstellen

PROJECTEN = "projecten"
EEN_VAN = {"naam", "nummer", "id"}


@dataclass(frozen=True)
class Bladsoort:
    """What a row is about, how it is compared and how it is written.

    `kenmerk` are the columns by which a sheet of our own is known; without them it is a list in
    anybody's own words. `schemas` are the kinds of files it stands in, with the newest version
    that we can read.
    """

    naam: str
    enkelvoud: str
    meervoud: str
    kolommen: tuple
    schemas: tuple
    rollen: tuple
    vergelijking: Callable
    schrijver: Callable
    kenmerk: frozenset = frozenset()
    # columns of our own file that say what follows from others, or stands elsewhere
    afgeleid: frozenset = frozenset()

    @property
    def labels(self):
        return {kolom.veld: kolom.label for kolom in self.kolommen}

    def woord(self, aantal):
        return self.enkelvoud if aantal == 1 else self.meervoud

    @property
    def is_eigen(self):
        return bool(self.kenmerk)


@cache
def bladsoorten() -> dict[str, Bladsoort]:
    """By name; an app that keeps more than projects adds its own in the settings."""
    return {soort.naam: soort for soort in map(import_string, settings.INLEESBLADEN)}


def afgeleide_koppen(exportkolommen, kolommen):
    """The headings of an own sheet that are not read back."""
    gelezen = per_kop(kolommen)
    koppen = {kolom.heading for kolom in exportkolommen}
    return frozenset(kop for kop in koppen if in_een_spelling(kop) not in gelezen)


def bekende_schemas():
    """{kind of file: the newest version that can be read}."""
    return {naam: versie for soort in bladsoorten().values() for naam, versie in soort.schemas}


def zoek_tabellen(bladen, onthouden, bestandsoort="", *, kan_toewijzen=False):
    """A table per sheet of our own, and the one list of projects with the most known headings.

    `kan_toewijzen`: a list of which neither number nor name is known counts too.
    """
    soorten = _mogelijk(bestandsoort)
    eigen = [tabel for blad in bladen for soort in soorten if (tabel := _eigen_tabel(blad, soort))]
    bezet = {tabel.blad.name for tabel in eigen}
    over = [blad for blad in bladen if blad.name not in bezet]
    kan_lijst = bladsoorten()[PROJECTEN] in soorten
    lijst = _lijst(over, onthouden, kan_toewijzen=kan_toewijzen) if kan_lijst else None
    tabellen = [lijst, *eigen] if lijst else eigen
    return [
        replace(tabel, voor=f"b{plaats}-" if plaats else "")
        for plaats, tabel in enumerate(tabellen)
    ]


def _mogelijk(bestandsoort):
    alle = list(bladsoorten().values())
    passend = [soort for soort in alle if bestandsoort in dict(soort.schemas)]
    return passend or alle


def _eigen_tabel(blad, soort):
    if not soort.is_eigen:
        return None
    bekend = per_kop(soort.kolommen)
    tabellen = mogelijke_tabellen(blad, soort.naam, lambda koppen: bekend)
    return beste([tabel for tabel in tabellen if soort.kenmerk <= {*tabel.velden}])


def _lijst(bladen, onthouden, *, kan_toewijzen):
    # the headings of a sheet are found first: in a row below them 'Project' may be a phase
    per_blad = [beste(_mogelijke_lijsten(blad, onthouden)) for blad in bladen if blad.rows]
    tabellen = [tabel for tabel in per_blad if not staat_onder_koppen(tabel)]
    lijst = beste([tabel for tabel in tabellen if EEN_VAN & {*tabel.velden}])
    if lijst is None and kan_toewijzen:
        return beste([tabel for tabel in tabellen if len(tabel.plaatsen) > 1])
    return lijst


def _mogelijke_lijsten(blad, onthouden):
    bekend = per_kop(bladsoorten()[PROJECTEN].kolommen)
    return mogelijke_tabellen(blad, PROJECTEN, lambda koppen: bekend | onthouden.over(koppen))


def andere_lijsten(bladen, tabellen, onthouden):
    """Other sheets, of which somebody may say that they are read as well.

    Under the headings of the list that is read, or under ones that we know or can propose.
    """
    genoemd = {tabel.blad.name for tabel in tabellen}
    for blad in bladen:
        if blad.rows and blad.name not in genoemd:
            tabel = _met_koppen_van(blad, tabellen[0]) or _met_voorstel(blad, onthouden)
            if tabel is not None and any(map(any, blad.rows[tabel.koprij + 1 :])):
                yield replace(tabel, wordt_gelezen=False)


def _met_koppen_van(blad, lijst):
    rij = rij_met_koppen(blad, lijst.koppen)
    return None if rij is None else replace(lijst, blad=blad, koprij=rij)


def _met_voorstel(blad, onthouden):
    paren = [({*voorstellen(t)} - {GEEN}, t) for t in _mogelijke_lijsten(blad, onthouden)]
    gezien, tabel = max(paren, key=lambda paar: len(paar[0]))
    return tabel if EEN_VAN & gezien and len(gezien) > 1 else None
