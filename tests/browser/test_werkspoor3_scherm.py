"""What the scripts and the style of step 1 to 3 do: ask again, fold again, stay in sight."""

import pytest
from playwright.sync_api import expect

from actielijst.enums import Fase, Route
from tests.browser.fiche import regel, veld

pytestmark = pytest.mark.browser
CATEGORISEREN = "/zuid-holland/projecten/categoriseren/"


@pytest.mark.parametrize("breedte", [360, 768, 1280])
def test_de_balk_van_categoriseren_is_op_elke_breedte_in_beeld(bezoek, redacteur, breedte):
    page = bezoek(CATEGORISEREN, redacteur)
    page.set_viewport_size({"width": breedte, "height": 700})

    vak = page.locator(".eb-indeling__balk").bounding_box()

    assert page.evaluate("document.documentElement.scrollHeight") > 700
    assert vak["y"] + vak["height"] == pytest.approx(700, abs=1)
    assert page.locator("[data-toetsen]").is_visible() is (breedte == 1280)


def test_een_andere_afwijking_vraagt_in_de_rij_een_eigen_zin(bezoek, redacteur, lijst):
    project = lijst.projecten["3"]
    project.fase, project.route = Fase.PROJECT, Route.PMIEK_PLUS_1
    project.route_toelichting = "REDEN-EEN"
    project.save()
    page = bezoek(CATEGORISEREN, redacteur)
    vraag = page.locator(f"#rij-{project.pk} [data-vraag]")
    page.locator(f"#rij-{project.pk} a").first.focus()

    # the same deviation has its sentence, another one asks its own
    page.keyboard.type("4")
    expect(vraag).not_to_be_visible()
    page.keyboard.type("1m")

    expect(vraag).to_contain_text("U zet de fase terug.")
    expect(vraag).to_contain_text("Volgens de bron gaat een verkenning")


def test_de_vraag_naar_de_verschuiving_sluit_als_de_oude_planning_terug_is(open_fiche):
    page = open_fiche()
    regel(page, 2).click()
    vraag = page.get_by_label("Toelichting in één zin, afspraak 2")
    planning = veld(page, "Planning", 2)

    planning.fill("Q4 2027")
    expect(vraag).to_be_visible()
    planning.fill("Q3 2027")
    expect(vraag).not_to_be_visible()

    planning.fill("Q4 2027")
    vraag.fill("De grond is nog niet verkocht.")
    planning.fill("Q3 2027")
    expect(vraag).to_be_visible()
