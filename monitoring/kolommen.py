"""The columns of the workbook of a round: first those of bijlage 2, then what explains them."""

import dataclasses

from django.utils.text import capfirst

from actielijst.exports.teksten import ja_nee, versiekolom
from monitoring.ankers import uit_iso
from monitoring.verschuiving import in_maanden
from pmiek.excel import Column, Kind


def _tekst(kop, sleutel, breedte, uitleg="", kind=Kind.TEXT, *, locked=False):
    return Column(
        kop, lambda rij: rij[sleutel], width=breedte, kind=kind, help=uitleg, locked=locked
    )


def _keuze(kop, sleutel, breedte, uitleg, lijst):
    """Written as on the list, which begins every choice with a capital."""
    return Column(
        kop, lambda rij: capfirst(rij[sleutel]), width=breedte, choices=lijst, help=uitleg
    )


def _volgt(kop, sleutel, breedte, uitleg, kind=Kind.TEXT):
    """What follows from other columns, or from elsewhere: not to be filled in."""
    return _tekst(kop, sleutel, breedte, uitleg, kind, locked=True)


def _datum(kop, sleutel, uitleg):
    return Column(
        kop,
        lambda rij: uit_iso(rij[sleutel]),
        width=11,
        kind=Kind.DATE,
        locked=True,
        help=uitleg,
    )


def _anker(kop, anker, uitleg):
    return Column(
        kop,
        lambda rij: rij["ankers"][anker]["tekst"],
        width=18,
        kind=Kind.LITERAL,
        help=uitleg,
    )


def _sinds(kop, anker, uitleg):
    return Column(
        kop,
        lambda rij: rij["ankers"][anker]["maanden"],
        width=16,
        kind=Kind.NUMBER,
        help=uitleg,
    )


def _ip(ip):
    return f"{ip['waar']}: {ip['tekst']}" if ip["waar"] else ip["tekst"]


# the first seven in the words and the order of bijlage 2
BIJLAGE_2 = [
    _volgt("Project (naar pMIEK-lijst)", "nummer", 12, "Nummer op de lijst", Kind.LITERAL),
    _volgt("Projectnaam", "naam", 30, "Naam van het project"),
    _tekst("Haalbaarheid IBN", "ibn", 15, "Zoals opgegeven", Kind.LITERAL),
    _tekst("Aandachtspunten (proces of risico)", "aandachtspunt", 32, "Wat aandacht vraagt"),
    _tekst("Versnellingsactie", "versnellingsactie", 30, "Wat het sneller maakt"),
    _tekst(
        "Trekker / verantwoordelijke bij aandachtspunten en versnellingsacties",
        "trekkers",
        26,
        "Wie ervoor zorgt",
    ),
    _tekst("Vraag aan energyboard", "vraag", 32, "Wat het bestuur wordt gevraagd"),
]
EXTRA = [
    _keuze("Haalbaar?", "oordeel", 13, "Of die datum te halen is", "Oordelen"),
    _datum("Van", "ibn_van", "Begin van de periode"),
    _datum("Tot en met", "ibn_tot_en_met", "Einde van de periode; dat telt"),
    _volgt("IBN was", "was", 13, "In de vorige ronde, als dat anders was", Kind.LITERAL),
    _volgt("Verschuiving sinds vorige ronde", "sinds_vorige", 13, "In maanden", Kind.NUMBER),
    _volgt("Eerst vastgelegd", "eerst", 13, "De eerste IBN die bekend is", Kind.LITERAL),
    _volgt("Verschuiving sinds eerst", "sinds_eerst", 13, "In maanden", Kind.NUMBER),
    _volgt("Herplanningen", "herplanningen", 13, "Hoe vaak de IBN veranderde", Kind.NUMBER),
    _keuze("Oorzaak", "oorzaak", 18, "Waar de verschuiving door komt", "Soorten_aandachtspunt"),
    _keuze(
        "Soort oorzaak", "oorzaaksoort", 18, "Van buiten, of eigen herplanning", "Soorten_oorzaak"
    ),
    _tekst("Toelichting bij de oorzaak", "oorzaak_toelichting", 30, "In één zin"),
    _keuze(
        "Soort aandachtspunt",
        "categorie",
        18,
        "Waar het aandachtspunt over gaat",
        "Soorten_aandachtspunt",
    ),
    _volgt("Fase", "fase", 14, "Projectfase bij deze ronde"),
    _volgt("Gemeenten", "gemeenten", 24, "Van de locatie of het zoekgebied"),
    _volgt("Stand van de regel", "stand", 14, "Ingevuld, ongewijzigd of nog niets"),
    _datum("Laatst bevestigd", "stand_van", "Dag waarop dit voor het laatst is bevestigd"),
    _volgt("Correctie", "correctie", 30, "Na het sluiten van de ronde: wanneer, door wie, waarom"),
    Column(
        "Voorbeeldgegevens",
        lambda rij: ja_nee(rij["voorbeeld"]),
        width=17,
        locked=True,
        help="Ja als de regel een voorbeeld is",
    ),
    # at the end: the first columns are those of bijlage 2; a closed round has neither
    Column(
        "ID",
        lambda rij: rij.get("id", ""),
        width=10,
        locked=True,
        help="Vast kenmerk van de regel",
    ),
    versiekolom(lambda rij: rij.get("versie")),
]
VERLOOP = [
    _tekst("Nr.", "nummer", 8, "Nummer op de lijst", Kind.LITERAL),
    _tekst("Project", "naam", 40, "Naam van het project"),
    _anker("Eerst vastgelegd", "eerst", "De eerste IBN die bekend is"),
    _anker("Vorige ronde", "vorige", "IBN in de vorige ronde"),
    _anker("Nu", "nu", "IBN in deze ronde"),
    _sinds("Verschuiving sinds eerst (maanden)", "eerst", "Van eerst vastgelegd naar nu"),
    _sinds("Verschuiving sinds vorige ronde (maanden)", "vorige", "Van de vorige ronde naar nu"),
    Column(
        "In woorden",
        lambda rij: in_maanden(rij["maanden"]),
        width=18,
        help="De verschuiving sinds eerst, of dat die niet te berekenen is",
    ),
    Column(
        "IP, en verschuiving sindsdien",
        lambda rij: "\n".join(f"{_ip(ip)} ({in_maanden(ip['maanden'])})" for ip in rij["ip"]),
        width=44,
        help="Elke regel uit een investeringsplan; in getallen op het blad IBN per IP",
    ),
    _tekst("Herplanningen", "herplanningen", 14, "Hoe vaak de IBN veranderde", Kind.NUMBER),
    _tekst("Laatste oorzaak", "oorzaak", 28, "De laatste oorzaak die bekend is, en welke soort"),
    _tekst("Toelichting bij de oorzaak", "oorzaak_toelichting", 44, "In één zin"),
    _tekst("Oorzaak uit ronde", "oorzaak_ronde", 18, "De ronde waarin die oorzaak is genoemd"),
]
# a line of each plan, because a project may have more than one
PER_IP = [
    Column("Nr.", lambda paar: paar[0]["nummer"], 8, Kind.LITERAL, help="Nummer op de lijst"),
    Column("Project", lambda paar: paar[0]["naam"], 40, help="Naam van het project"),
    Column("IP", lambda paar: paar[1]["waar"], 34, help="Editie, netbeheerder en nummer"),
    Column("IBN in het IP", lambda paar: paar[1]["tekst"], 18, Kind.LITERAL, help="Zoals daar"),
    Column(
        "Nu", lambda paar: paar[0]["ankers"]["nu"]["tekst"], 18, Kind.LITERAL, help="In deze ronde"
    ),
    Column(
        "Verschuiving sinds IP (maanden)",
        lambda paar: paar[1]["maanden"],
        14,
        Kind.NUMBER,
        help="Van het IP naar nu",
    ),
    Column(
        "In woorden",
        lambda paar: in_maanden(paar[1]["maanden"]),
        18,
        help="De verschuiving, of dat die niet te berekenen is",
    ),
]
WIJZIGINGEN = [
    Column("Onderdeel", lambda rij: rij[0], width=30, help="Waar de wijziging over gaat"),
    Column("Wijziging", lambda rij: rij[1], width=110, help="Wat er is veranderd, in een zin"),
]


def vast(kolommen):
    """The same columns to read only."""
    return [dataclasses.replace(kolom, locked=True, choices=None) for kolom in kolommen]
