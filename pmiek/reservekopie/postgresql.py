"""pg_dump and pg_restore, and two databases that change names."""

import os
import shutil
import subprocess
import time
from contextlib import contextmanager

import psycopg
from django.db import connection, transaction
from psycopg import sql

from pmiek.reservekopie.archief import KopieFout

PAKKET = (
    "Voor een reservekopie van PostgreSQL is {naam} nodig. Installeer het pakket postgresql-client."
)
MAG_NIET = (
    "De databasegebruiker mag geen database maken, en herstellen gebeurt in een nieuwe. Geef dat "
    "recht (als postgres): ALTER ROLE {rol} CREATEDB."
)
BEZET = (
    "De database is in gebruik door een ander programma. "
    "Stop de site en de werker en begin opnieuw."
)
GEDULD = 20  # seconds
# how the connection is encrypted: {option of the database: what pg_dump reads}
TLS = {
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
}


@contextmanager
def snapshot():
    """The name of one moment, for pg_dump and for the counting."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        cursor.execute("SELECT pg_export_snapshot()")
        yield cursor.fetchone()[0]


def tls_opties():
    """As for the database of the site: its server is proven to be the same one."""
    opties = connection.settings_dict["OPTIONS"]
    return {naam: opties[naam] for naam in TLS if naam in opties}


def dump(doel, momentopname):
    opties = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={momentopname}"]
    _voer_uit("pg_dump", *opties, f"--file={doel}", connection.settings_dict["NAME"])


def zet_klaar(naam, bestand):
    """A new database with what is in this file."""
    verwijder(naam)
    with _beheer() as beheer:
        # the address of the database need not name the user
        *volgorde, rol = beheer.execute(
            "SELECT datcollate, datctype, current_user FROM pg_database WHERE datname = %s",
            [connection.settings_dict["NAME"]],
        ).fetchone()
        opdracht = sql.SQL(
            "CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE {} LC_CTYPE {}"
        )
        try:
            beheer.execute(opdracht.format(sql.Identifier(naam), *map(sql.Literal, volgorde)))
        except psycopg.errors.InsufficientPrivilege:
            raise KopieFout(MAG_NIET.format(rol=rol)) from None
    opties = ["--no-owner", "--no-privileges", "--exit-on-error", f"--dbname={naam}"]
    _voer_uit("pg_restore", *opties, str(bestand))


def verwijder(naam):
    with _beheer() as beheer:
        opdracht = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        beheer.execute(opdracht.format(sql.Identifier(naam)))


def wissel(naam, nieuw, oud):
    """The new database gets the name, and the old one another, in one transaction."""
    with _beheer() as beheer:
        _sta_toe(beheer, naam, sql.SQL("false"))
        try:
            _sluit_verbindingen(beheer, naam)
            with beheer.transaction():
                _hernoem(beheer, naam, oud)
                _hernoem(beheer, nieuw, naam)
        except psycopg.Error as fout:
            _sta_toe(beheer, naam, sql.SQL("true"))
            raise KopieFout(BEZET) from fout
        _sta_toe(beheer, oud, sql.SQL("true"))


def _sta_toe(beheer, naam, wel_of_niet):
    opdracht = sql.SQL("ALTER DATABASE {} WITH ALLOW_CONNECTIONS {}")
    beheer.execute(opdracht.format(sql.Identifier(naam), wel_of_niet))


def _sluit_verbindingen(beheer, naam):
    vraag = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
    einde = time.monotonic() + GEDULD
    while beheer.execute(vraag, [naam]).fetchall() and time.monotonic() < einde:
        time.sleep(0.2)


def _hernoem(beheer, naam, nieuw):
    opdracht = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    beheer.execute(opdracht.format(sql.Identifier(naam), sql.Identifier(nieuw)))


def _beheer():
    """A connection to a database that is not the one to be renamed."""
    opties = connection.get_connection_params() | {"autocommit": True}
    opties = {naam: opties[naam] for naam in opties if naam in _OPTIES}
    naam = "template1" if connection.settings_dict["NAME"] == "postgres" else "postgres"
    try:
        return psycopg.connect(**opties | {"dbname": naam})
    except psycopg.OperationalError as fout:
        raise KopieFout(f"Herstellen kan niet zonder toegang tot de database “{naam}”.") from fout


_OPTIES = {"host", "port", "user", "password", "autocommit", *TLS}


def _voer_uit(naam, *opties):
    if shutil.which(naam) is None:
        raise KopieFout(PAKKET.format(naam=naam))
    proces = subprocess.run(
        [naam, *opties], env=_omgeving(), capture_output=True, text=True, check=False
    )
    if proces.returncode:
        reden = proces.stderr.strip().splitlines()[-1:] or ["zonder melding"]
        raise KopieFout(f"{naam} is gestopt met een fout: {reden[0]}")


def _omgeving():
    gegevens = connection.settings_dict
    namen = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD"}
    eigen = {naam: str(gegevens[sleutel]) for sleutel, naam in namen.items() if gegevens[sleutel]}
    tls = {TLS[naam]: str(waarde) for naam, waarde in tls_opties().items()}
    return os.environ | eigen | tls
