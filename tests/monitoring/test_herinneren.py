"""A round shows who still owes what, and has the reminder ready; nothing is sent."""

import email
import email.policy

import pytest
from django.urls import reverse

from monitoring.rondes import sluit
from tests.bouwers import maak_partij, maak_project, maak_regel


def adres(ronde, wat="herinneringen", vraag=""):
    return reverse(f"monitoring:monitoringronde_{wat}", args=["zuid-holland", ronde.pk]) + vraag


@pytest.fixture
def delft(zuid_holland):
    return maak_partij(zuid_holland, "Delft")


@pytest.fixture
def regels(zuid_holland, ronde, delft):
    klaar = maak_project(zuid_holland, naam="station klaar")
    maak_regel(ronde, klaar, trekkers=[delft], bevestigd_op="2026-11-20T10:00+01:00")
    maak_regel(ronde, maak_project(zuid_holland, naam="zonder partij"))
    een = maak_project(zuid_holland, nummer="7", naam="station een")
    return maak_regel(ronde, een, trekkers=[delft], ibn="2029", stand_van="2026-05-03")


@pytest.fixture
def als_monitor(client, monitor):
    client.force_login(monitor)
    return client


def test_per_partij_staat_wat_niet_is_bevestigd(als_monitor, ronde, delft, regels):
    groepen = als_monitor.get(adres(ronde)).context["groepen"]

    assert [
        (partij, [rij.regel.project.naam for rij in rijen]) for partij, rijen, _ in groepen
    ] == [
        (delft, ["station een"]),
        (None, ["zonder partij"]),
    ]


def test_elk_aantal_leidt_naar_zoveel_regels(als_monitor, ronde, delft, regels):
    for partij, rijen, _ in als_monitor.get(adres(ronde)).context["groepen"]:
        wie = partij.pk if partij else "geen"
        lijst = als_monitor.get(f"{ronde.get_absolute_url()}?stand=niets&partij={wie}")
        assert len(lijst.context["rijen"]) == len(rijen) == 1


def test_de_herinnering_noemt_project_stand_en_datum(als_monitor, monitor, ronde, regels):
    tekst = als_monitor.get(adres(ronde)).context["groepen"][0][2]

    assert "Beste gemeente Delft," in tekst
    assert "- 7 station een: IBN 2029, stand van 3 mei 2026" in tekst
    assert "uiterlijk 30 november 2026" in tekst
    assert "station klaar" not in tekst
    assert str(monitor) in tekst


def test_de_eml_is_een_concept_met_dezelfde_tekst(als_monitor, ronde, delft, regels):
    getoond = als_monitor.get(adres(ronde)).context["groepen"][0][2]

    response = als_monitor.get(adres(ronde, "herinnering_eml", f"?partij={delft.pk}"))

    bericht = email.message_from_bytes(response.content, policy=email.policy.default)
    assert bericht["X-Unsent"] == "1"
    assert str(ronde) in bericht["Subject"]
    assert bericht.get_content().replace("\r\n", "\n") == getoond
    assert ".eml" in response["Content-Disposition"]


@pytest.mark.parametrize(
    ("email_adres", "kop"),
    [
        ("", None),
        ("energie@delft.example", "energie@delft.example"),
        ("info@gemeenté.example", "info@xn--gemeent-hya.example"),
    ],
)
def test_het_adres_van_de_partij_staat_er_als_wij_het_kennen(
    als_monitor, ronde, delft, regels, email_adres, kop
):
    delft.email = email_adres
    delft.save()

    response = als_monitor.get(adres(ronde, "herinnering_eml", f"?partij={delft.pk}"))

    bericht = email.message_from_bytes(response.content, policy=email.policy.default)
    assert bericht["To"] == kop


@pytest.mark.parametrize("email_", ["", "pmiek@delft.example"])
def test_zonder_adres_zegt_het_scherm_dat_het_bericht_geen_geadresseerde_heeft(
    als_monitor, ronde, delft, regels, email_
):
    delft.email = email_
    delft.save()

    gezegd = "Van gemeente Delft is geen e-mailadres bekend" in als_monitor.get(adres(ronde)).text

    assert gezegd == (not email_)


def test_een_partij_die_niets_open_heeft_krijgt_geen_herinnering(
    als_monitor, zuid_holland, ronde, regels
):
    ander = maak_partij(zuid_holland)

    assert (
        als_monitor.get(adres(ronde, "herinnering_eml", f"?partij={ander.pk}")).status_code == 404
    )


def test_bij_een_gesloten_ronde_is_niemand_meer_iets_schuldig(als_monitor, ronde, regels):
    sluit(ronde)

    assert "Deze ronde is gesloten" in als_monitor.get(adres(ronde)).text
