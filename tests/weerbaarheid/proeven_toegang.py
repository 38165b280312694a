"""A, S and H: who gets in, what is forbidden in the code, and what a hostile visitor finds.

Most of it is what `make test` runs as well, here on this database and with a line of its own; the
lock of an account and the timing of an unknown address need a site with several workers.
"""

import re
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from functools import cache
from statistics import median

from django.urls import reverse

from tests.bouwers import maak_gebruiker
from tests.weerbaarheid.bezoeker import Bezoeker
from tests.weerbaarheid.omgeving import WORTEL
from tests.weerbaarheid.register import proef

WACHTWOORD = "fietsbel regenjas lamp"
TELLING = re.compile(r"(\d+) passed")


@cache
def toetsen(*opties):
    """pytest in a process of its own: how many passed, and whether that is all of them."""
    proces = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *opties],
        cwd=WORTEL,
        capture_output=True,
        text=True,
        timeout=480,
        check=False,
    )
    laatste = (proces.stdout.strip().splitlines() or [proces.stderr[-200:]])[-1]
    gevonden = TELLING.search(laatste)
    if proces.returncode or not gevonden:
        return laatste, False
    return f"{gevonden[1]} tests, 0 afwijkingen", True


def met_pytest(id_, norm, *opties, eenmaal=False):
    proef(id_, norm, eenmaal=eenmaal)(lambda omgeving: toetsen(*opties))


INDRINGER, VEILIG = "tests/test_indringer.py", "tests/test_security.py"
# one walk past every address looks at all of it
RONDGANG = ("tests/test_access.py", "tests/actielijst/test_rechten.py", VEILIG)
RONDGANG += ("-k", "tabel_zegt or rechten or koppen")
met_pytest("A6", "geen veld buiten het formulier wijzigt", "tests/test_vervalsing.py")
met_pytest("A9", "404 of bijlage met nosniff", INDRINGER, "-k", "bestand")
met_pytest("A10", "overzicht gelijk aan de toegang", *RONDGANG)
met_pytest("S1", "0 bevindingen", VEILIG, "-k", "installatie", eenmaal=True)
met_pytest("S4", "0 buiten de lijst", "tests/test_verboden.py", eenmaal=True)
met_pytest("H1", "alle koppen op elk antwoord", *RONDGANG)
met_pytest("H2", "Secure, HttpOnly, __Host-", VEILIG, "-k", "https", eenmaal=True)
met_pytest("H3", "403 zonder token, kijken wijzigt niets", VEILIG, "-k", "token or kijken")
met_pytest("H4", "alle sessies weg", "tests/pmiek/test_rollen.py", "tests/pmiek/test_session.py")
met_pytest("H7", "12 tekens, contextwoorden, Argon2", "tests/pmiek/test_wachtwoord.py")
met_pytest("H8", "0 pagina's met alleen wachtwoord", "tests/pmiek/test_tweede_factor.py")
met_pytest("H9", "Nederlands, zonder spoor", INDRINGER, "-k", "onzin or fout")
met_pytest("H10", "alle velden, 0 kanaries", "tests/pmiek/test_beveiligingslog.py")


@proef("S2", "0 onverklaard", eenmaal=True)
def bandit_vindt_niets(omgeving):
    opdracht = [
        "-m",
        "bandit",
        "--quiet",
        "--recursive",
        "-ll",
        "pmiek",
        "actielijst",
        "monitoring",
    ]
    proces = subprocess.run(
        [sys.executable, *opdracht], cwd=WORTEL, capture_output=True, text=True, check=False
    )
    return f"{proces.stdout.count('>> Issue')} bevindingen", proces.returncode == 0


@contextmanager
def site_met(omgeving, *, workers, threads):
    site = omgeving.start_site("--workers", str(workers), "--threads", str(threads))
    try:
        yield site
    finally:
        site.stop(20)


def log_in(poort, email, wachtwoord):
    bezoeker = Bezoeker(poort)
    bezoeker.haal(reverse("account_login"))
    return bezoeker.stuur(reverse("account_login"), {"login": email, "password": wachtwoord})


def is_binnen(antwoord):
    return antwoord.status == 302


@proef("H5", "<= 5 bekeken; goed wachtwoord dicht, collega erin")
def het_slot_geldt_voor_alle_processen_samen(omgeving):
    doelwit, collega = (maak_gebruiker(password=WACHTWOORD) for _ in range(2))
    antwoorden = []

    def raad(poging):
        antwoorden.append(log_in(site.poort, doelwit.email, f"fout-{poging}"))

    with site_met(omgeving, workers=2, threads=4) as site:
        for poging in range(12):
            raad(poging)
        draden = [threading.Thread(target=raad, args=[poging]) for poging in range(12, 52)]
        for draad in draden:
            draad.start()
        for draad in draden:
            draad.join()
        binnen = is_binnen(log_in(site.poort, doelwit.email, WACHTWOORD))
        erin = is_binnen(log_in(site.poort, collega.email, WACHTWOORD))
    bekeken = sum("horen niet bij elkaar" in antwoord.tekst for antwoord in antwoorden)
    woorden = f"{bekeken} van {len(antwoorden)} bekeken, collega {'erin' if erin else 'buiten'}"
    return woorden, len(antwoorden) == 52 and bekeken <= 5 and not binnen and erin


KEREN = 20


def duur(bezoeker, pad, velden):
    begin = time.monotonic()
    bezoeker.stuur(pad, velden)
    return time.monotonic() - begin


@proef("H6", "medianen verschillen <= 10 %", rustig=True)
def een_onbekend_adres_kost_evenveel_tijd(omgeving):
    gebruikers = [maak_gebruiker(password=WACHTWOORD) for _ in range(KEREN)]
    verschillen = {}
    with site_met(omgeving, workers=1, threads=1) as site:
        bezoeker = Bezoeker(site.poort)
        for naam, route, velden in (
            ("inloggen", "account_login", lambda email: {"login": email, "password": "fout"}),
            ("wachtwoord vergeten", "account_reset_password", lambda email: {"email": email}),
        ):
            pad = reverse(route)
            bezoeker.haal(pad)
            tijden = {"bekend": [], "onbekend": []}
            for nummer, gebruiker in enumerate(gebruikers):
                # by turns: what else runs on this machine is in both
                tijden["bekend"].append(duur(bezoeker, pad, velden(gebruiker.email)))
                onbekend = f"niemand{nummer}@voorbeeld.nl"
                tijden["onbekend"].append(duur(bezoeker, pad, velden(onbekend)))
            bekend, onbekend = median(tijden["bekend"]), median(tijden["onbekend"])
            verschillen[naam] = abs(bekend - onbekend) / max(bekend, onbekend)
    woorden = ", ".join(f"{naam} {verschil:.0%}" for naam, verschil in verschillen.items())
    return woorden, max(verschillen.values()) <= 0.10
