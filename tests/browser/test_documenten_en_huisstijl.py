"""Making a document, the own colour, paper, and logging in."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.gegevens import WACHTWOORD
from tests.browser.paginas import log_in

pytestmark = pytest.mark.browser


def test_een_document_is_klaar_en_de_link_noemt_soort_en_omvang(bezoek, redacteur, lijst):
    page = bezoek("/zuid-holland/documenten/", redacteur)

    page.get_by_role("button", name="Actielijst (Excel)").click()

    link = page.get_by_role("link", name=re.compile(r"^Actielijst.* downloaden \(xlsx, .*[kK]B\)$"))
    with page.expect_download() as download:
        link.click()
    assert download.value.path().read_bytes()[:2] == b"PK"


def test_een_gemaakt_document_blijft_bij_documenten_staan(bezoek, redacteur, lijst):
    page = bezoek("/zuid-holland/documenten/", redacteur)
    page.get_by_role("button", name="Actielijst (Excel)").click()
    expect(page.get_by_text("Het document is klaar.")).to_be_visible()

    page.get_by_role("link", name="Terug naar Documenten").click()

    naam = re.compile(r"actielijst.*\.xlsx \(.*[kK]B\)$")
    expect(page.get_by_role("link", name=naam)).to_have_count(1)


def test_een_andere_accentkleur_kleurt_de_balk(bezoek, secretaris):
    page = bezoek("/zuid-holland/beheer/huisstijl/", secretaris)

    page.get_by_label("Accentkleur").fill("#7a1f5c")
    page.get_by_role("button", name="Huisstijl opslaan").click()
    expect(page.get_by_text("De huisstijl is opgeslagen.", exact=True)).to_be_visible()

    expect(page.locator(".eb-menu")).to_have_css("background-color", "rgb(122, 31, 92)")


def test_een_bleke_accentkleur_wordt_geweigerd_met_de_reden(bezoek, secretaris):
    page = bezoek("/zuid-holland/beheer/huisstijl/", secretaris)

    page.get_by_label("Accentkleur").fill("#ffee00")
    page.get_by_role("button", name="Huisstijl opslaan").click()

    expect(page.locator("#id_accent_error")).to_contain_text("Kies een donkerder kleur.")
    expect(page.locator(".eb-menu")).to_have_css("background-color", "rgb(0, 86, 139)")


def test_op_papier_staat_de_fiche_zonder_navigatie(bezoek, redacteur, lijst):
    page = bezoek(lijst.projecten["2"].get_absolute_url(), redacteur)

    page.emulate_media(media="print")

    expect(page.get_by_role("navigation")).to_have_count(0)
    expect(page.get_by_role("link", name="Fiche bewerken")).to_be_hidden()
    expect(page.get_by_text("Omgevingsplan wijzigen").first).to_be_visible()


def test_op_papier_staat_de_hele_lijst_zonder_filters(bezoek, redacteur):
    page = bezoek("/zuid-holland/projecten/", redacteur)

    page.emulate_media(media="print")

    expect(page.get_by_role("navigation")).to_have_count(0)
    expect(page.get_by_role("button", name="Toon")).to_be_hidden()
    expect(page.locator("tbody th[scope=row]:visible")).to_have_count(8)


def test_inloggen_brengt_naar_de_eigen_provincie(bezoek, redacteur):
    redacteur.set_password(WACHTWOORD)
    redacteur.save()
    page = bezoek("/account/login/")

    log_in(page, redacteur.email)

    expect(page).to_have_url(re.compile("/zuid-holland/$"))
