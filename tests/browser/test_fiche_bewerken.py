"""The fiche as a form: errors, planning, colleagues, keyboard."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from actielijst.models import Project
from tests.browser.fiche import activiteiten, knop, regel, sla_op, veld
from tests.browser.keuring import keur

pytestmark = pytest.mark.browser
TABS = 200


@pytest.fixture
def project(lijst):
    return lijst.projecten["2"]


@pytest.fixture
def fiche_met_fouten(open_fiche):
    page = open_fiche()
    page.locator("#project > summary").click()
    page.get_by_label("Naam", exact=True).fill("")
    regel(page, 2).click()
    veld(page, "Activiteit", 2).fill("")
    veld(page, "Resultaat", 2).fill("Getypt en niet kwijt")
    regel(page, 3).click()
    veld(page, "Planning", 3).fill("Q5 2027")
    sla_op(page)
    return page


@pytest.fixture
def scherm_van_collega(andere_computer, collega, project):
    """The same fiche, opened for editing by a colleague in another browser."""
    adres = reverse("actielijst:project_bewerken", args=["zuid-holland", project.pk])
    return andere_computer(collega, adres)


def wijzig(page, nummer, activiteit):
    regel(page, nummer).click()
    veld(page, "Activiteit", nummer).fill(activiteit)
    sla_op(page)


def tab_naar(page, doel):
    """Press Tab until this element has the focus."""
    for _ in range(TABS):
        if doel.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Met Tab niet te bereiken: {doel}")


def test_de_samenvatting_krijgt_de_focus_en_leidt_naar_elk_fout_veld(fiche_met_fouten):
    page = fiche_met_fouten
    samenvatting = page.locator("[data-foutensamenvatting]")
    expect(samenvatting).to_be_focused()

    bezocht = []
    for link in samenvatting.locator("a").all():
        link.click()
        bezocht.append(page.evaluate("document.activeElement.id"))

    assert bezocht == ["id_naam", "id_afspraak-1-activiteit", "id_afspraak-2-planning"]


def test_na_een_fout_staat_er_wat_getypt_is_en_bij_elk_veld_zijn_fout(fiche_met_fouten):
    page = fiche_met_fouten
    fout = veld(page, "Activiteit", 2)

    expect(fout).to_have_attribute("aria-invalid", "true")
    ids = fout.get_attribute("aria-describedby").split()
    assert [page.locator(f'[id="{naam}"]').count() for naam in ids] == [1] * len(ids)
    expect(veld(page, "Resultaat", 2)).to_have_value("Getypt en niet kwijt")
    # a quarter that does not exist
    expect(page.locator('[id="id_afspraak-2-planning_error"]')).to_contain_text("bijvoorbeeld")


def test_de_planning_wordt_teruggelezen(open_fiche):
    page = open_fiche()
    regel(page, 1).click()

    veld(page, "Planning", 1).fill("3e kwartaal 2027")
    veld(page, "Planning", 1).blur()

    echo = page.locator('[id="id_afspraak-0-planning_echo"]')
    expect(echo).to_contain_text("juli tot en met september 2027")


def test_niet_verplichte_velden_zeggen_dat(bezoek, secretaris):
    page = bezoek("/zuid-holland/projecten/nieuw/", secretaris)

    # as they are written, also where they are folded away; the search of a list is no field, and
    # comes from a script
    labels = page.locator("main form :not(.eb-keuzefilter) > .eb-veld__label").all_text_contents()
    labels = [" ".join(label.split()) for label in labels]

    verplicht = [label for label in labels if "(niet verplicht)" not in label]
    assert verplicht == ["Naam", "Locatie bekend?"]
    assert [label for label in labels if "*" in label] == []
    assert page.locator("main [placeholder]:not([placeholder=''])").count() == 0


def test_ctrl_s_slaat_op(open_fiche, project):
    page = open_fiche()
    regel(page, 1).click()
    veld(page, "Activiteit", 1).fill("Locatie gekozen")

    with page.expect_navigation():
        page.keyboard.press("Control+s")

    assert activiteiten(project)[0] == "Locatie gekozen"


def test_enter_in_een_veld_slaat_op(open_fiche, project):
    page = open_fiche()
    regel(page, 1).click()
    veld(page, "Contactpersoon", 1).fill("P. Visser")

    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert project.afspraken.first().trekker_persoon == "P. Visser"


def test_een_hele_fiche_met_alleen_het_toetsenbord(bezoek, redacteur):
    page = bezoek("/zuid-holland/projecten/nieuw/", redacteur)
    tab_naar(page, page.get_by_label("Naam", exact=True))
    page.keyboard.type("Station Nootdorp")
    for nummer in (1, 2, 3):
        tab_naar(page, knop(page, "Afspraak toevoegen"))
        page.keyboard.press("Enter")
        expect(veld(page, "Activiteit", nummer)).to_be_focused()
        page.keyboard.type(f"Stap {nummer}")
        tab_naar(page, veld(page, "Planning", nummer))
        page.keyboard.type(f"Q{nummer} 2028")

    tab_naar(page, knop(page, "Fiche opslaan"))
    with page.expect_navigation():
        page.keyboard.press("Enter")

    project = Project.objects.get(naam="Station Nootdorp")
    afspraken = [
        f"{afspraak.activiteit}, {afspraak.planning}" for afspraak in project.afspraken.all()
    ]
    assert afspraken == ["Stap 1, Q1 2028", "Stap 2, Q2 2028", "Stap 3, Q3 2028"]


def test_twee_mensen_in_verschillende_afspraken_bewaren_beide(
    open_fiche, scherm_van_collega, project
):
    page = open_fiche()
    wijzig(scherm_van_collega, 1, "Van de collega")

    wijzig(page, 2, "Van mij")

    assert activiteiten(project)[:2] == ["Van de collega", "Van mij"]


@pytest.fixture
def botsing(open_fiche, scherm_van_collega):
    """The page that asks which of two versions stays."""
    page = open_fiche()
    wijzig(scherm_van_collega, 1, "Van de collega")
    wijzig(page, 1, "Van mij")
    return page


def test_hetzelfde_veld_tweemaal_vraagt_een_keuze_uit_beide_teksten(botsing, project):
    versies = botsing.get_by_role("group", name="Afspraak 1, activiteit")

    expect(versies).to_contain_text("Versie van J. Jansen")
    expect(versies).to_contain_text("Van de collega")
    expect(botsing.get_by_label("Uw versie")).to_have_value("Van mij")
    assert activiteiten(project)[0] == "Van de collega"
    assert keur(botsing) == []

    botsing.get_by_role("button", name="Keuze opslaan").click()

    # without a choice nothing is stored
    expect(botsing.get_by_role("button", name="Keuze opslaan")).to_be_visible()
    assert activiteiten(project)[0] == "Van de collega"


def test_twee_versies_zijn_met_het_toetsenbord_samen_te_voegen(botsing, project):
    tab_naar(botsing, botsing.get_by_label("Mijn versie bewaren"))
    botsing.keyboard.press("Space")
    tab_naar(botsing, botsing.get_by_label("Uw versie"))
    botsing.keyboard.press("End")
    botsing.keyboard.type(" en van de collega")
    with botsing.expect_navigation():
        botsing.keyboard.press("Control+s")

    assert activiteiten(project)[0] == "Van mij en van de collega"
