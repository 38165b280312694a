"""Ticking the rows of a round that are confirmed in one action."""

import re

import pytest
from playwright.sync_api import expect

from tests.bouwers import maak_monitoringronde, maak_regel

pytestmark = pytest.mark.browser
ALLE = "Kies alle 2 regels die nog niet bevestigd zijn"


@pytest.fixture
def ronde(lijst):
    ronde = maak_monitoringronde(lijst.provincie, naam="najaar 2026")
    for nummer in ("2", "3"):
        maak_regel(ronde, lijst.projecten[nummer], ibn="2029")
    maak_regel(ronde, lijst.projecten["4"], ibn="2029", bevestigd_op="2026-11-20T10:00+01:00")
    return ronde


@pytest.fixture
def scherm(bezoek, monitor, ronde):
    return bezoek(ronde.get_absolute_url(), monitor)


def vakje(page, nummer):
    return page.get_by_role("checkbox", name=re.compile(f"Kies {nummer} "))


def druk(page, rol, naam):
    # until its scripts have ticked what was ticked
    with page.expect_navigation():
        page.get_by_role(rol, name=naam).click()


def test_een_vakje_kiest_elke_regel_die_nog_niet_bevestigd_is(scherm, ronde):
    scherm.get_by_label(ALLE).check()

    expect(vakje(scherm, "2")).to_be_checked()
    expect(vakje(scherm, "4")).not_to_be_checked()
    expect(scherm.get_by_role("status").filter(has_text="gekozen")).to_have_text("2 gekozen")
    scherm.get_by_role("button", name="Ongewijzigd bevestigen").click()
    expect(scherm.get_by_text("2 regels zijn ongewijzigd bevestigd.", exact=True)).to_be_visible()
    assert not ronde.regels.niet_bevestigd()


def test_een_aangevinkte_regel_blijft_gekozen_als_een_andere_opengaat(scherm):
    vakje(scherm, "2").check()

    druk(scherm, "link", re.compile("wijzig 3 "))
    expect(vakje(scherm, "2")).to_be_checked()
    scherm.get_by_label("Aandachtspunten (proces of risico)").fill("Grond")
    druk(scherm, "button", "Regel bewaren")

    expect(vakje(scherm, "2")).to_be_checked()
    expect(vakje(scherm, "3")).not_to_be_checked()
    scherm.get_by_role("button", name="Ongewijzigd bevestigen").click()
    expect(scherm.get_by_text("1 regel is ongewijzigd bevestigd.", exact=True)).to_be_visible()


def test_een_regel_die_zelf_openging_en_bewaard_is_blijft_niet_gekozen(scherm):
    vakje(scherm, "2").check()
    vakje(scherm, "3").check()

    druk(scherm, "link", re.compile("wijzig 3 "))
    scherm.get_by_label("Aandachtspunten (proces of risico)").fill("Grond")
    druk(scherm, "button", "Regel bewaren")

    expect(vakje(scherm, "2")).to_be_checked()
    expect(vakje(scherm, "3")).not_to_be_checked()
