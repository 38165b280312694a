import io

import pytest
from django.core.management import CommandError, call_command

from actielijst.enums import Locatiestatus
from tests.bouwers import maak_afspraak, maak_project


@pytest.fixture
def uitvoer(zuid_holland, tmp_path):
    project = maak_project(zuid_holland, nummer="2", naam="Station")
    maak_afspraak(project)
    maak_project(zuid_holland, nummer="N", locatiestatus=Locatiestatus.GEEN)
    return tmp_path / "uit"


def exporteer(naar, *opties):
    gezegd = io.StringIO()
    opdracht = ["exporteer_documenten", "--provincie", "zuid-holland", "--naar", str(naar)]
    call_command(*opdracht, "--peildatum", "2026-11-23", *opties, stdout=gezegd)
    return gezegd.getvalue().splitlines()


def bestanden(naar):
    return sorted(str(pad.relative_to(naar)) for pad in naar.rglob("*") if pad.is_file())


def test_exporteren_schrijft_alle_documenten(uitvoer):
    regels = exporteer(uitvoer)

    assert bestanden(uitvoer) == [
        "2026-11-23_zuid-holland_actielijst_concept.pdf",
        "2026-11-23_zuid-holland_actielijst_concept.xlsx",
        "2026-11-23_zuid-holland_hoofddocument_concept.pdf",
        "fiches/2026-11-23_zuid-holland_fiche-02_concept.pdf",
    ]
    assert [regel.rpartition("/")[2].split(":")[0] for regel in regels] == [
        "2026-11-23_zuid-holland_actielijst_concept.pdf",
        "2026-11-23_zuid-holland_actielijst_concept.xlsx",
        "2026-11-23_zuid-holland_hoofddocument_concept.pdf",
        "2026-11-23_zuid-holland_fiche-02_concept.pdf",
    ]


def test_tweede_keer_schrijft_niets_opnieuw(uitvoer):
    exporteer(uitvoer)
    voor = {pad: pad.stat().st_mtime_ns for pad in uitvoer.rglob("*.*")}

    regels = exporteer(uitvoer)

    assert {pad: pad.stat().st_mtime_ns for pad in uitvoer.rglob("*.*")} == voor
    assert [regel.rpartition(", ")[2] for regel in regels] == ["ongewijzigd"] * 4


def test_twee_fiches_met_dezelfde_naam_krijgen_elk_een_bestand(zuid_holland, tmp_path):
    eerste, tweede = (maak_project(zuid_holland, nummer="", naam="Net") for _ in range(2))

    exporteer(tmp_path)

    assert bestanden(tmp_path / "fiches") == [
        f"2026-11-23_zuid-holland_fiche-net-{tweede.pk}_concept.pdf",
        "2026-11-23_zuid-holland_fiche-net_concept.pdf",
    ]


def test_onbekende_provincie_noemt_de_bekende(zuid_holland, tmp_path):
    with pytest.raises(CommandError, match="“groningen” staat hier niet. Wel: zuid-holland."):
        call_command("exporteer_documenten", "--provincie", "groningen", "--naar", str(tmp_path))


def test_onleesbare_peildatum_wordt_geweigerd(zuid_holland, tmp_path):
    with pytest.raises(CommandError, match="geen datum"):
        exporteer(tmp_path, "--peildatum", "23-11-2026")
