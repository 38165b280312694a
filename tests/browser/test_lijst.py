"""The list of projects: its state is in the address."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
LIJST = "/zuid-holland/projecten/"


@pytest.fixture
def open_lijst(bezoek, redacteur):
    def visit(vraag=""):
        return bezoek(f"{LIJST}{vraag}", redacteur)

    return visit


def verwacht(page, *namen):
    expect(page.locator("tbody th[scope=row]")).to_have_text(namen)


def filter_op_fase(page, fase):
    page.locator("summary", has_text="Alle").first.click()
    page.get_by_label(fase, exact=True).check()
    page.get_by_role("button", name="Toon").click()
    page.wait_for_url("**fase=**")


def test_een_filter_staat_in_het_adres(open_lijst):
    page = open_lijst()

    filter_op_fase(page, "Project")

    assert "fase=project" in page.url
    verwacht(page, "Warmteleiding Westland", "Energiehub Zoetermeer")


def test_hetzelfde_adres_geeft_een_collega_dezelfde_lijst(
    open_lijst, andere_computer, live_server, collega
):
    page = open_lijst("?fase=project&sorteer=-naam")

    ander = andere_computer(collega, page.url.removeprefix(live_server.url))

    for scherm in (page, ander):
        verwacht(scherm, "Warmteleiding Westland", "Energiehub Zoetermeer")


def test_terug_herstelt_de_hele_lijst(open_lijst):
    page = open_lijst()
    filter_op_fase(page, "Project")

    page.go_back()

    expect(page.locator("tbody th[scope=row]")).to_have_count(8)


def test_filteren_zegt_hoeveel_projecten_er_zijn(open_lijst):
    page = open_lijst("?fase=project")

    expect(page.locator("#resultaten [role=status]")).to_have_text("2 van 8 projecten")


def test_een_filter_is_weg_te_halen(open_lijst):
    page = open_lijst("?fase=project&route=acties")

    page.get_by_role("link", name=re.compile("Fase: project ?, dit filter weghalen")).click()

    expect(page).to_have_url(re.compile(r"\?(?!.*fase=).*route=acties"))


def test_de_gesorteerde_kolom_zegt_dat(open_lijst):
    page = open_lijst()

    page.get_by_role("link", name="Naam", exact=True).click()

    expect(page.locator("th[aria-sort]")).to_have_text("Naam")
    expect(page.locator("th[aria-sort]")).to_have_attribute("aria-sort", "ascending")
    expect(page.locator("tbody th[scope=row]")).to_have_count(8)
    namen = page.locator("tbody th[scope=row]").all_inner_texts()
    assert namen == sorted(namen)


def test_de_tabel_heeft_een_bijschrift_en_koppen(open_lijst):
    page = open_lijst()

    expect(page.locator("table caption")).to_have_text("Projecten van Zuid-Holland")
    assert page.locator("thead th:not([scope=col])").count() == 0


def test_een_lege_lijst_zegt_waarom_en_biedt_een_uitweg(open_lijst):
    page = open_lijst("?zoek=bestaatniet")

    expect(page.get_by_text("Geen projecten met deze filters.")).to_be_visible()
    page.locator("#resultaten p").get_by_role("link", name="Wis filters").click()

    expect(page.locator("tbody th[scope=row]")).to_have_count(8)


def test_een_naam_krijgt_de_ruimte_van_vijftien_letters(open_lijst):
    """A long name in a narrow column makes a row of five lines."""
    namen = open_lijst().locator("tbody th[scope=row]")

    assert namen.first.bounding_box()["width"] >= 15 * 16
