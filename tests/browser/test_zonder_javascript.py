"""The same work in a browser that runs no script."""

import re

import pytest
from playwright.sync_api import expect

from actielijst.models import Aanvaarding
from monitoring.models import VraagAanEnergyboard
from tests.bouwers import maak_monitoringronde, maak_regel, maak_voorbeeldactie
from tests.browser.fiche import activiteiten, knop, regel, sla_op, veld

pytestmark = pytest.mark.browser


@pytest.fixture
def browser_context_args(browser_context_args):
    return browser_context_args | {"java_script_enabled": False}


def druk(page, naam):
    with page.expect_navigation():
        page.get_by_role("button", name=naam, exact=True).click()


def test_filteren(bezoek, redacteur):
    page = bezoek("/zuid-holland/projecten/", redacteur)

    page.get_by_label("Naam, nummer, gemeente of IP-nummer").fill("walstroom")
    page.get_by_role("button", name="Toon").click()

    expect(page.locator("tbody th[scope=row]")).to_have_text(["Walstroom Maasvlakte"])


def test_een_afspraak_toevoegen_verplaatsen_en_opslaan(open_fiche, lijst):
    page = open_fiche()

    knop(page, "Afspraak toevoegen").click()
    veld(page, "Activiteit", 4).fill("Vergunning aanvragen")
    knop(page, "Afspraak 4 omhoog").click()
    sla_op(page)

    assert activiteiten(lijst.projecten["2"])[2:] == ["Vergunning aanvragen", "Bewoners informeren"]


def test_een_veld_wijzigen(open_fiche, lijst):
    page = open_fiche()
    regel(page, 1).click()
    veld(page, "Planning", 1).fill("Q4 2027")

    sla_op(page)

    assert str(lijst.projecten["2"].afspraken.first().planning) == "Q4 2027"


def test_een_fiche_downloaden(bezoek, redacteur, lijst):
    page = bezoek(lijst.projecten["2"].get_absolute_url(), redacteur)

    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile(r"^Fiche 2 \(pdf")).click()

    assert download.value.path().read_bytes()[:5] == b"%PDF-"


def test_een_lopend_document_laadt_zichzelf_opnieuw(bezoek, secretaris, lopende_taak):
    page = bezoek(lopende_taak.get_absolute_url(), secretaris)

    assert page.locator("meta[http-equiv=refresh]").get_attribute("content") == "3"


def test_een_bevinding_aanvaarden(bezoek, redacteur, lijst):
    page = bezoek("/zuid-holland/projecten/bevindingen/?regel=te_laat", redacteur)
    aantal = page.locator("tbody tr").count()
    page.get_by_role("link", name=re.compile("aanvaard met een zin")).first.click()

    page.get_by_label("Waarom dit zo mag blijven").fill("Zo is het afgesproken.")
    druk(page, "Bevinding aanvaarden")

    assert Aanvaarding.objects.get().zin == "Zo is het afgesproken."
    page = bezoek("/zuid-holland/projecten/bevindingen/?regel=te_laat")
    expect(page.locator("tbody tr")).to_have_count(aantal - 1)


def test_een_voorbeeldactie_in_een_werksessie(bezoek, redacteur, lijst):
    maak_voorbeeldactie(lijst.provincie, fase="planuitwerking", activiteit="Grond kopen")
    project = lijst.projecten["7"]
    page = bezoek(f"/zuid-holland/projecten/{project.pk}/werksessie/", redacteur)

    page.get_by_text("Voorbeeldacties bij planuitwerking").click()
    knop(page, "Voeg toe: Grond kopen").click()
    veld(page, "Resultaat", 3).fill("Een koopakte.")
    with page.expect_navigation():
        page.get_by_role("button", name="Opslaan", exact=True).last.click()

    afspraak = project.afspraken.get(activiteit="Grond kopen")
    assert afspraak.resultaat == "Een koopakte."


def test_fasewisselingen_filteren(bezoek, redacteur, lijst):
    for nummer, fase in (("1", "project"), ("5", "planuitwerking")):
        lijst.projecten[nummer].fase = fase
        lijst.projecten[nummer].save()
    page = bezoek("/zuid-holland/projecten/fasewisselingen/?sinds=", redacteur)
    expect(page.locator("tbody tr")).to_have_count(2)

    page.get_by_label("Naar", exact=True).select_option("planuitwerking")
    page.get_by_role("button", name="Toon").click()

    expect(page.locator("tbody tr")).to_have_text([re.compile("Goeree")])


@pytest.fixture
def ronde(lijst):
    ronde = maak_monitoringronde(lijst.provincie, naam="najaar 2026")
    for nummer in ("2", "3"):
        maak_regel(ronde, lijst.projecten[nummer], ibn="2029")
    return ronde


def test_een_monitoringsronde_invullen_bevestigen_en_sluiten(bezoek, monitor, lijst, ronde):
    page = bezoek(ronde.get_absolute_url(), monitor)
    page.locator("tbody").get_by_role("link", name="wijzig").first.click()
    page.get_by_label("Haalbaarheid IBN").fill("2031")
    trekkers = page.get_by_role("group", name="Trekker")
    trekkers.locator("summary").click()
    trekkers.get_by_role("checkbox").first.check()
    trekkers.locator("summary").click()
    druk(page, "Bewaren en volgende")
    expect(page.get_by_label("Haalbaarheid IBN")).to_have_value("2029")

    page.get_by_role("link", name="Sluiten", exact=True).click()
    page.get_by_role("checkbox", name=re.compile("Kies 3 ")).check()
    druk(page, "Ongewijzigd bevestigen")
    page.get_by_role("link", name="Ronde sluiten").click()
    druk(page, "Ronde sluiten")

    ronde.refresh_from_db()
    assert not ronde.is_open
    assert [(str(r.ibn), r.stand) for r in ronde.regels.order_by("project__sorteersleutel")] == [
        ("2031", "ingevuld"),
        ("2029", "ongewijzigd"),
    ]
    assert ronde.regels.get(project=lijst.projecten["2"]).trekkers.count() == 1


def test_een_vraag_stellen_en_beantwoorden(bezoek, monitor, lijst, ronde):
    page = bezoek("/zuid-holland/monitoring/vragen/", monitor)
    page.get_by_role("link", name="Nieuwe vraag").click()
    page.get_by_label("Soort vraag").select_option("besluit")
    page.get_by_label("Vraag in één regel").fill("kies een kavel")
    page.get_by_role("group", name="Projecten").locator("summary").click()
    page.get_by_label("2 Nieuw 150kV-station Den Haag").check()
    druk(page, "Opslaan")
    page.get_by_label("Antwoord van het bestuur").fill("Kies kavel 3")
    druk(page, "Antwoord vastleggen")

    vraag = VraagAanEnergyboard.objects.get(titel="kies een kavel")
    assert (vraag.status, vraag.antwoord) == ("beantwoord", "Kies kavel 3")
    assert list(vraag.projecten.all()) == [lijst.projecten["2"]]
