"""What the documents of a province share: cover, colours, and which data are examples."""

from dataclasses import dataclass
from functools import cached_property

from actielijst.documenten.woorden import (
    CONCEPT,
    VOORBEELD,
    datum,
    getal,
    voettekst,
)
from pmiek.thema import WIT, mix, parse_hex, to_hex

# shares of the accent in the tints of bars and light areas, as in the drawings
MIDDEN, LICHT = 0.68, 0.25
OPGESTELD_DOOR = "Werkspoor 3, regionaal integraal programmeren"


@dataclass(frozen=True)
class Kader:
    """One province on one date; `tekst` is its own text of the hoofddocument, or None."""

    provincie: object
    peildatum: object
    projecten: list
    ronde: object = None
    tekst: object = None

    @cached_property
    def afspraken(self):
        return [afspraak for project in self.projecten for afspraak in project.afspraken.all()]

    @property
    def met_voorbeelden(self):
        rijen = [*self.projecten, *self.afspraken, *([self.tekst] if self.tekst else [])]
        return any(rij.voorbeeld for rij in rijen)

    @property
    def voettekst(self):
        return voettekst(self.peildatum, met_voorbeelden=self.met_voorbeelden)

    def omslag(self, titel, ondertitel):
        """The context of `pdf/_omslag.html` and of the page around it."""
        return {
            "stempel": CONCEPT,
            "thema": thema(self.provincie),
            "provincie": self.provincie,
            "organisatie": bord(self.provincie),
            "titel": titel,
            "ondertitel": ondertitel,
            "regels": self._regels(),
            "noot": self._noot(),
        }

    def _regels(self):
        vergadering = self.ronde and self.ronde.vergaderdatum
        regels = [
            ("Vergadering", f"{bord(self.provincie)}, {datum(vergadering)}" if vergadering else ""),
            ("Peildatum", datum(self.peildatum)),
            ("Status", CONCEPT.upper()),
            ("Opgesteld door", OPGESTELD_DOOR),
        ]
        return [(label, waarde) for label, waarde in regels if waarde]

    def _noot(self):
        bronnen = dict.fromkeys(
            project.ronde.bron for project in self.projecten if project.ronde_id
        )
        regels = [f"Bron: {bron.rstrip('.')}." for bron in bronnen if bron]
        return "\n".join(filter(None, [*regels, self._voorbeelden()]))

    def _voorbeelden(self):
        """Counted from the same records that are shown, so it cannot name the wrong ones."""
        projecten = sum(project.voorbeeld for project in self.projecten)
        afspraken = sum(afspraak.voorbeeld for afspraak in self.afspraken)
        delen = [
            _deel(projecten, len(self.projecten), "gegevens bij", "project", "projecten"),
            _deel(
                afspraken, len(self.afspraken), "", "uitvoeringsafspraak", "uitvoeringsafspraken"
            ),
            "de eigen teksten van het hoofddocument" if self.tekst and self.tekst.voorbeeld else "",
        ]
        gevuld = "; ".join(filter(None, delen))
        return f"{VOORBEELD.capitalize()}: {gevuld}." if gevuld else ""


def _deel(aantal, totaal, vooraf, enkelvoud, meervoud):
    """'gegevens bij 12 van de 38 projecten'; "" for none."""
    if not aantal:
        return ""
    alle = aantal == totaal
    wat = getal(aantal, enkelvoud, meervoud) if alle else f"{aantal} van de {totaal} {meervoud}"
    return f"{vooraf} {'alle ' if alle and aantal > 1 else ''}{wat}".strip()


def bord(provincie):
    return f"{provincie.bordnaam} {provincie.naam}"


def thema(provincie):
    """The accent of a province and its two tints."""
    accent = parse_hex(provincie.accent)
    return {
        "accent": to_hex(accent),
        "midden": to_hex(mix(accent, WIT, MIDDEN)),
        "licht": to_hex(mix(accent, WIT, LICHT)),
    }
