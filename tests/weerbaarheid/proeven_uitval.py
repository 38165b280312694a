"""K: kill -9, a full disk, a database that goes away, a restart; nothing is lost or half."""

import contextlib
import os
import random
import resource
import subprocess
import threading
import time
from datetime import timedelta
from pathlib import Path

import psutil
from django.conf import settings
from django.db import connection
from django.utils import timezone

from actielijst.documenten.taken import bestandspad, vraag_document
from actielijst.enums import Documentsoort, Taakstatus
from actielijst.models import Documenttaak, Project, Uitvoeringsafspraak
from pmiek.historie_controle import controleer_historie
from pmiek.wijziging import Wijziging
from tests.weerbaarheid.bezoeker import formulier, met
from tests.weerbaarheid.doorgeefluik import Doorgeefluik
from tests.weerbaarheid.gegevens import maak_plek
from tests.weerbaarheid.omgeving import wacht_tot
from tests.weerbaarheid.register import proef

ZAAD = 20261125
HALVE = 0.5


class Schrijver(threading.Thread):
    """Saves one fiche after the other, in two places each, and remembers what was acknowledged."""

    def __init__(self, plek, poort, wie):
        super().__init__(daemon=True)
        self.plek, self.poort, self.wie = plek, poort, wie
        self.stoppen = threading.Event()
        self.bevestigd, self.fouten, self.laatste = [], [], 0

    def run(self):
        bezoeker = self.plek.bezoeker(self.poort, self.wie)
        project = self.plek.projecten[self.wie]
        adres = self.plek.bewerken(project)
        nummer = 0
        while not self.stoppen.is_set():
            nummer += 1
            tekst = f"schrijver {self.wie} tekst {nummer}"
            begin = time.monotonic()
            try:
                velden = formulier(bezoeker.haal(adres), "basis")
                nieuw = met(velden, doel=tekst, **{"afspraak-0-resultaat": tekst})
                begin = time.monotonic()
                if bezoeker.stuur(adres, nieuw).status == 302:
                    self.bevestigd.append(tekst)
                    self.laatste = begin
            except Exception as fout:
                self.fouten.append((begin, time.monotonic(), repr(fout)))
                time.sleep(0.05)

    @staticmethod
    def stop_alle(schrijvers):
        for een in schrijvers:
            een.stoppen.set()
        for een in schrijvers:
            een.join(30)


def schrijvers(plek, poort, aantal=4):
    lijst = [Schrijver(plek, poort, wie) for wie in range(aantal)]
    for een in lijst:
        een.start()
    return lijst


def verloren(plek, lijst):
    """Acknowledged texts that are not in the history."""
    projecten = Project.objects.filter(pk__in=[project.pk for project in plek.projecten])
    teksten = set()
    for velden in Wijziging.objects.van_alle(projecten).values_list("velden", flat=True):
        teksten |= {str(veld["nieuw"]) for veld in velden.values()}
    return [tekst for een in lijst for tekst in een.bevestigd if tekst not in teksten]


def halve(plek):
    """Fiches of which only one of the two places was written."""
    return [
        project
        for project in plek.projecten
        if Project.objects.get(pk=project.pk).doel
        != Uitvoeringsafspraak.objects.filter(project=project).first().resultaat
    ]


def heel():
    """The database says so itself, and so does the history."""
    connection.check_constraints()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            if cursor.fetchone()[0] != "ok":
                return False
    return not any(uitslag.breuk for uitslag in controleer_historie())


def maak_schrijfplek(**opties):
    plek = maak_plek(projecten=4, gebruikers=4, **opties)
    for project in plek.projecten:
        project.doel = "rij 0"
        project.save()
    return plek


@proef("K1", "0 bevestigd verloren, 0 half, database en historie heel (60 keer kill -9)")
def k1(omgeving):
    plek, kans = maak_schrijfplek(), random.Random(ZAAD)
    keren = 0
    site = omgeving.start_site("--workers", "1")  # the first to come back counts
    lijst = schrijvers(plek, site.poort)
    einde, signalen = time.monotonic() + 130, []
    while keren < 60 and time.monotonic() < einde:
        wacht_tot(lambda: any(een.laatste > max(signalen, default=0) for een in lijst), 15, 0.02)
        time.sleep(kans.uniform(0, 0.4))
        signalen.append(time.monotonic())
        keren += _dood_alle_kinderen(site.pid)
    Schrijver.stop_alle(lijst)
    site.stop(20)
    bevestigd = sum(len(een.bevestigd) for een in lijst)
    weg, half = verloren(plek, lijst), halve(plek)
    return (
        f"{keren} keer, {bevestigd} bevestigd, {len(weg)} verloren, {len(half)} half",
        keren == 60 and bevestigd > 30 and not weg and not half and heel(),
    )


def _dood_alle_kinderen(pid):
    """True when there was a worker to kill; gunicorn starts others."""
    kinderen = psutil.Process(pid).children(recursive=True)
    for kind in kinderen:
        with contextlib.suppress(psutil.NoSuchProcess):
            kind.kill()
    return bool(kinderen)


@proef("K3", "0 kapotte bestanden, 0 blijvend bezig, .tmp weg (20 keer kill -9, binnen 2 min)")
def k3(omgeving):
    plek, kans = maak_plek(projecten=6, afspraken=4, echte_code=True), random.Random(ZAAD)
    soorten = list(Documentsoort)
    for keer in range(20):
        werker = omgeving.start_werker()
        vraag_document(
            plek.provincie,
            soorten[keer % len(soorten)],
            plek.gebruikers[keer % 2],
            timezone.localdate() + timedelta(days=keer),
        )
        wacht_tot(lambda: Documenttaak.objects.filter(status=Taakstatus.BEZIG).exists(), 8, 0.05)
        time.sleep(kans.uniform(0, 0.8))
        werker.dood()
    half = Path(settings.DOCUMENT_MAP) / "gemaakt" / "half.tmp"
    half.parent.mkdir(parents=True, exist_ok=True)
    half.write_bytes(b"half")
    os.utime(half, (0, 0))
    with omgeving.werker():
        duur = wacht_tot(lambda: not Documenttaak.objects.lopend().exists(), 120)
        tmp_weg = wacht_tot(lambda: not half.exists(), 30) is not None
    taken = list(Documenttaak.objects.filter(provincie=plek.provincie))
    klaar = [taak for taak in taken if taak.status == Taakstatus.KLAAR]
    kapot = [taak for taak in klaar if not _is_heel(taak)]
    tijd = "nooit" if duur is None else f"{duur:.0f} s"
    return (
        f"{len(klaar)} klaar, {len(taken) - len(klaar)} mislukt, alle af na {tijd}, "
        f"{len(kapot)} kapot",
        duur is not None and not kapot and tmp_weg and len(taken) == 20,
    )


def _is_heel(taak):
    inhoud = bestandspad(taak).read_bytes()
    einde = b"%%EOF" if taak.bestandsoort == "pdf" else b"PK\x05\x06"
    return len(inhoud) == taak.grootte and einde in inhoud[-1024:]


def _bewaar(bezoeker, plek, tekst):
    """The status of saving a text in the first project, or 0 without an answer."""
    adres = plek.bewerken(plek.projecten[0])
    try:
        pagina = bezoeker.haal(adres)
        if pagina.status != 200:
            return pagina
        return bezoeker.stuur(adres, met(formulier(pagina, "basis"), doel=tekst))
    except Exception as fout:
        return fout


def _is_nette_storing(antwoord):
    return (
        getattr(antwoord, "status", 0) == 503
        and "even niet bereikbaar" in antwoord.tekst
        and "Traceback" not in antwoord.tekst
    )


@proef("K4", "503 in het Nederlands, niets half, werkt <= 5 s na ruimte")
def k4(omgeving):
    return _k4_met_tmpfs(omgeving) if os.getuid() == 0 else _k4_met_grens(omgeving)


def _k4_met_tmpfs(omgeving):
    """A disk of 40 MB of its own; the database stands on it as well where that is a file."""
    schijf = omgeving.map / "schijf"
    schijf.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", schijf], check=True)
    try:
        return _op_volle_schijf(omgeving, schijf)
    finally:
        subprocess.run(["umount", "--lazy", schijf], check=False)


def _op_volle_schijf(omgeving, schijf):
    plek = maak_plek()
    bekend = plek.bezoeker(0)  # the session has to be in the copy
    eigen = {"PMIEK_VAR": str(schijf)}
    if omgeving.soort == "sqlite":
        # the same data on the small disk
        bestand = schijf / "pmiek.sqlite3"
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(bestand)])
        eigen["DATABASE_URL"] = f"sqlite:///{bestand}"
    goed = {}
    with omgeving.eigen_site(**eigen) as site:
        bezoeker = bekend.kopie(site.poort)
        goed["voor"] = getattr(_bewaar(bezoeker, plek, "voor"), "status", 0) == 302
        vulling = schijf / "vulling"
        _vul(vulling)
        # as much as may be typed, until the journal has to grow
        vol = [_bewaar(bezoeker, plek, f"vol {n} " + "woord " * 600) for n in range(30)]
        fiche = f"{plek.adres}projecten/{plek.projecten[0].pk}/pdf/"
        pdf = bezoeker.haal(fiche)
        if omgeving.soort == "sqlite":
            goed["vol"] = any(_is_nette_storing(antwoord) for antwoord in vol)
        else:
            # only documents are on this disk: a fiche is given all the same, and not kept
            goed["vol"] = pdf.status == 200
        goed["geen 500"] = 500 not in [getattr(een, "status", 0) for een in [*vol, pdf]]
        vulling.unlink()
        goed["daarna"] = (
            wacht_tot(lambda: getattr(_bewaar(bezoeker, plek, "na"), "status", 0) == 302, 5, HALVE)
            is not None
        )
    goed["alleen lezen"] = _alleen_lezen(omgeving, schijf, plek, bekend, eigen)
    fout = [naam for naam, ja in goed.items() if not ja]
    return f"tmpfs; {'alles goed' if not fout else 'fout: ' + ', '.join(fout)}", not fout


def _vul(pad):
    with contextlib.suppress(OSError), pad.open("wb", buffering=0) as bestand:
        for blok in (1024 * 1024, 4096, 1):
            with contextlib.suppress(OSError):
                while True:
                    bestand.write(b"x" * blok)


def _alleen_lezen(omgeving, schijf, plek, bekend, eigen):
    """Read-only from the start; writable again while the site runs."""
    if omgeving.soort != "sqlite":
        return True  # the database is elsewhere: K5 is about it
    subprocess.run(["mount", "-o", "remount,ro", schijf], check=True)
    with omgeving.eigen_site(**eigen) as site:
        bezoeker = bekend.kopie(site.poort)
        netjes = _is_nette_storing(_bewaar(bezoeker, plek, "alleen lezen"))
        subprocess.run(["mount", "-o", "remount,rw", schijf], check=True)
        terug = wacht_tot(
            lambda: getattr(_bewaar(bezoeker, plek, "terug"), "status", 0) == 302, 5, HALVE
        )
    return netjes and terug is not None


def _k4_met_grens(omgeving):
    """Without root no disk can be made: files may not grow any more, which fails likewise."""
    plek = maak_plek()
    with omgeving.eigen_site() as site:
        bezoeker = plek.bezoeker(site.poort)
        werkers = [kind.pid for kind in psutil.Process(site.pid).children()]
        _grens(werkers, 4096)
        vol = _bewaar(bezoeker, plek, "vol " + "x" * 20_000)
        _grens(werkers, resource.RLIM_INFINITY)
        terug = wacht_tot(
            lambda: getattr(_bewaar(bezoeker, plek, "na"), "status", 0) == 302, 5, HALVE
        )
    netjes = _is_nette_storing(vol) or omgeving.soort != "sqlite"
    return f"RLIMIT_FSIZE; status {getattr(vol, 'status', vol)}", netjes and terug is not None


def _grens(pids, grens):
    for pid in pids:
        _, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (grens, hard))


@proef("K5", "alleen nette 503 zolang de database weg is, werkt <= 5 s erna zonder herstart")
def k5(omgeving):
    plek = maak_plek()
    with _weg_te_nemen(omgeving) as (eigen, weg), omgeving.eigen_site(**eigen) as site:
        bezoeker = plek.bezoeker(site.poort)
        voor = getattr(_bewaar(bezoeker, plek, "voor"), "status", 0)
        adres = plek.bewerken(plek.projecten[0])
        velden = formulier(bezoeker.haal(adres), "basis")
        seconden = 30 if omgeving.soort == "sqlite" else 10
        bezoekers = [bezoeker.kopie() for _ in range(seconden)]
        with weg():
            antwoorden, draden = _vraag_steeds(bezoekers, adres, velden, seconden)
        terug = wacht_tot(
            lambda: getattr(_bewaar(bezoeker, plek, "terug"), "status", 0) == 302, 30, HALVE
        )
        for draad in draden:
            draad.join(60)
    netjes = sum(map(_is_nette_storing, antwoorden))
    # on SQLite the last ones wait until the lock is gone, and are then answered as usual
    gewoon = sum(getattr(antwoord, "status", 500) < 500 for antwoord in antwoorden)
    tijd = "nooit" if terug is None else f"{terug:.1f} s"
    return (
        f"{netjes} keer netjes 503, {gewoon} gewoon, van {len(antwoorden)}; terug na {tijd}",
        voor == 302
        and netjes > 0
        and netjes + gewoon == len(antwoorden)
        and terug is not None
        and terug <= 5,
    )


@contextlib.contextmanager
def _weg_te_nemen(omgeving):
    """(settings for the site, context manager in which the database is away)"""
    if omgeving.soort == "sqlite":
        yield {}, _slot_op_sqlite
        return
    with Doorgeefluik(os.environ["DATABASE_URL"]) as luik:
        yield {"DATABASE_URL": luik.adres}, luik.dicht


@contextlib.contextmanager
def _slot_op_sqlite():
    with connection.cursor() as cursor:
        cursor.execute("BEGIN EXCLUSIVE")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")
    connection.close()


def _vraag_steeds(bezoekers, adres, velden, seconden):
    """One save per second, whether the one before has an answer or not."""
    antwoorden, draden = [], []

    def vraag(bezoeker, nummer):
        try:
            antwoorden.append(bezoeker.stuur(adres, met(velden, doel=f"weg {nummer}")))
        except Exception as fout:
            antwoorden.append(fout)

    for nummer in range(seconden):
        draden.append(threading.Thread(target=vraag, args=(bezoekers[nummer], nummer)))
        draden[-1].start()
        time.sleep(1)
    return antwoorden, draden


@proef("K6", "0 aangenomen verzoeken mislukt, 0 verloren (20 herstarts), document afgemaakt")
def k6(omgeving):
    plek, kans = maak_schrijfplek(), random.Random(ZAAD)
    site = omgeving.start_site("--workers", "1")
    lijst, signalen, starts = schrijvers(plek, site.poort), [], [time.monotonic()]
    for keer in range(20):
        # all are being served: what waits for a site that still starts was never accepted
        wacht_tot(lambda: all(een.laatste > starts[-1] for een in lijst), 15, 0.05)
        time.sleep(kans.uniform(0, 0.5))
        signalen.append(time.monotonic())
        site.stop(60)
        if keer < 19:
            site = omgeving.start_site("--workers", "1", poort=site.poort)
            starts.append(time.monotonic())
    Schrijver.stop_alle(lijst)
    mislukt = [
        fout
        for een in lijst
        for begin, einde, fout in een.fouten
        # under way when the signal came; later ones were never accepted
        if any(begin < signaal < einde for signaal in signalen)
    ]
    weg = verloren(plek, lijst)
    af = _document_wordt_afgemaakt(omgeving)
    return (
        f"{sum(len(een.bevestigd) for een in lijst)} bevestigd, {len(mislukt)} mislukt "
        f"{mislukt[:1]}, {len(weg)} verloren, document {'af' if af else 'niet af'}",
        not mislukt and not weg and af,
    )


def _document_wordt_afgemaakt(omgeving):
    plek = maak_plek(projecten=6, afspraken=4, echte_code=True)
    taak = vraag_document(
        plek.provincie, Documentsoort.ACTIELIJST_PDF, plek.gebruikers[0], timezone.localdate()
    )
    bezig = Documenttaak.objects.filter(pk=taak.pk, status=Taakstatus.BEZIG)
    werker = omgeving.start_werker()
    begonnen = wacht_tot(bezig.exists, 30, 0.02)
    code = werker.stop(90)
    taak.refresh_from_db()
    return begonnen is not None and code == 0 and taak.status == Taakstatus.KLAAR
