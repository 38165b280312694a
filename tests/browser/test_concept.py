"""Drafts and presence as a user meets them: typed, left, found again, saved."""

import json
import re

import pytest
from django.conf import settings as site
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from pmiek.history import acting_as
from pmiek.models import Concept
from tests.browser.concepten import ga_verder, over_concept, pad, stand, verwacht_bewaard
from tests.browser.fiche import activiteiten, regel, sla_op, veld
from tests.browser.gegevens import WACHTWOORD
from tests.browser.paginas import log_in

pytestmark = pytest.mark.browser


@pytest.fixture
def project(lijst):
    return lijst.projecten["2"]


def typ(page, tekst, nummer=1):
    regel(page, nummer).click()
    veld(page, "Activiteit", nummer).fill(tekst)


def alleen_paginas(route):
    if route.request.is_navigation_request():
        route.continue_()


def test_getypt_achtergelaten_en_op_een_andere_computer_opgeslagen(
    open_fiche, andere_computer, redacteur, project
):
    page = open_fiche()
    typ(page, "Getypt en achtergelaten")
    verwacht_bewaard(page)
    waar = pad(page)
    page.close()

    elders = andere_computer(redacteur, waar)
    expect(elders.get_by_text("Er staat een concept van u van vandaag")).to_be_visible()
    ga_verder(elders)
    expect(veld(elders, "Activiteit", 1)).to_have_value("Getypt en achtergelaten")
    sla_op(elders)

    assert activiteiten(project)[0] == "Getypt en achtergelaten"
    assert Concept.objects.count() == 0


def test_weggooien(open_fiche, project):
    page = open_fiche()
    typ(page, "Toch niet")
    verwacht_bewaard(page)
    page.reload()

    page.get_by_role("button", name="Concept weggooien").click()

    expect(page.get_by_text("Het concept is weggegooid.")).to_be_visible()
    expect(page.get_by_role("link", name="Verdergaan")).to_have_count(0)
    assert Concept.objects.count() == 0


def test_de_sessie_verloopt_tijdens_het_typen(open_fiche, redacteur, project):
    redacteur.set_password(WACHTWOORD)
    redacteur.save()
    page = open_fiche()
    typ(page, "Een uur lang getypt")
    Session.objects.all().delete()

    sla_op(page)
    expect(page.get_by_text("Wat u typte is bewaard")).to_be_visible()
    log_in(page, redacteur.email)
    ga_verder(page)
    sla_op(page)

    assert activiteiten(project)[0] == "Een uur lang getypt"


def test_een_antwoord_op_een_vraag_overleeft_een_gesloten_laptop(
    open_fiche, andere_computer, redacteur, collega, project
):
    page = open_fiche()
    page.locator("#id_doel").fill("Van mij")
    with acting_as(collega):
        project.doel = "Van een ander"
        project.save()
    sla_op(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Intussen gewijzigd")

    page.get_by_label("Uw versie").fill("Van ons samen")
    verwacht_bewaard(page)
    waar = pad(page)
    page.close()

    elders = andere_computer(redacteur, waar)
    ga_verder(elders)
    expect(elders.locator("#id_doel")).to_have_value("Van ons samen")
    sla_op(elders)
    expect(elders.get_by_label("Uw versie")).to_have_value("Van ons samen")
    elders.get_by_label("Mijn versie bewaren").check()
    with elders.expect_navigation():
        elders.get_by_role("button", name="Keuze opslaan").click()
    expect(elders.get_by_text("opgeslagen").first).to_be_visible()

    project.refresh_from_db()
    assert project.doel == "Van ons samen"
    assert Concept.objects.count() == 0


def test_wie_uitgelogd_is_hoort_dat_en_houdt_zijn_concept(open_fiche):
    page = open_fiche()
    page.context.clear_cookies(name=site.SESSION_COOKIE_NAME)

    typ(page, "Zonder sessie getypt")

    expect(stand(page)).to_contain_text("U bent uitgelogd. Uw concept is bewaard")
    assert "Zonder sessie getypt" in json.loads(json.dumps(Concept.objects.get().velden))


def test_na_weer_inloggen_in_een_ander_venster_gaat_opslaan_gewoon(
    open_fiche, redacteur, login, project
):
    page = open_fiche()
    token = page.locator("form:has(> [data-concept]) > [name=csrfmiddlewaretoken]")
    oud = token.input_value()
    page.context.clear_cookies()
    login(page.context, redacteur)
    elders = page.context.new_page()
    elders.goto(page.url)

    typ(page, "Getypt na het inloggen")
    expect(token).not_to_have_value(oud)
    sla_op(page)

    assert activiteiten(project)[0] == "Getypt na het inloggen"


def test_een_pagina_waarschuwt_alleen_voor_wat_nog_geen_concept_is(open_fiche, lijst):
    page = open_fiche()
    waarschuwingen = []

    def hoor(dialoog):
        waarschuwingen.append(dialoog.type)
        dialoog.accept()

    page.on("dialog", hoor)
    # however long it takes to leave, by then nothing is kept
    page.route("**/bewerken/", alleen_paginas)
    typ(page, "Net getypt")
    page.reload()
    page.unroute("**/bewerken/")
    assert waarschuwingen == ["beforeunload"]

    typ(page, "Getypt en bewaard")
    verwacht_bewaard(page)
    page.reload()
    assert waarschuwingen == ["beforeunload"]


def test_wat_niet_bewaard_kan_worden_wordt_gezegd(open_fiche):
    page = open_fiche()
    page.route("**/bewerken/", lambda route: route.abort())

    typ(page, "Zonder verbinding")

    expect(stand(page)).to_contain_text("Uw tekst staat alleen in dit venster")
    expect(stand(page)).to_have_attribute("role", "status")


def test_twee_mensen_zien_van_elkaar_dat_zij_bewerken(
    page, open_fiche, andere_computer, collega, lezer
):
    with page.expect_response(over_concept("aanwezig")):
        open_fiche()
    expect(page.locator("[data-aanwezig]")).to_be_hidden()

    ander = andere_computer(collega, pad(page))

    zin = re.compile(r"^M\. de Vries bewerkt deze fiche \(sinds \d\d:\d\d\)\.$")
    expect(ander.locator("[data-aanwezig]")).to_have_text(zin)
    fiche = andere_computer(lezer, pad(page).removesuffix("bewerken/"))
    expect(fiche.get_by_text("M. de Vries (sinds")).to_contain_text("en J. Jansen (sinds")
