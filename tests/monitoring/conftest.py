import datetime
from types import SimpleNamespace

import pytest

from actielijst.enums import Fase
from tests.bouwers import (
    maak_afspraak,
    maak_categorie,
    maak_monitoringronde,
    maak_partij,
    maak_project,
    maak_provincie,
    maak_regel,
    maak_vraag,
)
from tests.stand import opnieuw

GISTEREN = datetime.date.today() - datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def lijsten(snel_lezen):
    """A list is read as by the product, in a process that need not start first."""


@pytest.fixture
def ronde(zuid_holland):
    return maak_monitoringronde(zuid_holland, naam="najaar 2026")


@pytest.fixture
def regel(ronde, project):
    return maak_regel(ronde, project, ibn="2030")


@pytest.fixture
def zuid_holland(request, db):
    if "gevuld" in request.fixturenames:
        return request.getfixturevalue("gebouwd").provincie
    return maak_provincie("Zuid-Holland", "PV28")


@pytest.fixture
def rondes(request, zuid_holland):
    if "gevuld" in request.fixturenames:
        return request.getfixturevalue("gebouwd").rondes
    return maak_rondes(zuid_holland)


@pytest.fixture
def gevuld(gebouwd):
    return gebouwd.projecten


@pytest.fixture
def gebouwd(db):
    return opnieuw(maak_gevuld)


def maak_rondes(provincie):
    oud = maak_monitoringronde(provincie, "2026-05-12", naam="voorjaar", gesloten=True)
    return oud, maak_monitoringronde(provincie, naam="najaar")


def maak_gevuld():
    """Something of every kind, in numbers that differ, so that no two can be mixed up."""
    provincie = maak_provincie("Zuid-Holland", "PV28")
    oud, nieuw = rondes = maak_rondes(provincie)
    grond = maak_categorie(provincie, "grond")
    gemeente = maak_partij(provincie, "Delft")
    ibn = {
        "later": ("2027", "2028"),
        "veel later": ("2027", "2030"),
        "eerder": ("2030", "2029"),
        "gelijk": ("2029", "2029"),
        "onleesbaar": ("2029", "n.t.b."),
    }
    projecten = {}
    for naam, (toen, nu) in ibn.items():
        project = maak_project(provincie, naam=naam, fase=Fase.PROJECT, gemeenten=[gemeente])
        maak_regel(oud, project, ibn=toen, fase=Fase.PLANUITWERKING)
        maak_regel(nieuw, project, ibn=nu, categorie=grond, bevestigd_op="2026-11-20T10:00+01:00")
        projecten[naam] = project
    leeg = maak_project(provincie, naam="leeg", fase=Fase.PROJECT)
    maak_regel(oud, leeg, fase=Fase.PROJECT)
    maak_regel(nieuw, leeg, bevestigd_op="2026-11-20T10:00+01:00")
    nieuweling = maak_project(provincie, naam="nieuweling")
    maak_regel(nieuw, nieuweling, vraag="Kom kijken.")
    maak_project(provincie, naam="weg", gearchiveerd_op=GISTEREN, archiefreden="Niet meer nodig.")
    for _ in range(3):
        maak_afspraak(projecten["later"], planning="2020")
    for _ in range(2):
        maak_afspraak(projecten["later"], status="afgerond", afgerond_op=GISTEREN)
    maak_afspraak(projecten["gelijk"], status="vervallen", afgerond_op=GISTEREN)
    maak_afspraak(projecten["gelijk"], status="afgerond", afgerond_op="2026-01-01")
    for _ in range(4):
        maak_vraag(oud, [projecten["later"]])
    maak_vraag(
        oud, [projecten["later"]], status="beantwoord", antwoord="Ja", beantwoord_op="2026-06-01"
    )
    return SimpleNamespace(provincie=provincie, rondes=rondes, projecten=projecten)


@pytest.fixture
def als_lezer(client, lezer):
    client.force_login(lezer)
    return client
