"""Monitoring: the comparison over many rounds, and the monitoringslijst beside Chromium."""

from functools import partial
from pathlib import Path

from django.conf import settings

from monitoring.documenten import maak_lijst, monitoringslijst_html
from monitoring.lijst import inhoud_van
from monitoring.models import Monitoringronde
from tests.bench.gegevens import Stand, gebruik
from tests.bench.html import los_html
from tests.bench.koud import koud
from tests.bench.meten import duur, mediaan, om_en_om
from tests.bench.programmas import chromium
from tests.bench.schermen import Bezoek, telling

PROJECTEN, RONDES = 400, 12
LEEG, WEINIG, VEEL = Stand(1), Stand(40, rondes=RONDES), Stand(PROJECTEN, rondes=RONDES)
LIJST = Stand(60, rondes=2)
STANDEN = [LEEG, WEINIG, VEEL, LIJST]
PAGINAS = {"dashboard": "dashboard", "ibn_verloop": "IBN-verloop"}
KEER = 3


def querytellingen():
    for pagina, naam in PAGINAS.items():
        tellingen = [_bezoek(stand, pagina).querys() for stand in (WEINIG, VEEL)]
        yield telling(f"query's: {naam}, 40 en 400 projecten in 12 rondes", tellingen)


def tijden():
    for pagina, naam in PAGINAS.items():
        yield om_en_om(
            f"tijd: {naam} over 400 projecten en 12 rondes, tegenover dezelfde pagina zonder ronde",
            _bezoek(VEEL, pagina).duur,
            _bezoek(LEEG, pagina).duur,
            keer=KEER,
        )
    with gebruik(LIJST):
        yield _lijst()


def _bezoek(stand, pagina):
    return Bezoek(stand, pagina, ruimte="monitoring")


def _lijst():
    naam = "tijd: monitoringslijst-pdf van 60 regels, niets bewaard, tegenover Chromium"
    ronde = Monitoringronde.objects.huidige()
    # as the worker makes it: in a request so long a list is not made
    maak = partial(maak_lijst, ronde, voortgang=lambda *stand: None)
    bestand = Path(settings.VAR) / "monitoringslijst.html"
    bestand.write_text(los_html(monitoringslijst_html(ronde, inhoud_van(ronde))), encoding="utf-8")
    programma = chromium(bestand)
    if programma is None:
        return mediaan(f"{naam} (niet geïnstalleerd)", lambda: koud(maak), keer=KEER)
    return om_en_om(naam, lambda: koud(maak), lambda: duur(programma), keer=KEER)
