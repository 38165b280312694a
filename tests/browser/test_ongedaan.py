"""Undo without a mouse: from the message, and from the history."""

import pytest
from playwright.sync_api import expect

from actielijst.models import Project
from tests.browser.fiche import activiteiten, regel, sla_op
from tests.browser.keuring import keur
from tests.ongedaan import handeling_van

pytestmark = pytest.mark.browser
EEN = "Locatie van het station kiezen"


@pytest.fixture
def project(lijst):
    return lijst.projecten["2"]


def ga_naar(page, naam, rol="button"):
    """Tab until the control with this name has the focus, as somebody without a mouse does."""
    doel = page.get_by_role(rol, name=naam).first
    page.locator("main").evaluate("main => main.focus()")
    for _ in range(60):
        page.keyboard.press("Tab")
        if doel.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{naam} is met Tab niet te bereiken")


def druk(page, toets="Enter"):
    with page.expect_navigation():
        page.keyboard.press(toets)


def test_een_verwijderde_afspraak_komt_met_het_toetsenbord_terug(open_fiche, project):
    page = open_fiche()
    alle = activiteiten(project)
    ga_naar_en_verwijder(page)
    sla_op(page)
    assert EEN not in activiteiten(project)

    ga_naar(page, "Ongedaan maken : De fiche van 2 Nieuw 150kV-station Den Haag is opgeslagen.")
    druk(page)

    expect(page.get_by_role("status").first).to_contain_text("Ongedaan gemaakt: wat M. de Vries")
    assert activiteiten(project) == alle
    assert keur(page) == []


def ga_naar_en_verwijder(page):
    regel(page, 1).focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Verwijderen , afspraak 1").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-rijstatus]")).to_have_text("Afspraak 1 verdwijnt bij het opslaan.")


def test_een_conflict_wordt_met_het_toetsenbord_beslist(bezoek, lijst, project, redacteur, collega):
    with handeling_van(redacteur) as handeling:
        _schrijf(project, doel="Ruimte voor woningen")
    with handeling_van(collega):
        _schrijf(project, doel="Ruimte voor woningen en bedrijven")
    page = bezoek(f"/{lijst.provincie.slug}/ongedaan/{handeling.id}/", redacteur)

    ga_naar(page, "Ongedaan maken")
    druk(page)
    expect(page.get_by_role("group", name="1 veld moet anders")).to_be_focused()
    ga_naar(page, "Zet toch terug", "radio")
    page.keyboard.press("Space")
    ga_naar(page, "Ongedaan maken")
    druk(page)

    assert Project.objects.get(pk=project.pk).doel == ""


def _schrijf(project, **velden):
    project = Project.objects.get(pk=project.pk)
    for naam, waarde in velden.items():
        setattr(project, naam, waarde)
    project.save()
