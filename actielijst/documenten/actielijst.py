"""All fiches of a province in one document, with a contents page and the list per party."""

import math
from concurrent.futures import ThreadPoolExecutor

from django.utils.text import capfirst

from actielijst.documenten.fiche import fiche_html, ficheblokken, fichetitel
from actielijst.documenten.kader import Kader
from actielijst.documenten.perpartij import ZONDER_TREKKER, in_delen, per_partij
from actielijst.documenten.woorden import getal
from actielijst.enums import Fase, Route
from actielijst.fiche import opsomming
from actielijst.linter import aantallen, aantallen_in_woorden
from actielijst.models import Project
from actielijst.stand import verdeling
from pmiek.pdf.join import Part, page_counts
from pmiek.pdf.pool import render_many, render_one
from pmiek.pdf.render import render_html
from pmiek.pdf.stamp import bind
from pmiek.pdf.store import stored, stored_many

TITEL = "pMIEK-actielijst"
PER_PARTIJ = "Afspraken per partij"
REGELS_PER_BLAD = 38
SAMENVOEGEN = "Fiches samenvoegen"
AFSPRAKEN_WEL = f" Hun afspraken staan wel onder “{PER_PARTIJ}”."
# the line of the contents page that is not a fiche
SLOT = {"nummer": "", "naam": PER_PARTIJ, "fase": "", "route": "", "is_onderdeel": True}


def actielijst_pdf(provincie, peildatum, *, voortgang=None) -> bytes:
    """`voortgang(stap, gedaan, totaal)` hears of each fiche that must be made."""
    meld = voortgang or _stil
    kader = _kader(provincie, peildatum)
    met_fiche = [project for project in kader.projecten if project.heeft_fiche]
    meld(f"Gegevens van {getal(len(met_fiche), 'fiche', 'fiches')} verzamelen", 0, len(met_fiche))
    delen = _delen(kader, met_fiche, meld)
    meld(SAMENVOEGEN, len(delen), len(delen))
    noten, titel = _noten(kader), f"{TITEL} {provincie}"
    # laid out in another process while the rest is joined here; nothing of it asks the database
    with ThreadPoolExecutor(1) as ernaast:
        voorwerk = ernaast.submit(_voorwerk, kader, met_fiche, page_counts(delen), noten)
        return bind(delen, title=titel, footer=kader.voettekst, front=voorwerk.result)


def _stil(stap, gedaan, totaal):
    pass


def _kader(provincie, peildatum):
    projecten = list(_projecten(provincie).voor_fiche())
    return Kader(provincie, peildatum, projecten, provincie.rondes.huidige())


def _projecten(provincie):
    return Project.objects.van(provincie).actueel()


def _delen(kader, projecten, meld):
    """A part per fiche and the list per party; only what changed is laid out again."""
    lijsten, fiches = list(per_partij_html(kader)), []

    def teksten():
        # what takes longest first: two processes then end at about the same time
        yield from lijsten
        blokken = ficheblokken(projecten)
        for project in projecten:
            fiches.append(fiche_html(project, kader.peildatum, blokken))
            yield fiches[-1]

    def stap(gedaan, totaal):
        nummer = min(gedaan, len(projecten))
        meld(f"Fiche {nummer} van {len(projecten)}", gedaan, totaal)

    pdfs = stored_many(teksten(), render_many, progress=stap)
    delen = [Part(pdfs[tekst], fichetitel(p)) for p, tekst in zip(projecten, fiches, strict=True)]
    for tekst in lijsten:
        delen.append(Part(pdfs[tekst], PER_PARTIJ, continues=tekst != lijsten[0]))
    return delen


def _bewaard(html):
    return stored([html], lambda: render_one(html, background=True))


def _voorwerk(kader, projecten, bladen, noten):
    """Cover and contents; their own length shifts the numbers they print."""
    lengte = 1 + math.ceil((len(projecten) + 1) / REGELS_PER_BLAD)  # nearly always right
    while True:
        html = _voorwerk_html(kader, projecten, _beginbladen(bladen, lengte), noten)
        deel = Part(_bewaard(html), TITEL)
        (gemeten,) = page_counts([deel])
        if gemeten == lengte:
            return deel
        lengte = gemeten


def _voorwerk_html(kader, projecten, beginbladen, noten):
    provincie = kader.provincie
    ondertitel = (
        f"{getal(len(projecten), 'fiche', 'fiches')} en {_aantal_afspraken(kader)} "
        f"voor de projecten van de pMIEK {provincie}"
    )
    inhoud = {"inhoud": _inhoud(projecten, beginbladen)}
    context = kader.omslag(TITEL, ondertitel) | inhoud | noten
    return render_html("pdf/actielijst_voorwerk.html", context, title=f"{TITEL} {provincie}")


def _beginbladen(bladen, lengte):
    """The first page of each part after the front matter, and of what would follow."""
    begin = [lengte + 1]
    for aantal in bladen:
        begin.append(begin[-1] + aantal)
    return begin


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
        rij | {"pagina": pagina} for rij, pagina in zip([*rijen, slot], beginbladen, strict=False)
    ]


def _noten(kader):
    return {"niet_hierin": _niet_hierin(kader.projecten), "bevindingen": _bevindingen(kader)}


def _bevindingen(kader):
    """What still has to be sharper, counted as on the screen."""
    geteld = aantallen(_projecten(kader.provincie), peildatum=kader.peildatum)
    return f"Bevindingen: {aantallen_in_woorden(geteld)}."


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
    telling = f"De lijst telt {len(projecten)} projecten: {verdeling(projecten)}."
    return f"{telling} Niet in deze actielijst: {zin}{AFSPRAKEN_WEL if met_afspraken else ''}"


def per_partij_html(kader):
    """One or more documents that together are the list per party."""
    lijsten = per_partij(kader.projecten, kader.peildatum)
    partijen = sum(lijst.naam != ZONDER_TREKKER for lijst in lijsten)
    inleiding = (
        f"{_aantal_afspraken(kader)} van {getal(partijen, 'partij', 'partijen')}, "
        "per trekker op planning."
    )
    context = kader.omslag(PER_PARTIJ, "")
    for nummer, deel in enumerate(in_delen(lijsten)):
        begin = {"lijsten": deel, "inleiding": "" if nummer else inleiding}
        yield render_html("pdf/actielijst_partijen.html", context | begin, title=PER_PARTIJ)


def _aantal_afspraken(kader):
    return getal(len(kader.afspraken), "uitvoeringsafspraak", "uitvoeringsafspraken")
