"""Every figure is the number of rows that stand under its name, on screen and in the documents."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actielijst.enums import Fase
from monitoring.lijst import inhoud_van, stel_samen
from monitoring.models import Doorlooptijd
from monitoring.rondes import sluit
from tests.bouwers import (
    maak_afspraak,
    maak_categorie,
    maak_koppeling,
    maak_monitoringronde,
    maak_partij,
    maak_project,
    maak_regel,
    maak_vraag,
)

GISTEREN = datetime.date.today() - datetime.timedelta(days=1)


def adres(wat="dashboard", vraag=""):
    return reverse(f"monitoring:{wat}", args=["zuid-holland"]) + vraag


@pytest.fixture
def rondes(zuid_holland):
    oud = maak_monitoringronde(zuid_holland, "2026-05-12", naam="voorjaar", gesloten=True)
    return oud, maak_monitoringronde(zuid_holland, naam="najaar")


@pytest.fixture
def gevuld(zuid_holland, rondes):
    """Something of every kind, in numbers that differ, so that no two can be mixed up."""
    oud, nieuw = rondes
    grond = maak_categorie(zuid_holland, "grond")
    gemeente = maak_partij(zuid_holland, "Delft")
    ibn = {
        "later": ("2027", "2028"),
        "veel later": ("2027", "2030"),
        "eerder": ("2030", "2029"),
        "gelijk": ("2029", "2029"),
        "onleesbaar": ("2029", "n.t.b."),
    }
    projecten = {}
    for naam, (toen, nu) in ibn.items():
        project = maak_project(zuid_holland, naam=naam, fase=Fase.PROJECT, gemeenten=[gemeente])
        maak_regel(oud, project, ibn=toen, fase=Fase.PLANUITWERKING)
        maak_regel(nieuw, project, ibn=nu, categorie=grond, bevestigd_op="2026-11-20T10:00+01:00")
        projecten[naam] = project
    nieuweling = maak_project(zuid_holland, naam="nieuweling")
    maak_regel(nieuw, nieuweling)
    maak_project(
        zuid_holland, naam="weg", gearchiveerd_op=GISTEREN, archiefreden="Niet meer nodig."
    )
    for _ in range(3):
        maak_afspraak(projecten["later"], planning="2020")
    for _ in range(2):
        maak_afspraak(projecten["later"], status="afgerond", afgerond_op=GISTEREN)
    maak_afspraak(projecten["gelijk"], status="vervallen", afgerond_op=GISTEREN)
    maak_afspraak(projecten["gelijk"], status="afgerond", afgerond_op="2026-01-01")
    for _ in range(4):
        maak_vraag(oud, [projecten["later"]])
    maak_vraag(
        oud, [projecten["later"]], status="beantwoord", antwoord="Ja", beantwoord_op="2026-06-01"
    )
    return projecten


@pytest.fixture
def als_lezer(client, lezer):
    client.force_login(lezer)
    return client


def cijfers(context):
    return {cijfer.sleutel: cijfer.aantal for cijfer in context["cijfers"]}


def test_de_cijfers_kloppen_met_wat_er_is(als_lezer, gevuld):
    assert cijfers(als_lezer.get(adres()).context) == {
        "ibn": 3,
        "fase": 5,
        "afgerond": 2,
        "te_laat": 3,
        "niet_bevestigd": 1,
        "vragen": 4,
    }


SECTIES = re.compile(r'<section class="eb-blok" aria-labelledby="(\w+)">(.*?)</section>', re.DOTALL)


def rijen_per_sectie(tekst):
    """The rows that a reader counts under each heading, before a second list begins."""
    secties = {naam: deel.partition("<h3")[0] for naam, deel in SECTIES.findall(tekst)}
    return {
        naam: deel.count("<li") + deel.partition("<tbody>")[2].count("<tr")
        for naam, deel in secties.items()
    }


def test_elk_cijfer_wijst_naar_precies_zijn_rijen(als_lezer, gevuld):
    response = als_lezer.get(adres())
    rijen = rijen_per_sectie(response.text)

    assert {sleutel: rijen[sleutel] for sleutel in cijfers(response.context)} == cijfers(
        response.context
    )
    assert [s for s in cijfers(response.context) if f'href="#{s}"' not in response.text] == []


def test_de_cijfers_zijn_die_van_de_pdf_en_de_excel(als_lezer, gevuld, rondes):
    inhoud = inhoud_van(rondes[1])
    secties = {naam: len(regels) for naam, regels in inhoud["wijzigingen"].items()}

    verwacht = cijfers(als_lezer.get(adres()).context)
    assert inhoud["tellingen"] == verwacht
    assert secties["niet_bevestigd"] == verwacht["niet_bevestigd"]
    assert secties["vragen"] == verwacht["vragen"]
    # with the one that cannot be computed; with the new one and the archived one; with the dropped
    assert secties["ibn"] == verwacht["ibn"] + 1
    assert secties["fase"] == verwacht["fase"] + 2
    assert secties["afspraken"] == verwacht["afgerond"] + 1 + verwacht["te_laat"]


def test_verschoven_gelijk_en_onleesbaar_tellen_op(als_lezer, gevuld):
    verschil = als_lezer.get(adres()).context["verschil"]

    delen = [verschil.verschoven, verschil.gelijk, verschil.onleesbaar]
    assert [len(deel) for deel in delen] == [3, 1, 1]
    assert len(verschil.later) + len(verschil.eerder) == len(verschil.verschoven)
    assert [v.project.naam for v in verschil.verschoven] == ["veel later", "later", "eerder"]


def test_nieuw_en_gearchiveerd(als_lezer, gevuld):
    verschil = als_lezer.get(adres()).context["verschil"]

    assert [p.naam for p in verschil.nieuw] == ["nieuweling"]
    assert [p.naam for p in verschil.gearchiveerd] == ["weg"]


@pytest.mark.parametrize("naam", ["gemeente", "partij", "fase", "categorie", "energiedrager"])
def test_een_filter_laat_projecten_weg(als_lezer, zuid_holland, gevuld, naam):
    from actielijst.models import Keuze  # noqa: PLC0415

    drager = Keuze.objects.create(provincie=zuid_holland, lijst="energiedrager", naam="warmte")
    project = gevuld["later"]
    project.energiedrager, project.fase = drager, Fase.REALISATIE
    project.save()
    ander = maak_partij(zuid_holland, "Leiden")
    maak_afspraak(project, trekker=ander)
    waarden = {
        "gemeente": project.gemeenten.get().pk,
        "partij": ander.pk,
        "fase": "realisatie",
        "categorie": zuid_holland.aandachtspuntcategorieen.get().pk,
        "energiedrager": drager.pk,
    }

    context = als_lezer.get(adres(vraag=f"?{naam}={waarden[naam]}")).context

    gevonden = {regel.project.naam for regel in context["verschil"].regels}
    allen = {"later", "veel later", "eerder", "gelijk", "onleesbaar"}
    assert gevonden == (allen if naam in ("gemeente", "categorie") else {"later"})


def test_een_onbekend_filter_wordt_gezegd(als_lezer, gevuld):
    response = als_lezer.get(adres(vraag="?gemeente=999999"))

    assert "kennen wij niet" in response.text


@pytest.mark.parametrize("keuze", ["sinds", "op"])
def test_met_welk_moment_wordt_vergeleken_is_te_kiezen(
    als_lezer, zuid_holland, gevuld, rondes, keuze
):
    ouder = maak_monitoringronde(zuid_holland, "2025-11-01", naam="ouder", gesloten=True)
    maak_regel(ouder, gevuld["later"], ibn="2020", fase=Fase.PROJECT)
    vraag = {"sinds": f"?sinds={ouder.pk}", "op": "?op=2026-01-01"}[keuze]

    context = als_lezer.get(adres(vraag=vraag)).context

    assert context["vorige"] == ouder
    assert [v.sinds_vorige for v in context["verschil"].verschoven] == [96]


def test_het_cijfer_van_vorige_keer_komt_uit_wat_is_vastgelegd(
    als_lezer, zuid_holland, gevuld, rondes
):
    sluit(rondes[1])
    derde = maak_monitoringronde(zuid_holland, "2027-05-01", naam="derde")
    maak_regel(derde, gevuld["later"], ibn="2028")

    (ibn, *_) = als_lezer.get(adres()).context["cijfers"]

    assert "vorige keer 3" in ibn.uitleg


def test_een_patroon_telt_projecten_en_gemeenten(als_lezer, gevuld):
    (patroon,) = als_lezer.get(adres()).context["patronen"]

    assert (str(patroon.categorie), len(patroon.projecten), patroon.gemeenten) == ("grond", 5, 1)


def test_zonder_ronde_zegt_het_dashboard_waarom_het_leeg_is(als_lezer, zuid_holland):
    assert "nog geen monitoringsronde" in als_lezer.get(adres()).text


@pytest.mark.parametrize("wat", ["dashboard", "ibn_verloop", "plausibiliteit"])
def test_het_kost_een_vast_aantal_querys(als_lezer, zuid_holland, gevuld, rondes, wat):
    weinig = _querys(als_lezer, wat)
    for _ in range(4):
        project = maak_project(zuid_holland, fase=Fase.PROJECT)
        maak_koppeling(project, ibn="2031", editie="IP2024")
        maak_regel(rondes[0], project, ibn="2028")
        maak_regel(rondes[1], project, ibn="2030")
        maak_afspraak(project, planning="2020")
        maak_vraag(rondes[0], [project])

    assert _querys(als_lezer, wat) == weinig


def _querys(client, wat):
    client.get(adres(wat))
    with CaptureQueriesContext(connection) as querys:
        assert client.get(adres(wat)).status_code == 200
    return len(querys)


# --- the trail


def test_het_eerste_moment_komt_uit_de_historie_van_de_fiche(zuid_holland, rondes):
    project = maak_project(zuid_holland, ibn="2026")
    project.ibn = "2027"
    project.save()
    _gedateerd(project, "2026-01-01")
    maak_regel(rondes[1], project, ibn="2028")

    (rij,) = stel_samen(rondes[1], rondes[1].stand_op)["verloop"]

    assert (rij["ankers"]["eerst"]["tekst"], rij["maanden"], rij["herplanningen"]) == (
        "2026",
        24,
        2,
    )


def _gedateerd(project, dag):
    """The lines of the history as if they were written then: they cannot be changed otherwise."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE pmiek_wijziging SET wanneer = %s WHERE object_id = %s",
            [f"{dag} 12:00:00+00:00", project.pk],
        )


def test_twee_die_hetzelfde_opschrijven_zijn_een_belofte(zuid_holland, rondes):
    """What the fiche says after the first round is not a second promise beside the rows."""
    project = maak_project(zuid_holland, ibn="2030")
    maak_regel(rondes[0], project, ibn="2027")
    maak_regel(rondes[1], project, ibn="2028")

    (rij,) = stel_samen(rondes[1], rondes[1].stand_op)["verloop"]

    assert (rij["ankers"]["eerst"]["tekst"], rij["herplanningen"]) == ("2027", 1)


def test_onleesbaar_staat_apart_en_wordt_niet_gerekend(als_lezer, gevuld):
    context = als_lezer.get(adres("ibn_verloop")).context

    assert [v.project.naam for v in context["onleesbaar"]] == ["onleesbaar"]
    rij = next(rij for rij in context["rijen"] if rij["naam"] == "onleesbaar")
    assert rij["maanden"] is None


# --- plausible?


def zinnen(client):
    return [(b.regel, b.zin) for b in client.get(adres("plausibiliteit")).context["bevindingen"]]


def test_een_ibn_die_te_snel_is_voor_de_tabel_van_de_provincie(als_lezer, zuid_holland, rondes):
    jaar = datetime.date.today().year
    project = maak_project(zuid_holland, fase=Fase.PLANUITWERKING, ibn=str(jaar + 2))
    maak_regel(rondes[1], project, ibn=str(jaar + 2), stand_van=GISTEREN)
    assert zinnen(als_lezer) == []

    Doorlooptijd.objects.create(provincie=zuid_holland, fase=Fase.PLANUITWERKING, maanden=48)

    ((regel, zin),) = zinnen(als_lezer)
    assert regel == "IBN te snel voor de fase"
    assert "Volgens uw tabel duurt het nog ten minste 48 maanden" in zin


@pytest.mark.parametrize(
    ("regel", "velden", "extra"),
    [
        ("afspraak na de IBN", {"ibn": "2040"}, lambda p: maak_afspraak(p, planning="2041")),
        (
            "IBN eerder dan het IP",
            {"ibn": "2040"},
            lambda p: maak_koppeling(p, editie="IP2024", ibn="2042"),
        ),
        ("twaalf maanden niets gehoord", {"stand_van": "2025-01-01"}, lambda p: None),
        ("fiche en monitoring verschillen", {"ibn": "2041"}, lambda p: None),
    ],
)
def test_wat_opvalt_zegt_de_regel_en_de_som(als_lezer, zuid_holland, rondes, regel, velden, extra):
    project = maak_project(zuid_holland, fase=Fase.PROJECT, ibn="2040")
    maak_regel(rondes[1], project, **{"ibn": "2040", "stand_van": GISTEREN} | velden)
    extra(project)

    ((gevonden, zin),) = zinnen(als_lezer)

    assert gevonden == regel
    assert re.search(r"\d", zin)


def test_een_fase_die_terug_ging_valt_op(als_lezer, zuid_holland, rondes):
    project = maak_project(zuid_holland, fase=Fase.PROJECT)
    maak_regel(rondes[0], project, fase=Fase.REALISATIE)
    maak_regel(rondes[1], project)

    assert zinnen(als_lezer) == [
        ("fase ging terug", "De fase ging terug van realisatie naar project.")
    ]
