import datetime

import pytest

from actielijst.enums import Afspraakstatus, Fase, JaNee, Lijst, Route
from actielijst.models import Project
from pmiek.enums import Partijsoort
from tests.actielijst.exports_lezen import lijst, rijen, werkmap
from tests.bouwers import (
    maak_afspraak,
    maak_keuze,
    maak_koppeling,
    maak_partij,
    maak_project,
    maak_ronde,
)

FORMULES = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1"]
TEKSTVELDEN = [
    "naam",
    "aanleiding",
    "doel",
    "kansen_en_knelpunten",
    "type_project",
    "vervolg",
    "volgende_fase_nodig",
    "locatie",
    "overige_betrokkenen",
    "ruimtegebruik",
    "tijdspad",
]


def test_projecten_staan_in_de_volgorde_van_de_lijst(zuid_holland):
    for nummer in ["A", "10", "2"]:
        maak_project(zuid_holland, nummer=nummer)

    nummers = [rij["Nr."] for rij in rijen(werkmap(zuid_holland)["Projecten"])]
    assert nummers == ["2", "10", "A"]


def test_projectrij_schrijft_elk_veld_in_zijn_kolom(zuid_holland):
    leiden = maak_partij(zuid_holland, "Leiden")
    stedin = maak_partij(zuid_holland, "Stedin", Partijsoort.NETBEHEERDER)
    project = maak_project(
        zuid_holland,
        nummer="C.3.",
        naam="Station Leiden",
        gemeenten=[leiden, maak_partij(zuid_holland, "Katwijk")],
        partijen=[leiden, stedin],
        overige_betrokkenen="omwonenden",
        type_infra=maak_keuze(zuid_holland, "nieuw station", Lijst.TYPE_INFRA),
        energiedrager=maak_keuze(zuid_holland, "elektriciteit"),
        fase=Fase.PLANUITWERKING,
        route=Route.PMIEK_PLUS_1,
        kansen_en_knelpunten="n.v.t.",
        bevoegd_gezag=leiden,
        ibn="Q3 2029",
        in_ip=JaNee.JA,
        herkomst="C",
    )
    maak_koppeling(project, nummer="00123", editie="IP2024", netbeheerder=stedin)
    maak_koppeling(project, nummer="00456")

    [rij] = rijen(werkmap(zuid_holland)["Projecten"])
    assert {kop: waarde for kop, waarde in rij.items() if waarde is not None} == {
        "ID": f"ZH-{project.pk}",
        "Versie": 1,
        "Nr.": "C.3.",
        "Project": "Station Leiden",
        "Gemeenten": "Katwijk; Leiden",
        "Netbeheerder": "Stedin",
        "Type infra": "Nieuw station",
        "Energiedrager": "Elektriciteit",
        "Fase": "Planuitwerking",
        "Route": "Terug naar pMIEK +1",
        "Locatie bekend?": "Bekend",
        "Kansen en knelpunten": "n.v.t.",
        "Betrokken partijen": "Gemeente Leiden; Stedin; omwonenden",
        "Bevoegd gezag": "Gemeente Leiden",
        "IBN": "Q3 2029",
        "IBN van": datetime.datetime(2029, 7, 1),
        "IBN tot en met": datetime.datetime(2029, 9, 30),
        "Opgenomen in IP?": "Ja",
        "IP-nummers": "00123 (IP2024); 00456",
        "Herkomst": "C, uit integraal programmeren",
    }


def test_afspraakrij_schrijft_elk_veld_in_zijn_kolom(zuid_holland):
    leiden = maak_partij(zuid_holland, "Leiden")
    project = maak_project(zuid_holland, nummer="17", naam="Station Leiden")
    maak_afspraak(project, volgorde=1)
    afspraak = maak_afspraak(
        project,
        volgorde=2,
        activiteit="Vergunning verlenen",
        trekker=leiden,
        partijen=[maak_partij(zuid_holland, "Stedin", Partijsoort.NETBEHEERDER)],
        overige_betrokkenen="omwonenden",
        resultaat="Onherroepelijke vergunning",
        planning="Q3 2026",
        status=Afspraakstatus.LOOPT,
        voorbeeld=True,
    )

    rij = rijen(werkmap(zuid_holland)["Uitvoeringsafspraken"])[1]
    assert {kop: waarde for kop, waarde in rij.items() if waarde is not None} == {
        "ID": f"ZH-A{afspraak.pk}",
        "Versie": 1,
        "Project-ID": f"ZH-{project.pk}",
        "Nr.": "17.2",
        "Project": "Station Leiden",
        "Activiteit": "Vergunning verlenen",
        "Trekker / verantwoordelijke": "Gemeente Leiden",
        "Betrokken partijen": "Stedin; omwonenden",
        "Resultaat": "Onherroepelijke vergunning",
        "Planning": "Q3 2026",
        "Van": datetime.datetime(2026, 7, 1),
        "Tot en met": datetime.datetime(2026, 9, 30),
        "Eerste planning": "Q3 2026",
        "Status": "Loopt",
        "Over tijd": "Ja",
        "Soort": "Uitvoering",
        "Voorbeeldgegevens": "Ja",
    }


@pytest.mark.parametrize(
    ("nummer", "verwacht"), [("17", "17.1"), ("A", "A.1"), ("C.3.", "C.3.1"), ("", "1")]
)
def test_afspraaknummer_is_projectnummer_en_plaats(zuid_holland, nummer, verwacht):
    maak_afspraak(maak_project(zuid_holland, nummer=nummer), volgorde=40)

    [rij] = rijen(werkmap(zuid_holland)["Uitvoeringsafspraken"])
    assert rij["Nr."] == verwacht


def test_over_tijd_telt_vanaf_de_peildatum(zuid_holland):
    project = maak_project(zuid_holland)
    maak_afspraak(project, volgorde=1, planning="15-11-2026")
    maak_afspraak(project, volgorde=2, planning="16-11-2026")
    maak_afspraak(project, volgorde=3, planning="15-11-2026", status=Afspraakstatus.AFGEROND)

    over_tijd = [rij["Over tijd"] for rij in rijen(werkmap(zuid_holland)["Uitvoeringsafspraken"])]
    assert over_tijd == ["Ja", "Nee", "Nee"]


@pytest.mark.parametrize("formule", FORMULES)
def test_geen_enkel_tekstveld_wordt_een_formule(zuid_holland, formule):
    partij = maak_partij(zuid_holland, formule, Partijsoort.NETBEHEERDER)
    keuze = maak_keuze(zuid_holland, formule)
    velden = dict.fromkeys(TEKSTVELDEN, formule)
    project = maak_project(
        zuid_holland,
        nummer=formule,
        gemeenten=[partij],
        partijen=[partij],
        bevoegd_gezag=partij,
        energiedrager=keuze,
        ibn=formule,
        ronde=maak_ronde(zuid_holland, bron=formule),
        **velden,
    )
    maak_koppeling(project, nummer=formule)
    maak_afspraak(
        project,
        activiteit=formule,
        trekker=partij,
        partijen=[partij],
        overige_betrokkenen=formule,
        resultaat=formule,
        planning=formule,
    )
    bestand = werkmap(zuid_holland)

    cellen = [cel for ws in bestand for rij in ws.iter_rows() for cel in rij]
    assert [cel.coordinate for cel in cellen if cel.data_type == "f"] == []
    assert rijen(bestand["Projecten"])[0]["Doel"] == formule
    assert rijen(bestand["Uitvoeringsafspraken"])[0]["Activiteit"] == formule
    lijstcellen = [cel for rij in lijst(zuid_holland, Project.objects).iter_rows() for cel in rij]
    assert [cel.coordinate for cel in lijstcellen if cel.data_type == "f"] == []


def test_elk_geschreven_woord_staat_in_zijn_keuzelijst(zuid_holland):
    velden = {"ibn": "2029", "nmiek": "kandidaat", "herkomst": "B", "in_ip": "onbekend"}
    for fase, route in zip(Fase, [*Route, ""], strict=True):
        maak_project(zuid_holland, fase=fase, route=route, locatiestatus="geen", **velden)
    bestand = werkmap(zuid_holland)
    kolommen = zip(*bestand["Keuzelijsten"].values, strict=True)
    lijsten = {kop: set(waarden) for kop, *waarden in kolommen}

    for kop, naam in [
        ("Fase", "Fasen"),
        ("Route", "Routes"),
        ("Locatie bekend?", "Locaties"),
        ("Opgenomen in IP?", "Opgenomen in IP"),
        ("nMIEK", "nMIEK"),
        ("Herkomst", "Herkomst"),
    ]:
        geschreven = {rij[kop] for rij in rijen(bestand["Projecten"])} - {None}
        assert geschreven <= lijsten[naam], kop


def test_projectenlijst_telt_open_afspraken_en_wat_over_tijd_is(zuid_holland):
    project = maak_project(zuid_holland)
    maak_afspraak(project, planning="1-1-2020")
    maak_afspraak(project, planning="2099")
    maak_afspraak(project, planning="1-1-2020", status=Afspraakstatus.AFGEROND)

    [rij] = rijen(lijst(zuid_holland, Project.objects))
    assert (rij["Open afspraken"], rij["Over tijd"]) == (2, 1)
