"""Files from outside: read as they stand, or refused in one sentence; never trusted."""

import contextlib
import datetime
import io
import subprocess
import sys
import zipfile

import openpyxl
import pytest

from pmiek.importing import Cell, Kind, Unreadable, cannot_open, limits, read_file
from pmiek.importing.cells import address
from pmiek.importing.reader import ROOT
from tests.leesproces import rekentijd
from tests.werkmappen import delen_van, verander, werkmap, zip_van

BLAD = "xl/worksheets/sheet2.xml"
KLEIN = werkmap([["Nr.", "Project"], ["1", "Station"]])
MACROSOORT = (
    b"vnd.openxmlformats-officedocument.spreadsheetml.sheet.main",
    b"vnd.ms-excel.sheet.macroEnabled.main",
)
DTD = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.fixture
def lees(tmp_path):
    def read(inhoud, naam="lijst.xlsx"):
        pad = tmp_path / "bestand"
        pad.write_bytes(inhoud)
        return {blad.name: blad for blad in read_file(pad, naam)}

    return read


@pytest.fixture
def weigering(lees):
    def zin(inhoud, naam="lijst.xlsx"):
        with pytest.raises(Unreadable) as gevangen:
            lees(inhoud, naam)
        return str(gevangen.value)

    return zin


@pytest.mark.parametrize(
    ("rij", "kolom", "verwacht"), [(0, 0, "A1"), (6, 5, "F7"), (9, 26, "AA10"), (0, 701, "ZZ1")]
)
def test_een_cel_heet_zoals_in_excel(rij, kolom, verwacht):
    assert address(rij, kolom) == verwacht


@pytest.mark.parametrize(
    ("waarde", "cel"),
    [
        ("tekst", Cell(Kind.TEXT, "tekst")),
        (101.0, Cell(Kind.NUMBER, "101")),
        (2027, Cell(Kind.NUMBER, "2027")),
        (2.5, Cell(Kind.NUMBER, "2.5")),
        (datetime.date(2027, 11, 7), Cell(Kind.DATE, "2027-11-07")),
        (True, Cell(Kind.BOOLEAN, "ja")),
        ("=A1", Cell(Kind.FORMULA, "=A1")),
        ("#N/A", Cell(Kind.ERROR, "#N/A")),
        ("   ", None),
    ],
)
def test_een_cel_is_wat_er_staat(lees, waarde, cel):
    assert lees(werkmap([["kop"], [waarde, "x"]]))["Projecten"].cell(1, 0) == cel


def test_een_samengevoegde_cel_geldt_voor_al_haar_rijen_en_zegt_dat(lees):
    inhoud = werkmap(
        [["a", "b"], ["Leiden", "1"], [None, "2"]], bewerk=lambda blad: blad.merge_cells("A2:A3")
    )

    assert lees(inhoud)["Projecten"].cell(2, 0) == Cell(Kind.TEXT, "Leiden", merged_from="A2")


def test_de_uitkomst_van_een_formule_wordt_als_zodanig_herkend(lees):
    inhoud = verander(werkmap([["=1+1"]]), BLAD, b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")

    assert lees(inhoud)["Projecten"].cell(0, 0) == Cell(Kind.NUMBER, "2", is_calculated=True)


@pytest.mark.parametrize(
    ("tekst", "codering"),
    [("é;1\nx;y", "cp1252"), ("é,1\nx,y", "utf-8"), ("é;1\nx;y", "utf-8-sig")],
)
def test_een_csv_in_elke_gangbare_vorm(lees, tekst, codering):
    blad = lees(tekst.encode(codering), "lijst.csv")["csv"]

    assert [[cel.text for cel in rij] for rij in blad.rows] == [["é", "1"], ["x", "y"]]


@pytest.mark.parametrize(
    ("inhoud", "naam", "woorden"),
    [
        (b"", "leeg.xlsx", "leeg"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "oud.xls", "wachtwoord"),
        (b"%PDF-1.7", "notulen.pdf", "geen werkmap"),
        (b"PK\x03\x04 en verder niets", "kapot.xlsx", "beschadigd"),
        (KLEIN[: len(KLEIN) // 2], "half.xlsx", "beschadigd"),
        (zip_van({"tekst.txt": "geen werkmap"}), "zip.xlsx", "geen werkmap"),
        (zip_van(delen_van(KLEIN) | {"xl/vbaProject.bin": b"x"}), "m.xlsm", "macro"),
        (verander(KLEIN, "[Content_Types].xml", *MACROSOORT), "m.xlsx", "voor macro's"),
        (zip_van({"content.xml": "x", "mimetype": "x"}), "brief.odt", "geen werkmap"),
        (zip_van({"xl/workbook.bin": "x"}), "lijst.xlsb", ".xlsb"),
        (b"a;b\0c", "nul.csv", "geen leesbaar csv"),
        (verander(KLEIN, BLAD, b"<worksheet", DTD + b"<worksheet"), "dtd.xlsx", "verwijzingen"),
        (verander(KLEIN, BLAD, b"<sheetData>", b"<sheetData><row"), "xml.xlsx", "beschadigd"),
        (zip_van(delen_van(KLEIN), zipfile.ZIP_BZIP2), "bz2.xlsx", "beschadigd"),
    ],
    ids=lambda waarde: waarde if isinstance(waarde, str) else "",
)
def test_wat_wij_niet_lezen_krijgt_een_zin_die_zegt_waarom(weigering, inhoud, naam, woorden):
    assert woorden in weigering(inhoud, naam)


def test_een_lijst_zonder_macros_mag_xlsm_heten(lees):
    assert lees(KLEIN, "lijst.xlsm") == lees(KLEIN)


def groot(aantal):
    return zip_van(delen_van(KLEIN) | {f"xl/media/{n}.png": b"" for n in range(aantal)})


LEDEN = len(delen_van(KLEIN))


def kolommen(aantal):
    return werkmap([["x"] * aantal])


def rijen(aantal):
    return werkmap([["Nr."], *([n] for n in range(aantal - 1))])


@pytest.mark.parametrize(
    ("maak", "grens", "woorden"),
    [
        (lambda n: groot(n - LEDEN), limits.MAX_MEMBERS, "200 delen"),
        (kolommen, limits.MAX_COLUMNS, "100 kolommen"),
        (rijen, limits.MAX_ROWS, "10.000 rijen"),
        (
            lambda n: verander(KLEIN, BLAD, b"Station", b"x" * n),
            limits.MAX_CELL,
            "32.767 tekens",
        ),
        (
            lambda n: zip_van(delen_van(KLEIN) | {"xl/media/a": b"\0" * n}),
            limits.MAX_MEMBER,
            "16 MB",
        ),
    ],
    ids=["delen", "kolommen", "rijen", "tekens", "deel"],
)
def test_elke_grens_wordt_gehaald_en_daarboven_geweigerd(lees, weigering, maak, grens, woorden):
    assert "Projecten" in lees(maak(grens))
    assert woorden in weigering(maak(grens + 1))


def test_een_bestand_van_meer_dan_tien_megabyte_wordt_geweigerd(weigering):
    assert "10 MB" in weigering(b"x" * (limits.MAX_SIZE + 1))


@pytest.mark.parametrize(
    ("oud", "nieuw"),
    [
        (b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        (b'r="A2"', b'r="A99999999"'),
        (b'<row r="2"', b'<row r="1048570"'),
    ],
    ids=["samengevoegd", "verre cel", "verre rij"],
)
def test_een_klein_bestand_dat_lang_bezighoudt_is_snel_beantwoord(lees, oud, nieuw):
    inhoud, begin = verander(KLEIN, BLAD, oud, nieuw), rekentijd()

    with contextlib.suppress(Unreadable):
        lees(inhoud)
    assert rekentijd() - begin < limits.CPU_SECONDS + 2


def test_delen_die_over_elkaar_liggen_worden_geweigerd(weigering):
    bron = io.BytesIO(KLEIN)
    with zipfile.ZipFile(bron) as archief:
        eerste, tweede = archief.infolist()[:2]
    kopie = bytearray(KLEIN)
    plek = kopie.index(b"PK\x01\x02")
    volgende = kopie.index(b"PK\x01\x02", plek + 1)
    # the directory says that the second part begins where the first one does
    kopie[volgende + 42 : volgende + 46] = eerste.header_offset.to_bytes(4, "little")
    assert tweede.header_offset != eerste.header_offset

    assert "beschadigd" in weigering(bytes(kopie))


def test_de_lezer_die_te_veel_geheugen_vraagt_wordt_beeindigd(weigering, monkeypatch):
    monkeypatch.setattr(limits, "WALL_SECONDS", 0.01)

    assert "te veel tijd of geheugen" in weigering(KLEIN)


def test_rijen_die_niet_op_volgorde_staan_worden_niet_stil_overgeslagen(weigering):
    assert "beschadigd" in weigering(verander(KLEIN, BLAD, b'<row r="2"', b'<row r="1"'))


def test_een_formule_zonder_uitkomst_houdt_haar_tekst_en_een_met_haar_uitkomst(lees):
    inhoud = werkmap([["=A1", "x"], ["=1+1", "y"]])
    blad = lees(verander(inhoud, BLAD, b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>"))["Projecten"]

    assert blad.cell(0, 0) == Cell(Kind.FORMULA, "=A1")
    assert blad.cell(1, 0) == Cell(Kind.NUMBER, "2", is_calculated=True)


def test_een_bijzonder_teken_breekt_geen_regel_van_een_csv(lees):
    blad = lees("a;een\u2028regel\x0b\n1;2\n".encode(), "lijst.csv")["csv"]

    assert [len(rij) for rij in blad.rows] == [2, 2]


def test_een_aanhalingsteken_dat_open_blijft_slokt_geen_rijen_op(weigering):
    assert "aanhalingsteken" in weigering(b'a;b\n1;"x\n2;y\n', "lijst.csv")


def test_elk_blad_telt_en_lege_bladen_niet(lees):
    boek = openpyxl.Workbook()
    boek.active["A1"] = "x"
    boek.create_sheet("leeg")
    uit = io.BytesIO()
    boek.save(uit)

    assert list(lees(uit.getvalue())) == ["Sheet"]


def test_een_pad_dat_niet_te_openen_is_krijgt_een_zin(tmp_path, monkeypatch):
    pad = tmp_path / "lijst.xlsx"
    assert cannot_open(pad) == f"Het bestand {pad} is er niet."
    assert cannot_open(tmp_path) == f"{tmp_path} is geen bestand."
    pad.touch()
    assert cannot_open(pad) == ""

    def dicht(*args):
        raise PermissionError(13, "Permission denied")

    # as root every file can be opened
    monkeypatch.setattr(type(pad), "open", dicht)
    assert cannot_open(pad) == f"De gebruiker van deze opdracht mag {pad} niet lezen."


def test_gevulde_rijen_die_verborgen_zijn_worden_onthouden(lees):
    def verberg(blad):
        for nummer in (2, 4, 9):
            blad.row_dimensions[nummer].hidden = True

    rijen = [["Nr.", "Project"], ["1", "een"], ["2", "twee"], ["3", "drie"]]
    assert lees(werkmap(rijen, bewerk=verberg))["Projecten"].hidden == [1, 3]
    assert lees(KLEIN)["Projecten"].hidden == []


def test_het_proces_dat_leest_begint_zonder_django():
    vraag = (
        "import pmiek.importing.child; print([n for n in sys.modules if n.startswith('django')])"
    )
    opdracht = f"import sys; sys.path.insert(0, {str(ROOT)!r}); {vraag}"
    proces = subprocess.run([sys.executable, "-I", "-c", opdracht], capture_output=True, text=True)

    assert (proces.stdout, proces.stderr) == ("[]\n", "")
