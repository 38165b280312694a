"""Who carries out tasks in the background, and what happens to the task of one that died.

django-tasks-db leaves a task that was running during a kill "running" for ever.
"""

import contextlib
import logging
import threading
from datetime import timedelta
from functools import partial

from django.db import Error, connection, models
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

logger = logging.getLogger(__name__)
SLAG = 10  # seconds between two signs of life
LEASE = timedelta(seconds=45)
POGINGEN = 2
# no longer in the queue
AF = [TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED]


class WerkerQuerySet(models.QuerySet):
    def levend(self):
        return self.filter(levensteken__gte=timezone.now() - LEASE)


class Werker(models.Model):
    """A process that carries out tasks; it is dead when it has said nothing for a while."""

    naam = models.CharField("naam", max_length=64, primary_key=True)
    levensteken = models.DateTimeField("laatste levensteken")

    objects = WerkerQuerySet.as_manager()

    class Meta:
        verbose_name = "werker"
        verbose_name_plural = "werkers"

    def __str__(self):
        return self.naam


def ligt_stil(wachtrijnummer):
    """Whether nobody works on it; with SQLite who is writing cannot say meanwhile that it lives."""
    if Werker.objects.levend().exists():
        return False
    return not DBTaskResult.objects.running().filter(pk=wachtrijnummer).exists()


class TaakVerloren(Exception):
    """The process that carried out this task ended before it was done."""


def herstel_taken():
    """Give the task of a dead worker to another one; the last time it fails instead."""
    for taak in DBTaskResult.objects.running().filter(started_at__lt=timezone.now() - LEASE):
        if not Werker.objects.levend().filter(naam__in=taak.worker_ids[-1:]).exists():
            _geef_terug(taak)


def _geef_terug(taak):
    # conditional: another worker may sweep at this moment
    nog_zo = DBTaskResult.objects.running().filter(pk=taak.pk, started_at=taak.started_at)
    if len(taak.worker_ids) < POGINGEN:
        nog_zo.update(status=TaskResultStatus.READY, started_at=None)
    elif nog_zo.exists():
        taak.set_failed(TaakVerloren(f"{len(taak.worker_ids)} keer afgebroken"))


@contextlib.contextmanager
def in_leven(naam, **doe_ook):
    """Say steadily that this worker lives, and do by its name whatever else it does as often.

    Each in a thread of its own: what takes long must not make a living worker pass for dead.
    """
    gestopt = threading.Event()
    taken = {"levensteken": partial(_leef, naam)} | doe_ook
    draden = [
        threading.Thread(target=_doe_steeds, args=(naam, wat, doe, gestopt), daemon=True)
        for wat, doe in taken.items()
    ]
    for draad in draden:
        draad.start()
    try:
        yield
    finally:
        gestopt.set()
        for draad in draden:
            draad.join(timeout=SLAG)
        with contextlib.suppress(Error):
            Werker.objects.filter(naam=naam).delete()


def _leef(naam):
    Werker.objects.update_or_create(naam=naam, defaults={"levensteken": timezone.now()})


def _doe_steeds(naam, wat, doe, gestopt):
    while True:
        try:
            doe()
        except Exception:
            # whatever went wrong, the next time it is tried again
            logger.exception("%s van werker %s mislukt", wat, naam)
        finally:
            connection.close()
        if gestopt.wait(SLAG):
            return
