"""The list of projects: any list, or one of our own."""

import re
from collections import Counter
from dataclasses import replace

from actielijst.exports import actielijst as actielijstbestand
from actielijst.exports import projecten as projectenbestand
from actielijst.inlezen.bladsoort import PROJECTEN, Bladsoort, afgeleide_koppen
from actielijst.inlezen.gelijkend import Gelijkend, lijkt, zelfde_woorden
from actielijst.inlezen.kolommen import KOLOMMEN, PER_VELD, in_een_spelling
from actielijst.inlezen.namen import KLEINE_WOORDEN
from actielijst.inlezen.netbeheerders import APART, verenig
from actielijst.inlezen.onthouden import PROJECT
from actielijst.inlezen.plan import NIEUW, OVERSLAAN
from actielijst.inlezen.projectschrijver import ProjectSchrijver
from actielijst.inlezen.schrijven import UITVRAAG, schema
from actielijst.inlezen.vergelijken import Vergelijking
from actielijst.inlezen.vraag import Gelezen, Vraag, kort, opgesomd
from actielijst.inlezen.vragensteller import EERDER
from actielijst.inlezen.waarden import ip_tekst
from actielijst.models import Project
from pmiek.enums import Rolsoort

KOLOM_PER_KOP = {
    kolom.heading: kolom
    for kolom in [*projectenbestand.PROJECTKOLOMMEN, *projectenbestand.VOLGENDE_FASE]
}
ZONDER_NAAM = "Regel {} heeft geen naam; zonder naam komt er geen project bij."
NUMMER_DUBBEL = "Nummer {} staat al op rij {}. Een nummer is van een project."
NUMMER_BEZET = "Nummer {} is al van {}."
BLIJFT = "{} staat niet in het bestand en blijft"
BLIJVEN = "{} staan niet in het bestand en blijven"
ANDERE_NAAM = "Nummer {} heet hier '{}' en in de lijst '{}': is dat hetzelfde project?"
TELLING = re.compile(r"(?:sub|eind|sub |eind )?tota(?:al|len)\b")
LIJKT_TELLING = "Deze regel lijkt een telling: '{}'. Wij slaan haar over."
IP_ANDERS = "Deze regel noemt IP-nummers van het project en ook andere. Hoort zij bij"


class ProjectVergelijking(Vergelijking):
    overig = {"betrokken_partijen": "overige_betrokkenen"}
    rijen = ("ip_koppelingen",)
    nooit_leeg = frozenset({"nummer", "naam", "ip_nummers", "locatiestatus"})

    def __init__(self, *args):
        super().__init__(*args)
        self.ronde = self.provincie.rondes.huidige()
        self.per_nummer = {p.nummer: p for p in self._van_ronde() if p.nummer}
        self.per_naam = {in_een_spelling(p.naam): p for p in self.objecten.values()}
        self.gelijkend = Gelijkend(self.per_naam)
        # how many projects have a word in their name
        self.woorden = Counter(woord for naam in self.per_naam for woord in _woorden(naam))
        # of the new rows of this file
        self.nieuwe_nummers = {}
        self.per_ip = {}
        for project in self.objecten.values():
            for koppeling in project.ip_koppelingen.all():
                self.per_ip.setdefault(in_een_spelling(koppeling.nummer), []).append(project)

    def laad(self):
        return Project.objects.van(self.provincie).actueel().voor_volledigheid()

    def _van_ronde(self):
        return [project for project in self.objecten.values() if self._is_van_ronde(project)]

    def _is_van_ronde(self, project):
        return project.ronde_id == (self.ronde and self.ronde.pk)

    def waarde(self, veld, obj):
        kolom = KOLOM_PER_KOP.get(PER_VELD[veld].label)
        return kolom.value(obj) if kolom else ""

    def velden_van(self, veld):
        return {"betrokken_partijen"} if veld == "netbeheerders" else super().velden_van(veld)

    def _lees(self, obj, veld, cel, *, letterlijk=False):
        """Numbers of the IP are added: what the file does not name stays, and that is said."""
        gelezen = super()._lees(obj, veld, cel, letterlijk=letterlijk)
        if veld != "ip_nummers" or obj is None:
            return gelezen
        bekend = {koppeling.nummer: koppeling.editie for koppeling in obj.ip_koppelingen.all()}
        genoemd = {nummer: editie or bekend.get(nummer, "") for nummer, editie in gelezen.waarde}
        samen = [*(bekend | genoemd).items()]
        blijft = [nummer for nummer in bekend if nummer not in genoemd]
        hoe = (BLIJVEN if len(blijft) > 1 else BLIJFT).format(opgesomd(blijft)) if blijft else ""
        tekst = "; ".join(ip_tekst(*nummer) for nummer in samen)
        return Gelezen(samen, tekst, "; ".join(filter(None, [gelezen.omzetting, hoe])))

    def _gelezen(self, regel, veld, kolom, cel):
        """A number that another project has is asked about: the form would refuse it later."""
        gelezen = super()._gelezen(regel, veld, kolom, cel)
        if veld == "nummer" and gelezen and regel.bestaand and self._is_van_ronde(regel.bestaand):
            ander = self.per_nummer.get(gelezen.waarde, regel.bestaand)
            if ander != regel.bestaand:
                raise Vraag(NUMMER_BEZET.format(gelezen.waarde, ander))
        return gelezen

    def _regel(self, nummer, cellen):
        regel = super()._regel(nummer, cellen)
        if APART in self.tabel.velden:
            is_eigen = self.vroeger.stand is not None
            verenig(regel, self.lezer.bekend.alle, is_eigen=is_eigen, tussen=self.lezer.tussen)
        return regel

    def ga_verder_na(self, eerdere, plan):
        super().ga_verder_na(eerdere, plan)
        self.nieuwe_nummers = eerdere.nieuwe_nummers

    # --- which project

    def zoek(self, regel, cellen):
        if not regel.naam and "id" not in cellen:
            self._regel_zonder_naam(regel, cellen)
            return
        regel.bestaand = self.met_id(regel, cellen)
        if regel.bestaand is None and not regel.wordt_overgeslagen:
            self._zoek_zonder_id(regel, cellen)
        if regel.is_nieuw:
            self._kan_erbij(regel, cellen)

    def _zoek_zonder_id(self, regel, cellen):
        regel.bestaand = self._met_nummer(cellen)
        if regel.bestaand is not None and "naam" in cellen:
            self._vraag_bij_andere_naam(regel, *cellen["naam"])
        elif regel.bestaand is None and TELLING.match(in_een_spelling(regel.naam)):
            self._vraag_bij_telling(regel, cellen)
        elif regel.bestaand is None:
            self._met_ip(regel, cellen) or self._op_naam(regel, cellen)

    def _vraag_bij_telling(self, regel, cellen):
        """The line under a list that adds it up is no project, unless somebody says so."""
        kolom, cel = cellen.get("nummer") or cellen["naam"]
        keuzes = [(NIEUW, "nee, het is een project")]
        self._vraag_project(regel, kolom, cel, LIJKT_TELLING.format(kort(regel.naam)), keuzes)

    def _regel_zonder_naam(self, regel, cellen):
        """A note under the list, or a line whose name is missing: shown, not stored."""
        kolom, cel = next(iter(cellen.values()))
        self.sla_over(regel, kolom, cel, "Deze regel heeft geen nummer en geen naam.")

    def _kan_erbij(self, regel, cellen):
        """What the form would refuse of a new project is said before anybody says yes to it."""
        nummer = self._gelezen_als("nummer", cellen)
        if "naam" not in cellen:
            waar = cellen.get("nummer") or next(iter(cellen.values()))
            self.sla_over(regel, *waar, ZONDER_NAAM.format(waar[1].text.strip()))
        elif nummer and nummer in self.nieuwe_nummers:
            melding = NUMMER_DUBBEL.format(nummer, self._waar(*self.nieuwe_nummers[nummer]))
            self.sla_over(regel, *cellen["nummer"], melding, "dubbel")
        elif nummer:
            self.nieuwe_nummers[nummer] = self.tabel.blad.name, regel.rij

    def _waar(self, blad, rij):
        return rij if blad == self.tabel.blad.name else f"{rij} van blad {blad}"

    def _met_nummer(self, cellen):
        return self.per_nummer.get(self._gelezen_als("nummer", cellen))

    def _vraag_bij_andere_naam(self, regel, kolom, cel):
        """A number that was given to another project since renames nothing by itself."""
        project, naam = regel.bestaand, cel.text.strip()
        spelling, hier = in_een_spelling(naam), in_een_spelling(project.naam)
        if spelling == hier or lijkt(spelling, hier):
            return
        ander = self._lijkt_op(naam)
        if ander is None and self._delen_woorden(_woorden(spelling), _woorden(hier)):
            return
        regel.bestaand = None
        anders = [(str(ander.pk), f"nee, het is {ander}")] if ander else []
        melding = ANDERE_NAAM.format(project.nummer, kort(project.naam), kort(naam))
        keuzes = [(str(project.pk), f"ja, het is {project}"), *anders]
        self._vraag_project(regel, kolom, cel, melding, keuzes)

    def _delen_woorden(self, een, ander):
        """One name holds the other, or both have a word that no other project has."""
        samen = een & ander
        return samen and samen in (een, ander) or any(self.woorden[woord] == 1 for woord in samen)

    def _met_ip(self, regel, cellen):
        """By a number of the IP; a row that names others beside it is asked about.

        True when that decides what the row is about, or asks it.
        """
        genoemd = {in_een_spelling(n) for n, _ in self._gelezen_als("ip_nummers", cellen) or []}
        gevonden = {p.pk: p for nummer in sorted(genoemd) for p in self.per_ip.get(nummer, [])}
        if not gevonden:
            return False
        [*anderen, project] = gevonden.values()
        eigen = {in_een_spelling(k.nummer) for k in project.ip_koppelingen.all()}
        if not anderen and (genoemd <= eigen or eigen <= genoemd):
            regel.bestaand = project
        else:
            wie = " of ".join(map(str, gevonden.values()))
            keuzes = _ja_of_nieuw(gevonden)
            self._vraag_project(regel, *cellen["ip_nummers"], f"{IP_ANDERS} {wie}?", keuzes)
        return True

    def _gelezen_als(self, veld, cellen):
        try:
            return self.lezer.lees(veld, cellen[veld][1]).waarde if veld in cellen else None
        except Vraag:
            return None

    def _op_naam(self, regel, cellen):
        """Proposed by name, and only a person can say that it is the same project."""
        gevonden = self._lijkt_op(cellen["naam"][1].text) if "naam" in cellen else None
        if gevonden is None:
            return
        kolom, cel = cellen["naam"]
        melding = f"Hoort '{cel.text.strip()}' bij {gevonden}?"
        self._vraag_project(regel, kolom, cel, melding, _ja_of_nieuw({gevonden.pk: gevonden}))

    def _vraag_project(self, regel, kolom, cel, melding, keuzes):
        vraag = self.vraag(regel, PROJECT, kolom, cel, melding, "", keuzes)
        antwoord = vraag.antwoord or self._eerder_project(regel, vraag, cel)
        if antwoord.isdecimal():
            regel.bestaand = self.objecten.get(int(antwoord))
        regel.wordt_overgeslagen = antwoord in ("", OVERSLAAN)

    def _eerder_project(self, regel, vraag, cel):
        """The project that this name was said to be in an earlier file, if it is still there."""
        antwoord = self.onthouden.over(PROJECT, cel.text)
        project = self.objecten.get(int(antwoord)) if antwoord.isdecimal() else None
        if project is None or vraag.sleutel in self.antwoorden:
            return ""
        melding = f"'{cel.text.strip()}' hoort bij {project}{EERDER}."
        keuzes = [(antwoord, f"het is {project}")]
        keuzes += [keuze for keuze in vraag.keuzes if keuze[0] != antwoord]
        regel.vragen[-1] = replace(vraag, melding=melding, antwoord=antwoord, keuzes=tuple(keuzes))
        self.overgenomen.append((vraag.sleutel, antwoord))
        return antwoord

    def _lijkt_op(self, naam):
        spelling = in_een_spelling(naam)
        gevonden = self.gelijkend.beste(spelling)
        return self.per_naam[gevonden] if gevonden and zelfde_woorden(spelling, gevonden) else None


def _ja_of_nieuw(projecten):
    ja = [(str(pk), f"ja, het is {project}") for pk, project in projecten.items()]
    return [*ja, (NIEUW, "nee, het is een nieuw project")]


def _woorden(spelling):
    """Those that mean something."""
    return {woord for woord in spelling.split() if not woord.isdecimal()} - KLEINE_WOORDEN


BLAD = Bladsoort(
    naam=PROJECTEN,
    enkelvoud="project",
    meervoud="projecten",
    kolommen=tuple(KOLOMMEN),
    schemas=(schema(actielijstbestand.SCHEMA), schema(projectenbestand.SCHEMA), UITVRAAG),
    rollen=tuple(Rolsoort.redactie()),
    vergelijking=ProjectVergelijking,
    schrijver=ProjectSchrijver,
    afgeleid=afgeleide_koppen(
        [*projectenbestand.PROJECTKOLOMMEN, *projectenbestand.LIJSTKOLOMMEN], KOLOMMEN
    ),
)
