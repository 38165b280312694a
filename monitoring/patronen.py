"""The same kind of aandachtspunt over several projects: a table of kinds against trekkers."""

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.text import capfirst

from monitoring.koppen import Soortnaam
from pmiek.enums import Partijsoort

ZONDER = "geen"
MEERVOUD = {
    Partijsoort.GEMEENTE: "gemeenten",
    Partijsoort.NETBEHEERDER: "netbeheerders",
    Partijsoort.PROVINCIE: "provincie",
    Partijsoort.WATERSCHAP: "waterschappen",
    Partijsoort.RIJK: "Rijk",
    Partijsoort.OVERIG: "andere partijen",
}


class Kolom(NamedTuple):
    """A network operator, a kind of party, or nobody; `sleutel` is the filter for its rows."""

    sleutel: str
    naam: str

    @property
    def kop(self):
        """A kind of party is named as what it does here: municipalities are counted as well."""
        kop = capfirst(self.naam)
        return f"{kop} als trekker" if self.sleutel in Partijsoort.values else kop


@dataclass(frozen=True)
class Patroon:
    categorie: Soortnaam
    projecten: list
    gemeenten: int
    # (column, number of projects), in the order of the columns
    cellen: list


@dataclass(frozen=True)
class Patronen:
    kolommen: list
    rijen: list

    def __bool__(self):
        return bool(self.rijen)


def trekkerkeuzes(partijen):
    """(value, words) to filter on: every kind of party, each network operator, nobody."""
    soorten = [(soort.value, capfirst(MEERVOUD[soort])) for soort in Partijsoort]
    los = [(str(p.pk), str(p)) for p in partijen if p.soort == Partijsoort.NETBEHEERDER]
    return [*soorten, *los, (ZONDER, "Zonder trekker")]


def heeft_trekker(regel, keuze):
    """Whether a column counts this row; for many at once there is `van_trekker`."""
    return keuze in {kolom for p in regel.trekkers for kolom in (str(p.pk), p.soort)} or (
        keuze == ZONDER and not regel.trekkers
    )


def van_trekker(regels, keuze):
    """The rows that a column counts."""
    if keuze == ZONDER:
        return regels.filter(trekkerrijen__isnull=True)
    veld = "trekkers" if keuze.isdecimal() else "trekkers__soort"
    return regels.filter(**{veld: keuze})


def patronen(regels):
    """The most projects first; a project with more trekkers is in more columns."""
    groepen = defaultdict(list)
    for regel in regels:
        if regel.categorie:
            groepen[regel.categorie].append(regel)
    trekkers = {
        regel.pk: _kolommen(regel.trekkers) for groep in groepen.values() for regel in groep
    }
    kolommen = _op_volgorde(set().union(*trekkers.values()))
    rijen = [
        Patroon(
            categorie,
            [regel.project for regel in groep],
            len({pk for regel in groep for pk in regel.gemeenten}),
            [(kolom, sum(kolom in trekkers[regel.pk] for regel in groep)) for kolom in kolommen],
        )
        for categorie, groep in groepen.items()
    ]
    rijen.sort(key=lambda patroon: (-len(patroon.projecten), str(patroon.categorie)))
    return Patronen(kolommen, rijen)


def _kolommen(trekkers):
    return {_kolom(partij) for partij in trekkers} or {Kolom(ZONDER, "zonder trekker")}


def _kolom(partij):
    if partij.soort == Partijsoort.NETBEHEERDER:
        return Kolom(str(partij.pk), str(partij))
    return Kolom(partij.soort, MEERVOUD[partij.soort])


def _op_volgorde(kolommen):
    """Network operators by name, then the other kinds of party, then nobody."""
    soorten = [*Partijsoort.values, ZONDER]
    return sorted(
        kolommen, key=lambda k: (soorten.index(k.sleutel) if k.sleutel in soorten else -1, k.naam)
    )
