"""Databases of known sizes, with texts as long as those of a real fiche."""

import datetime
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, models, transaction
from django.utils import timezone

from actielijst.enums import Afspraaksoort, Afspraakstatus, Editie, Fase, JaNee, Route
from actielijst.models import (
    Afspraakpartij,
    Betrokkenheid,
    IPKoppeling,
    Project,
    Projectgemeente,
    Uitvoeringsafspraak,
)
from actielijst.nummers import natuurlijke_sleutel
from pmiek.enums import Kanaal, Partijsoort, Rolsoort, Wijzigingsoort
from pmiek.history import acting_as
from pmiek.models import Gebruiker, Provincie
from pmiek.wijziging import Wijziging
from tests.bouwers import maak_gebruiker, maak_rol, maak_ronde

PLANNING = ["Q1 2025", "2024", "voor de zomer van 2031", "Q3 2032", "n.t.b.", "medio 2033"]
STATUSSEN = [Afspraakstatus.LOOPT, Afspraakstatus.AFGEROND, *[Afspraakstatus.OPEN] * 4]
ZIN = "Het net in dit gebied zit vol en nieuwe aansluitingen van woningen en bedrijven wachten. "


@dataclass(frozen=True)
class Stand:
    """A database with one province: of each `om_de` projects one has `afspraken` agreements."""

    projecten: int
    afspraken: int = 6
    om_de: int = 4

    @property
    def pad(self):
        return Path(settings.VAR) / f"{self.projecten}-{self.afspraken}-{self.om_de}.sqlite3"

    def heeft_afspraken(self, plaats):
        return self.afspraken > 0 and plaats % self.om_de == 0


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


def maak_databases(standen):
    """The same province, parties and users in each of them, so that addresses are the same."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable")
    call_command("laad_referentie", provincie="zuid-holland", stdout=open_niets())
    with acting_as(None, Kanaal.OPDRACHT):
        maak_ronde(provincie(), naam="1.0 (2023)")
        maak_rol(maak_gebruiker(naam="S. Bakker"), provincie(), Rolsoort.SECRETARIS)
    connection.close()
    for stand in standen:
        shutil.copy(connection.settings_dict["NAME"], stand.pad)
        with gebruik(stand), transaction.atomic():
            _vul(stand)
