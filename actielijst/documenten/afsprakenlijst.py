"""The list of agreements on paper: the rows that the screen shows, with its filters in words."""

from actielijst.documenten.kader import Kader
from actielijst.documenten.woorden import (
    betrokkenen,
    getal,
    partijnaam,
    statuswoord,
    voettekst,
)
from actielijst.exports.afsprakenlijst import nummer
from pmiek.pdf.join import Part
from pmiek.pdf.pool import render_many, render_one
from pmiek.pdf.render import render_html
from pmiek.pdf.stamp import bind, stamp

TITEL = "Uitvoeringsafspraken"
# what is laid out in two seconds; a longer list is made in parts of this length
DEEL = 150


def afsprakenlijst_pdf(provincie, afspraken, plaatsen, filters, peildatum) -> bytes:
    """A list that is short enough to wait for."""
    [html] = _delen(provincie, afspraken, plaatsen, filters, peildatum)
    return stamp(render_one(html), footer=_voet(afspraken, peildatum))


def lange_afsprakenlijst_pdf(
    provincie, afspraken, plaatsen, filters, peildatum, *, voortgang
) -> bytes:
    """Any number of rows: laid out in parts that are joined, with numbered pages."""
    delen = _delen(provincie, afspraken, plaatsen, filters, peildatum)

    def stap(gedaan, totaal):
        voortgang(f"Deel {gedaan} van {totaal}", gedaan, totaal)

    bladen = [
        Part(pdf, TITEL, continues=plaats > 0)
        for plaats, pdf in enumerate(render_many(delen, progress=stap))
    ]
    return bind(bladen, title=f"{TITEL} {provincie}", footer=_voet(afspraken, peildatum))


def _voet(afspraken, peildatum):
    return voettekst(peildatum, met_voorbeelden=_met_voorbeelden(afspraken))


def _delen(provincie, afspraken, plaatsen, filters, peildatum):
    """The list as documents of some pages; only the first one has a title."""
    regels = [_regel(afspraak, plaatsen, peildatum) for afspraak in afspraken]
    context = Kader(provincie, peildatum, []).omslag(TITEL, "") | {
        "peildatum": peildatum,
        "met_voorbeelden": _met_voorbeelden(afspraken),
    }
    titel, inleiding = f"{TITEL} {provincie}", _inleiding(afspraken, filters)
    return [
        render_html(
            "pdf/afsprakenlijst.html",
            context | {"regels": deel, "inleiding": "" if plaats else inleiding},
            title=titel,
        )
        for plaats, deel in enumerate(_in_delen(regels))
    ]


def _in_delen(regels):
    # a list without rows says so on one page
    return [regels[begin : begin + DEEL] for begin in range(0, len(regels) or 1, DEEL)]


def _met_voorbeelden(afspraken):
    return any(afspraak.voorbeeld for afspraak in afspraken)


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
