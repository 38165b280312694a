import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from actielijst.enums import Afspraakstatus, Fase, Lijst, Locatiestatus, Nmiek, Route
from actielijst.models import Project
from actielijst.nummers import natuurlijke_sleutel
from tests.bouwers import (
    maak_afspraak,
    maak_keuze,
    maak_koppeling,
    maak_partij,
    maak_project,
    maak_ronde,
)


@pytest.fixture
def lijst(client, redacteur, zuid_holland):
    client.force_login(redacteur)
    adres = reverse("actielijst:project_lijst", args=[zuid_holland.slug])
    return lambda **vraag: client.get(adres, vraag)


def namen(response):
    return [project.naam for project in response.context["projecten"]]


def test_nummers_staan_in_natuurlijke_volgorde(zuid_holland, lijst):
    ronde = maak_ronde(zuid_holland)
    for nummer in ["10", "A", "C.3.", "2", "1", "C.10."]:
        maak_project(zuid_holland, ronde=ronde, nummer=nummer, naam=nummer)
    maak_project(zuid_holland, nummer="", naam="zonder nummer")

    assert namen(lijst()) == ["1", "2", "10", "A", "C.3.", "C.10.", "zonder nummer"]


def test_een_sorteersleutel_verandert_niet_door_voorloopnullen():
    assert natuurlijke_sleutel("007") == natuurlijke_sleutel("7")


def test_lijst_toont_alleen_projecten_van_de_eigen_provincie(zuid_holland, utrecht, lijst):
    maak_project(zuid_holland, naam="hier")
    maak_project(utrecht, naam="daar")

    assert namen(lijst()) == ["hier"]


@pytest.fixture
def gevuld(zuid_holland):
    stedin = maak_partij(zuid_holland, "Stedin", soort="netbeheerder")
    lisse = maak_partij(zuid_holland, "Lisse")
    warmte = maak_keuze(zuid_holland, "warmte", Lijst.ENERGIEDRAGER)
    een = maak_project(
        zuid_holland,
        nummer="1",
        naam="Station Noord",
        fase=Fase.PLANUITWERKING,
        route=Route.ACTIES,
        energiedrager=warmte,
        gemeenten=[lisse],
        nmiek=Nmiek.KANDIDAAT,
    )
    maak_koppeling(een, nummer="VB-0511")
    twee = maak_project(
        zuid_holland,
        nummer="2",
        naam="Kabel Zuid",
        fase=Fase.VERKENNING,
        locatiestatus=Locatiestatus.GEEN,
        bevoegd_gezag=lisse,
    )
    maak_afspraak(twee, trekker=stedin, planning="2020")
    drie = maak_project(zuid_holland, nummer="3", naam="Leiding Oost", partijen=[stedin])
    return {"een": een, "twee": twee, "drie": drie, "stedin": stedin, "lisse": lisse} | {
        "warmte": warmte
    }


@pytest.mark.parametrize(
    ("vraag", "verwacht"),
    [
        ({"zoek": "noord"}, ["Station Noord"]),
        ({"zoek": "2"}, ["Kabel Zuid"]),
        ({"zoek": "vb-05"}, ["Station Noord"]),
        ({"zoek": "liss"}, ["Station Noord"]),
        ({"zoek": "bestaat niet"}, []),
        ({"fase": ["planuitwerking", "verkenning"]}, ["Station Noord", "Kabel Zuid"]),
        ({"fase": "onbepaald"}, ["Leiding Oost"]),
        ({"route": "acties"}, ["Station Noord"]),
        ({"route": "onbepaald"}, ["Kabel Zuid", "Leiding Oost"]),
        ({"nmiek": "kandidaat"}, ["Station Noord"]),
        ({"locatie": "geen"}, ["Kabel Zuid"]),
        ({"afspraken": "geen"}, ["Station Noord", "Leiding Oost"]),
        ({"afspraken": "acties_geen"}, ["Station Noord"]),
        ({"afspraken": "te_laat"}, ["Kabel Zuid"]),
        ({"gemeente": "lisse"}, ["Station Noord"]),
        ({"partij": "stedin"}, ["Kabel Zuid", "Leiding Oost"]),
        ({"partij": "lisse"}, ["Station Noord", "Kabel Zuid"]),
        ({"energiedrager": "warmte"}, ["Station Noord"]),
    ],
)
def test_een_filter_vindt_precies_zijn_projecten(gevuld, lijst, vraag, verwacht):
    objecten = ("gemeente", "partij", "energiedrager")
    vraag = {n: gevuld[w].pk if n in objecten else w for n, w in vraag.items()}

    assert namen(lijst(**vraag)) == verwacht


@pytest.mark.parametrize(
    ("sorteer", "eerste"),
    [("naam", "Kabel Zuid"), ("-naam", "Station Noord"), ("-nummer", "Leiding Oost")],
)
def test_de_lijst_is_te_sorteren(gevuld, lijst, sorteer, eerste):
    assert namen(lijst(sorteer=sorteer))[0] == eerste


def test_op_fase_staat_de_lijst_in_de_volgorde_van_het_werk(lijst, zuid_holland):
    fasen = ["realisatie", "", "project", "verkenning", "planuitwerking"]
    for nummer, fase in enumerate(fasen):
        maak_project(zuid_holland, nummer=str(nummer), naam=fase or "geen", fase=fase)

    werk = ["geen", "verkenning", "planuitwerking", "project", "realisatie"]
    assert namen(lijst(sorteer="fase")) == werk
    assert namen(lijst(sorteer="-fase")) == werk[::-1]


def test_zonder_ibn_staat_een_project_achteraan_in_beide_richtingen(lijst, zuid_holland):
    for naam, ibn in (("leeg", ""), ("later", "2031"), ("eerder", "2028"), ("ook leeg", "")):
        maak_project(zuid_holland, naam=naam, ibn=ibn)

    assert namen(lijst(sorteer="ibn")) == ["eerder", "later", "leeg", "ook leeg"]
    assert namen(lijst(sorteer="-ibn")) == ["later", "eerder", "leeg", "ook leeg"]


@pytest.mark.parametrize(
    ("zoek", "verwacht"),
    [
        ("warmtelinq westland", ["WarmtelinQ aftakking Delft-Westland"]),
        ("delft   warmte", ["WarmtelinQ aftakking Delft-Westland"]),
        ("’s-graven warm", ["WarmtelinQ aftakking Delft-Westland"]),
        ("warmtelinq oostland", []),
        # the ninth word and what follows it are left out
        ("aftakking " * 8 + "oostland", ["WarmtelinQ aftakking Delft-Westland"]),
        ("   ", ["WarmtelinQ aftakking Delft-Westland", "Station Westland"]),
    ],
)
def test_zoeken_vindt_elk_woord_waar_het_ook_staat(lijst, zuid_holland, zoek, verwacht):
    gemeente = maak_partij(zuid_holland, "'s-Gravenhage")
    maak_project(
        zuid_holland, nummer="1", naam="WarmtelinQ aftakking Delft-Westland", gemeenten=[gemeente]
    )
    maak_project(zuid_holland, nummer="2", naam="Station Westland")

    assert namen(lijst(zoek=zoek)) == verwacht


def test_een_onbekend_filter_telt_niet_mee_en_dat_wordt_gezegd(gevuld, lijst):
    response = lijst(fase=["bestaatniet"], route="acties", sorteer="xyz")

    assert namen(response) == ["Station Noord"]
    assert "kennen wij niet en telt niet mee" in response.content.decode()


@pytest.mark.parametrize(
    "vraag", [{"sorteer": "provincie__gebruiker"}, {"gemeente": "x"}, {"page": "99"}]
)
def test_een_verzonnen_adres_geeft_geen_fout_en_geen_andere_gegevens(gevuld, lijst, vraag):
    assert lijst(**vraag).status_code in (200, 404)


def test_actieve_filters_staan_in_woorden_en_zijn_weg_te_halen(gevuld, lijst):
    response = lijst(fase=["verkenning"], partij=gevuld["stedin"].pk)

    assert response.context["actieve_filters"] == [
        ("Fase", "verkenning", "fase", "verkenning"),
        ("Partij, in elke rol", "Stedin", "partij", str(gevuld["stedin"].pk)),
    ]
    assert f'href="?partij={gevuld["stedin"].pk}"' in response.content.decode()


def test_de_regel_telt_open_en_te_late_afspraken(project, lijst):
    maak_afspraak(project, planning="2020")
    maak_afspraak(project, planning="2090")
    maak_afspraak(project, planning="2020", status=Afspraakstatus.AFGEROND)

    rij = lijst().context["projecten"][0]
    assert (rij.aantal_afspraken, rij.aantal_open, rij.aantal_te_laat) == (3, 2, 1)


def test_gearchiveerde_projecten_staan_alleen_in_het_archief(client, redacteur, project, lijst):
    project.gearchiveerd_op, project.archiefreden = "2026-01-01", "Samengevoegd."
    project.save()
    archief = client.get(reverse("actielijst:project_archief", args=[project.provincie.slug]))

    assert (namen(lijst()), namen(archief)) == ([], [project.naam])


def test_het_excel_bevat_precies_de_gefilterde_lijst(client, gevuld, zuid_holland, redacteur):
    client.force_login(redacteur)
    adres = reverse("actielijst:project_export", args=[zuid_holland.slug])

    response = client.get(adres, {"fase": "verkenning", "page": "1"})

    assert blad_namen(response.content) == ["Kabel Zuid"]


def blad_namen(inhoud):
    blad = load_workbook(io.BytesIO(inhoud))["Projecten"]
    kop = [cel.value for cel in blad[1]]
    return [rij[kop.index("Project")].value for rij in blad.iter_rows(min_row=2)]


@pytest.mark.parametrize("aantal", [1, 3])
def test_lijst_kost_een_vast_aantal_querys(zuid_holland, lijst, aantal, django_assert_num_queries):
    stedin = maak_partij(zuid_holland, "Stedin", soort="netbeheerder")
    for _ in range(aantal):
        gemeente = maak_partij(zuid_holland)
        project = maak_project(zuid_holland, partijen=[stedin], gemeenten=[gemeente])
        maak_afspraak(project)
        maak_koppeling(project)
    lijst()

    with django_assert_num_queries(12):
        lijst()


def test_verlopen_van_een_afspraak_en_van_de_query_zijn_hetzelfde(project):
    for status in Afspraakstatus:
        for planning in ("2020", "2090", "n.t.b.", "vandaag ergens"):
            maak_afspraak(project, status=status, planning=planning)

    gevonden = set(project.afspraken.verlopen())
    assert gevonden == {a for a in project.afspraken.all() if a.is_verlopen()}
    assert len(gevonden) == len(Afspraakstatus.actief())


def test_een_verkenning_zonder_locatie_heeft_geen_fiche(zuid_holland):
    for fase in ["", *Fase]:
        for status in Locatiestatus:
            maak_project(zuid_holland, fase=fase, locatiestatus=status)

    zonder = set(Project.objects.zonder_fiche())
    assert zonder == {p for p in Project.objects.all() if not p.heeft_fiche}
    assert {p.fase for p in zonder} == {"", Fase.VERKENNING}
