from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command

from pmiek.enums import Kanaal, Partijsoort, Rolsoort
from pmiek.history import acting_as
from pmiek.models import Gebruiker, Rol
from tests.bouwers import maak_partij

EMAIL = "anna@zuid-holland.example"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _provincies(zuid_holland, utrecht):
    maak_partij(zuid_holland, "Stedin", soort=Partijsoort.NETBEHEERDER)


def maak(email=EMAIL, *, rol="secretaris", provincie="zuid-holland", **opties):
    uitvoer = StringIO()
    plek = {"provincie": provincie} if provincie else {}
    call_command(
        "maak_gebruiker", email, naam="Anna Bos", rol=rol, stdout=uitvoer, **plek, **opties
    )
    return uitvoer.getvalue()


def test_de_gebruiker_heeft_de_rol_en_nog_geen_wachtwoord():
    maak()

    rol = Rol.objects.get(gebruiker__email=EMAIL)
    assert (str(rol), rol.gebruiker.has_usable_password()) == (
        "Anna Bos, secretaris (Zuid-Holland)",
        False,
    )


def test_met_de_link_kiest_de_gebruiker_een_wachtwoord(client):
    link = maak(adres="https://pmiek.example/").split()[-1]
    formulier = client.get(urlsplit(link).path).url
    nieuw = "paard-batterij-nietje"

    client.post(formulier, {"password1": nieuw, "password2": nieuw})

    assert link.startswith("https://pmiek.example/account/password/reset/key/")
    assert Gebruiker.objects.get().check_password(nieuw)


@pytest.mark.parametrize(
    ("instellingen", "adres"),
    [
        ({}, "http://127.0.0.1:8000"),
        (
            {"PRODUCTIE": True, "ALLOWED_HOSTS": ["een.example", "twee.example"]},
            "https://een.example",
        ),
        (
            {
                "PRODUCTIE": True,
                "ALLOWED_HOSTS": ["een.example"],
                "CSRF_TRUSTED_ORIGINS": ["https://buiten.example"],
            },
            "https://buiten.example",
        ),
    ],
)
def test_de_link_leidt_naar_waar_de_site_staat(settings, instellingen, adres):
    for naam, waarde in instellingen.items():
        setattr(settings, naam, waarde)

    assert maak().split()[-1].startswith(f"{adres}/account/password/reset/key/")


def test_een_tweede_rol_in_dezelfde_provincie_wordt_geweigerd():
    maak()

    with pytest.raises(CommandError, match="Deze gebruiker heeft al een rol in deze provincie."):
        maak("Anna@Zuid-Holland.example", rol="lezer")

    assert [rol.soort for rol in Rol.objects.all()] == [Rolsoort.SECRETARIS]


def test_een_rol_in_een_andere_provincie_komt_bij_hetzelfde_account():
    maak()

    maak(rol="lezer", provincie="utrecht")

    assert Gebruiker.objects.get().rollen.count() == 2


def test_wie_al_een_wachtwoord_heeft_krijgt_geen_nieuwe_link():
    with acting_as(None, Kanaal.OPDRACHT):
        Gebruiker.objects.create_user(EMAIL, "een-eigen-wachtwoord", naam="Anna Bos")

    assert "Dit account had al een wachtwoord; dat blijft gelden." in maak()


def test_de_rol_partij_noemt_haar_partij():
    maak(rol="partij", partij="Stedin")

    assert str(Rol.objects.get().partij) == "Stedin"


@pytest.mark.parametrize(
    ("opties", "zin"),
    [
        ({"rol": "partij"}, "Kies bij de rol partij voor welke partij."),
        ({"rol": "partij", "partij": "Stedijn"}, "Er is geen partij 'Stedijn'."),
        ({"provincie": "drente"}, "Er is geen provincie 'drente'."),
        ({"provincie": ""}, "Alleen de landelijke rol hoort niet bij een provincie."),
        ({"email": "anna"}, "Schrijf een e-mailadres met een @, zoals naam@provincie.nl."),
    ],
)
def test_wat_niet_klopt_wordt_in_een_zin_geweigerd(opties, zin):
    with pytest.raises(CommandError) as fout:
        maak(**opties)

    assert (str(fout.value), Gebruiker.objects.count()) == (zin, 0)
