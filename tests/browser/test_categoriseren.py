"""Step 1 with the keyboard alone, without script, and by two colleagues at once."""

import re

import pytest
from playwright.sync_api import expect

from actielijst.enums import Fase, Route
from actielijst.models import Project
from pmiek.concept import Concept
from pmiek.concepttekst import getypte_teksten
from tests.bouwers import maak_project
from tests.browser.concepten import ga_verder, over_concept, verwacht_bewaard

pytestmark = pytest.mark.browser
PAD = "/zuid-holland/projecten/categoriseren/"
TOETSEN_PER_RIJ = 5


@pytest.fixture
def zes(lijst):
    """Rows that have nothing yet; they come first in the list."""
    return [maak_project(lijst.provincie, nummer=f"0{n}", naam=f"Nieuw {n}") for n in range(6)]


def stand(project):
    project.refresh_from_db()
    return project.fase, project.route


def rij(page, project):
    return page.locator(f"#rij-{project.pk}")


def kies(page, project, fase, route):
    for keuze in (f"[name=fase][value={fase}]", f"[name=route][value={route}]"):
        rij(page, project).locator(keuze).check()


def melding(page):
    return page.locator("[data-indelingmelding]")


def tab_naar(page, keuze):
    """Press Tab until the focus is in this group; how many presses that took."""
    for keer in range(1, TOETSEN_PER_RIJ + 1):
        page.keyboard.press("Tab")
        if page.evaluate(f"document.activeElement.matches('{keuze}')"):
            return keer
    raise AssertionError(f"{keuze} is met Tab niet te bereiken")


def test_projecten_indelen_met_alleen_het_toetsenbord(bezoek, redacteur, zes):
    """One or two presses choose; Tab goes on and stores the row."""
    page = bezoek(PAD, redacteur)
    rij(page, zes[0]).get_by_role("link").focus()
    keuzes = {
        "Space": (Fase.VERKENNING, Route.ACTIES),
        "ArrowRight": (Fase.PLANUITWERKING, Route.MONITORING),
    }
    for plaats, project in enumerate(zes):
        toets = list(keuzes)[plaats % 2]
        stappen = tab_naar(page, f"#rij-{project.pk} [name=fase]")
        page.keyboard.press(toets)
        stappen += tab_naar(page, f"#rij-{project.pk} [name=route]")
        page.keyboard.press(toets)
        assert stappen <= 4
    page.keyboard.press("Tab")

    expect(melding(page)).to_contain_text("05: planuitwerking, alleen monitoring.")
    assert [stand(project) for project in zes] == [*keuzes.values()] * 3
    # one line of history per row, for the value it ended with
    assert [project.fasewisselingen.count() for project in zes] == [1] * 6
    expect(page.locator("[data-indelingmelding] button")).to_be_visible()


def test_een_toets_kiest_de_fase_een_toets_de_route(bezoek, redacteur, zes):
    """Two presses per row and one to the next; nothing happens outside a row."""
    page = bezoek(PAD, redacteur)
    page.keyboard.press("1")
    page.get_by_role("link", name="Naar de eerste rij").click()
    for plaats in range(6):
        page.keyboard.press("1" if plaats % 2 else "4")
        page.keyboard.press("a" if plaats % 2 else "m")
        page.keyboard.press("j")

    expect(melding(page)).to_contain_text("05: verkenning, acties.")
    assert [stand(project) for project in zes] == [
        (Fase.REALISATIE, Route.MONITORING),
        (Fase.VERKENNING, Route.ACTIES),
    ] * 3
    page.keyboard.press("k")
    assert page.evaluate(f"document.activeElement.closest('li').id === 'rij-{zes[-1].pk}'")


def test_een_laat_antwoord_zet_de_tellers_niet_terug(bezoek, redacteur, zes):
    """The rows are sent one after the other, however fast they are typed."""
    page = bezoek(PAD, redacteur)
    opgehouden = []

    def houd_op(route):
        opgehouden.append((route, route.fetch()))

    page.route("**/indelen/**", houd_op, times=1)
    rij(page, zes[0]).locator("[value=acties]").focus()
    with page.expect_request("**/indelen/**"):
        for _ in range(3):
            page.keyboard.press("a")
            page.keyboard.press("j")
    page.wait_for_timeout(500)
    while not opgehouden:
        page.wait_for_timeout(100)
    for route, antwoord in opgehouden:
        route.fulfill(response=antwoord)
    page.wait_for_timeout(500)

    expect(melding(page)).to_contain_text("02: nog niet ingedeeld, acties.")
    expect(melding(page)).to_contain_text("Nog 4 zonder route")
    assert [stand(project) for project in zes[:3]] == [("", Route.ACTIES)] * 3


def test_een_rij_waarop_geen_antwoord_komt_houdt_de_volgende_niet_voorgoed_op(
    bezoek, redacteur, zes
):
    page = bezoek(PAD, redacteur)
    assert page.evaluate("htmx.config.timeout") == 60_000
    zonder_antwoord = f"**/projecten/{zes[0].pk}/indelen/**"
    page.route(zonder_antwoord, lambda route: None)
    rij(page, zes[0]).locator("[value=acties]").focus()
    for geduld in (300, 60_000):
        page.evaluate(f"htmx.config.timeout = {geduld}")
        page.keyboard.press("a")
        page.keyboard.press("j")

    expect(melding(page)).to_contain_text("01: nog niet ingedeeld, acties.")
    expect(rij(page, zes[0])).to_contain_text("Deze rij is nog niet bewaard.")
    assert [stand(project) for project in zes[:2]] == [("", ""), ("", Route.ACTIES)]


def test_in_een_zin_zijn_de_toetsen_gewone_letters(bezoek, redacteur, zes):
    page = bezoek(PAD, redacteur)
    rij(page, zes[0]).locator("[value=verkenning]").check()
    page.keyboard.press("m")
    zin = rij(page, zes[0]).locator("[name=waarom]")
    zin.focus()
    page.keyboard.type("map j1")

    expect(zin).to_have_value("map j1")
    assert rij(page, zes[0]).locator("[name=route]:checked").input_value() == "monitoring"
    assert page.evaluate("document.activeElement.name") == "waarom"


def test_een_toets_met_ctrl_blijft_van_de_browser(bezoek, redacteur, zes):
    page = bezoek(PAD, redacteur)
    rij(page, zes[0]).get_by_role("link").focus()

    page.keyboard.press("Control+1")

    assert rij(page, zes[0]).locator("[name=fase]:checked").count() == 0


def test_boven_de_vouw_staan_zes_rijen_en_de_trechter_blijft_zoals_hij_stond(
    bezoek, redacteur, zes
):
    page = bezoek(PAD, redacteur)
    page.set_viewport_size({"width": 1280, "height": 900})
    vouw = page.locator(".eb-indeling__balk").bounding_box()["y"]
    onder = [rij(page, p).bounding_box() for p in zes]
    assert sum(vak["y"] + vak["height"] <= vouw for vak in onder) == 6

    overzicht = page.locator("[data-overzicht]")
    overzicht.locator("summary").first.click()
    rij(page, zes[0]).locator("[value=acties]").check()
    page.locator("h1").click()
    expect(melding(page)).to_contain_text("00: nog niet ingedeeld, acties.")
    expect(overzicht.locator("svg")).to_be_visible()


def test_een_afwijkende_keuze_vraagt_een_zin_en_houdt_de_rest_niet_op(bezoek, redacteur, zes):
    een, twee = zes[:2]
    page = bezoek(PAD, redacteur)
    rij(page, een).get_by_role("link").focus()
    tab_naar(page, f"#rij-{een.pk} [name=fase]")
    page.keyboard.press("Space")
    tab_naar(page, f"#rij-{een.pk} [name=route]")
    page.keyboard.press("ArrowRight")
    expect(rij(page, een).get_by_text("Volgens de bron gaat een verkenning")).to_be_visible()

    # on to the next row, the sentence is still owed
    tab_naar(page, f"#rij-{twee.pk} [name=fase]")
    expect(rij(page, een).get_by_text("Schrijf in één zin waarom.")).to_be_visible()
    assert page.evaluate(f"document.activeElement.closest('li').id === 'rij-{twee.pk}'")
    page.keyboard.press("Space")
    page.locator("h1").click()
    expect(melding(page)).to_contain_text("01: verkenning, nog niet bepaald.")
    assert stand(een) == ("", "")

    zin = rij(page, een).locator("[name=waarom]")
    zin.fill("Het station komt terug in IP2026.")
    zin.press("Enter")
    expect(melding(page)).to_contain_text("00: verkenning, alleen monitoring.")
    assert stand(een) == (Fase.VERKENNING, Route.MONITORING)
    assert een.route_toelichting == "Het station komt terug in IP2026."


def test_een_rij_kan_twee_keer_achter_elkaar_wijzigen(bezoek, redacteur, zes):
    page = bezoek(PAD, redacteur)
    rij(page, zes[0]).locator("[value=verkenning]").check()
    page.locator("h1").click()
    expect(melding(page)).to_contain_text("00: verkenning")

    rij(page, zes[0]).locator("[value=realisatie]").check()
    page.locator("h1").click()

    expect(melding(page)).to_contain_text("00: realisatie")
    assert stand(zes[0]) == (Fase.REALISATIE, "")


def test_de_tellers_lopen_mee_en_een_stap_gaat_terug(bezoek, redacteur, zes):
    page = bezoek(f"{PAD}?toon=zonder_route", redacteur)
    nog = page.get_by_role("link", name="Naar de 7 zonder route")
    expect(nog).to_be_visible()

    rij(page, zes[0]).locator("[value=acties]").check()
    page.locator("h1").click()
    expect(page.get_by_role("link", name="Naar de 6 zonder route")).to_be_visible()
    page.get_by_role("button", name="Ongedaan maken").click()

    expect(nog).to_be_visible()
    expect(page).to_have_url(re.compile(r"\?toon=zonder_route$"))
    assert stand(zes[0]) == ("", "")


def test_een_keuze_van_een_collega_wordt_gevraagd(bezoek, redacteur, zes):
    page = bezoek(PAD, redacteur)
    collega = Project.objects.get(pk=zes[0].pk)
    collega.fase = Fase.PROJECT
    collega.save()

    rij(page, zes[0]).locator("[value=verkenning]").check()
    page.locator("h1").click()

    expect(rij(page, zes[0])).to_contain_text("veranderde dit intussen in: “project”")
    assert stand(zes[0]) == (Fase.PROJECT, "")

    rij(page, zes[0]).get_by_role("button", name="Bewaar mijn keuze").click()

    expect(rij(page, zes[0])).not_to_contain_text("intussen")
    rij(page, zes[0]).locator("[name=waarom]").fill("Toch terug.")
    rij(page, zes[0]).get_by_role("button", name="Bewaar").click()
    expect(melding(page)).to_contain_text("00: verkenning")
    assert stand(zes[0]) == (Fase.VERKENNING, "")


def test_meer_projecten_tegelijk(bezoek, redacteur, zes):
    page = bezoek(PAD, redacteur)
    expect(page.locator("#gekozen")).to_be_hidden()
    for project in zes[:3]:
        rij(page, project).locator("[name=kies]").check()
    expect(page.locator("#gekozen")).to_contain_text("3 projecten gekozen")
    page.locator("#gekozen [name=fase]").select_option("project")
    page.get_by_role("button", name="Pas toe op gekozen").click()
    expect(page.locator("tbody th")).to_have_text(["Nieuw 0", "Nieuw 1", "Nieuw 2"])

    page.get_by_role("button", name="Wijzig 3 projecten").click()

    expect(page.get_by_text("3 projecten zijn ingedeeld.").first).to_be_visible()
    assert [stand(project)[0] for project in zes] == [Fase.PROJECT] * 3 + [""] * 3


# --- what is not saved yet is a draft


def wachtend(concept):
    return {naam.split("-")[0] for naam in concept.data if naam.endswith("-basis")}


def test_een_zin_in_een_rij_overleeft_een_gesloten_laptop(bezoek, andere_computer, redacteur, zes):
    page = bezoek(PAD, redacteur)
    kies(page, zes[0], Fase.VERKENNING, Route.MONITORING)
    with page.expect_response(over_concept("bewaar", "De gemeente meet eerst.")):
        rij(page, zes[0]).get_by_role("textbox").fill("De gemeente meet eerst.")
    verwacht_bewaard(page)
    page.close()
    assert stand(zes[0]) == ("", "")

    elders = andere_computer(redacteur, PAD)
    ga_verder(elders)
    zin = rij(elders, zes[0]).get_by_role("textbox")
    expect(zin).to_have_value("De gemeente meet eerst.")
    expect(rij(elders, zes[0]).locator(f"[value={Route.MONITORING}]")).to_be_checked()
    with elders.expect_response(over_concept("klaar")):
        zin.press("Enter")
        expect(melding(elders)).to_contain_text("00: verkenning, alleen monitoring.")

    zes[0].refresh_from_db()
    assert zes[0].route_toelichting == "De gemeente meet eerst."
    assert Concept.objects.count() == 0


def test_ctrl_s_bewaart_wat_wacht(bezoek, redacteur, zes):
    page = bezoek(PAD, redacteur)
    kies(page, zes[0], Fase.PLANUITWERKING, Route.ACTIES)

    page.keyboard.press("Control+s")

    expect(melding(page)).to_contain_text("00: planuitwerking, acties.")
    assert stand(zes[0]) == (Fase.PLANUITWERKING, Route.ACTIES)


def test_een_concept_houdt_alleen_de_rijen_die_nog_wachten(bezoek, redacteur, zes):
    page = bezoek(PAD, redacteur)
    for project in zes[:2]:
        kies(page, project, Fase.VERKENNING, Route.MONITORING)
    zin = rij(page, zes[1]).get_by_role("textbox")
    with page.expect_response(over_concept("bewaar", "Eén zin.")):
        zin.fill("Eén zin.")

    concept = Concept.objects.get()
    assert wachtend(concept) == {f"p{project.pk}" for project in zes[:2]}
    assert getypte_teksten(concept)[-1] == ("Waarom bij Nieuw 1", "Eén zin.")

    with page.expect_response(over_concept("bewaar")):
        zin.press("Enter")

    assert wachtend(Concept.objects.get()) == {f"p{zes[0].pk}"}


class TestZonderScript:
    @pytest.fixture
    def browser_context_args(self, browser_context_args):
        return browser_context_args | {"java_script_enabled": False}

    def test_een_rij_en_een_keuze_zonder_script(self, bezoek, redacteur, zes):
        page = bezoek(PAD, redacteur)
        een, twee, drie = zes[:3]
        rij(page, een).get_by_text("Realisatie").click()
        rij(page, een).get_by_text("pMIEK +1").click()
        rij(page, een).get_by_role("button").last.click()
        rij(page, een).get_by_label("Volgens de bron gaat een concreet").fill("Op verzoek.")
        with page.expect_navigation():
            rij(page, een).get_by_role("button").first.click()
        assert stand(een) == (Fase.REALISATIE, Route.PMIEK_PLUS_1)

        for project in (twee, drie):
            rij(page, project).locator("[name=kies]").check()
        page.locator("#gekozen [name=route]").select_option("acties")
        page.get_by_role("button", name="Pas toe op gekozen").click()
        with page.expect_navigation():
            page.get_by_role("button", name="Wijzig 2 projecten").click()
        assert [stand(project)[1] for project in (twee, drie)] == [Route.ACTIES] * 2
