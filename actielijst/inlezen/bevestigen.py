"""Store a list that was looked at, by whoever confirmed it: the whole of it, or nothing.

While it is written nobody else can save in the province; so everything is compared and judged
before that, and once more only where somebody saved in between.
"""

from dataclasses import dataclass
from itertools import islice

from django.db import transaction
from django.utils import timezone

from actielijst.enums import Inleesstatus
from actielijst.inlezen.antwoorden import gekozen_nieuw
from actielijst.inlezen.bestand import plan_van
from actielijst.inlezen.namens import wijs_niet_gevraagd_aan
from actielijst.inlezen.plan import Plan
from actielijst.inlezen.verwerken import gekeurd, schrijf
from actielijst.inlezen.vraag import kort
from actielijst.models import Inlezing
from pmiek.enums import Kanaal
from pmiek.history import Verouderd, acting_as, huidige_handeling
from pmiek.keten import Keten

# of what was skipped the report names so many
GENOEMD = 200


@dataclass(frozen=True)
class Voorbereid:
    """A list of which every row was judged, by the plan that somebody looked at."""

    inlezing: Inlezing
    gebruiker: object
    rollen: list
    plan: Plan
    nieuwe: set
    rijen: list


def bereid_voor(inlezing, gebruiker, rollen, plan) -> Voorbereid:
    """Raises NietTeVerwerken when a rule refuses; nothing is written."""
    if inlezing.namens:
        wijs_niet_gevraagd_aan(plan, inlezing.namens)
    nieuwe = gekozen_nieuw(plan, inlezing.antwoorden)
    rijen = gekeurd(
        plan,
        inlezing.provincie,
        inlezing.bestandsnaam,
        gebruiker=gebruiker,
        namens=inlezing.namens,
        nieuwe=nieuwe,
    )
    return Voorbereid(inlezing, gebruiker, rollen, plan, nieuwe, rijen)


@transaction.atomic
def leg_vast(klaar):
    """Raises Verouderd when it is not as it was shown any more."""
    klaar = _nog_zo(klaar)
    with acting_as(klaar.gebruiker, Kanaal.EXCEL):
        schrijf(klaar.rijen, klaar.inlezing.provincie)
        _sluit_af(klaar.inlezing, uitkomst(klaar.plan, klaar.nieuwe))


def _nog_zo(klaar):
    """As it was prepared, for one at a time until the transaction ends.

    Who comes second compares with what the first one wrote.
    """
    inlezing = klaar.inlezing
    keten = Keten.objects.vasthouden(inlezing.provincie_id)
    if keten.aantal == klaar.plan.keten:
        return klaar
    plan = plan_van(inlezing, klaar.rollen)
    if plan.stand != klaar.plan.stand:
        raise Verouderd(inlezing)
    return bereid_voor(inlezing, klaar.gebruiker, klaar.rollen, plan)


def uitkomst(plan, nieuwe):
    """What became of every row of the file: the first four are all of them together."""
    nieuw = [regel for regel in plan.nieuw if regel.sleutel in nieuwe]
    genoemd = list(islice(_niet_gedaan(plan, nieuwe), GENOEMD + 1))
    return {
        "gewijzigd": len(plan.gewijzigd),
        "nieuw": len(nieuw),
        "gelijk": len(plan.gelijk),
        "overgeslagen": len(plan.nieuw) - len(nieuw) + sum(b.aantal_rest for b in plan.bladen),
        "onbeantwoord": len(plan.open_vragen) + len(plan.open_botsingen),
        "weggelaten": len(plan.weggelaten),
        "niet_in_bestand": len(plan.niet_in_bestand),
        "niet_gedaan": genoemd[:GENOEMD],
        "meer_niet_gedaan": len(genoemd) > GENOEMD,
    }


def _niet_gedaan(plan, nieuwe):
    """[sheet, row, name, why] of what was skipped: sheets, rows, and cells of the other rows."""
    for blad in plan.bladen:
        if blad.weigering:
            yield [
                blad.blad,
                "",
                f"{blad.aantal_regels} {blad.soort.woord(blad.aantal_regels)}",
                blad.weigering,
            ]
        niet_gekozen = [regel for regel in blad.nieuw if regel.sleutel not in nieuwe]
        hele = {regel.sleutel for regel in [*niet_gekozen, *blad.rest]}
        for regel in blad.regels:
            if regel.sleutel in hele:
                yield [blad.blad, regel.rij, kort(regel.naam), _waarom(regel)]
            else:
                yield from ([blad.blad, regel.rij, *cel] for cel in _open_cellen(regel))


def _open_cellen(regel):
    """(name with column and value, why) of the cells of a row that was written without them."""
    for vraag in regel.open_vragen:
        yield f"{kort(regel.naam)}, {vraag.kolom} '{kort(vraag.waarde)}'", vraag.melding
    for een in regel.open_botsingen:
        yield f"{kort(regel.naam)}, {een.label} '{kort(een.bestand)}'", _gebleven(een)


def _waarom(regel):
    if regel.is_nieuw:
        return "Nieuw, en niet aangevinkt."
    open_ = [vraag.melding for vraag in regel.open_vragen]
    open_ += [_gebleven(botsing) for botsing in regel.open_botsingen]
    return " ".join(open_ or [vraag.melding for vraag in regel.vragen])


def _gebleven(botsing):
    return f"{botsing.wie} veranderde deze cel intussen in '{kort(botsing.site)}'; dat is gebleven."


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
