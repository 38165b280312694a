"""The slip of one project as a line in time: one picture for screen and PDF, sizes in points.

Decoration by construction: the same dates stand as text in the same row.
"""

import datetime
import functools
import math
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join

INKT, WIT, RASTER = "#16202a", "#ffffff", "#d5dce0"
# 76 mm: beside it stand the words of the same moments
BREEDTE, HOOGTE, MIDDEN = 215, 22, 11
# a whole number of dashes, so that one picture above another is one line
TEGEL = 20
# the years above it, in a size for paper; and how wide a year is with the room around it
KOP, LETTER, JAAR = 12, 8.5, 2.4
# room for the number of a line
NUMMERS = 14
# room for a sign on the last day
RAND = 5
# so many years at least, or a shift of a month would fill the picture
MINSTENS = 4
# drawn in this order; what coincides with "nu" is left out
VOLGORDE = ["eerst", "vorige", "ip"]


@dataclass(frozen=True)
class Schaal:
    van: int
    tot: int

    def x(self, dag):
        begin = datetime.date(self.van, 1, 1)
        totaal = (datetime.date(self.tot + 1, 1, 1) - begin).days
        return RAND + self.breedte * ((dag - begin).days + 1) / totaal

    @property
    def breedte(self):
        return BREEDTE - 2 * RAND

    @property
    def jaren(self):
        return range(self.van, self.tot + 1)

    def koppen(self, letter):
        """(year, left, width) for the labels above the picture, as many as fit in this size."""
        stap = max(1, math.ceil(len(self.jaren) * letter * JAAR / self.breedte))
        breedte = self.breedte / len(self.jaren)
        return [
            (jaar, RAND + plek * breedte, breedte)
            for plek, jaar in enumerate(self.jaren)
            if plek % stap == 0
        ]


def schaal(rijen, peildatum):
    """The years of all moments and of today."""
    dagen = [dag for rij in rijen for _, dag in rij] + [peildatum]
    van, tot = min(dagen).year, max(dagen).year
    return Schaal(van, max(tot, van + MINSTENS))


# of hundreds of projects many move over the same days, and each is drawn again at every visit
@functools.lru_cache(maxsize=2_000)
def tijdlijn(momenten, schaal, accent, peildatum=None):
    """`momenten` are pairs of eerst, ip, vorige or nu and a day; there may be more than one IP.

    Without a peildatum the years stand elsewhere, see `raster`.
    """
    stukken = [
        _raster(schaal, peildatum, HOOGTE) if peildatum else "",
        _lijn(dict(momenten), schaal, accent),
        *_tekens(momenten, schaal, accent),
    ]
    return _beeld(HOOGTE, stukken)


def raster(schaal, peildatum):
    """The years and the peildatum, to stand behind all rows of a table."""
    return _beeld(TEGEL, [_raster(schaal, peildatum, TEGEL)])


def _beeld(hoogte, stukken):
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" width="{b}pt" height="{h}pt"'
        ' viewBox="0 0 {b} {h}" aria-hidden="true" focusable="false">{stukken}</svg>',
        b=BREEDTE,
        h=hoogte,
        stukken=_samen(stukken),
    )


def jaarkoppen(schaal, letter=LETTER):
    """The years above the pictures of a table; on a screen, larger than on paper, fewer of them."""
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" width="{b}pt" height="{h}pt"'
        ' viewBox="0 0 {b} {h}" aria-hidden="true" focusable="false" {stijl}>{jaren}</svg>',
        b=BREEDTE,
        h=KOP,
        stijl=_stijl(letter),
        jaren=_jaren(schaal, letter),
    )


def _stijl(letter):
    return format_html(
        'font-family="Dok Sans, Noto Sans, sans-serif" font-size="{}" font-weight="600" fill="{}"',
        letter,
        INKT,
    )


def _jaren(schaal, letter):
    return format_html_join(
        "",
        '<text x="{}" y="{}" text-anchor="middle">{}</text>',
        (
            (_n(links + breedte / 2), KOP - 3, jaar)
            for jaar, links, breedte in schaal.koppen(letter)
        ),
    )


def stappen(momenten, schaal, accent, peildatum, *, zin):
    """One project, every moment on a line of its own, numbered as the table beside it.

    `momenten` are (kind, day or None); `zin` says to who does not see it what the picture shows.
    """
    hoogte = KOP + len(momenten) * HOOGTE
    lijnen = [(KOP + nummer * HOOGTE, *paar) for nummer, paar in enumerate(momenten)]
    stukken = [
        _jaren(schaal, LETTER),
        _omlaag(KOP, [_raster(schaal, peildatum, hoogte - KOP)]),
        *_trap(lijnen, schaal, accent),
        *(
            _omlaag(y, [_nummer(nummer), *_tekens(((soort, dag),) if dag else (), schaal, accent)])
            for nummer, (y, soort, dag) in enumerate(lijnen, start=1)
        ),
    ]
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" width="{b}pt" height="{h}pt"'
        ' viewBox="{links} 0 {b} {h}" role="img" aria-label="{zin}" focusable="false" {stijl}>'
        "{stukken}</svg>",
        b=BREEDTE + NUMMERS,
        h=hoogte,
        links=-NUMMERS,
        zin=zin,
        stijl=_stijl(LETTER),
        stukken=_samen(stukken),
    )


def _omlaag(y, stukken):
    return format_html('<g transform="translate(0,{})">{}</g>', y, _samen(stukken))


def _nummer(nummer):
    return format_html('<text x="{}" y="{}">{}</text>', -NUMMERS, MIDDEN + 3, nummer)


def _trap(lijnen, schaal, accent):
    """From one promise down to the next, and along it as far as it moved; an IP is none of them."""
    beloofd = [(y, dag) for y, soort, dag in lijnen if dag and soort != "ip"]
    for (boven, toen), (onder, nu) in zip(beloofd, beloofd[1:], strict=False):
        yield _streep(schaal.x(toen), boven + MIDDEN, onder + MIDDEN, accent, 0.8)
        yield _omlaag(onder, [_lijn({"eerst": toen, "nu": nu}, schaal, accent)])


# the same behind every row of a picture
@functools.lru_cache(maxsize=32)
def _raster(schaal, peildatum, hoogte):
    einden = (_n(schaal.x(datetime.date(jaar, 12, 31))) for jaar in schaal.jaren)
    # one shape for all years: a list has as many pictures as projects
    lijnen = format_html(
        '<path d="{}" stroke="{}" stroke-width="0.5"/>',
        "".join(f"M{x},0V{hoogte}" for x in einden),
        RASTER,
    )
    vandaag = format_html(
        '<path d="M{x},0V{h}" stroke="{inkt}" stroke-width="0.7" stroke-dasharray="2 2"/>',
        x=_n(schaal.x(peildatum)),
        h=hoogte,
        inkt=INKT,
    )
    return _samen([lijnen, vandaag])


def _lijn(ankers, schaal, accent):
    """Solid when it became later, dashed when it moved forward."""
    eerst, nu = ankers.get("eerst"), ankers.get("nu")
    if not eerst or not nu or eerst == nu:
        return ""
    return format_html(
        '<path d="M{},{m}H{}" stroke="{}" stroke-width="2.2"{}/>',
        _n(schaal.x(eerst)),
        _n(schaal.x(nu)),
        accent,
        format_html(' stroke-dasharray="{}"', "3 2") if nu < eerst else "",
        m=MIDDEN,
    )


def _tekens(momenten, schaal, accent):
    nu = dict(momenten).get("nu")
    for naam in VOLGORDE:
        # two lines of an IP with one day are one sign
        for dag in sorted({dag for soort, dag in momenten if soort == naam and dag != nu}):
            yield TEKENS[naam](schaal.x(dag))
    if nu:
        yield _schijf(schaal.x(nu), accent, accent)


def _schijf(x, vulling, rand):
    return format_html(
        '<circle cx="{}" cy="{}" r="3.6" fill="{}" stroke="{}" stroke-width="1.1"/>',
        _n(x),
        MIDDEN,
        vulling,
        rand,
    )


def _ruit(x):
    return format_html(
        '<path d="M{x},{boven} l4.4,4.4 l-4.4,4.4 l-4.4,-4.4 z" fill="{wit}" stroke="{inkt}"'
        ' stroke-width="1.1"/>',
        x=_n(x),
        boven=MIDDEN - 4.4,
        wit=WIT,
        inkt=INKT,
    )


def _streep(x, van, tot, kleur, dikte):
    return format_html(
        '<path d="M{},{}V{}" stroke="{}" stroke-width="{}"/>', _n(x), van, tot, kleur, dikte
    )


TEKENS = {
    "eerst": lambda x: _schijf(x, WIT, INKT),
    "vorige": _ruit,
    "ip": lambda x: _streep(x, MIDDEN - 6, MIDDEN + 6, INKT, 1.8),
}


def _samen(stukken):
    return format_html_join("", "{}", ((stuk,) for stuk in stukken))


def _n(getal):
    """A length with at most two decimals, the same on every machine."""
    return f"{getal:.2f}".rstrip("0").rstrip(".")
