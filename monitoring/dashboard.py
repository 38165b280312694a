"""Figures and patterns for the dashboard: a comparison in, plain values out."""

from collections import Counter
from dataclasses import dataclass

from monitoring.lijst import tellingen

WOORDEN = {
    "ibn": ("IBN verschoven", "IBN verschoven"),
    "fase": ("fasewisseling", "fasewisselingen"),
    "afgerond": ("afspraak afgerond", "afspraken afgerond"),
    "te_laat": ("afspraak te laat", "afspraken te laat"),
    "niet_bevestigd": ("regel niet bevestigd", "regels niet bevestigd"),
    "vragen": ("vraag open", "vragen open"),
}


@dataclass(frozen=True)
class Cijfer:
    sleutel: str
    aantal: int
    woord: str
    uitleg: str


def cijfers(verschil, toen):
    """Six figures; each is the length of the list that stands under its own name."""
    uitleg = _uitleg(verschil)
    return [
        Cijfer(
            sleutel,
            aantal,
            WOORDEN[sleutel][aantal != 1],
            "; ".join(filter(None, [uitleg[sleutel], _toen(toen, sleutel)])),
        )
        for sleutel, aantal in tellingen(verschil).items()
    ]


def _toen(toen, sleutel):
    """What the figure was in the round that is compared with, where that was kept."""
    return f"vorige keer {toen[sleutel]}" if sleutel in toen else ""


def _uitleg(verschil):
    vooruit = sum(wissel.is_vooruit for wissel in verschil.fasen)
    return {
        "ibn": f"{len(verschil.later)} later, {len(verschil.eerder)} eerder",
        "fase": f"{vooruit} vooruit, {len(verschil.fasen) - vooruit} terug",
        "afgerond": f"{len(verschil.vervallen)} vervallen",
        "te_laat": "",
        "niet_bevestigd": f"van {len(verschil.regels)}{_oudste(verschil)}",
        "vragen": _vaakst(verschil.vragen_open),
    }


def _oudste(verschil):
    dagen = [
        (verschil.peildatum - regel.stand_van).days
        for regel in verschil.niet_bevestigd
        if regel.stand_van
    ]
    return f", oudste {max(dagen)} dagen" if dagen else ""


def _vaakst(vragen):
    keer = max((vraag.keer for vraag in vragen), default=1)
    aantal = sum(vraag.keer == keer for vraag in vragen)
    return f"{aantal} voor de {keer}e keer" if keer > 1 else ""


@dataclass(frozen=True)
class Patroon:
    categorie: object
    projecten: list
    gemeenten: int
    trekkers: list


def patronen(regels):
    """The same kind of aandachtspunt over several projects, most projects first."""
    per_soort = {}
    for regel in regels:
        if regel.categorie:
            per_soort.setdefault(regel.categorie, []).append(regel)
    gevonden = [_patroon(soort, groep) for soort, groep in per_soort.items()]
    return sorted(gevonden, key=lambda p: (-len(p.projecten), str(p.categorie)))


def _patroon(soort, regels):
    trekkers = Counter(str(partij) for regel in regels for partij in regel.trekkers.all())
    gemeenten = {partij.pk for regel in regels for partij in regel.project.gemeenten.all()}
    return Patroon(soort, [r.project for r in regels], len(gemeenten), trekkers.most_common(6))
