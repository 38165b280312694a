"""Rows with the objects that they point at, which each of them would otherwise ask for itself."""


def per_model(sleutels):
    """{model: its numbers} of pairs of a model and a number."""
    gevonden = {}
    for model, pk in sleutels:
        gevonden.setdefault(model, []).append(pk)
    return gevonden


def verbind(objecten):
    """All of them together, in a number of queries that does not grow with their number."""
    bekend = {(type(obj), obj.pk): obj for obj in objecten}
    nieuw = list(bekend.values())
    while nieuw:
        erbij = _haal(_gezocht(nieuw) - bekend.keys())
        bekend |= erbij
        for obj in nieuw:
            _koppel(obj, bekend)
        nieuw = list(erbij.values())
    return bekend.values()


def _verwijzingen(obj):
    for f in obj._meta.concrete_fields:
        if f.remote_field and getattr(obj, f.attname) is not None:
            yield f, (f.related_model, getattr(obj, f.attname))


def _gezocht(objecten):
    return {sleutel for obj in objecten for _, sleutel in _verwijzingen(obj)}


def _haal(sleutels):
    return {
        (model, obj.pk): obj
        for model, pks in per_model(sleutels).items()
        for obj in model._base_manager.filter(pk__in=pks)
    }


def _koppel(obj, bekend):
    for f, sleutel in _verwijzingen(obj):
        if sleutel in bekend and not f.is_cached(obj):
            f.set_cached_value(obj, bekend[sleutel])
