"""Check a backup, and put it in the place of what is there: all of it or nothing."""

import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connections, models
from django.utils import timezone

from pmiek.historie_controle import controleer_historie
from pmiek.models import Gebruiker
from pmiek.reservekopie import databases
from pmiek.reservekopie.archief import KopieFout, uitgepakt
from pmiek.reservekopie.tellen import migraties_van_deze_versie, tel

ANDERE_DATABASE = "Deze reservekopie is van {van}; deze installatie gebruikt {hier}."
ANDERE_VERSIE = (
    "Deze reservekopie hoort bij een andere versie van de toepassing ({versie}). Zet die versie "
    "neer, herstel daar, en werk daarna bij."
)
ANDERS_GETELD = "In de tabel {tabel} staan {nu} rijen; er werden er {toen} vastgelegd."
NIET_LEEG = (
    "Er staan al gegevens in de database. Wie die wil vervangen door de reservekopie geeft "
    "--vervang mee; de huidige gegevens blijven dan onder een andere naam bewaard."
)


def controleer(pad: Path) -> dict:
    """The manifest of a backup that can be restored here; KopieFout says why it can not."""
    with _klaargezet(pad) as (kopie, _, _):
        return kopie.manifest


def herstel(pad: Path, *, vervang: bool):
    """(manifest, where the old data is kept); until the last step nothing has changed."""
    if not vervang and not is_leeg():
        raise KopieFout(NIET_LEEG)
    with _klaargezet(pad) as (kopie, database, alias):
        # nobody is logged in because of a login of some time ago
        models.QuerySet(Session, using=alias).delete()
        connections[alias].close()
        _zet_documenten_terug(kopie)
        return kopie.manifest, database.wissel(kopie.database, f"oud-{_nu()}")


def is_leeg():
    try:
        return not Gebruiker.objects.exists()
    except DatabaseError:
        return True  # no tables yet


@contextmanager
def _klaargezet(pad):
    database = databases.soort()
    with (
        tempfile.TemporaryDirectory(prefix="pmiek-herstel-") as map_,
        uitgepakt(pad, Path(map_)) as kopie,
    ):
        _vergelijk_versie(kopie.manifest, database)
        with database.klaargezet(kopie.database) as alias:
            _vergelijk_inhoud(kopie.manifest, alias)
            yield kopie, database, alias


def _vergelijk_versie(manifest, database):
    if manifest["database"] != database.naam:
        raise KopieFout(ANDERE_DATABASE.format(van=manifest["database"], hier=database.naam))
    if manifest["migraties"] != migraties_van_deze_versie():
        raise KopieFout(ANDERE_VERSIE.format(versie=manifest["versie"]))


def _vergelijk_inhoud(manifest, alias):
    nu = tel(alias)
    for tabel, toen in manifest["aantallen"].items():
        if nu["aantallen"].get(tabel) != toen:
            raise KopieFout(
                ANDERS_GETELD.format(tabel=tabel, nu=nu["aantallen"].get(tabel), toen=toen)
            )
    connections[alias].check_constraints()
    for uitslag in controleer_historie(alias):
        if uitslag.breuk:
            raise KopieFout(f"De historie in deze reservekopie klopt niet. {uitslag}")


def _zet_documenten_terug(kopie):
    """Before the database: a file that no row names does no harm, and goes away by itself."""
    for naam, bron in kopie.documenten:
        doel = Path(settings.DOCUMENT_MAP) / naam
        doel.parent.mkdir(parents=True, exist_ok=True)
        tijdelijk = doel.with_suffix(".tmp")
        shutil.copyfile(bron, tijdelijk)
        os.replace(tijdelijk, doel)


def _nu():
    return f"{timezone.localtime():%Y%m%d-%H%M%S}"
