"""Handling the edit page of a fiche as a user does."""

import re

from playwright.sync_api import expect


def veld(page, label, nummer):
    return page.get_by_label(f"{label}, afspraak {nummer}")


def regel(page, nummer):
    """The line that folds and unfolds an agreement."""
    return page.locator("#afspraak-rijen details[data-rij] > summary").nth(nummer - 1)


def knop(page, naam):
    # hidden text after a comma is announced with a space before it
    return page.get_by_role("button", name=re.compile(rf"^{naam.replace(',', ' ?,')}$"))


def verwacht_melding(page, zin):
    expect(page.locator("[data-rijstatus]")).to_have_text(zin)


def verwijder(page, nummer):
    regel(page, nummer).click()
    knop(page, f"Verwijderen, afspraak {nummer}").click()
    verwacht_melding(page, f"Afspraak {nummer} verdwijnt bij het opslaan.")


def voeg_toe(page, nummer, activiteit):
    knop(page, "Afspraak toevoegen").click()
    expect(veld(page, "Activiteit", nummer)).to_be_focused()
    veld(page, "Activiteit", nummer).fill(activiteit)


def typ_keuze(page, tekst):
    """Choose in the list that has the focus; after a second without a letter it begins anew."""
    for _ in range(5):
        page.keyboard.type(tekst)
        if page.evaluate("document.activeElement.selectedOptions[0].text") == tekst:
            return
        page.wait_for_timeout(1_500)
    raise AssertionError(f"{tekst} is met letters niet te kiezen")


def sla_op(page):
    with page.expect_navigation():
        knop(page, "Fiche opslaan").click()


def activiteiten(project):
    return list(project.afspraken.values_list("activiteit", flat=True))
