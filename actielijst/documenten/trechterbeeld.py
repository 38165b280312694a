"""The funnel as SVG: the same picture on the screen and in the PDF, attributes only.

One project is equally high everywhere, so that all steps have the same height together.
"""

from dataclasses import dataclass

from django.utils.html import format_html, format_html_join

from actielijst.trechter import CONCREET, NIET_INGEDEELD

INKT, INKT_2, INKT_3, VLAK, WIT = (
    "#001a40",
    "#3d5374",
    "#586c88",
    "#eff1f3",
    "#ffffff",
)
VERKENNING = "#dfe3e8"
BREEDTE = 640
KOLOMMEN = (0, 146, 306, 470)
STAAF = 10
KOP = 24
# so high is the whole list, and so far apart are the middles of two labels at least
LIJSTHOOGTE, TUSSEN, LABELHOOGTE = 150, 10, 18
LETTER = 12.5
OPEN = {NIET_INGEDEELD, "onbepaald"}


@dataclass
class Vak:
    """A node in the picture; `uit` and `in_` are how far its bands have been drawn."""

    knoop: object
    stap: int
    y: float
    hoogte: float
    uit: float = 0
    in_: float = 0

    @property
    def x(self):
        return KOLOMMEN[self.stap]


def trechterbeeld(trechter, kleuren, *, breedte=BREEDTE, eenheid=""):
    """`breedte` in `eenheid` (px without one): a page on paper counts in points."""
    vakken = _vakken(trechter)
    hoogte = max((vak.y + max(vak.hoogte, LABELHOOGTE) for vak in vakken.values()), default=KOP) + 4
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" class="eb-trechter"'
        ' width="{breedte}{eenheid}" height="{hoog}{eenheid}" viewBox="0 0 {b} {h}"'
        ' font-family="Dok Sans, Noto Sans, sans-serif" font-size="{letter}" fill="{inkt}">'
        "<title>{titel}</title>{koppen}{banden}{vakken}</svg>",
        breedte=breedte,
        eenheid=eenheid,
        hoog=_n(hoogte * breedte / BREEDTE),
        b=BREEDTE,
        h=_n(hoogte),
        letter=LETTER,
        inkt=INKT,
        titel=boodschap(trechter),
        koppen=_samen(_kop(plek, stap.titel) for plek, stap in enumerate(trechter.stappen)),
        banden=_samen(_banden(trechter, vakken, kleuren)),
        vakken=_samen(_vak(vak, kleuren) for vak in vakken.values()),
    )


def boodschap(trechter):
    """All numbers of the picture in one text, for who cannot see it."""
    zinnen = [
        ", ".join(f"{knoop.aantal} {knoop.label}" for knoop in stap.gevulde)
        for stap in trechter.stappen
    ]
    return f"Van lijst naar document: {'; '.join(filter(None, zinnen))}."


def _vakken(trechter):
    per_project = LIJSTHOOGTE / max(trechter.totaal, 1)
    vakken = {}
    for plek, stap in enumerate(trechter.stappen):
        y = KOP
        for knoop in stap.gevulde:
            hoogte = knoop.aantal * per_project
            vakken[plek, knoop.sleutel] = Vak(knoop, plek, y, hoogte)
            y += max(hoogte + TUSSEN, LABELHOOGTE)
    return vakken


def _banden(trechter, vakken, kleuren):
    per_project = LIJSTHOOGTE / max(trechter.totaal, 1)
    for stap in range(len(trechter.stappen) - 1):
        stromen = trechter.stromen(stap)
        # from top to bottom on both sides, so that bands cross as little as they can
        volgorde = list(vakken)
        for van, naar in sorted(stromen, key=lambda paar, s=stap: _plaats(volgorde, s, *paar)):
            dikte = stromen[van, naar] * per_project
            yield _band(vakken[stap, van], vakken[stap + 1, naar], dikte, _tint(van, kleuren))


def _plaats(volgorde, stap, van, naar):
    return volgorde.index((stap, van)), volgorde.index((stap + 1, naar))


def _tint(van, kleuren):
    return {CONCREET: kleuren["licht"], "verkenning": VERKENNING}.get(van, VLAK)


def _band(van, naar, dikte, tint):
    x0, x1 = van.x + STAAF, naar.x
    y0, y1 = van.y + van.uit, naar.y + naar.in_
    van.uit += dikte
    naar.in_ += dikte
    midden = (x0 + x1) / 2
    pad = (
        f"M{_n(x0)},{_n(y0)} C{_n(midden)},{_n(y0)} {_n(midden)},{_n(y1)} {_n(x1)},{_n(y1)}"
        f" V{_n(y1 + dikte)}"
        f" C{_n(midden)},{_n(y1 + dikte)} {_n(midden)},{_n(y0 + dikte)} {_n(x0)},{_n(y0 + dikte)} Z"
    )
    # bands are kept apart by white: a line would run through the labels
    return format_html('<path d="{}" fill="{}" stroke="{}"/>', pad, tint, WIT)


def _vak(vak, kleuren):
    is_open = vak.knoop.sleutel in OPEN
    vulling = WIT if is_open else _vulling(vak, kleuren)
    staaf = format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" fill="{}" stroke="{}"{}/>',
        vak.x,
        _n(vak.y),
        STAAF,
        _n(vak.hoogte),
        vulling,
        INKT_3 if is_open else vulling,
        format_html(' stroke-dasharray="{}"', "3 2") if is_open else "",
    )
    tekst = format_html(
        '<text x="{}" y="{}"><tspan font-weight="700">{}</tspan> {}</text>',
        vak.x + STAAF + 6,
        _n(vak.y + max(vak.hoogte, LABELHOOGTE - 4) / 2 + LETTER * 0.36),
        vak.knoop.aantal,
        vak.knoop.label,
    )
    return staaf + tekst


def _vulling(vak, kleuren):
    if vak.knoop.sleutel == "verkenning":
        return INKT_3
    return kleuren["accent"] if vak.stap in (1, 2) else INKT


def _kop(plek, titel):
    return format_html(
        '<text x="{}" y="12" font-weight="600" fill="{}">{}</text>', KOLOMMEN[plek], INKT_2, titel
    )


def _samen(stukken):
    return format_html_join("", "{}", ((stuk,) for stuk in stukken))


def _n(getal):
    """A length with at most two decimals, the same on every machine."""
    return f"{getal:.2f}".rstrip("0").rstrip(".")
