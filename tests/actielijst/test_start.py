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


def test_projecten_zonder_afspraken_staan_op_de_startpagina_en_in_de_lijst(
    client, zuid_holland, start
):
    acties = maak_project(zuid_holland, nummer="2", route=Route.ACTIES)
    maak_afspraak(maak_project(zuid_holland, route=Route.ACTIES))
    monitoring = maak_project(zuid_holland, nummer="1", route=Route.MONITORING)
    maak_afspraak(monitoring, status="vervallen")

    context = start()

    assert context["zonder_afspraken"] == [acties, monitoring]  # who must act comes first
    assert (context["aantal_zonder_afspraken"], context["aantal_met_acties"]) == (2, 1)
    lijst = reverse("actielijst:project_lijst", args=[zuid_holland.slug])
    for keuze, verwacht in (("geen", [monitoring, acties]), ("acties_geen", [acties])):
        gevonden = client.get(lijst, {"afspraken": keuze}).context["object_list"]
        assert list(gevonden) == verwacht


@pytest.mark.parametrize(("afspraken", "breed"), [(6, False), (7, True)])
def test_wat_geen_afspraken_heeft_vult_de_plaats_die_er_is(
    client, lezer, zuid_holland, project, afspraken, breed
):
    maak_project(zuid_holland, naam="Nog zonder")
    for nummer in range(afspraken):
        maak_afspraak(project, planning=over(nummer - 3))
    client.force_login(lezer)

    tekst = client.get(reverse("actielijst:start", args=[zuid_holland.slug])).text

    assert tekst.count('id="zonder-afspraken"') == 1
    # below both columns, or in the left one, above the figures
    assert (tekst.index('id="zonder-afspraken"') > tekst.index('id="naar-fase"')) is breed
    # made by hand: nothing here is an example
    assert "voorbeeldgegevens" not in tekst


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

    assert [stap.zinnen for stap in start()["stappen"]] == [["IBN ingevuld: 2030"]]


def test_laatst_gewijzigd_noemt_elke_handeling_eenmaal(zuid_holland, redacteur, lezer, start):
    with acting_as(None, Kanaal.DEMO):
        een, twee, drie = (maak_project(zuid_holland, naam=naam) for naam in ("A", "B", "C"))
    with acting_as(redacteur):
        for project in (drie, twee, een):
            _zet(project, ibn="2030")
    with acting_as(lezer):
        _zet(twee, doel="Ruimte.", tijdspad="Volgt.")
        maak_afspraak(twee, activiteit="Vergunning")

    tweede, eerste = start()["stappen"]
    assert (tweede.eerste.onderwerp, tweede.ook, tweede.eerste.door_naam) == (twee, 0, lezer.naam)
    assert (eerste.eerste.onderwerp, eerste.ook, eerste.zinnen) == (een, 2, ["IBN ingevuld: 2030"])
    assert len(tweede.zinnen) == 3


def test_laatst_gewijzigd_telt_geen_projecten_die_een_partij_niet_ziet(
    client, zuid_holland, partij_gebruiker, redacteur
):
    partij = partij_gebruiker.rollen.get().partij
    with acting_as(redacteur):
        eigen = maak_project(zuid_holland, naam="Eigen", partijen=[partij])
        maak_project(zuid_holland, naam="Van een ander")
    client.force_login(partij_gebruiker)

    pagina = client.get(reverse("actielijst:start", args=[zuid_holland.slug]))

    (stap,) = pagina.context["stappen"]
    assert (stap.eerste.onderwerp, stap.ook) == (eigen, 0)


def _zet(project, **velden):
    for naam, waarde in velden.items():
        setattr(project, naam, waarde)
    project.save()


@pytest.mark.parametrize("aantal", [1, 3])
def test_start_kost_een_vast_aantal_querys(zuid_holland, start, aantal, django_assert_num_queries):
    for _ in range(aantal):
        maak_afspraak(maak_project(zuid_holland, route=Route.ACTIES), planning="2020")
        maak_project(zuid_holland, route=Route.ACTIES)
    start()

    with django_assert_num_queries(25):
        start()
