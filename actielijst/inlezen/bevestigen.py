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
        aantal = verwerk(
            plan,
            inlezing.provincie,
            inlezing.bestandsnaam,
            gebruiker=gebruiker,
            namens=inlezing.namens,
            nieuwe=gekozen_nieuw(plan, inlezing.antwoorden),
        )
        _sluit_af(inlezing, plan, aantal)


def _sluit_af(inlezing, plan, aantal):
    """One of two that confirm at the same moment finds that it was done already."""
    # locked, and only when it is still as it was
    nog_zo = Inlezing.objects.select_for_update().filter(pk=inlezing.pk, status=inlezing.status)
    if nog_zo.first() is None:
        raise Verouderd(inlezing)
    inlezing.melding, inlezing.fouten = "", []
    inlezing.status, inlezing.verwerkt_op = Inleesstatus.VERWERKT, timezone.now()
    inlezing.handeling = huidige_handeling()
    inlezing.aantallen = {
        "bijgewerkt": aantal,
        "gelijk": len(plan.gelijk),
        "overgeslagen": len(plan.open_vragen) + len(plan.open_botsingen),
        "weggelaten": len(plan.weggelaten),
        "niet_in_bestand": len(plan.niet_in_bestand),
    }
    inlezing.save()
