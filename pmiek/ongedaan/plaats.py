"""Whether what comes back still fits: what it points at exists, and its place is free."""

from django.db.models import Q, UniqueConstraint, Value

from pmiek.ongedaan.conflict import Conflict
from pmiek.ongedaan.spoor import plain_to_python, sleutel_van_object


def verdwenen_verwijzingen(plan):
    """Old values that point at what no longer exists: one query per model."""
    per_model = {}
    for spoor in plan.sporen.values():
        for naam, sleutel in _oude_verwijzingen(plan, spoor):
            model = spoor.veldnamen[naam].related_model
            per_model.setdefault(model, []).append((spoor, naam, sleutel))
    for model, verwijzingen in per_model.items():
        pks = {sleutel[1] for _, _, sleutel in verwijzingen}
        bestaat = set(model._base_manager.filter(pk__in=pks).values_list("pk", flat=True))
        for spoor, naam, sleutel in verwijzingen:
            if sleutel[1] not in bestaat and not _komt_terug(plan, sleutel):
                yield _wijst_naar_niets(spoor, naam)


def _komt_terug(plan, sleutel):
    return sleutel in plan.sporen and plan.sporen[sleutel].is_verwijderd


def _oude_verwijzingen(plan, spoor):
    bestaat = spoor.sleutel in plan.huidig
    if spoor.is_toegevoegd or spoor.is_verwijderd == bestaat:
        return []
    oud = spoor.verwijzingen("oud").items()
    return [(naam, sleutel) for naam, sleutel in oud if naam in spoor.velden]


def _wijst_naar_niets(spoor, naam):
    veld = spoor.velden[naam]
    return _op_zijn_plaats(spoor, naam, f"{veld['oud_tekst'] or veld['label']} bestaat niet meer.")


def _op_zijn_plaats(spoor, naam, reden):
    """A conflict that nobody can decide about: about a field, or about all that was deleted."""
    veld = spoor.velden[naam]
    over_veld = {
        "veld": naam,
        "label": veld["label"],
        "was": veld["oud_tekst"],
        "achtergelaten": veld["nieuw_tekst"],
        "nu": veld["nieuw_tekst"],
    }
    return Conflict(
        spoor.sleutel,
        spoor.naam,
        reden=reden,
        te_dwingen=False,
        **(over_veld if spoor.is_gewijzigd else {}),
    )


def bezette_plaatsen(plan):
    """Places that must be unique and that somebody else took: one query per constraint."""
    per_model = {}
    for sleutel, spoor in plan.sporen.items():
        if waarden := _straks(plan, spoor):
            per_model.setdefault(spoor.model, {})[sleutel] = waarden
    for model, straks in per_model.items():
        for namen, voorwaarde, melding in _uniek(model):
            yield from _dubbel(plan, model, straks, namen, voorwaarde, melding)


def _straks(plan, spoor):
    """How an object will stand in its table when everything is put back."""
    obj = plan.huidig.get(spoor.sleutel)
    if spoor.is_toegevoegd or spoor.is_verwijderd == (obj is not None):
        return None
    return {
        naam: spoor.waarde(naam, "oud")
        if obj is None or naam in spoor.velden
        else plain_to_python(f, getattr(obj, f.attname))
        for naam, f in spoor.veldnamen.items()
    }


def _uniek(model):
    for constraint in model._meta.constraints:
        if isinstance(constraint, UniqueConstraint):
            melding = constraint.violation_error_message
            yield constraint.fields, constraint.condition, melding
    for f in model.tracked_fields():
        if f.unique:
            yield (f.name,), None, ""


def _dubbel(plan, model, straks, namen, voorwaarde, melding):
    gezocht, raakt = {}, [*namen, *_velden_van(voorwaarde)]
    for sleutel, waarden in straks.items():
        plaats = tuple(waarden.get(naam) for naam in namen)
        if None not in plaats and set(raakt) & set(plan.sporen[sleutel].velden):
            gezocht[plaats] = sleutel
    if not gezocht:
        return
    kolommen = zip(namen, zip(*gezocht, strict=True), strict=True)
    rijen = model._base_manager.filter(voorwaarde or Q()).filter(
        **{f"{naam}__in": set(waarden) for naam, waarden in kolommen}
    )
    for rij in rijen:
        plaats = tuple(_waarde(rij, naam) for naam in namen)
        sleutel = gezocht.get(plaats)
        if sleutel and _blijft_staan(plan, straks, rij, sleutel, namen, plaats):
            spoor = plan.sporen[sleutel]
            if voorwaarde is None or _geldt(voorwaarde, spoor, straks[sleutel]):
                yield _bezet(spoor, raakt, rij, melding)


def _velden_van(voorwaarde):
    return sorted(voorwaarde.referenced_base_fields) if voorwaarde else []


def _waarde(rij, naam):
    f = rij._meta.get_field(naam)
    return plain_to_python(f, getattr(rij, f.attname))


def _blijft_staan(plan, straks, rij, sleutel, namen, plaats):
    """Not the object itself, not what this very undo takes away or moves."""
    ander = sleutel_van_object(rij)
    spoor = plan.sporen.get(ander)
    if ander == sleutel or (spoor and spoor.is_toegevoegd):
        return False
    return ander not in straks or tuple(straks[ander][naam] for naam in namen) == plaats


def _geldt(voorwaarde, spoor, waarden):
    tegen = {naam: Value(waarde, spoor.veldnamen[naam]) for naam, waarde in waarden.items()}
    return voorwaarde.check(tegen)


def _bezet(spoor, raakt, rij, melding):
    naam = next(naam for naam in raakt if naam in spoor.velden)
    waar = f"{rij._meta.verbose_name} ‘{rij}’"
    return _op_zijn_plaats(spoor, naam, f"{melding} Nu staat daar {waar}.".strip())
