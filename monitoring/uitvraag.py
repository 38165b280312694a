"""What the monitoring asks of a party: its rows of the open round."""

from actielijst.exports.teksten import (
    ja_nee,
    keuze,
    naam,
    opmerking,
    project_id,
    reeks,
    versiekolom,
)
from actielijst.uitvraag.bronnen import Bron
from monitoring import exports
from monitoring.enums import Regelstand, Rondestatus
from monitoring.invullen import wacht_op
from monitoring.lijst import regel_id
from monitoring.models import Monitoringregel
from pmiek.excel import TOP, Column, DataSheet, Kind

KOLOMMEN = [
    Column(
        "ID",
        lambda regel: regel_id(regel, regel.project.provincie),
        width=10,
        locked=True,
        help="Vast kenmerk van de regel",
    ),
    versiekolom(lambda regel: regel.versie),
    Column(
        "Project-ID",
        lambda regel: project_id(regel.project),
        width=10,
        locked=True,
        help="ID van het project op het blad Projecten",
    ),
    Column(
        "Nr.",
        lambda regel: regel.project.nummer,
        width=6.5,
        kind=Kind.LITERAL,
        locked=True,
        help="Nummer op de pMIEK-lijst",
    ),
    Column(
        "Project",
        lambda regel: regel.project.naam,
        width=28,
        locked=True,
        help="Naam op de pMIEK-lijst",
    ),
    Column(
        "Haalbaarheid IBN",
        lambda regel: str(regel.ibn),
        width=15,
        kind=Kind.LITERAL,
        asked=True,
        help="Wanneer het in bedrijf komt: 2029, Q3 2029, n.t.b.",
    ),
    Column(
        "Haalbaar?",
        lambda regel: keuze(regel, "oordeel"),
        width=13,
        choices="Oordelen",
        asked=True,
        help="Of die datum te halen is",
    ),
    Column(
        "Oorzaak",
        lambda regel: naam(regel.oorzaak),
        width=20,
        choices="Soorten_aandachtspunt",
        asked=True,
        help="Waar een verschuiving door komt",
    ),
    Column(
        "Soort oorzaak",
        lambda regel: keuze(regel, "oorzaaksoort"),
        width=18,
        choices="Soorten_oorzaak",
        asked=True,
        help="Van buiten, of eigen herplanning",
    ),
    Column(
        "Toelichting bij de oorzaak",
        lambda regel: regel.oorzaak_toelichting,
        width=30,
        asked=True,
        help="In één zin",
    ),
    Column(
        "Soort aandachtspunt",
        lambda regel: naam(regel.categorie),
        width=20,
        choices="Soorten_aandachtspunt",
        asked=True,
        help="Waar het aandachtspunt over gaat",
    ),
    Column(
        "Aandachtspunten (proces of risico)",
        lambda regel: regel.aandachtspunt,
        width=36,
        asked=True,
        help="Wat aandacht vraagt",
    ),
    Column(
        "Versnellingsactie",
        lambda regel: regel.versnellingsactie,
        width=34,
        asked=True,
        help="Wat het sneller maakt",
    ),
    Column(
        "Trekker / verantwoordelijke bij aandachtspunten en versnellingsacties",
        lambda regel: reeks(regel.trekkers.all(), regel.overige_trekkers),
        width=26,
        asked=True,
        help="Wie ervoor zorgt",
    ),
    Column(
        "Vraag aan energyboard",
        lambda regel: regel.vraag,
        width=34,
        asked=True,
        help="Wat u het bestuur wilt vragen",
    ),
    Column(
        "Bevestigd ongewijzigd",
        lambda regel: "ja" if regel.stand == Regelstand.ONGEWIJZIGD else "",
        width=13,
        choices="Ongewijzigd",
        asked=True,
        help="Vul ja in als alles in deze rij nog klopt",
    ),
    Column(
        "Laatst bevestigd",
        lambda regel: regel.stand_van,
        width=11,
        kind=Kind.DATE,
        locked=True,
        help="Dag waarop dit voor het laatst is bevestigd",
    ),
    Column(
        "Voorbeeldgegevens",
        lambda regel: ja_nee(regel.voorbeeld),
        width=17,
        locked=True,
        help="Ja als de regel een voorbeeld is",
    ),
]


def regels(provincie):
    """The rows of the open round, in the order of the list."""
    rijen = Monitoringregel.objects.van(provincie).filter(ronde__status=Rondestatus.OPEN)
    rijen = rijen.voor_lijst().select_related("project__provincie")
    return {regel.project_id: regel for regel in rijen}


def partijen_van(regel):
    """Who has to say how it stands; without one the municipalities of the project."""
    return wacht_op(regel) or list(regel.project.gemeenten.all())


def blad(rijen):
    return DataSheet(
        "Monitoring",
        KOLOMMEN,
        rijen,
        frozen=5,
        help=f"Eén rij per project in de monitoringsronde {rijen[0].ronde}",
        remark=opmerking(rijen),
        alignment=TOP,
    )


def keuzelijsten(provincie):
    return {"Ongewijzigd": ["ja", "nee"], **exports.keuzelijsten(provincie)}


def uiterlijk(provincie):
    return (
        provincie.monitoringrondes.filter(status=Rondestatus.OPEN)
        .values_list("deadline", flat=True)
        .first()
    )


BRONNEN = [Bron(regels, partijen_van, blad, keuzelijsten, uiterlijk)]
