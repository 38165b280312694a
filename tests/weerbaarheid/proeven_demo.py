"""`make demo` as a new user meets it: it serves, stops on Ctrl+C, and changes nothing again."""

import hashlib
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from contextlib import contextmanager

from django.conf import settings

from tests.weerbaarheid.omgeving import wacht_tot
from tests.weerbaarheid.register import proef

NIET_MEE = shutil.ignore_patterns(".git", ".venv", "var", "__pycache__", "node_modules")
GEDULD = 300
STOPTIJD = 60


@proef("demo", "start, stopt op Ctrl+C; de tweede keer dezelfde bytes", eenmaal=True)
def demo(omgeving):
    map_ = omgeving.map / "nieuw"
    shutil.copytree(settings.BASE_DIR, map_, ignore=NIET_MEE)
    (map_ / ".venv").symlink_to((settings.BASE_DIR / ".venv").resolve())
    keren = []
    for _ in range(2):
        begin = time.monotonic()
        with draaiend(map_) as (poort, uitvoer):
            duur = time.monotonic() - begin
            adres = urllib.request.urlopen(f"http://127.0.0.1:{poort}/", timeout=30).url
        keren.append((documenten(map_), "/account/login/" in adres, "secretaris@" in uitvoer()))
        assert not bezet(poort)
    gelijk = keren[0] == keren[1]
    goed = gelijk and len(keren[0][0]) > 3 and all(keren[0][1:])
    return f"{len(keren[0][0])} documenten, tweede start {duur:.0f} s", goed


@contextmanager
def draaiend(map_):
    poort, logboek = vrije_poort(), map_ / "uitvoer.txt"
    omgeving = {naam: waarde for naam, waarde in os.environ.items() if hoort_mee(naam)}
    with logboek.open("w") as bestand:
        proces = subprocess.Popen(
            [map_ / ".ci/demo"],
            cwd=map_,
            env=omgeving | {"PORT": str(poort)},
            stdout=bestand,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        wacht_tot(lambda: "staat klaar op" in logboek.read_text() or proces.poll(), GEDULD)
        assert proces.poll() is None, logboek.read_text()[-300:]
        yield poort, logboek.read_text
    finally:
        os.killpg(proces.pid, signal.SIGINT)
        assert proces.wait(STOPTIJD) == 0


def hoort_mee(naam):
    return not naam.startswith("PMIEK_") and naam not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")


def documenten(map_):
    return {
        str(pad.relative_to(map_)): hashlib.sha256(pad.read_bytes()).hexdigest()
        for pad in sorted((map_ / "var/demo").rglob("*"))
        if pad.is_file()
    }


def vrije_poort():
    with socket.socket() as stopcontact:
        stopcontact.bind(("127.0.0.1", 0))
        return stopcontact.getsockname()[1]


def bezet(poort):
    with socket.socket() as stopcontact:
        return stopcontact.connect_ex(("127.0.0.1", poort)) == 0
