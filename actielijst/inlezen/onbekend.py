"""Names that a list has and the province has not: whoever may, adds them from the question."""

from dataclasses import dataclass

from actielijst.enums import Lijst
from actielijst.inlezen.vraag import opgesomd
from actielijst.models import Keuze
from pmiek.enums import Partijsoort
from pmiek.models import Partij

TOEVOEGEN = "toevoegen"


# somebody should know that this does not wait for the list
METEEN = ", nu meteen"


@dataclass(frozen=True)
class Onbekend:
    """The names, and what they can become: parties of one of these kinds, or entries of a list."""

    namen: tuple
    soorten: tuple = ()
    lijst: str = ""

    @property
    def keuzes(self):
        """(answer, label) of the ways in which they can be added."""
        namen = opgesomd(self.namen)
        if self.lijst:
            label = f"voeg {namen} toe aan uw keuzelijst {Lijst(self.lijst).label}{METEEN}"
            return [(f"{TOEVOEGEN}:{self.lijst}", label)]
        return [
            (f"{TOEVOEGEN}:{soort}", f"voeg {namen} toe als {Partijsoort(soort).label}{METEEN}")
            for soort in self.soorten
        ]

    def voeg_toe(self, provincie, antwoord) -> list:
        """What was made; nothing of what is there by now. Raises ValidationError."""
        gemaakt = [self._voeg_toe(provincie, naam, antwoord) for naam in self.namen]
        return [obj for obj in gemaakt if obj]

    def _voeg_toe(self, provincie, naam, antwoord):
        wat = antwoord.partition(":")[2]
        model, veld = (Keuze, "lijst") if self.lijst else (Partij, "soort")
        obj = model(provincie=provincie, naam=naam, **{veld: wat})
        bekend = model.objects.van(provincie).filter(naam=naam, **{veld: wat})
        if bekend.exists():
            return None
        obj.full_clean()
        obj.save()
        return obj


def onbekende_partij(namen, soort=None):
    """Without the word that stands before the name: 'gemeente Leiden' is called Leiden."""
    soorten = (soort,) if soort else tuple(Partijsoort.values)
    kaal = [_kaal(naam, soort) for naam in dict.fromkeys(namen)]
    genoemd = {woord for _, woord in kaal}
    if len(genoemd) == 1 and None not in genoemd:
        soorten = tuple(genoemd)
    return Onbekend(tuple(naam for naam, _ in kaal), tuple(map(str, soorten)))


def _kaal(naam, soort):
    """(name, kind that was said before it)."""
    kaal = " ".join(naam.split())
    for woord in (Partijsoort.GEMEENTE, Partijsoort.PROVINCIE):
        if soort in (None, woord) and kaal.lower().startswith(f"{woord} "):
            return kaal[len(woord) + 1 :], woord
    return kaal, None
