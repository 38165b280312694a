"""What reading a list would change: compared with what is stored, row by row, cell by cell."""

import difflib
import hashlib
import json
import re
from dataclasses import replace

from actielijst.exports.projecten import PROJECTKOLOMMEN
from actielijst.exports.teksten import AFKORTINGEN
from actielijst.inlezen.kolommen import PER_VELD, in_een_spelling
from actielijst.inlezen.plan import NIEUW, OVERSLAAN, WAARDE, Open, Plan, Regel, Verandering
from actielijst.inlezen.waarden import Gelezen, Lezer, Vraag
from actielijst.models import Project
from pmiek.excel.text import safe_value
from pmiek.importing import Cell, Kind
from pmiek.importing.cells import address

NIET_VERGELEKEN = {"id", "versie"}
KOLOM_PER_KOP = {kolom.heading: kolom for kolom in PROJECTKOLOMMEN}
# "nieuw station Delft" is not "nieuw station Breda"
LIJKT = 0.88
# no project has a longer name, and comparing takes ever longer
NAAM = 250


def maak_plan(provincie, tabel, antwoorden) -> Plan:
    """Compare a list with the projects of this province; nothing is written."""
    return _Vergelijking(provincie, tabel, antwoorden).plan()


class _Vergelijking:
    def __init__(self, provincie, tabel, antwoorden):
        self.provincie, self.tabel, self.antwoorden = provincie, tabel, antwoorden
        self.lezer = Lezer(provincie)
        self.ronde = provincie.rondes.huidige()
        projecten = Project.objects.van(provincie).actueel().voor_volledigheid()
        self.projecten = {project.pk: project for project in projecten}
        self.per_nummer = {p.nummer: p for p in self._van_ronde() if p.nummer}
        self.per_naam = {in_een_spelling(p.naam): p for p in self.projecten.values()}
        self.per_ip = {}
        for project in self.projecten.values():
            for koppeling in project.ip_koppelingen.all():
                self.per_ip.setdefault(in_een_spelling(koppeling.nummer), []).append(project)
        self.gebruikt = set()

    def _van_ronde(self):
        return [p for p in self.projecten.values() if p.ronde_id == (self.ronde and self.ronde.pk)]

    def plan(self):
        regels = [self._regel(nummer, cellen) for nummer, cellen in self.tabel.rijen]
        over = [p for pk, p in self.projecten.items() if pk not in self.gebruikt]
        return Plan(self.tabel.blad.name, regels, over, self._stand())

    def _stand(self):
        """A fingerprint of what is stored now, in the fields that the list has."""
        velden = [veld for veld in self.tabel.velden if veld]
        stand = [
            (pk, [huidige_tekst(veld, project) for veld in velden])
            for pk, project in sorted(self.projecten.items())
        ]
        return hashlib.sha256(json.dumps(stand).encode()).hexdigest()

    def _regel(self, nummer, cellen):
        naam = " ".join(
            cellen[veld][1].text.strip() for veld in ("nummer", "naam") if veld in cellen
        )
        regel = Regel(nummer, naam)
        if not naam and "id" not in cellen:
            return self._regel_zonder_naam(regel, cellen)
        self._zoek_project(regel, cellen)
        if not regel.wordt_overgeslagen:
            for veld, (kolom, cel) in cellen.items():
                if veld not in NIET_VERGELEKEN:
                    self._vergelijk(regel, veld, kolom, cel)
        return regel

    def _regel_zonder_naam(self, regel, cellen):
        """A note under the list, or a line whose name is missing: shown, not stored."""
        kolom, cel = next(iter(cellen.values()))
        melding = "Deze regel heeft geen nummer en geen naam."
        self._vraag(regel, "rij", kolom, cel, melding, "")
        regel.wordt_overgeslagen = True
        return regel

    # --- which project

    def _zoek_project(self, regel, cellen):
        project = self._met_id(cellen) or self._met_nummer(cellen) or self._met_ip(cellen)
        if project is None:
            self._op_naam(regel, cellen)
        elif project.pk in self.gebruikt:
            self._dubbel(regel, cellen, project)
        else:
            regel.project = project
        if regel.project:
            self.gebruikt.add(regel.project.pk)

    def _met_id(self, cellen):
        if "id" not in cellen:
            return None
        voor = re.escape(AFKORTINGEN[self.provincie.code])
        gevonden = re.fullmatch(rf"{voor}-([0-9]{{1,15}})", cellen["id"][1].text.strip())
        return self.projecten.get(int(gevonden[1])) if gevonden else None

    def _met_nummer(self, cellen):
        if "nummer" not in cellen:
            return None
        try:
            return self.per_nummer.get(self.lezer.lees("nummer", cellen["nummer"][1]).waarde)
        except Vraag:
            return None

    def _met_ip(self, cellen):
        if "ip_nummers" not in cellen:
            return None
        try:
            nummers = self.lezer.lees("ip_nummers", cellen["ip_nummers"][1]).waarde
        except Vraag:
            return None
        gevonden = {
            project.pk: project
            for nummer, _ in nummers
            for project in self.per_ip.get(in_een_spelling(nummer), [])
        }
        return next(iter(gevonden.values())) if len(gevonden) == 1 else None

    def _op_naam(self, regel, cellen):
        """Proposed by name, and only a person can say that it is the same project."""
        if "naam" not in cellen:
            return
        kolom, cel = cellen["naam"]
        lijkt = self._lijkt_op(cel.text)
        if lijkt is None:
            return
        melding = f"Hoort '{cel.text.strip()}' bij {lijkt}?"
        keuzes = [(str(lijkt.pk), f"ja, het is {lijkt}"), (NIEUW, "nee, het is een nieuw project")]
        vraag = self._vraag(regel, "project", kolom, cel, melding, "", keuzes)
        regel.project = (
            self.projecten.get(int(vraag.antwoord)) if vraag.antwoord.isdecimal() else None
        )
        regel.wordt_overgeslagen = vraag.antwoord in ("", OVERSLAAN)

    def _lijkt_op(self, naam):
        spelling = in_een_spelling(naam)
        if len(spelling) > NAAM:
            return None
        gevonden = difflib.get_close_matches(spelling, self.per_naam, n=1, cutoff=LIJKT)
        return self.per_naam[gevonden[0]] if gevonden else None

    def _dubbel(self, regel, cellen, project):
        kolom, cel = cellen.get("nummer") or cellen.get("naam") or next(iter(cellen.values()))
        self._vraag(regel, "dubbel", kolom, cel, f"{project} staat al op een eerdere regel.", "")
        regel.wordt_overgeslagen = True

    # --- which cells

    def _vergelijk(self, regel, veld, kolom, cel):
        if regel.project and _is_gelijk(veld, regel.project, cel):
            return
        try:
            gelezen = self._gelezen(regel, veld, kolom, cel)
        except Vraag as vraag:
            self._onleesbaar(regel, veld, kolom, cel, vraag)
            return
        oud = huidige_tekst(veld, regel.project)
        if gelezen is None or (regel.project and _zelfde(gelezen.tekst, oud)):
            return
        regel.veranderingen.append(
            Verandering(
                veld,
                PER_VELD[veld].label,
                address(regel.nummer, kolom),
                oud,
                gelezen.tekst,
                gelezen.waarde,
                gelezen.omzetting,
            )
        )

    def _gelezen(self, regel, veld, kolom, cel) -> Gelezen | None:
        """The value of the cell, or the answer that was given to the question about it."""
        soort, _, tekst = self.antwoorden.get(self._sleutel(regel, veld, kolom), "").partition(":")
        if soort == OVERSLAAN:
            self._vraag(regel, veld, kolom, cel, "Deze cel wordt overgeslagen.", veld)
            return None
        if soort != WAARDE:
            return self.lezer.lees(veld, cel)
        self._vraag(regel, veld, kolom, cel, f"Gelezen als '{tekst}'.", veld)
        if veld == "ibn" and tekst == cel.text.strip():
            return Gelezen(tekst, tekst, "tekst zonder datum, zoals gevraagd")
        return self.lezer.lees(veld, Cell(Kind.TEXT, tekst))

    def _onleesbaar(self, regel, veld, kolom, cel, vraag):
        """Ask about a cell; an answer that cannot be read either is kept, and asked about."""
        antwoord = self.antwoorden.get(self._sleutel(regel, veld, kolom), "")
        soort, _, getypt = antwoord.partition(":")
        melding = vraag.melding
        if soort == WAARDE:
            melding = f"Uw antwoord '{getypt}' kunnen wij ook niet lezen. {melding}"
        open_ = self._vraag(regel, veld, kolom, cel, melding, veld, vraag.keuzes)
        regel.vragen[-1] = replace(open_, antwoord="", getypt=getypt, onbekend=vraag.onbekend)

    def _sleutel(self, regel, wat, kolom):
        return f"{address(regel.nummer, kolom)}:{wat}"

    def _vraag(self, regel, wat, kolom, cel, melding, veld, keuzes=()):
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


def _is_gelijk(veld, project, cel):
    """Exactly what our own export writes for this project: then nothing was changed."""
    kolom = KOLOM_PER_KOP.get(PER_VELD[veld].label)
    return kolom is not None and cel.text == str(safe_value(kolom.value(project)) or "")


def huidige_tekst(veld, project):
    kolom = KOLOM_PER_KOP.get(PER_VELD[veld].label)
    return str(kolom.value(project) or "") if project and kolom else ""


def _zelfde(nieuw, oud):
    delen = [sorted(filter(None, re.split(r"[;,]\s*", tekst.casefold()))) for tekst in (nieuw, oud)]
    return delen[0] == delen[1]
