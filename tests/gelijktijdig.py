"""Several writers at once, on a database that really has several connections."""

import sqlite3
import threading
from contextlib import closing, contextmanager

from django.db import connection

from pmiek.enums import Kanaal
from pmiek.history import acting_as


@contextmanager
def gedeelde_database(map_):
    """SQLite in memory has one cache for all threads: a writer is refused, where a file waits."""
    if connection.vendor != "sqlite":
        yield
        return
    bestand = str(map_ / "gelijktijdig.sqlite3")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [bestand])
    # as a database in use is already: the change to it waits for nobody
    with closing(sqlite3.connect(bestand)) as nieuw:
        nieuw.execute("PRAGMA journal_mode=WAL")
    naam, geheugen = connection.settings_dict["NAME"], connection.connection
    # other threads make their connection from the same settings
    connection.connection, connection.settings_dict["NAME"] = None, bestand
    try:
        yield
    finally:
        connection.close()
        connection.connection, connection.settings_dict["NAME"] = geheugen, naam


def tegelijk(*taken):
    """What each task gave back, or the exception it ended with; they start at the same moment."""
    start, uitkomsten = threading.Barrier(len(taken)), [None] * len(taken)

    def voer_uit(plaats, taak):
        try:
            start.wait()
            with acting_as(None, Kanaal.OPDRACHT):
                uitkomsten[plaats] = taak()
        except Exception as fout:
            uitkomsten[plaats] = fout
        finally:
            connection.close()

    draden = [threading.Thread(target=voer_uit, args=paar) for paar in enumerate(taken)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    return uitkomsten
