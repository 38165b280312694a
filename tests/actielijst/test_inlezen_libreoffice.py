"""Our own workbook, opened and saved by LibreOffice, still says exactly what it said."""

import datetime

import pytest

from actielijst.enums import Afspraakstatus
from actielijst.exports import actielijst_xlsx
from actielijst.inlezen.bestand import lees_bestand, maak_plan
from pmiek.enums import Partijsoort
from tests.actielijst.inlezen import bewerkt, gewijzigd, in_libreoffice, zet
from tests.bouwers import maak_afspraak, maak_koppeling, maak_partij, maak_project, maak_ronde
from tests.werkmappen import LASTIG

PEILDATUM = datetime.date(2026, 11, 16)


@pytest.fixture
def actielijst(zuid_holland):
    ronde = maak_ronde(zuid_holland)
    stedin = maak_partij(zuid_holland, "Stedin", soort=Partijsoort.NETBEHEERDER)
    for nummer, tekst in enumerate(LASTIG):
        naam = tekst[:200].strip()
        project = maak_project(
            zuid_holland,
            ronde=ronde,
            nummer=f"C.{nummer}.",
            naam=naam,
            doel=tekst.strip(),
            partijen=[stedin],
            overige_betrokkenen=tekst.strip(),
            ibn="15-06-2029",
        )
        maak_koppeling(project, nummer=f"00{nummer}", editie="IP2024")
        maak_afspraak(
            project,
            activiteit=tekst.strip(),
            trekker=stedin,
            planning="Q3 2027",
            status=Afspraakstatus.AFGEROND,
            afgerond_op=datetime.date(2025, 11, 7),
        )
    return actielijst_xlsx(zuid_holland, PEILDATUM)


# about the program that saves the file
@pytest.mark.overal_gelijk
def test_geopend_en_opgeslagen_in_libreoffice_verandert_niets_en_een_bewerking_alleen_zichzelf(
    zuid_holland, actielijst, tmp_path
):
    bewerking = zet(2, Planning="Q1 2030", Afgerond_op=datetime.date(2025, 12, 24))
    pad = in_libreoffice(bewerkt(actielijst, "Uitvoeringsafspraken", bewerking), tmp_path)

    bestand = lees_bestand(pad, "lijst.xlsx", zuid_holland)
    plan = maak_plan(zuid_holland, bestand, {})

    assert bestand.stand is not None
    assert (plan.vragen, plan.nieuw, plan.botsingen) == ([], [], [])
    assert [(oud, nieuw) for _, oud, nieuw in gewijzigd(plan)] == [
        ("Q3 2027", "Q1 2030"),
        ("2025-11-07", "24-12-2025"),
    ]
    assert len(plan.gelijk) == 2 * len(LASTIG) - 1
