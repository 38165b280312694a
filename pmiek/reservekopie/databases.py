"""What differs per database: taking a snapshot, preparing a new one, and switching to it."""

import contextlib
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection, connections

from pmiek.reservekopie import postgresql
from pmiek.reservekopie.archief import ALLEEN_EIGENAAR, KopieFout
from pmiek.reservekopie.tellen import tel

HERSTEL = "herstel"  # the alias of the database that is being prepared


def soort():
    return Sqlite() if connection.vendor == "sqlite" else Postgresql()


@contextmanager
def verbinding(naam, opties):
    """A second database, by its own alias, for as long as it is looked at."""
    tweede = connection.copy(HERSTEL)
    tweede.settings_dict |= {"NAME": naam, "OPTIONS": opties}
    connections[HERSTEL] = tweede
    try:
        yield HERSTEL
    finally:
        tweede.close()
        del connections[HERSTEL]


class Sqlite:
    naam = "SQLite"

    def kopieer(self, doel: Path) -> dict:
        # never a copy of the file: what was saved last stands in another one
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(doel)])
        with verbinding(str(doel), {}) as alias:
            return tel(alias)

    @contextmanager
    def klaargezet(self, bestand: Path):
        with verbinding(str(bestand), {}) as alias:
            with connections[alias].cursor() as cursor:
                cursor.execute("PRAGMA integrity_check")
                uitkomst = cursor.fetchone()[0]
            if uitkomst != "ok":
                raise KopieFout("De database in deze reservekopie is beschadigd.")
            yield alias

    def wissel(self, bestand: Path, oud: str):
        """Page by page in one transaction: who reads meanwhile sees the old or the new."""
        naam = connection.settings_dict["NAME"]
        bewaard = Path(naam).with_name(f"{Path(naam).name}.{oud}")
        connections.close_all()
        with closing(sqlite3.connect(naam, timeout=20)) as doel:
            doel.execute("VACUUM INTO ?", [str(bewaard)])
            bewaard.chmod(ALLEEN_EIGENAAR)
            with closing(sqlite3.connect(bestand)) as bron:
                bron.backup(doel)
            doel.execute("PRAGMA journal_mode=WAL")
        return bewaard


class Postgresql:
    naam = "PostgreSQL"

    def kopieer(self, doel: Path) -> dict:
        with postgresql.snapshot() as momentopname:
            tellingen = tel("default")
            postgresql.dump(doel, momentopname)
        return tellingen

    @contextmanager
    def klaargezet(self, bestand: Path):
        self.nieuw = f"{connection.settings_dict['NAME']}_herstel"
        with contextlib.ExitStack() as stack:
            stack.callback(postgresql.verwijder, self.nieuw)
            postgresql.zet_klaar(self.nieuw, bestand)
            opties = {"connect_timeout": 5} | postgresql.tls_opties()
            yield stack.enter_context(verbinding(self.nieuw, opties))

    def wissel(self, bestand: Path, oud: str):
        bewaard = f"{connection.settings_dict['NAME']}_{oud.replace('-', '_')}"
        connections.close_all()
        postgresql.wissel(connection.settings_dict["NAME"], self.nieuw, bewaard)
        return bewaard
