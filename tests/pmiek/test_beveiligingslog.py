"""What the security log says, and what it never says."""

import json
import logging

import pytest
from django.test import Client
from django.urls import path, reverse

from actielijst.models.toegang import beperk_tot
from pmiek.beveiligingslog import Gebeurtenisregel, Regel, meld
from pmiek.enums import Rolsoort
from pmiek.urls import handler500  # noqa: F401
from pmiek.urls import urlpatterns as adressen_van_de_site
from tests.bouwers import (
    maak_gebruiker,
    maak_partij,
    maak_project,
    maak_rol,
    maak_uitnodiging,
)
from tests.toegang import inhoud_van

WACHTWOORD = "een-lang-wachtwoord-7"
VELDEN = {"tijd", "actie", "object", "resultaat", "herkomst", "wie", "verzoek"}
KANARIE = "kanarie-9f3a"


def kapot(request):
    raise ValueError("hier ging het mis")


urlpatterns = [path("kapot/", kapot), *adressen_van_de_site]


class Bak(logging.Handler):
    def __init__(self, formatter):
        super().__init__()
        self.setFormatter(formatter)
        self.regels = []

    def emit(self, record):
        self.regels.append(self.format(record))


@pytest.fixture
def log():
    """The lines of the security log, as they are written."""
    bak, logger = Bak(Gebeurtenisregel()), logging.getLogger("pmiek.beveiliging")
    logger.addHandler(bak)
    yield bak.regels
    logger.removeHandler(bak)


@pytest.fixture
def alles():
    """Every line of every log."""
    bak, wortel = Bak(Regel("{levelname} {name} [{verzoek}] {message}", style="{")), logging.root
    wortel.addHandler(bak)
    niveau = wortel.level
    wortel.setLevel("DEBUG")
    yield bak.regels
    wortel.removeHandler(bak)
    wortel.setLevel(niveau)


@pytest.fixture
def gebruiker(zuid_holland):
    gebruiker = maak_gebruiker(password=WACHTWOORD)
    maak_rol(gebruiker, zuid_holland, Rolsoort.LEZER)
    return gebruiker


def log_in(client, email, wachtwoord=WACHTWOORD):
    return client.post(reverse("account_login"), {"login": email, "password": wachtwoord})


def gebeurtenissen(log):
    regels = [json.loads(regel) for regel in log]
    assert [regel for regel in regels if set(regel) != VELDEN] == []
    return [(regel["actie"], regel["resultaat"], regel["wie"]) for regel in regels]


def test_inloggen_en_uitloggen_staan_in_het_log(client, gebruiker, log):
    log_in(client, gebruiker.email, "fout")
    log_in(client, gebruiker.email)
    client.post(reverse("account_logout"))

    wie = f"gebruiker {gebruiker.pk}"
    assert gebeurtenissen(log) == [
        ("inloggen", "mislukt", "anoniem"),
        ("inloggen", "gelukt", wie),
        ("uitloggen", "gelukt", wie),
    ]
    assert {json.loads(regel)["herkomst"] for regel in log} == {"127.0.0.1"}


def test_te_veel_pogingen_staan_in_het_log(client, gebruiker, log):
    for _ in range(6):
        log_in(client, gebruiker.email, "fout")

    assert gebeurtenissen(log)[-1] == ("inloggen", "geblokkeerd", "anoniem")
    assert len({json.loads(regel)["object"] for regel in log}) == 1


def test_een_weigering_staat_in_het_log(client, gebruiker, zuid_holland, utrecht, log):
    client.force_login(gebruiker)
    vreemd = maak_project(utrecht)
    client.get(reverse("actielijst:project_bewerken", args=["zuid-holland", vreemd.pk]))
    client.get(reverse("actielijst:partij_lijst", args=["zuid-holland"]))
    client.get(reverse("actielijst:start", args=["utrecht"]))
    client.get("/bestaat/niet/")

    assert [(json.loads(r)["object"], json.loads(r)["resultaat"]) for r in log] == [
        (f"actielijst:project_bewerken zuid-holland {vreemd.pk}", "404"),
        ("actielijst:partij_lijst zuid-holland", "403"),
        ("actielijst:start utrecht", "404"),
    ]
    assert {wie for _, _, wie in gebeurtenissen(log)} == {f"gebruiker {gebruiker.pk}"}


def test_een_download_staat_in_het_log(client, gebruiker, zuid_holland, log):
    client.force_login(gebruiker)
    inhoud_van(client.get(reverse("actielijst:project_export", args=["zuid-holland"])))

    [regel] = map(json.loads, log)
    assert (regel["actie"], regel["object"]) == (
        "gedownload",
        "actielijst:project_export zuid-holland",
    )


def test_een_wijziging_van_rechten_staat_in_het_log_als_zij_is_opgeslagen(
    client, secretaris, partij_gebruiker, log, django_capture_on_commit_callbacks
):
    client.force_login(secretaris)
    rol = partij_gebruiker.rollen.get()
    with django_capture_on_commit_callbacks(execute=True):
        beperk_tot(rol, [])
        client.post(
            reverse("actielijst:rol_deactiveren", args=["zuid-holland", rol.pk]), {"actief": "nee"}
        )

    regels = [json.loads(regel) for regel in log]
    assert [(regel["actie"], regel["object"], regel["wie"]) for regel in regels] == [
        (
            "rechten wijzigen",
            f"rol {rol.pk} van gebruiker {partij_gebruiker.pk} gewijzigd",
            f"gebruiker {secretaris.pk}",
        ),
        (
            "rechten wijzigen",
            f"gebruiker {partij_gebruiker.pk} gewijzigd",
            f"gebruiker {secretaris.pk}",
        ),
    ]


def test_een_uitnodiging_staat_in_het_log(
    client, secretaris, zuid_holland, log, django_capture_on_commit_callbacks
):
    uitnodiging, _ = maak_uitnodiging(maak_partij(zuid_holland))
    client.force_login(secretaris)
    adres = reverse("actielijst:uitnodiging_intrekken", args=["zuid-holland", uitnodiging.pk])

    with django_capture_on_commit_callbacks(execute=True):
        client.post(adres)

    assert [(json.loads(regel)["actie"], json.loads(regel)["object"]) for regel in log] == [
        ("rechten wijzigen", f"uitnodiging {uitnodiging.pk} gewijzigd")
    ]


def test_een_nieuw_wachtwoord_staat_in_het_log(client, gebruiker, log):
    log_in(client, gebruiker.email)
    nieuw = "fietsbel regenjas lamp"
    client.post(
        reverse("account_change_password"),
        {"oldpassword": WACHTWOORD, "password1": nieuw, "password2": nieuw},
    )

    regels = [json.loads(regel) for regel in log]
    assert ("inloggegevens wijzigen", "password_changed") in [
        (regel["actie"], regel["object"]) for regel in regels
    ]


@pytest.mark.parametrize("teken", ["\n", "\r", "\x1b[31m", "\u2028", "\x00"])
def test_een_regel_is_niet_te_breken(log, teken):
    meld("inloggen", object=f"a{teken}b")

    [regel] = log
    assert regel.isascii()
    assert regel.isprintable()
    assert json.loads(regel)["object"] == f"a{teken}b"


@pytest.mark.parametrize("teken", ["\n", "\r", "\x1b[31m", "\x00"])
def test_ook_een_gewone_regel_is_niet_te_breken(alles, teken):
    logging.getLogger("proef").error("voor%sna", teken)

    assert alles[-1].isprintable()


def test_wat_iemand_typt_staat_in_geen_enkel_log(client, gebruiker, lezer, log, alles):
    client.raise_request_exception = False
    log_in(client, f"{KANARIE}@voorbeeld.nl", KANARIE)
    log_in(client, gebruiker.email, KANARIE)
    client.post(reverse("account_reset_password"), {"email": f"{KANARIE}@voorbeeld.nl"})
    sleutel = reverse("account_reset_password_from_key", args=["zzz", KANARIE])
    client.get(sleutel, follow=True)
    client.post(sleutel, {"password1": KANARIE})
    client.force_login(lezer)
    start = reverse("actielijst:start", args=["zuid-holland"])
    client.get(f"{start}?bsn={KANARIE}", headers={"user-agent": KANARIE})
    client.get(f"/zuid-holland/{KANARIE}/")
    client.get(reverse("actielijst:start", args=[KANARIE]))

    acties = [json.loads(regel)["actie"] for regel in log]
    assert acties == ["inloggen", "inloggen", "toegang geweigerd"]
    assert [regel for regel in log + alles if KANARIE in regel] == []


@pytest.mark.urls(__name__)
def test_een_fout_heeft_een_kenmerk_op_de_pagina_en_in_het_log(db, alles):
    response = Client(raise_request_exception=False).get("/kapot/")

    assert response.status_code == 302
    client = Client(raise_request_exception=False)
    client.force_login(maak_gebruiker())
    response = client.get("/kapot/")
    kenmerk = response.headers["X-Request-ID"]
    assert response.status_code == 500
    assert f"kenmerk <strong>{kenmerk}</strong>" in response.text
    [regel] = [regel for regel in alles if "Traceback" in regel]
    assert f"[{kenmerk}]" in regel.splitlines()[0]
