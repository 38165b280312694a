"""The list of agreements on paper: the rows that the screen shows, with its filters in words."""

from django.utils import timezone

from actielijst.documenten.kader import Kader
from actielijst.documenten.woorden import betrokkenen, getal, partijnaam, statuswoord
from actielijst.exports.afsprakenlijst import nummer
from pmiek.pdf.render import render_pdf

TITEL = "Uitvoeringsafspraken"


def afsprakenlijst_pdf(provincie, afspraken, plaatsen, filters) -> bytes:
    peildatum = timezone.localdate()
    context = Kader(provincie, peildatum, []).omslag(TITEL, "") | {
        "inleiding": _inleiding(afspraken, filters),
        "regels": [_regel(afspraak, plaatsen, peildatum) for afspraak in afspraken],
        "peildatum": peildatum,
        "met_voorbeelden": any(afspraak.voorbeeld for afspraak in afspraken),
    }
    return render_pdf("pdf/afsprakenlijst.html", context, title=f"{TITEL} {provincie}")


def _inleiding(afspraken, filters):
    aantal = getal(len(afspraken), "afspraak", "afspraken")
    keuzes = "; ".join(f"{label.lower()}: {woord}" for label, woord, *_ in filters)
    return f"{aantal}. Gekozen: {keuzes}." if keuzes else f"Alle {aantal}."


def _regel(afspraak, plaatsen, peildatum):
    return {
        "nummer": nummer(afspraak, plaatsen[afspraak.pk]),
        "project": afspraak.project.naam,
        "activiteit": afspraak.activiteit,
        "trekker": partijnaam(afspraak.trekker),
        "betrokken": betrokkenen(afspraak),
        "planning": str(afspraak.planning),
        "eerst": afspraak.eerste_planning if afspraak.is_verschoven else "",
        "status": statuswoord(afspraak),
        "is_verlopen": afspraak.is_verlopen(peildatum),
    }
