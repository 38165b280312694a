"""Workbooks for tests of reading: a messy list as people keep it, and files that mean harm."""

import datetime
import io
import zipfile

import openpyxl

from pmiek.referentie import lees_feiten

KOPPEN = ["Opmerking", "Projectnaam", "pMIEK-nr", "Gemeente(n)", "Netbeheerder", "Fase project"]
KOPPEN += ["Gepland gereed", "IP-nr.", "Eigen kolom"]

# texts that a spreadsheet program would like to take for something else
LASTIG = [
    "=1+1",
    "'=1+1",
    "+31 6 1234",
    "-",
    "@hier",
    "#N/A",
    "#VERW!",
    "TRUE",
    "1e5",
    "007",
    "2029",
    "15-06-2027",
    "_x000D_",
    "_x0041_ en _x00E9_",
    "n.v.t.",
    "A; B, C en D / E & F",
    "een\ntwee\n\n\tdrie",
    "e\u0301\u200f\u05d0 \u00a0",
    "\ufffd",
    "😀" * 20_000,
]


def werkmap(rijen, *, bewerk=lambda blad: None, naam="Projecten"):
    """The bytes of a workbook with these rows; `bewerk` may merge cells and the like."""
    boek = openpyxl.Workbook()
    boek.active.title = "Toelichting"
    boek.active.append(["Zie het volgende blad."])
    blad = boek.create_sheet(naam)
    for rij in rijen:
        blad.append(rij)
    bewerk(blad)
    uit = io.BytesIO()
    boek.save(uit)
    return uit.getvalue()


def rommelige_lijst():
    """Title rows, merged cells, headings on row 4, own names and order, dates as they come."""

    def voeg_samen(blad):
        blad.merge_cells("A1:F1")
        blad.merge_cells("D5:D6")

    return werkmap(
        [
            ["pMIEK-lijst najaar 2026, concept"],
            [],
            ["Vastgesteld door het energyboard", None, None, datetime.date(2026, 10, 1)],
            KOPPEN,
            [None, "Station Noord", 1.0, "Leiden, Lisse", "Liander", "Planvorming", 2029, "VB-1"],
            ["!", "Station Zuid", "2", None, "Liander", "Verkenning", datetime.date(2027, 11, 7)],
            [None, "Warmteleiding", "C.3.", "gemeente Leiden", None, None, "Q5 2027"],
            [],
            [None, "=1+1", "9", "Leiden"],
        ],
        bewerk=voeg_samen,
    )


DATA_ZOALS_ZE_KOMEN = [2029, datetime.date(2027, 11, 7), "2027?", "n.n.b.", "Q3/Q4 '28", "n.v.t."]


def lijst_van_zuid_holland():
    """The real list as its province might keep it: every project once, in a mess, one mistake."""
    feiten = lees_feiten("demo/zuid-holland")["projecten"]

    def voeg_samen(blad):
        blad.merge_cells("A1:F1")
        blad.merge_cells("D5:D6")
        blad["G5"] = "Q5 2027"

    titels = [["pMIEK Zuid-Holland, stand najaar 2026 (concept)"], [], ["Bijgewerkt:", "1-10-2026"]]
    rijen = [_rommelige_rij(plaats, feit) for plaats, feit in enumerate(feiten)]
    rijen[1][3] = None
    return werkmap([*titels, KOPPEN, *rijen], bewerk=voeg_samen, naam="Lijst 2026")


def _rommelige_rij(plaats, feit):
    velden = feit["velden"]
    nummer = velden.get("nummer", "")
    fase = velden["fase"].replace("planuitwerking", "Planvorming")
    return [
        "!" if plaats % 5 == 0 else None,
        velden["naam"],
        float(nummer) if nummer.isdecimal() else nummer,
        " en ".join(f"gemeente {naam}" if plaats % 2 else naam for naam in feit["gemeenten"]),
        " / ".join(feit.get("netbeheerders", [])),
        f"{fase} ",
        DATA_ZOALS_ZE_KOMEN[plaats % len(DATA_ZOALS_ZE_KOMEN)],
        f"VB-{plaats}",
        "eigen notitie",
    ]


def zip_van(delen, soort=zipfile.ZIP_DEFLATED):
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", soort) as archief:
        for naam, inhoud in delen.items():
            archief.writestr(naam, inhoud)
    return uit.getvalue()


def delen_van(inhoud):
    with zipfile.ZipFile(io.BytesIO(inhoud)) as archief:
        return {naam: archief.read(naam) for naam in archief.namelist()}


def verander(inhoud, naam, oud, nieuw):
    """The same workbook with other text in one of its parts."""
    delen = delen_van(inhoud)
    assert oud in delen[naam]
    return zip_van(delen | {naam: delen[naam].replace(oud, nieuw, 1)})
