"""The worker of django-tasks-db that says it lives, and sweeps up after one that died.

Under the same name: no installation can start the one without the other.
"""

import contextlib
import logging
import time
from datetime import timedelta

from django.core.management import CommandError, call_command
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone
from django_tasks_db.management.commands import db_worker

from actielijst.inlezen.achtergrond import herstel_inlezingen
from actielijst.opruimen import herstel_documenten
from pmiek.ongedaan.achtergrond import herstel_terugdraaiingen
from pmiek.opruimen import halve_bestanden
from pmiek.werker import herstel_taken, in_leven

logger = logging.getLogger(__name__)
OPNIEUW = 2  # seconds
DAG = timedelta(days=1)


class Command(db_worker.Command):
    def handle(self, *, worker_id, **options):
        self.opgeruimd = None
        with in_leven(worker_id, herstel=self.herstel, opruimen=self.ruim_op):
            while not self._werk(worker_id=worker_id, **options):
                time.sleep(OPNIEUW)

    def _werk(self, **options):
        """True when the worker ended by itself; a database that went away comes back."""
        try:
            super().handle(**options)
        except (OperationalError, InterfaceError) as fout:
            logger.warning("De database is weg, de werker wacht: %s", fout)
            connection.close()
            return False
        return True

    def herstel(self):
        herstel_taken()
        herstel_documenten()
        herstel_inlezingen()
        herstel_terugdraaiingen()
        halve_bestanden()

    def ruim_op(self):
        if self.opgeruimd is None or timezone.now() - self.opgeruimd > DAG:
            self.opgeruimd = timezone.now()
            # which of them failed is in the log
            with contextlib.suppress(CommandError):
                call_command("ruim_op", stdout=self.stdout)
