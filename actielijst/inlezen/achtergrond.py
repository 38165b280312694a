"""A list that is too long to wait for is stored by the worker: the whole of it, or nothing."""

import logging

from django.db import IntegrityError, transaction
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from actielijst.enums import Inleesstatus
from actielijst.inlezen.antwoorden import gekozen_nieuw
from actielijst.inlezen.bestand import plan_van
from actielijst.inlezen.bevestigen import bereid_voor, leg_vast
from actielijst.inlezen.tonen import in_woorden
from actielijst.inlezen.verwerken import NietTeVerwerken
from actielijst.models import Inlezing
from pmiek.beveiligingslog import meld
from pmiek.history import Verouderd
from pmiek.werker import AF, Werker

logger = logging.getLogger(__name__)
# rows that take about two seconds on a busy machine
DIRECT = 250
INTUSSEN = "Wat hier staat is intussen gewijzigd. Kijk de lijst nog eens na voordat u verwerkt."
MISLUKT = (
    "Er ging iets mis bij het verwerken; er is niets opgeslagen. Probeer het opnieuw; lukt het "
    "weer niet, meld het dan."
)
ONDERBROKEN = "Het verwerken is afgebroken; er is niets opgeslagen. Probeer het opnieuw."


def aantal_te_schrijven(plan, antwoorden):
    return len(plan.gewijzigd) + len(gekozen_nieuw(plan, antwoorden))


def kan_op_de_achtergrond(aantal):
    """Without a worker that lives it is done while somebody waits."""
    return aantal > DIRECT and Werker.objects.levend().exists()


def ligt_stil(inlezing):
    """Whether nobody works on it; with SQLite who is writing cannot say meanwhile that it lives."""
    if not inlezing.is_bezig or Werker.objects.levend().exists():
        return False
    return not DBTaskResult.objects.running().filter(pk=inlezing.wachtrijnummer).exists()


@transaction.atomic
def vraag_verwerking(inlezing, gebruiker, stand, aantal):
    """Ask the worker; raises Verouderd when somebody else did so already."""
    open_ = Inlezing.objects.filter(pk=inlezing.pk, status=Inleesstatus.CONTROLE)
    gelukt = open_.update(
        status=Inleesstatus.BEZIG,
        bevestigd_door=gebruiker,
        bevestigde_stand=stand,
        aantal_te_doen=aantal,
        antwoorden=inlezing.antwoorden,
        melding="",
        fouten=[],
    )
    if not gelukt:
        raise Verouderd(inlezing)
    nummer = verwerk_inlezing.enqueue(inlezing.pk).id
    Inlezing.objects.filter(pk=inlezing.pk).update(wachtrijnummer=nummer)


@task()
def verwerk_inlezing(pk):
    inlezing = Inlezing.objects.select_related("provincie", "namens", "bevestigd_door").get(pk=pk)
    if not inlezing.is_bezig:
        return
    wie, rollen = inlezing.bevestigd_door, _rollen(inlezing)
    try:
        plan = plan_van(inlezing, rollen)
        if plan.stand != inlezing.bevestigde_stand:
            raise Verouderd(inlezing)
        leg_vast(bereid_voor(inlezing, wie, rollen, plan))
    except NietTeVerwerken as weigering:
        _terug(pk, wie, fouten=in_woorden(plan, weigering.fouten))
    except (Verouderd, IntegrityError):
        _terug(pk, wie, melding=INTUSSEN)
    except Exception:
        # whatever went wrong, the user must hear that it did
        logger.exception("inlezing %s mislukt", pk)
        _terug(pk, wie, melding=MISLUKT)
    else:
        wat = f"inlezing {pk}, handeling {inlezing.handeling}"
        meld("lijst verwerken", wie=wie, object=wat, resultaat="gelukt")


def _rollen(inlezing):
    """Of who confirmed it, as they are now: somebody may have lost the right meanwhile."""
    rollen = inlezing.bevestigd_door.rollen.filter(provincie=inlezing.provincie)
    return [rol.soort for rol in rollen]


def _terug(pk, wie, *, melding="", fouten=()):
    """To whom sent it in, with the reason."""
    nog_bezig = Inlezing.objects.filter(pk=pk, status=Inleesstatus.BEZIG)
    nog_bezig.update(status=Inleesstatus.CONTROLE, melding=melding, fouten=list(fouten))
    meld("lijst verwerken", wie=wie, object=f"inlezing {pk}", resultaat="geweigerd")


def herstel_inlezingen():
    """A list whose place in the queue is gone goes back to who sent it in: nothing was stored."""
    bezig = list(Inlezing.objects.filter(status=Inleesstatus.BEZIG).values("pk", "wachtrijnummer"))
    # asked second: what came in between is in neither
    wachtrij = {str(een.pk) for een in DBTaskResult.objects.exclude(status__in=AF).only("pk")}
    for een in bezig:
        if een["wachtrijnummer"] not in wachtrij:
            nog_zo = Inlezing.objects.filter(**een, status=Inleesstatus.BEZIG)
            nog_zo.update(status=Inleesstatus.CONTROLE, melding=ONDERBROKEN)
