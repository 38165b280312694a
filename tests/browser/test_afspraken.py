"""Agreements at the table: six on one project by keyboard, and many at once without script."""

import re

import pytest
from playwright.sync_api import expect

from actielijst.models import Uitvoeringsafspraak
from tests.bouwers import maak_voorbeeldactie
from tests.browser.fiche import knop, sla_op, typ_keuze, veld

pytestmark = pytest.mark.browser


@pytest.fixture
def werksessie(bezoek, lijst, redacteur):
    """Project 6 has no agreements yet."""
    project = lijst.projecten["6"]
    pad = f"/{lijst.provincie.slug}/projecten/{project.pk}/werksessie/"
    return bezoek(pad, redacteur), project


def druk(page, *toetsen):
    for toets in toetsen:
        page.keyboard.press(toets)


def test_op_een_scherm_aan_de_muur_zijn_ook_de_velden_groot(werksessie):
    page, _ = werksessie
    page.get_by_role("button", name="Afspraak toevoegen").click()
    rij = page.locator(".eb-rij").last
    expect(rij.locator("textarea").first).to_be_visible()

    maten = rij.locator(
        "textarea, select, input[type=text], label, button.eb-linkknop"
    ).evaluate_all("velden => velden.map((veld) => parseFloat(getComputedStyle(veld).fontSize))")

    assert min(maten) >= 18


def test_zes_afspraken_met_alleen_het_toetsenbord(werksessie):
    page, project = werksessie
    for nummer in range(1, 7):
        knop(page, "Afspraak toevoegen").focus()
        druk(page, "Enter")
        expect(veld(page, "Activiteit", nummer)).to_be_focused()
        page.keyboard.type(f"Afspraak nummer {nummer}")
        druk(page, "Tab")
        page.keyboard.type("Een besluit")
        druk(page, "Tab")
        typ_keuze(page, "gemeente Delft")
        druk(page, "Tab", "Tab")
        page.keyboard.type("Q3 2027")
    with page.expect_navigation():
        druk(page, "Control+s")

    rijen = project.afspraken.values_list("activiteit", "resultaat", "trekker__naam", "planning")
    assert [(a, r, t, str(p)) for a, r, t, p in rijen] == [
        (f"Afspraak nummer {nummer}", "Een besluit", "Delft", "Q3 2027") for nummer in range(1, 7)
    ]


def test_een_voorbeeldactie_in_twee_klikken(open_fiche, lijst):
    actie = maak_voorbeeldactie(
        lijst.provincie, fase="planuitwerking", activiteit="Grond kopen", trekkersoort="gemeente"
    )
    page = open_fiche("7")

    page.get_by_text("Voorbeeldacties bij planuitwerking").click()
    knop(page, f"Voeg toe: {actie.activiteit}").click()
    expect(veld(page, "Activiteit", 3)).to_have_value("Grond kopen")
    sla_op(page)

    assert lijst.projecten["7"].afspraken.filter(activiteit="Grond kopen").count() == 1


def test_een_verschoven_planning_vraagt_waardoor(open_fiche, lijst):
    page = open_fiche()
    page.locator("#afspraak-rijen details[data-rij] > summary").nth(1).click()
    vraag = page.get_by_label("Toelichting in één zin, afspraak 2")
    expect(vraag).not_to_be_visible()

    veld(page, "Planning", 2).fill("Q4 2027")
    vraag.fill("De grond is nog niet verkocht.")
    sla_op(page)

    afspraak = lijst.projecten["2"].afspraken.get(activiteit="Omgevingsplan wijzigen")
    assert [rij.toelichting for rij in afspraak.verschuivingen.all()] == [
        "De grond is nog niet verkocht."
    ]


class TestZonderScript:
    @pytest.fixture
    def browser_context_args(self, browser_context_args):
        return browser_context_args | {"java_script_enabled": False}

    def test_veel_afspraken_tegelijk_wijzigen(self, bezoek, redacteur, lijst):
        page = bezoek(f"/{lijst.provincie.slug}/afspraken/?zoek=2", redacteur)
        with page.expect_navigation():
            page.get_by_role("link", name="Kies alle op deze pagina").click()
        page.get_by_label("status", exact=True).select_option("loopt")
        with page.expect_navigation():
            page.get_by_role("button", name="Ga verder").click()
        aantal = int(re.match(r"\d+", page.locator("h1").inner_text())[0])
        assert aantal > 1

        with page.expect_navigation():
            page.get_by_role("button", name="Aangevinkte afspraken wijzigen").click()

        gewijzigd = Uitvoeringsafspraak.objects.zoek("2").filter(status="loopt")
        assert gewijzigd.count() == aantal
