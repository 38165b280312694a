"""What was answered about a value before: the next list of this province needs no answer to it."""

from functools import cached_property

from django.db.models import Q

from actielijst.inlezen.plan import WAARDE
from actielijst.models import Celantwoord

# what a name means, in whatever column it stands
NAAM = "partij"
# about this row of this file, and about no other
NIET_ONTHOUDEN = {"rij", "dubbel"}
PROJECT = "project"
# which lists of a file are read
BLAD, JA = "blad", "ja"
LENGTE = Celantwoord._meta.get_field("waarde").max_length


class Onthouden:
    """Read once, and only when there is a question."""

    def __init__(self, provincie):
        self.provincie = provincie

    @cached_property
    def _antwoorden(self):
        rijen = self.provincie.celantwoorden.values_list("veld", "waarde", "antwoord")
        return {(veld, waarde): antwoord for veld, waarde, antwoord in rijen}

    def over(self, veld, tekst):
        return self._antwoorden.get((veld, _gelijk(tekst)), "")

    def over_naam(self, naam):
        return self.over(NAAM, naam)


def _gelijk(tekst):
    return " ".join(tekst.split()).casefold()


def onthoud_bladen(provincie, gekozen):
    """Keep which lists of a file are read, as {name of the sheet: whether it is}."""
    nu = {(BLAD, _bladsleutel(naam, gekozen)): JA * ja for naam, ja in gekozen.items()}
    _schrijf(provincie, nu, weg=set())


def onthouden_bladen(provincie, namen):
    """The same of an earlier file with these lists; nothing of any other."""
    eerder = Onthouden(provincie)
    return {naam: eerder.over(BLAD, _bladsleutel(naam, namen)) == JA for naam in namen}


def _bladsleutel(naam, namen):
    """A sheet among the others: another file with a sheet of this name is of somebody else."""
    return _gelijk(f"{naam} / {' / '.join(sorted(namen))}")


def onthoud(provincie, voor, na, gezegd):
    """Keep what was said about the questions of `voor`, as far as `na` could read it."""
    gesteld = {vraag.sleutel: vraag for vraag in voor.vragen}
    nu, weg = {}, set()
    for vraag in na.vragen:
        if vraag.sleutel in gezegd and vraag.sleutel in gesteld:
            geleerd, vergeten = _geleerd(gesteld[vraag.sleutel], vraag)
            nu, weg = nu | geleerd, weg | vergeten
    _schrijf(provincie, nu, {wat for wat in weg - nu.keys() if len(wat[1]) <= LENGTE})


def _geleerd(gesteld, beantwoord):
    """({(field, value): answer}, what was known of it and is not said any more)."""
    veld = beantwoord.sleutel.rpartition(":")[2]
    namen = {(NAAM, _gelijk(naam)) for naam in gesteld.namen_gevraagd}
    wat = (veld, _gelijk(gesteld.waarde))
    if not _blijft_gelden(veld, beantwoord):
        return {}, namen | {wat}
    soort, _, tekst = beantwoord.antwoord.partition(":")
    als = {(NAAM, _gelijk(naam)): partij for naam, partij in gesteld.namen.get(tekst, {}).items()}
    if soort == WAARDE and not als and namen == {(NAAM, wat[1])}:
        als = {(NAAM, wat[1]): tekst}
    return {wat: beantwoord.antwoord} | als, namen


def _blijft_gelden(veld, vraag):
    if veld in NIET_ONTHOUDEN or not vraag.is_beantwoord:
        return False
    # that a project is new is said once: after that it is there
    return veld != PROJECT or vraag.antwoord.isdecimal()


def _schrijf(provincie, nu, weg):
    if weg:
        waar = Q(pk__in=[])
        for veld, waarde in weg:
            waar |= Q(veld=veld, waarde=waarde)
        provincie.celantwoorden.filter(waar).delete()
    Celantwoord.objects.bulk_create(
        [
            Celantwoord(provincie=provincie, veld=veld, waarde=waarde, antwoord=antwoord)
            for (veld, waarde), antwoord in nu.items()
            if len(waarde) <= LENGTE
        ],
        update_conflicts=True,
        unique_fields=["provincie", "veld", "waarde"],
        update_fields=["antwoord"],
    )
