"""What reading a list would do: its rows, their changes, and what must be asked first."""

from dataclasses import dataclass, field

from actielijst.inlezen.onbekend import Onbekend
from actielijst.models import Project

# what a person may answer to a question
OVERSLAAN, NIEUW, WAARDE = "overslaan", "nieuw", "waarde"


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


@dataclass
class Regel:
    """One row of the file: the project it is about, if any, and what it would change."""

    nummer: int
    naam: str
    project: Project | None = None
    veranderingen: list = field(default_factory=list)
    vragen: list = field(default_factory=list)
    # changes that somebody does not want
    weggelaten: list = field(default_factory=list)
    wordt_overgeslagen: bool = False

    @property
    def rij(self):
        """As the spreadsheet counts."""
        return self.nummer + 1

    @property
    def is_nieuw(self):
        return self.project is None and not self.wordt_overgeslagen

    @property
    def is_gewijzigd(self):
        return self.project is not None and bool(self.veranderingen)

    @property
    def open_vragen(self):
        return [vraag for vraag in self.vragen if not vraag.is_beantwoord]

    @property
    def is_gelijk(self):
        anders = self.veranderingen or self.weggelaten or self.open_vragen
        return self.project is not None and not anders

    @property
    def alle_veranderingen(self):
        """(change, whether it is left out), in the order of the columns."""
        alle = [(v, False) for v in self.veranderingen] + [(v, True) for v in self.weggelaten]
        return sorted(alle, key=lambda paar: (len(paar[0].cel), paar[0].cel))


@dataclass
class Plan:
    """Everything that reading this list would do; `stand` says what it was compared with."""

    blad: str
    regels: list
    niet_in_bestand: list
    stand: str

    @property
    def nieuw(self):
        return [regel for regel in self.regels if regel.is_nieuw]

    @property
    def gewijzigd(self):
        return [regel for regel in self.regels if regel.is_gewijzigd]

    @property
    def te_zien(self):
        """Projects with changes, those that were left out as well."""
        met = [r for r in self.regels if r.project and (r.veranderingen or r.weggelaten)]
        return [regel for regel in met if not regel.is_nieuw]

    @property
    def weggelaten(self):
        return [v for regel in self.te_zien for v in regel.weggelaten]

    @property
    def gelijk(self):
        return [regel for regel in self.regels if regel.is_gelijk]

    @property
    def vragen(self):
        return [vraag for regel in self.regels for vraag in regel.vragen]

    @property
    def open_vragen(self):
        return [vraag for vraag in self.vragen if not vraag.is_beantwoord]

    @property
    def aantal_cellen(self):
        return sum(len(regel.veranderingen) for regel in self.gewijzigd)
