"""A list that is sent in: time and memory of reading and of the preview, which grow linearly."""

import io
import logging
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from pmiek.importing import read_file
from pmiek.models import Gebruiker
from tests.bench.gegevens import SLUG, Stand, gebruik
from tests.bench.meten import Meting, duur, om_en_om, piek, rond

AANTALLEN = [60, 600, 6_000]
LEEG, GEVULD = Stand(1), Stand(60)
STANDEN = [LEEG, GEVULD]
KOPPEN = ["Nr.", "Project", "Fase", "Route", "IBN", "Doel", "Aanleiding", "Locatie", "Tijdspad"]
ZIN = "Het net in dit gebied zit vol; nieuwe aansluitingen van woningen en bedrijven wachten."
KEER = 3


def tijden():
    vorige = None
    for aantal in AANTALLEN:
        pad = maak_lijst(aantal)
        yield om_en_om(
            f"tijd: lezen van {aantal} regels, tegenover openpyxl read-only over dezelfde cellen",
            lambda pad=pad: duur(lambda: read_file(pad, pad.name)),
            lambda pad=pad: duur(lambda: _openpyxl(pad)),
            keer=KEER,
        )
        with gebruik(GEVULD):
            seconden = min(duur(lambda pad=pad: stuur_in(pad)) for _ in range(KEER))
        naam = f"tijd: insturen tot en met de controle van {aantal} regels"
        yield _meting(naam, seconden, vorige)
        vorige = seconden


def geheugen():
    for aantal in AANTALLEN:
        naam = f"geheugen: insturen van {aantal} regels, alle processen samen"
        yield Meting(naam, _piek(aantal), "MB")


def _meting(naam, seconden, vorige):
    """Beside ten times as long as ten times fewer rows: at most 1 is linear growth."""
    if vorige is None:
        return Meting(naam, rond(seconden), "s")
    return Meting(naam, rond(seconden), "s", rond(10 * vorige), rond(seconden / (10 * vorige)))


def maak_lijst(aantal):
    boek = Workbook(write_only=True)
    blad = boek.create_sheet("Projecten")
    blad.append(KOPPEN)
    for nummer in range(1, aantal + 1):
        naam = f"Station {nummer:05} in deelgebied {nummer % 97}"
        vast = ["verkenning", "", f"Q{nummer % 4 + 1} {2028 + nummer % 9}"]
        blad.append([str(nummer), naam, *vast, *[f"{ZIN} {nummer}"] * 4])
    uit = io.BytesIO()
    boek.save(uit)
    pad = Path(settings.VAR) / f"lijst-{aantal}.xlsx"
    pad.write_bytes(uit.getvalue())
    return pad


def _openpyxl(pad):
    for blad in load_workbook(pad, read_only=True, data_only=True).worksheets:
        for rij in blad.iter_rows():
            for cel in rij:
                cel.value  # noqa: B018  what is read is what is measured


def stuur_in(pad):
    """As a browser does: send the file, and open the page that says what would change."""
    # of every line of the security log a measurement would be made
    logging.disable(logging.INFO)
    client = Client(SERVER_NAME="localhost")
    client.force_login(Gebruiker.objects.get())
    bestand = SimpleUploadedFile(pad.name, pad.read_bytes())
    adres = reverse("actielijst:inlezen", args=[SLUG])
    response = client.post(adres, {"bestand": bestand}, follow=True)
    if response.status_code != 200 or not response.redirect_chain:
        raise SystemExit("De lijst is niet aangenomen.")


def _piek(aantal):
    omgeving = os.environ | {
        "DATABASE_URL": f"sqlite:///{GEVULD.pad}",
        "PMIEK_VAR": tempfile.mkdtemp(dir=settings.VAR),
    }
    opdracht = [sys.executable, "-m", "tests.bench.insturen", str(maak_lijst(aantal))]
    proces = subprocess.Popen(opdracht, env=omgeving, cwd=settings.BASE_DIR)
    hoogste = piek(proces)
    if proces.returncode:
        raise SystemExit("Insturen is mislukt.")
    return hoogste
