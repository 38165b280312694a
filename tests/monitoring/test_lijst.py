"""The list of a round: what it shows, and at a constant price."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pmiek.enums import Partijsoort
from tests.bouwers import maak_monitoringronde, maak_partij, maak_project, maak_regel


def adres(ronde, vraag=""):
    return reverse("monitoring:monitoringronde_detail", args=["zuid-holland", ronde.pk]) + vraag


@pytest.fixture
def als_monitor(client, monitor):
    client.force_login(monitor)
    return client


def maak_vol(provincie, oud, nieuw):
    partij = maak_partij(provincie, soort=Partijsoort.NETBEHEERDER)
    project = maak_project(provincie, partijen=[partij])
    maak_regel(oud, project, ibn="2029", trekkers=[partij])
    return maak_regel(nieuw, project, ibn="2030", trekkers=[partij])


@pytest.mark.parametrize("vraag", ["", "?open"])
def test_de_lijst_kost_een_vast_aantal_querys(als_monitor, zuid_holland, ronde, vraag):
    oud = maak_monitoringronde(zuid_holland, "2026-05-12", gesloten=True)
    regel = maak_vol(zuid_holland, oud, ronde)
    pagina = adres(ronde, f"?open={regel.pk}" if vraag else "")
    weinig = _querys(als_monitor, pagina)
    for _ in range(4):
        maak_vol(zuid_holland, oud, ronde)

    assert _querys(als_monitor, pagina) == weinig


def _querys(client, pagina):
    client.get(pagina)
    with CaptureQueriesContext(connection) as querys:
        assert client.get(pagina).status_code == 200
    return len(querys)


def test_de_vorige_waarde_staat_naast_de_nieuwe(als_monitor, zuid_holland, ronde):
    maak_vol(zuid_holland, maak_monitoringronde(zuid_holland, "2026-05-12", gesloten=True), ronde)

    (rij,) = als_monitor.get(adres(ronde)).context["rijen"]

    assert (str(rij.regel.ibn), rij.ibn_was) == ("2030", "2029")


def test_de_ronde_zegt_wie_nog_wat_moet(als_monitor, zuid_holland, ronde):
    trekker = maak_partij(zuid_holland)
    beheerder = maak_partij(zuid_holland, soort=Partijsoort.NETBEHEERDER)
    for _ in range(2):
        maak_regel(ronde, maak_project(zuid_holland), trekkers=[trekker])
    maak_regel(ronde, maak_project(zuid_holland, partijen=[beheerder]))
    maak_regel(ronde, maak_project(zuid_holland))
    maak_regel(
        ronde, maak_project(zuid_holland), trekkers=[trekker], bevestigd_op="2026-11-20T10:00+01:00"
    )

    context = als_monitor.get(adres(ronde)).context

    assert context["wie_moet_nog"] == [(trekker, 2), (beheerder, 1), (None, 1)]
    assert (context["klaar"], context["aantal"]) == (1, 5)


@pytest.mark.parametrize("stand", ["niets", "ingevuld", "ongewijzigd", "vraag"])
def test_elk_deel_van_de_lijst_heeft_zoveel_rijen_als_het_zegt(
    als_monitor, zuid_holland, ronde, stand
):
    bevestigd = {"bevestigd_op": "2026-11-20T10:00+01:00"}
    maak_regel(ronde, maak_project(zuid_holland))
    maak_regel(ronde, maak_project(zuid_holland), vraag="Help")
    maak_regel(ronde, maak_project(zuid_holland), **bevestigd)
    maak_regel(ronde, maak_project(zuid_holland), ongewijzigd=True, vraag="n.v.t.", **bevestigd)

    context = als_monitor.get(adres(ronde, f"?stand={stand}")).context

    gezegd = {deel: aantal for deel, _, aantal in context["delen"]}
    assert len(context["rijen"]) == gezegd[stand] == {"niets": 2}.get(stand, 1)


def test_de_tabs_houden_de_partij_en_tellen_haar_regels(als_monitor, zuid_holland, ronde):
    partij = maak_partij(zuid_holland, "Delft")
    maak_regel(ronde, maak_project(zuid_holland), trekkers=[partij])
    maak_regel(ronde, maak_project(zuid_holland), trekkers=[partij], vraag="Help")
    maak_regel(ronde, maak_project(zuid_holland), vraag="Help")

    response = als_monitor.get(adres(ronde, f"?stand=vraag&partij={partij.pk}"))

    assert {deel: aantal for deel, _, aantal in response.context["delen"]} == {
        "": 2,
        "niets": 2,
        "ingevuld": 0,
        "ongewijzigd": 0,
        "vraag": 1,
        "losse_vraag": 1,
    }
    assert f'href="?stand=niets&amp;partij={partij.pk}"' in response.text
    assert f"Wie moet nog: <strong>{partij}</strong>" in response.text
    assert "Wie moet nog: <strong>" not in als_monitor.get(adres(ronde, "?stand=vraag")).text


def test_een_deel_zonder_regels_zegt_waarom(als_monitor, regel):
    assert "Geen regels in dit deel" in als_monitor.get(adres(regel.ronde, "?stand=vraag")).text


def test_een_lege_ronde_zegt_waarom(als_monitor, ronde):
    assert "nog geen projecten" in als_monitor.get(adres(ronde)).text


def test_de_lijst_van_rondes_telt_de_bevestigde_regels(als_monitor, zuid_holland, regel):
    maak_regel(regel.ronde, maak_project(zuid_holland), bevestigd_op="2026-11-20T10:00+01:00")

    response = als_monitor.get(reverse("monitoring:monitoringronde_lijst", args=["zuid-holland"]))

    assert "1 van 2" in response.text
