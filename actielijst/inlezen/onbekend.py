"""A name that a list has and the province has not: whoever may, adds it from the question."""

from dataclasses import dataclass

from actielijst.enums import Lijst
from actielijst.models import Keuze
from pmiek.enums import Partijsoort
from pmiek.models import Partij

TOEVOEGEN = "toevoegen"


@dataclass(frozen=True)
class Onbekend:
    """The name, and what it can become: a party of one of these kinds, or an entry of a list."""

    naam: str
    soorten: tuple = ()
    lijst: str = ""

    @property
    def keuzes(self):
        """(answer, label) of the ways in which it can be added."""
        if self.lijst:
            label = f"voeg '{self.naam}' toe aan uw keuzelijst {Lijst(self.lijst).label}"
            return [(f"{TOEVOEGEN}:{self.lijst}", label)]
        return [
            (f"{TOEVOEGEN}:{soort}", f"voeg '{self.naam}' toe als {Partijsoort(soort).label}")
            for soort in self.soorten
        ]

    def voeg_toe(self, provincie, antwoord):
        """The object that was made; None when it is there by now. Raises ValidationError."""
        wat = antwoord.partition(":")[2]
        model, veld = (Keuze, "lijst") if self.lijst else (Partij, "soort")
        obj = model(provincie=provincie, naam=self.naam, **{veld: wat})
        bekend = model.objects.van(provincie).filter(naam=self.naam, **{veld: wat})
        if bekend.exists():
            return None
        obj.full_clean()
        obj.save()
        return obj


def onbekende_partij(naam, soort=None):
    """Without the word that stands before the name: 'gemeente Leiden' is called Leiden."""
    soorten = (soort,) if soort else tuple(Partijsoort.values)
    kaal = " ".join(naam.split())
    for woord in (Partijsoort.GEMEENTE, Partijsoort.PROVINCIE):
        if soort in (None, woord) and kaal.lower().startswith(f"{woord} "):
            kaal, soorten = kaal[len(woord) + 1 :], (woord,)
    return Onbekend(kaal, tuple(map(str, soorten)))
