"""Roles that count, and what a change of a role does to the sessions of its user."""

import datetime

import pytest
from django.db import IntegrityError, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pmiek.enums import Rolsoort
from pmiek.models import Provincie, Rol, Wijziging
from tests.bouwers import maak_gebruiker, maak_partij, maak_provincie, maak_rol
from tests.ongedaan import handeling_van, maak_ongedaan
from tests.toegang import naar_inloggen

DAG = datetime.timedelta(days=1)


@pytest.fixture
def rol(lezer):
    return lezer.rollen.get()


@pytest.fixture
def ingelogd(lezer):
    client = Client()
    client.force_login(lezer)
    return client


def geopend(client):
    return client.get(reverse("actielijst:start", args=["zuid-holland"])).status_code


@pytest.mark.parametrize(("dagen", "telt"), [(-1, False), (0, True), (1, True)])
def test_een_rol_telt_tot_en_met_de_einddatum(lezer, rol, dagen, telt):
    rol.geldig_tot = timezone.localdate() + dagen * DAG
    rol.save()

    assert lezer.rollen.exists() == telt
    assert rol.is_verlopen != telt


def test_een_verlopen_rol_geeft_bij_de_volgende_pagina_geen_toegang(lezer, ingelogd):
    assert geopend(ingelogd) == 200
    # not through the model: midnight changes no row either
    vandaag = timezone.localdate()
    _sql("UPDATE pmiek_rol SET geldig_tot = %s WHERE gebruiker_id = %s", [vandaag - DAG, lezer.pk])

    assert geopend(ingelogd) == 404
    assert list(Provincie.objects.zichtbaar_voor(lezer)) == []


def _sql(opdracht, waarden):
    with connection.cursor() as cursor:
        cursor.execute(opdracht, waarden)


def test_een_verlopen_secretaris_bewerkt_geen_provincie_meer(secretaris):
    assert Provincie.objects.bewerkbaar_door(secretaris).count() == 1
    rol = secretaris.rollen.get()
    rol.geldig_tot = timezone.localdate() - DAG
    rol.save()

    assert Provincie.objects.bewerkbaar_door(secretaris).count() == 0


def _trek_in(rol):
    rol.delete()


def _wijzig(rol):
    rol.soort = Rolsoort.MONITOR
    rol.save()


def _verkort(rol):
    rol.geldig_tot = timezone.localdate() + DAG
    rol.save()


@pytest.mark.parametrize("doe", [_trek_in, _wijzig, _verkort, Rol.deactiveer])
def test_een_wijziging_van_een_rol_beeindigt_alle_sessies(lezer, rol, ingelogd, doe):
    elders = Client()
    elders.force_login(lezer)

    doe(rol)

    assert naar_inloggen(ingelogd.get(reverse("hulp")))
    assert naar_inloggen(elders.get(reverse("hulp")))


def test_een_rol_erbij_logt_niemand_uit(lezer, ingelogd, utrecht):
    maak_rol(lezer, utrecht, Rolsoort.LEZER)

    assert geopend(ingelogd) == 200


def test_wie_geen_andere_rol_heeft_kan_na_deactiveren_niet_meer_inloggen(lezer, rol):
    rol.deactiveer()

    lezer.refresh_from_db()
    assert (lezer.is_active, rol.stand) == (False, "gedeactiveerd")


def test_wie_elders_een_rol_heeft_houdt_die_na_deactiveren(lezer, rol, utrecht):
    maak_rol(lezer, utrecht, Rolsoort.LEZER)

    rol.deactiveer()

    lezer.refresh_from_db()
    assert lezer.is_active
    assert [str(rol.provincie) for rol in lezer.rollen] == ["Utrecht"]


@pytest.mark.parametrize("stop", [Rol.deactiveer, _trek_in])
def test_wie_een_rol_terugkrijgt_kan_weer_inloggen(lezer, rol, utrecht, secretaris, stop):
    elders = maak_rol(lezer, utrecht)
    with handeling_van(secretaris) as handeling:
        stop(rol)
    elders.deactiveer()

    maak_ongedaan(handeling.id, secretaris, rol.provincie)

    lezer.refresh_from_db()
    assert lezer.is_active


def test_wie_de_laatste_rol_weer_verliest_kan_niet_meer_inloggen(lezer, rol, utrecht, secretaris):
    elders = maak_rol(lezer, utrecht)
    rol.deactiveer()
    with handeling_van(secretaris) as handeling:
        rol.activeer()
    elders.deactiveer()

    maak_ongedaan(handeling.id, secretaris, rol.provincie)

    lezer.refresh_from_db()
    assert not lezer.is_active


def test_wie_een_rol_erbij_krijgt_kan_weer_inloggen(lezer, rol, utrecht):
    rol.deactiveer()

    maak_rol(lezer, utrecht)

    lezer.refresh_from_db()
    assert lezer.is_active


def test_wie_een_verlopen_rol_verlengd_krijgt_kan_weer_inloggen(lezer, rol, utrecht):
    elders = maak_rol(lezer, utrecht)
    rol.geldig_tot = timezone.localdate() - DAG
    rol.save()
    elders.deactiveer()

    rol.geldig_tot = None
    rol.save()

    lezer.refresh_from_db()
    assert lezer.is_active


def test_wie_weer_actief_wordt_krijgt_de_oude_sessie_niet_terug(lezer, rol, ingelogd):
    rol.deactiveer()
    rol.activeer()

    assert naar_inloggen(ingelogd.get(reverse("hulp")))
    ingelogd.force_login(lezer)
    assert geopend(ingelogd) == 200


@pytest.mark.django_db
def test_alleen_een_partij_leest_een_deel_van_de_projecten(zuid_holland):
    with pytest.raises(IntegrityError):
        maak_rol(maak_gebruiker(), zuid_holland, Rolsoort.LEZER, beperkt=True)


def test_een_einddatum_is_een_regel_in_de_historie(rol):
    rol.geldig_tot = datetime.date(2027, 1, 31)
    rol.save()

    regel = Wijziging.objects.van(rol).order_by("-pk").first()
    assert regel.velden["geldig_tot"]["nieuw_tekst"] == "31-01-2027"


@pytest.mark.django_db
def test_een_partijrol_mag_beperkt_zijn(zuid_holland):
    rol = maak_rol(
        maak_gebruiker(),
        zuid_holland,
        Rolsoort.PARTIJ,
        partij=maak_partij(zuid_holland),
        beperkt=True,
    )

    assert rol.beperkt


@pytest.mark.parametrize("volgorde", [("Utrecht", "Drenthe"), ("Drenthe", "Utrecht")])
def test_wie_geen_provincie_noemt_begint_overal_in_de_eerste_op_naam(client, db, volgorde):
    gebruiker = maak_gebruiker()
    maak_rol(gebruiker, None, Rolsoort.LANDELIJK)
    for nummer, naam in enumerate(volgorde):
        maak_rol(gebruiker, maak_provincie(naam, f"PV2{nummer}"), Rolsoort.LEZER)
    client.force_login(gebruiker)

    assert client.get(reverse("start")).url == reverse("actielijst:start", args=["drenthe"])
    assert client.get(reverse("hulp")).context["provincie"].naam == "Drenthe"
