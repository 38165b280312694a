import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from actielijst.enums import Fase, Route
from pmiek.enums import Kanaal
from pmiek.history import acting_as
from tests.bouwers import maak_afspraak, maak_project


@pytest.fixture
def start(client, lezer, zuid_holland):
    client.force_login(lezer)
    return lambda: client.get(reverse("actielijst:start", args=[zuid_holland.slug])).context


def over(dagen):
    return (timezone.localdate() + datetime.timedelta(days=dagen)).strftime("%d-%m-%Y")


def test_te_laat_en_binnen_vier_weken_tellen_in_dagen(project, start):
    for dagen in (-3, -1, 0, 28, 29):
        maak_afspraak(project, activiteit=str(dagen), planning=over(dagen))

    context = start()
    assert [(a.activiteit, n) for a, n in context["te_laat"]] == [("-3", 3), ("-1", 1)]
    assert [(a.activiteit, n) for a, n in context["binnenkort"]] == [("0", 0), ("28", 28)]


def test_de_tellingen_tellen_op_tot_de_hele_lijst(zuid_holland, utrecht, start):
    for fase, route in [("", ""), (Fase.VERKENNING, Route.PMIEK_PLUS_1), (Fase.PROJECT, "")]:
        maak_project(zuid_holland, fase=fase, route=route)
    maak_project(utrecht, fase=Fase.PROJECT)

    context = start()
    assert {r.waarde: r.aantal for r in context["fasen"]} == {
        "verkenning": 1,
        "planuitwerking": 0,
        "project": 1,
        "realisatie": 0,
        "": 1,
    }
    assert sum(r.aantal for r in context["routes"]) == context["aantal_projecten"] == 3


def test_projecten_met_route_acties_zonder_afspraken_staan_op_de_startpagina(zuid_holland, start):
    leeg = maak_project(zuid_holland, route=Route.ACTIES)
    maak_afspraak(maak_project(zuid_holland, route=Route.ACTIES))
    maak_project(zuid_holland, route=Route.MONITORING)

    assert start()["zonder_afspraken"] == [leeg]


def test_gearchiveerde_projecten_vragen_geen_aandacht(project, start):
    maak_afspraak(project, planning="2020")
    project.gearchiveerd_op, project.archiefreden = timezone.localdate(), "Klaar."
    project.save()

    assert start()["te_laat"] == []


def test_laatst_gewijzigd_laat_de_demonstratiegegevens_weg(zuid_holland, redacteur, start):
    with acting_as(None, Kanaal.DEMO):
        project = maak_project(zuid_holland)
    with acting_as(redacteur):
        project.ibn = "2030"
        project.save()

    assert [w.zinnen for w in start()["wijzigingen"]] == [["IBN ingevuld: 2030"]]


@pytest.mark.parametrize("aantal", [1, 3])
def test_start_kost_een_vast_aantal_querys(zuid_holland, start, aantal, django_assert_num_queries):
    for _ in range(aantal):
        maak_afspraak(maak_project(zuid_holland, route=Route.ACTIES), planning="2020")
        maak_project(zuid_holland, route=Route.ACTIES)
    start()

    with django_assert_num_queries(22):
        start()
