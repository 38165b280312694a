"""Whether the history is as it was written: every seal counted again."""

from dataclasses import dataclass

from django.utils import timezone

from pmiek.keten import BEGIN, Keten, zegel
from pmiek.models import Provincie
from pmiek.wijziging import Wijziging

VERANDERD = "die is na het vastleggen veranderd of ertussen gezet"
ONTBREEKT = "die ontbreekt"
ERBIJ = "die is later toegevoegd"
ANDER_EINDE = "de historie eindigt met een ander zegel dan er is vastgelegd"
BLOK = 2000


@dataclass(frozen=True)
class Uitslag:
    """Of one chain: how many lines are right, and what is wrong with the first that is not."""

    naam: str
    aantal: int
    zegel: str
    breuk: str = ""

    def __str__(self):
        if self.breuk:
            return f"{self.naam}: regel {self.aantal + 1} klopt niet: {self.breuk}."
        return f"{self.naam}: {self.aantal} regels in orde, laatste zegel {self.zegel[:16]}."


def controleer_historie(database="default"):
    """The outcome per chain; also of lines that no chain knows of."""
    namen = dict(Provincie.objects.using(database).values_list("pk", "naam"))
    nummers = set(Keten.objects.using(database).values_list("pk", flat=True))
    regels = Wijziging.objects.using(database).order_by()
    nummers |= {pk or 0 for pk in regels.values_list("provincie", flat=True).distinct()}
    return [
        _controleer(database, nummer, namen.get(nummer, "Zonder provincie"))
        for nummer in sorted(nummers)
    ]


def _controleer(database, nummer, naam):
    """Reads on until it meets the end: people may write meanwhile."""
    aantal, laatste = 0, BEGIN
    while True:
        begin = aantal
        for pk, gezet, regel in _regels(database, nummer or None, aantal):
            breuk = _breuk(pk, gezet, regel, zegel(laatste, regel), aantal + 1)
            if breuk:
                return Uitslag(naam, aantal, laatste, breuk)
            aantal, laatste = aantal + 1, gezet
        keten = Keten.objects.using(database).filter(pk=nummer).first() or Keten(pk=nummer)
        if (keten.aantal, keten.zegel) == (aantal, laatste):
            return Uitslag(naam, aantal, laatste)
        if aantal == begin:
            return Uitslag(naam, min(aantal, keten.aantal), laatste, _einde(keten, aantal))


def _regels(database, provincie_id, vanaf):
    alle = Wijziging.objects.using(database)
    regels = alle.filter(provincie=provincie_id, volgnummer__gt=vanaf)
    kolommen = regels.order_by("volgnummer").values("id", "zegel", *Wijziging.verzegelde_velden())
    for regel in kolommen.iterator(chunk_size=BLOK):
        yield regel.pop("id"), regel.pop("zegel"), regel


def _breuk(pk, gezet, regel, berekend, nummer):
    if regel["volgnummer"] != nummer:
        return ONTBREEKT
    if gezet == berekend:
        return ""
    wanneer = f"{timezone.localtime(regel['wanneer']):%d-%m-%Y %H:%M}"
    return f"{VERANDERD} (rij {pk}: {regel['naam']}, {regel['soort']}, {wanneer})"


def _einde(keten, aantal):
    if keten.aantal > aantal:
        return ONTBREEKT
    return ERBIJ if keten.aantal < aantal else ANDER_EINDE
