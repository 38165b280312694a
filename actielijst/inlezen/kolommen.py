"""Which column of a file is which field: found by its heading, remembered per province."""

import re
import unicodedata
from dataclasses import dataclass

from pmiek.importing import Sheet

KOPRIJEN = 30
GEEN = ""


@dataclass(frozen=True)
class Kolom:
    """A field that a column can be; `koppen` are the headings that mean it, in one spelling."""

    veld: str
    label: str
    koppen: tuple


def _kolom(veld, label, *koppen):
    return Kolom(veld, label, tuple(in_een_spelling(kop) for kop in (label, *koppen)))


def in_een_spelling(kop):
    """'IBN (in bedrijf name)' and 'ibn in-bedrijf-name' are the same heading."""
    plat = unicodedata.normalize("NFKD", kop).encode("ascii", "ignore").decode().lower()
    return " ".join(re.findall("[a-z0-9]+", plat))


KOLOMMEN = [
    _kolom("id", "ID", "project id"),
    _kolom("versie", "Versie"),
    _kolom("nummer", "Nr.", "nummer", "pmiek nummer", "pmiek nr", "projectnummer", "volgnummer"),
    _kolom(
        "naam", "Project", "projectnaam", "naam", "naam project", "omschrijving project", "titel"
    ),
    _kolom("gemeenten", "Gemeenten", "gemeente", "gemeente n", "gemeente s", "locatie gemeente"),
    _kolom("netbeheerders", "Netbeheerder", "netbeheerders", "beheerder", "operator"),
    _kolom(
        "type_infra", "Type infra", "infrastructuur", "type infrastructuur", "infra", "soort infra"
    ),
    _kolom("energiedrager", "Energiedrager", "drager", "modaliteit", "energievorm"),
    _kolom("schaalniveau", "Schaalniveau", "schaal"),
    _kolom("fase", "Fase", "projectfase", "status fase", "fase project"),
    _kolom("route", "Route", "vervolgroute", "spoor"),
    _kolom("locatiestatus", "Locatie bekend?", "locatiestatus"),
    _kolom("locatie", "Locatie", "ligging", "locatieomschrijving"),
    _kolom("aanleiding", "Aanleiding", "probleem"),
    _kolom("doel", "Doel", "doelstelling"),
    _kolom("kansen_en_knelpunten", "Kansen en knelpunten", "knelpunten", "risicos", "kansen"),
    _kolom("type_project", "Type project", "soort project", "projecttype"),
    _kolom("vervolg", "Vervolg", "vervolgstappen", "vervolgstap"),
    _kolom("volgende_fase_nodig", "Nodig voor de volgende fase"),
    _kolom("betrokken_partijen", "Betrokken partijen", "partijen", "stakeholders", "betrokkenen"),
    _kolom("bevoegd_gezag", "Bevoegd gezag"),
    _kolom(
        "ruimtegebruik", "Ruimtegebruik en vergunningverlening", "vergunningen", "ruimtegebruik"
    ),
    _kolom("tijdspad", "Tijdspad", "planning", "tijdlijn"),
    _kolom(
        "ibn", "IBN", "in bedrijf name", "ibn datum", "inbedrijfname", "datum ibn", "gepland gereed"
    ),
    _kolom("in_ip", "Opgenomen in IP?", "in ip", "project opgenomen in ip"),
    _kolom("ip_nummers", "IP-nummers", "ip nummer", "ip nr", "id ip", "projectnummer ip", "ip id"),
    _kolom("nmiek", "nMIEK", "miek"),
    _kolom("herkomst", "Herkomst"),
]
PER_VELD = {kolom.veld: kolom for kolom in KOLOMMEN}
PER_KOP = {kop: kolom.veld for kolom in KOLOMMEN for kop in kolom.koppen}


@dataclass(frozen=True)
class Tabel:
    """Where the list stands: sheet, row of the headings, and the field of each column."""

    blad: Sheet
    koprij: int
    koppen: tuple
    velden: tuple

    @property
    def rijen(self):
        """(row number counted from 0, {field: (column, cell)}) of every filled row."""
        for nummer in range(self.koprij + 1, len(self.blad.rows)):
            cellen = {
                veld: (kolom, self.blad.cell(nummer, kolom))
                for kolom, veld in enumerate(self.velden)
                if veld and self.blad.cell(nummer, kolom) is not None
            }
            if cellen:
                yield nummer, cellen

    def met_velden(self, velden):
        return Tabel(self.blad, self.koprij, self.koppen, tuple(velden))


def zoek_tabel(bladen, onthouden, bladnaam=None):
    """The sheet and row with the most known headings; None when none names a project."""
    tabellen = [
        _tabel(blad, rij, onthouden)
        for blad in bladen
        if bladnaam in (None, blad.name)
        for rij in range(min(KOPRIJEN, len(blad.rows)))
    ]
    bruikbaar = [tabel for tabel in tabellen if {"naam", "nummer", "id"} & set(tabel.velden)]
    return max(bruikbaar, key=_herkend, default=None)


def _herkend(tabel):
    return len({veld for veld in tabel.velden if veld})


def _tabel(blad, rij, onthouden):
    koppen = tuple(cel.text.strip() if cel else "" for cel in blad.rows[rij])
    velden, gebruikt = [], set()
    for kop in koppen:
        spelling = in_een_spelling(kop)
        veld = onthouden.get(spelling, PER_KOP.get(spelling, GEEN))
        # of two columns with one meaning the first counts; the other is shown as not read
        velden.append(GEEN if veld in gebruikt else veld)
        gebruikt.add(veld)
    return Tabel(blad, rij, koppen, tuple(velden))
