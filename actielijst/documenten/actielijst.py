"""All fiches of a province in one document, with a contents page and the list per party."""

from django.utils.text import capfirst

from actielijst.documenten.fiche import fiche_html, fichetitel
from actielijst.documenten.kader import Kader
from actielijst.documenten.perpartij import ZONDER_TREKKER, per_partij
from actielijst.documenten.woorden import getal
from actielijst.enums import Fase, Route
from actielijst.fiche import opsomming
from actielijst.models import Project
from pmiek.pdf.join import Part, join, page_counts
from pmiek.pdf.pool import LIMITS, render_many, render_one
from pmiek.pdf.render import render_html
from pmiek.pdf.stamp import stamp
from pmiek.pdf.store import keep, kept, key, stored

TITEL = "pMIEK-actielijst"
PER_PARTIJ = "Afspraken per partij"
SAMENVOEGEN = "Fiches samenvoegen"
AFSPRAKEN_WEL = f" Hun afspraken staan wel onder “{PER_PARTIJ}”."
# the line of the contents page that is not a fiche
SLOT = {"nummer": "", "naam": PER_PARTIJ, "fase": "", "route": "", "is_onderdeel": True}


def actielijst_pdf(provincie, peildatum, *, voortgang=None) -> bytes:
    """`voortgang(stap, gedaan, totaal)` hears of each fiche that must be made."""
    meld = voortgang or _stil
    kader = _kader(provincie, peildatum)
    met_fiche = [project for project in kader.projecten if project.heeft_fiche]
    fiches = [(fichetitel(project), fiche_html(project, peildatum)) for project in met_fiche]
    delen = _delen([*fiches, (PER_PARTIJ, _per_partij_html(kader))], meld)
    meld(SAMENVOEGEN, len(delen), len(delen))
    voorwerk = _voorwerk(kader, met_fiche, page_counts(delen))
    set_pdf = join([voorwerk, *delen], title=f"{TITEL} {provincie}")
    return stamp(set_pdf, footer=kader.voettekst)


def _stil(stap, gedaan, totaal):
    pass


def _kader(provincie, peildatum):
    projecten = list(Project.objects.van(provincie).actueel().voor_fiche())
    return Kader(provincie, peildatum, projecten, provincie.rondes.huidige())


def _delen(paren, meld):
    """The parts by their text: kept ones as they are; only what changed is laid out again."""
    gevonden = {tekst: kept(key(tekst)) for _, tekst in paren}
    # the longest first: two processes then end at about the same time
    nodig = sorted((t for t, pdf in gevonden.items() if pdf is None), key=len, reverse=True)
    fiches, klaar = len(paren) - 1, len(paren) - len(nodig)

    def stap(gedaan, _):
        nummer = min(klaar + gedaan, fiches)
        meld(f"Fiche {nummer} van {fiches}", klaar + gedaan, len(paren))

    for tekst, pdf in zip(nodig, render_many(nodig, progress=stap), strict=True):
        keep(key(tekst), pdf)
        gevonden[tekst] = pdf
    return [Part(gevonden[tekst], titel) for titel, tekst in paren]


def _bewaard(html):
    return stored([html], lambda: render_one(html, limits=LIMITS))


def _voorwerk(kader, projecten, bladen):
    """Cover and contents; their own length shifts the numbers they print."""
    lengte = 2
    while True:
        deel = Part(_bewaard(_voorwerk_html(kader, projecten, bladen, lengte)), TITEL)
        (gemeten,) = page_counts([deel])
        if gemeten == lengte:
            return deel
        lengte = gemeten


def _voorwerk_html(kader, projecten, bladen, lengte):
    provincie = kader.provincie
    ondertitel = (
        f"{getal(len(projecten), 'fiche', 'fiches')} en {_aantal_afspraken(kader)} "
        f"voor de projecten van de pMIEK {provincie}"
    )
    context = kader.omslag(TITEL, ondertitel) | {
        "inhoud": _inhoud(projecten, _beginbladen(bladen, lengte)),
        "niet_hierin": _niet_hierin(kader.projecten),
    }
    return render_html("pdf/actielijst_voorwerk.html", context, title=f"{TITEL} {provincie}")


def _beginbladen(bladen, lengte):
    """The first page of each part after the front matter."""
    begin = [lengte + 1]
    for aantal in bladen:
        begin.append(begin[-1] + aantal)
    return begin[:-1]


def _inhoud(projecten, beginbladen):
    rijen = [
        {
            "deel": deel,
            "nummer": project.nummer,
            "naam": project.naam,
            "fase": capfirst(project.get_fase_display() if project.fase else Fase.__empty__),
            "route": capfirst(project.get_route_display() if project.route else Route.__empty__),
        }
        for deel, project in enumerate(projecten, start=1)
    ]
    slot = SLOT | {"deel": len(rijen) + 1}
    return [
        rij | {"pagina": pagina} for rij, pagina in zip([*rijen, slot], beginbladen, strict=True)
    ]


def _niet_hierin(projecten):
    """Which projects have no fiche, by their number; "" when all have one."""
    zonder = [project for project in projecten if not project.heeft_fiche]
    if not zonder:
        return ""
    namen = opsomming([project.nummer or project.naam for project in zonder])
    if len(zonder) == 1:
        zin = f"de verkenning {namen}. Die heeft nog geen locatie en staat in het hoofddocument."
    else:
        zin = f"de verkenningen {namen}. Zij hebben nog geen locatie en staan in het hoofddocument."
    met_afspraken = any(project.afspraken.all() for project in zonder)
    return f"Niet in deze actielijst: {zin}{AFSPRAKEN_WEL if met_afspraken else ''}"


def _per_partij_html(kader):
    lijsten = per_partij(kader.projecten, kader.peildatum)
    partijen = sum(lijst.naam != ZONDER_TREKKER for lijst in lijsten)
    context = kader.omslag(PER_PARTIJ, "") | {
        "lijsten": lijsten,
        "inleiding": f"{_aantal_afspraken(kader)} van {getal(partijen, 'partij', 'partijen')}, "
        "per trekker op planning.",
    }
    return render_html("pdf/actielijst_partijen.html", context, title=PER_PARTIJ)


def _aantal_afspraken(kader):
    return getal(len(kader.afspraken), "uitvoeringsafspraak", "uitvoeringsafspraken")
