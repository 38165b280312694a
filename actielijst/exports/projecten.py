"""The columns of a project, and the list of projects as a file."""

import dataclasses

from django.utils import timezone

from actielijst.exports.teksten import kader, keuze, naam, opmerking, project_id, reeks, versiekolom
from pmiek.enums import Partijsoort
from pmiek.excel import Column, DataSheet, Kind, workbook_bytes, xlsx_response


def netbeheerders(project):
    partijen = project.betrokken_partijen.all()
    return reeks(partij for partij in partijen if partij.soort == Partijsoort.NETBEHEERDER)


def ip_nummer(koppeling):
    editie = f" ({koppeling.editie})" if koppeling.editie else ""
    return f"{koppeling.nummer}{editie}"


def ip_nummers(project):
    return reeks([], *(ip_nummer(koppeling) for koppeling in project.ip_koppelingen.all()))


ID = Column(
    "ID",
    project_id,
    width=8,
    locked=True,
    help="Vast kenmerk van het project; blijft gelijk als nummer of naam wijzigt",
)
VERSIE = versiekolom(lambda project: project.versie)
HERKENNING = [
    Column(
        "Nr.",
        lambda project: project.nummer,
        width=6.5,
        kind=Kind.LITERAL,
        help="Nummer op de pMIEK-lijst",
    ),
    Column("Project", lambda project: project.naam, width=36, help="Naam op de pMIEK-lijst"),
    Column(
        "Gemeenten",
        lambda project: reeks(partij.naam for partij in project.gemeenten.all()),
        width=23,
        help="Gemeenten van de locatie of van het zoekgebied",
    ),
    Column(
        "Netbeheerder",
        netbeheerders,
        width=14,
        locked=True,
        help="De netbeheerders onder Betrokken partijen",
    ),
    Column(
        "Type infra",
        lambda project: naam(project.type_infra),
        width=20,
        choices="Typen_infra",
        help="Station, kabel, leiding of een ander type",
    ),
    Column(
        "Energiedrager",
        lambda project: naam(project.energiedrager),
        width=13.5,
        choices="Energiedragers",
        help="Wat er door de infrastructuur gaat",
    ),
    Column(
        "Schaalniveau",
        lambda project: naam(project.schaalniveau),
        width=13,
        choices="Schaalniveaus",
        help="Lokaal, regionaal of hoger",
    ),
    Column(
        "Fase",
        lambda project: keuze(project, "fase"),
        width=13.5,
        choices="Fasen",
        help="Projectfase; concreet is planuitwerking of later",
    ),
    Column(
        "Route",
        lambda project: keuze(project, "route"),
        width=18,
        choices="Routes",
        help="Hoe het project verder gaat; leeg is nog niet bepaald",
    ),
]
WIE = Column(
    "Volgende fase: wie",
    lambda project: naam(project.volgende_fase_wie),
    width=20,
    choices="Partijen",
    help="De ene partij die daarvoor zorgt",
)
TERMIJN = Column(
    "Volgende fase: termijn",
    lambda project: str(project.volgende_fase_termijn),
    width=14,
    kind=Kind.LITERAL,
    help="Binnen welke termijn, zoals afgesproken: 2027, Q3 2027, n.t.b.",
)
OMSCHRIJVING = [
    Column(
        "Locatie bekend?",
        lambda project: keuze(project, "locatiestatus"),
        width=11,
        choices="Locaties",
        help="Een verkenning zonder locatie staat alleen in het hoofddocument",
    ),
    Column("Locatie", lambda project: project.locatie, width=32, help="Waar het project komt"),
    Column("Aanleiding", lambda project: project.aanleiding, width=44, help="Waarom dit project"),
    Column("Doel", lambda project: project.doel, width=44, help="Wat het project oplevert"),
    Column(
        "Kansen en knelpunten",
        lambda project: project.kansen_en_knelpunten,
        width=44,
        help="Wat het project helpt en wat het ophoudt",
    ),
    Column(
        "Type project",
        lambda project: project.type_project,
        width=26,
        help="Soort project, in eigen woorden",
    ),
    Column("Vervolg", lambda project: project.vervolg, width=36, help="Hoe het nu verder gaat"),
    Column(
        "Nodig voor de volgende fase",
        lambda project: project.volgende_fase_nodig,
        width=36,
        help="Wat er nodig is om naar de volgende fase te gaan",
    ),
    WIE,
    TERMIJN,
    Column(
        "Betrokken partijen",
        lambda project: reeks(project.betrokken_partijen.all(), project.overige_betrokkenen),
        width=32,
        help="Alle partijen bij het project, ook die niet op het blad Keuzelijsten staan",
    ),
    Column(
        "Bevoegd gezag",
        lambda project: naam(project.bevoegd_gezag),
        width=22,
        choices="Partijen",
        help="Wie over het ruimtelijk besluit gaat",
    ),
    Column(
        "Ruimtegebruik en vergunningverlening",
        lambda project: project.ruimtegebruik,
        width=40,
        help="Ruimte die nodig is, en de vergunningen daarvoor",
    ),
    Column(
        "Tijdspad",
        lambda project: project.tijdspad,
        width=32,
        help="Stappen en wanneer die gezet worden",
    ),
]
MIJLPALEN = [
    Column(
        "IBN",
        lambda project: str(project.ibn),
        width=13,
        kind=Kind.LITERAL,
        help="Datum van in bedrijf name, zoals afgesproken: 2029, Q3 2029, n.t.b.",
    ),
    Column(
        "IBN van",
        lambda project: project.ibn.van,
        width=10.5,
        kind=Kind.DATE,
        locked=True,
        help="Begin van die periode; volgt uit IBN",
    ),
    Column(
        "IBN tot en met",
        lambda project: project.ibn.tot_en_met,
        width=10.5,
        kind=Kind.DATE,
        locked=True,
        help="Einde van die periode; volgt uit IBN",
    ),
    Column(
        "Opgenomen in IP?",
        lambda project: keuze(project, "in_ip"),
        width=11,
        choices="Opgenomen_in_IP",
        help="Of het project in een investeringsplan staat",
    ),
    Column(
        "IP-nummers",
        ip_nummers,
        width=17,
        kind=Kind.LITERAL,
        help="Nummers in het investeringsplan, met de editie erachter",
    ),
    Column(
        "nMIEK",
        lambda project: keuze(project, "nmiek"),
        width=10,
        choices="nMIEK",
        help="Of het project ook in het nationale programma staat",
    ),
    Column(
        "Herkomst",
        lambda project: keuze(project, "herkomst"),
        width=25,
        choices="Herkomst",
        help="B: uit het investeringsplan; C: uit integraal programmeren",
    ),
]
AANTALLEN = [
    Column("Open afspraken", lambda project: project.aantal_open, width=10, kind=Kind.NUMBER),
    Column("Over tijd", lambda project: project.aantal_te_laat, width=9, kind=Kind.NUMBER),
]
VOLGENDE_FASE = [
    WIE,
    TERMIJN,
    Column(
        "Volgende fase: tot en met",
        lambda project: project.volgende_fase_termijn.tot_en_met,
        width=11,
        kind=Kind.DATE,
    ),
]
PROJECTKOLOMMEN = [ID, VERSIE, *HERKENNING, *OMSCHRIJVING, *MIJLPALEN]
# a list to read: nothing is locked, so that it can be sorted
LIJSTKOLOMMEN = [
    dataclasses.replace(kolom, locked=False, choices=None)
    for kolom in [ID, *HERKENNING, *MIJLPALEN, *AANTALLEN, *VOLGENDE_FASE, VERSIE]
]
SCHEMA = "projectenlijst-1"


def projecten_xlsx(provincie, projecten):
    naam = f"{timezone.localdate()}_{provincie.slug}_projecten.xlsx"
    return xlsx_response(naam, projectenlijst(provincie, projecten, timezone.localdate()))


def projectenlijst(provincie, projecten, peildatum) -> bytes:
    """Exactly these projects, loaded with `voor_lijst()`."""
    frame = kader(provincie, peildatum, onderwerp="pMIEK-projecten", schema=SCHEMA)
    blad = DataSheet("Projecten", LIJSTKOLOMMEN, projecten, frozen=3, remark=opmerking(projecten))
    return workbook_bytes(frame, [blad])
