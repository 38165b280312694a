"""What a password may and may not be."""

import pytest
from django.contrib.auth.hashers import identify_hasher
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

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
    with pytest.raises(ValidationError, match="12"):
        validate_password(kort, JANSEN)


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
