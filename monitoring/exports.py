"""The monitoringslijst as a workbook: its sheets, and what the reader is told about them."""

import dataclasses

from django.utils.formats import date_format
from django.utils.text import capfirst

from actielijst.exports.teksten import (
    VOORBEELD,
    kader,
    keuzelijst,
    naam,
    secretariaat,
)
from monitoring.ankers import uit_iso
from monitoring.bijlage import gekopte_zinnen, secties
from monitoring.dashboard import in_een_zin
from monitoring.enums import Oordeel, Oorzaaksoort
from monitoring.kolommen import BIJLAGE_2, EXTRA, PER_IP, VERLOOP, WIJZIGINGEN, vast
from monitoring.lijst import inhoud_om_terug_te_lezen, standzin, status_van
from pmiek.excel import TOP, ChoiceSheet, DataSheet, Guide, workbook_bytes

SCHEMA = "monitoringslijst-1"
OM_IN_TE_VULLEN = [
    (
        "Grijze kolommen",
        "Wat uit andere kolommen of van elders volgt",
        "Niet invullen; deze cellen zijn beveiligd",
    ),
    (
        "Vraag aan energyboard",
        "De vragen op de agenda, en daaronder de eigen woorden van de regel",
        "Alleen de eigen woorden; een vraag op de agenda wijzigt u op de site",
    ),
]
VASTGELEGD = [
    (
        "Vastgelegd",
        "De ronde is gesloten; deze lijst wordt niet teruggelezen",
        "Niet invullen; een regel corrigeert u op de site, met een reden",
    )
]
REGELS = [
    ("Lege cel", "Nog niet ingevuld", ""),
    ("n.v.t.", "Iets anders dan leeg: het speelt bij dit project niet", ""),
    (
        "Verschuiving",
        "Maanden tussen het einde van de ene en van de andere periode",
        "Wat niet te lezen is, wordt niet gerekend en blijft leeg",
    ),
]


def monitoringslijst_xlsx(ronde) -> bytes:
    vorm = _vorm(ronde)
    inhoud = inhoud_om_terug_te_lezen(ronde)
    opmerking = VOORBEELD if inhoud["voorbeeld"] else ""
    bladen = _bladen(ronde, inhoud, opmerking)
    leeswijzer = Guide(
        "Leeswijzer",
        subtitle=_ondertitel(vorm, inhoud, opmerking),
        facts=_feiten(ronde, inhoud),
        rules=(OM_IN_TE_VULLEN if ronde.is_open else VASTGELEGD) + REGELS,
        sheets=bladen,
        remark=opmerking,
    )
    vorm = dataclasses.replace(vorm, peildatum=uit_iso(inhoud["peildatum"]))
    # what was kept has no lists: a province that changes one does not change it
    keuzes = [ChoiceSheet(keuzelijsten(ronde.provincie))] if ronde.is_open else []
    return workbook_bytes(vorm, [leeswijzer, *bladen, *keuzes])


def keuzelijsten(provincie):
    soorten = provincie.aandachtspuntcategorieen.te_kiezen()
    return {
        "Oordelen": keuzelijst(Oordeel),
        "Soorten_oorzaak": keuzelijst(Oorzaaksoort),
        "Soorten_aandachtspunt": [naam(soort) for soort in soorten],
    }


def _ondertitel(vorm, inhoud, opmerking):
    delen = [vorm.status, f"peildatum {_dag(inhoud['peildatum'])}", standzin(inhoud)]
    return f"{', '.join(filter(None, delen))}. {capfirst(opmerking)}".strip()


def _vorm(ronde):
    vorm = kader(ronde.provincie, ronde.peildatum, onderwerp="Monitoringslijst", schema=SCHEMA)
    vorm = dataclasses.replace(vorm, status=status_van(ronde).upper())
    # a closed round is not read back in, and its list stays the same to the byte
    return vorm if ronde.is_open else dataclasses.replace(vorm, history_position=0)


def _bladen(ronde, inhoud, opmerking):
    zinnen = list(gekopte_zinnen(inhoud))
    return [
        DataSheet(
            "Monitoringslijst",
            BIJLAGE_2 + EXTRA if ronde.is_open else vast(BIJLAGE_2 + EXTRA),
            inhoud["regels"],
            frozen=2,
            help="Eén rij per project; de eerste zeven kolommen zijn die van bijlage 2",
            remark=opmerking,
            alignment=TOP,
        ),
        DataSheet(
            "IBN-verloop",
            vast(VERLOOP),
            inhoud["verloop"],
            frozen=2,
            help="Eerst vastgelegd, investeringsplan, vorige ronde en nu, en de laatste oorzaak",
            remark=opmerking,
            alignment=TOP,
        ),
        DataSheet(
            "IBN per IP",
            vast(PER_IP),
            [(rij, ip) for rij in inhoud["verloop"] for ip in rij["ip"]],
            frozen=2,
            help="Eén rij per regel in een investeringsplan",
            remark=opmerking,
        ),
        DataSheet(
            "Wijzigingen",
            vast(WIJZIGINGEN),
            zinnen if inhoud["vorige"] else [],
            frozen=1,
            help="Wat er sinds de vorige ronde is veranderd",
            remark=opmerking,
        ),
    ]


def _feiten(ronde, inhoud):
    vorige = inhoud["vorige"]
    aantallen = [f"{sectie.kop}: {sectie.telling}" for sectie in secties(inhoud)]
    feiten = [
        ("Provincie", ronde.provincie.naam),
        ("Ronde", inhoud["ronde"]),
        ("Peildatum", _dag(inhoud["peildatum"])),
        ("Stand van", _dag(inhoud["stand_op"])),
        ("Vergadering", _dag(inhoud["vergaderdatum"])),
        ("Inhoud", f"{len(inhoud['regels'])} projecten"),
        ("Vergeleken met", f"{vorige['naam']}, {_dag(vorige['dag'])}" if vorige else ""),
        ("Wijzigingen", "; ".join(aantallen) if vorige else ""),
        ("Cijfers", in_een_zin(inhoud["tellingen"]) if vorige else ""),
        ("Contact", secretariaat(ronde.provincie)),
    ]
    return [(label, tekst) for label, tekst in feiten if tekst]


def _dag(iso):
    return date_format(uit_iso(iso), "j F Y")
