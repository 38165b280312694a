"""Several choices behind one field: a list that unfolds under its summary."""

import pytest
from playwright.sync_api import expect

from tests.bouwers import maak_monitoringronde, maak_regel
from tests.browser.gegevens import BREED

pytestmark = pytest.mark.browser
SMAL = BREED | {"width": 360}


@pytest.fixture
def ronde(lijst):
    ronde = maak_monitoringronde(lijst.provincie, naam="najaar 2026")
    maak_regel(ronde, lijst.projecten["2"], ibn="2029")
    return ronde


@pytest.fixture
def regel(bezoek, monitor, ronde):
    """The row that is filled in, with its list of parties unfolded."""
    page = bezoek(f"{ronde.get_absolute_url()}?open={ronde.regels.get().pk}", monitor)
    page.get_by_label("Haalbaarheid IBN").focus()
    page.locator("#id_trekkers").click()
    return page


@pytest.fixture(params=["projecten", "afspraken"])
def filter_(request, bezoek, lezer, lijst):
    """The list over all projects, with the choices of its first filter unfolded."""
    page = bezoek(f"/zuid-holland/{request.param}/", lezer)
    page.set_viewport_size(BREED)
    page.locator(".eb-keuze summary").first.click()
    expect(page.locator(".eb-keuze").first).to_have_attribute("open", "")
    return page


def test_de_keuzen_van_een_filter_gaan_dicht(filter_):
    keuze = filter_.locator(".eb-keuze").first
    filter_.keyboard.press("Escape")
    expect(keuze).not_to_have_attribute("open", "")
    keuze.locator("summary").click()
    filter_.get_by_role("heading", level=1).click()
    expect(keuze).not_to_have_attribute("open", "")


@pytest.fixture
def projecten(bezoek, monitor, ronde):
    page = bezoek(f"{ronde.get_absolute_url()}projecten/", monitor)
    page.locator(".eb-keuze summary").click()
    return page


def klik_op_de_woorden(page):
    """Press on the words beside a box that is not ticked, and let go: as a user does."""
    woorden = page.locator(".eb-keuzelabel:not(:has(:checked)) span").first
    tekst = woorden.text_content()
    woorden.click()
    return tekst


@pytest.mark.parametrize("scherm", ["regel", "projecten"])
def test_een_klik_op_de_woorden_vinkt_aan(request, scherm):
    page = request.getfixturevalue(scherm)

    tekst = klik_op_de_woorden(page)

    expect(page.get_by_label(tekst, exact=True)).to_be_checked()
    expect(page.locator(".eb-keuze summary")).to_contain_text(tekst)
    expect(page.locator(".eb-keuze")).to_have_attribute("open", "")


@pytest.mark.parametrize("scherm", ["regel", "projecten"])
@pytest.mark.parametrize("venster", [BREED, SMAL], ids=["breed", "smal"])
def test_een_open_lijst_ligt_niet_over_de_knoppen(request, scherm, venster):
    page = request.getfixturevalue(scherm)
    page.set_viewport_size(venster)

    lijst = page.locator(".eb-keuze__vak").bounding_box()
    knoppen = page.locator("[data-hoofdformulier] .eb-knoppen").bounding_box()

    assert lijst["y"] + lijst["height"] <= knoppen["y"]
    assert lijst["height"] <= 400


def test_het_zoekvak_staat_in_de_lijst_en_laat_zien_wat_past(regel):
    zoek = regel.locator(".eb-keuze__vak").get_by_label("Zoek in de keuzes")

    zoek.fill("stedin")

    expect(regel.locator(".eb-keuzelabel:visible")).to_have_text(["Stedin"])
    expect(regel.locator(".eb-keuze [role=status]")).to_have_text("1 keuze gevonden")


def test_de_lijst_gaat_dicht_bij_een_klik_ernaast(regel):
    regel.get_by_role("heading", level=1).click()
    expect(regel.locator(".eb-keuze")).not_to_have_attribute("open", "")


def test_de_lijst_gaat_dicht_als_tab_eruit_gaat(regel):
    regel.locator(".eb-keuze [type=checkbox]").last.focus()
    regel.keyboard.press("Tab")
    expect(regel.locator(".eb-keuze")).not_to_have_attribute("open", "")


def test_escape_sluit_de_lijst_en_gaat_terug_naar_de_keuze(regel):
    klik_op_de_woorden(regel)
    regel.keyboard.press("Escape")
    expect(regel.locator(".eb-keuze")).not_to_have_attribute("open", "")
    expect(regel.locator("#id_trekkers")).to_be_focused()


def test_een_knop_onder_een_open_lijst_doet_het_in_een_klik(regel, ronde):
    tekst = klik_op_de_woorden(regel)
    with regel.expect_navigation():
        regel.get_by_role("button", name="Regel bewaren").click()
    assert [str(partij) for partij in ronde.regels.get().trekkers.all()] == [tekst]
