"""A stacked bar chart as SVG: attributes only, sizes in points, its message as title."""

from dataclasses import dataclass

from django.utils.html import format_html, format_html_join

INKT, WIT = "#16202a", "#ffffff"
BREEDTE = 482  # 170 mm
BALK_LINKS, BALK_RECHTS = 85, 452
BALKHOOGTE, STAP, BOVEN = 18, 27.6, 1
LETTER = 9.5
CIJFERBREEDTE = 5
LEGENDA = 24
TEKSTBREEDTE = 4.5  # of an average letter
ACHTERGRONDEN = ("accent", "arcering", "licht", "wit")


@dataclass(frozen=True)
class Balk:
    """A bar with one number per series."""

    label: str
    aantallen: tuple

    @property
    def totaal(self):
        return sum(self.aantallen)


def staafdiagram(balken, reeksen, thema):
    """`reeksen` names at most four series, drawn in the order of `ACHTERGRONDEN`."""
    hoogte = BOVEN + STAP * len(balken) + LEGENDA
    hoogste = max(balk.totaal for balk in balken)
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{b}pt" height="{h}pt"'
        ' viewBox="0 0 {b} {h}" font-family="Dok Sans" font-size="{letter}" fill="{inkt}">'
        "<title>{titel}</title>{defs}{balken}{legenda}</svg>",
        b=BREEDTE,
        h=_n(hoogte),
        letter=LETTER,
        inkt=INKT,
        titel=boodschap(balken, reeksen),
        defs=_arcering(thema),
        balken=_samen(_balk(plek, balk, hoogste, thema) for plek, balk in enumerate(balken)),
        legenda=_legenda(reeksen, BOVEN + STAP * len(balken) + 4, thema),
    )


def boodschap(balken, reeksen):
    """All numbers of the picture in one text, for who cannot see it."""
    zinnen = [
        f"{balk.label} {balk.totaal}: {_delen(balk, reeksen)}" for balk in balken if balk.totaal
    ]
    return f"Projecten per fase en route. {'; '.join(zinnen)}."


def _delen(balk, reeksen):
    paren = zip(balk.aantallen, reeksen, strict=True)
    return ", ".join(f"{aantal} {_klein(reeks)}" for aantal, reeks in paren if aantal)


def _klein(reeks):
    """Only the first letter, or "pMIEK" would lose its capitals."""
    return reeks[:1].lower() + reeks[1:]


def _balk(plek, balk, hoogste, thema):
    y = BOVEN + STAP * plek
    eenheid = (BALK_RECHTS - BALK_LINKS) / hoogste
    x, stukken = BALK_LINKS, [_tekst(0, y, balk.label, gewicht=600)]
    for aantal, achtergrond in zip(balk.aantallen, ACHTERGRONDEN, strict=True):
        if aantal:
            stukken.append(_deel(x, y, aantal * eenheid, aantal, achtergrond, thema))
        x += aantal * eenheid
    stukken.append(_tekst(x + 7, y, balk.totaal or "–", gewicht=700))
    return _samen(stukken)


def _deel(x, y, breedte, aantal, achtergrond, thema):
    vlak = _vlak(x, y, breedte, BALKHOOGTE, achtergrond, thema)
    plaat = CIJFERBREEDTE * len(str(aantal)) + 6
    if breedte < plaat:  # no room: the number stands in the table below
        return vlak
    midden = x + breedte / 2
    kleur = WIT if achtergrond == "accent" else INKT
    stukken = [vlak, _tekst(midden, y, aantal, gewicht=600, kleur=kleur, anker="middle")]
    if achtergrond == "arcering":
        stukken.insert(1, _rechthoek(midden - plaat / 2, y + 2.5, plaat, BALKHOOGTE - 5, WIT))
    return _samen(stukken)


def _vlak(x, y, breedte, hoogte, achtergrond, thema):
    vulling = {
        "accent": thema["accent"],
        "arcering": "url(#arcering)",
        "licht": thema["licht"],
        "wit": WIT,
    }[achtergrond]
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" fill="{}" stroke="{}" stroke-width="0.8"/>',
        _n(x),
        _n(y),
        _n(breedte),
        hoogte,
        vulling,
        thema["accent"],
    )


def _rechthoek(x, y, breedte, hoogte, kleur):
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" fill="{}"/>',
        _n(x),
        _n(y),
        _n(breedte),
        hoogte,
        kleur,
    )


def _legenda(reeksen, y, thema):
    x, stukken = BALK_LINKS, []
    for reeks, achtergrond in zip(reeksen, ACHTERGRONDEN, strict=True):
        stukken += [
            _vlak(x, y, 15, 9, achtergrond, thema),
            _tekst(x + 20, y - 4.5, reeks),
        ]
        x += 20 + TEKSTBREEDTE * len(reeks) + 14
    return _samen(stukken)


def _tekst(x, y, tekst, *, gewicht=400, kleur=INKT, anker="start"):
    """Text with its middle at half the height of a bar that starts at `y`."""
    return format_html(
        '<text x="{}" y="{}" font-weight="{}" fill="{}" text-anchor="{}">{}</text>',
        _n(x),
        _n(y + BALKHOOGTE / 2 + LETTER * 0.34),
        gewicht,
        kleur,
        anker,
        tekst,
    )


def _arcering(thema):
    return format_html(
        '<defs><pattern id="arcering" width="3.6" height="3.6" patternUnits="userSpaceOnUse">'
        '<rect width="3.6" height="3.6" fill="{}"/>'
        '<path d="M-1,1 L1,-1 M0,3.6 L3.6,0 M2.6,4.6 L4.6,2.6" stroke="{}" stroke-width="0.9"/>'
        "</pattern></defs>",
        WIT,
        thema["accent"],
    )


def _samen(stukken):
    return format_html_join("", "{}", ((stuk,) for stuk in stukken))


def _n(getal):
    """A length with at most two decimals, the same on every machine."""
    return f"{getal:.2f}".rstrip("0").rstrip(".")
