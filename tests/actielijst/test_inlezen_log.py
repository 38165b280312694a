"""What the security log says about a list that was sent in: by number, never by its name."""

import json
import logging

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from pmiek.beveiligingslog import Gebeurtenisregel
from tests.werkmappen import werkmap

LIJST = [["Nr.", "Project"], ["1", "Station Noord II"]]


class Bak(logging.Handler):
    def __init__(self):
        super().__init__()
        self.regels = []

    def emit(self, record):
        self.regels.append(json.loads(Gebeurtenisregel().format(record)))


@pytest.fixture
def log():
    bak, logger = Bak(), logging.getLogger("pmiek.beveiliging")
    logger.addHandler(bak)
    yield bak.regels
    logger.removeHandler(bak)


def zonder_tijd(log):
    return [(r["actie"], r["resultaat"], r["object"], r["wie"]) for r in log]


def test_insturen_verwerken_en_ongedaan_maken_staan_in_het_log(
    stuur_in, bevestig, als_redacteur, noord, redacteur, log
):
    inlezing = stuur_in(werkmap(LIJST))
    bevestig(inlezing)
    inlezing.refresh_from_db()
    als_redacteur.post(reverse("ongedaan", args=["zuid-holland", inlezing.handeling]))

    wie = f"gebruiker {redacteur.pk}"
    assert zonder_tijd(log) == [
        ("lijst insturen", "gelukt", f"inlezing {inlezing.pk}", wie),
        (
            "lijst verwerken",
            "gelukt",
            f"inlezing {inlezing.pk}, handeling {inlezing.handeling}",
            wie,
        ),
        ("ongedaan maken", "gelukt", f"handeling {inlezing.handeling}", wie),
    ]


def test_een_geweigerd_bestand_staat_zonder_naam_in_het_log(als_redacteur, redacteur, log):
    bestand = SimpleUploadedFile("kanarie\n.xlsx", b"kapot")
    als_redacteur.post(reverse("actielijst:inlezen", args=["zuid-holland"]), {"bestand": bestand})

    assert zonder_tijd(log) == [
        (
            "lijst insturen",
            "geweigerd",
            "lijst voor zuid-holland",
            f"gebruiker {redacteur.pk}",
        )
    ]


def test_een_verwerking_die_niet_mag_en_een_die_stopt_staan_in_het_log(
    stuur_in, bevestig, als_redacteur, noord, redacteur, log
):
    inlezing = stuur_in(werkmap([LIJST[0], ["1", "Station " + "x" * 300]]))
    bevestig(inlezing)
    als_redacteur.post(reverse("actielijst:inlezing_stoppen", args=["zuid-holland", inlezing.pk]))

    assert [regel[:2] for regel in zonder_tijd(log)[1:]] == [
        ("lijst verwerken", "geweigerd"),
        ("lijst verwerken", "gestopt"),
    ]


def test_de_opdracht_staat_in_het_log_en_haar_proef_niet(noord, tmp_path, log):
    pad = tmp_path / "lijst.xlsx"
    pad.write_bytes(werkmap(LIJST))
    for proef in (True, False):
        call_command("importeer_projecten", pad, provincie="zuid-holland", proef=proef)

    assert zonder_tijd(log) == [("lijst verwerken", "gelukt", "lijst voor zuid-holland", "anoniem")]
