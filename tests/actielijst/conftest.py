"""A list that is read in as a redacteur, for every test about reading lists."""

import pytest

from actielijst.enums import Fase
from actielijst.inlezen import bestand as bestandmodule
from pmiek.importing.parsing import parse_workbook
from pmiek.importing.reader import _sheet
from tests.actielijst.inlezen import plan_van_pagina, stuur, verwerk
from tests.bouwers import maak_partij, maak_project, maak_ronde


@pytest.fixture(autouse=True)
def lijsten(snel_lezen):
    """A list is read as by the product, in a process that need not start first."""


@pytest.fixture
def ronde(zuid_holland):
    return maak_ronde(zuid_holland)


@pytest.fixture
def leiden(zuid_holland):
    return maak_partij(zuid_holland, "Leiden")


@pytest.fixture
def noord(zuid_holland, ronde, leiden):
    return maak_project(
        zuid_holland,
        ronde=ronde,
        nummer="1",
        naam="Station Noord",
        fase=Fase.VERKENNING,
        ibn="2029",
        gemeenten=[leiden],
    )


@pytest.fixture
def als_redacteur(client, redacteur):
    client.force_login(redacteur)
    return client


@pytest.fixture
def stuur_in(als_redacteur, zuid_holland):
    """Send a workbook in as a redacteur; the list that came of it, or the answer that refuses."""
    return lambda inhoud, naam="lijst.xlsx": stuur(als_redacteur, zuid_holland, inhoud, naam)


@pytest.fixture
def bevestig(als_redacteur):
    return lambda inlezing, **velden: verwerk(als_redacteur, inlezing, **velden)


@pytest.fixture
def controle(als_redacteur):
    return lambda inlezing: plan_van_pagina(als_redacteur, inlezing)


@pytest.fixture
def in_dit_proces(monkeypatch):
    """The same parser, without starting a process for every file."""

    def lees(pad, naam):
        return [_sheet(blad) for blad in parse_workbook(pad)]

    monkeypatch.setattr(bestandmodule, "read_file", lees)
