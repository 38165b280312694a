"""Every page costs the same number of queries with few and with many rows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actielijst import urls
from actielijst.enums import Fase, Lijst, Locatiestatus, Nmiek, Route
from actielijst.models import Documenttaak, Project
from pmiek import session
from pmiek.enums import Rolsoort
from tests.bouwers import (
    maak_afspraak,
    maak_gebruiker,
    maak_inlezing,
    maak_keuze,
    maak_koppeling,
    maak_partij,
    maak_project,
    maak_rol,
    maak_ronde,
    maak_uitnodiging,
    maak_voorbeeldactie,
)
from tests.formulier import fichedata

# a page that writes, or answers with a file that is streamed from disk, has no rows to count
ZONDER_RIJEN = {
    "categoriseren_gekozen",
    "documenttaak_bestand",
    "documenttaak_stoppen",
    "project_indelen",
    "project_terugzetten",
    "rol_intrekken",
    "inlezing_stoppen",
    "partij_uitvraag_export",
    "partij_bericht_export",
    "aanvaarding_intrekken",
    # without a finding in the address it leads back to the project
    "project_aanvaarden",
    "uitnodiging_intrekken",
    "voorbeeldactie_zetten",
    "uitnodiging_versturen",
    # shows what was ticked, and only that
    "afspraken_wijzigen",
}
PAGINAS = [p.name for p in urls.urlpatterns if p.name not in ZONDER_RIJEN]


@pytest.fixture(autouse=True)
def een_sessie_die_niet_bijwerkt(monkeypatch):
    """On a busy machine more than a minute passes, and one page would also renew the session."""
    monkeypatch.setattr(session, "NAUWKEURIG", session.RUST)


@pytest.fixture
def gevuld(zuid_holland, secretaris):
    """Objects that the pages are about; `meer` adds as many rows again as asked."""
    ronde = maak_ronde(zuid_holland)

    def meer(aantal):
        for _ in range(aantal):
            laatste.update(_maak_rijen(zuid_holland, ronde, secretaris))
        return laatste

    namens = maak_partij(zuid_holland)
    partijrol = maak_rol(maak_gebruiker(), zuid_holland, Rolsoort.PARTIJ, partij=namens)
    laatste = {"ronde": ronde, "rol": secretaris.rollen.get(), "partijrol": partijrol}
    return meer


def _maak_rijen(provincie, ronde, secretaris):
    gemeente = maak_partij(provincie)
    netbeheerder = maak_partij(provincie, soort="netbeheerder")
    keuze = maak_keuze(provincie, lijst=Lijst.ENERGIEDRAGER)
    velden = {"ronde": ronde, "energiedrager": keuze, "route": Route.ACTIES}
    partijen = {"gemeenten": [gemeente], "partijen": [netbeheerder]}
    project = maak_project(
        provincie, fase=Fase.PROJECT, bevoegd_gezag=gemeente, nmiek=Nmiek.JA, **velden, **partijen
    )
    maak_project(provincie, **velden, **partijen)
    maak_project(
        provincie, fase=Fase.VERKENNING, locatiestatus=Locatiestatus.GEEN, **velden, **partijen
    )
    maak_project(provincie, gearchiveerd_op="2026-01-01", archiefreden="Klaar.", **partijen)
    maak_koppeling(project, netbeheerder=netbeheerder)
    for planning in ("2020", "2090"):
        maak_afspraak(project, trekker=gemeente, partijen=[netbeheerder], planning=planning)
    maak_rol(maak_gebruiker(), provincie, Rolsoort.LEZER)
    maak_uitnodiging(netbeheerder, projecten=[project])
    taak = Documenttaak.objects.create(
        provincie=provincie,
        gebruiker=secretaris,
        soort="actielijst_pdf",
        peildatum="2026-11-23",
        # of those that still run there is one
        status="klaar",
    )
    actie = maak_voorbeeldactie(provincie)
    return {
        "voorbeeldactie": actie,
        "project": project,
        "partij": gemeente,
        "keuze": keuze,
        "documenttaak": taak,
        "inlezing": maak_inlezing(provincie, secretaris),
    }


def adres(naam, provincie, objecten):
    soort = naam.split("_")[0]
    zonder_pk = {
        "afspraak_pdf",
        "start",
        "documenten",
        "teksten",
        "huisstijl",
        "inlezen",
        "toegang",
        "categoriseren",
    }
    heeft_pk = naam not in zonder_pk and not naam.endswith(("_lijst", "_nieuw", "_archief"))
    if naam.endswith("_export"):
        heeft_pk = naam == "inlezing_export"
    args = [provincie.slug, objecten[soort].pk] if heeft_pk else [provincie.slug]
    return reverse(f"actielijst:{naam}", args=args)


# making the rows takes longer than opening a page
@pytest.mark.overal_gelijk
def test_elke_pagina_kost_evenveel_querys_met_meer_rijen(client, zuid_holland, secretaris, gevuld):
    client.force_login(secretaris)
    een = gevuld(1)
    paginas = {naam: adres(naam, zuid_holland, een) for naam in PAGINAS}
    weinig = {naam: _aantal(client, pagina) for naam, pagina in paginas.items()}
    gevuld(4)

    assert {naam: _aantal(client, pagina) for naam, pagina in paginas.items()} == weinig


# shows what was ticked: with few and with many of them
def test_een_bevestiging_kost_evenveel_querys_met_meer_gekozen(client, zuid_holland, secretaris):
    client.force_login(secretaris)
    projecten = [maak_project(zuid_holland, fase=Fase.PROJECT) for _ in range(9)]
    pagina = reverse("actielijst:categoriseren_gekozen", args=[zuid_holland.slug])

    def kosten(gekozen):
        data = {"kies": [project.pk for project in gekozen], "fase": Fase.VERKENNING}
        with CaptureQueriesContext(connection) as querys:
            assert client.post(pagina, data).status_code == 200
        return len(querys)

    kosten(projecten[:1])
    assert kosten(projecten[:2]) == kosten(projecten)


@pytest.mark.parametrize("gewijzigd", [0, 1, 4])
def test_opslaan_kost_twee_querys_per_gewijzigde_afspraak(
    client, zuid_holland, secretaris, gewijzigd
):
    """A save of who works with fifty others: what nobody needs to ask is not asked."""
    gezag, drager = maak_partij(zuid_holland), maak_keuze(zuid_holland, lijst=Lijst.ENERGIEDRAGER)
    project = maak_project(
        zuid_holland, fase=Fase.PROJECT, bevoegd_gezag=gezag, energiedrager=drager
    )
    for plaats in range(6):
        maak_afspraak(project, volgorde=plaats * 10, trekker=gezag)
    client.force_login(secretaris)
    pagina = reverse("actielijst:project_bewerken", args=[zuid_holland.slug, project.pk])

    def kosten(doel):
        project = Project.objects.get()
        anders = {f"afspraak-{plaats}-resultaat": doel for plaats in range(gewijzigd)}
        data = fichedata(project, doel=doel, **anders)
        with CaptureQueriesContext(connection) as querys:
            assert client.post(pagina, data).status_code == 302
        return len(querys)

    kosten("Wat voor het eerst wordt gelezen, telt niet.")
    assert kosten("Meer ruimte op het net.") == 24 + 2 * gewijzigd


def _aantal(client, pagina):
    client.get(pagina)  # what is kept between requests is not counted
    with CaptureQueriesContext(connection) as querys:
        assert client.get(pagina).status_code == 200
    return len(querys)
