import datetime

import pytest
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from actielijst.exports import actielijst_xlsx, projecten_xlsx
from actielijst.models import Aanvaarding, Project, Verschuiving
from pmiek.enums import Partijsoort
from tests.actielijst.exports_lezen import PEILDATUM, feiten, lijst, rijen, werkmap
from tests.bouwers import (
    maak_afspraak,
    maak_keuze,
    maak_koppeling,
    maak_partij,
    maak_project,
    maak_ronde,
)

BLADEN = ["Leeswijzer", "Projecten", "Uitvoeringsafspraken", "Keuzelijsten"]


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


def test_zelfde_gegevens_geven_dezelfde_bytes(zuid_holland):
    maak_afspraak(maak_project(zuid_holland, ibn="2029"), planning="Q3 2027")

    assert actielijst_xlsx(zuid_holland, PEILDATUM) == actielijst_xlsx(zuid_holland, PEILDATUM)


@pytest.mark.parametrize("aantal", [1, 3])
def test_actielijst_kost_een_vast_aantal_querys(zuid_holland, aantal, django_assert_num_queries):
    _vul(zuid_holland, aantal)
    ContentType.objects.get_for_models(Verschuiving, Aanvaarding)  # asked once per process

    with django_assert_num_queries(16):
        actielijst_xlsx(zuid_holland, PEILDATUM)


@pytest.mark.parametrize("aantal", [1, 3])
def test_projectenlijst_kost_na_het_laden_alleen_de_stand(
    zuid_holland, aantal, django_assert_num_queries
):
    _vul(zuid_holland, aantal)
    projecten = list(Project.objects.van(zuid_holland).voor_lijst())

    with django_assert_num_queries(1):
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
        keuze.formula1
        for ws in bestand
        for keuze in ws.data_validations.dataValidation
        if keuze.type == "list"
    }
    assert namen == set(bestand.defined_names)


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


def test_elk_opschrift_van_de_leeswijzer_past_op_een_regel(zuid_holland):
    """A bold or indented label of one line touches the next column before it is full."""
    blad = werkmap(zuid_holland)["Leeswijzer"]
    opschriften = [str(rij[0]) for rij in blad.iter_rows(min_row=3, values_only=True) if rij[1]]

    assert len(opschriften) > 40
    breedte = blad.column_dimensions["A"].width
    assert [tekst for tekst in opschriften if len(tekst) > breedte - 1] == []


def test_de_volgende_fase_staat_er_met_wie_en_termijn(zuid_holland):
    delft = maak_partij(zuid_holland, "Delft")
    maak_project(
        zuid_holland,
        volgende_fase_nodig="Besluit",
        volgende_fase_wie=delft,
        volgende_fase_termijn="Q3 2027",
    )

    [rij] = rijen(werkmap(zuid_holland)["Projecten"])
    assert rij["Nodig voor de volgende fase"] == "Besluit"
    assert rij["Volgende fase: wie"] == "Gemeente Delft"
    assert rij["Volgende fase: termijn"] == "Q3 2027"


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


def test_projectenlijst_is_een_bijlage_met_datum_en_provincie_in_de_naam(zuid_holland):
    antwoord = projecten_xlsx(zuid_holland, [])

    naam = f"{timezone.localdate()}_zuid-holland_projecten.xlsx"
    assert antwoord["Content-Disposition"] == f'attachment; filename="{naam}"'
