"""Headers, forged requests, settings of an installation, and logging in."""

import json
import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
)
from django.conf import settings
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404
from django.test import Client
from django.urls import path, reverse

from pmiek.enums import Rolsoort
from pmiek.history import Verouderd
from pmiek.models import Gebruiker
from pmiek.urls import handler400, handler403, handler404, handler500  # noqa: F401
from pmiek.urls import urlpatterns as adressen_van_de_site
from tests.bouwers import maak_gebruiker, maak_rol
from tests.toegang import (
    ANONIEM,
    EIGEN,
    inhoud_van,
    maak_wereld,
    momentopname,
    naar_inloggen,
    patronen,
    verschil,
)

WORTEL = Path(settings.BASE_DIR)
WACHTWOORD = "een-lang-wachtwoord-7"
CSP = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "frame-src": "'none'",
    "frame-ancestors": "'none'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "object-src": "'none'",
}
KOPPEN = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# the same for everybody, whoever asks
OPENBARE_BESTANDEN = {"thema"}
FOUTEN = {
    400: SuspiciousOperation("proef"),
    403: PermissionDenied("proef"),
    404: Http404("proef"),
    409: Verouderd(Gebruiker(naam="proef")),
    500: ValueError("geheim/pad/van/de/proef"),
}
# what differs per response, whoever asks
WISSELEND = re.compile(
    r'"X-CSRFToken": "\w+"|name="csrfmiddlewaretoken" value="\w+"|Stand van [^<]+'
)


def zonder_wisselend(tekst):
    return WISSELEND.sub("", tekst)


def kapot(request, code):
    raise FOUTEN[code]


# this module is a URLconf too: the site, and pages that fail
urlpatterns = [path("kapot/<int:code>/", kapot), *adressen_van_de_site]


@pytest.fixture
def wereld(db, documenten_apart, caplog):
    caplog.set_level("CRITICAL", "django")
    return maak_wereld()


def csp(response):
    delen = response.headers["Content-Security-Policy"].split(";")
    return {naam: waarde for naam, _, waarde in (deel.strip().partition(" ") for deel in delen)}


def gebreken(response, *, mag_bewaard=False):
    """What is missing from the headers of one response."""
    koppen = response.headers
    fout = [naam for naam, waarde in KOPPEN.items() if koppen.get(naam) != waarde]
    if csp(response) != CSP:
        fout.append("Content-Security-Policy")
    if "camera=()" not in koppen.get("Permissions-Policy", ""):
        fout.append("Permissions-Policy")
    if not mag_bewaard and "no-store" not in koppen.get("Cache-Control", ""):
        fout.append("Cache-Control")
    inhoud_van(response)
    return fout


@pytest.mark.overal_gelijk
@pytest.mark.urls(__name__)
@pytest.mark.parametrize("code", FOUTEN)
def test_elke_foutpagina_heeft_alle_koppen_en_verraadt_niets(wereld, code):
    client = wereld.client(Rolsoort.LEZER, raise_request_exception=False)

    response = client.get(f"/kapot/{code}/")

    assert response.status_code == code
    assert gebreken(response) == []
    assert re.findall("proef|Traceback|Exception|Django", response.text) == []
    assert 'lang="nl"' in response.text


def test_een_pagina_die_er_niet_is_verraadt_geen_adressen(wereld):
    response = wereld.client(ANONIEM).get("/wp-admin/setup/")

    assert response.status_code == 404
    assert gebreken(response) == []
    assert "urlconf" not in response.text.lower()


def test_een_vreemde_host_krijgt_een_weigering_met_alle_koppen(wereld):
    response = wereld.client(Rolsoort.LEZER).get("/", headers={"host": "elders.example"})

    assert response.status_code == 400
    assert gebreken(response) == []


def test_een_geweigerd_formulier_heeft_alle_koppen_en_een_nederlandse_zin(wereld):
    client = wereld.client(Rolsoort.SECRETARIS, enforce_csrf_checks=True)

    response = client.post(reverse("actielijst:huisstijl", args=["zuid-holland"]), {"x": "y"})

    assert response.status_code == 403
    assert gebreken(response) == []
    assert 'lang="nl"' in response.text


@pytest.mark.overal_gelijk
@pytest.mark.parametrize("bestand", ["css/eb.css", "js/rijen.js", "icons/merk.svg"])
def test_een_stijlblad_of_script_heeft_alle_koppen(client, db, bestand):
    response = client.get(f"/static/{bestand}")

    assert response.status_code == 200
    assert gebreken(response, mag_bewaard=True) == []


def _wijze(response):
    inhoud_van(response)
    return response.headers["Content-Disposition"].split(";")[0]


def test_een_download_is_een_bijlage(wereld):
    client = wereld.client(Rolsoort.LEZER)
    downloads = ["project_pdf", "project_export", "documenttaak_bestand"]

    wijzen = {
        patroon.naam: _wijze(client.get(wereld.adres(patroon)))
        for patroon in patronen()
        if patroon.naam.removeprefix("actielijst:") in downloads
    }

    assert wijzen == dict.fromkeys([f"actielijst:{naam}" for naam in downloads], "attachment")


# --- nothing changes without a token, nothing changes by looking


# refused before anything is asked
@pytest.mark.overal_gelijk
def test_zonder_token_wordt_niets_aangenomen(wereld):
    client = wereld.client(Rolsoort.SECRETARIS, enforce_csrf_checks=True)
    voor = momentopname()

    toegelaten = [
        (methode, patroon.naam)
        for patroon in patronen()
        for methode, weigering in {"POST": 403, "PUT": 405, "PATCH": 405, "DELETE": 405}.items()
        if client.generic(methode, wereld.adres(patroon, EIGEN)).status_code != weigering
    ]

    assert toegelaten == []
    assert verschil(voor, momentopname()) == {}


def test_een_token_van_een_andere_site_wordt_niet_aangenomen(wereld):
    client = wereld.client(Rolsoort.SECRETARIS, enforce_csrf_checks=True)
    pagina = reverse("actielijst:huisstijl", args=["zuid-holland"])
    token = re.search(r'"X-CSRFToken": "(\w+)"', client.get(pagina).text)[1]
    velden = {"csrfmiddlewaretoken": token, "bordnaam": "Energieraad", "accent": "#00568b"}

    assert client.post(pagina, velden).status_code == 200
    assert client.post(pagina, velden, HTTP_ORIGIN="https://elders.example").status_code == 403


@pytest.mark.parametrize("rol", [Rolsoort.SECRETARIS, Rolsoort.PARTIJ])
def test_kijken_verandert_niets(wereld, rol):
    client, voor = wereld.client(rol), momentopname()

    for patroon in patronen():
        inhoud_van(client.get(wereld.adres(patroon)))

    assert verschil(voor, momentopname()) == {}


# --- settings of a real installation


def productie(tmp_path, *opdracht, **omgeving):
    """A command of its own process, with the settings of an installation."""
    eigen = ("PMIEK_", "DJANGO_")
    schoon = {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith(eigen)}
    goed = {
        "PMIEK_PRODUCTIE": "1",
        "PMIEK_SECRET_KEY": "Zq7-" + "aB3x" * 16,
        "PMIEK_HOSTS": "pmiek.example",
        "PMIEK_VAR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path}/leeg.sqlite3",
        "DJANGO_SETTINGS_MODULE": "pmiek.settings",
    }
    env = {naam: waarde for naam, waarde in (schoon | goed | omgeving).items() if waarde}
    return subprocess.run(
        [sys.executable, *opdracht], cwd=WORTEL, env=env, capture_output=True, text=True
    )


CONTROLE = ["manage.py", "check", "--deploy", "--fail-level", "WARNING"]


def test_de_controle_voor_een_installatie_vindt_niets(tmp_path):
    uitkomst = productie(tmp_path, *CONTROLE)

    assert uitkomst.stderr == ""
    assert uitkomst.stdout == "System check identified no issues (0 silenced).\n"
    assert uitkomst.returncode == 0


@pytest.mark.parametrize(
    ("omgeving", "zin"),
    [
        ({"PMIEK_DEBUG": "1"}, "PMIEK_DEBUG"),
        ({"PMIEK_DEMO": "1"}, "PMIEK_DEMO"),
        ({"PMIEK_SECRET_KEY": settings.ONVEILIGE_SLEUTEL}, "PMIEK_SECRET_KEY"),
        ({"PMIEK_SECRET_KEY": ""}, "PMIEK_SECRET_KEY"),
        ({"PMIEK_HOSTS": "*"}, "PMIEK_HOSTS"),
        ({"PMIEK_HOSTS": "pmiek.example,*"}, "PMIEK_HOSTS"),
        ({"PMIEK_HOSTS": ""}, "PMIEK_HOSTS"),
    ],
    ids=["debug", "demo", "bekende sleutel", "geen sleutel", "*", "ook *", "geen hosts"],
)
def test_een_onveilige_installatie_start_niet(tmp_path, omgeving, zin):
    uitkomst = productie(tmp_path, "manage.py", "check", **omgeving)

    assert uitkomst.returncode != 0
    assert zin in uitkomst.stderr.splitlines()[-1]


VRAAG = """
import json, django
django.setup()
from django.conf import settings
from django.test import Client
client = Client(headers={"host": "pmiek.example"})
veilig, open = client.get("/gezond/", secure=True), client.get("/begrippen/")
print(json.dumps({
    "koppen": dict(veilig.headers), "status": open.status_code, "naar": open.url,
    "koekjes": [
        [getattr(settings, f"{wat}_COOKIE_{veld}") for veld in ("NAME", "SECURE", "HTTPONLY",
        "SAMESITE", "PATH", "DOMAIN")] for wat in ("SESSION", "CSRF")
    ],
}))
"""


def test_een_installatie_spreekt_alleen_https(tmp_path):
    uitkomst = json.loads(productie(tmp_path, "-c", VRAAG).stdout)

    hsts = "max-age=63072000; includeSubDomains; preload"
    assert uitkomst["koppen"]["Strict-Transport-Security"] == hsts
    assert (uitkomst["status"], uitkomst["naar"]) == (301, "https://pmiek.example/begrippen/")
    assert uitkomst["koekjes"] == [
        ["__Host-sessie", True, True, "Lax", "/", None],
        ["__Host-csrf", True, True, "Lax", "/", None],
    ]


# --- logging in


@pytest.fixture
def lezer_met_wachtwoord(zuid_holland):
    gebruiker = maak_gebruiker(password=WACHTWOORD)
    maak_rol(gebruiker, zuid_holland, Rolsoort.LEZER)
    return gebruiker


def log_in(client, gebruiker, wachtwoord=WACHTWOORD, **extra):
    gegevens = {"login": gebruiker.email, "password": wachtwoord}
    return client.post(reverse("account_login"), gegevens | extra)


def is_ingelogd(client):
    return not naar_inloggen(client.get(reverse("hulp")))


@pytest.mark.django_db
def test_niemand_maakt_zelf_een_account(client):
    nieuw = {"email": "zelf@voorbeeld.nl", "password1": WACHTWOORD, "naam": "Zelf"}

    antwoorden = [
        client.get(reverse("account_signup")),
        client.post(reverse("account_signup"), nieuw),
    ]

    assert [response.status_code for response in antwoorden] == [200, 200]
    assert Gebruiker.objects.count() == 0
    assert not is_ingelogd(client)


def test_inloggen_begint_een_nieuwe_sessie(client, lezer_met_wachtwoord):
    sessie = client.session
    sessie["vooraf"] = "gezet door een ander"
    sessie.save()

    log_in(client, lezer_met_wachtwoord)

    assert is_ingelogd(client)
    assert client.session.session_key != sessie.session_key


def test_na_vijf_foute_wachtwoorden_helpt_het_goede_niet_meer(client, lezer_met_wachtwoord):
    for poging in range(5):
        log_in(client, lezer_met_wachtwoord, f"fout-wachtwoord-{poging}")

    log_in(client, lezer_met_wachtwoord)

    assert not is_ingelogd(client)


def test_een_collega_achter_hetzelfde_adres_kan_dan_nog_wel_inloggen(client, lezer_met_wachtwoord):
    for poging in range(6):
        log_in(client, lezer_met_wachtwoord, f"fout-wachtwoord-{poging}")
    collega = maak_gebruiker(password=WACHTWOORD)

    log_in(client, collega)

    assert is_ingelogd(client)


def test_een_onbekend_adres_krijgt_hetzelfde_antwoord(client, lezer_met_wachtwoord):
    def antwoorden(email):
        inlog = client.post(reverse("account_login"), {"login": email, "password": "fout"})
        herstel = client.post(reverse("account_reset_password"), {"email": email}, follow=True)
        return [
            (response.status_code, schoon(response.text, email)) for response in (inlog, herstel)
        ]

    def schoon(tekst, email):
        return zonder_wisselend(tekst.replace(email, "ADRES"))

    assert antwoorden(lezer_met_wachtwoord.email) == antwoorden("onbekend@voorbeeld.nl")


def test_inloggen_leidt_niet_naar_een_andere_site(client, lezer_met_wachtwoord):
    response = log_in(client, lezer_met_wachtwoord, next="https://elders.example/")

    assert response.url == reverse("start")


def test_een_nieuw_wachtwoord_geldt_en_het_oude_niet_meer(client, lezer_met_wachtwoord):
    log_in(client, lezer_met_wachtwoord)
    nieuw = "nog-een-lang-wachtwoord-8"

    client.post(
        reverse("account_change_password"),
        {"oldpassword": WACHTWOORD, "password1": nieuw, "password2": nieuw},
    )

    lezer_met_wachtwoord.refresh_from_db()
    assert lezer_met_wachtwoord.check_password(nieuw)


@pytest.mark.parametrize("zwak", ["kort-7", "1q2w3e4r5t6y"])
def test_een_zwak_wachtwoord_wordt_geweigerd(client, lezer_met_wachtwoord, zwak):
    log_in(client, lezer_met_wachtwoord)

    client.post(
        reverse("account_change_password"),
        {"oldpassword": WACHTWOORD, "password1": zwak, "password2": zwak},
    )

    lezer_met_wachtwoord.refresh_from_db()
    assert lezer_met_wachtwoord.check_password(WACHTWOORD)


def test_er_is_geen_tweede_ingang(client, db):
    assert [patroon.naam for patroon in patronen() if "admin" in patroon.naam] == []
    assert client.get("/admin/login/").status_code == 404


def code_nu(geheim, stappen_terug=0):
    return format_hotp_value(hotp_value(geheim, int(time.time()) // 30 - stappen_terug))


def zet_tweede_factor_aan(client):
    client.post(reverse("account_reauthenticate"), {"password": WACHTWOORD})
    pagina = client.get(reverse("mfa_activate_totp"))
    geheim = pagina.context["form"].secret
    return client.post(reverse("mfa_activate_totp"), {"code": code_nu(geheim)})


@pytest.mark.parametrize(("stappen_terug", "mag"), [(0, True), (1, True), (3, False)])
def test_wie_langzaam_typt_is_met_de_code_van_net_nog_op_tijd(
    client, lezer_met_wachtwoord, monkeypatch, stappen_terug, mag
):
    nu = time.time()
    # the next code must not come while this one is sent
    monkeypatch.setattr(time, "time", lambda: nu)
    log_in(client, lezer_met_wachtwoord)
    client.post(reverse("account_reauthenticate"), {"password": WACHTWOORD})
    adres = reverse("mfa_activate_totp")
    geheim = client.get(adres).context["form"].secret

    client.post(adres, {"code": code_nu(geheim, stappen_terug)})

    assert Authenticator.objects.filter(type=Authenticator.Type.TOTP).exists() is mag


def test_een_tweede_factor_is_aan_te_zetten(client, lezer_met_wachtwoord):
    log_in(client, lezer_met_wachtwoord)

    assert zet_tweede_factor_aan(client).status_code == 302
    soorten = Authenticator.objects.filter(user=lezer_met_wachtwoord).values_list("type", flat=True)
    assert "totp" in soorten
    assert client.get(reverse("mfa_index")).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_wat_er_met_het_account_gebeurde_staat_er_in_onze_woorden(client, lezer_met_wachtwoord):
    log_in(client, lezer_met_wachtwoord)
    # the message is added once the change is certain
    zet_tweede_factor_aan(client)
    gekoppeld = client.get(reverse("mfa_index"))
    nieuw = "een-heel-ander-wachtwoord-8"
    velden = {"oldpassword": WACHTWOORD, "password1": nieuw, "password2": nieuw}
    gewijzigd = client.post(reverse("account_change_password"), velden, follow=True)

    assert "De app is gekoppeld." in gekoppeld.text
    assert "Uw wachtwoord is gewijzigd." in gewijzigd.text


def test_met_een_tweede_factor_is_het_wachtwoord_niet_genoeg(client, wereld):
    gebruiker = wereld.gebruikers[Rolsoort.SECRETARIS]
    gebruiker.set_password(WACHTWOORD)
    gebruiker.save(update_fields=["password"])
    log_in(client, gebruiker)
    zet_tweede_factor_aan(client)
    halverwege = Client()

    response = log_in(halverwege, gebruiker)

    assert response.url == reverse("mfa_authenticate")
    geopend = [
        patroon.naam
        for patroon in patronen()
        if patroon.is_provincie and not naar_inloggen(halverwege.get(wereld.adres(patroon)))
    ]
    assert geopend == []


def test_geen_test_belt_naar_buiten():
    with socket.socket() as een, pytest.raises(AssertionError, match="naar buiten: 192.0.2.1"):
        een.connect(("192.0.2.1", 80))
