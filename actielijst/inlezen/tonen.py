"""What the page of a plan shows of each sheet, and how it names a refusal."""

from dataclasses import dataclass

from django.utils.text import Truncator

from actielijst.inlezen.antwoorden import OP_SCHERM, alle_nieuwe, gekozen_nieuw, vragen_per_waarde
from actielijst.inlezen.ongewoon import ongewoon

BEZWAREN = 50


def eerste_plaatsen(plan):
    """{part of the page: the first sheet that has something there}, counted from 1."""
    delen = ("vragen", "te_zien", "nieuw", "niet_in_bestand")
    return {deel: _eerste(plan.bladen, deel) for deel in delen}


def _eerste(bladen, deel):
    # conflicts stand under the questions
    gevuld = [bool(getattr(blad, deel) or (deel == "vragen" and blad.botsingen)) for blad in bladen]
    if True in gevuld:
        return gevuld.index(True) + 1
    # what is in none of the sheets of a kind is said at the last of them
    return next((n for n, blad in enumerate(bladen, start=1) if not blad.gaat_verder), 1)


def getoond(blad, plan, antwoorden):
    """What the page shows of one sheet: the first of everything."""
    gekozen, vragen = gekozen_nieuw(plan, antwoorden), vragen_per_waarde(blad)
    for regel in blad.te_zien[:OP_SCHERM] + blad.nieuw[:OP_SCHERM]:
        regel.ongewoon = ongewoon(regel)
    return {
        "blad": blad,
        "aantal_vragen": len(vragen),
        "vragen": vragen[:OP_SCHERM],
        "regels": blad.te_zien[:OP_SCHERM],
        "met_botsing": blad.met_botsing[:OP_SCHERM],
        "nieuwe": [(regel, regel.sleutel in gekozen) for regel in blad.nieuw[:OP_SCHERM]],
        "alle_nieuwe": alle_nieuwe(blad, antwoorden),
    }


@dataclass(frozen=True)
class Bezwaar:
    """A rule of the screen that refuses a row, with where that is and what stands there."""

    anker: str
    blad: str
    cel: str
    regel: str
    waarde: str
    zin: str

    @property
    def tekst(self):
        waarde = f"'{Truncator(self.waarde).chars(60)}'" if self.waarde else self.regel
        return f"{self.blad}, {self.cel}: {waarde}: {self.zin}"


def bezwaren(plan, geweigerd):
    """What is refused, given as (row, field, Dutch sentence)."""
    namen = {blad.voor: blad.blad for blad in plan.bladen}
    for regel, veld, zin in geweigerd:
        cel = next((v for v in regel.veranderingen if v.veld == veld), None)
        waar = cel.cel if cel else f"rij {regel.rij}"
        waarde = cel.nieuw if cel else ""
        anker = f"regel-{regel.sleutel}"
        yield Bezwaar(anker, namen[regel.voor], waar, regel.naam, waarde, zin)


def in_woorden(plan, geweigerd):
    """(anchor, sentence) with sheet, cell and value of every rule that refuses."""
    return [(bezwaar.anker, bezwaar.tekst) for bezwaar in bezwaren(plan, geweigerd)]
