"""A cell as the value of a field: read as it stands, or asked about; never guessed."""

import datetime
import re

from actielijst.enums import (
    Afspraaksoort,
    Afspraakstatus,
    Editie,
    Fase,
    Herkomst,
    JaNee,
    Locatiestatus,
    Nmiek,
    Route,
)
from actielijst.inlezen.kolommen import NOG_ONBEKEND, in_een_spelling
from actielijst.inlezen.namen import Namen
from actielijst.inlezen.onbekend import Onbekend
from actielijst.inlezen.perioden import heel_getal, lees_periodecel
from actielijst.inlezen.vraag import Gelezen, Vraag, herkomst, kort
from pmiek.enums import Partijsoort
from pmiek.importing import Cell, Kind
from pmiek.periode import lees_periode

KEUZES = {
    "fase": Fase,
    "route": Route,
    "locatiestatus": Locatiestatus,
    "in_ip": JaNee,
    "nmiek": Nmiek,
    "herkomst": Herkomst,
    "status": Afspraakstatus,
    "soort": Afspraaksoort,
}
# other words for the same choice, in one spelling
WOORDEN = {
    "fase": {"planvorming": Fase.PLANUITWERKING, "voorverkenning": Fase.VERKENNING}
    | {f"{fase}sfase": fase for fase in (Fase.VERKENNING, Fase.PLANUITWERKING, Fase.REALISATIE)}
    | {"projectfase": Fase.PROJECT, "verkenningfase": Fase.VERKENNING}
    | {"realisatiefase": Fase.REALISATIE, "in realisatie": Fase.REALISATIE},
    "route": {"monitoring": Route.MONITORING, "pmiek 1": Route.PMIEK_PLUS_1}
    | {"pmiek1": Route.PMIEK_PLUS_1, "terug naar pmiek 1": Route.PMIEK_PLUS_1},
    "locatiestatus": {"ja": Locatiestatus.BEKEND, "nee": Locatiestatus.GEEN}
    | {"geen": Locatiestatus.GEEN},
    "in_ip": {"j": JaNee.JA, "n": JaNee.NEE},
    "nmiek": {"j": Nmiek.JA, "n": Nmiek.NEE},
    "herkomst": {"b": Herkomst.B, "c": Herkomst.C},
    "status": {"gereed": Afspraakstatus.AFGEROND, "lopend": Afspraakstatus.LOOPT},
}
# there is no choice yet; what says that of a date says it here as well
GEEN_KEUZE = {"-", "--", "\u2013", "\u2014", "?", "...", "\u2026"}
# longer is no name, date or choice; what looks for those takes ever longer over it
KORT, OPSOMMING = 500, 4_000
# what stands between the parties and the others in our own files; nothing at all without parties
NA_NAMEN = re.compile(r"^$|(?:;|\s/)\s*$")
IP_NUMMER = re.compile(r"(?P<nummer>.+?)\s*(?:\((?P<editie>IP ?20\d\d)\))?")


class Lezer:
    """Reads the cells of one province: its parties and its lists are what names mean."""

    # readers of fields that only one kind of sheet has
    eigen = {}
    enums = KEUZES
    # between the names in our own files, and what people write between them
    tussen = "; "
    scheiding = re.compile(r" ?[;\n] ?")

    def __init__(self, provincie, eerder):
        self.lezers = LEZERS | self.eigen
        self.bekend = Namen(provincie, eerder)
        self.keuzes = {}
        for keuze in provincie.keuzes.all():
            self.keuzes.setdefault(keuze.lijst, {})[in_een_spelling(keuze.naam)] = keuze

    def lees(self, veld, cel, *, letterlijk=False) -> Gelezen:
        """Raises Vraag where a person must say what is meant; `letterlijk` is the answer to it."""
        self._weiger_onleesbaar(cel)
        self._weiger_te_lang(veld, cel)
        lees = self.lezers.get(veld, Lezer.tekst)
        tekst = cel.text.strip()
        if letterlijk and lees is Lezer.periode and not lees_periode(tekst).fout:
            return Gelezen(tekst, tekst, "tekst zonder datum, zoals gevraagd")
        return lees(self, veld, cel)

    def leeg(self, veld):
        """The value of an empty cell, as `lees` would give it."""
        if veld in ANDEREN:
            return [], ""
        return [] if self.lezers.get(veld) is Lezer.namen else ""

    def zegt_niets(self, veld, cel):
        """Whether the cell says that there is no choice yet; 'onbekend' may be a choice itself."""
        if self.lezers.get(veld) not in (Lezer.keuze, Lezer.uit_lijst):
            return False
        spelling = in_een_spelling(cel.text)
        leeg = NOG_ONBEKEND | {in_een_spelling(getattr(self.enums.get(veld), "__empty__", "-"))}
        niets = cel.text.strip() in GEEN_KEUZE or (spelling and spelling in leeg)
        return bool(niets) and not self._is_te_lezen(veld, cel)

    def _is_te_lezen(self, veld, cel):
        try:
            self.lees(veld, cel)
        except Vraag:
            return False
        return True

    def _weiger_onleesbaar(self, cel):
        if cel.kind is Kind.FORMULA:
            raise Vraag("In deze cel staat een formule zonder uitkomst.")
        if cel.kind is Kind.ERROR:
            raise Vraag(f"In deze cel staat een fout van Excel: {cel.text}.")

    def _weiger_te_lang(self, veld, cel):
        grens = OPSOMMING if veld in OPSOMMINGEN else KORT
        if veld in self.lezers and len(cel.text) > grens:
            lengte = f"{len(cel.text):,}".replace(",", ".")
            raise Vraag(f"Deze cel telt {lengte} tekens; hier hoort een korte waarde.")

    def tekst(self, veld, cel):
        return Gelezen(cel.text.strip(), cel.text.strip(), herkomst(cel))

    def nummer(self, veld, cel):
        tekst = cel.text.strip()
        heel = heel_getal(tekst)
        omzetting = f"'{tekst}' gelezen als {heel}" if heel != tekst else herkomst(cel)
        return Gelezen(heel, heel, omzetting)

    def periode(self, veld, cel):
        return lees_periodecel(cel)

    def keuze(self, veld, cel):
        spelling, enum = in_een_spelling(cel.text), self.enums[veld]
        gevonden = {in_een_spelling(lid.label): lid for lid in enum} | WOORDEN.get(veld, {})
        lid = gevonden.get(spelling)
        if lid is None:
            keuzes = [(lid.value, lid.label) for lid in enum]
            raise Vraag(f"'{kort(cel.text)}' is hier geen keuze.", keuzes)
        return Gelezen(lid.value, lid.label, herkomst(cel))

    def uit_lijst(self, veld, cel):
        bekend = self.keuzes.get(veld, {})
        keuze = bekend.get(in_een_spelling(cel.text))
        if keuze is None:
            keuzes = [(str(keuze), str(keuze)) for keuze in bekend.values()]
            nieuw = Onbekend((" ".join(cel.text.split()),), lijst=veld)
            raise Vraag(f"'{kort(cel.text)}' staat niet in uw keuzelijst.", keuzes, nieuw)
        return Gelezen(str(keuze.pk), str(keuze), herkomst(cel))

    def partij(self, veld, cel):
        deel = self.bekend.deel(" ".join(cel.text.split()))
        if deel.partij is None:
            raise self.bekend.vraag([deel])
        return Gelezen(str(deel.partij.pk), str(deel.partij), herkomst(cel, [deel]))

    def namen(self, veld, cel):
        soort = PASSEND.get(veld)
        delen = self.bekend.delen(_zonder_witruimte(cel.text), soort)
        if not all(deel.partij for deel in delen):
            raise self.bekend.vraag(delen, soort)
        partijen = {deel.partij.pk: deel.partij for deel in delen}
        uniek = sorted(partijen.values(), key=lambda partij: partij.pk)
        # in a column of municipalities the word itself says nothing
        namen = [partij.naam if soort else str(partij) for partij in uniek]
        waarde = [str(partij.pk) for partij in uniek]
        return Gelezen(waarde, ", ".join(namen), herkomst(cel, delen))

    def betrokkenen(self, cel, bekend="", *, letterlijk=False):
        """Parties, and who is not in the list: what stood there as such, or is said to be kept.

        The value is the parties and the text of the others, as our own files write them.
        """
        self._weiger_onleesbaar(cel)
        tekst, overig = cel.text.strip(), []
        voor = tekst.removesuffix(bekend)
        if bekend and voor != tekst and NA_NAMEN.search(voor):
            tekst, overig = NA_NAMEN.sub("", voor), [bekend]
        self._weiger_te_lang("betrokken_partijen", Cell(Kind.TEXT, tekst))
        los = {deel.strip() for deel in self.scheiding.split(bekend)}
        gelezen, open_ = [], False
        for stuk in filter(None, self.scheiding.split(_zonder_witruimte(tekst))):
            delen = self.bekend.delen(stuk)
            bekende = all(deel.partij for deel in delen)
            if bekende or not (letterlijk or stuk in los):
                gelezen, open_ = gelezen + delen, open_ or not bekende
            else:
                overig = [*overig, stuk]
        if open_:
            raise self._vraag_naar_betrokkenen(cel, gelezen, overig)
        partijen = {deel.partij.pk: deel.partij for deel in gelezen}
        namen = sorted(str(partij) for partij in partijen.values())
        waarde = (sorted(map(str, partijen)), self.tussen.join(overig))
        return Gelezen(waarde, self.tussen.join([*namen, *overig]), herkomst(cel, gelezen))

    def _vraag_naar_betrokkenen(self, cel, delen, overig):
        vraag = self.bekend.vraag(delen, tussen=self.tussen, rest=self.tussen.join(overig))
        vraag.keuzes.append((cel.text.strip(), "bewaar als andere betrokkenen"))
        return vraag

    def datum(self, veld, cel):
        tekst = cel.text.strip()
        try:
            dag = cel.date or datetime.date.fromisoformat(tekst)
        except ValueError:
            periode = lees_periode(tekst)
            dag = periode.van if periode.van == periode.tot_en_met else None
        if dag is None:
            raise Vraag(f"'{kort(tekst)}' is geen datum, zoals 15-06-2027.")
        return Gelezen(f"{dag:%d-%m-%Y}", f"{dag:%d-%m-%Y}", herkomst(cel))

    def ip_nummers(self, veld, cel):
        nummers = []
        # '101,0' is one number and not two
        tekst = heel_getal(_zonder_witruimte(cel.text))
        for deel in filter(None, re.split(r"\s*[;,\n]\s*", tekst)):
            gevonden = IP_NUMMER.fullmatch(deel)
            editie = (gevonden["editie"] or "").replace(" ", "")
            if editie and editie not in Editie.values:
                raise Vraag(f"'{editie}' is geen editie die wij kennen.")
            nummers.append((heel_getal(gevonden["nummer"]), editie))
        return Gelezen(nummers, "; ".join(ip_tekst(*nummer) for nummer in nummers), herkomst(cel))


def ip_tekst(nummer, editie):
    return f"{nummer} ({editie})" if editie else nummer


def _zonder_witruimte(tekst):
    """One space or one line end where there were many: splitting at those takes for ever."""
    return re.sub(r"\s+", lambda wit: "\n" if "\n" in wit[0] else " ", tekst.strip())


PASSEND = {"gemeenten": Partijsoort.GEMEENTE, "netbeheerders": Partijsoort.NETBEHEERDER}
# of those who are not in the list the text is kept beside the parties
ANDEREN = {"betrokken_partijen", "trekkers"}
OPSOMMINGEN = {"gemeenten", "netbeheerders", "betrokken_partijen", "ip_nummers"}
LEZERS = {
    "nummer": Lezer.nummer,
    "ibn": Lezer.periode,
    "type_infra": Lezer.uit_lijst,
    "energiedrager": Lezer.uit_lijst,
    "schaalniveau": Lezer.uit_lijst,
    "bevoegd_gezag": Lezer.partij,
    "gemeenten": Lezer.namen,
    "netbeheerders": Lezer.namen,
    "volgende_fase_wie": Lezer.partij,
    "volgende_fase_termijn": Lezer.periode,
    "trekker": Lezer.partij,
    "planning": Lezer.periode,
    "afgerond_op": Lezer.datum,
    "ip_nummers": Lezer.ip_nummers,
} | dict.fromkeys(KEUZES, Lezer.keuze)
