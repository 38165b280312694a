"""A list that is too long to wait for is read, judged and stored by the worker.

Nothing of it is stored unless all of it is; what was interrupted says so to whoever sent it in.
"""

import logging

from django.db import IntegrityError, transaction
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from actielijst.enums import Inleesstatus
from actielijst.inlezen.antwoorden import gekozen_nieuw
from actielijst.inlezen.bestand import (
    NAAMGRENS,
    is_groot,
    lees_in,
    plan_van,
    wijst_kolommen_aan,
)
from actielijst.inlezen.bevestigen import bereid_voor, leg_vast
from actielijst.inlezen.bladkeuze import kies_zoals_eerder
from actielijst.inlezen.keuren import keur_alles
from actielijst.inlezen.tonen import BEZWAREN, in_woorden
from actielijst.inlezen.verwerken import NietTeVerwerken
from actielijst.inlezen.voorstellen import wat_eerst
from actielijst.models import Inlezing
from pmiek.beveiligingslog import meld
from pmiek.history import Verouderd
from pmiek.importing import Unreadable
from pmiek.werker import AF, Werker

logger = logging.getLogger(__name__)
# rows that take about two seconds on a busy machine
DIRECT = 250
INTUSSEN = "Wat hier staat is intussen gewijzigd. Kijk de lijst nog eens na voordat u verwerkt."
NIET_MEER_OPEN = (
    "Deze lijst is intussen bevestigd, gestopt of door een ander beantwoord. Wat u net invulde is "
    "er niet bij opgeslagen."
)
MISLUKT = (
    "Er ging iets mis bij het verwerken; er is niets opgeslagen. Probeer het opnieuw; lukt het "
    "weer niet, meld het dan."
)
LEZEN_MISLUKT = (
    "Er ging iets mis bij het lezen. Probeer het opnieuw; lukt het weer niet, meld het dan."
)
LEZEN_ONDERBROKEN = "Het lezen is afgebroken; er is niets opgeslagen. Stuur het bestand opnieuw in."
WIJS_AAN = "{} Wijs eerst aan wat er in de kolommen staat."
ONDERBROKEN = "Het verwerken is afgebroken; er is niets opgeslagen. Probeer het opnieuw."

# what becomes of a list whose worker died: (status, sentence)
TERUG = {
    Inleesstatus.BEZIG: (Inleesstatus.CONTROLE, ONDERBROKEN),
    Inleesstatus.LEZEN: (Inleesstatus.GESTOPT, LEZEN_ONDERBROKEN),
}


def aantal_te_schrijven(plan, antwoorden):
    return len(plan.gewijzigd) + len(gekozen_nieuw(plan, antwoorden))


def kan_op_de_achtergrond(aantal):
    """Without a worker that lives it is done while somebody waits."""
    return aantal > DIRECT and Werker.objects.levend().exists()


def kan_wachten(inhoud, naam):
    """Whether reading this file is for the worker; raises Unreadable for what is no list at all."""
    groot = is_groot(inhoud, naam) and len(naam) <= NAAMGRENS
    return groot and Werker.objects.levend().exists()


@transaction.atomic
def vraag_lezen(inlezing):
    """Have the worker read a file that was just sent in."""
    inlezing.status = Inleesstatus.LEZEN
    inlezing.save()
    _zet_in_wachtrij(lees_inlezing, inlezing)


@transaction.atomic
def keur_opnieuw(inlezing):
    """After an answer; raises Verouderd when the list is not open any more.

    A list that was judged while somebody waits is so again by its page.
    """
    straks = inlezing.keuring is not None and Werker.objects.levend().exists()
    velden = {"status": Inleesstatus.LEZEN} if straks else {"keuring": None}
    if not _nog_open(inlezing).update(**velden):
        raise Verouderd(inlezing)
    if straks:
        _zet_in_wachtrij(lees_inlezing, inlezing)


def _nog_open(inlezing):
    return Inlezing.objects.filter(pk=inlezing.pk, status=Inleesstatus.CONTROLE)


def _zet_in_wachtrij(taak, inlezing):
    nummer = taak.enqueue(inlezing.pk).id
    Inlezing.objects.filter(pk=inlezing.pk).update(wachtrijnummer=nummer)


@task()
def lees_inlezing(pk):
    inlezing = Inlezing.objects.select_related("provincie", "namens", "gebruiker").get(pk=pk)
    if not inlezing.wordt_gelezen:
        return
    try:
        velden = _gelezen(inlezing)
    except Unreadable as reden:
        velden = {"status": Inleesstatus.GESTOPT, "melding": str(reden)}
    except Exception:
        # whatever went wrong, the user must hear that it did
        logger.exception("inlezing %s niet gelezen", pk)
        velden = {"status": Inleesstatus.GESTOPT, "melding": LEZEN_MISLUKT}
    Inlezing.objects.filter(pk=pk, status=Inleesstatus.LEZEN).update(inhoud=None, **velden)
    if velden["status"] == Inleesstatus.GESTOPT:
        wat = f"inlezing {pk}"
        meld("lijst insturen", wie=inlezing.gebruiker, object=wat, resultaat="geweigerd")


def _gelezen(inlezing):
    melding = ""
    if inlezing.inhoud is not None:
        bestand = lees_in(inlezing, bytes(inlezing.inhoud), inlezing.bestandsnaam)
        kies_zoals_eerder(inlezing)
        if wijst_kolommen_aan(bestand, inlezing.provincie):
            melding = WIJS_AAN.format(wat_eerst(bestand.tabellen[0]))
    plan = plan_van(inlezing, _rollen(inlezing.gebruiker, inlezing.provincie))
    return {
        "status": Inleesstatus.CONTROLE,
        "bladen": inlezing.bladen,
        "andere_bladen": inlezing.andere_bladen,
        "stand": inlezing.stand,
        "namens": inlezing.namens,
        "melding": melding,
        "keuring": keuring(inlezing, plan),
    }


def keuring(inlezing, plan):
    """What the page says of the rules that refuse: the first of them, and how many there are."""
    geweigerd = in_woorden(plan, keur_alles(inlezing, plan))
    return {"eerste": geweigerd[:BEZWAREN], "aantal": len(geweigerd)}


@transaction.atomic
def vraag_verwerking(inlezing, gebruiker, stand, aantal):
    """Ask the worker; raises Verouderd when somebody else did so already."""
    gelukt = _nog_open(inlezing).update(
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
    _zet_in_wachtrij(verwerk_inlezing, inlezing)


@task()
def verwerk_inlezing(pk):
    inlezing = Inlezing.objects.select_related("provincie", "namens", "bevestigd_door").get(pk=pk)
    if not inlezing.is_bezig:
        return
    wie = inlezing.bevestigd_door
    rollen = _rollen(wie, inlezing.provincie)
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


def _rollen(gebruiker, provincie):
    """As they are now: somebody may have lost the right meanwhile."""
    return [rol.soort for rol in gebruiker.rollen.filter(provincie=provincie)]


def _terug(pk, wie, *, melding="", fouten=()):
    """To whom sent it in, with the reason."""
    nog_bezig = Inlezing.objects.filter(pk=pk, status=Inleesstatus.BEZIG)
    nog_bezig.update(status=Inleesstatus.CONTROLE, melding=melding, fouten=list(fouten))
    meld("lijst verwerken", wie=wie, object=f"inlezing {pk}", resultaat="geweigerd")


def herstel_inlezingen():
    """A list whose place in the queue is gone goes back to who sent it in: nothing was stored."""
    onderweg = Inlezing.objects.filter(status__in=TERUG)
    bezig = list(onderweg.values("pk", "wachtrijnummer", "status"))
    # asked second: what came in between is in neither
    wachtrij = {str(een.pk) for een in DBTaskResult.objects.exclude(status__in=AF).only("pk")}
    for een in bezig:
        if een["wachtrijnummer"] not in wachtrij:
            status, melding = TERUG[een["status"]]
            nog_zo = Inlezing.objects.filter(**een)
            nog_zo.update(status=status, melding=melding, inhoud=None)
