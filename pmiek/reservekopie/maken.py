"""Make a backup while people write."""

import tempfile
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from pmiek import VERSIE
from pmiek.reservekopie import databases
from pmiek.reservekopie.archief import DATABASE, DOCUMENTEN, KopieFout, schrijf

# laid out again from the same text when somebody asks for it
OPNIEUW_TE_MAKEN = {"fiches"}


def maak(naar: Path) -> Path:
    """One file, and beside it its checksum."""
    try:
        naar.mkdir(parents=True, exist_ok=True)
        werkmap = tempfile.TemporaryDirectory(dir=naar, prefix=".bezig-")
    except OSError as fout:
        raise KopieFout(f"In {naar} is niet te schrijven: {fout.strerror}.") from fout
    doel = naar / f"pmiek-{timezone.localtime():%Y%m%d-%H%M%S}.tar"
    with werkmap as map_:
        database = Path(map_) / DATABASE
        tellingen = databases.soort().kopieer(database)
        manifest = {
            "versie": VERSIE,
            "gemaakt_op": timezone.now().isoformat(),
            "database": databases.soort().naam,
            **tellingen,
        }
        try:
            # the documents after the database: what a row names was written before the row
            schrijf(doel, manifest, [(DATABASE, database), *_documenten()])
        except OSError as fout:
            raise KopieFout(f"De reservekopie is niet gemaakt: {fout.strerror}.") from fout
    return doel


def _documenten():
    map_ = Path(settings.DOCUMENT_MAP)
    paden = [pad for pad in sorted(map_.rglob("*")) if pad.is_file() and pad.suffix != ".tmp"]
    namen = [(pad.relative_to(map_), pad) for pad in paden]
    return [
        (f"{DOCUMENTEN}{naam.as_posix()}", pad)
        for naam, pad in namen
        if naam.parts[0] not in OPNIEUW_TE_MAKEN
    ]
