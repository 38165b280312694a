import pytest

from tests.bouwers import maak_monitoringronde, maak_regel


@pytest.fixture
def ronde(zuid_holland):
    return maak_monitoringronde(zuid_holland, naam="najaar 2026")


@pytest.fixture
def regel(ronde, project):
    return maak_regel(ronde, project, ibn="2030")
