"""What a hostile visitor tries: guessing, garbage, broken pages, files of somebody else."""

import logging
import re
import time
from types import SimpleNamespace

import pytest
from allauth.core.internal import ratelimit
from django.core import mail
from django.test import Client
from django.urls import reverse

from pmiek.enums import Rolsoort
from tests.bouwers import maak_gebruiker, maak_rol
from tests.pmiek.test_beveiligingslog import Bak
from tests.test_security import gebreken
from tests.toegang import (
    ANONIEM,
    BESTAAT_NIET,
    EIGEN,
    ROLLEN,
    VREEMD,
    VREEMD_NUMMER,
    inhoud_van,
    maak_wereld,
    naar_inloggen,
    patronen,
    tabel,
)

WACHTWOORD = "fietsbel regenjas lamp"
VERRAAD = re.compile(r"Traceback|Exception|Django/|urlconf|/site-packages|SELECT |gunicorn")

pytestmark = pytest.mark.django_db


@pytest.fixture
def stil(caplog):
    caplog.set_level("CRITICAL", "django")


@pytest.fixture
def wereld(documenten_apart, stil):
    return maak_wereld()


@pytest.fixture
def gebruiker(zuid_holland):
    gebruiker = maak_gebruiker(password=WACHTWOORD)
    maak_rol(gebruiker, zuid_holland, Rolsoort.LEZER)
    return gebruiker


def log_in(email, wachtwoord=WACHTWOORD, **extra):
    client = Client(**extra)
    client.post(reverse("account_login"), {"login": email, "password": wachtwoord})
    return not naar_inloggen(client.get(reverse("hulp")))


# --- guessing (H5)


def raad(gebruiker, keer, **extra):
    for poging in range(keer):
        log_in(gebruiker.email, f"fout-{poging}", **extra)


def test_na_twaalf_pogingen_is_er_vijf_keer_gekeken(gebruiker, monkeypatch):
    gekeken = []
    monkeypatch.setattr(
        "pmiek.models.Gebruiker.check_password",
        lambda self, wachtwoord: gekeken.append(wachtwoord) or False,
    )

    raad(gebruiker, 12)

    assert len(gekeken) == 5


def test_het_slot_hangt_aan_het_account_en_niet_aan_het_adres(gebruiker):
    raad(gebruiker, 6)
    raad(gebruiker, 6, headers={"x-forwarded-for": "203.0.113.9"})
    collega = maak_gebruiker(password=WACHTWOORD)

    assert not log_in(gebruiker.email)
    assert log_in(collega.email)


def test_het_slot_gaat_na_vijf_minuten_vanzelf_open(gebruiker, monkeypatch):
    raad(gebruiker, 6)
    assert not log_in(gebruiker.email)

    straks = time.time() + 5 * 60 + 1
    klok = SimpleNamespace(time=lambda: straks, monotonic=time.monotonic, sleep=time.sleep)
    monkeypatch.setattr(ratelimit, "time", klok)

    assert log_in(gebruiker.email)


def test_wie_is_ingelogd_blijft_dat_als_een_ander_raadt(gebruiker):
    client = Client()
    client.post(reverse("account_login"), {"login": gebruiker.email, "password": WACHTWOORD})

    raad(gebruiker, 6)

    assert not naar_inloggen(client.get(reverse("hulp")))


def test_te_veel_verzoeken_krijgen_een_nederlandse_pagina(gebruiker, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    client = Client()
    antwoorden = [client.post(reverse("account_login"), {}) for _ in range(2)]

    assert [response.status_code for response in antwoorden] == [200, 429]
    assert "Even wachten" in antwoorden[1].text
    assert gebreken(antwoorden[1]) == []


# --- who has an account (H6)


def test_bij_een_nieuw_wachtwoord_gaat_er_altijd_een_bericht_uit(gebruiker):
    """Otherwise the time that a mail takes would tell which address is known."""
    for email in (gebruiker.email, "onbekend@voorbeeld.nl"):
        Client().post(reverse("account_reset_password"), {"email": email})

    assert [bericht.to for bericht in mail.outbox] == [[gebruiker.email], ["onbekend@voorbeeld.nl"]]


# --- garbage (H9)

ROMMEL = [
    "/%ff%fe/",
    "/zuid-holland/projecten/%c3%28/",
    "/zuid-holland/projecten/" + "9" * 30 + "/",
    "/zuid-holland/projecten/" + "9" * 30 + "/pdf/",
    "/zuid-holland/%00/",
    "/..%2f..%2fetc/passwd",
    "/zuid-holland/projecten/1'%20OR%201=1--/",
    "/wp-login.php",
    "/.git/config",
    "/zuid-holland/" + "a" * 3000 + "/",
    "/static/../pmiek/settings.py",
    "/uitnodiging/" + "x" * 500 + "/",
    "/thema/zuid-holland." + "z" * 200 + ".css",
    "/account/password/reset/key/" + "9" * 40 + "-x/",
]


@pytest.mark.parametrize("rol", [ANONIEM, Rolsoort.SECRETARIS])
@pytest.mark.parametrize("adres", ROMMEL, ids=lambda adres: adres[:40])
@pytest.mark.usefixtures("stil")
def test_een_onzinadres_krijgt_een_nederlandse_pagina(client, secretaris, rol, adres):
    if rol != ANONIEM:
        client.force_login(secretaris)

    response = client.get(adres, follow=True)

    assert response.status_code in (200, 400, 404)
    assert 'lang="nl"' in response.text
    assert not VERRAAD.search(response.text)
    assert gebreken(response) == []


NAMEN = ["zoek", "fase", "route", "gemeente", "partij", "energiedrager", "sorteer", "pagina"]
NAMEN += ["page", "per_pagina", "sinds", "soort", "tot", "van", "status", "trekker", "tijd"]
WAARDEN = [
    "%ff",
    "9" * 40,
    "-1",
    "%00",
    "'",
    "a" * 60_000,
    "[]",
    "%F0%9F%92%A3",
    "01-13-2026",
    "=1",
]


def test_een_onzinvraag_breekt_geen_enkele_lijst(wereld):
    client = wereld.client(Rolsoort.SECRETARIS, raise_request_exception=False)
    vragen = {waarde: "&".join(f"{naam}={waarde}" for naam in NAMEN) for waarde in WAARDEN}
    kapot = [
        f"{patroon.naam} {waarde[:12]}"
        for patroon in patronen()
        if patroon.is_provincie and patroon.naam.endswith(("_lijst", ":start", "_archief"))
        for waarde, vraag in vragen.items()
        if client.get(f"{wereld.adres(patroon)}?{vraag}").status_code >= 500
    ]

    assert kapot == []


class Breker:
    """Every page fails in its view."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        raise ValueError("geheim van de proef")


# no view gets as far as the database
@pytest.mark.overal_gelijk
def test_een_fout_in_welk_scherm_ook_verraadt_niets(wereld, settings):
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, f"{__name__}.Breker"]
    bak = Bak(logging.Formatter("%(message)s"))
    logging.getLogger("django.request").addHandler(bak)
    logging.getLogger("django.request").setLevel("ERROR")
    client, fout = wereld.client(Rolsoort.SECRETARIS, raise_request_exception=False), []
    for patroon in patronen():
        bak.regels.clear()
        response = client.get(wereld.adres(patroon))
        goed = (
            response.status_code == 500
            and 'lang="nl"' in response.text
            and response.headers["X-Request-ID"] in response.text
            and not re.search(rf"geheim van de proef|{VERRAAD.pattern}", response.text)
            and len(bak.regels) == 1
        )
        if not goed:
            fout.append(patroon.naam)
    logging.getLogger("django.request").removeHandler(bak)

    assert fout == []


# --- files of somebody else (A9)

BESTANDEN = ("_bestand", "_pdf", "_export", "_download")


# on PostgreSQL the role that sees every file is enough, as in test_access.py
@pytest.mark.parametrize(
    "rol",
    [
        rol if rol == Rolsoort.SECRETARIS else pytest.param(rol, marks=pytest.mark.overal_gelijk)
        for rol in ROLLEN
    ],
)
def test_een_bestand_van_een_ander_is_er_niet(wereld, rol):
    client = wereld.client(rol)
    open_ = [
        (patroon.naam, geval)
        for patroon in patronen()
        if patroon.is_provincie and patroon.naam.endswith(BESTANDEN)
        for geval in (VREEMD, VREEMD_NUMMER, BESTAAT_NIET)
        if geval in patroon.gevallen
        if client.get(wereld.adres(patroon, geval)).status_code not in (302, 403, 404, 405)
    ]

    assert open_ == []


def test_een_bestand_is_een_bijlage_en_na_uitloggen_weg(wereld):
    client = wereld.client(Rolsoort.SECRETARIS)
    bestanden = [
        wereld.adres(patroon, EIGEN)
        for patroon in patronen()
        if patroon.is_provincie and patroon.naam.endswith(BESTANDEN)
        if tabel()[patroon.naam].lezen
    ]
    for adres in bestanden:
        response = client.get(adres)
        inhoud_van(response)
        assert response.headers["Content-Disposition"].startswith("attachment"), adres
        assert response.headers["X-Content-Type-Options"] == "nosniff"

    client.post(reverse("account_logout"))

    assert [adres for adres in bestanden if not naar_inloggen(client.get(adres))] == []
