"""The monitoringslijst on paper: exactly bijlage 2, the slip of every IBN, and what changed."""

from functools import partial

from django.utils.formats import date_format

from actielijst.documenten.kader import thema
from actielijst.documenten.maken import Maker
from actielijst.documenten.woorden import (
    bestandsnaam_van,
    in_woorden,
    telwoord,
    voettekst,
)
from monitoring.ankers import dagen, uit_iso
from monitoring.bijlage import secties
from monitoring.dashboard import in_een_zin
from monitoring.enums import Regelstand
from monitoring.grafiek import raster, schaal, tijdlijn
from monitoring.lijst import inhoud_van, standzin, status_van
from monitoring.models import Monitoringronde
from monitoring.zinnen import niet_bevestigd_merk
from pmiek.pdf.join import Part
from pmiek.pdf.pool import render_many, render_one
from pmiek.pdf.render import render_html
from pmiek.pdf.stamp import bind
from pmiek.pdf.store import is_kept, key, stored, stored_many

TEMPLATE = "pdf/monitoringslijst.html"
TITEL = "Monitoringslijst pMIEK-uitvoeringsaanpak"
# of a long list each is laid out and kept by itself
DELEN = ["lijst", "slip", "wijzigingen"]
# so many rows take less than two seconds; a longer list is made by the worker
DIRECT = 40
OPMAKEN = "Onderdelen opmaken"


def monitoringslijst_pdf(ronde) -> bytes:
    """The list while somebody waits; what was made before is not made again."""
    inhoud = inhoud_van(ronde)
    return _gebonden(
        ronde,
        inhoud,
        [stored([html], lambda html=html: render_one(html)) for html in _delen(ronde, inhoud)],
    )


def maak_lijst(ronde, *, voortgang) -> bytes:
    """The list in the background, part by part."""
    voortgang(OPMAKEN, 0, 1)
    inhoud = inhoud_van(ronde)
    delen = _delen(ronde, inhoud)
    pdfs = stored_many(delen, render_many, progress=partial(voortgang, OPMAKEN))
    return _gebonden(ronde, inhoud, [pdfs[html] for html in delen])


def is_snel(ronde):
    """Short, or made before: nobody has to wait for it."""
    inhoud = inhoud_van(ronde)
    return _is_kort(inhoud) or all(is_kept(key(html)) for html in _delen(ronde, inhoud))


def _delen(ronde, inhoud):
    """The chapters that this round has, as texts."""
    wel = DELEN if inhoud["vorige"] else DELEN[:-1]
    wel = wel if inhoud["regels"] else DELEN[:1]
    # what is short goes on where the one before it ended; what is long begins on a page of its own
    groepen = [wel] if _is_kort(inhoud) else [[deel] for deel in wel]
    return [monitoringslijst_html(ronde, inhoud, groep) for groep in groepen]


def _is_kort(inhoud):
    return len(inhoud["regels"]) <= DIRECT


def _gebonden(ronde, inhoud, pdfs):
    peildatum = uit_iso(inhoud["peildatum"])
    voet = voettekst(peildatum, standzin(inhoud), met_voorbeelden=inhoud["voorbeeld"])
    titel = f"{TITEL} {inhoud['ronde']} {ronde.provincie}"
    return bind([Part(pdf, titel) for pdf in pdfs], title=titel, footer=voet)


def monitoringslijst_html(ronde, inhoud, delen=DELEN) -> str:
    titel = f"{TITEL} {inhoud['ronde']}"
    context = {
        "delen": delen,
        "stempel": status_van(ronde),
        "provincie": ronde.provincie,
        "thema": thema(ronde.provincie),
        "titel": titel,
        "onderkop": onderkop(inhoud),
        "vorige": inhoud["vorige"]["naam"] if inhoud["vorige"] else "",
        "regels": [regel | {"merken": merken(regel)} for regel in inhoud["regels"]],
        "secties": secties(inhoud),
        "cijfers": in_een_zin(inhoud["tellingen"]),
        "sinds": _dag(inhoud["vorige"]["dag"]) if inhoud["vorige"] else "",
        **(_slip(ronde, inhoud) if "slip" in delen else {}),
    }
    return render_html(TEMPLATE, context, title=f"{titel} {ronde.provincie}")


def merken(regel):
    """What the reader must know of a row: it is of an earlier day, or of after the closing."""
    is_oud = regel["stand"] == Regelstand.NIETS.label
    oud = niet_bevestigd_merk(uit_iso(regel["stand_van"])) if is_oud else ""
    return [merk for merk in (oud, regel["correctie"]) if merk]


def bestandsnaam(ronde, uitgang) -> str:
    naam = bestandsnaam_van(
        ronde.provincie, "monitoringslijst", ronde.vergaderdatum, status_van(ronde)
    )
    return f"{naam}.{uitgang}"


def onderkop(inhoud):
    """'24 projecten. Peildatum 16 november 2026, stand van 26 november 2026, vergeleken met …'"""
    zin = f"{in_woorden(len(inhoud['regels']), 'project', 'projecten').capitalize()}."
    vorige = inhoud["vorige"]
    delen = [
        f"Peildatum {_dag(inhoud['peildatum'])}",
        standzin(inhoud),
        f"vergeleken met ronde {vorige['naam']} van {_dag(vorige['dag'])}" if vorige else "",
    ]
    return f"{zin} {', '.join(filter(None, delen))}."


def slipkop(rijen):
    """The finding in the title, by this rule: how many are later than first committed."""
    later = sum(rij["maanden"] is not None and rij["maanden"] > 0 for rij in rijen)
    if not rijen or not later:
        return "IBN toen en nu"
    werkwoord = "is" if later == 1 else "zijn"
    return (
        f"IBN toen en nu: {telwoord(later)} van de {in_woorden(len(rijen), 'project', 'projecten')}"
        f" {werkwoord} later dan eerst vastgelegd"
    )


def slipzin(rijen):
    gelijk = sum(rij["maanden"] == 0 for rij in rijen)
    eerder = sum(rij["maanden"] is not None and rij["maanden"] < 0 for rij in rijen)
    onbekend = sum(rij["maanden"] is None for rij in rijen)
    delen = [
        f"{telwoord(gelijk)} nog op het eerste moment",
        f"{telwoord(eerder)} naar voren gehaald",
        f"{telwoord(onbekend)} niet te berekenen",
    ]
    return f"{', '.join(delen).capitalize()}. Gerekend vanaf het einde van de genoemde periode."


def met_ibn(rijen):
    """Projects of which somebody ever named an IBN."""
    return [
        rij
        for rij in rijen
        if any(anker["tekst"] for anker in [*rij["ankers"].values(), *rij["ip"]])
    ]


def op_verschuiving(rijen):
    """Largest slip first, what moved forward after it, what cannot be computed last."""
    return sorted(rijen, key=lambda rij: (rij["maanden"] is None, -(rij["maanden"] or 0)))


def met_tijdlijn(rijen, peildatum, accent, *, op_papier=False):
    """(scale, rows with their picture), for screen and PDF alike.

    On paper the years stand behind the whole table.
    """
    momenten = [dagen(rij) for rij in rijen]
    jaren = schaal(momenten, peildatum)
    return jaren, [
        rij | {"lijn": tijdlijn(moment, jaren, accent, None if op_papier else peildatum)}
        for rij, moment in zip(rijen, momenten, strict=True)
    ]


def _slip(ronde, inhoud):
    rijen = op_verschuiving(met_ibn(inhoud["verloop"]))
    peildatum, accent = uit_iso(inhoud["peildatum"]), thema(ronde.provincie)["accent"]
    jaren, getekend = met_tijdlijn(rijen, peildatum, accent, op_papier=True)
    return {
        "slip": getekend,
        "raster": raster(jaren, peildatum),
        "slipkop": slipkop(rijen),
        "slipzin": slipzin(rijen),
        "schaal": jaren,
    }


def _dag(iso):
    return date_format(uit_iso(iso), "j F Y")


def _ronde_van(provincie, peildatum):
    return Monitoringronde.objects.select_related("provincie").get(
        provincie=provincie, peildatum=peildatum
    )


def _maak(provincie, peildatum, *, voortgang=None):
    return maak_lijst(_ronde_van(provincie, peildatum), voortgang=voortgang or _stil)


def _stil(stap, gedaan, totaal):
    pass


def _naam(provincie, peildatum):
    return bestandsnaam(_ronde_van(provincie, peildatum), "pdf")


# for the worker: of a province there is one round on a day
MAKER = Maker(_maak, _naam)
