"""A combination that the source does not have: its sentence is its own, and goes when it goes."""

import json

import pytest
from django.urls import reverse

from actielijst.forms.indeling import ROUTE_WIJKT_ANDERS_AF, VRAGEN
from pmiek.wijziging import Wijziging
from tests.bouwers import maak_project
from tests.formulier import fichedata

EEN, TWEE = "REDEN-EEN", "REDEN-TWEE"


@pytest.fixture
def als_redacteur(client, redacteur):
    client.force_login(redacteur)
    return client


@pytest.fixture
def afwijkend(zuid_holland):
    return maak_project(zuid_holland, fase="project", route="pmiek_plus_1", route_toelichting=EEN)


def _basis(project):
    return json.dumps({"fase": project.fase, "route": project.route, "waarom": ""})


def rij(client, project, **velden):
    """One row of Categoriseren, sent as it stands there now."""
    project.refresh_from_db()
    data = {"fase": project.fase, "route": project.route, "basis": _basis(project)} | velden
    adres = reverse("actielijst:project_indelen", args=[project.provincie.slug, project.pk])
    antwoord = client.post(adres, data, HTTP_HX_REQUEST="true")
    project.refresh_from_db()
    return antwoord


def gekozen(client, project, **velden):
    """The confirmation of several rows at once, of this one."""
    project.refresh_from_db()
    data = {"kies": [project.pk], "bevestigd": "ja", f"p{project.pk}-basis": _basis(project)}
    adres = reverse("actielijst:categoriseren_gekozen", args=[project.provincie.slug])
    antwoord = client.post(adres, data | velden)
    project.refresh_from_db()
    return antwoord


def fiche(client, project, **velden):
    project.refresh_from_db()
    adres = reverse("actielijst:project_bewerken", args=[project.provincie.slug, project.pk])
    antwoord = client.post(adres, fichedata(project, **velden))
    project.refresh_from_db()
    return antwoord


def stand(project):
    return project.fase, project.route, project.route_toelichting


def zin_voor(kanaal, zin):
    return {"fasereden": zin, "route_toelichting": zin} if kanaal is fiche else {"waarom": zin}


@pytest.mark.parametrize("kanaal", [rij, gekozen, fiche])
def test_een_zin_gaat_weg_met_wat_ze_uitlegde(als_redacteur, afwijkend, kanaal):
    kanaal(als_redacteur, afwijkend, route="acties")

    assert stand(afwijkend) == ("project", "acties", "")
    velden = Wijziging.objects.van(afwijkend).first().velden
    assert velden["route_toelichting"]["oud"] == EEN


@pytest.mark.parametrize("kanaal", [rij, gekozen, fiche])
def test_een_andere_afwijking_vraagt_een_eigen_zin(als_redacteur, afwijkend, kanaal):
    naar = {"fase": "verkenning", "route": "monitoring"}
    zonder = {"fasereden": TWEE} if kanaal is fiche else {}
    antwoord = kanaal(als_redacteur, afwijkend, **naar, **zonder).content.decode()

    gevraagd = ROUTE_WIJKT_ANDERS_AF if kanaal is fiche else VRAGEN["verkenning"]
    assert gevraagd in antwoord
    assert stand(afwijkend) == ("project", "pmiek_plus_1", EEN)
    kanaal(als_redacteur, afwijkend, **naar, **zin_voor(kanaal, TWEE))
    assert stand(afwijkend) == ("verkenning", "monitoring", TWEE)


def test_een_afwijking_die_terugkomt_vraagt_het_opnieuw(als_redacteur, afwijkend):
    rij(als_redacteur, afwijkend, route="acties")

    antwoord = rij(als_redacteur, afwijkend, fase="verkenning", route="monitoring")
    assert f"data-vraag>{VRAGEN['terug']} {VRAGEN['verkenning']}</label>" in antwoord.text
    rij(als_redacteur, afwijkend, fase="verkenning", route="monitoring", waarom=TWEE)

    assert stand(afwijkend) == ("verkenning", "monitoring", TWEE)


@pytest.mark.parametrize("kanaal", [rij, gekozen, fiche])
def test_dezelfde_afwijking_houdt_haar_zin(als_redacteur, afwijkend, kanaal):
    kanaal(als_redacteur, afwijkend, fase="realisatie")

    assert stand(afwijkend) == ("realisatie", "pmiek_plus_1", EEN)


def test_een_toelichting_bij_een_gewone_route_blijft(als_redacteur, zuid_holland):
    gewoon = maak_project(zuid_holland, fase="project", route="acties", route_toelichting=EEN)

    rij(als_redacteur, gewoon, route="monitoring")

    assert stand(gewoon) == ("project", "monitoring", EEN)


def test_wie_op_de_fiche_zelf_iets_schrijft_houdt_dat(als_redacteur, afwijkend):
    fiche(als_redacteur, afwijkend, route="acties", route_toelichting=TWEE)

    assert stand(afwijkend) == ("project", "acties", TWEE)


def test_de_rij_zegt_welke_afwijking_is_toegelicht(als_redacteur, afwijkend):
    pagina = reverse("actielijst:categoriseren", args=[afwijkend.provincie.slug])
    assert 'data-toegelicht="concreet"' in als_redacteur.get(pagina).text

    gewoon = rij(als_redacteur, afwijkend, route="acties")

    assert 'data-toegelicht=""' in gewoon.text
