"""I and K2: files that mean harm sent in over HTTP, and kill -9 in the middle of a confirm."""

import contextlib
import random
import re
import signal
import socket
import threading
import time
import warnings
from functools import partial
from uuid import UUID

import psutil

from actielijst.enums import Inleesstatus
from actielijst.inlezen.bestand import plan_van
from actielijst.models import Project
from pmiek.importing import Unreadable
from pmiek.importing.parsing import parse_workbook
from pmiek.importing.preflight import kind_of
from pmiek.wijziging import Wijziging
from tests.bouwers import maak_inlezing
from tests.mutaties import mutaties
from tests.vijandig import corpus
from tests.weerbaarheid.bezoeker import formulier
from tests.weerbaarheid.gegevens import maak_plek
from tests.weerbaarheid.omgeving import wacht_tot
from tests.weerbaarheid.proeven_uitval import heel
from tests.weerbaarheid.register import proef

ZAAD = 20261125
MEGABYTE = 1024**2
REGELS, KEREN = 500, 30
LUISTERPOORT = 8999
HANGT = 5  # seconds
ALLE = re.compile(r'name="nieuw" value="([^"]*alle)"')


@proef("I1", "0 keer 5xx, 0 verbindingen, elk <= 10 s en 500 MB, zelfde worker", eenmaal=True)
def i1(omgeving):
    plek, fout = maak_plek(), []
    voor = _stand(plek)
    with omgeving.eigen_site() as site, _luisteraar() as verbindingen, _geheugen(site) as piek:
        bezoeker = plek.bezoeker(site.poort)
        werkers = _werkers(site)
        aantal = langste = 0
        for naam, inhoud, woorden in corpus():
            duur, klacht = _stuur_in(bezoeker, plek, naam, inhoud, woorden)
            aantal, langste = aantal + 1, max(langste, duur)
            if klacht:
                fout.append(f"{naam}: {klacht}")
        zelfde = werkers == _werkers(site)
    goed = zelfde and not fout and not verbindingen and piek[0] <= 500 and langste <= 10
    return (
        f"{aantal} bestanden, langste {langste:.1f} s, piek {piek[0]} MB, "
        f"{len(verbindingen)} verbindingen, {len(fout)} fout {fout[:3]}",
        goed and voor == _stand(plek) and aantal > 80,
    )


def _stuur_in(bezoeker, plek, naam, inhoud, woorden):
    """How long it took, and what was wrong about the answer."""
    begin = time.monotonic()
    antwoord = bezoeker.stuur_bestand(f"{plek.adres}uitwisselen/inlezen/", "bestand", naam, inhoud)
    aangenomen = antwoord.status == 302
    if aangenomen:
        antwoord = bezoeker.volg(antwoord)
    duur = time.monotonic() - begin
    if antwoord.status != 200 or "Traceback" in antwoord.tekst:
        return duur, f"status {antwoord.status}"
    if woorden and (aangenomen or woorden not in antwoord.tekst):
        return duur, "niet geweigerd" if aangenomen else "andere zin"
    return duur, "geweigerd" if woorden is None and not aangenomen else ""


def _stand(plek):
    projecten = Project.objects.van(plek.provincie)
    return list(projecten.order_by("pk").values_list("pk", "versie", "naam"))


def _werkers(site):
    return {kind.pid for kind in psutil.Process(site.pid).children()}


@contextlib.contextmanager
def _luisteraar():
    """Who connects to the address that the files name."""
    verbindingen = []
    with socket.create_server(("127.0.0.1", LUISTERPOORT)) as luister:
        luister.settimeout(0.2)
        klaar = threading.Event()

        def wacht():
            while not klaar.is_set():
                with contextlib.suppress(TimeoutError):
                    verbinding, adres = luister.accept()
                    verbinding.close()
                    verbindingen.append(adres)

        draad = threading.Thread(target=wacht, daemon=True)
        draad.start()
        try:
            yield verbindingen
        finally:
            klaar.set()
            draad.join()


@contextlib.contextmanager
def _geheugen(site):
    """Megabytes of the largest process at the worst moment."""
    piek, klaar = [0], threading.Event()

    def kijk():
        while not klaar.wait(0.05):
            for kind in psutil.Process(site.pid).children(recursive=True):
                with contextlib.suppress(psutil.NoSuchProcess):
                    piek[0] = max(piek[0], kind.memory_info().rss // MEGABYTE)

    draad = threading.Thread(target=kijk, daemon=True)
    draad.start()
    try:
        yield piek
    finally:
        klaar.set()
        draad.join()


@proef("I2", "2.000 mutaties: elk gelezen of een zin, geen hangt > 5 s; 20 over HTTP", eenmaal=True)
def i2(omgeving):
    pad, fout, gelezen, langste = omgeving.map / "mutatie.xlsx", [], [], 0
    for naam, inhoud in mutaties(ZAAD, 2_000):
        pad.write_bytes(inhoud)
        begin = time.monotonic()
        try:
            with _niet_langer_dan(HANGT), warnings.catch_warnings(action="ignore"):
                if kind_of(pad, "lijst.xlsx") == "xlsx":
                    parse_workbook(pad)
            gelezen.append((naam, inhoud))
        except Unreadable:
            pass
        except Exception as anders:
            fout.append(f"{naam}: {anders!r}"[:120])
        langste = max(langste, time.monotonic() - begin)
    plek = maak_plek()
    voor = _stand(plek)
    with omgeving.site() as site:
        bezoeker = plek.bezoeker(site.poort)
        for naam, inhoud in gelezen[:: max(len(gelezen) // 20, 1)]:
            _, klacht = _stuur_in(bezoeker, plek, f"{naam}.xlsx", inhoud, "")
            fout += [f"{naam}: {klacht}"] if klacht else []
    return (
        f"{len(gelezen)} gelezen, langste {langste:.1f} s, {len(fout)} fout {fout[:3]}",
        not fout and 200 < len(gelezen) < 2_000 and voor == _stand(plek),
    )


@contextlib.contextmanager
def _niet_langer_dan(seconden):
    def te_lang(*ontvangen):
        raise TimeoutError(f"langer dan {seconden} s")

    signal.signal(signal.SIGALRM, te_lang)
    signal.alarm(seconden)
    try:
        yield
    finally:
        signal.alarm(0)


@proef(
    "K2",
    "elke lijst van 500 heel of niet, met stand en historie; niets dubbel (30 keer kill -9)",
)
def k2(omgeving):
    kans = random.Random(ZAAD)
    site = omgeving.start_site("--workers", "1")
    duur = _bevestig(site, *_lijst(kans))  # a whole one, to know how long it takes
    heel_of_niet, half, laatste = {0: 0, REGELS: 1}, [], None
    for _ in range(KEREN):
        plek, inlezing = _lijst(kans)
        begonnen = threading.Event()
        wat = (site, plek, inlezing, begonnen)
        draad = threading.Thread(target=_bevestig, args=wat, daemon=True)
        draad.start()
        # from where the list is confirmed, and not only looked at
        begonnen.wait(30)
        time.sleep(kans.uniform(0.2, 1.1) * duur)
        _dood_werkers(site)
        draad.join(30)
        aantal = _aantal(inlezing)
        if aantal not in (0, REGELS) or _is_verwerkt(inlezing) != (aantal == REGELS):
            half.append(aantal)
        heel_of_niet[aantal] = heel_of_niet.get(aantal, 0) + 1
        laatste = laatste if aantal else (plek, inlezing)
        wacht_tot(partial(_bevestigd_of_stuk, plek, site), 20)
    _bevestig(site, *laatste)  # what was lost is simply confirmed again
    opnieuw = _kopie(laatste[1])
    site.stop(20)
    return (
        f"{heel_of_niet[0]} keer niets, {heel_of_niet[REGELS]} keer alles, {len(half)} half, "
        f"daarna {_aantal(laatste[1])} van {REGELS}, nog eens {opnieuw} nieuw",
        not half
        and heel_of_niet[0] >= 3
        and _aantal(laatste[1]) == REGELS
        and opnieuw == 0
        and heel(),
    )


def _lijst(kans):
    """A province of its own, and new projects for it: what others stored costs no time here."""
    plek = maak_plek(gebruikers=1)
    rijen = [
        (f"{kans.getrandbits(40):x}", str(UUID(int=kans.getrandbits(128)))) for _ in range(REGELS)
    ]
    return plek, maak_inlezing(plek.provincie, plek.gebruikers[0], [("Nr.", "Project"), *rijen])


def _bevestig(site, plek, inlezing, begonnen=None):
    """Seconds until the answer; a killed server gives none."""
    bezoeker = plek.bezoeker(site.poort)
    adres = inlezing.get_absolute_url()
    begin = time.monotonic()
    with contextlib.suppress(Exception):
        pagina = bezoeker.haal(adres)
        velden, alle = formulier(pagina, "stand"), ALLE.search(pagina.tekst)
        begin = time.monotonic()
        if begonnen:
            begonnen.set()
        bezoeker.stuur(adres, [*velden, ("nieuw", alle[1]), ("verwerken", "1")])
    return time.monotonic() - begin


def _dood_werkers(site):
    for kind in psutil.Process(site.pid).children():
        with contextlib.suppress(psutil.NoSuchProcess):
            kind.kill()


def _bevestigd_of_stuk(plek, site):
    with contextlib.suppress(Exception):
        return plek.bezoeker(site.poort).haal("/gezond/").status == 200
    return False


def _nummers(inlezing):
    rijen = inlezing.bladen[0]["rijen"][1:]
    return [rij[0][1] for rij in rijen]


def _aantal(inlezing):
    projecten = Project.objects.van(inlezing.provincie).filter(nummer__in=_nummers(inlezing))
    assert Wijziging.objects.van_alle(projecten).count() >= projecten.count()
    return projecten.count()


def _is_verwerkt(inlezing):
    inlezing.refresh_from_db()
    return inlezing.status == Inleesstatus.VERWERKT


def _kopie(inlezing):
    """How many new projects the same list would give once more."""
    inlezing.pk = None
    inlezing.status = Inleesstatus.CONTROLE
    inlezing.save()
    return len(plan_van(inlezing).nieuw)
