"""The list of a whole province goes in, comes out, is edited, and comes back with the edits."""

import re

import pytest
from playwright.sync_api import expect

from actielijst.models import Project
from pmiek.models import Provincie
from pmiek.referentie import laad_referentie
from tests.actielijst.inlezen import bewerkt, in_libreoffice, zet
from tests.bouwers import maak_gebruiker, maak_rol, maak_ronde
from tests.werkmappen import lijst_van_zuid_holland, werkmap

pytestmark = pytest.mark.browser
INLEZEN = "/zuid-holland/uitwisselen/inlezen/"


@pytest.fixture
def redacteur(transactional_db, settings, tmp_path):
    """Of a province that has its parties and lists, and no project yet."""
    settings.DOCUMENT_MAP = tmp_path
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    laad_referentie(["zuid-holland"])
    provincie = Provincie.objects.get(slug="zuid-holland")
    maak_ronde(provincie)
    gebruiker = maak_gebruiker(naam="M. de Vries")
    maak_rol(gebruiker, provincie)
    return gebruiker


def stuur_in(page, naam, inhoud):
    page.get_by_label("Bestand").set_input_files(
        {"name": naam, "mimeType": "application/octet-stream", "buffer": inhoud}
    )
    # until its scripts hear the first tick
    with page.expect_navigation():
        page.get_by_role("button", name="Bestand controleren").click()


def verwerk(page):
    page.get_by_role("button", name="Wijzigingen verwerken").click()
    expect(page.get_by_role("heading", name="Verwerkt", level=1)).to_be_visible()


def als_excel(page):
    page.goto(re.sub("uitwisselen/.*", "documenten/", page.url))
    page.get_by_role("button", name="Actielijst (Excel)").click()
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("downloaden")).click()
    return download.value.path().read_bytes()


def test_de_lijst_van_zuid_holland_komt_terug_met_precies_de_bewerkingen(
    bezoek, redacteur, tmp_path
):
    page = bezoek(INLEZEN, redacteur)
    stuur_in(page, "pMIEK-lijst.xlsx", lijst_van_zuid_holland())
    expect(page.get_by_text("Lijst 2026, G5.")).to_be_visible()
    page.get_by_label("Wat het moet zijn, G5").fill("Q4 2027")
    page.get_by_label("Alle 39 nieuwe projecten").check()
    verwerk(page)

    eerste, tweede = Project.objects.order_by("sorteersleutel", "pk")[:2]
    assert Project.objects.count() == 39
    assert (eerste.nummer, str(eerste.ibn)) == ("1", "Q4 2027")
    assert list(tweede.gemeenten.all()) == list(eerste.gemeenten.all())

    inhoud = bewerkt(als_excel(page), "Projecten", zet(2, Doel="Ruimte op het net", IBN="2031"))
    inhoud = bewerkt(inhoud, "Projecten", zet(3, Project="Een naam die klopt"))
    page.goto(re.sub("documenten/.*", "uitwisselen/inlezen/", page.url))
    stuur_in(page, "uit Excel.xlsx", in_libreoffice(inhoud, tmp_path).read_bytes())

    expect(page.get_by_role("heading", name="Gewijzigd: 2 projecten, 3 cellen")).to_be_visible()
    expect(page.locator("ins")).to_have_text(["Ruimte op het net", "2031", "Een naam die klopt"])
    expect(page.get_by_text("Er zijn geen vragen: alles is gelezen.")).to_have_count(2)
    verwerk(page)
    eerste.refresh_from_db()
    assert (eerste.doel, str(eerste.ibn)) == ("Ruimte op het net", "2031")


def test_uit_alle_nieuwe_haalt_u_weg_wat_u_niet_wilt(bezoek, redacteur):
    page = bezoek(INLEZEN, redacteur)
    rijen = [[str(nummer), f"Station {naam}"] for nummer, naam in enumerate("ABC", start=1)]
    stuur_in(page, "lijst.xlsx", werkmap([["Nr.", "Project"], *rijen]))

    page.get_by_label("Alle 3 nieuwe projecten").check()
    expect(page.get_by_label("2 Station B")).to_be_checked()
    page.get_by_label("2 Station B").uncheck()
    verwerk(page)

    assert [project.nummer for project in Project.objects.order_by("nummer")] == ["1", "3"]
