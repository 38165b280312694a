"""Made documents: what was interrupted goes on or fails, what is old goes away."""

import time
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from actielijst.documenten.taken import bestandspad, zet_in_wachtrij
from actielijst.enums import Taakstatus
from actielijst.models import Documenttaak
from pmiek.werker import AF, POGINGEN

BEWAARTERMIJN = timedelta(days=30)
WEES = timedelta(days=1)
ONDERBROKEN = (
    "Het maken is twee keer afgebroken. Probeer het opnieuw; lukt het weer niet, meld het dan."
)


def herstel_documenten():
    """A request whose place in the queue is gone is asked again, or fails with a reason."""
    lopend = list(Documenttaak.objects.lopend())
    # asked second: a request that came in between is in neither
    wachtrij = {str(een.pk) for een in DBTaskResult.objects.exclude(status__in=AF).only("pk")}
    for taak in lopend:
        if taak.wachtrijnummer not in wachtrij:
            _herstel(taak)


@transaction.atomic
def _herstel(taak):
    # conditional: another worker may sweep at this moment
    nog_zo = Documenttaak.objects.lopend().filter(
        pk=taak.pk, poging=taak.poging, wachtrijnummer=taak.wachtrijnummer
    )
    if taak.poging >= POGINGEN:
        nog_zo.update(status=Taakstatus.MISLUKT, melding=ONDERBROKEN, klaar_op=timezone.now())
    elif nog_zo.update(status=Taakstatus.WACHT, wachtrijnummer=""):
        zet_in_wachtrij(taak)


def verlopen_documenten():
    verlopen = list(Documenttaak.objects.verlopen(BEWAARTERMIJN))
    for taak in verlopen:
        if taak.bestand:
            bestandspad(taak).unlink(missing_ok=True)
        taak.delete()
    return len(verlopen)


def wees_bestanden():
    """Files that no request names: the process ended between the file and the row."""
    bekend = set(Documenttaak.objects.values_list("bestand", flat=True))
    grens = time.time() - WEES.total_seconds()
    wezen = [
        pad
        for pad in (Path(settings.DOCUMENT_MAP) / "gemaakt").glob("*")
        if pad.name not in bekend and pad.stat().st_mtime < grens
    ]
    for pad in wezen:
        pad.unlink(missing_ok=True)
    return len(wezen)


# (in words, function that removes them and says how many)
OPRUIMERS = [
    ("documenten ouder dan 30 dagen", verlopen_documenten),
    ("bestanden zonder document", wees_bestanden),
]
