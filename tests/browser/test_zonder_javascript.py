"""The same work in a browser that runs no script."""

import re

import pytest

from tests.browser.fiche import activiteiten, knop, regel, sla_op, veld

pytestmark = pytest.mark.browser


@pytest.fixture
def browser_context_args(browser_context_args):
    return browser_context_args | {"java_script_enabled": False}


def test_filteren(bezoek, redacteur):
    page = bezoek("/zuid-holland/projecten/", redacteur)

    page.get_by_label("Naam, nummer, gemeente of IP-nummer").fill("walstroom")
    page.get_by_role("button", name="Toon").click()

    assert page.locator("tbody th[scope=row]").all_inner_texts() == ["Walstroom Maasvlakte"]


def test_een_afspraak_toevoegen_verplaatsen_en_opslaan(open_fiche, lijst):
    page = open_fiche()

    knop(page, "Afspraak toevoegen").click()
    veld(page, "Activiteit", 4).fill("Vergunning aanvragen")
    knop(page, "Afspraak 4 omhoog").click()
    sla_op(page)

    assert activiteiten(lijst.projecten["2"])[2:] == ["Vergunning aanvragen", "Bewoners informeren"]


def test_een_veld_wijzigen(open_fiche, lijst):
    page = open_fiche()
    regel(page, 1).click()
    veld(page, "Planning", 1).fill("Q4 2027")

    sla_op(page)

    assert str(lijst.projecten["2"].afspraken.first().planning) == "Q4 2027"


def test_een_fiche_downloaden(bezoek, redacteur, lijst):
    page = bezoek(lijst.projecten["2"].get_absolute_url(), redacteur)

    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile(r"^Fiche 2 \(pdf")).click()

    assert download.value.path().read_bytes()[:5] == b"%PDF-"


def test_een_lopend_document_laadt_zichzelf_opnieuw(bezoek, secretaris, lopende_taak):
    page = bezoek(lopende_taak.get_absolute_url(), secretaris)

    assert page.locator("meta[http-equiv=refresh]").get_attribute("content") == "3"
