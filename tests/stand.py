"""What takes long to build is built once per process, and put back for every test after it."""

import copy
from graphlib import TopologicalSorter

from django.db import connection, transaction

from pmiek.models import Gebruiker, Provincie

# about the models, and the same after every test
VASTE_TABELLEN = {"auth_permission", "django_content_type"}


class Stand:
    """The rows that `maak` wrote into an empty database, and the objects that it gave back."""

    def __init__(self, maak):
        self._objecten = maak()
        tabellen = set(connection.introspection.django_table_names(only_existing=True))
        with connection.cursor() as cursor:
            gelezen = {naam: lees(cursor, naam) for naam in tabellen - VASTE_TABELLEN}
            rijen = {naam: rijen for naam, rijen in gelezen.items() if rijen}
            self._rijen = {naam: rijen[naam] for naam in ouders_eerst(cursor, rijen)}

    def terug(self):
        with transaction.atomic(), connection.cursor() as cursor:
            for naam, rijen in self._rijen.items():
                schrijf(cursor, naam, rijen)
        return self.objecten()

    def objecten(self):
        return copy.deepcopy(self._objecten)


def ouders_eerst(cursor, namen):
    """These tables in an order in which no row names one that is not there yet."""
    relaties = {naam: connection.introspection.get_relations(cursor, naam) for naam in namen}
    ouders = {
        naam: {tabel for _, tabel, *_ in gevonden.values()} & set(namen) - {naam}
        for naam, gevonden in relaties.items()
    }
    return TopologicalSorter(ouders).static_order()


def lees(cursor, naam):
    if connection.vendor == "sqlite":
        return cursor.execute(f'SELECT * FROM "{naam}"').fetchall()
    # the database itself writes and reads every kind of column
    return cursor.execute(f'SELECT json_agg(rij)::text FROM "{naam}" rij').fetchone()[0]


def schrijf(cursor, naam, rijen):
    if connection.vendor == "sqlite":
        plaatsen = ", ".join(["%s"] * len(rijen[0]))
        cursor.executemany(f'INSERT INTO "{naam}" VALUES ({plaatsen})', rijen)
    else:
        uit = f'json_populate_recordset(NULL::"{naam}", %s)'
        cursor.execute(f'INSERT INTO "{naam}" SELECT * FROM {uit}', [rijen])


def opnieuw(maak):
    """What `maak` makes in an empty database, each time as if it was just made."""
    if Provincie.objects.exists() or Gebruiker.objects.exists():
        # its numbers could be taken
        return maak()
    if maak in _standen:
        return _standen[maak].terug()
    _standen[maak] = Stand(maak)
    return _standen[maak].objecten()


_standen = {}
