"""Steps 1, 2 and 3 without a mouse: from the login form to the document, keys only."""

import re

import pytest
from playwright.sync_api import expect

from actielijst.enums import Fase, Route
from actielijst.models import Aanvaarding
from tests.browser.fiche import typ_keuze, veld
from tests.browser.gegevens import WACHTWOORD

pytestmark = pytest.mark.browser
MEESTE_TABS = 250
NAAM = """() => {
  const element = document.activeElement;
  const label = element.labels?.[0]?.innerText ?? element.getAttribute("aria-label");
  return (label || element.innerText || element.value || "").trim();
}"""


def tab_naar(page, naam):
    """Press Tab until the focus is on what is called so, as an expression."""
    for _ in range(MEESTE_TABS):
        page.keyboard.press("Tab")
        if re.search(naam, page.evaluate(NAAM)):
            return
    raise AssertionError(f"{naam} is met Tab niet te bereiken")


def kies(page, *namen):
    for naam in namen:
        tab_naar(page, naam)
        with page.expect_navigation():
            page.keyboard.press("Enter")


def typ(page, *teksten):
    """One field after the other."""
    for tekst in teksten:
        page.keyboard.type(tekst)
        page.keyboard.press("Tab")


def test_van_inloggen_tot_document_met_alleen_toetsen(bezoek, redacteur, lijst):
    redacteur.set_password(WACHTWOORD)
    redacteur.save()
    project = lijst.projecten["6"]
    page = bezoek("/account/login/")
    tab_naar(page, "^E-mailadres$")
    page.keyboard.type(redacteur.email)
    tab_naar(page, "^Wachtwoord$")
    page.keyboard.type(WACHTWOORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")

    # step 1: two keys, and a sentence where the source is left
    kies(page, "^Projecten$", "^Categoriseren$")
    tab_naar(page, "Naar de eerste rij")
    page.keyboard.press("Enter")
    page.keyboard.type("1m")
    tab_naar(page, "Volgens de bron gaat een verkenning")
    page.keyboard.type("De gemeente meet eerst.")
    page.keyboard.press("Enter")
    melding = page.locator("[data-indelingmelding]")
    expect(melding).to_contain_text("6: verkenning, alleen monitoring.")
    project.refresh_from_db()
    assert (project.fase, project.route) == (Fase.VERKENNING, Route.MONITORING)

    # steps 2 and 3: an agreement made at the table
    kies(page, "^Batterijpark", "^Werksessie$")
    tab_naar(page, "Afspraak toevoegen")
    page.keyboard.press("Enter")
    expect(veld(page, "Activiteit", 1)).to_be_focused()
    typ(page, "Meten", "Een rapport")
    typ_keuze(page, "gemeente Delft")
    tab_naar(page, "^Planning")
    page.keyboard.type("Q3 2090")
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    afspraak = project.afspraken.get()
    assert (str(afspraak.trekker), str(afspraak.planning)) == ("gemeente Delft", "Q3 2090")

    # the finding that this makes, accepted with the sentence that stands there
    kies(page, "^Projecten$", "^Bevindingen$", "Verkenning met route alleen monitoring")
    kies(page, "aanvaard met een zin")
    tab_naar(page, "Waarom dit zo mag blijven")
    kies(page, "Bevinding aanvaarden")
    assert Aanvaarding.objects.get().zin == "De gemeente meet eerst."

    kies(page, "^Documenten$", "Hoofddocument .pdf.$")
    tab_naar(page, "downloaden")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert re.match(b"%PDF-", download.value.path().read_bytes())
