"""What reading a list would do, as a workbook: its questions, its changes and what is new."""

from django.utils import timezone

from actielijst.exports.teksten import kader
from pmiek.excel import Column, DataSheet, Kind, workbook_bytes, xlsx_response

CEL = Column("Cel", lambda rij: rij["cel"], width=8, kind=Kind.LITERAL)
REGEL = Column("Regel", lambda rij: rij["regel"], width=40)
BLAD = Column("Blad", lambda rij: rij["blad"], width=18)
VRAGEN = [
    BLAD,
    CEL,
    Column("Kolom", lambda rij: rij["vraag"].kolom, width=20),
    Column("Er staat", lambda rij: rij["vraag"].waarde, width=40, kind=Kind.LITERAL),
    Column("Vraag", lambda rij: rij["vraag"].melding, width=60),
    Column("Beantwoord", lambda rij: "Ja" if rij["vraag"].is_beantwoord else "Nee", width=12),
    REGEL,
]
BEZWAREN = [
    Column("Blad", lambda bezwaar: bezwaar.blad, width=18),
    Column("Cel", lambda bezwaar: bezwaar.cel, width=8, kind=Kind.LITERAL),
    Column("Regel", lambda bezwaar: bezwaar.regel, width=40),
    Column("Er staat", lambda bezwaar: bezwaar.waarde, width=40, kind=Kind.LITERAL),
    Column("Moet anders", lambda bezwaar: bezwaar.zin, width=60),
]
CELLEN = [
    REGEL,
    Column("Veld", lambda rij: rij["cel_"].label, width=20),
    CEL,
    Column("Staat nu", lambda rij: rij["cel_"].oud, width=40, kind=Kind.LITERAL),
    Column("Wordt", lambda rij: rij["cel_"].nieuw, width=40, kind=Kind.LITERAL),
    Column("Hoe gelezen", lambda rij: rij["cel_"].omzetting, width=30),
    Column("Overslaan", lambda rij: "Ja" if rij["weg"] else "Nee", width=12),
    BLAD,
]


def controle_xlsx(inlezing, plan, bezwaren):
    peildatum, provincie = timezone.localdate(), inlezing.provincie
    frame = kader(provincie, peildatum, onderwerp="Controle van een lijst", schema="controle-1")
    bladen = [
        DataSheet("Vragen", VRAGEN, _vragen(plan), frozen=2),
        DataSheet("Te verbeteren", BEZWAREN, bezwaren, frozen=2),
        DataSheet("Gewijzigd", CELLEN, _cellen(plan.bladen, "te_zien"), frozen=1),
        DataSheet("Nieuw", CELLEN, _cellen(plan.bladen, "nieuw"), frozen=1),
    ]
    bestand = f"{peildatum}_{provincie.slug}_controle.xlsx"
    return xlsx_response(bestand, workbook_bytes(frame, bladen))


def _vragen(plan):
    return [
        {"blad": blad.blad, "cel": vraag.cel, "vraag": vraag, "regel": regel.naam}
        for blad in plan.bladen
        for regel in blad.regels
        for vraag in [*regel.vragen, *(botsing.als_vraag for botsing in regel.botsingen)]
    ]


def _cellen(bladen, welke):
    return [
        {
            "blad": blad.blad,
            "regel": str(regel.bestaand or regel.naam),
            "cel": cel.cel,
            "cel_": cel,
            "weg": weg,
        }
        for blad in bladen
        for regel in getattr(blad, welke)
        for cel, weg in regel.alle_veranderingen
    ]
