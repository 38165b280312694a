"""What a password may and may not be."""

import re

import pytest
from django.conf import settings
from django.contrib.auth.hashers import identify_hasher
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.module_loading import import_string

from pmiek import settings as instellingen
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
