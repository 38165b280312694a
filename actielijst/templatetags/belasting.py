"""The load per party and quarter as a picture: a square per number, its surface the count."""

from django import template
from django.utils.html import format_html, format_html_join

register = template.Library()

NAAM, KOLOM, RIJ, KOP, RAND = 200, 86, 34, 40, 36
INKT, INKT_2, ACCENT, LIJN = "#001a40", "#3d5374", "#00568b", "#dfe3e8"
KLEINST, GROOTST = 6, 24


@register.simple_tag
def belastingbeeld(rijen, kolommen):
    breedte, hoogte = NAAM + KOLOM * len(kolommen) + RAND, KOP + RIJ * len(rijen)
    hoogste = max((cel.aantal for rij in rijen for cel in rij.cellen), default=0)
    return format_html(
        '<svg class="eb-belasting" role="img" viewBox="0 0 {b} {h}" font-size="13">'
        "<title>{titel}</title>{koppen}{rijen}</svg>",
        b=breedte,
        h=hoogte,
        titel=boodschap(rijen),
        koppen=_samen(_kop(plek, kolom.kop) for plek, kolom in enumerate(kolommen)),
        rijen=_samen(_rij(plek, rij, breedte, hoogste) for plek, rij in enumerate(rijen)),
    )


def boodschap(rijen):
    """All numbers of the picture in one text, for who cannot see it."""
    zinnen = [
        f"{rij.naam} {rij.totaal}: "
        + ", ".join(f"{cel.kop} {cel.aantal}" for cel in rij.cellen if cel.aantal)
        for rij in rijen
    ]
    return f"Openstaande afspraken per partij en kwartaal. {'; '.join(zinnen)}."


def _kop(plek, tekst):
    """A heading on two lines at most."""
    woorden = tekst.split()
    regels = [" ".join(woorden[:1]), " ".join(woorden[1:])] if len(tekst) > 8 else [tekst]
    return _samen(
        _tekst(_x(plek) - KOLOM / 2 + 4, 14 + 16 * nummer, regel, INKT_2)
        for nummer, regel in enumerate(regels)
    )


def _rij(plek, rij, breedte, hoogste):
    y = KOP + RIJ * plek
    lijn = format_html('<path d="M0 {y}H{b}" stroke="{k}"/>', y=y, b=breedte, k=LIJN)
    naam = rij.naam if len(rij.naam) <= 28 else f"{rij.naam[:27]}…"
    vakken = (_vak(nr, y, cel.aantal, hoogste) for nr, cel in enumerate(rij.cellen) if cel.aantal)
    return _samen([lijn, _tekst(0, y + 22, naam, INKT), *vakken])


def _vak(plek, y, aantal, hoogste):
    zijde = round(max(KLEINST, GROOTST * (aantal / hoogste) ** 0.5), 1)
    x = _x(plek) - KOLOM / 2 + 4
    vierkant = format_html(
        '<rect x="{}" y="{}" width="{z}" height="{z}" fill="{k}"/>',
        x,
        round(y + RIJ / 2 - zijde / 2, 1),
        z=zijde,
        k=ACCENT,
    )
    return _samen([vierkant, _tekst(x + zijde + 5, y + 22, aantal, INKT, gewicht=600)])


def _x(plek):
    return NAAM + KOLOM * plek + KOLOM / 2


def _tekst(x, y, tekst, kleur, *, gewicht=400):
    return format_html(
        '<text x="{}" y="{}" fill="{}" font-weight="{}">{}</text>', x, y, kleur, gewicht, tekst
    )


def _samen(stukken):
    return format_html_join("", "{}", ((stuk,) for stuk in stukken))
