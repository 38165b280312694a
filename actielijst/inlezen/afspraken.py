"""The sheet of agreements: of the actielijst, and of the list over all projects."""

from django.db.models import Count, Max

from actielijst.exports import actielijst as actielijstbestand
from actielijst.exports import afsprakenlijst
from actielijst.exports.afspraken import AFSPRAAKKOLOMMEN, Afspraakregel
from actielijst.exports.teksten import AFKORTINGEN
from actielijst.forms.afspraak import MAX_AFSPRAKEN, AfspraakForm
from actielijst.forms.fiche import load_partijen
from actielijst.inlezen.bladsoort import Bladsoort, afgeleide_koppen
from actielijst.inlezen.kolommen import in_een_spelling, kolom
from actielijst.inlezen.schrijven import UITVRAAG, Rijformulier, Schrijver, schema
from actielijst.inlezen.vergelijken import ANDERE_PROVINCIE, EIGEN_ID, Vergelijking
from actielijst.models import Project, Uitvoeringsafspraak
from pmiek.enums import Rolsoort
from pmiek.rows import STEP

KOLOMMEN = (
    kolom("id", "ID"),
    kolom("versie", "Versie"),
    kolom("project", "Project-ID"),
    kolom("activiteit", "Activiteit"),
    kolom("trekker", "Trekker / verantwoordelijke"),
    kolom("betrokken_partijen", "Betrokken partijen"),
    kolom("resultaat", "Resultaat"),
    kolom("planning", "Planning"),
    kolom("status", "Status"),
    kolom("afgerond_op", "Afgerond op"),
    kolom("soort", "Soort"),
)
EXPORTKOLOMMEN = {een.heading: een for een in AFSPRAAKKOLOMMEN}
PER_VELD = {een.veld: EXPORTKOLOMMEN[een.label] for een in KOLOMMEN}
ZONDER_PROJECT = "Bij een nieuwe afspraak hoort een Project-ID, zoals {}-12."
ANDER_PROJECT = (
    "Een afspraak gaat niet naar een ander project. Maak het ID leeg als dit een nieuwe is."
)
DUBBEL = "{} staat al op een eerdere regel. Maak het ID leeg als dit een nieuwe afspraak is."
GEEN_ID = "'{}' is geen ID van een afspraak. Laat het ID leeg bij een nieuwe."
TE_VEEL = "Een project heeft ten hoogste {} afspraken."
NIET_OP_LIJST = "Project {} staat niet (meer) op de lijst. Deze regel lezen wij niet."


class AfspraakVergelijking(Vergelijking):
    letter = "A"
    nooit_leeg = frozenset({"activiteit", "trekker", "status", "soort"})
    overig = {"betrokken_partijen": "overige_betrokkenen"}

    def __init__(self, *args):
        super().__init__(*args)
        projecten = Project.objects.van(self.provincie).actueel()
        self.projecten = {project.pk: project for project in projecten}
        self.per_tekst = {
            (afspraak.project_id, in_een_spelling(afspraak.activiteit)): afspraak
            for afspraak in self.objecten.values()
        }

    def laad(self):
        afspraken = Uitvoeringsafspraak.objects.van(self.provincie).actueel()
        met = afspraken.voor_lijst().met_verschuivingen()
        return met.select_related("project__provincie")

    def waarde(self, veld, obj):
        return PER_VELD[veld].value(Afspraakregel(obj, "", over_tijd=False))

    def naam(self, cellen):
        return cellen["activiteit"][1].text.strip() if "activiteit" in cellen else ""

    def zoek(self, regel, cellen):
        regel.bestaand = self.met_id(regel, cellen)
        if regel.wordt_overgeslagen:
            return
        if regel.bestaand is not None:
            regel.naam = str(regel.bestaand)
            self._controleer_project(regel, cellen)
        elif "id" in cellen:
            tekst = cellen["id"][1].text.strip()
            self.sla_over(regel, *cellen["id"], GEEN_ID.format(tekst))
        elif not regel.naam:
            kolom, cel = next(iter(cellen.values()))
            self.sla_over(regel, kolom, cel, "Deze regel heeft geen ID en geen activiteit.")
        else:
            self._nieuw(regel, cellen)

    def _controleer_project(self, regel, cellen):
        if "project" in cellen and cellen["project"][1].text.strip() != self.tekst(
            "project", regel.bestaand
        ):
            self.sla_over(regel, *cellen["project"], ANDER_PROJECT)

    def _nieuw(self, regel, cellen):
        """A row without an ID; read a second time it is the agreement that it became."""
        project = self._project(regel, cellen)
        if project is not None:
            regel.ouder = project
            regel.bestaand = self.per_tekst.get((project.pk, in_een_spelling(regel.naam)))

    def _project(self, regel, cellen):
        provincie = AFKORTINGEN[self.provincie.code]
        waar = cellen.get("project") or next(iter(cellen.values()))
        tekst = cellen["project"][1].text.strip() if "project" in cellen else ""
        gevonden = EIGEN_ID.fullmatch(tekst)
        if not gevonden or gevonden[2]:
            self.sla_over(regel, *waar, ZONDER_PROJECT.format(provincie))
        elif gevonden[1] != provincie:
            self.sla_over(regel, *waar, ANDERE_PROVINCIE.format(tekst))
        elif int(gevonden[3]) not in self.projecten:
            self.sla_over(regel, *waar, NIET_OP_LIJST.format(tekst))
        else:
            return self.projecten[int(gevonden[3])]
        return None

    def dubbelmelding(self, regel, cellen):
        kolom = cellen.get("id") or cellen.get("activiteit") or next(iter(cellen.values()))
        return *kolom, DUBBEL.format(kolom[1].text.strip())

    def te_vergelijken(self, veld):
        return veld != "project" and super().te_vergelijken(veld)


class IngelezenAfspraakForm(Rijformulier, AfspraakForm):
    def dag_van_sluiten(self):
        """The day of reading says nothing about the day on which an old agreement was done."""


class AfspraakSchrijver(Schrijver):
    cellen_van = {
        "betrokken_partijen": (
            "afspraakpartij.partij",
            "uitvoeringsafspraak.overige_betrokkenen",
        )
    }

    formulierklasse = IngelezenAfspraakForm

    def __init__(self, *args):
        super().__init__(*args)
        self.partijen = load_partijen(self.provincie)
        afspraken = Uitvoeringsafspraak.objects.van(self.provincie).order_by()
        per_project = afspraken.values_list("project").annotate(Count("pk"), Max("volgorde"))
        self.aantallen = {project: aantal for project, aantal, _ in per_project}
        self.laatste = {project: laatste for project, _, laatste in per_project}

    def nieuw_object(self, regel):
        """A new one comes at the end of its project."""
        project = regel.ouder.pk
        self.aantallen[project] = self.aantallen.get(project, 0) + 1
        self.laatste[project] = self.laatste.get(project, 0) + STEP
        return Uitvoeringsafspraak(project=regel.ouder, volgorde=self.laatste[project])

    def opties(self, obj):
        return {"partijen": self.partijen}

    def bezwaren(self, regel, obj):
        if regel.bestaand is None and self.aantallen[regel.ouder.pk] > MAX_AFSPRAKEN:
            yield "activiteit", TE_VEEL.format(MAX_AFSPRAKEN)

    def velden(self, verandering, obj):
        if verandering.veld == "betrokken_partijen":
            partijen, overig = verandering.waarde
            return {"betrokken_partijen": partijen, "overige_betrokkenen": overig}
        return super().velden(verandering, obj)


BLAD = Bladsoort(
    naam="afspraken",
    enkelvoud="afspraak",
    meervoud="afspraken",
    kolommen=KOLOMMEN,
    schemas=(schema(actielijstbestand.SCHEMA), schema(afsprakenlijst.SCHEMA), UITVRAAG),
    rollen=tuple(Rolsoort.redactie()),
    vergelijking=AfspraakVergelijking,
    schrijver=AfspraakSchrijver,
    kenmerk=frozenset({"id", "activiteit", "planning"}),
    afgeleid=afgeleide_koppen([*AFSPRAAKKOLOMMEN, *afsprakenlijst.VAN_PROJECT], KOLOMMEN),
)
