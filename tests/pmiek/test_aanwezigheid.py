"""Who is editing the same: no lock, forgotten after ninety seconds, colleagues only."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pmiek.enums import Rolsoort
from pmiek.models import Aanwezigheid, Rol
from tests.bouwers import maak_gebruiker, maak_partij, maak_rol
from tests.formulier import fichedata
from tests.pmiek.test_concept import token

pytestmark = pytest.mark.django_db
NU = datetime.datetime(2026, 11, 25, 13, 20, tzinfo=datetime.UTC)


@pytest.fixture
def klok(monkeypatch):
    def zet(seconden):
        monkeypatch.setattr(timezone, "now", lambda: NU + datetime.timedelta(seconds=seconden))

    zet(0)
    return zet


@pytest.fixture
def bewerken(project):
    return reverse("actielijst:project_bewerken", args=["zuid-holland", project.pk])


@pytest.fixture
def collega(zuid_holland):
    gebruiker = maak_gebruiker(naam="J. Jansen")
    maak_rol(gebruiker, zuid_holland)
    return bezoeker(gebruiker)


@pytest.fixture
def vries(zuid_holland):
    gebruiker = maak_gebruiker(naam="M. de Vries")
    maak_rol(gebruiker, zuid_holland)
    return bezoeker(gebruiker)


def bezoeker(gebruiker):
    client = Client()
    client.force_login(gebruiker)
    client.gebruiker = gebruiker
    return client


def meld(client, adres, verb="aanwezig"):
    return client.post(adres, token(client, adres), headers={"X-Concept": verb}).json()


def test_wie_bewerkt_staat_op_de_fiche_en_bij_een_ander_die_bewerkt(
    klok, vries, collega, bewerken, project
):
    eigen = meld(vries, bewerken)

    zin = "M. de Vries bewerkt deze fiche (sinds 14:20)."
    assert eigen == {"zin": ""}
    assert meld(collega, bewerken) == {"zin": zin}
    assert zin in collega.get(project.get_absolute_url()).text
    assert "M. de Vries bewerkt" not in vries.get(project.get_absolute_url()).text


def test_sinds_blijft_het_begin_en_na_negentig_seconden_is_het_vergeten(
    klok, vries, collega, bewerken, project
):
    for seconden in (0, 60, 120):
        klok(seconden)
        meld(vries, bewerken)
    klok(209)
    assert "(sinds 14:20)" in meld(collega, bewerken)["zin"]

    klok(210)

    assert meld(collega, bewerken) == {"zin": ""}
    assert "bewerkt deze fiche" not in vries.get(project.get_absolute_url()).text.replace(
        "J. Jansen bewerkt deze fiche", ""
    )
    assert not Aanwezigheid.objects.filter(gebruiker=vries.gebruiker).exists()


def test_wie_weggaat_of_opslaat_is_weg(klok, vries, collega, bewerken, project):
    meld(vries, bewerken)
    meld(vries, bewerken, "weg")
    assert Aanwezigheid.objects.count() == 0

    meld(vries, bewerken)
    vries.post(bewerken, fichedata(project, doel="Klaar") | token(vries, bewerken))

    assert Aanwezigheid.objects.count() == 0


def test_meer_mensen_worden_samen_genoemd(klok, vries, collega, bewerken, redacteur):
    meld(vries, bewerken)
    meld(collega, bewerken)

    zin = meld(bezoeker(redacteur), bewerken)["zin"]

    assert zin == "M. de Vries (sinds 14:20) en J. Jansen (sinds 14:20) bewerken deze fiche."


def test_alleen_wie_nog_een_rol_heeft_wordt_genoemd(klok, vries, collega, bewerken):
    meld(vries, bewerken)

    Rol.objects.get(gebruiker=vries.gebruiker).delete()

    assert meld(collega, bewerken) == {"zin": ""}


def test_een_partij_ziet_niet_wie_er_bewerkt(klok, vries, bewerken, project, zuid_holland):
    partij = maak_partij(zuid_holland)
    project.betrokkenheden.create(partij=partij)
    gebruiker = maak_gebruiker()
    maak_rol(gebruiker, zuid_holland, Rolsoort.PARTIJ, partij=partij)
    meld(vries, bewerken)

    fiche = bezoeker(gebruiker).get(project.get_absolute_url())

    assert fiche.status_code == 200
    assert "bewerkt deze fiche" not in fiche.text


def test_kijken_alleen_meldt_niemand(vries, bewerken):
    vries.get(bewerken)

    assert Aanwezigheid.objects.count() == 0


def test_twee_nieuwe_projecten_zijn_niet_hetzelfde(vries, collega):
    nieuw = reverse("actielijst:project_nieuw", args=["zuid-holland"])
    meld(vries, nieuw)

    assert meld(collega, nieuw) == {"zin": ""}
    assert Aanwezigheid.objects.count() == 0


def test_wie_kijkt_ziet_wie_bewerkt_en_bewerkt_zelf_niet(klok, vries, collega, bewerken):
    assert meld(vries, bewerken, "kijk") == {"zin": ""}
    assert meld(collega, bewerken) == {"zin": ""}

    assert meld(vries, bewerken, "kijk") == {"zin": "J. Jansen bewerkt deze fiche (sinds 14:20)."}
    assert not Aanwezigheid.objects.filter(gebruiker=vries.gebruiker).exists()
