"""The annex: what changed in a round, in sentences that follow from it or in own words.

Own words do not change with the rows. So what followed from the rows when they were written is
kept beside them, and what would be said differently now is shown.
"""

import re
from typing import NamedTuple

from monitoring.lijst import KOPPEN

NIET_TE_BEREKENEN = "IBN anders, niet te berekenen"
VOLGT_NU = "volgt nu uit de regels, niet in de eigen tekst"
VOLGT_NIET = "volgt niet meer uit de regels"
# of each section the figures of the dashboard, and what else stands in it
TELLINGEN = {
    "ibn": ({"ibn": ""}, "niet te berekenen"),
    "fase": ({"fase": "van fase gewisseld"}, "nieuw of gearchiveerd"),
    "afspraken": ({"afgerond": "afgerond", "te_laat": "te laat"}, "vervallen"),
    "vragen": ({"vragen": "open"}, "beantwoord"),
    "niet_bevestigd": ({"niet_bevestigd": ""}, ""),
}
# a day later is not another sentence
OUD = re.compile(r"\d+ dag(en)? oud")


class Verouderd(NamedTuple):
    """What follows from the rows only now, and what only when the own words were written."""

    nieuw: list
    weg: list


class Sectie(NamedTuple):
    sleutel: str
    kop: str
    zinnen: list
    telling: str
    verouderd: Verouderd | None

    @property
    def titel(self):
        return f"{self.kop} ({self.telling})"


def secties(inhoud):
    """In the order of the annex, with the own words of the province where it wrote them."""
    return [
        Sectie(
            sleutel,
            kop,
            eigen_regels(inhoud, sleutel) or als_regels(inhoud, sleutel),
            telling(inhoud, sleutel),
            verouderd(inhoud, sleutel),
        )
        for sleutel, kop in KOPPEN.items()
    ]


def eigen_regels(inhoud, sleutel):
    return _regels(inhoud["eigen"].get(sleutel, ""))


def _regels(tekst):
    return [regel.strip() for regel in tekst.splitlines() if regel.strip()]


def als_regels(inhoud, sleutel):
    """'2 Hazerswoude-Rijndijk. IBN 2029 → Q2 2030 …', one line per change."""
    return [_als_regel(paar) for paar in inhoud["wijzigingen"][sleutel]]


def _als_regel(paar):
    project, zin = paar
    return " ".join(f"{project}. {zin}".split())


def telling(inhoud, sleutel):
    """'14, en 3 niet te berekenen': the figures 'In cijfers', and apart from them the rest."""
    geteld, erbij = TELLINGEN[sleutel]
    aantallen = {woord: inhoud["tellingen"][cijfer] for cijfer, woord in geteld.items()}
    rest = len(inhoud["wijzigingen"][sleutel]) - sum(aantallen.values())
    delen = ", ".join(f"{aantal} {woord}".strip() for woord, aantal in aantallen.items())
    return f"{delen}, en {rest} {erbij}" if rest else delen


def gekopte_zinnen(inhoud):
    """(heading, sentence), where what cannot be computed is not called shifted."""
    for sectie in secties(inhoud):
        berekend = len(sectie.zinnen)
        if sectie.sleutel == "ibn" and not eigen_regels(inhoud, "ibn"):
            berekend = inhoud["tellingen"]["ibn"]
        for plaats, zin in enumerate(sectie.zinnen):
            yield (sectie.kop if plaats < berekend else NIET_TE_BEREKENEN), zin
        if sectie.verouderd:
            yield from ((f"{sectie.kop}, {VOLGT_NU}", zin) for zin in sectie.verouderd.nieuw)
            yield from ((f"{sectie.kop}, {VOLGT_NIET}", zin) for zin in sectie.verouderd.weg)


# --- own words that are older than the rows


def verouderde_secties(inhoud):
    return [sectie for sectie in secties(inhoud) if sectie.verouderd]


def verouderd(inhoud, sleutel):
    """None where the words follow, or say what follows; or where it was not kept."""
    eigen, toen = eigen_regels(inhoud, sleutel), inhoud.get("eigen_van", {}).get(sleutel)
    if not eigen or toen is None:
        return None
    nieuw, weg = _verschil(eigen, toen, inhoud["wijzigingen"][sleutel])
    if not nieuw and not weg:
        return None
    return Verouderd([_als_regel(paar) for paar in nieuw], [_als_regel(paar) for paar in weg])


def _verschil(eigen, toen, nu):
    """What came and what went, as far as the own words do not say it or still speak of it."""
    nieuw = [paar for paar in nu if not _staat_in(paar, toen) and _als_regel(paar) not in eigen]
    weg = [paar for paar in toen if not _staat_in(paar, nu) and _over(paar, eigen)]
    return nieuw, weg


def _staat_in(paar, paren):
    return _zonder_dagen(paar) in [_zonder_dagen(ander) for ander in paren]


def _zonder_dagen(paar):
    return OUD.sub("", _als_regel(paar))


def _over(paar, regels):
    """The lines about the same project; as they were made, or in other words."""
    return [regel for regel in regels if regel.startswith(f"{paar[0]}.")]


def zelf_geschreven(tekst, toen, nu):
    """The projects of which the own words speak, while what they were written beside has gone."""
    eigen = _regels(tekst)
    _, weg = _verschil(eigen, toen, nu)
    return [paar[0] for paar in weg if {*_over(paar, eigen)} - {_als_regel(paar)}]


def bijgewerkt(tekst, toen, nu):
    """The own words with what came, and without what went and nobody rewrote."""
    eigen = _regels(tekst)
    nieuw, weg = _verschil(eigen, toen, nu)
    for paar in nieuw:
        over = _over(paar, eigen)
        plaats = eigen.index(over[-1]) + 1 if over else len(eigen)
        eigen.insert(plaats, _als_regel(paar))
    vervallen = {_als_regel(paar) for paar in weg}
    return "\n".join(regel for regel in eigen if regel not in vervallen)
