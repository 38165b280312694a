"""Acts to undo, and what stood before them."""

from contextlib import contextmanager
from types import SimpleNamespace

from django.apps import apps

from pmiek.history import TrackedModel, acting_as, huidige_handeling
from pmiek.ongedaan import draai_terug

BOEKHOUDING = {"versie", "gewijzigd_op"}


@contextmanager
def handeling_van(gebruiker):
    """One request of this user; its id is there from the start."""
    with acting_as(gebruiker):
        yield SimpleNamespace(id=huidige_handeling())


def inhoud():
    """Every row of every tracked table, but for the bookkeeping of versions."""
    return {
        (model._meta.label, rij["id"]): {k: v for k, v in rij.items() if k not in BOEKHOUDING}
        for model in apps.get_models()
        if issubclass(model, TrackedModel)
        for rij in model._base_manager.values()
    }


def maak_ongedaan(handeling, gebruiker, provincie, keuzes=None):
    with acting_as(gebruiker):
        return draai_terug(handeling, provincie=provincie, gebruiker=gebruiker, keuzes=keuzes)
