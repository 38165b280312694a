"""The same aandachtspunt at several projects, and one action or question for all of them."""

import re

import pytest
from django.urls import reverse

from monitoring.models import Monitoringregel, VraagAanEnergyboard
from monitoring.opnemen import lees_stand
from monitoring.patronen import patronen
from monitoring.rondes import sluit
from pmiek.enums import Partijsoort
from tests.bouwers import maak_categorie, maak_partij, maak_project, maak_regel
from tests.pmiek.test_concept import token


@pytest.fixture
def grond(zuid_holland):
    return maak_categorie(zuid_holland, "grond")


@pytest.fixture
def regels(zuid_holland, ronde, grond):
    """Three projects in two municipalities; one has two trekkers, one has none."""
    delft, leiden = (maak_partij(zuid_holland, naam) for naam in ("Delft", "Leiden"))
    beheerder = maak_partij(zuid_holland, "Stroom", soort=Partijsoort.NETBEHEERDER)
    maak_regel(ronde, maak_project(zuid_holland), categorie=maak_categorie(zuid_holland))
    return [
        maak_regel(
            ronde,
            maak_project(zuid_holland, naam=f"station {plek}", gemeenten=[gemeente]),
            categorie=grond,
            trekkers=trekkers,
            **velden,
        )
        for plek, gemeente, trekkers, velden in (
            ("een", delft, [delft, beheerder], {"versnellingsactie": "Bemiddeling"}),
            ("twee", leiden, [leiden], {"versnellingsactie": "n.v.t."}),
            ("drie", leiden, [], {}),
        )
    ]


@pytest.fixture
def pagina(grond):
    return reverse("monitoring:categorie_patroon", args=["zuid-holland", grond.pk])


@pytest.fixture
def als_monitor(client, monitor):
    client.force_login(monitor)
    return client


def post(client, pagina, gekozen, **velden):
    data = {"regels": [regel.pk for regel in gekozen]} | velden
    return client.post(pagina, data | token(client, pagina), follow=True)


def acties(regels):
    return [Monitoringregel.objects.get(pk=regel.pk).versnellingsactie for regel in regels]


def test_een_patroon_telt_per_trekker_en_elk_project_een_keer(ronde, regels):
    grond, _ = patronen(lees_stand(ronde, ronde.peildatum).regels).rijen

    assert (len(grond.projecten), grond.gemeenten) == (3, 2)
    assert [(kolom.naam, aantal) for kolom, aantal in grond.cellen] == [
        (str(regels[0].trekkers.get(soort=Partijsoort.NETBEHEERDER)), 1),
        ("gemeenten", 2),
        ("zonder trekker", 1),
    ]


def test_elke_kolom_heeft_een_eigen_naam_en_elk_cijfer_leidt_naar_zoveel_rijen(
    als_monitor, regels, pagina
):
    dashboard = als_monitor.get(reverse("monitoring:dashboard", args=["zuid-holland"])).text
    tabel = re.search(r"<table[^>]*mo-patronen.*?</table>", dashboard, re.S)[0]
    koppen = re.findall(r'<th scope="col"[^>]*>(.*?)</th>', tabel)
    assert len(koppen) == len(set(koppen))
    assert {"Ligt in gemeenten", "Gemeenten als trekker"} <= set(koppen)

    (rij,) = re.findall(rf'<a href="({pagina})#gemeenten">2<', tabel)
    gemeenten = als_monitor.get(rij).text.split('<h2 id="gemeenten"')[1]
    gevonden = re.findall(r'<li><a href="([^"]+)">([^<]+)</a><span[^>]*>(\d) project', gemeenten)
    assert [naam for _, naam, _ in gevonden] == ["Gemeente Delft", "Gemeente Leiden"]
    for adres, _, hoeveel in gevonden:
        rijen = als_monitor.get(adres.replace("&amp;", "&")).context["blok"]["rijen"]
        assert len(rijen) == int(hoeveel)


def test_een_actie_en_een_vraag_komen_bij_alle_gekozen_projecten(
    als_monitor, ronde, regels, pagina
):
    post(
        als_monitor,
        pagina,
        regels[:2],
        versnellingsactie="Samen onteigenen",
        soort="steun",
        titel="steun de onteigening",
    )

    assert acties(regels) == ["Bemiddeling\nSamen onteigenen", "Samen onteigenen", ""]
    vraag = VraagAanEnergyboard.objects.get()
    assert (vraag.titel, vraag.soort, vraag.ronde) == ("steun de onteigening", "steun", ronde)
    assert set(vraag.projecten.all()) == {regel.project for regel in regels[:2]}


def test_een_trekker_komt_erbij_en_wie_er_stond_blijft(als_monitor, zuid_holland, regels, pagina):
    nieuw = maak_partij(zuid_holland, "Gouda")

    post(als_monitor, pagina, regels[:1], versnellingsactie="Samen", trekkers=[nieuw.pk])

    assert regels[0].trekkers.count() == 3
    assert nieuw in regels[0].trekkers.all()


@pytest.mark.parametrize(
    ("stond_er", "blijft"),
    [("n.v.t.", ""), ("Niet van toepassing", ""), ("bewonersgroep", "bewonersgroep")],
)
def test_een_trekker_komt_in_de_plaats_van_nvt(
    als_monitor, zuid_holland, ronde, grond, pagina, stond_er, blijft
):
    project = maak_project(zuid_holland)
    regel = maak_regel(ronde, project, categorie=grond, overige_trekkers=stond_er)
    gouda = maak_partij(zuid_holland, "Gouda")

    post(als_monitor, pagina, [regel], versnellingsactie="Samen", trekkers=[gouda.pk])

    regel.refresh_from_db()
    assert (regel.overige_trekkers, list(regel.trekkers.all())) == (blijft, [gouda])


def test_zonder_nieuwe_trekker_blijft_nvt_staan(als_monitor, zuid_holland, ronde, grond, pagina):
    regel = maak_regel(
        ronde, maak_project(zuid_holland), categorie=grond, overige_trekkers="n.v.t."
    )

    post(als_monitor, pagina, [regel], versnellingsactie="Samen")

    regel.refresh_from_db()
    assert regel.overige_trekkers == "n.v.t."


def test_een_gezamenlijke_actie_bevestigt_niets(als_monitor, regels, pagina):
    post(als_monitor, pagina, regels, versnellingsactie="Samen")

    assert [Monitoringregel.objects.get(pk=r.pk).is_bevestigd for r in regels] == [False] * 3


def test_een_gezamenlijke_actie_is_in_een_keer_ongedaan_te_maken(als_monitor, regels, pagina):
    voor = acties(regels)
    tekst = post(
        als_monitor, pagina, regels, versnellingsactie="Samen", soort="steun", titel="steun"
    ).text
    assert acties(regels) != voor

    als_monitor.post(re.search(r'/zuid-holland/[^"]*ongedaan[^"]*', tekst)[0])

    assert acties(regels) == voor
    assert not VraagAanEnergyboard.objects.exists()


@pytest.mark.parametrize(
    ("velden", "veld"),
    [
        ({}, "versnellingsactie"),
        ({"titel": "steun ons"}, "soort"),
        ({"soort": "steun"}, "titel"),
        ({"regels": [], "versnellingsactie": "Samen"}, "regels"),
        ({"regels": ["999999"], "versnellingsactie": "Samen"}, "regels"),
    ],
)
def test_een_onvolledige_actie_wordt_geweigerd_en_wat_getypt_is_blijft(
    als_monitor, regels, pagina, velden, veld
):
    response = post(als_monitor, pagina, regels, **velden)

    assert list(response.context["form"].errors) == [veld]
    assert [waarde for waarde in velden.values() if str(waarde) not in response.text] in (
        [],
        [[]],
        [["999999"]],
    )
    assert "Samen" not in "".join(acties(regels))


def test_een_regel_met_een_ander_aandachtspunt_hoort_er_niet_bij(
    als_monitor, ronde, regels, pagina
):
    ander = ronde.regels.exclude(pk__in=[regel.pk for regel in regels]).get()

    response = post(als_monitor, pagina, [ander], versnellingsactie="Samen")

    assert list(response.context["form"].errors) == ["regels"]
    assert acties([ander]) == [""]


def test_de_ronde_sluit_terwijl_iemand_een_actie_typt(als_monitor, ronde, regels, pagina):
    data = {"regels": [regels[0].pk], "versnellingsactie": "Samen"} | token(als_monitor, pagina)
    sluit(ronde)

    response = als_monitor.post(pagina, data)

    assert "is intussen gesloten" in response.text
    assert acties(regels)[0] == "Bemiddeling"


def test_een_lezer_ziet_het_patroon_en_wijzigt_niets(client, lezer, regels, pagina):
    client.force_login(lezer)

    assert "station een" in client.get(pagina).text
    assert client.get(pagina).context["form"] is None
    data = {"regels": [regels[0].pk], "versnellingsactie": "Samen"}
    assert client.post(pagina, data).status_code == 403
