"""Logging in in two steps: who must, what is open without it, and what cannot be used again."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from pmiek.enums import Rolsoort
from pmiek.geheimen import ontsleutel, versleutel
from pmiek.tweedefactor import INSTELLEN, moet_tweede_factor
from tests.bouwers import maak_gebruiker, maak_rol
from tests.toegang import inhoud_van, maak_wereld, naar_inloggen, patronen, tabel

WACHTWOORD = "een-lang-wachtwoord-7"
GEHEIM = generate_totp_secret()


@pytest.fixture
def verplicht(zuid_holland):
    zuid_holland.tweede_factor_verplicht = True
    zuid_holland.save()
    return zuid_holland


@pytest.fixture
def gebruiker(zuid_holland):
    gebruiker = maak_gebruiker(password=WACHTWOORD)
    maak_rol(gebruiker, zuid_holland, Rolsoort.REDACTEUR)
    return gebruiker


@pytest.fixture
def app(gebruiker):
    return TOTP.activate(gebruiker, GEHEIM).instance


def code_van(geheim):
    return format_hotp_value(hotp_value(geheim, next(yield_hotp_counters_from_time())))


def met_wachtwoord(gebruiker):
    client = Client()
    client.post(reverse("account_login"), {"login": gebruiker.email, "password": WACHTWOORD})
    return client


def bevestig(client):
    client.post(reverse("account_reauthenticate"), {"password": WACHTWOORD})


def vul_code_in(client, code):
    client.post(reverse("mfa_authenticate"), {"code": code})
    return not naar_inloggen(client.get(reverse("hulp")))


def test_alleen_waar_de_provincie_erom_vraagt_moet_een_tweede_factor(gebruiker, verplicht, utrecht):
    collega = maak_gebruiker()
    maak_rol(collega, utrecht, Rolsoort.REDACTEUR)

    assert moet_tweede_factor(gebruiker)
    assert not moet_tweede_factor(collega)


@pytest.mark.parametrize("productie", [True, False])
def test_op_een_installatie_moet_een_secretaris_altijd(secretaris, lezer, settings, productie):
    settings.PRODUCTIE = productie

    assert moet_tweede_factor(secretaris) == productie
    assert not moet_tweede_factor(lezer)


@pytest.mark.overal_gelijk
@pytest.mark.parametrize("rol", [Rolsoort.SECRETARIS, Rolsoort.LEZER, Rolsoort.PARTIJ])
def test_zonder_tweede_factor_opent_alleen_wat_nodig_is_om_hem_in_te_stellen(
    db, documenten_apart, rol
):
    wereld = maak_wereld()
    provincie = wereld.eigen["provincie"]
    provincie.tweede_factor_verplicht = True
    provincie.save()
    client = wereld.client(rol)

    geopend = {
        patroon.naam
        for patroon in patronen()
        if patroon.naam != "account_logout"
        for methode in ("GET", "POST")
        if not _doorgestuurd(client.generic(methode, wereld.adres(patroon)))
    }

    openbaar = {naam for naam, rij in tabel().items() if rij.anoniem}
    assert geopend - openbaar - INSTELLEN == set()


def _doorgestuurd(response):
    inhoud_van(response)
    return response.status_code == 302 and response.url == reverse("mfa_index")


def test_de_rand_van_de_pagina_toont_dan_niets_van_de_provincie(client, gebruiker, verplicht):
    client.force_login(gebruiker)

    pagina = client.get(reverse("mfa_index"))

    assert "Stel eerst een tweede stap in." in pagina.text
    assert (pagina.context["menu"], pagina.context["provincie"]) == ([], None)
    assert "Zuid-Holland" not in pagina.text


def test_met_een_tweede_factor_opent_de_site(client, gebruiker, verplicht, app):
    client.force_login(gebruiker)

    assert client.get(reverse("actielijst:start", args=["zuid-holland"])).status_code == 200


def test_een_code_uit_de_app_werkt_een_keer(gebruiker, app):
    code = code_van(GEHEIM)

    assert vul_code_in(met_wachtwoord(gebruiker), code)
    assert not vul_code_in(met_wachtwoord(gebruiker), code)


def test_een_herstelcode_werkt_een_keer_en_staat_versleuteld(gebruiker, app):
    codes = RecoveryCodes.activate(gebruiker)
    code = codes.get_unused_codes()[3]

    assert vul_code_in(met_wachtwoord(gebruiker), code)
    assert not vul_code_in(met_wachtwoord(gebruiker), code)
    opgeslagen = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert GEHEIM not in opgeslagen
    assert not any(code in opgeslagen for code in codes.generate_codes())
    assert ontsleutel(codes.instance.data["seed"]) not in opgeslagen


def test_het_geheim_van_de_app_gaat_mee_naar_een_nieuwe_sleutel(settings):
    versleuteld = versleutel("geheim")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "een-andere-sleutel"

    assert ontsleutel(versleuteld) == "geheim"


def test_met_een_onbekende_sleutel_past_geen_enkele_code(gebruiker, app, settings):
    client = met_wachtwoord(gebruiker)
    code = code_van(GEHEIM)
    app.data = {"secret": versleutel(GEHEIM)[:-4] + "AAA="}
    app.save()

    assert not vul_code_in(client, code)


def test_een_nieuwe_tweede_factor_beeindigt_de_andere_sessies(transactional_db, gebruiker):
    elders, hier = met_wachtwoord(gebruiker), met_wachtwoord(gebruiker)
    bevestig(hier)
    geheim = hier.get(reverse("mfa_activate_totp")).context["form"].secret

    hier.post(reverse("mfa_activate_totp"), {"code": code_van(geheim)})

    assert naar_inloggen(elders.get(reverse("hulp")))
    assert not naar_inloggen(hier.get(reverse("hulp")))


def test_een_nieuw_wachtwoord_neemt_de_tweede_factor_niet_weg(gebruiker, app):
    gebruiker.set_password("een-ander-lang-wachtwoord")
    gebruiker.save()

    client = Client()
    gegevens = {"login": gebruiker.email, "password": "een-ander-lang-wachtwoord"}
    assert client.post(reverse("account_login"), gegevens).url == reverse("mfa_authenticate")


def test_de_secretaris_zet_de_verplichting_aan(client, secretaris, zuid_holland):
    client.force_login(secretaris)
    pagina = reverse("actielijst:toegang", args=["zuid-holland"])
    basis = client.get(pagina).context["form"]["basis"].value()

    client.post(pagina, {"tweede_factor_verplicht": "on", "basis": basis})

    zuid_holland.refresh_from_db()
    assert zuid_holland.tweede_factor_verplicht
    assert client.get(pagina).url == reverse("mfa_index")


def test_een_passkey_van_een_ander_is_niet_te_wijzigen(gebruiker, lezer):
    ander = Authenticator.objects.create(
        user=lezer, type=Authenticator.Type.WEBAUTHN, data={"name": "Passkey 1"}
    )
    client = met_wachtwoord(gebruiker)
    bevestig(client)

    for naam in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        assert client.post(reverse(naam, args=[ander.pk]), {"name": "x"}).status_code == 404
    assert Authenticator.objects.get().data == {"name": "Passkey 1"}


def test_wie_alles_kwijt_is_begint_opnieuw_met_een_opdracht_op_de_server(gebruiker, app, capsys):
    client = Client()
    client.force_login(gebruiker)

    call_command("wis_tweede_factor", gebruiker.email.upper())

    assert not Authenticator.objects.exists()
    assert naar_inloggen(client.get(reverse("hulp")))
    with pytest.raises(CommandError, match="geen gebruiker"):
        call_command("wis_tweede_factor", "onbekend@voorbeeld.nl")
