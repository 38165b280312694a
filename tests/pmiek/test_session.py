"""An hour without activity, twelve hours in all; what was typed stays."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from pmiek.concept import Concept
from tests.formulier import fichedata
from tests.pmiek.test_concept import token
from tests.toegang import naar_inloggen

pytestmark = pytest.mark.django_db
BEGIN = timezone.now()
HULP = "/hulp/"


@pytest.fixture
def na(monkeypatch, client, redacteur):
    """Visit a page some minutes after the first visit."""
    client.force_login(redacteur)

    def bezoek(minuten, methode="get", adres=HULP, *args, **kwargs):
        moment = BEGIN + datetime.timedelta(minutes=minuten)
        monkeypatch.setattr(timezone, "now", lambda: moment)
        return getattr(client, methode)(adres, *args, **kwargs)

    bezoek(0)
    return bezoek


def test_na_een_uur_zonder_activiteit_is_de_sessie_voorbij(na):
    assert na(60).status_code == 200
    assert naar_inloggen(na(121))


def test_wie_bezig_blijft_blijft_ingelogd_tot_twaalf_uur(na):
    bezoeken = [na(minuten).status_code for minuten in range(50, 721, 50)]

    assert bezoeken == [200] * 14
    assert na(720).status_code == 200
    assert naar_inloggen(na(721))


def test_een_pagina_die_zelf_iets_vraagt_is_geen_activiteit(na):
    for minuten in (20, 40, 60):
        na(minuten, headers={"X-Achtergrond": "1"})

    assert naar_inloggen(na(61))


def test_na_de_afmelding_begint_een_nieuwe_sessie_opnieuw(na, client, redacteur):
    na(61)
    client.force_login(redacteur)

    assert na(100).status_code == 200
    assert na(150).status_code == 200


def test_wat_in_een_verlopen_uur_werd_getypt_is_er_na_het_inloggen(na, client, redacteur, project):
    adres = reverse("actielijst:project_bewerken", args=["zuid-holland", project.pk])
    data = fichedata(project, doel="Een uur lang getypt") | token(client, adres)

    response = na(61, "post", adres, data)

    assert naar_inloggen(response)
    inlogpagina = client.get(response.url).text
    assert "U bent uitgelogd omdat u een uur niets deed" in inlogpagina
    assert "Wat u typte is bewaard" in inlogpagina
    client.force_login(redacteur)
    hervat = client.get(Concept.objects.get().verder_adres)
    assert hervat.context["fiche"].project["doel"].value() == "Een uur lang getypt"


def test_een_concept_dat_na_het_uur_aankomt_wordt_toch_bewaard(na, client, project):
    adres = reverse("actielijst:project_bewerken", args=["zuid-holland", project.pk])
    data = fichedata(project, doel="Getypt") | token(client, adres)

    response = na(61, "post", adres, data, headers={"X-Concept": "bewaar"})

    assert (response.status_code, response.json()) == (401, {"uitgelogd": True, "bewaard": True})
    assert Concept.objects.get().data["doel"] == "Getypt"


def test_een_rij_verplaatsen_na_het_uur_haalt_niets_van_het_scherm(na, client, project):
    adres = reverse("actielijst:project_bewerken", args=["zuid-holland", project.pk])
    data = fichedata(project, doel="Getypt", rijactie="afspraak:toevoegen:") | token(client, adres)

    response = na(61, "post", adres, data, headers={"HX-Request": "true"})

    assert (response.status_code, response.content) == (401, b"")
    assert Concept.objects.get().data["doel"] == "Getypt"


def test_lezen_schrijft_de_sessie_niet_bij_elke_pagina(na, django_assert_num_queries, client):
    na(0.5)

    actief = client.session["sessie_actief"]

    assert actief == BEGIN.timestamp()
