"""Steps 1, 2 and 3 in one go, from the login form to the documents, and the same numbers in all."""

import io
import re

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from actielijst.enums import Fase, Route
from tests.actielijst.documenten import tekst_van
from tests.bouwers import maak_voorbeeldactie
from tests.browser.fiche import knop, veld
from tests.browser.gegevens import WACHTWOORD
from tests.browser.paginas import log_in

pytestmark = pytest.mark.browser


@pytest.fixture
def ingelogd(bezoek, redacteur, lijst):
    """Through the form, as everybody else."""
    redacteur.set_password(WACHTWOORD)
    redacteur.save()
    page = bezoek("/account/login/")
    log_in(page, redacteur.email)
    return page


def ga_naar(page, *namen):
    for naam in namen:
        # until its scripts hear the first key
        with page.expect_navigation():
            page.get_by_role("link", name=naam, exact=True).first.click()


def document(page, naam):
    """Have it made and download it."""
    ga_naar(page, "Documenten")
    page.get_by_role("button", name=naam).click()
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("downloaden")).first.click()
    return download.value.path().read_bytes()


def download(page, link):
    with page.expect_download() as bestand:
        page.get_by_role("link", name=link).click()
    return bestand.value.path().read_bytes()


def rijen(inhoud, blad):
    return list(load_workbook(io.BytesIO(inhoud))[blad].iter_rows(min_row=2, values_only=True))


def trechter_op_scherm(page):
    """[(group, count)] of the table under the picture."""
    paren = page.locator(".eb-trechtertabel tbody tr").evaluate_all(
        "rijen => rijen.map((rij) => [rij.cells[1].textContent, rij.cells[2].textContent.trim()])"
    )
    return [(groep, int(aantal)) for groep, aantal in paren]


def eerste_getal(tekst):
    return int(re.search(r"\d+", tekst)[0])


def test_van_inloggen_tot_document(ingelogd, lijst):
    page, project = ingelogd, lijst.projecten["6"]
    maak_voorbeeldactie(
        lijst.provincie, fase="project", activiteit="Aansluiting kiezen", actiehouder="gemeente"
    )

    # step 1: two keys, and on to the next row
    ga_naar(page, "Projecten", "Categoriseren")
    page.get_by_role("link", name="Naar de eerste rij").press("Enter")
    for toets in "3aj":
        page.keyboard.press(toets)
    expect(page.locator("[data-indelingmelding]")).to_contain_text("6: project, acties.")
    project.refresh_from_db()
    assert (project.fase, project.route) == (Fase.PROJECT, Route.ACTIES)

    # steps 2 and 3: an example action in two clicks, made sharp, at the table
    ga_naar(page, project.naam, "Werksessie")
    page.get_by_text("Voorbeeldacties bij project").click()
    knop(page, "Voeg toe: Aansluiting kiezen").click()
    expect(page.get_by_text("Voorstel, nog niet afgesproken.")).to_be_visible()
    veld(page, "Trekker / verantwoordelijke", 1).select_option(label="gemeente Delft")
    veld(page, "Resultaat", 1).fill("Een besluit.")
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    afspraak = project.afspraken.get()
    assert afspraak.planning.is_gelezen
    assert str(afspraak.trekker) == "gemeente Delft"

    # the documents say what the screen says
    ga_naar(page, "Projecten", "Categoriseren")
    trechter = trechter_op_scherm(page)
    assert sum(aantal for _, aantal in trechter) == 4 * 8
    hoofddocument = tekst_van(document(page, "Hoofddocument (pdf)"))
    for groep, aantal in trechter:
        assert f"{groep} {aantal or '–'}" in hoofddocument
    actielijst = document(page, "Actielijst (Excel)")
    assert len(rijen(actielijst, "Projecten")) == 8

    ga_naar(page, "Afspraken")
    op_scherm = eerste_getal(page.locator("#resultaten [role=status]").inner_text())
    assert op_scherm == len(rijen(actielijst, "Uitvoeringsafspraken"))
    pdf = tekst_van(download(page, "Dezelfde lijst als pdf"))
    assert "Aansluiting kiezen" in pdf
    assert eerste_getal(re.search(r"(\d+) afspraken", pdf)[0]) == op_scherm

    ga_naar(page, "Projecten", "Bevindingen")
    knopje = page.get_by_role("link", name=re.compile("Excel van alle"))
    bevindingen = eerste_getal(knopje.inner_text())
    assert bevindingen == len(rijen(download(page, re.compile("Excel van alle")), "Bevindingen"))
