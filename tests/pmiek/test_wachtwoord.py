"""What a password may and may not be."""

import re

import pytest
from allauth.account.adapter import get_adapter
from allauth.core.context import request_context
from django.conf import settings
from django.contrib.auth.hashers import identify_hasher
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.module_loading import import_string

from pmiek import settings as instellingen
from pmiek.management.commands.maak_gebruiker import wachtwoordzin
from pmiek.models import Gebruiker
from tests.bouwers import maak_gebruiker

pytestmark = pytest.mark.usefixtures("zuid_holland")
JANSEN = Gebruiker(email="s.oosterhuis@leiden.example", naam="Sanne Jansen")


@pytest.mark.parametrize(
    "goed",
    [
        "fietsbel regenjas",
        "alleenkleineletters",
        "geen cijfer en geen hoofdletter",
        "x7" * 32,
        "een heel lange zin met spaties en ünïcode " * 24,
    ],
)
def test_lang_is_genoeg(goed):
    validate_password(goed, JANSEN)


@pytest.mark.parametrize("kort", ["elf tekens!", "Kort!1"])
def test_minder_dan_twaalf_tekens_is_te_kort(kort):
    zin = "Dit wachtwoord is te kort. Gebruik minstens 12 tekens."
    with pytest.raises(ValidationError) as fout:
        validate_password(kort, JANSEN)

    assert fout.value.messages == [zin]


@pytest.mark.parametrize(
    "woord",
    ["Wachtwoord1234", "1234wachtwoord!", "Welkom-2026-2026", "WelkomWelkom01", "Zomer2026Zomer"],
)
def test_een_bekend_woord_met_cijfers_eromheen_wordt_geweigerd(woord):
    with pytest.raises(ValidationError, match="een bekend woord met cijfers of tekens"):
        validate_password(woord, JANSEN)


def test_een_bekend_woord_in_een_zin_mag():
    validate_password("mijn wachtwoord fietst 12 keer", JANSEN)


@pytest.mark.parametrize("bekend", ["1q2w3e4r5t6y", "qwertyuiop123", "123456789012"])
def test_een_bekend_wachtwoord_wordt_geweigerd(bekend):
    with pytest.raises(ValidationError):
        validate_password(bekend, JANSEN)


@pytest.mark.parametrize(
    ("woord", "wachtwoord"),
    [
        ("pmiek", "mijn-PMIEK-geheim"),
        ("energyboard", "EnergyBoard 2027!"),
        ("Zuid-Holland", "zuidholland-regenjas"),
        ("Zuid-Holland", "zuid holland regenjas"),
        ("Jansen", "fietsbel jansen regen"),
        ("Sanne", "sanne fietst naar huis"),
        ("oosterhuis", "oosterhuis-fietsbel"),
    ],
)
def test_een_woord_uit_de_omgeving_wordt_genoemd_en_geweigerd(woord, wachtwoord):
    with pytest.raises(ValidationError) as fout:
        validate_password(wachtwoord, JANSEN)

    assert any(zin.startswith(f"Het wachtwoord bevat “{woord}”.") for zin in fout.value.messages)


def test_een_wachtwoord_wordt_met_argon2_bewaard(settings):
    settings.PASSWORD_HASHERS = instellingen.PASSWORD_HASHERS

    assert identify_hasher(maak_gebruiker(password="fietsbel regenjas").password).algorithm == (
        "argon2"
    )


def test_wie_geen_account_heeft_krijgt_een_brief_in_onze_woorden(client):
    client.post(reverse("account_reset_password"), {"email": "onbekend@voorbeeld.nl"})

    (brief,) = mail.outbox
    assert "Op dit adres staat hier geen account." in brief.body
    assert "Vraag het de secretaris van het energyboard in uw provincie" in brief.body
    assert re.findall(r"\b(?:je|jij|jouw|hello|signup)\b|http", brief.body, re.IGNORECASE) == []
    assert brief.subject.endswith("Geen account op dit adres")


@pytest.mark.parametrize(
    "adres", ["/account/confirm-email/", "/account/confirm-email/MTIz:1abc:onzin/"]
)
def test_een_adres_bevestigen_is_hier_niet_nodig(client, adres):
    tekst = client.get(adres).text

    assert "U hoeft hier uw e-mailadres niet te bevestigen." in tekst
    assert "Naar inloggen" in tekst


def test_het_veld_voor_de_code_van_de_app_heet_in_onze_woorden():
    formulier = import_string(settings.MFA_FORMS["activate_totp"])

    assert formulier.base_fields["code"].label == "Code uit de app"


BERICHTEN = {
    "account/email/password_changed": "Uw wachtwoord is gewijzigd.",
    "account/email/password_reset": "U koos een nieuw wachtwoord met de link uit een e-mail.",
    "account/email/password_set": "U koos een wachtwoord.",
    "mfa/email/recovery_codes_generated": "Er zijn nieuwe herstelcodes gegenereerd.",
    "mfa/email/totp_activated": "Authenticator-app geactiveerd.",
    "mfa/email/totp_deactivated": "Authenticator-app gedeactiveerd.",
    "mfa/email/webauthn_added": "Een nieuwe beveiligingssleutel is toegevoegd.",
    "mfa/email/webauthn_removed": "Een beveiligingssleutel is verwijderd.",
}


@pytest.mark.parametrize(("soort", "zin"), BERICHTEN.items())
def test_een_bericht_over_het_account_is_in_onze_woorden(rf, client, lezer, soort, zin):
    request = rf.get("/", REMOTE_ADDR="192.0.2.7", HTTP_USER_AGENT="Firefox 130")
    request.session, request.user = client.session, lezer
    with request_context(request):
        get_adapter(request).send_notification_mail(soort, lezer)

    (brief,) = mail.outbox
    assert brief.to == [lezer.email]
    assert zin in brief.body
    assert "vanaf adres 192.0.2.7 met Firefox 130." in brief.body
    assert re.findall(r"\b(?:je|jij|jouw|hallo|bedankt)\b", brief.body, re.IGNORECASE) == []


def test_wie_zijn_wachtwoord_wijzigt_krijgt_er_bericht_van(client, lezer):
    lezer.set_password("fietsbel regenjas")
    lezer.save()
    client.post(reverse("account_login"), {"login": lezer.email, "password": "fietsbel regenjas"})
    client.post(
        reverse("account_change_password"),
        {
            "oldpassword": "fietsbel regenjas",
            "password1": "paraplu dynamo",
            "password2": "paraplu dynamo",
        },
    )

    assert "Uw wachtwoord is gewijzigd." in mail.outbox[0].body


@pytest.mark.usefixtures("zonder_mailserver")
def test_zonder_mailserver_is_een_eerste_wachtwoord_te_kiezen(client, lezer, caplog):
    link = wachtwoordzin(lezer, "").split(": ")[1]
    formulier = client.get(link).url
    wachtwoorden = {"password1": "fietsbel regenjas", "password2": "fietsbel regenjas"}
    antwoord = client.post(formulier, wachtwoorden)

    assert antwoord.status_code == 302
    assert "Een e-mail is niet verstuurd (account/email/password_reset" in caplog.text


@pytest.mark.usefixtures("zonder_mailserver")
def test_zonder_mailserver_antwoordt_een_bekend_adres_als_elk_ander(client, lezer):
    antwoorden = [
        client.post(reverse("account_reset_password"), {"email": adres})
        for adres in (lezer.email, "onbekend@voorbeeld.nl")
    ]

    assert {(antwoord.status_code, antwoord.url) for antwoord in antwoorden} == {
        (302, reverse("account_reset_password_done"))
    }


def test_wie_op_een_mailserver_wacht_wacht_niet_lang():
    assert settings.EMAIL_TIMEOUT == 10
