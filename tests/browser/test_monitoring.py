"""A round from opening to an agreement, as a secretaris goes through it."""

import re

import pytest
from playwright.sync_api import expect

from actielijst.models import Uitvoeringsafspraak
from monitoring.models import Monitoringronde
from tests.bouwers import maak_monitoringronde, maak_regel

pytestmark = pytest.mark.browser
BASIS = "/zuid-holland/monitoring/"


@pytest.fixture
def vorige(lijst):
    ronde = maak_monitoringronde(lijst.provincie, "2026-05-01", naam="voorjaar 2026", gesloten=True)
    for nummer in ("2", "3"):
        maak_regel(ronde, lijst.projecten[nummer], ibn="2029", fase="planuitwerking")
    return ronde


def knop(page, naam):
    with page.expect_navigation():
        page.get_by_role("button", name=naam, exact=True).click()


def link(page, naam):
    with page.expect_navigation():
        page.get_by_role("link", name=naam).first.click()


def test_van_ronde_tot_afspraak(bezoek, lijst, secretaris, vorige):
    page = bezoek(f"{BASIS}rondes/", secretaris)

    # open
    link(page, "Nieuwe ronde")
    for label, waarde in {
        "Naam": "najaar 2026",
        "Peildatum": "16-11-2026",
        "Aanleveren tot en met": "30-11-2026",
        "Vergadering": "15-12-2026",
    }.items():
        page.get_by_label(label, exact=True).fill(waarde)
    knop(page, "Ronde openen")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ronde najaar 2026 invullen")

    # fill in one row in its place, with the keyboard
    page.locator("tr", has_text="Nieuw 150kV-station").get_by_role("link", name="wijzig").press(
        "Enter"
    )
    ibn = page.get_by_label("Haalbaarheid IBN")
    expect(ibn).to_have_value("2029")
    ibn.fill("Q2 2031")
    page.get_by_label("Haalbaar?").select_option("onder druk")
    page.get_by_label("Aandachtspunten (proces of risico)").fill("Grond")
    knop(page, "Regel bewaren")
    rij = page.locator("tr", has_text="Nieuw 150kV-station")
    expect(rij).to_contain_text("Q2 2031")
    expect(rij).to_contain_text("was 2029")

    # confirm the rest
    for vakje in page.get_by_role("checkbox").all():
        vakje.check()
    page.get_by_role("checkbox", name=re.compile("Kies 2 ")).uncheck()
    knop(page, "Ongewijzigd bevestigen")
    expect(
        page.get_by_role("heading", name=re.compile("(.+) van \\1 regels klaar"))
    ).to_be_visible()

    # close
    link(page, "Ronde sluiten")
    knop(page, "Ronde sluiten")
    assert Monitoringronde.objects.get(naam="najaar 2026").vastleggingen.count() == 1

    # compare
    page.goto(page.url.split("/rondes/")[0] + "/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sinds energyboard 31 mei 2026")
    expect(page.locator("#ibn")).to_have_text("IBN: 1 project later, 0 eerder")
    expect(page.locator("table", has_text="Nieuw 150kV-station").first).to_contain_text(
        "+18 maanden"
    )
    link(page, "1 IBN verschoven")
    expect(page.get_by_role("heading", level=1)).to_have_text("1 IBN verschoven")
    expect(page.locator("[data-rijen] tbody tr")).to_have_count(1)
    link(page, "Dashboard")

    # ask, answer, agree
    link(page, "Alle vragen en antwoorden")
    link(page, "Nieuwe vraag")
    page.get_by_label("Soort vraag").select_option("besluit")
    page.get_by_label("Vraag in één regel").fill("kies een kavel")
    page.get_by_role("group", name="Projecten").locator("summary").click()
    page.get_by_label("2 Nieuw 150kV-station Den Haag").check()
    knop(page, "Opslaan")
    page.get_by_label("Antwoord van het bestuur").fill("Kies kavel 3")
    knop(page, "Antwoord vastleggen")
    page.get_by_label("Project", exact=True).select_option("2 Nieuw 150kV-station Den Haag")
    page.get_by_label("Planning").fill("Q1 2027")
    knop(page, "Afspraak maken")

    expect(page.get_by_text("Afspraken die hieruit kwamen")).to_be_visible()
    afspraak = Uitvoeringsafspraak.objects.latest("pk")
    assert (afspraak.activiteit, str(afspraak.planning)) == ("Kies kavel 3", "Q1 2027")
