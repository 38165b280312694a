"""What may go after a while. An app adds its own by a module `opruimen` with `OPRUIMERS`."""

import contextlib
import io
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone
from django.utils.module_loading import module_has_submodule
from django_tasks_db.models import DBTaskResult

from pmiek.aanwezigheid import Aanwezigheid
from pmiek.concept import Concept
from pmiek.pdf import store
from pmiek.pdf.pool import folder_owner
from pmiek.terugdraaiing import Terugdraaiing
from pmiek.verzending import Verzending
from pmiek.werker import Werker

BEWAARTERMIJN = timedelta(days=30)
HALVE_BESTANDEN = timedelta(minutes=2)


def verlopen_sessies():
    call_command("clearsessions", stdout=io.StringIO())
    return "gewist"


def oude_taken():
    oud = DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - BEWAARTERMIJN)
    return oud.delete()[0]


def dode_werkers():
    return Werker.objects.filter(levensteken__lt=timezone.now() - BEWAARTERMIJN).delete()[0]


def halve_bestanden():
    """What a killed process was writing: it gets its real name only when it is whole."""
    grens = time.time() - HALVE_BESTANDEN.total_seconds()
    oud = [pad for pad in Path(settings.DOCUMENT_MAP).rglob("*.tmp") if _is_ouder(pad, grens)]
    for pad in oud:
        pad.unlink(missing_ok=True)
    return len(oud)


def _is_ouder(pad, grens):
    # who was writing it may be done at this moment
    with contextlib.suppress(FileNotFoundError):
        return pad.is_file() and pad.stat().st_mtime < grens
    return False


def wees_mappen():
    """Folders of PDF processes of a program that is no more."""
    mappen = [
        pad
        for pad in Path(tempfile.gettempdir()).glob("pmiek-pdf-*")
        if not _leeft(folder_owner(pad))
    ]
    for pad in mappen:
        shutil.rmtree(pad, ignore_errors=True)
    return len(mappen)


def _leeft(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def verlopen_concepten():
    return Concept.objects.verlopen().delete()[0]


def oude_verzendingen():
    """A page that is older than its token cannot be sent again."""
    return Verzending.objects.filter(verzonden_op__lt=timezone.now() - BEWAARTERMIJN).delete()[0]


def mislukte_terugdraaiingen():
    """What can no longer be undone need not say why it was not."""
    oud = Terugdraaiing.objects.filter(gevraagd_op__lt=timezone.now() - BEWAARTERMIJN)
    return oud.delete()[0]


def vergeten_aanwezigheid():
    return Aanwezigheid.objects.vergeten().delete()[0]


# (in words, function that removes them and says how many)
OPRUIMERS: list[tuple[str, Callable]] = [
    ("verlopen sessies", verlopen_sessies),
    ("oude taken", oude_taken),
    ("dode werkers", dode_werkers),
    ("halve bestanden", halve_bestanden),
    ("mappen van afgebroken documenten", wees_mappen),
    ("bewaarde bladen die niemand meer opvraagt", store.prune),
    ("verlopen concepten", verlopen_concepten),
    ("oude verzendingen", oude_verzendingen),
    ("mislukte terugdraaiingen", mislukte_terugdraaiingen),
    ("vergeten aanwezigheid", vergeten_aanwezigheid),
]


def alle_opruimers():
    for app in apps.get_app_configs():
        if module_has_submodule(app.module, "opruimen"):
            yield from getattr(import_module(f"{app.name}.opruimen"), "OPRUIMERS", [])
