"""A place of its own for one database: settings, processes, and a fence around the network."""

import contextlib
import logging
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import django
import psycopg
from psycopg import sql

WORTEL = Path(__file__).resolve().parents[2]
# no program outlives these tests, whatever ends them
MET_OUDER = ["setpriv", "--pdeathsig", "TERM"] if shutil.which("setpriv") else []
HEK = """\
import os, socket

_echt = socket.socket.connect

def connect(self, adres):
    host = adres[0] if isinstance(adres, tuple) else "127.0.0.1"
    if not (host.startswith("127.") or host in ("::1", "localhost")):
        with open(os.environ["WEERBAARHEID_HEK"], "a") as boek:
            boek.write(f"{os.getpid()} {host}\\n")
        raise OSError(f"geen verbinding naar {host}: alleen deze machine")
    return _echt(self, adres)

socket.socket.connect = connect
"""


@contextmanager
def zet_omgeving(soort, map_):
    """Environment and database of this run; nothing of an installation is read or touched."""
    for naam in [naam for naam in os.environ if naam.startswith("PMIEK_")]:
        del os.environ[naam]
    hek = Path(map_, "hek")
    hek.mkdir()
    (hek / "sitecustomize.py").write_text(HEK)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "pmiek.settings",
        "PMIEK_VAR": f"{map_}/var",
        "TMPDIR": map_,
        "PYTHONPATH": f"{hek}:{WORTEL}",
        "WEERBAARHEID_HEK": f"{map_}/hek.log",
    }
    tempfile.tempdir = map_
    with database(soort, map_, "weerbaarheid") as adres:
        os.environ["DATABASE_URL"] = adres
        django.setup()
        # what the programs log is in programma.log; here only the outcomes are shown
        logging.disable(logging.CRITICAL)
        yield


@contextmanager
def database(soort, map_, naam):
    """The address of a new, empty database that is removed afterwards."""
    if soort == "sqlite":
        yield f"sqlite:///{map_}/{naam}.sqlite3"
        return
    naam = f"pmiek_{naam}_{os.getpid()}"
    basis = os.environ["TEST_DATABASE_URL"]
    with psycopg.connect(basis, autocommit=True, connect_timeout=10) as beheer:
        beheer.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(naam)))
    try:
        yield urlunsplit(urlsplit(basis)._replace(path=f"/{naam}"))
    finally:
        with psycopg.connect(basis, autocommit=True) as beheer:
            zoek = "SELECT datname FROM pg_database WHERE datname LIKE %s"
            for (een,) in beheer.execute(zoek, [f"{naam}%"]).fetchall():
                opdracht = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
                beheer.execute(opdracht.format(sql.Identifier(een)))


def vrije_poort():
    with socket.socket() as luister:
        luister.bind(("127.0.0.1", 0))
        return luister.getsockname()[1]


class Proces:
    """A program in a session of its own, so that all of it can be killed."""

    def __init__(self, opdracht, omgeving, logboek):
        self.logboek = logboek
        self.proces = subprocess.Popen(
            [*MET_OUDER, sys.executable, *opdracht],
            cwd=WORTEL,
            env=os.environ | omgeving,
            stdout=logboek.open("ab"),
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    @property
    def pid(self):
        return self.proces.pid

    def leeft(self):
        return self.proces.poll() is None

    def stop(self, geduld=60):
        """Politely; returns the exit code."""
        if self.leeft():
            self.proces.terminate()
        try:
            return self.proces.wait(geduld)
        except subprocess.TimeoutExpired:
            self.dood()
            return None

    def dood(self):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        self.proces.wait()


class Omgeving:
    def __init__(self, soort, map_):
        self.soort, self.map = soort, Path(map_)
        self.processen, self.gedeeld = [], None
        self.beheer("migrate", "--noinput")
        self.beheer("createcachetable")

    def beheer(self, *opdracht, goed=True, **omgeving):
        """manage.py in a process of its own; its output, and with `goed=None` the whole process."""
        proces = subprocess.run(
            [sys.executable, "manage.py", *map(str, opdracht)],
            cwd=WORTEL,
            env=os.environ | omgeving,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        if goed and proces.returncode:
            raise AssertionError(f"{opdracht[0]}: {proces.stderr[-400:]}")
        return proces

    @contextmanager
    def site(self):
        """One gunicorn for all tests that leave it whole: starting it takes seconds."""
        if self.gedeeld is None or not self.gedeeld.leeft():
            self.gedeeld = self.start_site()
        yield self.gedeeld

    @contextmanager
    def eigen_site(self, **omgeving):
        proces = self.start_site(**omgeving)
        try:
            yield proces
        finally:
            proces.stop(20)

    def start_site(self, *opties, poort=None, **omgeving):
        """gunicorn as in an installation, on a free port."""
        poort = poort or vrije_poort()
        opdracht = ["-m", "gunicorn", "--bind", f"127.0.0.1:{poort}", *opties]
        proces = self.start(opdracht, **omgeving)
        proces.poort = poort
        wacht_op_poort(poort, proces)
        return proces

    @contextmanager
    def werker(self, **omgeving):
        proces = self.start_werker(**omgeving)
        try:
            yield proces
        finally:
            proces.stop(60)

    def start_werker(self, **omgeving):
        opdracht = ["manage.py", "db_worker", "--no-startup-delay", "--interval", "0.2"]
        return self.start(opdracht, **omgeving)

    def start(self, opdracht, **omgeving):
        proces = Proces(opdracht, omgeving, self.map / "programma.log")
        self.processen.append(proces)
        return proces

    def __enter__(self):
        return self

    def __exit__(self, *fout):
        for proces in self.processen:
            if proces.leeft():
                proces.dood()


def wacht_op_poort(poort, proces, geduld=40):
    einde = time.monotonic() + geduld
    while time.monotonic() < einde:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", poort), 1):
            return
        if not proces.leeft():
            break
        time.sleep(0.05)
    raise AssertionError(f"de site start niet: {proces.logboek.read_text()[-300:]}")


def wacht_tot(klaar, geduld, tussen=0.2):
    """How many seconds it took; None when it took longer."""
    begin = time.monotonic()
    while time.monotonic() - begin < geduld:
        if klaar():
            return time.monotonic() - begin
        time.sleep(tussen)
    return None
