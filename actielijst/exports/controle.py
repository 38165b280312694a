"""What reading a list would do, as a workbook: its questions, its changes and what is new."""

from django.utils import timezone

from actielijst.exports.teksten import kader
from pmiek.excel import Column, DataSheet, Kind, workbook_bytes, xlsx_response

CEL = Column("Cel", lambda rij: rij["cel"], width=8, kind=Kind.LITERAL)
REGEL = Column("Regel", lambda rij: rij["regel"], width=40)
VRAGEN = [
    Column("Blad", lambda rij: rij["blad"], width=18),
    CEL,
    Column("Kolom", lambda rij: rij["vraag"].kolom, width=20),
    Column("Er staat", lambda rij: rij["vraag"].waarde, width=40, kind=Kind.LITERAL),
    Column("Vraag", lambda rij: rij["vraag"].melding, width=60),
    Column("Beantwoord", lambda rij: "Ja" if rij["vraag"].is_beantwoord else "Nee", width=12),
    REGEL,
]
CELLEN = [
    REGEL,
    Column("Veld", lambda rij: rij["cel_"].label, width=20),
    CEL,
    Column("Staat nu", lambda rij: rij["cel_"].oud, width=40, kind=Kind.LITERAL),
    Column("Wordt", lambda rij: rij["cel_"].nieuw, width=40, kind=Kind.LITERAL),
    Column("Hoe gelezen", lambda rij: rij["cel_"].omzetting, width=30),
    Column("Overslaan", lambda rij: "Ja" if rij["weg"] else "Nee", width=12),
]


def controle_xlsx(inlezing, plan):
    peildatum, provincie = timezone.localdate(), inlezing.provincie
    frame = kader(provincie, peildatum, onderwerp="Controle van een lijst", schema="controle-1")
    bladen = [
        DataSheet("Vragen", VRAGEN, _vragen(plan), frozen=2),
        DataSheet("Gewijzigd", CELLEN, _cellen(plan.te_zien), frozen=1),
        DataSheet("Nieuw", CELLEN, _cellen(plan.nieuw), frozen=1),
    ]
    bestand = f"{peildatum}_{provincie.slug}_controle.xlsx"
    return xlsx_response(bestand, workbook_bytes(frame, bladen))


def _vragen(plan):
    return [
        {"blad": plan.blad, "cel": vraag.cel, "vraag": vraag, "regel": regel.naam}
        for regel in plan.regels
        for vraag in regel.vragen
    ]


def _cellen(regels):
    return [
        {"regel": str(regel.project or regel.naam), "cel": cel.cel, "cel_": cel, "weg": weg}
        for regel in regels
        for cel, weg in regel.alle_veranderingen
    ]
