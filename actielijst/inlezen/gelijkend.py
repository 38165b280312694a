"""Find the name that looks most like another one, without comparing all with all."""

import difflib
import math
import re
from collections import defaultdict

# "nieuw station Delft" is not "nieuw station Breda"
LIJKT = 0.88
# no project has a longer name, and comparing takes ever longer
LANGSTE = 250
STUK = 3
ZELFDE_WOORD = 0.8
GETAL = re.compile(r"\d+")


class Gelijkend:
    """Gives what difflib gives over all names; only names with pieces in common are compared.

    Of names that look alike at least `LIJKT`, most pieces of three signs are the same. The rare
    ones of a name are enough to find it by: more of them than can all be different.
    """

    def __init__(self, namen):
        self.namen, self._met_stuk = list(namen), defaultdict(list)
        for plaats, naam in enumerate(self.namen):
            for stuk in {*_stukken(naam)}:
                self._met_stuk[stuk].append(plaats)

    def beste(self, naam) -> str | None:
        if len(naam) > LANGSTE:
            return None
        gevonden = difflib.get_close_matches(naam, self._kandidaten(naam), n=1, cutoff=LIJKT)
        return gevonden[0] if gevonden else None

    def _kandidaten(self, naam):
        stukken, gedeeld = _stukken(naam), _minstens_gedeeld(len(naam))
        if gedeeld < 1:
            return self.namen
        zeldzaam = sorted(stukken, key=lambda stuk: len(self._met_stuk.get(stuk, ())))
        gezocht = {*zeldzaam[: len(stukken) - gedeeld + 1]}
        plaatsen = {plaats for stuk in gezocht for plaats in self._met_stuk.get(stuk, ())}
        return [self.namen[plaats] for plaats in sorted(plaatsen)]


def lijkt(een, ander) -> bool:
    return bool(difflib.get_close_matches(een, [ander], n=1, cutoff=LIJKT))


def zelfde_woorden(een, ander) -> bool:
    """Whether two names that look alike differ in spelling only, or one leaves words out.

    "wijk 206" is not "wijk 126", and "station Een" is not "station Zeven".
    """
    if {*GETAL.findall(een)} != {*GETAL.findall(ander)}:
        return False
    hier, daar = een.split(), ander.split()
    alleen_hier = "".join(woord for woord in hier if woord not in daar)
    alleen_daar = "".join(woord for woord in daar if woord not in hier)
    if not alleen_hier or not alleen_daar:
        return True
    return difflib.SequenceMatcher(None, alleen_hier, alleen_daar).ratio() >= ZELFDE_WOORD


def _stukken(naam):
    return [naam[plaats : plaats + STUK] for plaats in range(len(naam) - STUK + 1)]


def _minstens_gedeeld(lengte):
    """How many pieces of a name of this length any name that looks like it has as well.

    With n signs of both together, LIJKT * n are in blocks that match, in pairs; the others are
    between the blocks, so that there is at most one block more than there are others. A block of
    m signs holds m - 2 pieces. The other name is at least LIJKT / (2 - LIJKT) times as long.
    """
    samen = lengte * (1 + LIJKT / (2 - LIJKT))
    return math.ceil(samen * (LIJKT / 2 - (STUK - 1) * (1 - LIJKT)) - (STUK - 1) - 1e-9)
