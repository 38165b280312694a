"""Revert one handeling: newest change first, each through save() or delete(), stored together."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from pmiek import batch
from pmiek.enums import Wijzigingsoort
from pmiek.history import undoing
from pmiek.keten import Keten
from pmiek.ongedaan.plan import Plan
from pmiek.ongedaan.recht import mag_schrijven, weigering
from pmiek.ongedaan.spoor import sleutel_van
from pmiek.ongedaan.verbinden import per_model, verbind
from pmiek.wijziging import Wijziging

SLEUTEL = ("soort_object", "object_id")
VERWIJZINGEN = ("door", "soort_object", "onderwerp_soort")


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
    # thousands of lines are of a few kinds and of one person: each of those is read once
    regels = Wijziging.objects.van_handeling(handeling).prefetch_related(*VERWIJZINGEN)
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
    mee = plan.doet_mee
    if not mee:
        return Uitkomst(plan)
    with undoing(handeling) as eigen_handeling, batch.batching(), batch.leaving_together():
        batch.hold(provincie.pk)
        _keer_alles_om(plan, mee)
    return Uitkomst(plan, eigen_handeling)


def _keer_alles_om(plan, mee):
    wijzigingen = [wijziging for wijziging in plan.wijzigingen if sleutel_van(wijziging) in mee]
    terug = _wat_terugkomt(plan, wijzigingen)
    _lees_vooraf([plan.huidig[sleutel] for sleutel in mee & plan.huidig.keys()], terug.values())
    for wijziging in wijzigingen:
        _keer_om(plan, wijziging, terug)


def _lees_vooraf(huidig, terug):
    """What every row would ask for itself."""
    for model, objecten in per_model((type(obj), obj.pk) for obj in huidig).items():
        batch.preload(model, objecten)
    for obj in verbind([*huidig, *terug]):
        batch.know(obj)


def _wat_terugkomt(plan, wijzigingen):
    """{line that says that a row went: the row as it was}."""
    weg = [w for w in wijzigingen if w.soort == Wijzigingsoort.VERWIJDERD]
    weggehaald = per_model((plan.sporen[sleutel_van(w)].model, w.object_id) for w in weg)
    aantallen = Counter(
        sleutel
        for model, pks in weggehaald.items()
        for sleutel in Wijziging.objects.van_rijen(model, pks).values_list(*SLEUTEL)
    )
    return {
        wijziging.pk: _zoals_het_was(wijziging, plan.sporen[sleutel], aantallen[sleutel])
        for wijziging in weg
        for sleutel in [sleutel_van(wijziging)]
    }


def _keer_om(plan, wijziging, terug):
    sleutel = sleutel_van(wijziging)
    spoor = plan.sporen[sleutel]
    if wijziging.soort == Wijzigingsoort.VERWIJDERD:
        plan.huidig[sleutel] = terug[wijziging.pk]
        _maak_plaats(spoor.model, spoor.veldnamen)
        # with its own number, so that what points at it finds it again
        terug[wijziging.pk].save(force_insert=True)
    elif wijziging.soort == Wijzigingsoort.AANGEMAAKT:
        plan.huidig.pop(sleutel).delete()
    else:
        namen = plan.terug.get(sleutel, spoor.veldnamen)
        _zet_terug(plan.huidig[sleutel], wijziging, spoor, namen)


def _zoals_het_was(wijziging, spoor, aantal):
    obj = spoor.model(pk=wijziging.object_id)
    for naam, f in spoor.veldnamen.items():
        if naam in wijziging.velden or f.null:
            oud = wijziging.velden.get(naam, {}).get("oud")
            setattr(obj, f.attname, f.to_python(oud))
    # later than every version that was ever read of it, those of this undo included
    nog_voor = len(spoor.wijzigingen) - 1 - spoor.wijzigingen.index(wijziging)
    obj.versie = 1 + aantal + nog_voor
    return obj


def _zet_terug(obj, wijziging, spoor, namen):
    velden = [naam for naam in wijziging.velden if naam in namen and naam in spoor.veldnamen]
    for naam in velden:
        f = spoor.veldnamen[naam]
        setattr(obj, f.attname, f.to_python(wijziging.velden[naam]["oud"]))
    if velden:
        _maak_plaats(spoor.model, velden)
        _keur(obj, velden)
        obj.save()


def _maak_plaats(model, namen):
    """What stands where this must come goes first."""
    if batch.is_leaving(model) and any({*namen} & gebied for gebied in _gebieden(model)):
        batch.take_away()


def _gebieden(model):
    """The fields that must be unique together."""
    yield from ({f.name} for f in model._meta.fields if f.unique)
    for constraint in model._meta.constraints:
        yield {*getattr(constraint, "fields", ())}


def _keur(obj, namen):
    """Raises ValidationError with the sentence of the constraint that these fields break."""
    for constraint in obj._meta.constraints:
        if {*namen} & _genoemd(constraint):
            constraint.validate(type(obj), obj)


def _genoemd(constraint):
    voorwaarde = constraint.condition.referenced_base_fields if constraint.condition else set()
    return voorwaarde | {*getattr(constraint, "fields", ())}
