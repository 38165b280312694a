"""The figures of the dashboard: each is the number of rows that its own link leads to."""

from dataclasses import dataclass, field

from monitoring.lijst import tellingen

# what each figure counts: the name of the rows, their words for one and for more, their kind
DELEN = {
    "ibn": ("verschoven", "IBN verschoven", "IBN verschoven", "ibn"),
    "ibn_later": ("later", "later", "later", "ibn"),
    "ibn_eerder": ("eerder", "eerder", "eerder", "ibn"),
    "ibn_gelijk": ("gelijk", "gelijk", "gelijk", "ibn"),
    "ibn_onleesbaar": ("onleesbaar", "niet te berekenen", "niet te berekenen", "ibn"),
    "ibn_zonder": ("zonder", "zonder IBN", "zonder IBN", "ibn"),
    "ibn_nieuw": ("ibn_nieuw", "nieuw", "nieuw", "ibn"),
    "fase": ("fasen", "fasewisseling", "fasewisselingen", "fase"),
    "fase_vooruit": ("vooruit", "vooruit", "vooruit", "fase"),
    "fase_terug": ("terug", "terug", "terug", "fase"),
    "nieuw": ("nieuw", "nieuw project", "nieuwe projecten", "project"),
    "gearchiveerd": ("gearchiveerd", "gearchiveerd", "gearchiveerd", "project"),
    "afgerond": ("afgerond", "afspraak afgerond", "afspraken afgerond", "afspraak"),
    "vervallen": ("vervallen", "vervallen", "vervallen", "afspraak"),
    "te_laat": ("te_laat", "afspraak te laat", "afspraken te laat", "afspraak"),
    "projecten": ("regels", "project", "projecten", "regel"),
    "niet_bevestigd": ("niet_bevestigd", "regel niet bevestigd", "regels niet bevestigd", "regel"),
    "vragen": ("vragen_open", "vraag open", "vragen open", "vraag"),
    "vragen_vaakst": ("vragen_vaakst", "vaakst gesteld", "vaakst gesteld", "vraag"),
    "vragen_los": (
        "vragen_los",
        "vraag in een regel staat nog niet bij Vragen",
        "vragen in een regel staan nog niet bij Vragen",
        "regel",
    ),
}


def rijen_van(verschil, sleutel):
    """The rows that this figure counts; it is their number, never computed apart."""
    return getattr(verschil, DELEN[sleutel][0])


def woord(sleutel, aantal):
    return DELEN[sleutel][1 if aantal == 1 else 2]


def losse_vragen(aantal):
    """'2 vragen in een regel staan nog niet bij Vragen'; nothing when there are none."""
    return f"{aantal} {woord('vragen_los', aantal)}" if aantal else ""


@dataclass(frozen=True)
class Cijfer:
    sleutel: str
    aantal: int
    woord: str
    # (name of the rows, words) of the parts that it is made of
    delen: list = field(default_factory=list)
    uitleg: str = ""
    # the same figure at the round that is compared with
    toen: str = ""


def cijfers(verschil, toen):
    """Six figures; each is the length of the list that its own link leads to."""
    return [
        Cijfer(
            sleutel,
            aantal,
            woord(sleutel, aantal),
            _delen(verschil, *ONDERDELEN.get(sleutel, [])),
            _oudste(verschil, sleutel),
            _toen(toen, sleutel, aantal),
        )
        for sleutel, aantal in tellingen(verschil).items()
    ]


ONDERDELEN = {
    "ibn": ("ibn_later", "ibn_eerder"),
    "fase": ("fase_vooruit", "fase_terug", "nieuw", "gearchiveerd"),
    "afgerond": ("vervallen",),
    "niet_bevestigd": ("projecten",),
    "vragen": ("vragen_vaakst", "vragen_los"),
}


def in_een_zin(tellingen):
    """'3 IBN verschoven, 1 fasewisseling, …', for the documents of the same round."""
    return ", ".join(f"{aantal} {woord(sleutel, aantal)}" for sleutel, aantal in tellingen.items())


def _delen(verschil, *sleutels):
    delen = [(sleutel, _in_woorden(verschil, sleutel)) for sleutel in sleutels]
    return [(sleutel, woorden) for sleutel, woorden in delen if woorden]


def _in_woorden(verschil, sleutel):
    aantal = len(rijen_van(verschil, sleutel))
    if not aantal:
        return ""
    if sleutel == "vragen_vaakst":
        return f"{aantal} voor de {verschil.vaakst}e keer"
    return f"{'van ' if sleutel == 'projecten' else ''}{aantal} {woord(sleutel, aantal)}"


def _toen(toen, sleutel, aantal):
    """The change since the round that is compared with, where that figure was kept."""
    if sleutel not in toen:
        return ""
    meer = aantal - toen[sleutel]
    verschil = f"{abs(meer)} {'meer' if meer > 0 else 'minder'}" if meer else "evenveel"
    # in full: under it stand the figures of other rows
    return f"vorige keer {toen[sleutel]} {woord(sleutel, toen[sleutel])}, nu {verschil}"


def _oudste(verschil, sleutel):
    niet = verschil.niet_bevestigd if sleutel == "niet_bevestigd" else []
    dagen = [(verschil.peildatum - regel.stand_van).days for regel in niet if regel.stand_van]
    return f"oudste {max(dagen)} dagen" if dagen else ""
