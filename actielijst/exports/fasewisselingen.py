"""The list of changes of phase as a file."""

from django.utils import timezone
from django.utils.text import capfirst

from actielijst.enums import Fase
from actielijst.exports.teksten import kader, opmerking, project_id, reeks
from pmiek.excel import Column, DataSheet, Kind, workbook_bytes, xlsx_response

KOLOMMEN = [
    Column("ID", lambda rij: project_id(rij.project), width=8),
    Column("Nr.", lambda rij: rij.project.nummer, width=6.5, kind=Kind.LITERAL),
    Column("Project", lambda rij: rij.project.naam, width=36),
    Column("Gemeenten", lambda rij: reeks(p.naam for p in rij.project.gemeenten.all()), width=23),
    Column("Wanneer", lambda rij: rij.datum, width=11, kind=Kind.DATE),
    Column("Van", lambda rij: capfirst(Fase.woord(rij.van)), width=17),
    Column("Naar", lambda rij: capfirst(Fase.woord(rij.naar)), width=17),
    Column("Richting", lambda rij: capfirst(rij.richting), width=14),
    Column("Reden", lambda rij: rij.reden, width=44),
    Column("Door", lambda rij: rij.wijziging.door_naam, width=20),
    Column("Kanaal", lambda rij: capfirst(rij.wijziging.get_kanaal_display()), width=14),
]


def fasewisselingen_xlsx(provincie, rijen):
    """Exactly these rows, loaded with `voor_lijst()`."""
    peildatum = timezone.localdate()
    remark = opmerking([rij.project for rij in rijen])
    blad = DataSheet("Fasewisselingen", KOLOMMEN, rijen, frozen=3, remark=remark)
    frame = kader(provincie, peildatum, onderwerp="Fasewisselingen", schema="fasewisselingen-1")
    naam = f"{peildatum}_{provincie.slug}_fasewisselingen.xlsx"
    return xlsx_response(naam, workbook_bytes(frame, [blad]))
