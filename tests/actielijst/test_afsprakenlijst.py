"""Agreements over all projects: what the filters find, and that a file holds the same rows."""

import datetime
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from actielijst.enums import Afspraaksoort, Afspraakstatus, Fase
from actielijst.models import Project, Uitvoeringsafspraak
from pmiek.enums import Partijsoort
from tests.bench.rijen import bewaar
from tests.bouwers import maak_afspraak, maak_koppeling, maak_partij, maak_project

LIJST = "/zuid-holland/afspraken/"
EXPORT = "/zuid-holland/afspraken/exporteren/"


@pytest.fixture
def delft(zuid_holland):
    return maak_partij(zuid_holland, "Delft")


@pytest.fixture
def stedin(zuid_holland):
    return maak_partij(zuid_holland, "Stedin", Partijsoort.NETBEHEERDER)


@pytest.fixture
def gevonden(client, lezer):
    client.force_login(lezer)

    def zoek(vraag, adres=LIJST):
        response = client.get(f"{adres}?{vraag}")
        return {afspraak.activiteit for afspraak in response.context["afspraken"]}

    return zoek


@pytest.mark.parametrize(
    "adres",
    [
        "/zuid-holland/afspraken/",
        "/zuid-holland/projecten/",
        "/zuid-holland/projecten/archief/",
        "/zuid-holland/projecten/fasewisselingen/",
        "/zuid-holland/monitoring/vragen/",
    ],
)
@pytest.mark.parametrize("blad", ["99", "0", "-1", "onzin", "9" * 30])
def test_een_blad_dat_er_niet_is_wordt_het_laatste_of_het_eerste(client, lezer, adres, blad):
    client.force_login(lezer)

    assert client.get(f"{adres}?page={blad}").status_code == 200


def test_voorbij_het_einde_staat_het_laatste_blad(client, lezer, project):
    for nummer in range(51):
        maak_afspraak(project, activiteit=f"a{nummer:02}", volgorde=nummer)
    client.force_login(lezer)

    pagina = client.get("/zuid-holland/afspraken/?page=99")

    assert pagina.context["page_obj"].number == 2
    assert len(pagina.context["afspraken"]) == 1


def test_vijfduizend_afspraken_zijn_te_lezen_te_filteren_en_te_downloaden(client, lezer, project):
    client.force_login(lezer)

    def kosten(vraag=""):
        with CaptureQueriesContext(connection) as querys:
            pagina = client.get(f"{LIJST}?{vraag}")
        return len(querys), pagina

    def erbij(aantal, **velden):
        velden |= {"project": project, "activiteit": "Bouwen"}
        bewaar(Uitvoeringsafspraak(**velden) for _ in range(aantal))

    erbij(51)
    kosten()
    weinig, _ = kosten()
    erbij(4_949, status=Afspraakstatus.LOOPT)

    veel, eerste = kosten()
    _, laatste = kosten("page=100")
    _, gefilterd = kosten(f"status={Afspraakstatus.LOOPT}")

    assert veel == weinig
    assert (eerste.context["aantal"], gefilterd.context["aantal"]) == (5_000, 4_949)
    assert [len(blad.context["afspraken"]) for blad in (eerste, laatste)] == [50, 50]
    assert "Excel van deze 5000 afspraken (xlsx)" in eerste.text
    # too long to wait for: the file is asked for
    assert client.get(EXPORT).status_code == 302


def test_de_lijst_toont_alleen_afspraken_van_de_eigen_provincie(client, lezer, project, utrecht):
    eigen = maak_afspraak(project)
    maak_afspraak(maak_project(utrecht))
    client.force_login(lezer)

    assert list(client.get(LIJST).context["afspraken"]) == [eigen]


def test_een_project_in_het_archief_telt_niet_mee(client, lezer, zuid_holland):
    weg = maak_project(zuid_holland, gearchiveerd_op="2026-01-01", archiefreden="Klaar.")
    maak_afspraak(weg)
    client.force_login(lezer)

    assert client.get(LIJST).context["totaal"] == 0


def test_de_rol_van_een_partij_kost_met_meer_rijen_evenveel_querys(
    client, lezer, zuid_holland, delft
):
    def met(aantal):
        for _ in range(aantal):
            project = maak_project(zuid_holland, gemeenten=[delft])
            maak_koppeling(project, netbeheerder=delft)
            maak_afspraak(project)
        with CaptureQueriesContext(connection) as querys:
            client.get(f"{LIJST}?partij={delft.pk}")
        return len(querys)

    client.force_login(lezer)
    client.get(f"{LIJST}?partij={delft.pk}")

    assert met(1) == met(5)


def test_een_partij_in_elke_rol_en_de_rij_noemt_welke(client, lezer, zuid_holland, delft, stedin):
    ander = maak_project(zuid_holland)
    van_project = [
        ("bevoegd gezag", maak_project(zuid_holland, bevoegd_gezag=delft)),
        ("gemeente", maak_project(zuid_holland, gemeenten=[delft])),
        ("betrokken bij het project", maak_project(zuid_holland, partijen=[delft])),
        ("volgende fase", maak_project(zuid_holland, volgende_fase_wie=delft)),
    ]
    met_nummer = maak_project(zuid_holland)
    maak_koppeling(met_nummer, netbeheerder=delft)
    van_project.append(("netbeheerder", met_nummer))
    verwacht = {maak_afspraak(p, trekker=stedin): rol for rol, p in van_project}
    verwacht[maak_afspraak(ander, trekker=delft)] = "trekker"
    doet_mee = maak_afspraak(ander, trekker=stedin, partijen=[delft])
    verwacht[doet_mee] = "betrokken bij de afspraak"
    leiden = maak_partij(zuid_holland, "Leiden")
    zonder_delft = maak_project(zuid_holland, gemeenten=[leiden], partijen=[stedin])
    maak_afspraak(zonder_delft, trekker=stedin, partijen=[leiden])
    verwacht[maak_afspraak(van_project[1][1], trekker=delft)] = "trekker, gemeente"
    client.force_login(lezer)

    pagina = client.get(f"{LIJST}?partij={delft.pk}")

    assert {a: a.rolwoorden for a in pagina.context["afspraken"]} == verwacht
    assert f"{delft}: trekker, gemeente</span>" in pagina.text
    assert set(Uitvoeringsafspraak.objects.van_partij(delft)) == set(verwacht)
    projecten = Project.objects.van_partij(delft)
    assert set(projecten) == {afspraak.project for afspraak in verwacht}


@pytest.mark.parametrize(
    ("periode", "gevonden_plannen"),
    [
        ("2027", {"Q1 2027", "Q4 2027", "2027"}),
        ("Q4 2027", {"Q4 2027", "2027"}),
        ("vóór 2027", {"31-12-2026"}),
        ("na Q3 2027", {"Q4 2027", "2027", "1-1-2028"}),
        ("2031", set()),
    ],
)
def test_een_periode_vindt_wat_daarin_eindigt(gevonden, project, periode, gevonden_plannen):
    for plan in ("31-12-2026", "Q1 2027", "Q4 2027", "2027", "1-1-2028", "n.t.b.", "vanaf 2027"):
        maak_afspraak(project, activiteit=plan, planning=plan)

    assert gevonden(f"planning={periode}") == gevonden_plannen


def test_een_periode_die_niet_te_lezen_is_telt_niet_mee_en_wordt_gezegd(client, lezer, project):
    afspraak = maak_afspraak(project, planning="2027")
    client.force_login(lezer)

    response = client.get(f"{LIJST}?planning=ooit")

    assert list(response.context["afspraken"]) == [afspraak]
    assert "Hier lezen wij geen periode in." in response.content.decode()


def _morgen(dagen):
    return f"{timezone.localdate() + datetime.timedelta(days=dagen):%-d-%-m-%Y}"


@pytest.mark.parametrize(
    ("tijd", "verwacht"),
    [
        ("te_laat", {"gisteren"}),
        ("binnenkort", {"vandaag", "vier weken"}),
        ("zonder_einde", {"leeg", "open einde", "niet te lezen"}),
        ("verschoven", {"verschoven"}),
    ],
)
def test_tijd(gevonden, project, tijd, verwacht):
    plannen = {
        "gisteren": _morgen(-1),
        "vandaag": _morgen(0),
        "vier weken": _morgen(28),
        "vijf weken": _morgen(29),
        "leeg": "",
        "open einde": "vanaf 2030",
        "niet te lezen": "z.s.m.",
    }
    for naam, planning in plannen.items():
        maak_afspraak(project, activiteit=naam, planning=planning)
    for planning in ("2020", _morgen(7)):
        maak_afspraak(
            project, activiteit="klaar", planning=planning, status=Afspraakstatus.AFGEROND
        )
    verschoven = maak_afspraak(project, activiteit="verschoven", planning="2090")
    verschoven.planning = "2091"
    verschoven.save()

    assert gevonden(f"tijd={tijd}") == verwacht


def test_te_laat_en_binnenkort_tellen_vanaf_de_peildatum(project):
    maak_afspraak(project, planning="30-6-2090")
    afspraken, dag = Uitvoeringsafspraak.objects.all(), datetime.date(2090, 7, 1)

    assert (afspraken.verlopen().count(), afspraken.verlopen(dag).count()) == (0, 1)
    eerder = dag - datetime.timedelta(days=7)
    assert (afspraken.binnen(7).count(), afspraken.binnen(7, eerder).count()) == (0, 1)


def test_de_andere_filters(gevonden, zuid_holland, delft, stedin):
    project = maak_project(zuid_holland, nummer="7", fase=Fase.PROJECT, gemeenten=[delft])
    maak_afspraak(
        project,
        activiteit="een",
        trekker=stedin,
        status=Afspraakstatus.LOOPT,
        soort=Afspraaksoort.PROCES,
    )
    maak_afspraak(maak_project(zuid_holland, nummer="8", naam="Ander"), activiteit="twee")

    vragen = [
        f"trekker={stedin.pk}",
        f"gemeente={delft.pk}",
        "status=loopt&status=afgerond",
        "soort=proces",
        "fase=project",
        "zoek=EEN",
        "zoek=7",
    ]
    assert [gevonden(vraag) for vraag in vragen] == [{"een"}] * len(vragen)
    assert gevonden("trekker=geen") == {"twee"}
    assert gevonden("zoek=ander") == {"twee"}


@pytest.mark.parametrize(
    ("zoek", "verwacht"),
    [
        ("grond delft", {"Grond kopen"}),
        ("DELFT kopen 7", {"Grond kopen"}),
        ("grond 8", {"Grond ruilen"}),
        ("kopen ruilen", set()),
    ],
)
def test_zoeken_vindt_elk_woord_in_de_afspraak_of_haar_project(
    gevonden, zuid_holland, zoek, verwacht
):
    for nummer, naam, activiteit in (
        ("7", "Station Delft", "Grond kopen"),
        ("8", "Kabel", "Grond ruilen"),
    ):
        project = maak_project(zuid_holland, nummer=nummer, naam=naam)
        maak_afspraak(project, activiteit=activiteit)

    assert gevonden(f"zoek={zoek}") == verwacht


def test_sorteren_zet_wat_niet_te_lezen_is_altijd_achteraan(client, lezer, project):
    for planning in ("", "2029", "2028"):
        maak_afspraak(project, planning=planning)
    client.force_login(lezer)

    def volgorde(sorteer):
        rijen = client.get(f"{LIJST}?sorteer={sorteer}").context["afspraken"]
        return [str(afspraak.planning) for afspraak in rijen]

    assert volgorde("planning") == ["2028", "2029", ""]
    assert volgorde("-planning") == ["2029", "2028", ""]


def test_excel_is_precies_wat_het_filter_vindt(client, lezer, zuid_holland, delft):
    project = maak_project(zuid_holland, nummer="17.", gemeenten=[delft])
    maak_afspraak(project, activiteit="Eerste", trekker=delft, planning="2027")
    maak_afspraak(project, activiteit="=Tweede", planning="Q3 2027")
    client.force_login(lezer)

    response = client.get(f"{EXPORT}?trekker=geen")
    blad = load_workbook(io.BytesIO(response.content))["Afspraken"]
    koppen, *rijen = blad.iter_rows(values_only=True)
    regels = [dict(zip(koppen, rij, strict=True)) for rij in rijen]

    assert [(r["Nr."], r["Activiteit"], r["Planning"]) for r in regels] == [
        ("17.2", "=Tweede", "Q3 2027")
    ]
    assert regels[0]["Gemeenten"] == "Delft"


@pytest.mark.parametrize("naam", ["afspraak_lijst", "afspraak_export"])
def test_een_partij_ziet_alleen_afspraken_van_projecten_waaraan_zij_meedoet(
    client, partij_gebruiker, zuid_holland, naam
):
    partij = partij_gebruiker.rollen.get().partij
    eigen = maak_afspraak(maak_project(zuid_holland, partijen=[partij]))
    maak_afspraak(maak_project(zuid_holland))
    client.force_login(partij_gebruiker)

    response = client.get(reverse(f"actielijst:{naam}", args=["zuid-holland"]))

    if naam == "afspraak_lijst":
        assert list(response.context["afspraken"]) == [eigen]
    else:
        blad = load_workbook(io.BytesIO(response.content))["Afspraken"]
        assert blad.max_row == 2


def test_start_toont_de_eerste_vijftig_te_late_en_noemt_ze_alle(client, lezer, project):
    for _ in range(51):
        maak_afspraak(project, planning="2020")
    client.force_login(lezer)

    response = client.get("/zuid-holland/")

    assert (len(response.context["te_laat"]), response.context["aantal_te_laat"]) == (50, 51)
    assert f"{LIJST}?tijd=te_laat" in response.content.decode()
