"""What reading a sheet would change: compared with what is stored, row by row, cell by cell.

A cell is judged three ways: as the file has it, as it was when the file was made, and as it is
now. What only one side changed is taken or left without a question; what both changed is asked.
"""

import hashlib
import json
import re

from actielijst.exports.teksten import AFKORTINGEN
from actielijst.inlezen.antwoorden import LEEGMAKEN
from actielijst.inlezen.plan import (
    BESTAND,
    SITE,
    Bladplan,
    Botsing,
    Regel,
    Verandering,
)
from actielijst.inlezen.vraag import Gelezen, Vraag
from actielijst.inlezen.vragensteller import Vragensteller
from actielijst.inlezen.waarden import Lezer
from pmiek.excel.text import safe_value
from pmiek.importing import Cell, Kind
from pmiek.importing.cells import address

NIET_VERGELEKEN = {"id", "versie"}
EIGEN_ID = re.compile(r"([A-Z]{2})-([A-Z]?)([0-9]{1,15})")
ANDERE_PROVINCIE = "{} hoort bij een andere provincie. Deze regel lezen wij niet."


class Vergelijking(Vragensteller):
    """Subclasses say what a row is about, which object that is, and how a cell is written."""

    # the letter in an ID, and the words for what has one
    letter = ""
    lezerklasse = Lezer
    # the column of names, and the field that keeps who is not in the list
    overig = {}
    # rows under the object that the sheet shows
    rijen = ()
    # columns that an empty cell leaves as they are, whatever was chosen
    nooit_leeg = frozenset()

    def __init__(self, soort, provincie, tabel, antwoorden, vroeger, onthouden):
        self.soort, self.provincie, self.tabel = soort, provincie, tabel
        self.antwoorden, self.vroeger, self.onthouden = antwoorden, vroeger, onthouden
        self.lezer = self.lezerklasse(provincie, onthouden.over_naam)
        # the answers to earlier files that were taken over
        self.overgenomen = []
        self.objecten = {obj.pk: obj for obj in self.laad()}
        self.gebruikt, self._teksten, self.als_leeg = set(), {}, []

    # --- what a subclass says

    def laad(self):
        """Everything of this kind in the province that a row can be about."""
        raise NotImplementedError

    def zoek(self, regel, cellen):
        """Set what the row is about, or ask."""
        raise NotImplementedError

    def waarde(self, veld, obj):
        """What our own file has in this column."""
        raise NotImplementedError

    def weigering(self):
        """Why this sheet cannot be read now, in a sentence."""
        return ""

    def niet_genoemd(self):
        return [obj for pk, obj in self.objecten.items() if pk not in self.gebruikt]

    # --- the sheet

    def ga_verder_na(self, eerdere, plan):
        """After another sheet of this kind: a file has one row about an object, on one of them."""
        self.gebruikt = eerdere.gebruikt
        plan.niet_in_bestand, plan.gaat_verder = [], True

    def plan(self):
        weigering = self.weigering()
        rijen = list(self.tabel.rijen)
        self.vroeger.over(self._genoemd(rijen))
        regels = [] if weigering else [self._regel(nummer, cellen) for nummer, cellen in rijen]
        return Bladplan(
            self.soort,
            self.tabel.blad.name,
            self.tabel.voor,
            self.tabel.koprij + 1,
            regels,
            [] if weigering else self.niet_genoemd(),
            *self._zonder_veld(),
            self._stand(weigering),
            weigering,
            len(rijen),
            self.als_leeg,
            verborgen=self.tabel.verborgen,
        )

    def _genoemd(self, rijen):
        """What the rows are about by their own ID; without that column it can be anything."""
        if "id" not in self.tabel.velden:
            return self.objecten.values()
        teksten = (cellen["id"][1].text.strip() for _, cellen in rijen if "id" in cellen)
        gevonden = filter(None, map(EIGEN_ID.fullmatch, teksten))
        pks = {int(een[3]) for een in gevonden if een[2] == self.letter}
        return [self.objecten[pk] for pk in pks & self.objecten.keys()]

    def _zonder_veld(self):
        """(headings that are not read, those of our own that follow from others)."""
        koppen = self.tabel.niet_gelezen
        eigen = self.soort.afgeleid if self.vroeger.stand is not None else ()
        return [k for k in koppen if k not in eigen], [k for k in koppen if k in eigen]

    def _stand(self, weigering):
        """A fingerprint of what is stored now in its fields, and of answers to earlier files."""
        velden = [veld for veld in self.tabel.velden if veld]
        stand = [
            (pk, [self.tekst(veld, obj) for veld in velden])
            for pk, obj in sorted(self.objecten.items())
        ]
        alles = [weigering, stand, self.overgenomen]
        return hashlib.sha256(json.dumps(alles).encode()).hexdigest()

    def _regel(self, nummer, cellen):
        regel = Regel(nummer, self.naam(cellen), self.tabel.voor)
        self.zoek(regel, cellen)
        if regel.bestaand is not None and not regel.wordt_overgeslagen:
            self._neem(regel, cellen)
        if not regel.wordt_overgeslagen:
            cellen = self._met_keuze(regel, cellen)
            for veld, (kolom, cel) in cellen.items():
                if self.te_vergelijken(veld):
                    self._vergelijk(regel, veld, kolom, cel)
            if regel.bestaand is not None and LEEGMAKEN in self.antwoorden:
                self._maak_leeg(regel, cellen)
        return regel

    def _met_keuze(self, regel, cellen):
        """Without the cells that say that there is no choice yet: those are empty, and shown."""
        leeg = [veld for veld, (_, cel) in cellen.items() if self._is_als_leeg(regel, veld, cel)]
        self.als_leeg += [
            (address(regel.nummer, cellen[veld][0]), cellen[veld][1].text.strip()) for veld in leeg
        ]
        return {veld: waar for veld, waar in cellen.items() if veld not in leeg}

    def _is_als_leeg(self, regel, veld, cel):
        if not self.lezer.zegt_niets(veld, cel):
            return False
        # nobody changed what our own file says
        hier = {self.tekst(veld, obj).strip() for obj in (regel.bestaand, regel.toen)}
        return cel.text.strip() not in hier

    def _maak_leeg(self, regel, cellen):
        for veld, kolom in self.tabel.plaatsen.items():
            leegbaar = self.te_vergelijken(veld) and veld not in self.nooit_leeg
            nu, toen = self.tekst(veld, regel.bestaand), self.tekst(veld, regel.toen)
            # what was empty when the file was made says nothing about what came since
            if leegbaar and veld not in cellen and nu.strip() and toen.strip():
                gelezen = Gelezen(self.lezer.leeg(veld), "", "lege cel")
                if nu == toen:
                    self._verander(regel, veld, kolom, nu, gelezen)
                else:
                    self._bots(regel, veld, kolom, toen, nu, gelezen)

    def naam(self, cellen):
        return " ".join(
            cellen[veld][1].text.strip() for veld in ("nummer", "naam") if veld in cellen
        )

    def _neem(self, regel, cellen):
        """One row per object; a second one is asked about and not read."""
        if regel.bestaand.pk in self.gebruikt:
            *waar, melding = self.dubbelmelding(regel, cellen)
            self.sla_over(regel, *waar, melding, "dubbel")
            return
        self.gebruikt.add(regel.bestaand.pk)
        versie = cellen["versie"][1].text if "versie" in cellen else ""
        regel.toen = self.vroeger.toen(regel.bestaand, versie, self.rijen)

    def dubbelmelding(self, regel, cellen):
        """(column, cell, sentence) for a second row about the same object."""
        waar = cellen.get("nummer") or cellen.get("naam") or next(iter(cellen.values()))
        return *waar, f"{regel.bestaand} staat al op een eerdere regel."

    def te_vergelijken(self, veld):
        return veld not in NIET_VERGELEKEN

    # --- which object

    def met_id(self, regel, cellen):
        """The object that our own ID names; an ID that is not of this province is refused."""
        gevonden = EIGEN_ID.fullmatch(cellen["id"][1].text.strip()) if "id" in cellen else None
        if not gevonden or gevonden[2] != self.letter:
            return None
        obj = self.objecten.get(int(gevonden[3]))
        if gevonden[1] != AFKORTINGEN[self.provincie.code]:
            self.sla_over(regel, *cellen["id"], ANDERE_PROVINCIE.format(gevonden[0]))
        elif obj is None:
            melding = f"{gevonden[0]} staat hier niet (meer). Deze regel lezen wij niet."
            self.sla_over(regel, *cellen["id"], melding)
        return None if regel.wordt_overgeslagen else obj

    def sla_over(self, regel, kolom, cel, melding, wat="rij"):
        self.vraag(regel, wat, kolom, cel, melding, "")
        regel.bestaand, regel.wordt_overgeslagen = None, True

    # --- which cells

    def tekst(self, veld, obj):
        """What our own file says in this column of this object."""
        if obj is None:
            return ""
        # the object itself is kept with it: its place in memory is then its own
        _, tekst = self._teksten.get((veld, id(obj)), (None, None))
        if tekst is None:
            tekst = str(safe_value(self.waarde(veld, obj)) or "")
            self._teksten[veld, id(obj)] = obj, tekst
        return tekst

    def _vergelijk(self, regel, veld, kolom, cel):
        nu, toen = self.tekst(veld, regel.bestaand), self.tekst(veld, regel.toen)
        if regel.bestaand is not None and cel.text.strip() in (nu.strip(), toen.strip()):
            # nobody changed it, or only the site did
            return
        try:
            gelezen = self._gelezen(regel, veld, kolom, cel)
        except Vraag as vraag:
            self._onleesbaar(regel, veld, kolom, cel, vraag)
            return
        if gelezen is None or self.is_zelfde(regel.bestaand, veld, gelezen):
            return
        if nu == toen:
            self._verander(regel, veld, kolom, nu, gelezen)
        elif not self.is_zelfde(regel.toen, veld, gelezen):
            self._bots(regel, veld, kolom, toen, nu, gelezen)

    def is_zelfde(self, obj, veld, gelezen):
        """Whether the cell means what is stored, in whatever words."""
        if obj is None:
            return False
        try:
            opgeslagen = self._lees(obj, veld, Cell(Kind.TEXT, self.tekst(veld, obj)))
        except Vraag:
            return False
        return opgeslagen.waarde == gelezen.waarde

    def _verander(self, regel, veld, kolom, oud, gelezen):
        regel.veranderingen.append(
            Verandering(
                veld,
                self.soort.labels[veld],
                address(regel.nummer, kolom),
                oud,
                gelezen.tekst,
                gelezen.waarde,
                gelezen.omzetting,
                f"{regel.voor}{address(regel.nummer, kolom)}",
            )
        )

    def _bots(self, regel, veld, kolom, toen, nu, gelezen):
        sleutel = self._sleutel(regel, "botsing", kolom)
        antwoord = self.antwoorden.get(sleutel, "")
        wie, wanneer = self.vroeger.wie(regel.bestaand, self.velden_van(veld))
        regel.botsingen.append(
            Botsing(
                sleutel,
                address(regel.nummer, kolom),
                self.soort.labels[veld],
                toen,
                nu,
                gelezen.tekst,
                wie,
                wanneer,
                antwoord if antwoord in (BESTAND, SITE) else "",
            )
        )
        if antwoord == BESTAND:
            self._verander(regel, veld, kolom, nu, gelezen)

    def velden_van(self, veld):
        """The fields of the model that this column shows."""
        return {veld, *([self.overig[veld]] if veld in self.overig else [])}

    def _lees(self, obj, veld, cel, *, letterlijk=False):
        if veld in self.overig:
            bekend = getattr(obj, self.overig[veld], "")
            return self.lezer.betrokkenen(cel, bekend, letterlijk=letterlijk)
        return self.lezer.lees(veld, cel, letterlijk=letterlijk)
