"""L, P and S: fifty people for a while, documents beside it, and nothing that calls out."""

import os
import random
import subprocess
import sys
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles

import psutil
from django.utils import timezone

from actielijst.documenten.taken import vraag_document
from actielijst.enums import Documentsoort, Taakstatus
from actielijst.models import Documenttaak, Project
from tests.bench.rijen import vul
from tests.bouwers import maak_partij
from tests.weerbaarheid.bezoeker import formulier, met
from tests.weerbaarheid.gegevens import maak_plek
from tests.weerbaarheid.omgeving import wacht_tot
from tests.weerbaarheid.register import proef

ZAAD = 20261125
DUUR = 60  # seconds, of which the first are not counted
AANLOOP = 10
DENKTIJD = 2
MENSEN = 50


@dataclass
class Tijden:
    per_soort: dict = field(default_factory=lambda: defaultdict(list))
    fouten: list = field(default_factory=list)

    def p95(self, soort):
        tijden = self.per_soort[soort]
        return quantiles(tijden, n=20)[-1] if len(tijden) > 1 else float("inf")


def maak_provincies(aantal, projecten):
    plekken = [maak_plek(projecten=0, gebruikers=9, echte_code=True) for _ in range(aantal)]
    for plek in plekken:
        for soort in ("gemeente", "netbeheerder"):
            for _ in range(4):
                maak_partij(plek.provincie, soort=soort)
        vul(plek.provincie, [6] * projecten)
        plek.projecten.extend(Project.objects.filter(provincie=plek.provincie))
    return plekken


class Mens(threading.Thread):
    """70 % fiche, 15 % list, 10 % save, 3 % export, 2 % the trivial page that is the measure."""

    def __init__(self, plekken, poort, nummer, tijden, einde):
        super().__init__(daemon=True)
        self.plek, self.tijden, self.einde = plekken[nummer % len(plekken)], tijden, einde
        plaats = nummer // len(plekken)
        self.bezoeker = self.plek.bezoeker(poort, plaats)
        self.eigen = self.plek.projecten[plaats]
        # each a number of its own: with one for every province six people did the same at once
        self.kans = random.Random(ZAAD + nummer)
        self.nummer = nummer

    def run(self):
        begin = time.monotonic()
        time.sleep(self.kans.uniform(0, DENKTIJD))
        while time.monotonic() < self.einde:
            soort = self.kans.choices(
                ["fiche", "lijst", "opslaan", "export", "gezond"], [70, 15, 10, 3, 2]
            )[0]
            self.doe(soort, telt=time.monotonic() - begin > AANLOOP)
            time.sleep(self.kans.uniform(0.5, 1.5) * DENKTIJD)

    def doe(self, soort, telt):
        try:
            antwoord, duur = getattr(self, soort)()
        except Exception as fout:
            self.tijden.fouten.append(f"{soort}: {fout!r}")
            return
        if antwoord.status not in (200, 302):
            self.tijden.fouten.append(f"{soort}: {antwoord.status}")
        elif telt:
            self.tijden.per_soort[soort].append(duur)

    def haal(self, pad):
        begin = time.monotonic()
        antwoord = self.bezoeker.haal(pad)
        return antwoord, time.monotonic() - begin

    def fiche(self):
        project = self.kans.choice(self.plek.projecten)
        return self.haal(f"{self.plek.adres}projecten/{project.pk}/")

    def lijst(self):
        return self.haal(f"{self.plek.adres}projecten/")

    def export(self):
        return self.haal(f"{self.plek.adres}projecten/exporteren/")

    def gezond(self):
        return self.haal("/gezond/")

    def opslaan(self):
        adres = self.plek.bewerken(self.eigen)
        velden = formulier(self.bezoeker.haal(adres), "basis")
        begin = time.monotonic()
        tekst = f"mens {self.nummer} om {begin}"
        antwoord = self.bezoeker.stuur(adres, met(velden, doel=tekst))
        return antwoord, time.monotonic() - begin


@proef(
    "L1",
    "0 fouten; p95 fiche <= max(10 T, 200), lijst <= max(40 T, 500), opslaan <= 500 ms; "
    "geheugen <= +20 %",
    rustig=True,
)
def l1(omgeving):
    plekken, tijden = maak_provincies(6, 60), Tijden()
    with omgeving.eigen_site() as site:
        einde = time.monotonic() + DUUR
        mensen = [Mens(plekken, site.poort, nummer, tijden, einde) for nummer in range(MENSEN)]
        for mens in mensen:
            mens.einde = time.monotonic() + DUUR
            mens.start()
        time.sleep(AANLOOP * 2)
        begin = _geheugen(site.pid)
        for mens in mensen:
            mens.join(DUUR + 60)
        eind = _geheugen(site.pid)
    t = tijden.p95("gezond")
    grenzen = {"fiche": max(10 * t, 0.2), "lijst": max(40 * t, 0.5), "opslaan": 0.5}
    te_traag = [soort for soort, grens in grenzen.items() if tijden.p95(soort) > grens]
    cijfers = ", ".join(f"{soort} {tijden.p95(soort) * 1000:.0f}" for soort in grenzen)
    aantal = sum(map(len, tijden.per_soort.values()))
    return (
        f"{aantal} verzoeken, {len(tijden.fouten)} fouten {tijden.fouten[:2]}, T {t * 1000:.0f}, "
        f"{cijfers} ms, geheugen {(eind / begin - 1) * 100:+.0f} %",
        not tijden.fouten and not te_traag and eind <= begin * 1.2,
    )


def _geheugen(pid):
    """Of the workers; the processes that lay out PDFs are bounded by themselves."""
    return sum(kind.memory_info().rss for kind in psutil.Process(pid).children())


@proef(
    "P3",
    "p95 van een fiche tijdens 2 documenten <= 1,5 x rust (of 50 ms), te zwaar mislukt met reden",
    rustig=True,
)
def p3(omgeving):
    (plek,) = maak_provincies(1, 60)
    with omgeving.site() as site, omgeving.werker(), omgeving.werker():
        bezoeker = plek.bezoeker(site.poort)
        adres = f"{plek.adres}projecten/{plek.projecten[0].pk}/"
        bezoeker.haal(adres)
        rust = _p95(bezoeker, adres)
        for mens in plek.gebruikers[:2]:
            vraag_document(plek.provincie, Documentsoort.ACTIELIJST_PDF, mens, timezone.localdate())
        bezig = Documenttaak.objects.filter(
            provincie=plek.provincie, status=Taakstatus.BEZIG, stap__startswith="Fiche"
        )
        wacht_tot(bezig.exists, 30, 0.05)
        druk = _p95(bezoeker, adres)
        tijdens = bezig.exists()
        wacht_tot(lambda: not Documenttaak.objects.lopend().exists(), 120)
        reden = _te_zwaar(omgeving)
    return (
        f"rust {rust * 1000:.0f} ms, tijdens {druk * 1000:.0f} ms, reden: {reden[:60]}",
        tijdens and druk <= max(1.5 * rust, 0.05) and "te veel tijd of geheugen" in reden,
    )


def _p95(bezoeker, adres):
    tijden = []
    for _ in range(60):
        begin = time.monotonic()
        bezoeker.haal(adres)
        tijden.append(time.monotonic() - begin)
        time.sleep(0.02)
    return quantiles(tijden, n=20)[-1]


ZWAAR = """\
from pmiek.pdf import pool
from pmiek.pdf.engine import PdfFout

def main():
    pool.LIMITS_NOW = pool.Limits(cpu_seconds=3)
    try:
        pool.render_one("<html lang=nl><title>x</title>" + "<p>woord " * 60_000)
    except PdfFout as fout:
        print(fout)

if __name__ == "__main__":
    main()
"""


def _te_zwaar(omgeving):
    programma = omgeving.map / "zwaar.py"
    programma.write_text(ZWAAR)
    proces = subprocess.run(
        [sys.executable, str(programma)], capture_output=True, text=True, timeout=90, check=False
    )
    return proces.stdout.strip()


BUITEN = "import socket; socket.create_connection(('192.0.2.1', 80), 1)"


@proef("S6", "0 verbindingen naar buiten; de proefverbinding wel opgemerkt", rustig=True)
def s6(omgeving):
    """Of all programs of this run until now: site, worker and commands."""
    boek = Path(os.environ["WEERBAARHEID_HEK"])
    tot_nu = boek.read_text().splitlines() if boek.exists() else []
    proces = subprocess.run([sys.executable, "-c", BUITEN], capture_output=True, check=False)
    gemerkt = boek.exists() and boek.read_text().splitlines()[-1].endswith(" 192.0.2.1")
    return (
        f"{len(tot_nu)} verbindingen {tot_nu[:1]}, proef {'opgemerkt' if gemerkt else 'gemist'}",
        not tot_nu and gemerkt and proces.returncode != 0,
    )
