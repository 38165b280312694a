import datetime
import io

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from actielijst.enums import Afspraakstatus, Fase, JaNee, Lijst, Route
from actielijst.exports import actielijst_xlsx, projecten_xlsx
from actielijst.models import Project
from pmiek.enums import Partijsoort
from tests.bouwers import (
    maak_afspraak,
    maak_keuze,
    maak_koppeling,
    maak_partij,
    maak_project,
    maak_ronde,
)

PEILDATUM = datetime.date(2026, 11, 16)
FORMULES = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1"]
BLADEN = ["Leeswijzer", "Projecten", "Uitvoeringsafspraken", "Keuzelijsten"]
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


def werkmap(provincie, **velden):
    data = actielijst_xlsx(provincie, PEILDATUM, **velden)
    return load_workbook(io.BytesIO(data))


def rijen(ws):
    """The rows of a sheet as dictionaries, by heading."""
    kop, *rest = ws.values
    return [dict(zip(kop, rij, strict=True)) for rij in rest]


def feiten(provincie, **velden):
    return {rij[0]: rij[1] for rij in werkmap(provincie, **velden)["Leeswijzer"].values}


def lijst(provincie, projecten):
    antwoord = projecten_xlsx(provincie, list(projecten.voor_lijst()))
    return load_workbook(io.BytesIO(antwoord.content))["Projecten"]


def test_actielijst_heeft_vier_bladen_en_opent_op_de_leeswijzer(zuid_holland):
    bestand = werkmap(zuid_holland)

    assert bestand.sheetnames == BLADEN
    assert bestand.active.title == "Leeswijzer"


def test_actielijst_bevat_alleen_de_lopende_projecten_van_de_provincie(zuid_holland, utrecht):
    eigen = maak_project(zuid_holland)
    maak_project(zuid_holland, gearchiveerd_op=PEILDATUM, archiefreden="Klaar.")
    maak_afspraak(maak_project(utrecht))
    bestand = werkmap(zuid_holland)

    assert [rij["ID"] for rij in rijen(bestand["Projecten"])] == [f"ZH-{eigen.pk}"]
    assert bestand["Uitvoeringsafspraken"]["A2"].value is None


def test_keuzelijsten_bevatten_niets_van_een_andere_provincie(zuid_holland, utrecht):
    maak_partij(utrecht, "Utrecht")
    maak_keuze(utrecht, "stoom")
    maak_partij(zuid_holland, "Leiden")
    maak_keuze(zuid_holland, "warmte")

    waarden = {waarde for rij in werkmap(zuid_holland)["Keuzelijsten"].values for waarde in rij}
    assert {"Gemeente Leiden", "Warmte"} <= waarden
    assert waarden.isdisjoint({"Gemeente Utrecht", "Stoom"})


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


def test_zelfde_gegevens_geven_dezelfde_bytes(zuid_holland):
    maak_afspraak(maak_project(zuid_holland, ibn="2029"), planning="Q3 2027")

    assert actielijst_xlsx(zuid_holland, PEILDATUM) == actielijst_xlsx(zuid_holland, PEILDATUM)


@pytest.mark.parametrize("aantal", [1, 3])
def test_actielijst_kost_een_vast_aantal_querys(zuid_holland, aantal, django_assert_num_queries):
    _vul(zuid_holland, aantal)

    with django_assert_num_queries(9):
        actielijst_xlsx(zuid_holland, PEILDATUM)


@pytest.mark.parametrize("aantal", [1, 3])
def test_projectenlijst_kost_geen_querys_na_het_laden(
    zuid_holland, aantal, django_assert_num_queries
):
    _vul(zuid_holland, aantal)
    projecten = list(Project.objects.van(zuid_holland).voor_lijst())

    with django_assert_num_queries(0):
        projecten_xlsx(zuid_holland, projecten)


def _vul(provincie, aantal):
    for _ in range(aantal):
        partij = maak_partij(provincie, soort=Partijsoort.NETBEHEERDER)
        project = maak_project(
            provincie,
            gemeenten=[maak_partij(provincie)],
            partijen=[partij],
            bevoegd_gezag=partij,
            energiedrager=maak_keuze(provincie),
            ronde=maak_ronde(provincie),
        )
        maak_koppeling(project, netbeheerder=partij)
        maak_afspraak(project, trekker=partij, partijen=[partij])
        maak_afspraak(project, trekker=partij, partijen=[partij])


def test_kenmerken_en_afgeleide_kolommen_zijn_beveiligd(zuid_holland):
    maak_afspraak(maak_project(zuid_holland))
    bestand = werkmap(zuid_holland)

    assert _vaste_koppen(bestand["Projecten"]) == [
        "ID",
        "Versie",
        "Netbeheerder",
        "IBN van",
        "IBN tot en met",
    ]
    assert _vaste_koppen(bestand["Uitvoeringsafspraken"]) == [
        "ID",
        "Versie",
        "Nr.",
        "Project",
        "Van",
        "Tot en met",
        "Eerste planning",
        "Over tijd",
        "Voorbeeldgegevens",
    ]


def _vaste_koppen(ws):
    return [kop.value for kop, cel in zip(ws[1], ws[2], strict=True) if cel.protection.locked]


def test_elke_keuzelijst_verwijst_naar_een_naam_die_bestaat(zuid_holland):
    bestand = werkmap(zuid_holland)

    namen = {
        keuze.formula1.removeprefix("=")
        for ws in bestand
        for keuze in ws.data_validations.dataValidation
        if keuze.type == "list"
    }
    assert namen == set(bestand.defined_names)


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


def test_lijst_van_partijen_noemt_alleen_wie_op_de_peildatum_bestaat(zuid_holland):
    maak_partij(zuid_holland, "Leiden")
    maak_partij(zuid_holland, "Oudstad", geldig_tot=datetime.date(2025, 12, 31))

    kolommen = list(zip(*werkmap(zuid_holland)["Keuzelijsten"].values, strict=True))
    assert [waarde for waarde in kolommen[-1] if waarde] == ["Partijen", "Gemeente Leiden"]


def test_voettekst_noemt_voorbeeldgegevens_alleen_waar_die_staan(zuid_holland):
    project = maak_project(zuid_holland)
    maak_afspraak(project, voorbeeld=True)
    bestand = werkmap(zuid_holland)

    met_voorbeeld = [ws.title for ws in bestand if "voorbeeldgegevens" in ws.oddFooter.left.text]
    assert met_voorbeeld == ["Leeswijzer", "Uitvoeringsafspraken"]


def test_zonder_voorbeelden_valt_het_woord_in_geen_voettekst(zuid_holland):
    maak_afspraak(maak_project(zuid_holland))

    voetteksten = {ws.oddFooter.left.text for ws in werkmap(zuid_holland)}
    assert voetteksten == {"Peildatum 16 november 2026"}


def test_leeswijzer_noemt_feiten_en_bron(zuid_holland):
    ronde = maak_ronde(zuid_holland, bron="Open data, 2023")
    project = maak_project(zuid_holland, ronde=ronde)
    maak_afspraak(project, voorbeeld=True)
    maak_afspraak(project)
    gevonden = feiten(zuid_holland, vergaderdatum=datetime.date(2026, 12, 10))

    assert gevonden["Vergadering"] == "Energyboard Zuid-Holland, 10 december 2026"
    assert gevonden["Peildatum"] == "16-11-2026"
    assert gevonden["Inhoud"] == "1 project, 2 uitvoeringsafspraken"
    assert gevonden["Voorbeelden"] == "1 van de 2 uitvoeringsafspraken"
    assert gevonden["Bron"] == "Open data, 2023"


def test_leeswijzer_zonder_vergadering_noemt_geen_vergadering(zuid_holland):
    assert "Vergadering" not in feiten(zuid_holland)


def test_leeswijzer_zegt_dat_leeg_iets_anders_is_dan_nvt(zuid_holland):
    gevonden = feiten(zuid_holland)

    assert gevonden["Lege cel"] == "Nog niet ingevuld"
    assert gevonden["n.v.t."].startswith("Iets anders dan leeg")


def test_leeswijzer_beschrijft_elke_kolom(zuid_holland):
    bestand = werkmap(zuid_holland)

    beschreven = {rij[0] for rij in bestand["Leeswijzer"].values if rij[1] and rij[2]}
    koppen = {cel.value for titel in BLADEN[1:3] for cel in bestand[titel][1]}
    assert koppen - beschreven == set()


def test_projectenlijst_is_precies_wat_werd_meegegeven(zuid_holland):
    eerste, tweede = maak_project(zuid_holland), maak_project(zuid_holland)
    maak_project(zuid_holland)
    ws = lijst(zuid_holland, Project.objects.filter(pk__in=[eerste.pk, tweede.pk]))

    assert [rij["Project"] for rij in rijen(ws)] == [eerste.naam, tweede.naam]


def test_projectenlijst_telt_open_afspraken_en_wat_over_tijd_is(zuid_holland):
    project = maak_project(zuid_holland)
    maak_afspraak(project, planning="1-1-2020")
    maak_afspraak(project, planning="2099")
    maak_afspraak(project, planning="1-1-2020", status=Afspraakstatus.AFGEROND)

    [rij] = rijen(lijst(zuid_holland, Project.objects))
    assert (rij["Open afspraken"], rij["Over tijd"]) == (2, 1)


def test_projectenlijst_is_een_bijlage_met_datum_en_provincie_in_de_naam(zuid_holland):
    antwoord = projecten_xlsx(zuid_holland, [])

    naam = f"{timezone.localdate()}_zuid-holland_projecten.xlsx"
    assert antwoord["Content-Disposition"] == f'attachment; filename="{naam}"'
