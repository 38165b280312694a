"""Which column of a file is which field: found by its heading, remembered per province."""

import re
import unicodedata
from dataclasses import dataclass

from pmiek.importing import Sheet
from pmiek.importing.cells import address

KOPRIJEN = 30
GENOEG_KOPPEN, GENOEG_ONBEKENDE = 3, 2
# how many values of a column are shown, and how much of each
VOORBEELDEN, VOORBEELD = 3, 40
GEEN = ""
# in front of the place of a column without a heading, and of the second one with the same heading
ZONDER_KOP, NOG_EEN = "#", " #"
KOPLENGTE = 200
# what says of a date, a choice or a name that there is none yet, in one spelling
NOG_ONBEKEND = {"ntb", "nnb", "n t b", "n n b", "onbekend", "nader te bepalen", "nog niet bekend"}


@dataclass(frozen=True)
class Kolom:
    """A field that a column can be; `koppen` are the headings that mean it, in one spelling."""

    veld: str
    label: str
    koppen: tuple


def kolom(veld, label, *koppen):
    return Kolom(veld, label, tuple(in_een_spelling(kop) for kop in (label, *koppen)))


def in_een_spelling(kop):
    """'IBN (in bedrijf name)' and 'ibn in-bedrijf-name' are the same heading."""
    plat = unicodedata.normalize("NFKD", kop).encode("ascii", "ignore").decode().lower()
    return " ".join(re.findall("[a-z0-9]+", plat))


def kopsleutels(koppen):
    """A key per column: its heading in one spelling, told apart where two are the same."""
    sleutels = []
    for plaats, kop in enumerate(koppen, start=1):
        spelling = in_een_spelling(kop)[:KOPLENGTE]
        nog_een = f"{spelling}{NOG_EEN}{plaats}" if spelling in sleutels else spelling
        sleutels.append(nog_een if spelling else f"{ZONDER_KOP}{plaats}")
    return sleutels


KOLOMMEN = [
    kolom("id", "ID", "project id"),
    kolom("versie", "Versie"),
    kolom(
        "nummer",
        "Nr.",
        "nummer",
        "pmiek nummer",
        "pmiek nr",
        "nr pmiek",
        "projectnummer",
        "volgnummer",
        "projectnr",
        "project nr",
    ),
    kolom(
        "naam",
        "Project",
        "projectnaam",
        "naam",
        "naam project",
        "omschrijving project",
        "titel",
        "naam van het project",
        "project naam",
    ),
    kolom(
        "gemeenten",
        "Gemeenten",
        "gemeente",
        "gemeente n",
        "gemeente s",
        "locatie gemeente",
        "plaats",
    ),
    kolom(
        "netbeheerders",
        "Netbeheerder",
        "netbeheerders",
        "netbeheerder s",
        "beheerder",
        "operator",
        "netbedrijf",
    ),
    kolom(
        "type_infra", "Type infra", "infrastructuur", "type infrastructuur", "infra", "soort infra"
    ),
    kolom("energiedrager", "Energiedrager", "drager", "modaliteit", "energievorm"),
    kolom("schaalniveau", "Schaalniveau", "schaal"),
    kolom("fase", "Fase", "projectfase", "status fase", "fase project"),
    kolom("route", "Route", "vervolgroute", "spoor"),
    kolom("locatiestatus", "Locatie bekend?", "locatiestatus"),
    kolom("locatie", "Locatie", "ligging", "locatieomschrijving"),
    kolom("aanleiding", "Aanleiding", "probleem"),
    kolom("doel", "Doel", "doelstelling"),
    kolom("kansen_en_knelpunten", "Kansen en knelpunten", "knelpunten", "risicos", "kansen"),
    kolom("type_project", "Type project", "soort project", "projecttype"),
    kolom("vervolg", "Vervolg", "vervolgstappen", "vervolgstap"),
    kolom("volgende_fase_nodig", "Nodig voor de volgende fase"),
    kolom("betrokken_partijen", "Betrokken partijen", "partijen", "stakeholders", "betrokkenen"),
    kolom("bevoegd_gezag", "Bevoegd gezag"),
    kolom("ruimtegebruik", "Ruimtegebruik en vergunningverlening", "vergunningen", "ruimtegebruik"),
    kolom("tijdspad", "Tijdspad", "planning", "tijdlijn"),
    kolom(
        "ibn",
        "IBN",
        "in bedrijf name",
        "ibn datum",
        "inbedrijfname",
        "datum ibn",
        "gepland gereed",
        "in bedrijf",
        "verwachte ibn",
        "geplande ibn",
    ),
    kolom("in_ip", "Opgenomen in IP?", "in ip", "opgenomen in ip", "project opgenomen in ip"),
    kolom("ip_nummers", "IP-nummers", "ip nummer", "ip nr", "id ip", "projectnummer ip", "ip id"),
    kolom("nmiek", "nMIEK", "miek"),
    kolom("herkomst", "Herkomst"),
    kolom("volgende_fase_wie", "Volgende fase: wie"),
    kolom("volgende_fase_termijn", "Volgende fase: termijn"),
]
# what a list of somebody else cannot well do without
ONTBREEKT = {
    "nummer": "Geen kolom met nummers herkend: zonder nummer is elke regel een vraag.",
    "naam": "Geen kolom met namen herkend: zonder naam komt er geen project bij.",
}
PER_VELD = {een.veld: een for een in KOLOMMEN}


@dataclass(frozen=True)
class Tabel:
    """Where the list stands: sheet, row of the headings, and the field of each column.

    `voor` stands in front of the address of a cell: two sheets have the same ones.
    """

    blad: Sheet
    koprij: int
    koppen: tuple
    velden: tuple
    soort: str = "projecten"
    voor: str = ""
    # another list in the file, for somebody to choose
    wordt_gelezen: bool = True

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

    @property
    def verborgen(self):
        """The first of the rows that are read and not seen, as the sheet counts, and how many."""
        rijen = [nummer + 1 for nummer in self.blad.hidden if nummer > self.koprij]
        return (rijen[0], len(rijen)) if rijen else ()

    @property
    def plaatsen(self):
        """{field: column}"""
        return {veld: plaats for plaats, veld in enumerate(self.velden) if veld}

    def voorbeelden(self, plaats):
        """The first values of a column that differ, as they read on one line."""
        waarden = {}
        for rij in self.blad.rows[self.koprij + 1 :]:
            if len(rij) > plaats and rij[plaats] and rij[plaats].text.strip():
                waarden[" ".join(rij[plaats].text[: 2 * VOORBEELD].split())[:VOORBEELD]] = None
            if len(waarden) == VOORBEELDEN:
                break
        return list(waarden)

    @property
    def niet_gelezen(self):
        """The headings of columns that hold something and are not read."""
        return [
            kop or zonder_kop(plaats)
            for plaats, (kop, veld) in enumerate(zip(self.koppen, self.velden, strict=False))
            if not veld and self.voorbeelden(plaats)
        ]


def zonder_kop(plaats):
    """What a column without a heading is called: as the spreadsheet does."""
    return f"kolom {address(0, plaats)[:-1]}, zonder kop"


def per_kop(kolommen):
    return {kop: een.veld for een in kolommen for kop in een.koppen}


def ontbreekt(tabel):
    """What should be said first about the columns of a list, in a sentence; "" when all is well."""
    mist = [zin for veld, zin in ONTBREEKT.items() if not {veld, "id"} & {*tabel.velden}]
    return mist[0] if mist else ""


def mogelijke_tabellen(blad, soort, betekenis):
    """The sheet as a table of this kind, once for every row that could hold the headings.

    `betekenis` says of a row of headings which key of them is which field.
    """
    return [_tabel(blad, rij, soort, betekenis) for rij in range(min(KOPRIJEN, len(blad.rows)))]


def beste(tabellen):
    """The one with the most known headings."""
    return max(tabellen, key=lambda tabel: len({*tabel.velden} - {GEEN}), default=None)


def staat_onder_koppen(tabel):
    """Whether its one known heading is a word in a row of the list: above it is a row as wide."""
    if len(tabel.plaatsen) > 1:
        return False
    breed = max(GENOEG_KOPPEN, len(_woorden(tabel.blad, tabel.koprij)))
    return any(len(_woorden(tabel.blad, rij)) >= breed for rij in range(tabel.koprij))


def zonder_bekende_koppen(bladen):
    """The row that looks most like headings, though hardly one is known; somebody says the rest."""
    rijen = [
        (blad, nummer)
        for blad in bladen
        for nummer in range(min(KOPRIJEN, len(blad.rows) - 1))
        if any(blad.rows[nummer + 1])
    ]
    blad, nummer = max(rijen, key=lambda rij: len(_woorden(*rij)), default=(None, 0))
    if blad is None or len(_woorden(blad, nummer)) < GENOEG_ONBEKENDE:
        return []
    bekend = per_kop(KOLOMMEN)
    return [_tabel(blad, nummer, "projecten", lambda koppen: bekend)]


def _woorden(blad, nummer):
    return {in_een_spelling(cel.text) for cel in blad.rows[nummer] if cel} - {""}


def rij_met_koppen(blad, koppen):
    """The row of a sheet that has these headings, if there is one."""
    gezocht = _zonder_einde(koppen)
    rijen = range(min(KOPRIJEN, len(blad.rows)))
    return next((rij for rij in rijen if _zonder_einde(koppen_van(blad, rij)) == gezocht), None)


def _zonder_einde(koppen):
    """Without the empty cells behind the last heading: how wide a sheet is says nothing."""
    aantal = max((plaats for plaats, kop in enumerate(koppen, start=1) if kop), default=0)
    return koppen[:aantal]


def koppen_van(blad, rij):
    """One per column that holds something, wherever on the sheet; a column may have none."""
    cellen = [blad.cell(rij, plaats) for plaats in range(max(map(len, blad.rows)))]
    return tuple(cel.text.strip() if cel else "" for cel in cellen)


def _tabel(blad, rij, soort, betekenis):
    koppen = koppen_van(blad, rij)
    velden, gebruikt, bekend = [], set(), betekenis(koppen)
    for sleutel in kopsleutels(koppen):
        veld = bekend.get(sleutel, GEEN)
        # of two columns with one meaning the first counts; the other is shown as not read
        velden.append(GEEN if veld in gebruikt else veld)
        gebruikt.add(veld)
    return Tabel(blad, rij, koppen, tuple(velden), soort)
