"""What the stand of a round takes, on the day itself and beside it."""

import datetime

import pytest

from actielijst.enums import Fase
from monitoring.opnemen import lees_stand
from pmiek.enums import Kanaal
from pmiek.history import acting_as
from tests.bouwers import maak_afspraak, maak_project

DAG = datetime.date(2026, 11, 20)


@pytest.mark.parametrize(("later", "te_laat"), [(0, False), (1, True)])
def test_een_afspraak_is_pas_te_laat_op_de_dag_na_haar_planning(ronde, project, later, te_laat):
    maak_afspraak(project, planning=f"{DAG:%d-%m-%Y}")
    peildatum = DAG + datetime.timedelta(days=later)

    (afspraak,) = lees_stand(ronde, peildatum).afspraken

    assert afspraak.is_te_laat(peildatum) is te_laat


def test_een_fasewisseling_van_na_de_dag_telt_nog_niet(zuid_holland, ronde):
    project = maak_project(zuid_holland, fase=Fase.VERKENNING)
    for dag, fase in ((0, Fase.PLANUITWERKING), (1, Fase.PROJECT)):
        moment = datetime.datetime.combine(DAG, datetime.time(12), datetime.UTC)
        with acting_as(None, Kanaal.OPDRACHT, moment=moment + datetime.timedelta(days=dag)):
            project.fase = fase
            project.save()

    wissels = [
        lees_stand(ronde, DAG + datetime.timedelta(days=dag)).wissels.get(project.pk)
        for dag in (-1, 0, 1)
    ]

    assert [wissel and wissel.naar for wissel in wissels] == [
        None,
        Fase.PLANUITWERKING,
        Fase.PROJECT,
    ]


def test_een_project_zonder_nummer_heet_naar_zijn_naam(zuid_holland, ronde):
    project = maak_project(zuid_holland, nummer="", naam="Net Rijnland")

    assert str(lees_stand(ronde, DAG).projecten[project.pk]) == "Net Rijnland"
