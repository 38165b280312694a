"""Asking about a cell that cannot be read, and reading it as it was answered."""

import contextlib
from dataclasses import replace

from actielijst.inlezen.plan import OVERSLAAN, WAARDE, Open
from actielijst.inlezen.vraag import Gelezen, Vraag
from pmiek.importing import Cell, Kind
from pmiek.importing.cells import address

EERDER = ", zoals eerder geantwoord"


class Vragensteller:
    """Expects `tabel`, `antwoorden`, `onthouden`, and `_lees` of whoever compares a sheet."""

    def _gelezen(self, regel, veld, kolom, cel) -> Gelezen | None:
        """The value of the cell, or the answer that was given to the question about it."""
        gelezen = vraag = None
        try:
            gelezen = self._lees(regel.bestaand, veld, cel)
        except Vraag as fout:
            vraag = fout
        sleutel = self._sleutel(regel, veld, kolom)
        if self._geldig_antwoord(sleutel):
            return self._beantwoord(regel, veld, kolom, cel, vraag, self.antwoorden[sleutel])
        if vraag is None:
            return gelezen
        eerder = "" if sleutel in self.antwoorden else self._eerder(veld, cel, vraag)
        if eerder:
            with contextlib.suppress(Vraag):
                gelezen = self._beantwoord(regel, veld, kolom, cel, vraag, eerder, EERDER)
                self.overgenomen.append((sleutel, eerder))
                return gelezen
        raise vraag

    def _eerder(self, veld, cel, vraag):
        """What was answered about this value in an earlier file, or about its names."""
        namen = f"{WAARDE}:{vraag.eerder}" if vraag.eerder else ""
        return self.onthouden.over(veld, cel.text) or namen

    def _beantwoord(self, regel, veld, kolom, cel, vraag, antwoord, hoe=""):
        soort, _, tekst = antwoord.partition(":")
        zin = f"Gelezen als '{tekst}'" if soort == WAARDE else "Deze cel wordt overgeslagen"
        keuzes, namen = (vraag.keuzes, vraag.namen) if vraag else ((), {})
        open_ = self.vraag(regel, veld, kolom, cel, f"{zin}{hoe}.", veld, keuzes)
        regel.vragen[-1] = replace(open_, antwoord=antwoord, namen=namen)
        if soort == OVERSLAAN:
            return None
        # the text of the cell itself as an answer: keep it as it is
        letterlijk = tekst == cel.text.strip()
        return self._lees(regel.bestaand, veld, Cell(Kind.TEXT, tekst), letterlijk=letterlijk)

    def _onleesbaar(self, regel, veld, kolom, cel, vraag):
        """Ask about a cell; an answer that cannot be read either is kept, and asked about."""
        antwoord = self.antwoorden.get(self._sleutel(regel, veld, kolom), "")
        soort, _, getypt = antwoord.partition(":")
        melding = vraag.melding
        if soort == WAARDE:
            melding = f"Uw antwoord '{getypt}' kunnen wij ook niet lezen. {melding}"
        open_ = self.vraag(regel, veld, kolom, cel, melding, veld, vraag.keuzes)
        regel.vragen[-1] = replace(
            open_, antwoord="", getypt=getypt, onbekend=vraag.onbekend, namen=vraag.namen
        )

    def _sleutel(self, regel, wat, kolom):
        return f"{regel.voor}{address(regel.nummer, kolom)}:{wat}"

    def vraag(self, regel, wat, kolom, cel, melding, veld, keuzes=()):
        sleutel = self._sleutel(regel, wat, kolom)
        vraag = Open(
            sleutel,
            address(regel.nummer, kolom),
            self.tabel.koppen[kolom] if kolom < len(self.tabel.koppen) else "",
            cel.text,
            melding,
            tuple(keuzes),
            "" if veld and not self._geldig_antwoord(sleutel) else self.antwoorden.get(sleutel, ""),
        )
        regel.vragen = [v for v in regel.vragen if v.sleutel != sleutel] + [vraag]
        return vraag

    def _geldig_antwoord(self, sleutel):
        return self.antwoorden.get(sleutel, "").partition(":")[0] in (OVERSLAAN, WAARDE)
