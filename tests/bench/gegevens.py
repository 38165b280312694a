"""Databases of known sizes, each a file of its own: nothing of one slows the other."""

import datetime
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from pmiek.enums import Kanaal, Rolsoort
from pmiek.history import acting_as
from pmiek.models import Provincie
from pmiek.referentie import laad_referentie
from tests.bench.rijen import vul
from tests.bench.rondes import vul_rondes
from tests.bouwers import maak_gebruiker, maak_rol, maak_ronde

SLUG = "zuid-holland"
PEILDATUM = datetime.date(2026, 11, 23)


@dataclass(frozen=True)
class Stand:
    """A database with one province; one of each `om_de` projects has this many agreements."""

    projecten: int
    afspraken: int = 6
    om_de: int = 4
    rondes: int = 0

    @property
    def pad(self):
        return (
            Path(settings.VAR)
            / f"{self.projecten}-{self.afspraken}-{self.om_de}-{self.rondes}.sqlite3"
        )

    def aantal_bij(self, plaats):
        return 0 if plaats % self.om_de else self.afspraken


@contextmanager
def gebruik(stand):
    """Work in the database of this size; the one before comes back afterwards."""
    vorige = connection.settings_dict["NAME"]
    _wissel(stand.pad)
    try:
        yield
    finally:
        _wissel(vorige)


def _wissel(pad):
    connection.close()
    connection.settings_dict["NAME"] = str(pad)


def provincie():
    return Provincie.objects.get(slug=SLUG)


def maak_databases(standen):
    """The same province, parties and user in each of them, so that addresses are the same."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable")
    with acting_as(None, Kanaal.OPDRACHT):
        laad_referentie([SLUG])
        maak_ronde(provincie(), naam="1.0 (2023)")
        maak_rol(maak_gebruiker(naam="S. Bakker"), provincie(), Rolsoort.SECRETARIS)
    connection.close()  # the copies miss nothing that is still in a journal
    for stand in standen:
        shutil.copy(connection.settings_dict["NAME"], stand.pad)
        with gebruik(stand), transaction.atomic():
            vul(provincie(), [stand.aantal_bij(plaats) for plaats in range(stand.projecten)])
            vul_rondes(provincie(), stand.rondes)
