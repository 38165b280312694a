"""The workbook for one party: the sheets of the actielijst with its own rows, and what is asked."""

import dataclasses

from django.utils.formats import date_format
from django.utils.text import capfirst

from actielijst.exports.actielijst import gegevensbladen, keuzelijsten
from actielijst.exports.teksten import VOORBEELD, kader, opmerking, secretariaat
from actielijst.models import Project
from actielijst.uitvraag.bronnen import alle_bronnen
from actielijst.uitvraag.kenmerk import kenmerk_van
from pmiek.excel import ChoiceSheet, Guide, workbook_bytes

SCHEMA = "uitvraag-1"
GEVRAAGD_VAN_PROJECT = {
    "Fase",
    "Locatie bekend?",
    "Locatie",
    "Kansen en knelpunten",
    "Vervolg",
    "Nodig voor de volgende fase",
    "Ruimtegebruik en vergunningverlening",
    "Tijdspad",
}
IBN = "IBN"
GEVRAAGD_VAN_AFSPRAAK = {"Resultaat", "Planning", "Status", "Afgerond op"}
AANPAK = (
    "1. Kijk op elk blad de gele kolommen na.\n"
    "2. Verbeter wat niet meer klopt; wat klopt laat u staan.\n"
    "3. Bewaar het bestand als .xlsx en stuur het terug."
)
REGELS = [
    ("Gele kolommen", "Wat wij u vragen", "Nakijken en invullen; wat klopt laat u staan"),
    (
        "Grijze tekst",
        "Kenmerken, en wat het secretariaat bijhoudt",
        "Niet invullen; deze cellen zijn beveiligd",
    ),
    ("Lege cel", "Nog niet bekend", "Een cel leegmaken wist niets; typ wat het wel is"),
    ("n.v.t.", "Iets anders dan leeg: het speelt hier niet", "Alleen typen als dat zo is"),
    ("Meer waarden in één cel", "Gescheiden door een puntkomma", "Leiden; Katwijk"),
    (
        "Nieuwe afspraak",
        "Een nieuwe rij, direct onder de tabel",
        "Neem Project-ID over van blad Projecten; ID en Versie blijven leeg",
    ),
]


class Werkmappen:
    """Reads once what these parties are asked about; each workbook takes its own part of it."""

    def __init__(self, provincie, verzoek, peildatum, delen):
        self.provincie, self.verzoek, self.peildatum = provincie, verzoek, peildatum
        self.kader = kader(provincie, peildatum, onderwerp="Uitvraag", schema=SCHEMA)
        pks = set().union(*(deel.projecten for deel in delen))
        eigen = Project.objects.van(provincie).actueel().filter(pk__in=pks)
        self.projecten = list(eigen.voor_fiche())
        self.keuzelijsten = keuzelijsten(provincie, peildatum)
        self.bronnen = [(bron, bron.regels(provincie)) for bron in alle_bronnen()]
        for bron, _ in self.bronnen:
            self.keuzelijsten |= bron.keuzelijsten(provincie)

    def maak(self, deel) -> bytes:
        bladen = self._bladen(deel)
        frame = dataclasses.replace(self.kader, status=f"Voor {deel.partij}")
        instructie = self._instructie(deel, bladen)
        return workbook_bytes(frame, [instructie, *bladen, ChoiceSheet(self.keuzelijsten)])

    def _bladen(self, deel):
        projecten = [project for project in self.projecten if project.pk in deel.projecten]
        projectblad, afspraakblad = gegevensbladen(projecten, self.peildatum)
        eigen = [regel for regel in afspraakblad.rows if regel.afspraak.pk in deel.afspraken]
        return [
            _alleen_gevraagd(projectblad, GEVRAAGD_VAN_PROJECT | self._ibn(deel)),
            dataclasses.replace(
                _met_gevraagd(afspraakblad, GEVRAAGD_VAN_AFSPRAAK),
                rows=eigen,
                remark=opmerking(regel.afspraak for regel in eigen),
            ),
            *self._andere_bladen(deel),
        ]

    def _ibn(self, deel):
        """Asked once: not here when a row of the monitoring asks for it."""
        return set() if deel.regels else {IBN}

    def _andere_bladen(self, deel):
        for bron, regels in self.bronnen:
            eigen = [regels[pk] for pk in regels if pk in deel.regels]
            if eigen:
                yield bron.blad(eigen)

    def _instructie(self, deel, bladen):
        return Guide(
            "Instructie",
            subtitle=f"Voor {deel.partij}, peildatum {_dag(self.peildatum)}",
            facts=self._feiten(deel, bladen),
            rules=REGELS,
            # only what is asked needs explaining
            sheets=[_uitleg(blad) for blad in bladen],
            remark=VOORBEELD if _voorbeelden(bladen) else "",
        )

    def _feiten(self, deel, bladen):
        feiten = [
            ("Wat wij vragen", AANPAK),
            ("Terugsturen tot en met", _dag(self.verzoek.tot)),
            ("Terugsturen aan", self.verzoek.aan),
            ("Inhoud", capfirst(deel.in_woorden)),
            ("Voorbeelden", _voorbeelden(bladen)),
            ("Contact", secretariaat(self.provincie)),
            ("Kenmerk", kenmerk_van(deel.partij)),
        ]
        return [(label, tekst) for label, tekst in feiten if tekst]


def _met_gevraagd(blad, koppen):
    kolommen = [dataclasses.replace(k, asked=k.heading in koppen) for k in blad.columns]
    return dataclasses.replace(blad, columns=kolommen)


def _alleen_gevraagd(blad, koppen):
    """What is not asked is kept by the secretariat: it is there to read."""
    kolommen = [
        dataclasses.replace(k, asked=k.heading in koppen, locked=k.heading not in koppen)
        for k in blad.columns
    ]
    return dataclasses.replace(blad, columns=kolommen)


def _uitleg(blad):
    return dataclasses.replace(blad, columns=[k for k in blad.columns if k.asked], rows=[])


def _voorbeelden(bladen):
    met = [blad.title for blad in bladen if blad.remark]
    return f"{capfirst(VOORBEELD)} op blad {', '.join(met)}" if met else ""


def _dag(dag):
    return date_format(dag, "j F Y")
