"""Findings as one sheet: exactly the rows of the list on the screen."""

from django.utils import timezone

from actielijst.exports.teksten import kader, naam, project_id
from pmiek.excel import Column, DataSheet, Kind, workbook_bytes, xlsx_response

KOLOMMEN = [
    Column("ID", lambda bevinding: project_id(bevinding.project), width=8),
    Column("Nr.", lambda bevinding: bevinding.project.nummer, width=6.5, kind=Kind.LITERAL),
    Column("Project", lambda bevinding: bevinding.project.naam, width=36),
    Column("Bevinding", lambda bevinding: bevinding.zin, width=40),
    Column(
        "Afspraak",
        lambda bevinding: bevinding.afspraak.activiteit if bevinding.afspraak else "",
        width=40,
    ),
    Column(
        "Trekker",
        lambda bevinding: naam(bevinding.afspraak.trekker) if bevinding.afspraak else "",
        width=21,
    ),
    Column(
        "Planning",
        lambda bevinding: str(bevinding.afspraak.planning) if bevinding.afspraak else "",
        width=15,
        kind=Kind.LITERAL,
    ),
    Column("Waarom", lambda bevinding: bevinding.regel.waarom, width=50),
    Column("Toelichting op de fiche", lambda bevinding: bevinding.reden, width=40),
    Column(
        "Aanvaard met",
        lambda bevinding: bevinding.aanvaarding.zin if bevinding.aanvaarding else "",
        width=40,
    ),
]


def bevindingen_xlsx(provincie, bevindingen):
    peildatum = timezone.localdate()
    blad = DataSheet("Bevindingen", KOLOMMEN, bevindingen, frozen=3)
    frame = kader(provincie, peildatum, onderwerp="Bevindingen", schema="bevindingen-1")
    bestand = f"{peildatum}_{provincie.slug}_bevindingen.xlsx"
    return xlsx_response(bestand, workbook_bytes(frame, [blad]))
