"""Documents: how long, compared with what else could make them, and how much memory."""

import io
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from openpyxl import Workbook, load_workbook

from actielijst.documenten.actielijst import actielijst_pdf
from actielijst.documenten.fiche import fiche_pdf
from actielijst.exports import actielijst_xlsx
from actielijst.models import Project
from pmiek.enums import Kanaal
from pmiek.history import acting_as
from tests.bench.gegevens import PEILDATUM, Stand, gebruik, provincie
from tests.bench.html import actielijst_html
from tests.bench.koud import koud, lege_map, net_gestart
from tests.bench.meten import Meting, duur, mediaan, om_en_om, piek
from tests.bench.programmas import chromium, libreoffice

FICHES = Stand(60, om_de=1)
AFSPRAKEN = Stand(500, afspraken=10, om_de=1)
STANDEN = [FICHES, AFSPRAKEN]
KEER = 3


def tijden():
    with gebruik(FICHES), lege_map():
        yield from _fiche()
        html = Path(settings.VAR) / "actielijst.html"
        html.write_text(actielijst_html(provincie(), PEILDATUM), encoding="utf-8")
        yield from _actielijst(html)
    with gebruik(AFSPRAKEN):
        yield _excel()


def _fiche():
    eerste, *projecten = Project.objects.voor_fiche()
    fiche_pdf(eerste, PEILDATUM)
    rij = iter(projecten)
    naam = "tijd: fiche-pdf, nieuw, in een draaiend proces"
    yield mediaan(naam, lambda: duur(lambda: fiche_pdf(next(rij), PEILDATUM)), keer=7)
    naam = "tijd: fiche-pdf, bewaard"
    yield mediaan(naam, lambda: duur(lambda: fiche_pdf(eerste, PEILDATUM)), keer=7)


def _actielijst(html):
    naam = "tijd: actielijst-pdf van 60 fiches, niets bewaard, tegenover Chromium"
    yield _tegenover(naam, lambda: koud(_maak), chromium(html))
    naam = "tijd: actielijst-pdf van 60 fiches, niets bewaard, processen nog te starten"
    yield mediaan(naam, lambda: net_gestart(_maak), keer=KEER)
    _maak()
    for wat, wijzig in (("een tekst", _wijzig_tekst), ("een afspraak", _wijzig_afspraak)):
        naam = f"tijd: actielijst-pdf na wijziging van {wat}, tegenover LibreOffice Writer"
        yield _tegenover(naam, lambda wijzig=wijzig: _na(wijzig), libreoffice(html))


def _tegenover(naam, meet, programma):
    if programma is None:
        return mediaan(f"{naam} (niet geïnstalleerd)", meet, keer=KEER)
    return om_en_om(naam, meet, lambda: duur(programma), keer=KEER)


def _maak():
    actielijst_pdf(provincie(), PEILDATUM)


def _na(wijzig):
    with acting_as(None, Kanaal.OPDRACHT):
        wijzig(Project.objects.first())
    return duur(_maak)


def _wijzig_tekst(project):
    project.doel = f"Ruimte op het net, {uuid4()}."
    project.save()


def _wijzig_afspraak(project):
    """The list per party is made again as well."""
    afspraak = project.afspraken.first()
    afspraak.activiteit = f"Voorbereiding tot en met de vaststelling, {uuid4()}"
    afspraak.save()


def _excel():
    naam = "tijd: Excel van 5.000 afspraken, tegenover kale cellen met openpyxl"
    bladen = [list(blad.values) for blad in load_workbook(io.BytesIO(_werkmap())).worksheets]
    return om_en_om(naam, lambda: duur(_werkmap), lambda: duur(lambda: _kaal(bladen)), keer=KEER)


def _werkmap():
    return actielijst_xlsx(provincie(), PEILDATUM)


def _kaal(bladen):
    map_ = Workbook()
    for rijen in bladen:
        blad = map_.create_sheet()
        for rij in rijen:
            blad.append(rij)
    map_.save(io.BytesIO())


def geheugen():
    naam = "geheugen: actielijst-pdf van 60 fiches, niets bewaard, alle processen samen"
    yield Meting(naam, _piek("actielijst_pdf", FICHES), "MB")
    naam = "geheugen: Excel van 5.000 afspraken"
    yield Meting(naam, _piek("actielijst_xlsx", AFSPRAKEN), "MB")


def _piek(wat, stand):
    omgeving = os.environ | {
        "DATABASE_URL": f"sqlite:///{stand.pad}",
        "PMIEK_VAR": tempfile.mkdtemp(dir=settings.VAR),
    }
    opdracht = [sys.executable, "-m", "tests.bench.geheugen", wat]
    proces = subprocess.Popen(opdracht, env=omgeving, cwd=settings.BASE_DIR)
    hoogste = piek(proces)
    if proces.returncode:
        raise SystemExit(f"{wat} is mislukt.")
    return hoogste
