"""`python -m tests.bench`: one JSON object per line; fails when a query count is not constant."""

import os
import sys
import tempfile

import django

from tests.bench.meten import QUERYS


def zet_omgeving(map_):
    """A place of its own: nothing of a demonstration is read, touched or left behind."""
    for naam in [naam for naam in os.environ if naam.startswith("PMIEK_")]:
        del os.environ[naam]
    os.environ |= {
        "DATABASE_URL": f"sqlite:///{map_}/leeg.sqlite3",
        "DJANGO_SETTINGS_MODULE": "pmiek.settings",
        "PMIEK_VAR": map_,
        "TMPDIR": map_,
    }
    tempfile.tempdir = map_


def meet():
    # models exist only after `django.setup()`
    from tests.bench import (  # noqa: PLC0415
        documenten,
        gegevens,
        inlezen,
        lijsten,
        monitoring,
        schermen,
    )

    groepen = (schermen, documenten, lijsten, monitoring, inlezen)
    # a size that two of them measure is made once
    gegevens.maak_databases({stand for groep in groepen for stand in groep.STANDEN})
    for groep in (
        schermen.querytellingen,
        schermen.tijden,
        documenten.tijden,
        documenten.geheugen,
        lijsten.tijden,
        monitoring.querytellingen,
        monitoring.tijden,
        inlezen.tijden,
        inlezen.geheugen,
    ):
        for meting in groep():
            print(meting, flush=True)
            yield meting


def main():
    with tempfile.TemporaryDirectory(prefix="pmiek-bench-") as map_:
        zet_omgeving(map_)
        django.setup()
        metingen = list(meet())
    return any(meting.eenheid == QUERYS and meting.verhouding != 1 for meting in metingen)


if __name__ == "__main__":
    sys.exit(main())
