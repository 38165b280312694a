import datetime
import re

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse
from django.utils.html import strip_tags

from actielijst.documenten.fiche import fiche_html
from monitoring.corrigeren import corrigeer
from monitoring.lijst import inhoud_van
from monitoring.models import Monitoringregel, Monitoringronde
from monitoring.opfiche import blokken
from monitoring.rondes import sluit
from tests.actielijst.documenten import bladen, fiche, geladen
from tests.bouwers import (
    maak_afspraak,
    maak_categorie,
    maak_monitoringronde,
    maak_partij,
    maak_project,
    maak_regel,
    maak_vraag,
)


@pytest.fixture
def regels(zuid_holland, project):
    oud = maak_monitoringronde(zuid_holland, "2026-05-12", gesloten=True)
    nieuw = maak_monitoringronde(zuid_holland)
    maak_regel(oud, project, ibn="2029", aandachtspunt="Het oude punt")
    return maak_regel(nieuw, project, ibn="2031", aandachtspunt="Het nieuwe punt")


def test_de_fiche_toont_de_laatste_monitoringregel(client, lezer, project, regels):
    client.force_login(lezer)

    tekst = client.get(project.get_absolute_url()).text

    assert "Het nieuwe punt" in tekst
    assert "Het oude punt" not in tekst


@pytest.mark.parametrize("aantal", range(2, 5))
def test_de_regel_van_een_ronde_staat_op_papier_op_een_blad(project, regels, aantal):
    """Wherever the agreements above it end."""
    for nummer in range(aantal):
        maak_afspraak(project, activiteit=f"Afspraak {nummer}")

    (blad,) = [blad for blad in bladen(fiche(project)) if "Monitoring, ronde" in blad]

    assert "Haalbaarheid IBN" in blad
    assert "Het nieuwe punt" in blad


def test_een_fiche_zonder_monitoring_zegt_er_niets_over(client, lezer, project):
    client.force_login(lezer)

    assert 'id="monitoring"' not in client.get(project.get_absolute_url()).text


def test_de_laatste_regel_kost_een_fiche_drie_querys(
    zuid_holland, lezer, project, regels, django_assert_num_queries
):
    ander = maak_project(zuid_holland)
    request = RequestFactory().get("/")
    request.rol = lezer.rollen.get()
    sjabloon = Template("{% load monitoring %}{% laatste_monitoringregel project %}")

    def toon(project):
        velden = {"provincie": zuid_holland, "request": request, "project": project}
        return sjabloon.render(Context(velden))

    maak_vraag(regels.ronde, [project, ander])

    with django_assert_num_queries(3):
        tekst = toon(project)
    with django_assert_num_queries(1):
        leeg = toon(ander)
    assert "Het nieuwe punt" in tekst
    assert not leeg.strip()


def test_een_partij_ziet_de_regel_van_haar_project_zonder_de_ronde(
    client, zuid_holland, partij_gebruiker
):
    partij = partij_gebruiker.rollen.get().partij
    eigen = maak_project(zuid_holland, partijen=[partij])
    ronde = maak_monitoringronde(zuid_holland)
    maak_regel(ronde, eigen, aandachtspunt="Van ons")
    client.force_login(partij_gebruiker)

    tekst = client.get(eigen.get_absolute_url()).text

    assert "Van ons" in tekst
    lijst = reverse("monitoring:monitoringronde_detail", args=["zuid-holland", ronde.pk])
    assert lijst not in tekst
    assert client.get(lijst).status_code == 403


def test_de_monitoringslijst_staat_bij_de_documenten(client, lezer, regels):
    client.force_login(lezer)

    tekst = client.get(reverse("actielijst:documenten", args=["zuid-holland"])).text

    pdf = reverse("monitoring:monitoringronde_pdf", args=["zuid-holland", regels.ronde_id])
    assert pdf in tekst
    assert pdf.replace("pdf", "excel") in tekst


def test_een_trekker_is_genoemd(client, zuid_holland, lezer, project):
    maak_regel(
        maak_monitoringronde(zuid_holland), project, trekkers=[maak_partij(zuid_holland, "Delft")]
    )
    client.force_login(lezer)

    assert "gemeente Delft" in client.get(project.get_absolute_url()).text


def test_na_een_correctie_staat_op_de_fiche_wat_in_de_lijst_staat(
    client, zuid_holland, lezer, monitor, project, regels
):
    ronde = sluit(regels.ronde)
    regel = Monitoringregel.objects.get(pk=regels.pk)

    def schrijf():
        regel.ibn, regel.aandachtspunt = "2033", "Het gecorrigeerde punt"
        regel.save()

    corrigeer(regel, monitor, "Verkeerd overgenomen.", schrijf)
    client.force_login(lezer)

    tekst = client.get(project.get_absolute_url()).text

    (rij,) = inhoud_van(ronde)["regels"]
    assert (rij["ibn"], rij["aandachtspunt"]) == ("2033", "Het gecorrigeerde punt")
    assert "Het gecorrigeerde punt" in tekst
    assert "2033" in tekst
    assert "Het nieuwe punt" not in tekst


def test_de_fiche_noemt_elke_trekker_en_het_soort_punt_zoals_de_lijst(
    client, zuid_holland, lezer, project
):
    maak_regel(
        maak_monitoringronde(zuid_holland),
        project,
        categorie=maak_categorie(zuid_holland, "draagvlak"),
        trekkers=[maak_partij(zuid_holland, "Delft")],
        overige_trekkers="de buurt",
    )
    client.force_login(lezer)

    blok = client.get(project.get_absolute_url()).text.partition('id="monitoring"')[2]

    assert "gemeente Delft / de buurt" in blok
    assert "draagvlak" in blok.partition("</section>")[0]


def in_blok(client, project):
    """The cell with the questions, as it is read."""
    blok = client.get(project.get_absolute_url()).text.partition('id="monitoring"')[2]
    cel = re.search(r'data-label="Vraag">(.*?)</td>', blok, re.DOTALL)[1]
    return strip_tags(re.sub("<br>|<span[^>]*>", " ", cel))


def test_de_fiche_noemt_de_vragen_op_de_agenda_zoals_de_lijst(client, lezer, project, regels):
    vorige = Monitoringronde.objects.voor(regels.ronde).get()
    vraag = maak_vraag(vorige, [project], soort="steun", titel="help mee")
    regels.vraag = "n.v.t."
    regels.save()
    client.force_login(lezer)

    assert in_blok(client, project) == "Steun: help mee voor de 2e keer"
    assert vraag.get_absolute_url() in client.get(project.get_absolute_url()).text

    regels.vraag = "Kom kijken"
    regels.save()
    assert in_blok(client, project) == "Steun: help mee voor de 2e keer Kom kijken"


def test_de_fiche_noemt_van_een_gesloten_ronde_de_vragen_van_toen(client, lezer, project, regels):
    vraag = maak_vraag(regels.ronde, [project], soort="steun", titel="help mee")
    sluit(regels.ronde)
    vraag.titel = "help veel meer"
    vraag.save()
    client.force_login(lezer)

    assert in_blok(client, project) == "Steun: help mee"


def test_een_partij_leest_de_vraag_over_haar_project_zonder_link(
    client, zuid_holland, partij_gebruiker
):
    eigen = maak_project(zuid_holland, partijen=[partij_gebruiker.rollen.get().partij])
    ronde = maak_monitoringronde(zuid_holland)
    maak_regel(ronde, eigen)
    vraag = maak_vraag(ronde, [eigen, maak_project(zuid_holland)], titel="stel vast")
    client.force_login(partij_gebruiker)

    assert in_blok(client, eigen) == "Besluit: stel vast"
    assert vraag.get_absolute_url() not in client.get(eigen.get_absolute_url()).text


# --- on paper


def op_papier(project):
    """Heading, note and rows of the monitoring on the fiche as a PDF."""
    html = fiche_html(geladen(project), datetime.date(2026, 11, 26))
    blok = html.partition("<h2>Monitoring")[2]
    cellen = re.findall(r'<th scope="row">(.*?)</th>\s*<td>(.*?)</td>', blok, re.DOTALL)
    schoon = re.compile("<[^>]*>|\u200b")
    return {schoon.sub("", label): schoon.sub("", tekst).strip() for label, tekst in cellen}


def test_de_fiche_op_papier_zegt_de_laatste_regel_zoals_de_lijst(zuid_holland, project, regels):
    vorige = Monitoringronde.objects.voor(regels.ronde).get()
    maak_vraag(vorige, [project], soort="steun", titel="help mee")
    regels.oordeel, regels.vraag = "onder_druk", "n.v.t."
    regels.save()

    assert op_papier(project) == {
        "Haalbaarheid IBN": "2031, onder druk",
        "Aandachtspunten (proces of risico)": "Het nieuwe punt",
        "Versnellingsactie": "nog niet ingevuld",
        "Trekker / verantwoordelijke": "nog niet ingevuld",
        "Vraag aan energyboard": "Steun: help mee, voor de 2e keer op de agenda",
    }
    (rij,) = inhoud_van(regels.ronde)["regels"]
    assert rij["vraag"] == op_papier(project)["Vraag aan energyboard"]


def test_een_fiche_op_papier_zonder_monitoring_zegt_er_niets_over(project):
    assert op_papier(project) == {}


@pytest.mark.parametrize("aantal", [1, 4])
def test_de_blokken_van_een_actielijst_kosten_een_vast_aantal_querys(
    zuid_holland, project, regels, aantal, django_assert_num_queries
):
    projecten = [project]
    for _ in range(aantal):
        ander = maak_project(zuid_holland)
        maak_regel(regels.ronde, ander, trekkers=[maak_partij(zuid_holland)])
        maak_vraag(regels.ronde, [ander])
        projecten.append(ander)

    with django_assert_num_queries(4):
        assert len(blokken(projecten)) == aantal + 1
