"""How the monitoringslijst lies on its pages."""

import io
import re

import pytest
from pypdf import PdfReader

from monitoring.documenten import DIRECT, monitoringslijst_pdf
from monitoring.grafiek import BREEDTE
from pmiek.pdf.engine import STYLE_SHEET
from tests.bouwers import maak_monitoringronde, maak_project, maak_regel

MM_PER_PT = 25.4 / 72


def paginas(ronde):
    lezer = PdfReader(io.BytesIO(monitoringslijst_pdf(ronde)))
    return [pagina.extract_text() for pagina in lezer.pages]


def pagina_met(teksten, woord):
    return [nummer for nummer, tekst in enumerate(teksten) if re.search(rf"\b{woord}\b", tekst)]


@pytest.fixture
def vol(zuid_holland, ronde):
    """Rows of twelve lines, so that without a rule one of them would lie over two pages."""
    for nummer in range(12):
        tekst = f"BEGIN{nummer} {'woord ' * 45} EINDE{nummer}"
        maak_regel(ronde, maak_project(zuid_holland, nummer=str(nummer)), aandachtspunt=tekst)
    return ronde


def test_een_rij_blijft_heel_op_een_pagina(vol):
    teksten = paginas(vol)

    waar = [(pagina_met(teksten, f"BEGIN{n}"), pagina_met(teksten, f"EINDE{n}")) for n in range(12)]

    assert len(teksten) > 3
    assert [paar for paar in waar if paar[0] != paar[1] or len(paar[0]) != 1] == []


def test_een_rij_die_langer_is_dan_een_pagina_loopt_door_en_komt_er_helemaal(vol):
    regel = vol.regels.last()
    regel.aandachtspunt = f"BEGINLANG {'woord ' * 400} EINDELANG"
    regel.save()

    teksten = paginas(vol)

    (begin,), (einde,) = pagina_met(teksten, "BEGINLANG"), pagina_met(teksten, "EINDELANG")
    assert begin < einde
    assert len(re.findall(r"\bwoord\b", " ".join(teksten))) == 11 * 45 + 400


@pytest.mark.parametrize(("aantal", "samen"), [(2, True), (DIRECT + 1, False)])
def test_een_korte_lijst_loopt_door_een_lange_begint_elk_deel_op_een_pagina(
    zuid_holland, ronde, aantal, samen
):
    vorige = maak_monitoringronde(zuid_holland, "2026-05-12", gesloten=True)
    for _ in range(aantal):
        project = maak_project(zuid_holland)
        maak_regel(vorige, project, ibn="2028")
        maak_regel(ronde, project, ibn="2029")

    teksten = paginas(ronde)

    slip = next(tekst for tekst in teksten if "IBN toen en nu" in tekst)
    assert ("Haalbaarheid IBN" in slip) == samen
    assert not samen or len(teksten) == 2


def breedtes():
    gevonden = re.findall(
        r"^\.slip col:nth-child\((\d)\) \{ width: ([\d.]+)mm", STYLE_SHEET.read_text(), re.M
    )
    return [float(breedte) for _, breedte in sorted(gevonden)]


def test_de_punten_van_de_grafiek_raken_de_woorden_ernaast_niet():
    assert breedtes()[2] - BREEDTE * MM_PER_PT >= 3
    assert sum(breedtes()) == 261


def test_het_raster_staat_achter_de_punten():
    (plek,) = re.findall(r"background-position: ([\d.]+)mm 0", STYLE_SHEET.read_text())

    assert float(plek) == sum(breedtes()[:2])
