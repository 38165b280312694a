"""Agreement rows on the edit page: adding, moving, copying, removing."""

import re

import pytest
from playwright.sync_api import expect

from actielijst.forms.fiche import VOLUIT
from pmiek.wijziging import Wijziging
from tests.bouwers import maak_afspraak
from tests.browser.fiche import (
    activiteiten,
    knop,
    regel,
    sla_op,
    veld,
    verwacht_melding,
    verwijder,
    voeg_toe,
)

pytestmark = pytest.mark.browser
EEN, TWEE, DRIE = "Locatie van het station kiezen", "Omgevingsplan wijzigen", "Bewoners informeren"


@pytest.fixture
def project(lijst):
    return lijst.projecten["2"]


def test_toevoegen_zet_de_focus_in_het_eerste_veld(open_fiche):
    page = open_fiche()

    knop(page, "Afspraak toevoegen").click()

    expect(veld(page, "Activiteit", 4)).to_be_focused()


def test_toevoegen_zegt_welke_afspraak_erbij_kwam(open_fiche):
    page = open_fiche()

    knop(page, "Afspraak toevoegen").click()

    verwacht_melding(page, "Afspraak 4 toegevoegd.")


def test_een_toegevoegde_afspraak_wordt_bewaard(open_fiche, project):
    page = open_fiche()

    voeg_toe(page, 4, "Vergunning aanvragen")
    sla_op(page)

    assert activiteiten(project) == [EEN, TWEE, DRIE, "Vergunning aanvragen"]


def test_omhoog_houdt_de_focus_op_dezelfde_knop(open_fiche):
    page = open_fiche()

    knop(page, "Afspraak 3 omhoog").click()

    expect(knop(page, "Afspraak 2 omhoog")).to_be_focused()
    verwacht_melding(page, "Afspraak staat nu op plaats 2.")


def test_een_nieuwe_afspraak_verplaatsen_houdt_de_focus_op_de_knop(open_fiche):
    page = open_fiche()
    voeg_toe(page, 4, "Vergunning aanvragen")

    knop(page, "Afspraak 4 omhoog").click()

    expect(knop(page, "Afspraak 3 omhoog")).to_be_focused()


def test_een_open_afspraak_blijft_open_na_verplaatsen(open_fiche):
    page = open_fiche()
    regel(page, 2).click()

    knop(page, "Afspraak 2 omlaag").click()

    expect(veld(page, "Activiteit", 3)).to_have_value(TWEE)
    expect(veld(page, "Activiteit", 3)).to_be_visible()


def test_de_volgorde_blijft_na_opslaan(open_fiche, project):
    page = open_fiche()

    knop(page, "Afspraak 3 omhoog").click()
    verwacht_melding(page, "Afspraak staat nu op plaats 2.")
    knop(page, "Afspraak 2 omhoog").click()
    verwacht_melding(page, "Afspraak staat nu op plaats 1.")
    sla_op(page)

    assert activiteiten(project) == [DRIE, EEN, TWEE]


def test_verwijderen_zet_de_focus_op_ongedaan_maken(open_fiche):
    page = open_fiche()

    verwijder(page, 1)

    expect(knop(page, "Ongedaan maken, afspraak 1")).to_be_focused()


def test_ongedaan_maken_zet_de_focus_op_de_afspraak(open_fiche):
    page = open_fiche()
    verwijder(page, 1)

    knop(page, "Ongedaan maken, afspraak 1").click()

    verwacht_melding(page, "Afspraak 1 staat er weer.")
    expect(regel(page, 1)).to_be_focused()


def test_een_teruggehaalde_afspraak_blijft_bestaan(open_fiche, project):
    page = open_fiche()
    verwijder(page, 1)

    knop(page, "Ongedaan maken, afspraak 1").click()
    verwacht_melding(page, "Afspraak 1 staat er weer.")
    sla_op(page)

    assert activiteiten(project) == [EEN, TWEE, DRIE]


def test_een_verwijderde_afspraak_is_weg_en_staat_in_het_verloop(open_fiche, project):
    page = open_fiche()

    verwijder(page, 1)
    sla_op(page)

    assert activiteiten(project) == [TWEE, DRIE]
    zinnen = [zin for wijziging in Wijziging.objects.van(project) for zin in wijziging.zinnen]
    assert f"Uitvoeringsafspraak verwijderd: {EEN}" in zinnen


def test_een_nieuwe_afspraak_verwijderen_zegt_dat_zij_weg_is(open_fiche):
    page = open_fiche()
    voeg_toe(page, 4, "")

    knop(page, "Verwijderen, afspraak 4").click()

    verwacht_melding(page, "De nieuwe regel is verwijderd.")
    expect(regel(page, 3)).to_be_focused()


def test_wat_in_een_nieuwe_afspraak_is_getypt_komt_na_verwijderen_terug(open_fiche):
    page = open_fiche()
    voeg_toe(page, 4, "Pas getypt")

    knop(page, "Verwijderen, afspraak 4").click()
    verwacht_melding(page, "Afspraak 4 verdwijnt bij het opslaan.")
    knop(page, "Ongedaan maken, afspraak 4").click()

    verwacht_melding(page, "Afspraak 4 staat er weer.")
    assert veld(page, "Activiteit", 4).input_value() == "Pas getypt"


def test_de_laatste_nieuwe_afspraak_verwijderen_laat_de_focus_bij_de_lijst(open_fiche):
    page = open_fiche("6")
    voeg_toe(page, 1, "")

    knop(page, "Verwijderen, afspraak 1").click()

    verwacht_melding(page, "De nieuwe regel is verwijderd.")
    expect(page.locator("#afspraak-rijen")).to_be_focused()


def test_dupliceren_zet_een_kopie_onder_de_afspraak(open_fiche, project):
    page = open_fiche()
    regel(page, 2).click()

    knop(page, "Dupliceren, afspraak 2").click()
    expect(veld(page, "Activiteit", 3)).to_be_focused()
    sla_op(page)

    assert activiteiten(project) == [EEN, TWEE, TWEE, DRIE]


def test_een_toegevoegd_ip_nummer_krijgt_de_focus(open_fiche):
    page = open_fiche()

    page.get_by_role("button", name="IP-nummer toevoegen").click()

    expect(page.get_by_label("ID of projectnummer in IP, IP-nummer 2")).to_be_focused()
    verwacht_melding(page, "IP-nummer 2 toegevoegd.")


def test_elk_veld_noemt_zijn_afspraak(open_fiche):
    page = open_fiche()
    regel(page, 2).click()

    boom = page.locator("#afspraak-rijen").aria_snapshot()

    assert re.findall(r'- (?:textbox|combobox|group) "(.*?) , afspraak 2', boom) == [
        "Activiteit",
        "Resultaat",
        "Trekker / verantwoordelijke",
        "Betrokken partijen",
        "Planning",
        "Status",
        "Contactpersoon",
        "Andere betrokkenen",
        "Soort",
        "Afgerond op",
    ]


def test_een_afspraak_in_het_kort_opent_op_haar_plaats_en_wordt_bewaard(open_fiche, project):
    for plaats in range(4, VOLUIT + 3):
        maak_afspraak(project, activiteit=f"Stap {plaats}", volgorde=plaats * 10)
    nummer = VOLUIT + 1
    page = open_fiche()
    expect(veld(page, "Activiteit", nummer)).to_have_count(0)

    knop(page, f"Stap {nummer}, afspraak {nummer} bewerken").press("Enter")

    expect(veld(page, "Activiteit", nummer)).to_be_focused()
    veld(page, "Activiteit", nummer).fill("Grond aankopen")
    sla_op(page)
    laatste = f"Stap {VOLUIT + 2}"
    assert activiteiten(project)[-3:] == [f"Stap {VOLUIT}", "Grond aankopen", laatste]
