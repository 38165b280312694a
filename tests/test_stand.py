"""What is built once and put back is for every test as if it was just built."""

import pytest

from tests.bouwers import maak_partij, maak_project
from tests.browser.gegevens import maak_lijst
from tests.stand import Stand, opnieuw
from tests.toegang import momentopname, ongedaan

pytestmark = pytest.mark.django_db


@pytest.fixture
def stand():
    with ongedaan():
        return Stand(maak_lijst)


def test_elke_rij_komt_terug_zoals_zij_was():
    with ongedaan():
        stand, gebouwd = Stand(maak_lijst), momentopname()

    stand.terug()

    assert momentopname() == gebouwd


def test_wat_een_test_met_de_objecten_doet_ziet_de_volgende_niet(stand):
    with ongedaan():
        stand.terug().projecten["2"].naam = "Van deze test"

    assert stand.terug().projecten["2"].naam == "Nieuw 150kV-station Den Haag"


def test_wat_erbij_komt_krijgt_een_eigen_nummer(stand):
    lijst = stand.terug()

    project = maak_project(lijst.provincie, gemeenten=[maak_partij(lijst.provincie)])

    assert project.pk not in [bestaand.pk for bestaand in lijst.projecten.values()]


def test_waar_al_iets_staat_wordt_opnieuw_gebouwd(zuid_holland):
    gemaakt = []

    def maak():
        gemaakt.append(1)

    opnieuw(maak)
    opnieuw(maak)

    assert len(gemaakt) == 2


def test_in_een_lege_database_wordt_eenmaal_gebouwd():
    gemaakt = []

    def maak():
        gemaakt.append(1)
        return gemaakt

    assert [opnieuw(maak), opnieuw(maak)] == [[1], [1]]
    assert len(gemaakt) == 1
