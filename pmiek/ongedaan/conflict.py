"""Where the world no longer is as the handeling left it, as data and in Dutch."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db import models

from pmiek.ongedaan.spoor import sleutel_van_object
from pmiek.words import field_text

IEMAND = "iemand anders"


@dataclass(frozen=True)
class Conflict:
    object: tuple
    naam: str
    # the name of the field; empty when it is about the object as a whole
    veld: str = ""
    label: str = ""
    was: str = ""
    achtergelaten: str = ""
    nu: str = ""
    reden: str = ""
    door: str = IEMAND
    wanneer: datetime.datetime | None = None
    te_dwingen: bool = True
    # the act to undo before this one can be
    eerst: UUID | None = None

    @property
    def sleutel(self):
        return "-".join(str(deel) for deel in (*self.object, self.veld) if deel != "")

    @property
    def titel(self):
        naam = self.naam[:1].upper() + self.naam[1:]
        return f"{naam}: {self.label}" if self.label else naam

    @property
    def keuzes(self):
        return ["terug", "laten"] if self.te_dwingen else ["laten"]


def samengevat(conflicten):
    """At most one per object as a whole or per field; what cannot be forced goes first."""
    per_sleutel = {}
    for conflict in sorted(conflicten, key=lambda conflict: conflict.te_dwingen):
        per_sleutel.setdefault(conflict.sleutel, conflict)
    heel = {conflict.object for conflict in per_sleutel.values() if not conflict.veld}
    return [c for c in per_sleutel.values() if not c.veld or c.object not in heel]


def latere_bewerkingen(plan):
    for spoor in plan.sporen.values():
        obj = plan.huidig.get(spoor.sleutel)
        if spoor.is_gewijzigd:
            yield from _velden(plan, spoor, obj) if obj else [_verdwenen(plan, spoor)]
        elif spoor.is_toegevoegd and obj:
            yield from _bewerkt(plan, spoor, obj)
    yield from _hangend(plan)


def _velden(plan, spoor, obj):
    for naam, veld in spoor.velden.items():
        nu = spoor.huidige_waarde(naam, obj)
        if veld.get("stil") or nu in (spoor.waarde(naam, "nieuw"), spoor.waarde(naam, "oud")):
            continue
        yield Conflict(
            spoor.sleutel,
            spoor.naam,
            naam,
            label=veld["label"],
            was=veld["oud_tekst"],
            achtergelaten=veld["nieuw_tekst"],
            nu=field_text(spoor.veldnamen[naam], nu),
            **_wie(plan, spoor, naam),
        )


def _wie(plan, spoor, naam=None):
    regels = plan.later.get(spoor.sleutel, [])
    regel = next((regel for regel in regels if naam is None or naam in regel.velden), None)
    return {"door": regel.door_naam, "wanneer": regel.wanneer} if regel else {}


def _verdwenen(plan, spoor):
    later = plan.later.get(spoor.sleutel, [])
    return Conflict(
        spoor.sleutel,
        spoor.naam,
        reden="Dit is later verwijderd. Maak eerst die verwijdering ongedaan.",
        te_dwingen=False,
        eerst=later[0].handeling if later else None,
        **_wie(plan, spoor),
    )


def _bewerkt(plan, spoor, obj):
    """What was added and then edited: taking it away takes the later words with it."""
    anders = [
        str(f.verbose_name)
        for naam, f in spoor.veldnamen.items()
        if f.editable and spoor.huidige_waarde(naam, obj) != spoor.waarde(naam, "nieuw")
    ]
    if anders:
        reden = f"Na het toevoegen is dit bijgewerkt: {', '.join(anders)}."
        yield Conflict(spoor.sleutel, spoor.naam, reden=reden, **_wie(plan, spoor))


def _hangend(plan):
    """Rows of others under what would be deleted: one query per relation."""
    weg = {sleutel: s for sleutel, s in plan.sporen.items() if s.is_toegevoegd}
    per_model = {}
    for sleutel, spoor in weg.items():
        if sleutel in plan.huidig:
            per_model.setdefault(spoor.model, {})[sleutel[1]] = spoor
    for model, sporen in per_model.items():
        for relatie in _kinderen(model):
            naam = relatie.field.name
            rijen = relatie.related_model._base_manager.filter(**{f"{naam}__in": list(sporen)})
            for rij in rijen:
                if sleutel_van_object(rij) not in weg:
                    yield _hangt(sporen[getattr(rij, relatie.field.attname)], rij)


def _kinderen(model):
    return [
        relatie
        for relatie in model._meta.get_fields(include_hidden=True)
        if relatie.auto_created
        and not relatie.concrete
        and (relatie.one_to_many or relatie.one_to_one)
        and relatie.on_delete is not models.CASCADE
    ]


def _hangt(spoor, rij):
    soort = rij._meta.verbose_name
    return Conflict(
        spoor.sleutel,
        spoor.naam,
        reden=f"Hier hoort nu iets bij wat later kwam: {soort} ‘{rij}’.",
        te_dwingen=False,
    )
