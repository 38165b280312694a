import datetime
import io
import zipfile

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from pmiek.excel import ChoiceSheet, Column, DataSheet, Frame, Guide, Kind, workbook_bytes
from pmiek.excel.styles import count_lines, row_height
from pmiek.excel.text import CELL_LIMIT, sheet_title
from pmiek.excel.workbook import xlsx_response

PEILDATUM = datetime.date(2026, 11, 16)
FORMULES = ['=HYPERLINK("http://x")', "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "=", "#N/A", "#REF!"]


def kader(**velden):
    standaard = {
        "subject": "pMIEK-actielijst",
        "province": "Zuid-Holland",
        "author": "Secretariaat Energyboard Zuid-Holland",
        "status": "CONCEPT",
        "peildatum": PEILDATUM,
        "schema": "proef-1",
        "accent": "#00568b",
    }
    return Frame(**standaard | velden)


def blad(rijen, **velden):
    kolommen = [
        Column("ID", lambda rij: "ZH-1", 9, locked=True, help="Vast kenmerk"),
        Column("Tekst", lambda rij: rij, 30, choices="Fasen", help="Wat er staat"),
        Column("Dag", lambda rij: PEILDATUM, 12, kind=Kind.DATE),
    ]
    standaard = {"title": "Proef", "columns": kolommen, "rows": rijen, "frozen": 1}
    return DataSheet(**standaard | velden)


def waarden_blad(waarden):
    return DataSheet("Proef", [Column("Waarde", lambda rij: rij, 30)], waarden, frozen=1)


def lees(*bladen, **velden):
    return load_workbook(io.BytesIO(workbook_bytes(kader(**velden), bladen)))


def kolom(waarden):
    """The cells that these values become, without the head."""
    return [rij[0] for rij in lees(waarden_blad(waarden))["Proef"].iter_rows(min_row=2)]


@pytest.mark.parametrize("tekst", FORMULES)
def test_tekst_die_op_een_formule_lijkt_blijft_tekst(tekst):
    [cel] = kolom([tekst])

    assert (cel.value, cel.data_type, cel.quotePrefix) == (tekst, "s", True)


def test_gewone_tekst_krijgt_geen_aanhalingsteken_vooraf():
    [cel] = kolom(["Q3 2027"])

    assert (cel.data_type, cel.quotePrefix) == ("s", False)


def test_een_formule_maakt_de_volgende_rij_niet_anders():
    formule, gewoon = kolom(["=1+1", "gewoon"])

    assert (formule.quotePrefix, gewoon.quotePrefix) == (True, False)


@pytest.mark.parametrize("teken", ["\x00", "\x1b", "\x0b", "\ud800", "\uffff"])
def test_onleesbaar_teken_wordt_zichtbaar_vervangen(teken):
    [cel] = kolom([f"voor{teken}na"])

    assert cel.value == "voor\ufffdna"


def test_regeleinden_worden_een_regeleinde():
    [cel] = kolom(["een\r\ntwee\rdrie\nvier"])

    assert cel.value == "een\ntwee\ndrie\nvier"


def test_te_lange_tekst_wordt_zichtbaar_ingekort():
    [cel] = kolom(["x" * 40_000])

    merk = "… [ingekort: 40.000 tekens, volledige tekst op het scherm]"
    assert cel.value == "x" * (CELL_LIMIT - len(merk)) + merk


def test_tekst_van_precies_de_grens_blijft_heel():
    [cel] = kolom(["x" * CELL_LIMIT])

    assert cel.value == "x" * CELL_LIMIT


def test_inkorten_telt_zoals_excel_en_breekt_geen_teken():
    [cel] = kolom(["\U0001f600" * 20_000])

    merk = "… [ingekort: 20.000 tekens, volledige tekst op het scherm]"
    heel = (CELL_LIMIT - len(merk)) // 2
    assert cel.value == "\U0001f600" * heel + merk


def test_lege_tekst_is_een_lege_cel():
    assert [cel.value for cel in kolom(["", None, "n.v.t."])] == [None, None, "n.v.t."]


def test_moment_met_tijdzone_wordt_plaatselijke_tijd():
    moment = datetime.datetime(2026, 7, 1, 10, tzinfo=datetime.UTC)

    with timezone.override("Europe/Amsterdam"):
        [cel] = kolom([moment])

    assert cel.value == datetime.datetime(2026, 7, 1, 12)


def test_dag_voor_1900_is_tekst():
    dagen = [datetime.date(1899, 12, 31), datetime.date(987, 6, 5)]

    assert [cel.value for cel in kolom(dagen)] == ["31-12-1899", "05-06-0987"]


@pytest.mark.parametrize(
    ("titel", "verwacht"),
    [
        ("a/b:c[d]e*f?g\\h", "a b c d e f g h"),
        ("x" * 40, "x" * 31),
        ("'quote'", "quote"),
        ("[]", "Blad"),
        ("nul\x00", "nul"),
    ],
)
def test_bladtitel_is_wat_excel_aanneemt(titel, verwacht):
    assert sheet_title(titel) == verwacht


def test_twee_bladen_met_dezelfde_titel_houden_elk_een_tabel():
    werkmap = lees(blad(["a"]), blad(["b"]))

    namen = [list(ws.tables) for ws in werkmap.worksheets]
    assert namen == [["Tabel1_Proef"], ["Tabel2_Proef1"]]


def test_zelfde_gegevens_geven_dezelfde_bytes():
    bladen = [blad(["a", "=1"]), ChoiceSheet({"Fasen": ["Verkenning"]})]

    assert workbook_bytes(kader(), bladen) == workbook_bytes(kader(), bladen)


def test_bestand_draagt_geen_moment_of_programma():
    data = workbook_bytes(kader(), [blad(["a"])])

    with zipfile.ZipFile(io.BytesIO(data)) as archief:
        momenten = {info.date_time for info in archief.infolist()}
        programma = archief.read("docProps/app.xml").decode()
    assert momenten == {(1980, 1, 1, 0, 0, 0)}
    assert "openpyxl" not in programma.lower()


def test_eigenschappen_noemen_titel_taal_en_secretariaat():
    eigenschappen = lees(blad(["a"])).properties

    assert eigenschappen.title == "pMIEK-actielijst Zuid-Holland"
    assert eigenschappen.language == "nl-NL"
    assert eigenschappen.creator == "Secretariaat Energyboard Zuid-Holland"
    assert eigenschappen.lastModifiedBy is None
    assert eigenschappen.modified == eigenschappen.created == datetime.datetime(2026, 11, 16)


def test_schema_peildatum_en_stand_zijn_terug_te_lezen():
    eigenschappen = lees(blad(["a"])).custom_doc_props

    gelezen = {eigenschap.name: eigenschap.value for eigenschap in eigenschappen.props}
    assert gelezen == {
        "Schema": "proef-1",
        "Peildatum": datetime.datetime(2026, 11, 16),
        "Stand": "0",
    }


def test_gegevensblad_is_een_tabel_met_vaste_kop():
    ws = lees(blad(["a", "b"], frozen=2))["Proef"]

    assert [(t.displayName, t.ref) for t in ws.tables.values()] == [("Tabel1_Proef", "A1:C3")]
    assert ws.tables["Tabel1_Proef"].column_names == ["ID", "Tekst", "Dag"]
    assert (ws.freeze_panes, ws.print_title_rows, ws.print_title_cols) == ("C2", "$1:$1", "$A:$B")


def test_tabel_zonder_rijen_houdt_een_lege_rij():
    assert lees(blad([]))["Proef"].tables["Tabel1_Proef"].ref == "A1:C2"


def test_gegevensblad_drukt_af_op_a3_liggend():
    opmaak = lees(blad(["a"]))["Proef"].page_setup

    gelezen = (opmaak.orientation, opmaak.paperSize, opmaak.fitToWidth, opmaak.fitToHeight)
    assert gelezen == ("landscape", 8, 1, 0)


def test_brede_tabel_wordt_leesbaar_over_meer_paginas_verdeeld():
    kolommen = [Column(f"Kolom {n}", lambda rij: rij, 60) for n in range(10)]
    ws = lees(blad(["a"], columns=kolommen))["Proef"]

    assert ws.page_setup.fitToWidth == 3


def test_kop_en_voet_dragen_de_vier_feiten():
    ws = lees(blad(["a"], remark="voorbeeldgegevens"))["Proef"]

    assert ws.oddHeader.left.text == "Zuid-Holland | pMIEK-actielijst | Proef"
    assert ws.oddHeader.right.text == "CONCEPT"
    assert ws.oddFooter.left.text == "Peildatum 16 november 2026 | voorbeeldgegevens"
    assert ws.oddFooter.right.text == "pagina &P van &N"


def test_en_teken_in_een_kop_is_geen_code():
    ws = lees(blad(["a"]), province="Noord & Zuid")["Proef"]

    assert ws.oddHeader.left.text.startswith("Noord && Zuid")


def test_vaste_kolom_is_beveiligd_en_de_rest_niet():
    ws = lees(blad(["a"]))["Proef"]

    assert [cel.protection.locked for cel in ws[2]] == [True, False, False]
    assert [ws.column_dimensions[letter].protection.locked for letter in "ABC"] == [
        True,
        False,
        False,
    ]


def test_beveiliging_heeft_geen_wachtwoord_en_laat_lezen_toe():
    beveiliging = lees(blad(["a"]))["Proef"].protection

    assert (beveiliging.sheet, beveiliging.password) == (True, None)
    verboden = [beveiliging.sort, beveiliging.autoFilter, beveiliging.insertRows]
    assert [*verboden, beveiliging.formatColumns] == [False] * 4


def test_blad_zonder_vaste_kolommen_is_niet_beveiligd():
    assert lees(waarden_blad(["a"]))["Proef"].protection.sheet is False


def test_keuzelijst_verwijst_naar_een_naam_van_de_werkmap():
    werkmap = lees(blad(["a"]), ChoiceSheet({"Fasen": ["Verkenning", "Project"]}))

    keuze = werkmap["Proef"].data_validations.dataValidation[0]
    assert (keuze.formula1, str(keuze.sqref)) == ("Fasen", "B2:B502")
    assert "Fasen" in keuze.prompt
    assert "Keuzelijsten" in keuze.error
    assert werkmap.defined_names["Fasen"].attr_text == "Keuzelijsten!$A$2:$A$3"
    assert [rij[0].value for rij in werkmap["Keuzelijsten"]] == ["Fasen", "Verkenning", "Project"]


def test_datumkolom_is_een_echte_datum_met_controle():
    ws = lees(blad(["a"]))["Proef"]

    cel = ws["C2"]
    assert (cel.value.date(), cel.number_format, cel.is_date) == (PEILDATUM, "dd-mm-yyyy", True)
    assert [v.type for v in ws.data_validations.dataValidation] == ["list", "date"]


def test_leeswijzer_noemt_elke_kolom_en_of_men_hem_mag_invullen():
    bladen = [blad(["a"], help="Eén rij per proef")]
    gids = Guide("Leeswijzer", "CONCEPT", [("Provincie", "Zuid-Holland")], [], bladen)

    rijen = list(lees(gids)["Leeswijzer"].values)
    assert rijen[0][0] == "pMIEK-actielijst Zuid-Holland"
    assert rijen[-4:] == [
        ("Blad Proef", "Eén rij per proef", None),
        ("ID", "Vast kenmerk", "Niet invullen"),
        ("Tekst", "Wat er staat", "Kiezen uit de lijst Fasen"),
        ("Dag", None, "Datum, bijvoorbeeld 15-06-2027"),
    ]


@pytest.mark.parametrize(
    ("tekst", "regels"),
    [("kort", 1), ("een\ntwee", 2), ("woorden " * 10, 5), ("x" * 45, 3), (None, 1), (12, 1)],
)
def test_regels_worden_geteld_zoals_ze_omlopen(tekst, regels):
    assert count_lines(tekst, 20) == regels


def test_rij_is_zo_hoog_als_haar_langste_tekst():
    assert row_height(["kort", "een\ntwee\ndrie"], [20, 20]) == 3 * 13 + 3


def test_rij_wordt_niet_hoger_dan_excel_kan():
    assert row_height(["woord " * 5000], [20]) == 409


def test_antwoord_is_een_bijlage_in_excel():
    antwoord = xlsx_response("2026-11-16_zuid-holland_projecten.xlsx", b"inhoud")

    assert antwoord.content == b"inhoud"
    assert antwoord["Content-Type"].endswith("spreadsheetml.sheet")
    assert antwoord["Content-Disposition"] == (
        'attachment; filename="2026-11-16_zuid-holland_projecten.xlsx"'
    )


@pytest.mark.parametrize(
    ("kop", "breedte", "hoogte"),
    [
        ("Naam", 10, 32),
        ("Verschuiving sinds vorige ronde", 13, 3 * 13 + 3),
        # bold: in normal letters it would be one line less
        ("Trekker / verantwoordelijke bij aandachtspunten en versnellingsacties", 22.5, 4 * 13 + 3),
    ],
)
def test_een_kop_past_in_haar_rij(kop, breedte, hoogte):
    boek = lees(DataSheet("Proef", [Column(kop, str, breedte)], ["x"], frozen=1))

    assert boek["Proef"].row_dimensions[1].height == hoogte
