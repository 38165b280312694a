"""Store a list that was looked at, by whoever confirmed it: the whole of it, or nothing."""

from django.db import transaction
from django.utils import timezone

from actielijst.enums import Inleesstatus
from actielijst.inlezen.antwoorden import gekozen_nieuw
from actielijst.inlezen.bestand import vergrendeld_plan
from actielijst.inlezen.verwerken import verwerk
from actielijst.models import Inlezing
from pmiek.enums import Kanaal
from pmiek.history import Verouderd, acting_as, huidige_handeling


def bevestig(inlezing, gebruiker, rollen, stand):
    """Raises Verouderd when it is not as it was shown, NietTeVerwerken when a rule refuses."""
    with transaction.atomic(), acting_as(gebruiker, Kanaal.EXCEL):
        plan = vergrendeld_plan(inlezing, rollen, stand)
        nieuwe = gekozen_nieuw(plan, inlezing.antwoorden)
        verwerk(
            plan,
            inlezing.provincie,
            inlezing.bestandsnaam,
            gebruiker=gebruiker,
            namens=inlezing.namens,
            nieuwe=nieuwe,
        )
        _sluit_af(inlezing, uitkomst(plan, nieuwe))


def uitkomst(plan, nieuwe):
    """What became of every row of the file: the first four are all of them together."""
    nieuw = [regel for regel in plan.nieuw if regel.sleutel in nieuwe]
    return {
        "gewijzigd": len(plan.gewijzigd),
        "nieuw": len(nieuw),
        "gelijk": len(plan.gelijk),
        "overgeslagen": len(plan.nieuw) - len(nieuw) + sum(b.aantal_rest for b in plan.bladen),
        "onbeantwoord": len(plan.open_vragen) + len(plan.open_botsingen),
        "weggelaten": len(plan.weggelaten),
        "niet_in_bestand": len(plan.niet_in_bestand),
    }


def _sluit_af(inlezing, aantallen):
    """One of two that confirm at the same moment finds that it was done already."""
    # locked, and only when it is still as it was
    nog_zo = Inlezing.objects.select_for_update().filter(pk=inlezing.pk, status=inlezing.status)
    if nog_zo.first() is None:
        raise Verouderd(inlezing)
    inlezing.melding, inlezing.fouten = "", []
    inlezing.status, inlezing.verwerkt_op = Inleesstatus.VERWERKT, timezone.now()
    inlezing.handeling = huidige_handeling()
    inlezing.aantallen = aantallen
    inlezing.save()
