import datetime

import pytest

from actielijst.enums import Fase
from tests.bouwers import (
    maak_afspraak,
    maak_categorie,
    maak_monitoringronde,
    maak_partij,
    maak_project,
    maak_regel,
    maak_vraag,
)

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
def rondes(zuid_holland):
    oud = maak_monitoringronde(zuid_holland, "2026-05-12", naam="voorjaar", gesloten=True)
    return oud, maak_monitoringronde(zuid_holland, naam="najaar")


@pytest.fixture
def gevuld(zuid_holland, rondes):
    """Something of every kind, in numbers that differ, so that no two can be mixed up."""
    oud, nieuw = rondes
    grond = maak_categorie(zuid_holland, "grond")
    gemeente = maak_partij(zuid_holland, "Delft")
    ibn = {
        "later": ("2027", "2028"),
        "veel later": ("2027", "2030"),
        "eerder": ("2030", "2029"),
        "gelijk": ("2029", "2029"),
        "onleesbaar": ("2029", "n.t.b."),
    }
    projecten = {}
    for naam, (toen, nu) in ibn.items():
        project = maak_project(zuid_holland, naam=naam, fase=Fase.PROJECT, gemeenten=[gemeente])
        maak_regel(oud, project, ibn=toen, fase=Fase.PLANUITWERKING)
        maak_regel(nieuw, project, ibn=nu, categorie=grond, bevestigd_op="2026-11-20T10:00+01:00")
        projecten[naam] = project
    nieuweling = maak_project(zuid_holland, naam="nieuweling")
    maak_regel(nieuw, nieuweling)
    maak_project(
        zuid_holland, naam="weg", gearchiveerd_op=GISTEREN, archiefreden="Niet meer nodig."
    )
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
    return projecten


@pytest.fixture
def als_lezer(client, lezer):
    client.force_login(lezer)
    return client
