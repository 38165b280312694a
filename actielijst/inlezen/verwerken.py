"""Store what a plan says, all of it or nothing, with file and cell in the history."""

from django.db import transaction

from actielijst.inlezen.keuren import keur
from pmiek import batch
from pmiek.history import citing


class NietTeVerwerken(Exception):
    """Rows that the rules of the screen refuse, as (row, field, Dutch sentence)."""

    def __init__(self, fouten):
        super().__init__(f"{len(fouten)} regels zijn niet te verwerken.")
        self.fouten = fouten


def gekeurd(plan, provincie, bestand, **opties):
    """The rows that can be written; raises NietTeVerwerken when one cannot."""
    rijen, fouten = keur(plan, provincie, bestand, **opties)
    if fouten:
        raise NietTeVerwerken(fouten)
    return rijen


def verwerk(plan, provincie, bestand, *, nieuwe=(), proef=False, **opties):
    """Judge and write; the number of rows that were written."""
    rijen = gekeurd(plan, provincie, bestand, nieuwe=nieuwe, **opties)
    schrijf(rijen, provincie, proef=proef)
    return len(rijen)


@transaction.atomic
def schrijf(rijen, provincie, *, proef=False):
    """Write rows that were judged; a trial takes the same path and is then undone."""
    with batch.batching():
        batch.hold(provincie.pk)
        _lees_vooraf(rijen)
        for rij in rijen:
            with citing(rij.bron, rij.schrijver.cellen(rij.regel)):
                rij.schrijver.bewaar(rij.regel, rij.form)
    transaction.set_rollback(proef)


def _lees_vooraf(rijen):
    per_model = {}
    for rij in rijen:
        if rij.regel.bestaand is not None:
            per_model.setdefault(type(rij.regel.bestaand), []).append(rij.regel.bestaand.pk)
    for model, pks in per_model.items():
        batch.preload(model, pks)
