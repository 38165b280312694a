"""A small, realistic list: eight projects, twelve agreements, a second province."""

import datetime
from types import SimpleNamespace
from uuid import uuid4

from django.utils import timezone

from actielijst.enums import (
    Afspraakstatus,
    Documentsoort,
    Fase,
    Inleesstatus,
    Lijst,
    Route,
    Taakstatus,
)
from actielijst.inlezen.bevestigen import uitkomst
from actielijst.inlezen.plan import Plan
from actielijst.models import Documenttaak, Hoofddocumenttekst
from monitoring.corrigeren import corrigeer
from monitoring.models import Doorlooptijd
from pmiek.enums import Partijsoort
from tests.bouwers import (
    maak_afspraak,
    maak_categorie,
    maak_inlezing,
    maak_keuze,
    maak_koppeling,
    maak_monitoringronde,
    maak_partij,
    maak_project,
    maak_provincie,
    maak_regel,
    maak_ronde,
    maak_vraag,
)

WACHTWOORD = "een-lang-wachtwoord-2027"
AANTALLEN = uitkomst(Plan([]), set())
OVERGESLAGEN = ["Projecten", 4, "98 Nieuw station Bodegraven", "Nieuw, en niet aangevinkt."]
BREED, SMAL = {"width": 1280, "height": 900}, {"width": 320, "height": 800}
PROJECTEN = [
    ("1", "Uitbreiding station Bleiswijk", Fase.VERKENNING, Route.ACTIES),
    ("2", "Nieuw 150kV-station Den Haag", Fase.PLANUITWERKING, Route.ACTIES),
    ("3", "Warmteleiding Westland", Fase.PROJECT, Route.MONITORING),
    ("4", "Walstroom Maasvlakte", Fase.REALISATIE, Route.ACTIES),
    ("5", "Verzwaring Goeree-Overflakkee", Fase.VERKENNING, Route.PMIEK_PLUS_1),
    ("6", "Batterijpark Alblasserdam", "", ""),
    ("7", "Waterstofnet Botlek", Fase.PLANUITWERKING, Route.ACTIES),
    ("8", "Energiehub Zoetermeer", Fase.PROJECT, Route.ACTIES),
]
AFSPRAKEN = [
    ("2", "Locatie van het station kiezen", "Q1 2026", Afspraakstatus.OPEN),
    ("2", "Omgevingsplan wijzigen", "Q3 2027", Afspraakstatus.LOOPT),
    ("2", "Bewoners informeren", "voor de zomer van 2027", Afspraakstatus.OPEN),
    ("1", "Zoekgebied vaststellen", "2026-Q1", Afspraakstatus.OPEN),
    ("1", "Gesprek met de tuinders voeren", "medio 2027", Afspraakstatus.LOOPT),
    ("3", "Voortgang melden", "n.t.b.", Afspraakstatus.OPEN),
    ("4", "Kade aansluiten", "2025", Afspraakstatus.AFGEROND),
    ("4", "Tweede kade aansluiten", "2028", Afspraakstatus.OPEN),
    ("5", "Verzoek voor de volgende pMIEK schrijven", "2027", Afspraakstatus.VERVALLEN),
    ("7", "Tracé afstemmen", "H1 2028", Afspraakstatus.OPEN),
    ("7", "Vergunning aanvragen", "2029", Afspraakstatus.OPEN),
]


def maak_lijst():
    provincie = maak_provincie()
    maak_project(maak_provincie("Utrecht", "PV26"), naam="Station Breukelen")
    ronde = maak_ronde(provincie, naam="1.0 (2023)")
    partijen = _partijen(provincie)
    keuzes = [maak_keuze(provincie, "elektriciteit"), maak_keuze(provincie, "warmte")]
    maak_keuze(provincie, "station", lijst=Lijst.TYPE_INFRA)
    maak_keuze(provincie, "regionaal", lijst=Lijst.SCHAALNIVEAU)
    projecten = {
        nummer: maak_project(
            provincie,
            ronde=ronde,
            nummer=nummer,
            naam=naam,
            fase=fase,
            route=route,
            energiedrager=keuzes[0],
            ibn="2030",
            gemeenten=partijen[:2],
            partijen=partijen[-2:],
            aanleiding="Het net zit vol.\nNieuwe aansluitingen wachten.",
        )
        for nummer, naam, fase, route in PROJECTEN
    }
    _afspraken(projecten, partijen)
    maak_koppeling(projecten["2"], nummer="TenneT-0123", netbeheerder=partijen[-1])
    Hoofddocumenttekst.objects.create(ronde=ronde, samenvatting="Acht projecten.")
    return SimpleNamespace(
        provincie=provincie, ronde=ronde, partijen=partijen, keuzes=keuzes, projecten=projecten
    )


def _partijen(provincie):
    gemeenten = ["Delft", "Den Haag", "Dordrecht", "Leiden", "Rotterdam", "Westland"]
    netbeheerders = ["Stedin", "TenneT"]
    return [maak_partij(provincie, naam) for naam in gemeenten] + [
        maak_partij(provincie, naam, Partijsoort.NETBEHEERDER) for naam in netbeheerders
    ]


def _afspraken(projecten, partijen):
    for plaats, (nummer, activiteit, planning, status) in enumerate(AFSPRAKEN, start=1):
        maak_afspraak(
            projecten[nummer],
            activiteit=activiteit,
            planning=planning,
            status=status,
            volgorde=plaats * 10,
            trekker=partijen[plaats % len(partijen)],
            resultaat="Een besluit waar iedereen mee verder kan.",
        )
    binnenkort = timezone.localdate() + datetime.timedelta(days=7)
    maak_afspraak(projecten["8"], activiteit="Overleg plannen", planning=f"{binnenkort:%-d-%-m-%Y}")


def maak_taak(provincie, gebruiker, status=Taakstatus.BEZIG, **velden):
    klaar = {
        "bestand": "actielijst.pdf",
        "bestandsnaam": "actielijst.pdf",
        "grootte": 98_000,
        "klaar_op": timezone.now(),
    }
    return Documenttaak.objects.create(
        provincie=provincie,
        soort=Documentsoort.ACTIELIJST_PDF,
        gebruiker=gebruiker,
        peildatum=datetime.date(2026, 11, 23),
        status=status,
        **(klaar if status == Taakstatus.KLAAR else {}) | velden,
    )


def maak_lopende_taak(provincie, gebruiker):
    return maak_taak(provincie, gebruiker, gedaan=3, totaal=8, stap="Fiche 3 van 8")


def maak_monitoring(lijst, gebruiker):
    """A closed round, corrected, and an open one after it, with the same two projects."""
    categorie = maak_categorie(lijst.provincie, "grond")
    oud = maak_monitoringronde(lijst.provincie, "2026-05-01", naam="voorjaar 2026", gesloten=True)
    nieuw = maak_monitoringronde(lijst.provincie, naam="najaar 2026")
    velden = {"categorie": categorie, "trekkers": lijst.partijen[:2], "vraag": "n.v.t."}
    for nummer, ibn in (("2", "2029"), ("3", "2031")):
        gesloten_regel = maak_regel(
            oud, lijst.projecten[nummer], ibn=ibn, stand_van="2026-05-03", **velden
        )
        regel = maak_regel(
            nieuw, lijst.projecten[nummer], ibn="2030", aandachtspunt="Grond is duur", **velden
        )
    gesloten_regel.aandachtspunt = "Grond is duur"
    corrigeer(gesloten_regel, gebruiker, "Was niet overgenomen.", gesloten_regel.save)
    vraag = maak_vraag(
        oud,
        [lijst.projecten["2"]],
        status="beantwoord",
        antwoord="Ja.",
        beantwoord_op="2026-11-20",
    )
    tijd = Doorlooptijd.objects.create(provincie=lijst.provincie, fase="project", maanden=60)
    return {
        "doorlooptijd": tijd,
        "vraag": vraag,
        "categorie": categorie,
        "monitoringronde": nieuw,
        "gesloten_ronde": oud,
        "monitoringregel": regel,
        "gesloten_regel": gesloten_regel,
    }


def maak_inlezingen(lijst, gebruiker):
    """A list that changes, asks and adds something, and one that was read before."""
    rijen = [
        ("Nr.", "Project", "Gemeenten", "IBN"),
        ("2", lijst.projecten["2"].naam, "Nergens", "Q5 2031"),
        ("3", "Een andere naam voor drie", "", "2033"),
        ("98", "Nieuw station Bodegraven", "", "n.t.b."),
    ]
    velden = ["nummer", "naam", "gemeenten", "ibn"]
    verwerkt = {
        "status": Inleesstatus.VERWERKT,
        "handeling": uuid4(),
        "verwerkt_op": timezone.now(),
        "aantallen": dict.fromkeys(AANTALLEN, 1) | {"niet_gedaan": [OVERGESLAGEN]},
    }
    bezig = {"status": Inleesstatus.BEZIG, "bevestigd_door": gebruiker, "aantal_te_doen": 120}
    # a place in the queue that nobody took yet
    bezig["wachtrijnummer"] = uuid4()
    lezen = {"status": Inleesstatus.LEZEN}
    return {
        "inlezing": maak_inlezing(lijst.provincie, gebruiker, rijen, velden),
        "gelezen_inlezing": maak_inlezing(lijst.provincie, gebruiker, **bezig | lezen),
        "bezige_inlezing": maak_inlezing(lijst.provincie, gebruiker, **bezig),
        "verwerkte_inlezing": maak_inlezing(lijst.provincie, gebruiker, **verwerkt),
    }
