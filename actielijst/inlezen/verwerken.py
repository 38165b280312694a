"""Store what a plan says, all of it or nothing, with file and cell in the history."""

from django.db import transaction

from pmiek.history import citing


class NietTeVerwerken(Exception):
    """Rows that the rules of the screen refuse, as (row, field, Dutch sentence)."""

    def __init__(self, fouten):
        super().__init__(f"{len(fouten)} regels zijn niet te verwerken.")
        self.fouten = fouten


@transaction.atomic
def verwerk(plan, provincie, bestand, *, gebruiker=None, namens=None, nieuwe=(), proef=False):
    """Write every change of the plan, and the new rows whose key is in `nieuwe`.

    The same rules as on the screen: one refusal and nothing is stored. Returns the number of
    rows that were written; a trial takes the same path and is then undone.
    """
    fouten, aantal = [], 0
    for blad in plan.bladen:
        schrijver = blad.soort.schrijver(provincie, gebruiker)
        for regel in blad.gewijzigd + [r for r in blad.nieuw if r.sleutel in nieuwe]:
            bron = bron_van(bestand, blad, regel, namens)
            with citing(bron, schrijver.cellen(regel)):
                fouten += schrijver.schrijf(regel, bron)
            aantal += 1
    if fouten:
        raise NietTeVerwerken(fouten)
    transaction.set_rollback(proef)
    return aantal


def bron_van(bestand, blad, regel, namens):
    """'lijst.xlsx, blad Projecten, rij 2, namens Stedin': where a value came from, for ever."""
    delen = [bestand, f"blad {blad.blad}", f"rij {regel.rij}"]
    return ", ".join([*delen, f"namens {namens}"] if namens else delen)
