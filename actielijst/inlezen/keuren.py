"""Judge every row of a plan before anything is written: what is refused is said beforehand."""

from dataclasses import dataclass
from typing import Any

from actielijst.inlezen.plan import Regel
from actielijst.inlezen.schrijven import Schrijver


@dataclass(frozen=True)
class Gekeurd:
    """A row that can be written as it is."""

    regel: Regel
    schrijver: Schrijver
    form: Any
    bron: str


def keur(plan, provincie, bestand, *, gebruiker=None, namens=None, nieuwe):
    """([Gekeurd], refusals as (row, field, Dutch sentence)); new rows only with their key."""
    gekeurd, fouten = [], []
    for blad in plan.bladen:
        schrijver = blad.soort.schrijver(provincie, gebruiker)
        schrijver.waarom = plan.waarom
        for regel in blad.gewijzigd + [r for r in blad.nieuw if r.sleutel in nieuwe]:
            bron = bron_van(bestand, blad, regel, namens)
            form, bezwaren = schrijver.keur(regel, bron)
            gekeurd.append(Gekeurd(regel, schrijver, form, bron))
            fouten += bezwaren
    return gekeurd, fouten


def keur_alles(inlezing, plan):
    """What would be refused of all rows, those that nobody said yes to yet as well."""
    nieuwe = {regel.sleutel for regel in plan.nieuw}
    return keur(plan, inlezing.provincie, inlezing.bestandsnaam, nieuwe=nieuwe)[1]


def bron_van(bestand, blad, regel, namens):
    """'lijst.xlsx, blad Projecten, rij 2, namens Stedin': where a value came from, for ever."""
    delen = [bestand, f"blad {blad.blad}", f"rij {regel.rij}"]
    return ", ".join([*delen, f"namens {namens}"] if namens else delen)
