"""The columns of an uitvoeringsafspraak."""

from dataclasses import dataclass
from typing import Any

from actielijst.exports.teksten import (
    afspraak_id,
    ja_nee,
    keuze,
    naam,
    project_id,
    reeks,
    versiekolom,
)
from pmiek.excel import Column, Kind


@dataclass(frozen=True)
class Afspraakregel:
    """An afspraak with what only its place in the list and the peildatum can say."""

    afspraak: Any
    nummer: str
    over_tijd: bool

    @property
    def project(self):
        return self.afspraak.project


def afspraakregels(projecten, peildatum):
    return [
        Afspraakregel(afspraak, _nummer(project, plaats), afspraak.is_verlopen(peildatum))
        for project in projecten
        for plaats, afspraak in enumerate(project.afspraken.all(), start=1)
    ]


def _nummer(project, plaats):
    return ".".join(filter(None, [project.nummer.rstrip("."), str(plaats)]))


def _betrokken(regel):
    afspraak = regel.afspraak
    return reeks(afspraak.betrokken_partijen.all(), afspraak.overige_betrokkenen)


AFSPRAAKKOLOMMEN = [
    Column(
        "ID",
        lambda regel: afspraak_id(regel.afspraak),
        width=10,
        locked=True,
        help="Vast kenmerk van de afspraak; leeg bij een nieuwe rij",
    ),
    versiekolom(lambda regel: regel.afspraak.versie),
    Column(
        "Project-ID",
        lambda regel: project_id(regel.project),
        width=10,
        help="ID van het project op het blad Projecten; bij een nieuwe rij nodig",
    ),
    Column(
        "Nr.",
        lambda regel: regel.nummer,
        width=7,
        kind=Kind.LITERAL,
        locked=True,
        help="Nummer van het project, met de plaats van de afspraak erachter",
    ),
    Column(
        "Project",
        lambda regel: regel.project.naam,
        width=25,
        locked=True,
        help="Naam van het project; volgt uit Project-ID",
    ),
    Column(
        "Activiteit", lambda regel: regel.afspraak.activiteit, width=34, help="Wat er gaat gebeuren"
    ),
    Column(
        "Trekker / verantwoordelijke",
        lambda regel: naam(regel.afspraak.trekker),
        width=21,
        choices="Partijen",
        help="De ene partij die ervoor zorgt",
    ),
    Column(
        "Betrokken partijen",
        _betrokken,
        width=26,
        help="Wie eraan meewerken, ook wie niet op het blad Keuzelijsten staat",
    ),
    Column(
        "Resultaat",
        lambda regel: regel.afspraak.resultaat,
        width=30,
        help="Wat er is als het klaar is",
    ),
    Column(
        "Planning",
        lambda regel: str(regel.afspraak.planning),
        width=15,
        kind=Kind.LITERAL,
        help="Zoals afgesproken: 2027, Q3 2027, voor de zomer van 2027, n.t.b.",
    ),
    Column(
        "Van",
        lambda regel: regel.afspraak.planning.van,
        width=10.5,
        kind=Kind.DATE,
        locked=True,
        help="Begin van die periode; volgt uit Planning",
    ),
    Column(
        "Tot en met",
        lambda regel: regel.afspraak.planning.tot_en_met,
        width=10.5,
        kind=Kind.DATE,
        locked=True,
        help="Einde van die periode; volgt uit Planning",
    ),
    Column(
        "Eerste planning",
        lambda regel: regel.afspraak.eerste_planning,
        width=14,
        kind=Kind.LITERAL,
        locked=True,
        help="De eerste afspraak over de planning; blijft altijd staan",
    ),
    Column(
        "Status",
        lambda regel: keuze(regel.afspraak, "status"),
        width=10.5,
        choices="Statussen",
        help="Hoe het ervoor staat; over tijd is geen status",
    ),
    Column(
        "Afgerond op",
        lambda regel: regel.afspraak.afgerond_op,
        width=11.5,
        kind=Kind.DATE,
        help="Dag waarop de afspraak klaar was",
    ),
    Column(
        "Over tijd",
        lambda regel: ja_nee(regel.over_tijd),
        width=9,
        locked=True,
        help="De planning eindigt vóór de peildatum en de afspraak loopt nog",
    ),
    Column(
        "Soort",
        lambda regel: keuze(regel.afspraak, "soort"),
        width=14,
        choices="Soorten",
        help="Uitvoering, proces, monitoring of opname in de volgende pMIEK",
    ),
    Column(
        "Voorbeeldgegevens",
        lambda regel: ja_nee(regel.afspraak.voorbeeld),
        width=17,
        locked=True,
        help="Ja als de afspraak een voorbeeld is en niet echt is gemaakt",
    ),
]
