"""Sending a list in with a real browser: a question answered, a cell left out, and a long wait."""

import time

import pytest
from playwright.sync_api import expect

from actielijst.models import Project
from pmiek.models import Partij
from tests.browser.keuring import keur
from tests.werkmappen import werkmap

pytestmark = pytest.mark.browser
KOPPEN = ["Nr.", "Project", "Gemeenten", "IBN"]


@pytest.fixture
def stuur_in(bezoek, lijst, secretaris, tmp_path):
    def stuur(rijen):
        pad = tmp_path / "lijst.xlsx"
        pad.write_bytes(werkmap([KOPPEN, *rijen]))
        page = bezoek(f"/{lijst.provincie.slug}/uitwisselen/inlezen/", secretaris)
        page.get_by_label("Bestand").set_input_files(pad)
        with page.expect_navigation():
            page.get_by_role("button", name="Bestand controleren").click()
        return page

    return stuur


def test_een_lijst_met_vragen_gaat_erin(stuur_in, lijst):
    twee = lijst.projecten["2"]
    page = stuur_in([["2", f"{twee.naam} II", "Nergenshuizen", "2037"]])
    page.get_by_label("Voeg 'Nergenshuizen' toe als gemeente").check()
    page.get_by_label("Cel B2 niet overnemen").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Antwoorden opslaan en opnieuw controleren").click()

    expect(page.get_by_text("Toegevoegd aan de lijsten").first).to_be_visible()
    expect(page.get_by_label("Cel B2 niet overnemen")).to_be_checked()
    assert keur(page) == []
    page.get_by_role("button", name="Wijzigingen verwerken").click()

    expect(page.get_by_role("heading", name="Verwerkt")).to_be_visible()
    nu = Project.objects.get(pk=twee.pk)
    assert (nu.naam, str(nu.ibn)) == (twee.naam, "2037")
    assert Partij.objects.get(naam="Nergenshuizen") in nu.gemeenten.all()


def test_wie_lang_wacht_ziet_dat_er_gelezen_wordt(stuur_in, page):
    def traag(route):
        if route.request.method == "POST":
            time.sleep(2.5)
        route.continue_()

    page.route("**/uitwisselen/inlezen/", traag)
    gezien = []
    page.on("console", lambda bericht: gezien.append(bericht.text))
    page.add_init_script(
        "new MutationObserver(lijst => lijst.forEach(een => een.target.hidden || "
        "console.log('zichtbaar'))).observe(document, "
        "{subtree: true, attributeFilter: ['hidden']})"
    )
    stuur_in([["2", "Andere naam", None, None]])

    expect(page.get_by_role("heading", name="Controleer voordat er iets verandert")).to_be_visible()
    assert "zichtbaar" in gezien
