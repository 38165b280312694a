import itertools
import socket
from dataclasses import replace

import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase, override_settings
from django.utils import timezone
from hypothesis import HealthCheck
from hypothesis import settings as eigenschappen
from whitenoise.middleware import WhiteNoiseMiddleware

from pmiek.enums import Kanaal, Rolsoort
from pmiek.garbage import collect_seldom
from pmiek.history import acting_as
from pmiek.importing import limits, reader
from pmiek.pdf import pool
from pmiek.werker import LEASE, Werker
from tests.bouwers import maak_gebruiker, maak_partij, maak_project, maak_provincie, maak_rol
from tests.database import eigen_database
from tests.gelijktijdig import gedeelde_database
from tests.leesproces import GEDULD, Leesproces
from tests.stand import VASTE_TABELLEN

# how long an example takes says something about the machine
eigenschappen.register_profile(
    "zonder_klok", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
eigenschappen.load_profile("zonder_klok")
DATABASE = {"db", "transactional_db", "live_server", "django_db_setup"}


def pytest_addoption(parser):
    parser.addoption(
        "--alleen-database",
        action="store_true",
        help="alleen de tests die een database gebruiken: de andere zijn overal gelijk",
    )


def pytest_collection_modifyitems(config, items):
    if not config.getoption("--alleen-database"):
        return
    met = [item for item in items if gebruikt_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(met)])
    items[:] = met


def gebruikt_database(item):
    if item.get_closest_marker("overal_gelijk"):
        return False
    namen = set(getattr(item, "fixturenames", ()))
    is_djangotest = issubclass(item.cls or object, TransactionTestCase)
    return bool(item.get_closest_marker("django_db") or is_djangotest or DATABASE & namen)


@pytest.fixture(autouse=True, scope="session")
def zelden_opruimen():
    """As the site does (gunicorn.conf.py)."""
    collect_seldom()


@pytest.fixture(autouse=True, scope="session")
def zonder_haast():
    """How long a process waits for its turn says something about the machine; what it computes,
    and takes of memory, stays within the limits."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(limits, "WALL_SECONDS", GEDULD)
        for naam in ("LIMITS", "LIMITS_NOW"):
            ruim = replace(getattr(pool, naam), wait_seconds=GEDULD, nice=0)
            patch.setattr(pool, naam, ruim)
        yield


@pytest.fixture(autouse=True, scope="session")
def goedkoop_wachtwoord():
    """Argon2 costs a tenth of a second by design; tests/pmiek/test_wachtwoord.py looks at it."""
    goedkoop = "django.contrib.auth.hashers.MD5PasswordHasher"
    with override_settings(PASSWORD_HASHERS=[goedkoop, *settings.PASSWORD_HASHERS]):
        yield


@pytest.fixture(autouse=True, scope="session")
def statische_bestanden_eenmaal():
    """Every new test client starts the middleware, and with it a search of all static files."""
    zoek, gevonden = WhiteNoiseMiddleware.add_files_from_finders, {}

    def add_files_from_finders(self):
        if not gevonden:
            zoek(self)
            gevonden.update(self.files)
        self.files = dict(gevonden)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", add_files_from_finders)
        yield


@pytest.fixture(autouse=True, scope="session")
def leegmaken_per_rij():
    """TRUNCATE on PostgreSQL makes every table a new file: seconds, for a handful of rows.

    Of the class: beside the event loop of playwright there is another connection.
    """

    def sql_flush(ops, style, tables, **opties):
        namen = map(ops.quote_name, sorted(set(tables) - VASTE_TABELLEN))
        return [f"DELETE FROM {naam}" for naam in namen]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(connection.ops), "sql_flush", sql_flush)
        yield


@pytest.fixture(autouse=True, scope="session")
def alleen_deze_machine():
    """No test may call out, and neither may the application while it is tested."""
    echt = socket.socket.connect

    def connect(self, adres):
        host = adres[0] if isinstance(adres, tuple) else "127.0.0.1"
        if not (host.startswith("127.") or host in ("::1", "localhost")):
            raise AssertionError(f"verbinding naar buiten: {host}")
        return echt(self, adres)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect)
        yield


@pytest.fixture(autouse=True)
def handelend():
    """Tests write as a command on the server would; a request names its own user."""
    with acting_as(None, Kanaal.OPDRACHT):
        yield


@pytest.fixture(scope="session")
def documentmappen(tmp_path_factory):
    """Names of folders that are there once something is written: most tests make no document."""
    map_ = tmp_path_factory.mktemp("documenten")
    return (map_ / str(nummer) for nummer in itertools.count())


@pytest.fixture(autouse=True)
def documenten_apart(settings, documentmappen):
    """A document is made at once, and no test finds what another one made."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    settings.DOCUMENT_MAP = next(documentmappen)


@pytest.fixture(scope="session")
def leesproces():
    proces = Leesproces()
    yield proces
    proces.stop()


@pytest.fixture
def snel_lezen(leesproces, monkeypatch):
    """For tests about what becomes of a list, not about how a file is read."""
    monkeypatch.setattr(reader, "_run_child", leesproces.lees)


@pytest.fixture
def gelijktijdig(transactional_db, tmp_path):
    """For tests with threads that write: each has a connection of its own."""
    with gedeelde_database(tmp_path):
        yield


@pytest.fixture
def zonder_mailserver(settings):
    """Mail is sent to a port of this machine that nobody listens on."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with socket.socket() as dicht:
        dicht.bind(("127.0.0.1", 0))
        settings.EMAIL_HOST, settings.EMAIL_PORT = dicht.getsockname()
        yield


@pytest.fixture
def zuid_holland(db):
    return maak_provincie("Zuid-Holland", "PV28")


@pytest.fixture
def utrecht(db):
    return maak_provincie("Utrecht", "PV26")


def _met_rol(provincie, soort):
    gebruiker = maak_gebruiker(naam=soort.label.capitalize())
    maak_rol(gebruiker, provincie, soort)
    return gebruiker


@pytest.fixture
def secretaris(zuid_holland):
    return _met_rol(zuid_holland, Rolsoort.SECRETARIS)


@pytest.fixture
def redacteur(zuid_holland):
    return _met_rol(zuid_holland, Rolsoort.REDACTEUR)


@pytest.fixture
def monitor(zuid_holland):
    return _met_rol(zuid_holland, Rolsoort.MONITOR)


@pytest.fixture
def lezer(zuid_holland):
    return _met_rol(zuid_holland, Rolsoort.LEZER)


@pytest.fixture
def partij_gebruiker(zuid_holland):
    gebruiker = maak_gebruiker(naam="Partij")
    maak_rol(gebruiker, zuid_holland, Rolsoort.PARTIJ, partij=maak_partij(zuid_holland))
    return gebruiker


@pytest.fixture
def landelijk(db):
    return _met_rol(None, Rolsoort.LANDELIJK)


@pytest.fixture
def levende_werker(db, settings):
    """A worker that lives and is busy elsewhere."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    return Werker.objects.create(naam="werker", levensteken=timezone.now() + LEASE)


@pytest.fixture
def project(zuid_holland):
    return maak_project(zuid_holland)


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker, tmp_path_factory):
    map_ = tmp_path_factory.getbasetemp()
    proces = getattr(request.config, "workerinput", {}).get("workerid", "")
    # every process of xdist has a folder of its own in that of the round
    map_ = map_.parent if proces else map_
    maak_vlug(settings.DATABASES["default"], map_)
    with django_db_blocker.unblock(), eigen_database(map_, proces or "alleen"):
        yield


def maak_vlug(database, map_):
    """No test waits for the disk, and what is lost when the machine falls over is made anew."""
    if database["ENGINE"].endswith("sqlite3"):
        # in memory, the threads of the live server would share one transaction
        database["TEST"]["NAME"] = str(map_ / "toets.sqlite3")
        snel = database["OPTIONS"]["init_command"].replace("synchronous=FULL", "synchronous=OFF")
        database["OPTIONS"]["init_command"] = snel
    else:
        database["OPTIONS"]["options"] += " -c synchronous_commit=off"
