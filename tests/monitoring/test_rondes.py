import datetime
import re

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.urls import reverse

from actielijst.enums import Fase, Route
from monitoring.models import Monitoringregel, Monitoringronde, RondeGesloten
from monitoring.rondes import bevestig_ongewijzigd, open_ronde, projecten_in_beeld, sluit
from pmiek.history import Geweigerd, acting_as
from pmiek.wijziging import Wijziging
from tests.bouwers import (
    maak_categorie,
    maak_gebruiker,
    maak_monitoringronde,
    maak_partij,
    maak_project,
    maak_provincie,
    maak_regel,
)
from tests.monitoring.formulier import regeldata

DATA = {
    "naam": "najaar 2026",
    "peildatum": "16-11-2026",
    "deadline": "30-11-2026",
    "vergaderdatum": "15-12-2026",
}


def adres(wat, provincie, obj=None):
    args = [provincie.slug] + ([obj.pk] if obj else [])
    return reverse(f"monitoring:{wat}", args=args)


def nieuwe_ronde(provincie, peildatum="2026-11-16", **velden):
    dag = datetime.date.fromisoformat(peildatum)
    return Monitoringronde(
        provincie=provincie,
        naam=peildatum,
        peildatum=dag,
        deadline=dag,
        vergaderdatum=dag,
        **velden,
    )


@pytest.mark.parametrize(
    ("fase", "route", "erin"),
    [
        (Fase.PLANUITWERKING, Route.ACTIES, True),
        (Fase.PROJECT, "", True),
        (Fase.REALISATIE, Route.MONITORING, True),
        (Fase.VERKENNING, Route.ACTIES, True),
        (Fase.VERKENNING, Route.MONITORING, True),
        (Fase.VERKENNING, Route.PMIEK_PLUS_1, False),
        (Fase.VERKENNING, "", False),
        ("", Route.ACTIES, False),
    ],
)
def test_een_ronde_begint_met_concrete_projecten_en_verkenningen_met_een_route(
    zuid_holland, fase, route, erin
):
    project = maak_project(zuid_holland, fase=fase, route=route)

    assert list(projecten_in_beeld(zuid_holland)) == ([project] if erin else [])


def test_een_gearchiveerd_project_en_een_van_een_andere_provincie_komen_er_niet_in(
    zuid_holland, utrecht
):
    maak_project(
        zuid_holland, fase=Fase.PROJECT, gearchiveerd_op="2026-01-01", archiefreden="Klaar."
    )
    maak_project(utrecht, fase=Fase.PROJECT)

    ronde = open_ronde(nieuwe_ronde(zuid_holland))

    assert list(ronde.regels.all()) == []


def test_een_nieuwe_ronde_toont_wat_er_in_de_vorige_stond(zuid_holland):
    project = maak_project(zuid_holland, fase=Fase.PROJECT, ibn="2028")
    trekker = maak_partij(zuid_holland)
    oud = maak_monitoringronde(zuid_holland, "2026-05-12", gesloten=True)
    maak_regel(
        oud,
        project,
        ibn="2029",
        oordeel="onder_druk",
        aandachtspunt="Grond",
        vraag="n.v.t.",
        oorzaak_toelichting="Een oude oorzaak",
        stand_van="2026-05-10",
        trekkers=[trekker],
    )

    regel = open_ronde(nieuwe_ronde(zuid_holland)).regels.get()

    assert (str(regel.ibn), regel.oordeel, regel.aandachtspunt, regel.vraag) == (
        "2029",
        "onder_druk",
        "Grond",
        "n.v.t.",
    )
    assert regel.oorzaak_toelichting == ""
    assert list(regel.trekkers.all()) == [trekker]
    assert not regel.is_bevestigd
    assert regel.stand_van == datetime.date(2026, 5, 10)


def test_zonder_eerdere_ronde_komt_de_ibn_van_de_fiche(zuid_holland):
    maak_project(zuid_holland, fase=Fase.PROJECT, ibn="Q2 2028")

    assert str(open_ronde(nieuwe_ronde(zuid_holland)).regels.get().ibn) == "Q2 2028"


@pytest.mark.parametrize(
    ("velden", "veld", "zin"),
    [
        ({"deadline": "15-11-2026"}, "deadline", "ligt vóór de peildatum"),
        ({"vergaderdatum": "29-11-2026"}, "vergaderdatum", "ligt vóór de datum van aanleveren"),
        ({"peildatum": "gisteren"}, "peildatum", "Schrijf een datum"),
        ({"naam": ""}, "naam", "Schrijf op hoe de ronde heet"),
    ],
)
def test_verkeerde_data_worden_in_het_nederlands_geweigerd(
    client, zuid_holland, monitor, velden, veld, zin
):
    client.force_login(monitor)

    response = client.post(adres("monitoringronde_nieuw", zuid_holland), DATA | velden)

    assert list(response.context["form"].errors) == [veld]
    assert zin in response.context["form"].errors[veld][0]
    assert f'<a href="#id_{veld}">' in response.text
    assert not Monitoringronde.objects.exists()


def test_zolang_een_ronde_open_is_staat_er_waarom_er_geen_nieuwe_bij_kan(
    client, zuid_holland, monitor, ronde
):
    lijst = adres("monitoringronde_lijst", zuid_holland)
    open_nog = f'Ronde <a href="{ronde.get_absolute_url()}">najaar 2026</a> is nog open.'
    client.force_login(monitor)
    pagina = client.get(lijst).text
    assert (open_nog in pagina, "Nieuwe ronde" in pagina) == (True, False)

    sluit(ronde)
    pagina = client.get(lijst).text
    assert (open_nog in pagina, "Nieuwe ronde" in pagina) == (False, True)


def test_een_lezer_leest_niet_hoe_een_ronde_wordt_geopend(client, zuid_holland, lezer, ronde):
    client.force_login(lezer)
    assert "is nog open" not in client.get(adres("monitoringronde_lijst", zuid_holland)).text


@pytest.mark.parametrize("veld", ["naam", "peildatum"])
def test_wat_er_al_is_wordt_bij_zijn_veld_geweigerd(client, zuid_holland, monitor, veld):
    anders = {"naam": "eerder", "peildatum": "2026-11-10"}
    zelfde = {"naam": DATA["naam"], "peildatum": "2026-11-16"}
    velden = anders | {veld: zelfde[veld]}
    maak_monitoringronde(zuid_holland, velden["peildatum"], naam=velden["naam"], gesloten=True)
    client.force_login(monitor)

    response = client.post(adres("monitoringronde_nieuw", zuid_holland), DATA)

    assert list(response.context["form"].errors) == [veld]


def test_een_tweede_open_ronde_wordt_geweigerd(client, zuid_holland, monitor, ronde):
    client.force_login(monitor)

    response = client.post(
        adres("monitoringronde_nieuw", zuid_holland),
        DATA | {"naam": "nog een", "peildatum": "17-11-2026"},
    )

    assert "Er is nog een ronde open" in response.text
    with pytest.raises(IntegrityError), transaction.atomic():
        maak_monitoringronde(zuid_holland, "2026-12-01")


@pytest.mark.parametrize(("peildatum", "mag"), [("15-11-2026", False), ("17-11-2026", True)])
def test_een_open_ronde_ligt_na_de_gesloten_rondes(client, zuid_holland, monitor, peildatum, mag):
    maak_monitoringronde(zuid_holland, "2026-11-16", naam="gesloten", gesloten=True)
    client.force_login(monitor)

    pagina = adres("monitoringronde_nieuw", zuid_holland)
    response = client.post(pagina, DATA | {"peildatum": peildatum})

    assert zuid_holland.monitoringrondes.filter(naam=DATA["naam"]).exists() is mag
    assert ("Ronde gesloten heeft peildatum 16 november 2026" in response.text) is not mag


def test_data_die_niet_kunnen_weigert_ook_de_database(zuid_holland):
    with pytest.raises(IntegrityError), transaction.atomic():
        maak_monitoringronde(zuid_holland, deadline="2026-11-15")
    with pytest.raises(IntegrityError), transaction.atomic():
        maak_monitoringronde(zuid_holland, vergaderdatum="2026-11-20")


def test_een_ronde_openen_zet_de_projecten_klaar(client, zuid_holland, monitor):
    project = maak_project(zuid_holland, fase=Fase.PROJECT)
    client.force_login(monitor)

    response = client.post(adres("monitoringronde_nieuw", zuid_holland), DATA, follow=True)

    assert [rij.regel.project for rij in response.context["rijen"]] == [project]


def test_een_project_staat_eenmaal_in_een_ronde(regel):
    with pytest.raises(IntegrityError), transaction.atomic():
        maak_regel(regel.ronde, regel.project)


def test_projecten_komen_bij_een_open_ronde_en_gaan_eruit(client, zuid_holland, monitor, regel):
    ander = maak_project(zuid_holland, ibn="2031")
    client.force_login(monitor)

    projectenscherm(client, regel.ronde)(ander)

    assert [r.project for r in regel.ronde.regels.all()] == [ander]
    assert Wijziging.objects.van(regel.project).filter(soort="verwijderd").count() == 1


def projectenscherm(client, ronde):
    """The page as it is rendered now, to be posted with these ticks."""
    pagina = adres("monitoringronde_projecten", ronde.provincie, ronde)
    basis = client.get(pagina).context["form"]["basis"].value()
    return lambda *projecten: client.post(
        pagina, {"basis": basis, "projecten": [project.pk for project in projecten]}
    )


def test_wat_een_collega_intussen_toevoegde_en_invulde_blijft(client, zuid_holland, monitor, regel):
    van_mij, van_collega = maak_project(zuid_holland), maak_project(zuid_holland)
    client.force_login(monitor)
    scherm = projectenscherm(client, regel.ronde)
    maak_regel(regel.ronde, van_collega, aandachtspunt="Net ingevuld.")

    scherm(regel.project, van_mij)

    assert {r.project for r in regel.ronde.regels.all()} == {regel.project, van_mij, van_collega}
    assert van_collega.monitoringregels.get().aandachtspunt == "Net ingevuld."


def test_een_regel_waarin_een_collega_intussen_schreef_gaat_niet_ongevraagd_weg(
    client, monitor, regel
):
    client.force_login(monitor)
    scherm = projectenscherm(client, regel.ronde)
    with acting_as(maak_gebruiker(naam="J. Jansen")):
        regel.aandachtspunt = "Net ingevuld."
        regel.save()

    gevraagd = scherm()

    form = gevraagd.context["form"]
    assert re.match(r"J\. Jansen \(\d\d:\d\d\) schreef intussen iets", form.errors["projecten"][0])
    assert (form["projecten"].value() or [], regel.ronde.regels.count()) == ([], 1)
    client.post(gevraagd.request["PATH_INFO"], {"basis": form["basis"].value()})
    assert regel.ronde.regels.count() == 0


def test_een_project_van_een_andere_provincie_komt_er_niet_in(client, zuid_holland, monitor, regel):
    vreemd = maak_project(maak_provincie("Drenthe", "PV22"))
    client.force_login(monitor)

    response = projectenscherm(client, regel.ronde)(regel.project, vreemd)

    assert "projecten" in response.context["form"].errors
    assert regel.ronde.regels.count() == 1


def test_een_regel_voor_een_project_van_een_andere_provincie_wordt_nooit_bewaard(ronde):
    vreemd = maak_project(maak_provincie("Drenthe", "PV22"))

    with pytest.raises(Geweigerd, match="hoort niet bij de provincie"):
        maak_regel(ronde, vreemd)

    assert not ronde.regels.exists()


def test_de_lijst_begint_met_de_nieuwste_ronde(client, zuid_holland, lezer):
    dagen = ("2025-10-20", "2026-11-16", "2026-04-20")
    for dag in dagen:
        maak_monitoringronde(zuid_holland, dag, gesloten=True)
    client.force_login(lezer)

    rondes = client.get(adres("monitoringronde_lijst", zuid_holland)).context["rondes"]

    assert [str(ronde.peildatum) for ronde in rondes] == sorted(dagen, reverse=True)


# --- confirm


def keuze(regel):
    """What the tick of this row on the screen says."""
    return f"{regel.pk}:{regel.versie}"


def test_ongewijzigd_bevestigen_telt_als_vers(client, zuid_holland, monitor, ronde):
    een, twee = (maak_regel(ronde, maak_project(zuid_holland), ibn="2030") for _ in range(2))
    client.force_login(monitor)

    client.post(adres("monitoringronde_bevestigen", zuid_holland, ronde), {"regel": [keuze(een)]})

    een.refresh_from_db()
    assert (een.stand, een.bevestigd_door) == ("ongewijzigd", monitor)
    assert een.stand_van is not None
    assert list(ronde.regels.niet_bevestigd()) == [twee]


def bevestig_alle(client, ronde):
    """What the next page says."""
    alle = [keuze(regel) for regel in ronde.regels.all()]
    pagina = adres("monitoringronde_bevestigen", ronde.provincie, ronde)
    return client.post(pagina, {"regel": alle}, follow=True).text


def test_een_regel_die_iets_anders_zegt_dan_de_vorige_is_niet_ongewijzigd(
    client, zuid_holland, monitor, ronde
):
    eerder = maak_monitoringronde(zuid_holland, "2026-05-12", gesloten=True)
    zelfde, anders = maak_project(zuid_holland), maak_project(zuid_holland)
    for project, ibn in ((zelfde, "2027"), (anders, "2041")):
        maak_regel(eerder, project, ibn="2027")
        maak_regel(ronde, project, ibn=ibn)
    client.force_login(monitor)

    tekst = bevestig_alle(client, ronde)

    assert [regel.project for regel in ronde.regels.niet_bevestigd()] == [anders]
    assert f"iets anders dan in de vorige ronde: {anders}. Dat is niet ongewijzigd" in tekst
    assert "1 regel is ongewijzigd bevestigd." in tekst


def test_een_lege_regel_valt_niet_te_bevestigen_en_de_andere_wel(
    client, zuid_holland, monitor, ronde
):
    eerder = maak_monitoringronde(zuid_holland, "2026-05-12", gesloten=True)
    gevuld, leeg, leeggemaakt = (maak_project(zuid_holland) for _ in range(3))
    maak_regel(ronde, gevuld, overige_trekkers="n.v.t.")
    maak_regel(ronde, leeg)
    maak_regel(eerder, leeggemaakt, ibn="2030")
    maak_regel(ronde, leeggemaakt)
    client.force_login(monitor)

    tekst = bevestig_alle(client, ronde)

    assert [regel.project for regel in ronde.regels.bevestigd()] == [gevuld]
    assert f"valt niets te bevestigen: {leeg}; {leeggemaakt}. Open de regels" in tekst
    assert "1 regel is ongewijzigd bevestigd." in tekst
    assert "iets anders dan in de vorige ronde" not in tekst


def test_een_adres_kiest_elke_regel_die_nog_niet_bevestigd_is(client, zuid_holland, monitor, ronde):
    for _ in range(2):
        maak_regel(ronde, maak_project(zuid_holland), ibn="2030")
    maak_regel(ronde, maak_project(zuid_holland), bevestigd_op="2026-11-20T10:00+01:00")
    client.force_login(monitor)

    pagina = client.get(ronde.get_absolute_url())
    assert "Kies alle 2 regels die nog niet bevestigd zijn" in pagina.text
    assert "checked" not in pagina.text

    pagina = client.get(f"{ronde.get_absolute_url()}?gekozen=alle")
    assert len(re.findall(r'name="regel"[^>]+data-kiesbaar checked>', pagina.text)) == 2
    assert "Wis selectie" in pagina.text


def met_nvt(client, ronde, *regels):
    pagina = adres("monitoringronde_bevestigen", ronde.provincie, ronde)
    gekozen = [keuze(regel) for regel in regels or ronde.regels.all()]
    return client.post(pagina, {"regel": gekozen, "wat": "nvt"}, follow=True).text


def test_nvt_komt_alleen_waar_niets_stond_en_de_ibn_blijft_leeg(
    client, zuid_holland, monitor, ronde
):
    leeg = maak_regel(ronde, maak_project(zuid_holland))
    half = maak_regel(
        ronde,
        maak_project(zuid_holland),
        ibn="2030",
        categorie=maak_categorie(zuid_holland),
        vraag="Wie betaalt?",
        trekkers=[maak_partij(zuid_holland)],
    )
    client.force_login(monitor)

    tekst = met_nvt(client, ronde)

    assert "2 regels zijn bevestigd, met n.v.t. waar geen tekst stond." in tekst
    assert "Bij 1 is de IBN nog niet ingevuld." in tekst
    for regel in (leeg, half):
        regel.refresh_from_db()
        assert (regel.stand, regel.bevestigd_door) == ("ingevuld", monitor)
    nvt = ("n.v.t.",) * 4
    assert (str(leeg.ibn), *kolommen(leeg)) == ("", *nvt)
    assert (str(half.ibn), *kolommen(half)) == ("2030", "", "n.v.t.", "", "Wie betaalt?")


def kolommen(regel):
    return regel.aandachtspunt, regel.versnellingsactie, regel.overige_trekkers, regel.vraag


def test_waar_overal_iets_staat_valt_geen_nvt_in_te_vullen(client, zuid_holland, monitor, ronde):
    nvt = dict.fromkeys(
        ["aandachtspunt", "versnellingsactie", "overige_trekkers", "vraag"], "n.v.t."
    )
    vol = maak_regel(ronde, maak_project(zuid_holland), **nvt)
    client.force_login(monitor)

    tekst = met_nvt(client, ronde)

    assert f"viel geen n.v.t. in te vullen: {vol.project}. Zij is niet bevestigd." in tekst
    assert list(ronde.regels.niet_bevestigd()) == [vol]


def test_nvt_komt_niet_in_een_regel_die_intussen_veranderde(client, zuid_holland, monitor, ronde):
    regel = maak_regel(ronde, maak_project(zuid_holland))
    gezien = Monitoringregel.objects.get(pk=regel.pk)
    regel.vraag = "Net opgeschreven"
    regel.save()
    client.force_login(monitor)

    tekst = met_nvt(client, ronde, gezien)

    assert f"daarom niet bevestigd: {regel.project}" in tekst
    assert kolommen(Monitoringregel.objects.get(pk=regel.pk)) == ("", "", "", "Net opgeschreven")


def test_na_het_bevestigen_staat_hetzelfde_deel_van_de_lijst_er(
    client, zuid_holland, monitor, ronde
):
    regel = maak_regel(ronde, maak_project(zuid_holland))
    client.force_login(monitor)
    pagina = client.get(f"{ronde.get_absolute_url()}?stand=niets&partij=geen").text
    deel = dict(re.findall(r'name="(stand|partij)" value="(\w*)"', pagina))

    response = client.post(
        adres("monitoringronde_bevestigen", zuid_holland, ronde), {"regel": [keuze(regel)]} | deel
    )

    assert response.url == f"{ronde.get_absolute_url()}?stand=niets&partij=geen"


def test_een_regel_die_na_het_aanvinken_veranderde_wordt_genoemd_en_niet_bevestigd(
    client, zuid_holland, monitor, ronde
):
    zelfde, anders = (maak_regel(ronde, maak_project(zuid_holland), ibn="2030") for _ in range(2))
    client.force_login(monitor)
    lijst = client.get(ronde.get_absolute_url()).text
    gekozen = re.findall(r'name="regel" form="bevestigen" value="(\d+:\d+)"', lijst)
    van_collega = Monitoringregel.objects.get(pk=anders.pk)
    van_collega.aandachtspunt = "Net opgeschreven"
    van_collega.save()

    tekst = client.post(
        adres("monitoringronde_bevestigen", zuid_holland, ronde), {"regel": gekozen}, follow=True
    ).text

    standen = [Monitoringregel.objects.get(pk=r.pk).is_bevestigd for r in (zelfde, anders)]
    assert standen == [True, False]
    assert f"daarom niet bevestigd: {anders.project}. Kijk nog eens." in tekst
    assert "1 regel is ongewijzigd bevestigd." in tekst


def test_een_regel_van_een_andere_ronde_wordt_niet_meebevestigd(
    client, zuid_holland, monitor, ronde, project
):
    oud = maak_regel(maak_monitoringronde(zuid_holland, "2026-05-12", gesloten=True), project)
    client.force_login(monitor)

    response = client.post(
        adres("monitoringronde_bevestigen", zuid_holland, ronde),
        {"regel": [keuze(oud), "x", "9" * 30, str(oud.pk)]},
        follow=True,
    )

    assert "Kies eerst een of meer regels" in response.text
    oud.refresh_from_db()
    assert not oud.is_bevestigd


# --- close


def test_een_ronde_sluit_een_keer(ronde):
    sluit(ronde)

    with pytest.raises(RondeGesloten):
        sluit(ronde)


def test_bij_het_sluiten_wordt_de_fase_van_dat_moment_bewaard(regel):
    project = regel.project
    project.fase = Fase.PROJECT
    project.save()

    sluit(regel.ronde)

    regel.refresh_from_db()
    assert regel.fase == Fase.PROJECT


@pytest.mark.parametrize(
    "bewerking",
    ["wijzigen", "toevoegen", "verwijderen", "trekker", "trekker weg", "bevestigen"],
)
def test_een_regel_van_een_gesloten_ronde_verandert_niet(zuid_holland, monitor, regel, bewerking):
    trekker = regel.trekkerrijen.create(partij=maak_partij(zuid_holland))
    sluit(regel.ronde)
    regel.refresh_from_db()
    regel.ibn = "2035"
    doe = {
        "wijzigen": regel.save,
        "toevoegen": lambda: Monitoringregel(
            ronde=regel.ronde, project=maak_project(zuid_holland)
        ).save(),
        "verwijderen": regel.delete,
        "trekker": lambda: regel.trekkerrijen.create(partij=maak_partij(zuid_holland)),
        "trekker weg": trekker.delete,
        "bevestigen": lambda: bevestig_ongewijzigd([regel], monitor),
    }

    with pytest.raises(RondeGesloten):
        doe[bewerking]()

    regel.refresh_from_db()
    assert (str(regel.ibn), list(regel.trekkerrijen.all())) == ("2030", [trekker])
    assert regel.ronde.regels.count() == 1


@pytest.mark.parametrize("pagina", ["monitoringronde_bewerken", "monitoringronde_projecten"])
def test_de_naam_de_data_en_de_projecten_van_een_gesloten_ronde_staan_vast(
    client, zuid_holland, monitor, regel, pagina
):
    sluit(regel.ronde)
    client.force_login(monitor)

    response = client.post(
        adres(pagina, zuid_holland, regel.ronde), DATA | {"naam": "anders"}, follow=True
    )

    assert "Deze ronde is gesloten" in response.text
    regel.ronde.refresh_from_db()
    assert (regel.ronde.naam, regel.ronde.regels.count()) == ("najaar 2026", 1)


def test_sluiten_noemt_wat_nog_niet_is_bevestigd(client, zuid_holland, monitor, regel):
    client.force_login(monitor)
    pagina = adres("monitoringronde_sluiten", zuid_holland, regel.ronde)

    assert str(regel.project) in client.get(pagina).text
    client.post(pagina)

    regel.ronde.refresh_from_db()
    assert regel.ronde.status == "gesloten"


def test_een_soort_in_gebruik_blijft_staan_als_hij_wordt_uitgezet(zuid_holland, regel):
    uit, aan = maak_categorie(zuid_holland, "grond"), maak_categorie(zuid_holland, "stikstof")
    uit.actief = False
    uit.save()

    assert list(zuid_holland.aandachtspuntcategorieen.te_kiezen()) == [aan]
    assert set(zuid_holland.aandachtspuntcategorieen.te_kiezen(uit.pk)) == {uit, aan}


@pytest.mark.parametrize("gebruik", ["categorie", "oorzaak"])
def test_een_soort_in_gebruik_is_niet_te_verwijderen(zuid_holland, ronde, project, gebruik):
    soort = maak_categorie(zuid_holland, "grond")
    maak_regel(ronde, project, **{gebruik: soort})

    with pytest.raises(ProtectedError):
        soort.delete()


def test_een_uitgezette_soort_blijft_bij_de_regel_waar_hij_staat(
    client, zuid_holland, monitor, ronde, project
):
    soort = maak_categorie(zuid_holland, "grond", actief=False)
    regel = maak_regel(ronde, project, categorie=soort)
    client.force_login(monitor)
    pagina = adres("monitoringregel_bewerken", zuid_holland, regel)

    client.post(pagina, regeldata(regel, aandachtspunt="Nieuw"))

    regel.refresh_from_db()
    assert (regel.categorie, regel.aandachtspunt) == (soort, "Nieuw")


def test_de_naam_van_een_ronde_is_eenmaal_in_de_provincie(zuid_holland, ronde):
    tweede = nieuwe_ronde(
        zuid_holland,
        "2027-01-01",
        status="gesloten",
        gesloten_op=datetime.datetime.now(datetime.UTC),
    )
    tweede.naam = ronde.naam
    with pytest.raises(ValidationError):
        tweede.full_clean()
