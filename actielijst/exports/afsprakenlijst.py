"""The agreements of many projects as one sheet: exactly the rows of the list on the screen."""

import dataclasses

from django.utils import timezone

from actielijst.exports.afspraken import AFSPRAAKKOLOMMEN, Afspraakregel
from actielijst.exports.teksten import kader, keuze, naam, opmerking, reeks
from pmiek.excel import Column, DataSheet, workbook_bytes, xlsx_response

# for reading this list: what only belongs to reading it back in stands at the end
VOOR_TERUGLEZEN = ("Versie", "Project-ID")
VAN_PROJECT = [
    Column("Fase", lambda regel: keuze(regel.project, "fase"), width=14),
    Column(
        "Gemeenten",
        lambda regel: reeks(partij.naam for partij in regel.project.gemeenten.all()),
        width=23,
    ),
    Column("Bevoegd gezag", lambda regel: naam(regel.project.bevoegd_gezag), width=20),
]
LIJSTKOLOMMEN = [
    # a list to read: nothing is locked, so that it can be sorted
    dataclasses.replace(kolom, locked=False, choices=None)
    for kolom in sorted(
        [*AFSPRAAKKOLOMMEN, *VAN_PROJECT], key=lambda kolom: kolom.heading in VOOR_TERUGLEZEN
    )
]
SCHEMA = "afsprakenlijst-1"


def afspraken_xlsx(provincie, afspraken, plaatsen):
    naam = f"{timezone.localdate()}_{provincie.slug}_afspraken.xlsx"
    return xlsx_response(naam, afsprakenlijst(provincie, afspraken, plaatsen, timezone.localdate()))


def afsprakenlijst(provincie, afspraken, plaatsen, peildatum) -> bytes:
    """`plaatsen` gives the place of an agreement in its project by its key."""
    frame = kader(provincie, peildatum, onderwerp="Uitvoeringsafspraken", schema=SCHEMA)
    regels = [
        Afspraakregel(
            afspraak, nummer(afspraak, plaatsen[afspraak.pk]), afspraak.is_verlopen(peildatum)
        )
        for afspraak in afspraken
    ]
    blad = DataSheet("Afspraken", LIJSTKOLOMMEN, regels, frozen=3, remark=opmerking(afspraken))
    return workbook_bytes(frame, [blad])


def nummer(afspraak, plaats):
    """'17.2': the second agreement of project 17."""
    return ".".join(filter(None, [afspraak.project.nummer.rstrip("."), str(plaats)]))
