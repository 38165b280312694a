"""An act that is too long to wait for is undone by the worker: all of it or nothing.

What went wrong stands on the page where it was asked.
"""

import logging

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from pmiek.beveiligingslog import meld
from pmiek.history import Geweigerd, Verouderd, acting_as
from pmiek.ongedaan.terugdraaien import NietTerugTeDraaien, draai_terug
from pmiek.terugdraaiing import Terugdraaiing
from pmiek.werker import AF, Werker

logger = logging.getLogger(__name__)
# changes that take about two seconds on a busy machine
DIRECT = 1000
NIETS = "Er was niets terug te zetten. Er is niets veranderd."
NET_GEWIJZIGD = "Iemand anders wijzigde dit net. Er is niets teruggezet; kijk nog eens."
MAG_NIET = "U mag dit niet meer ongedaan maken. Er is niets teruggezet."
MISLUKT = (
    "Er ging iets mis; er is niets teruggezet. Probeer het opnieuw; lukt het weer niet, meld het "
    "dan."
)
ONDERBROKEN = "Het terugzetten is afgebroken; er is niets teruggezet. Probeer het opnieuw."


def kan_op_de_achtergrond(plan):
    """Without a worker that lives it is done while somebody waits."""
    return plan.aantal > DIRECT and Werker.objects.levend().exists()


@transaction.atomic
def vraag_ongedaan(handeling, *, provincie, gebruiker, keuzes, aantal):
    """Ask the worker; who asks while it is busy with the same asks nothing more."""
    vraag = {"gebruiker": gebruiker, "keuzes": keuzes, "aantal": aantal, "melding": ""}
    gevraagd, is_nieuw = Terugdraaiing.objects.get_or_create(
        handeling=handeling, defaults={"provincie": provincie, **vraag}
    )
    opnieuw = Terugdraaiing.objects.filter(pk=gevraagd.pk).exclude(melding="")
    if is_nieuw or opnieuw.update(**vraag):
        nummer = voer_uit.enqueue(gevraagd.pk).id
        Terugdraaiing.objects.filter(pk=gevraagd.pk).update(wachtrijnummer=nummer)


@task()
def voer_uit(pk):
    bezig = Terugdraaiing.objects.filter(pk=pk, melding="")
    gevraagd = bezig.select_related("provincie", "gebruiker").first()
    if gevraagd is None:
        return
    melding = _teruggezet(gevraagd)
    bezig.update(melding=melding)
    resultaat = "geweigerd" if melding else "gelukt"
    meld("ongedaan maken", wie=gevraagd.gebruiker, object=str(gevraagd), resultaat=resultaat)


def _teruggezet(gevraagd):
    """Why nothing was put back; empty when all of it was."""
    try:
        return _draai_terug(gevraagd)
    except (Verouderd, IntegrityError, ProtectedError):
        return NET_GEWIJZIGD
    except ValidationError as fout:
        return " ".join(fout.messages)
    except (Geweigerd, NietTerugTeDraaien) as fout:
        return str(fout)
    except PermissionDenied:
        return MAG_NIET
    except Exception:
        # whatever went wrong, the user must hear that it did
        logger.exception("%s niet ongedaan gemaakt", gevraagd)
        return MISLUKT


@transaction.atomic
def _draai_terug(gevraagd):
    wie = gevraagd.gebruiker
    with acting_as(wie):
        uitkomst = draai_terug(
            gevraagd.handeling,
            provincie=gevraagd.provincie,
            gebruiker=wie,
            keuzes=gevraagd.keuzes,
        )
    if uitkomst.gedaan:
        # by the number: done and no longer asked are one thing
        Terugdraaiing.objects.filter(pk=gevraagd.pk).delete()
        return ""
    return NET_GEWIJZIGD if uitkomst.conflicten else NIETS


def herstel_terugdraaiingen():
    """What lost its place in the queue says so to whoever asked it: nothing was put back."""
    bezig = list(Terugdraaiing.objects.filter(melding="").values("pk", "wachtrijnummer"))
    # asked second: what came in between is in neither
    wachtrij = {str(een.pk) for een in DBTaskResult.objects.exclude(status__in=AF).only("pk")}
    for een in bezig:
        if een["wachtrijnummer"] not in wachtrij:
            Terugdraaiing.objects.filter(**een, melding="").update(melding=ONDERBROKEN)
