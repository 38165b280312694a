"""The actielijst as a workbook that can be filled in and read back."""

from django.utils.formats import date_format
from django.utils.text import capfirst

from actielijst.enums import (
    Afspraaksoort,
    Afspraakstatus,
    Fase,
    Herkomst,
    JaNee,
    Lijst,
    Locatiestatus,
    Nmiek,
    Route,
)
from actielijst.exports.afspraken import AFSPRAAKKOLOMMEN, afspraakregels
from actielijst.exports.projecten import PROJECTKOLOMMEN
from actielijst.exports.teksten import (
    CONCEPT,
    VOORBEELD,
    kader,
    keuzelijst,
    naam,
    opmerking,
    secretariaat,
)
from actielijst.linter import aantallen, aantallen_in_woorden
from actielijst.models import Keuze, Project
from actielijst.stand import verdeling
from actielijst.trechter import trechter
from pmiek.excel import TOP, ChoiceSheet, DataSheet, Guide, workbook_bytes
from pmiek.models import Partij

SCHEMA = "actielijst-1"
REGELS = [
    ("Lege cel", "Nog niet ingevuld", "Invullen zodra het bekend is"),
    (
        "n.v.t.",
        "Iets anders dan leeg: het speelt bij dit project niet",
        "Alleen typen als dat zo is",
    ),
    ("Meer waarden in één cel", "Gescheiden door een puntkomma", "Leiden; Katwijk"),
    (
        "Grijze kolommen",
        "Kenmerken, en wat uit andere kolommen volgt",
        "Niet invullen; deze cellen zijn beveiligd",
    ),
    (
        "Nieuwe afspraak",
        "Een nieuwe rij, direct onder de tabel",
        "Neem Project-ID over van blad Projecten; ID en Versie blijven leeg",
    ),
    (
        "Filteren en sorteren",
        "Filteren kan altijd; sorteren als het blad niet is beveiligd",
        "Controleren, Beveiliging blad opheffen; er is geen wachtwoord",
    ),
]


def actielijst_xlsx(provincie, peildatum, *, vergaderdatum=None) -> bytes:
    frame = kader(provincie, peildatum, onderwerp="pMIEK-actielijst", schema=SCHEMA)
    alle = Project.objects.van(provincie).actueel()
    projecten = list(alle.voor_fiche())
    bladen = gegevensbladen(projecten, peildatum)
    leeswijzer = Guide(
        "Leeswijzer",
        subtitle=_ondertitel(peildatum, bladen),
        facts=[*_feiten(provincie, peildatum, vergaderdatum, projecten), *_stand(alle, peildatum)],
        rules=REGELS,
        sheets=bladen,
        remark=_opmerking(bladen),
    )
    keuzes = ChoiceSheet(keuzelijsten(provincie, peildatum))
    return workbook_bytes(frame, [leeswijzer, *bladen, keuzes])


def gegevensbladen(projecten, peildatum):
    regels = afspraakregels(projecten, peildatum)
    return [
        DataSheet(
            "Projecten",
            PROJECTKOLOMMEN,
            projecten,
            frozen=4,
            help="Eén rij per project van de lijst, ook zonder fiche",
            remark=opmerking(projecten),
            alignment=TOP,  # next to a page of text a name in the middle is lost
        ),
        DataSheet(
            "Uitvoeringsafspraken",
            AFSPRAAKKOLOMMEN,
            regels,
            frozen=4,
            help="Eén rij per afspraak, op volgorde van de projecten",
            remark=opmerking(regel.afspraak for regel in regels),
        ),
    ]


def _opmerking(bladen):
    return VOORBEELD if any(blad.remark for blad in bladen) else ""


def _ondertitel(peildatum, bladen):
    voorbeeld = f" {capfirst(VOORBEELD)}." if _opmerking(bladen) else ""
    return f"{CONCEPT}, peildatum {date_format(peildatum, 'j F Y')}.{voorbeeld}"


def _feiten(provincie, peildatum, vergaderdatum, projecten):
    feiten = [
        ("Provincie", provincie.naam),
        ("Vergadering", _vergadering(provincie, vergaderdatum)),
        ("Peildatum", date_format(peildatum, "d-m-Y")),
        ("Inhoud", _inhoud(projecten)),
        ("Daarvan", verdeling(projecten)),
        ("Voorbeelden", _voorbeelden(projecten)),
        ("Contact", secretariaat(provincie)),
        ("Bron", _bron(projecten)),
    ]
    return [(label, tekst) for label, tekst in feiten if tekst]


def _stand(projecten, peildatum):
    """The funnel of Categoriseren and the findings, with the numbers of the screen."""
    stappen = [(stap.titel, stap.woorden) for stap in trechter(projecten).stappen if stap.totaal]
    geteld = aantallen(projecten, peildatum=peildatum)
    return [*stappen, ("Bevindingen", aantallen_in_woorden(geteld))]


def _vergadering(provincie, vergaderdatum):
    if vergaderdatum is None:
        return ""
    return f"{provincie.bordnaam} {provincie.naam}, {date_format(vergaderdatum, 'j F Y')}"


def _inhoud(projecten):
    afspraken = sum(len(project.afspraken.all()) for project in projecten)
    erbuiten = sum(project.ronde_id is None for project in projecten)
    waarvan = f" (waarvan {erbuiten} niet op de pMIEK-lijst)" if erbuiten else ""
    return (
        f"{_aantal(len(projecten), 'project', 'projecten')}{waarvan}, "
        f"{_aantal(afspraken, 'uitvoeringsafspraak', 'uitvoeringsafspraken')}"
    )


def _aantal(aantal, enkelvoud, meervoud):
    return f"{aantal} {enkelvoud if aantal == 1 else meervoud}"


def _voorbeelden(projecten):
    afspraken = [afspraak for project in projecten for afspraak in project.afspraken.all()]
    aantal = sum(afspraak.voorbeeld for afspraak in afspraken)
    return f"{aantal} van de {len(afspraken)} uitvoeringsafspraken" if aantal else ""


def _bron(projecten):
    bronnen = dict.fromkeys(project.ronde.bron for project in projecten if project.ronde)
    return "\n".join(filter(None, bronnen))


def keuzelijsten(provincie, peildatum):
    return {
        "Fasen": keuzelijst(Fase),
        "Routes": keuzelijst(Route),
        "Locaties": keuzelijst(Locatiestatus),
        "Opgenomen_in_IP": keuzelijst(JaNee),
        "nMIEK": keuzelijst(Nmiek),
        "Herkomst": keuzelijst(Herkomst),
        "Statussen": keuzelijst(Afspraakstatus),
        "Soorten": keuzelijst(Afspraaksoort),
        **_eigen_lijsten(provincie),
        "Partijen": _partijen(provincie, peildatum),
    }


def _eigen_lijsten(provincie):
    namen = {lijst: [] for lijst in Lijst}
    for keuze in Keuze.objects.van(provincie).filter(actief=True):
        namen[keuze.lijst].append(naam(keuze))
    return {
        "Typen_infra": namen[Lijst.TYPE_INFRA],
        "Energiedragers": namen[Lijst.ENERGIEDRAGER],
        "Schaalniveaus": namen[Lijst.SCHAALNIVEAU],
    }


def _partijen(provincie, peildatum):
    partijen = Partij.objects.van(provincie).geldig_op(peildatum)
    return sorted({naam(partij) for partij in partijen}, key=str.casefold)
