"""Away is not broken: a page in Dutch that keeps what was typed, and a site that recovers."""

import errno
import html
import re

import pytest
from django.conf import settings as instellingen
from django.db import InterfaceError, OperationalError, ProgrammingError, connection
from django.urls import reverse

from pmiek.storing import storing_pagina
from tests.formulier import fichedata

HIER = "tests.pmiek.test_storing.Breekt"
WEG = {
    "vergrendeld": OperationalError("database is locked"),
    "schijf vol": OperationalError("database or disk is full"),
    "alleen lezen": OperationalError("attempt to write a readonly database"),
    "geen bestand": OperationalError("unable to open database file"),
    "gesloten": InterfaceError("connection already closed"),
    "map vol": OSError(errno.ENOSPC, "No space left on device"),
    "map alleen lezen": OSError(errno.EROFS, "Read-only file system"),
}
STUK = {
    "eigen fout": ValueError("x"),
    "verkeerde vraag": ProgrammingError("syntax error"),
    "bestand weg": FileNotFoundError(errno.ENOENT, "weg"),
}
LEZEN = "/toegankelijkheid/"


class Breekt:
    """Goes wrong where no view can see it."""

    fout = None

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if self.fout:
            raise self.fout
        return self.get_response(request)


@pytest.fixture
def breekt(settings, client, monkeypatch):
    settings.MIDDLEWARE = [*instellingen.MIDDLEWARE, HIER]
    client.raise_request_exception = False
    return lambda fout: monkeypatch.setattr(Breekt, "fout", fout)


@pytest.mark.django_db
@pytest.mark.parametrize("fout", WEG.values(), ids=WEG)
def test_wat_even_weg_is_geeft_een_pagina_die_zegt_wanneer_opnieuw(client, breekt, fout):
    breekt(fout)
    response = client.get(LEZEN)

    assert (response.status_code, response.headers["Retry-After"]) == (503, "10")
    assert "De site is even niet bereikbaar" in response.text
    assert str(fout) not in response.text


@pytest.mark.django_db
@pytest.mark.parametrize("fout", STUK.values(), ids=STUK)
def test_een_fout_van_onszelf_blijft_een_fout(client, breekt, fout):
    breekt(fout)

    assert client.get(LEZEN).status_code == 500


@pytest.mark.django_db
def test_ook_als_de_oorzaak_dieper_zit(client, breekt):
    fout = ValueError("x")
    fout.__cause__ = WEG["vergrendeld"]
    breekt(fout)

    assert client.get(LEZEN).status_code == 503


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite uses one class for both")
@pytest.mark.django_db
def test_een_tabel_die_niet_bestaat_is_geen_storing(client, breekt):
    breekt(OperationalError("no such table: pmiek_x"))

    assert client.get(LEZEN).status_code == 500


@pytest.mark.django_db
def test_wat_verzonden_werd_staat_in_de_pagina_en_komt_heel_aan(client, breekt, redacteur, project):
    client.force_login(redacteur)
    adres = reverse("actielijst:project_bewerken", args=[project.provincie.slug, project.pk])
    tekst = 'Eerste regel\nen "tweede" <regel> & meer'
    breekt(WEG["vergrendeld"])
    pagina = client.post(adres, fichedata(project, doel=tekst))
    assert (pagina.status_code, f'action="{adres}"' in pagina.text) == (503, True)

    breekt(None)
    client.post(adres, verborgen_velden(pagina))
    project.refresh_from_db()
    assert project.doel.replace("\r\n", "\n") == tekst


def verborgen_velden(pagina):
    gevonden = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', pagina.text)
    assert gevonden[0][0] == "csrfmiddlewaretoken"
    return {naam: html.unescape(waarde) for naam, waarde in gevonden}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("adres", "velden"),
    [
        ("/account/login/", {"login": "a@b.nl", "password": "geheim-woord"}),
        ("/uitnodiging/sleutel/", {"naam": "Mo de Vries", "wachtwoord": "geheim-woord"}),
    ],
)
def test_een_wachtwoord_staat_niet_in_de_pagina(client, breekt, adres, velden):
    breekt(WEG["gesloten"])
    pagina = client.post(adres, velden)

    assert pagina.status_code == 503
    assert "geheim-woord" not in pagina.text
    assert "terugknop" in pagina.text


@pytest.mark.parametrize("naam", ["password1", "oldpassword", "nieuw_Wachtwoord"])
def test_een_wachtwoord_staat_ook_op_een_ander_adres_niet_in_de_pagina(rf, naam):
    pagina = storing_pagina(rf.post("/x/", {"naam": "Mo de Vries", naam: "geheim-woord"}))

    assert "Mo de Vries" in pagina.text
    assert "geheim-woord" not in pagina.text


@pytest.mark.django_db
def test_gezond_zegt_het_als_de_database_niet_antwoordt(client, monkeypatch):
    def weg(*args):
        raise WEG["gesloten"]

    assert client.get("/gezond/").status_code == 200
    monkeypatch.setattr("pmiek.keten.KetenQuerySet.first", weg)
    assert client.get("/gezond/").status_code == 503


def test_de_storingspagina_vraagt_niets_van_de_database(rf):
    """Without the mark django_db a query is an error."""
    assert storing_pagina(rf.get("/x/?y=1")).status_code == 503
