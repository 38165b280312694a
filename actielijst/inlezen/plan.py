"""What reading a file would do: its sheets, their rows, their changes, and what must be asked."""

import hashlib
from dataclasses import dataclass, field
from typing import Any

from actielijst.inlezen.bladsoort import Bladsoort
from actielijst.inlezen.onbekend import Onbekend

# what a person may answer to a question
OVERSLAAN, NIEUW, WAARDE = "overslaan", "nieuw", "waarde"
# and where file and site both changed the same cell
BESTAND, SITE = "bestand", "site"


@dataclass(frozen=True)
class Open:
    """A question about one cell, or about a row (then `veld` is empty)."""

    sleutel: str
    cel: str
    kolom: str
    waarde: str
    melding: str
    keuzes: tuple = ()
    antwoord: str = ""
    # what was answered before, and cannot be read either
    getypt: str = ""
    # the name that can be added, if that is what is asked about
    onbekend: Onbekend | None = None
    # per choice: which of the names that were not known it takes as whom
    namen: dict = field(default_factory=dict)

    @property
    def namen_gevraagd(self):
        return {naam for namen in self.namen.values() for naam in namen}

    @property
    def is_beantwoord(self):
        return bool(self.antwoord)


@dataclass(frozen=True)
class Verandering:
    veld: str
    label: str
    cel: str
    oud: str
    nieuw: str
    waarde: object
    omzetting: str = ""
    # the cell, of all sheets of a file together
    plaats: str = ""


@dataclass(frozen=True)
class Botsing:
    """The file and the site both changed this cell since the file was made; a person chooses."""

    sleutel: str
    cel: str
    label: str
    was: str
    site: str
    bestand: str
    wie: str
    wanneer: Any
    antwoord: str = ""

    @property
    def naam(self):
        return f"keuze-{self.sleutel}"

    @property
    def als_vraag(self):
        melding = f"{self.wie} veranderde deze cel intussen in '{self.site}'. Kies wat blijft."
        return Open(
            self.sleutel, self.cel, self.label, self.bestand, melding, antwoord=self.antwoord
        )


@dataclass
class Regel:
    """One row of the file: the object it is about, if any, and what it would change."""

    nummer: int
    naam: str
    voor: str = ""
    bestaand: Any = None
    # the same object as it was when the file was made
    toen: Any = None
    # for what is new: where it belongs
    ouder: Any = None
    veranderingen: list = field(default_factory=list)
    vragen: list = field(default_factory=list)
    botsingen: list = field(default_factory=list)
    # changes that somebody does not want
    weggelaten: list = field(default_factory=list)
    wordt_overgeslagen: bool = False
    # in a file of a party: about something that it was not asked about
    niet_gevraagd: bool = False
    niet_gevraagde_velden: set = field(default_factory=set)
    # {field: what is unusual about its new value}, for the page
    ongewoon: dict = field(default_factory=dict)

    @property
    def rij(self):
        """As the spreadsheet counts."""
        return self.nummer + 1

    @property
    def sleutel(self):
        """Of all sheets of a file together."""
        return f"{self.voor}{self.nummer}"

    @property
    def is_nieuw(self):
        return self.bestaand is None and not self.wordt_overgeslagen

    @property
    def is_gewijzigd(self):
        return self.bestaand is not None and bool(self.veranderingen)

    @property
    def open_vragen(self):
        return [vraag for vraag in self.vragen if not vraag.is_beantwoord]

    @property
    def open_botsingen(self):
        return [botsing for botsing in self.botsingen if not botsing.antwoord]

    @property
    def is_gelijk(self):
        anders = self.veranderingen or self.weggelaten or self.open_vragen or self.open_botsingen
        return self.bestaand is not None and not anders

    @property
    def alle_veranderingen(self):
        """(change, whether it is left out), in the order of the columns."""
        alle = [(v, False) for v in self.veranderingen] + [(v, True) for v in self.weggelaten]
        return sorted(alle, key=lambda paar: (len(paar[0].cel), paar[0].cel))


@dataclass
class Bladplan:
    """What one sheet would do; `weigering` says why it is not read at all."""

    soort: Bladsoort
    blad: str
    voor: str
    rij_van_koppen: int
    regels: list = field(default_factory=list)
    niet_in_bestand: list = field(default_factory=list)
    niet_gelezen: list = field(default_factory=list)
    afgeleid: list = field(default_factory=list)
    stand: str = ""
    weigering: str = ""
    aantal_regels: int = 0
    # (cell, its text) of what says that there is no choice yet
    als_leeg: list = field(default_factory=list)
    # another sheet of the same kind comes after this one, and says what is in neither of them
    gaat_verder: bool = False
    # (the first row, how many) where rows are hidden
    verborgen: tuple = ()

    @property
    def nieuw(self):
        return [regel for regel in self.regels if regel.is_nieuw]

    @property
    def gewijzigd(self):
        return [regel for regel in self.regels if regel.is_gewijzigd]

    @property
    def te_zien(self):
        """Rows with changes, those that were left out as well."""
        met = [r for r in self.regels if r.veranderingen or r.weggelaten]
        return [regel for regel in met if regel.bestaand is not None]

    @property
    def weggelaten(self):
        return [v for regel in self.te_zien for v in regel.weggelaten]

    @property
    def gelijk(self):
        return [regel for regel in self.regels if regel.is_gelijk]

    @property
    def rest(self):
        """Rows that do nothing: a question about them is open, or they are skipped."""
        return [r for r in self.regels if not (r.is_nieuw or r.is_gewijzigd or r.is_gelijk)]

    @property
    def aantal_rest(self):
        return len(self.rest) if self.regels else self.aantal_regels

    @property
    def woord_gewijzigd(self):
        return self.soort.woord(len(self.gewijzigd))

    @property
    def woord_nieuw(self):
        return self.soort.woord(len(self.nieuw))

    @property
    def woord_niet(self):
        return self.soort.woord(len(self.niet_in_bestand))

    @property
    def vragen(self):
        return [vraag for regel in self.regels for vraag in regel.vragen]

    @property
    def open_vragen(self):
        return [vraag for vraag in self.vragen if not vraag.is_beantwoord]

    @property
    def met_botsing(self):
        return [regel for regel in self.regels if regel.botsingen]

    @property
    def botsingen(self):
        return [botsing for regel in self.regels for botsing in regel.botsingen]

    @property
    def open_botsingen(self):
        return [botsing for botsing in self.botsingen if not botsing.antwoord]

    @property
    def aantal_cellen(self):
        return sum(len(regel.veranderingen) for regel in self.gewijzigd)


def _van_alle(naam):
    def alle(self):
        return [een for blad in self.bladen for een in getattr(blad, naam)]

    return property(alle)


@dataclass
class Plan:
    """Everything that reading a file would do; `stand` says what it was compared with."""

    bladen: list
    # how long the history of the province was before it was compared
    keten: int = 0
    # one sentence about what is unusual in it
    waarom: str = ""

    regels = _van_alle("regels")
    nieuw = _van_alle("nieuw")
    gewijzigd = _van_alle("gewijzigd")
    te_zien = _van_alle("te_zien")
    weggelaten = _van_alle("weggelaten")
    gelijk = _van_alle("gelijk")
    niet_in_bestand = _van_alle("niet_in_bestand")
    vragen = _van_alle("vragen")
    open_vragen = _van_alle("open_vragen")
    botsingen = _van_alle("botsingen")
    open_botsingen = _van_alle("open_botsingen")

    @property
    def aantal_cellen(self):
        return sum(blad.aantal_cellen for blad in self.bladen)

    @property
    def niet_gevraagd(self):
        regels = self.regels
        return [regel for regel in regels if regel.niet_gevraagd or regel.niet_gevraagde_velden]

    @property
    def aantal_open_botsingen(self):
        return len(self.open_botsingen)

    @property
    def verandert_niets(self):
        return not (self.gewijzigd or self.nieuw or self.open_vragen or self.open_botsingen)

    @property
    def stand(self):
        standen = "".join(blad.stand for blad in self.bladen)
        return hashlib.sha256(standen.encode()).hexdigest()
