"""Documents that nothing is known of yet: none is kept, and no process has seen their texts."""

import tempfile
from pathlib import Path

from django.conf import settings
from django.test.utils import override_settings

from pmiek.pdf import pool
from tests.bench.meten import duur

LEEG = '<html lang="nl"><title>Leeg</title><p>Leeg'


def koud(maak):
    """By processes that run: a worker starts them once and then makes many sets."""
    pool._sets.close()
    pool.render_many([LEEG] * pool.PROCESSES)
    return niets_bewaard(maak)


def net_gestart(maak):
    """The first set after a worker was started."""
    pool._sets.close()
    return niets_bewaard(maak)


def niets_bewaard(maak):
    with lege_map():
        return duur(maak)


def lege_map():
    return override_settings(DOCUMENT_MAP=Path(tempfile.mkdtemp(dir=settings.VAR)))
