"""OpenDocument: what LibreOffice keeps, read through the same door and the same limits."""

import zipfile

import pytest

from pmiek.importing import Cell, Kind, Unreadable, read_file
from tests.odswerkmap import BEGIN, SOORT, cel, leeg, ods, rij, tekst
from tests.vijandig import LACH
from tests.werkmappen import zip_van

KOP = rij(tekst("Nr."), tekst("Project"))


@pytest.fixture
def lees(tmp_path):
    def read(inhoud, naam="lijst.ods"):
        pad = tmp_path / "bestand"
        pad.write_bytes(inhoud)
        return {blad.name: blad for blad in read_file(pad, naam)}

    return read


@pytest.mark.parametrize(
    ("waarde", "verwacht"),
    [
        (tekst("Station <text:span>Noord</text:span>"), Cell(Kind.TEXT, "Station Noord")),
        (tekst("a<text:s text:c='2'/>b<text:line-break/>c"), Cell(Kind.TEXT, "a  b\nc")),
        (
            tekst("x<office:annotation><text:p>nee</text:p></office:annotation>"),
            Cell(Kind.TEXT, "x"),
        ),
        (cel("float", 'office:value="101"'), Cell(Kind.NUMBER, "101")),
        (cel("date", 'office:date-value="2027-11-07T00:00:00"'), Cell(Kind.DATE, "2027-11-07")),
        (cel("boolean", 'office:boolean-value="true"'), Cell(Kind.BOOLEAN, "ja")),
        (
            cel("float", 'office:value="2" table:formula="of:=1+1"'),
            Cell(Kind.NUMBER, "2", is_calculated=True),
        ),
        ('<table:table-cell table:formula="of:=A1"/>', Cell(Kind.FORMULA, "of:=A1")),
        (tekst("#N/A", 'calcext:value-type="error"'), Cell(Kind.ERROR, "#N/A")),
    ],
)
def test_een_cel_is_wat_er_staat(lees, waarde, verwacht):
    assert lees(ods(KOP + rij(waarde, tekst("y"))))["Projecten"].cell(1, 0) == verwacht


@pytest.mark.parametrize(
    ("zicht", "verborgen"), [("filter", [2, 3]), ("collapse", [2, 3]), ("", [])]
)
def test_gevulde_rijen_die_verborgen_zijn_worden_onthouden(lees, zicht, verborgen):
    rijen = KOP + rij(leeg()) + rij(tekst("1"), keer=2)
    inhoud = ods(
        rijen.replace(" table:number-rows", f' table:visibility="{zicht}" table:number-rows')
    )

    assert lees(inhoud)["Projecten"].hidden == verborgen


def test_herhaalde_en_lege_cellen_staan_op_hun_plaats(lees):
    inhoud = ods(
        KOP
        + rij(leeg(9), keer=3)
        + rij(leeg(4), tekst("x"), leeg(1000))
        + rij(leeg(9), keer=1_048_000)
    )
    blad = lees(inhoud)["Projecten"]

    assert len(blad.rows) == 5
    assert blad.cell(4, 4) == Cell(Kind.TEXT, "x")


def test_een_samengevoegde_cel_geldt_voor_al_haar_rijen(lees):
    samen = tekst("Leiden", 'table:number-rows-spanned="2"')
    inhoud = ods(KOP + rij(samen, tekst("a")) + rij("<table:covered-table-cell/>", tekst("b")))

    assert lees(inhoud)["Projecten"].cell(2, 0) == Cell(Kind.TEXT, "Leiden", merged_from="A2")


@pytest.mark.parametrize(
    ("inhoud", "woorden"),
    [
        (ods(rij(tekst("x"), keer=10_001)), "10.000 rijen"),
        (ods(rij(tekst("x"), keer=10**9)), "10.000 rijen"),
        (ods(rij(tekst("x", 'table:number-columns-repeated="999999999"'))), "100 kolommen"),
        (ods(rij(tekst("x" * 40_000))), "32.767 tekens"),
        (ods(rij(tekst("<text:s text:c='999999999'/>x"))), "32.767 tekens"),
        (ods("<table:table-row>"), "beschadigd"),
        (ods(rij(cel("float", 'office:value="x"'))), "beschadigd"),
        (ods(rij(cel("date", 'office:date-value="2027-99-99"'))), "beschadigd"),
        (ods(KOP, kop=BEGIN.replace("?>", "?>" + LACH.decode(), 1)), "verwijzingen"),
        (ods(KOP, extra={"META-INF/manifest.xml": "<manifest:encryption-data/>"}), "wachtwoord"),
        (zip_van({"mimetype": SOORT, "content.xml": b""}), "beschadigd"),
        (zip_van({"mimetype": SOORT, "content.xml": ods(KOP)}, zipfile.ZIP_BZIP2), "beschadigd"),
        (ods("</table:table><table:table>" * 30), "20 bladen"),
        (
            ods(rij(tekst("x" * 30_000, 'table:number-columns-repeated="90"'), keer=9_000)),
            "te veel",
        ),
    ],
)
def test_wat_niet_past_krijgt_een_zin(lees, inhoud, woorden):
    with pytest.raises(Unreadable, match=woorden):
        lees(inhoud)
