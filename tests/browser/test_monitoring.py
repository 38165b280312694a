"""A round from opening to an agreement, by a secretaris alone and by each role for its part."""

import re

import pytest
from playwright.sync_api import expect

from actielijst.models import Uitvoeringsafspraak
from monitoring.models import Monitoringronde
from tests.bouwers import maak_monitoringronde, maak_regel, maak_vraag
from tests.browser.concepten import over_concept
from tests.browser.gegevens import BREED

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
    expect(page.get_by_role("heading", level=1)).to_contain_text("Wijzigingen sinds 1 mei 2026")
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


@pytest.fixture
def ronde(lijst, vorige):
    ronde = maak_monitoringronde(lijst.provincie, naam="najaar 2026")
    for nummer in ("2", "3"):
        maak_regel(ronde, lijst.projecten[nummer], ibn="2029")
    return ronde


@pytest.fixture
def vraag(lijst, ronde):
    return maak_vraag(ronde, [lijst.projecten["2"]], titel="kies een kavel")


def mag_niet(page, live_server, pad):
    return page.goto(f"{live_server.url}{pad}").status == 403


def test_de_monitor_vult_regels_in_en_wijzigt_geen_project(
    bezoek, live_server, lijst, monitor, ronde
):
    page = bezoek(ronde.get_absolute_url(), monitor)
    page.locator("tbody").get_by_role("link", name="wijzig").first.click()
    page.get_by_label("Haalbaarheid IBN").fill("2031")
    knop(page, "Regel bewaren")
    expect(page.locator("tr", has_text="Nieuw 150kV-station")).to_contain_text("was 2029")

    fiche = lijst.projecten["2"].get_absolute_url()
    page.goto(f"{live_server.url}{fiche}")
    expect(page.get_by_role("heading", name="Monitoring", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Fiche bewerken")).to_have_count(0)
    assert mag_niet(page, live_server, f"{fiche}bewerken/")


def test_de_redacteur_wijzigt_een_project_en_geen_regel(
    bezoek, live_server, lijst, redacteur, ronde
):
    page = bezoek(ronde.get_absolute_url(), redacteur)
    expect(page.locator("tbody tr")).to_have_count(2)
    expect(page.locator("tbody").get_by_role("link", name="wijzig")).to_have_count(0)
    for naam in ("Ronde sluiten", "Projecten in deze ronde"):
        expect(page.get_by_role("link", name=naam)).to_have_count(0)
    expect(page.get_by_role("button", name="Ongewijzigd bevestigen")).to_have_count(0)
    assert mag_niet(page, live_server, f"{BASIS}regels/{ronde.regels.first().pk}/")
    assert mag_niet(page, live_server, f"{ronde.get_absolute_url()}sluiten/")

    fiche = lijst.projecten["2"].get_absolute_url()
    assert page.goto(f"{live_server.url}{fiche}bewerken/").status == 200


def test_een_vraag_gaat_van_monitor_naar_redacteur_en_terug(
    bezoek, lijst, monitor, redacteur, secretaris, vraag
):
    pad = vraag.get_absolute_url()
    page = bezoek(pad, monitor)
    page.get_by_label("Antwoord van het bestuur").fill("Kies kavel 3")
    knop(page, "Antwoord vastleggen")
    expect(page.get_by_text("maakt de redactie")).to_be_visible()
    expect(page.get_by_role("button", name="Afspraak maken")).to_have_count(0)

    page = bezoek(pad, redacteur)
    expect(page.get_by_role("button", name="Terugkoppeling vastleggen")).to_have_count(0)
    page.get_by_label("Planning").fill("Q1 2027")
    knop(page, "Afspraak maken")
    assert Uitvoeringsafspraak.objects.latest("pk").activiteit == "Kies kavel 3"

    page = bezoek(pad, monitor)
    page.get_by_label("Terugkoppeling aan de projecten").fill("Aan Delft gemeld")
    knop(page, "Terugkoppeling vastleggen")

    page = bezoek(pad, secretaris)
    knop(page, "Vraag afdoen")
    expect(page.get_by_role("button", name="Vraag afdoen")).to_have_count(0)
    vraag.refresh_from_db()
    assert (vraag.status, vraag.terugkoppeling) == ("afgedaan", "Aan Delft gemeld")


def test_de_secretaris_sluit_wat_de_monitor_invulde(bezoek, monitor, secretaris, ronde):
    page = bezoek(ronde.get_absolute_url(), monitor)
    for vakje in page.get_by_role("checkbox").all():
        vakje.check()
    knop(page, "Ongewijzigd bevestigen")

    page = bezoek(ronde.get_absolute_url(), secretaris)
    link(page, "Ronde sluiten")
    expect(page.get_by_text("Alle regels zijn bevestigd.")).to_be_visible()
    knop(page, "Ronde sluiten")

    ronde.refresh_from_db()
    assert not ronde.is_open


def test_een_lezer_leest_en_doet_niets(bezoek, live_server, lezer, ronde, vraag):
    page = bezoek(ronde.get_absolute_url(), lezer)
    expect(page.locator("tbody tr")).to_have_count(2)
    expect(page.locator("main form")).to_have_count(1)
    expect(page.locator("main form button")).to_have_text("Monitoringslijst (pdf)")

    page = bezoek(vraag.get_absolute_url())
    expect(page.get_by_role("heading", level=1)).to_contain_text("ies een kavel")
    expect(page.locator("main form")).to_have_count(0)
    assert mag_niet(page, live_server, f"{vraag.get_absolute_url()}bewerken/")


def test_op_een_telefoon_staan_de_jaren_bij_elk_verloop(bezoek, monitor, ronde):
    page = bezoek(f"{BASIS}ibn/", monitor)
    jaren, kop = page.locator(".mo-ibn__jaren"), page.locator("thead .mo-ibn__lijn svg")
    expect(jaren.first).to_be_hidden()
    expect(kop).to_contain_text("2029")

    page.set_viewport_size(BREED | {"width": 360})

    for plaats in range(2):
        expect(jaren.nth(plaats)).to_be_visible()
        expect(jaren.nth(plaats)).to_contain_text("2029")


def test_wie_een_stap_heeft_bewaard_bewerkt_de_volgende_nog_niet(
    bezoek, andere_computer, monitor, secretaris, vraag
):
    page = bezoek(vraag.get_absolute_url(), monitor)
    with page.expect_response(over_concept("aanwezig")):
        page.get_by_label("Antwoord van het bestuur").fill("Ja.")
    ander = andere_computer(secretaris, vraag.get_absolute_url())
    bezig = ander.get_by_text("bewerkt deze stap")
    expect(bezig).to_be_visible()

    knop(page, "Antwoord vastleggen")
    expect(page.get_by_label("Terugkoppeling aan de projecten")).to_be_visible()
    ander.reload()

    expect(ander.get_by_label("Terugkoppeling aan de projecten")).to_be_visible()
    expect(bezig).to_have_count(0)
