"""Revert one handeling: newest change first, each through save() or delete()."""

from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from pmiek.enums import Wijzigingsoort
from pmiek.history import undoing
from pmiek.keten import Keten
from pmiek.ongedaan.plan import Plan
from pmiek.ongedaan.recht import mag_schrijven, weigering
from pmiek.ongedaan.spoor import sleutel_van
from pmiek.wijziging import Wijziging


class NietTerugTeDraaien(Exception):
    """Too long ago, done before, or not an act of somebody; the text says which, in Dutch."""


@dataclass(frozen=True)
class Uitkomst:
    plan: Plan
    # the act that did it, by which it can be undone again; None when nothing was written
    handeling: UUID | None = None

    @property
    def conflicten(self):
        return self.plan.onbeslist

    @property
    def gedaan(self):
        return self.handeling is not None


def maak_plan(handeling, *, provincie, gebruiker, keuzes=None, vergrendeld=False):
    """What an undo would do now; nothing is written."""
    regels = Wijziging.objects.van_handeling(handeling).voor_lijst()
    plan = Plan(list(regels), vergrendeld, keuzes or {})
    if not mag_schrijven(plan, provincie, gebruiker):
        raise PermissionDenied
    return plan


@transaction.atomic
def draai_terug(handeling, *, provincie, gebruiker, keuzes=None):
    """All or nothing; with conflicts about which nobody chose it is nothing.

    `keuzes` says per conflict (by its `sleutel`) "terug" or "laten".
    """
    # two who undo the same at the same moment: the second waits and then sees it is done
    Keten.objects.vasthouden(provincie.pk)
    plan = maak_plan(
        handeling, provincie=provincie, gebruiker=gebruiker, keuzes=keuzes, vergrendeld=True
    )
    if reden := weigering(plan.wijzigingen):
        raise NietTerugTeDraaien(reden)
    if plan.onbeslist:
        return Uitkomst(plan)
    if not plan.doet_mee:
        return Uitkomst(plan)
    with undoing(handeling) as eigen_handeling:
        _keer_alles_om(plan)
    return Uitkomst(plan, eigen_handeling)


def _keer_alles_om(plan):
    mee = plan.doet_mee
    for wijziging in plan.wijzigingen:
        if sleutel_van(wijziging) in mee:
            _keer_om(plan, wijziging)


def _keer_om(plan, wijziging):
    sleutel = sleutel_van(wijziging)
    spoor = plan.sporen[sleutel]
    if wijziging.soort == Wijzigingsoort.VERWIJDERD:
        plan.huidig[sleutel] = _maak_opnieuw(wijziging, spoor)
    elif wijziging.soort == Wijzigingsoort.AANGEMAAKT:
        plan.huidig.pop(sleutel).delete()
    else:
        namen = plan.terug.get(sleutel, spoor.veldnamen)
        _zet_terug(plan.huidig[sleutel], wijziging, spoor, namen)


def _maak_opnieuw(wijziging, spoor):
    obj = spoor.model(pk=wijziging.object_id)
    for naam, f in spoor.veldnamen.items():
        if naam in wijziging.velden or f.null:
            oud = wijziging.velden.get(naam, {}).get("oud")
            setattr(obj, f.attname, f.to_python(oud))
    obj.validate_constraints()
    # later than every version that was ever read of it
    obj.versie = 1 + Wijziging.objects.van_rijen(spoor.model, [obj.pk]).count()
    # with its own number, so that what points at it finds it again
    obj.save(force_insert=True)
    return obj


def _zet_terug(obj, wijziging, spoor, namen):
    velden = [naam for naam in wijziging.velden if naam in namen and naam in spoor.veldnamen]
    for naam in velden:
        f = spoor.veldnamen[naam]
        setattr(obj, f.attname, f.to_python(wijziging.velden[naam]["oud"]))
    if velden:
        obj.validate_constraints()
        obj.save()
