"""The monitoringslijst comes back into the open round, and into no other."""

import pytest

from actielijst.exports import actielijst_xlsx
from monitoring.enums import Regelstand
from monitoring.exports import monitoringslijst_xlsx
from monitoring.rondes import sluit
from pmiek.wijziging import Wijziging
from tests.actielijst.inlezen import bewerkt, gewijzigd, plan_van_pagina, stuur, verwerk, zet
from tests.bouwers import (
    maak_categorie,
    maak_monitoringronde,
    maak_partij,
    maak_project,
    maak_regel,
    maak_vraag,
)

BLAD = "Monitoringslijst"
TREKKERS = "Trekker / verantwoordelijke bij aandachtspunten en versnellingsacties"


@pytest.fixture
def ronde(zuid_holland):
    return maak_monitoringronde(zuid_holland, naam="najaar 2026")


@pytest.fixture
def delft(zuid_holland):
    return maak_partij(zuid_holland, "Delft")


@pytest.fixture
def regel(ronde, delft):
    soort = maak_categorie(ronde.provincie, "grond")
    return maak_regel(
        ronde,
        maak_project(ronde.provincie, nummer="2", naam="Station Delft"),
        ibn="2028",
        categorie=soort,
        trekkers=[delft],
        overige_trekkers="de buurt",
        vraag="Mag dat sneller?",
    )


@pytest.fixture
def client(client, monitor):
    client.force_login(monitor)
    return client


@pytest.fixture
def plan_na(client, zuid_holland, ronde):
    def plan(bewerk=lambda blad: None):
        inhoud = bewerkt(monitoringslijst_xlsx(ronde), BLAD, bewerk)
        return plan_van_pagina(client, stuur(client, zuid_holland, inhoud))

    return plan


def test_ongewijzigd_terug_verandert_niets(plan_na, regel, ronde):
    maak_vraag(ronde, [regel.project], titel="help mee")
    maak_regel(ronde, maak_project(ronde.provincie, nummer="C.3."), ibn="ooit")

    plan = plan_na()

    assert [blad.soort.naam for blad in plan.bladen] == ["monitoring"]
    assert (gewijzigd(plan), plan.vragen, len(plan.gelijk)) == ([], [], 2)


@pytest.mark.parametrize(
    ("kop", "getypt", "verwacht"),
    [
        ("Haalbaarheid IBN", "Q1 2030", ("2028", "Q1 2030")),
        ("Haalbaar?", "Onder druk", ("", "onder druk")),
        ("Aandachtspunten (proces of risico)", "Draagvlak", ("grond", "Draagvlak")),
        (TREKKERS, "de buurt", ("gemeente Delft / de buurt", "de buurt")),
        ("Vraag aan energyboard", "Kan het sneller?", ("Mag dat sneller?", "Kan het sneller?")),
        ("Soort oorzaak", "eigen herplanning", ("", "eigen herplanning")),
        ("Oorzaak", "Grond", ("", "grond")),
    ],
)
def test_een_veranderde_cel_is_precies_een_wijziging(plan_na, regel, kop, getypt, verwacht):
    plan = plan_na(zet(2, **{kop: getypt}))

    assert [(oud, nieuw) for _, oud, nieuw in gewijzigd(plan)] == [verwacht]
    assert plan.vragen == []


def test_een_vraag_op_de_agenda_wordt_geen_eigen_vraag(plan_na, regel, ronde):
    maak_vraag(ronde, [regel.project], titel="help mee")

    def vul_aan(blad):
        cel = next(cel for cel in blad[2] if cel.value and "help mee" in str(cel.value))
        cel.value = cel.value.replace("Mag dat sneller?", "Kan het sneller?")

    assert [nieuw for _, _, nieuw in gewijzigd(plan_na(vul_aan))] == ["Kan het sneller?"]


def test_de_regel_wordt_bevestigd_door_wie_inleest(client, zuid_holland, ronde, regel, monitor):
    inhoud = bewerkt(
        monitoringslijst_xlsx(ronde),
        BLAD,
        zet(2, **{"Haalbaarheid IBN": "Q1 2030", TREKKERS: "Delft"}),
    )
    verwerk(client, stuur(client, zuid_holland, inhoud))

    regel.refresh_from_db()
    assert (str(regel.ibn), regel.overige_trekkers, regel.bevestigd_door) == (
        "Q1 2030",
        "",
        monitor,
    )
    assert regel.stand == Regelstand.INGEVULD
    wijziging = Wijziging.objects.van(regel.project).filter(velden__has_key="ibn").first()
    assert wijziging.bron == f"lijst.xlsx, blad {BLAD}, rij 2"
    assert wijziging.velden["ibn"]["cel"] == "C2"


def test_een_gesloten_ronde_geeft_een_zin_en_verandert_niets(
    client, zuid_holland, ronde, regel, monitor
):
    inhoud = bewerkt(monitoringslijst_xlsx(ronde), BLAD, zet(2, **{"Haalbaarheid IBN": "Q1 2030"}))
    sluit(ronde)
    maak_monitoringronde(zuid_holland, "2027-05-12", naam="voorjaar 2027")
    inlezing = stuur(client, zuid_holland, inhoud)

    assert (
        "De ronde najaar 2026 is gesloten"
        in client.get(inlezing.get_absolute_url()).content.decode()
    )
    verwerk(client, inlezing)
    regel.refresh_from_db()
    assert str(regel.ibn) == "2028"


def test_een_ronde_die_tijdens_het_nakijken_sluit_wordt_niet_geschreven(
    client, zuid_holland, ronde, regel
):
    inhoud = bewerkt(monitoringslijst_xlsx(ronde), BLAD, zet(2, **{"Haalbaarheid IBN": "Q1 2030"}))
    inlezing = stuur(client, zuid_holland, inhoud)
    stand = plan_van_pagina(client, inlezing).stand
    sluit(ronde)

    response = verwerk(client, inlezing, stand=stand)

    regel.refresh_from_db()
    assert str(regel.ibn) == "2028"
    assert "intussen gewijzigd" in response.content.decode()


def test_een_project_dat_niet_in_de_ronde_staat_is_een_vraag(plan_na, regel):
    def voeg_toe(blad):
        zet(3, **{"Project (naar pMIEK-lijst)": "99", "Haalbaarheid IBN": "2031"})(blad)

    [vraag] = plan_na(voeg_toe).open_vragen
    assert "geen ID van de ronde najaar 2026" in vraag.melding


def test_de_lijst_van_een_gesloten_ronde_komt_niet_in_de_open_ronde(
    client, zuid_holland, ronde, regel
):
    sluit(ronde)
    inhoud = bewerkt(monitoringslijst_xlsx(ronde), BLAD, zet(2, **{"Haalbaarheid IBN": "2050"}))
    open_ronde = maak_monitoringronde(zuid_holland, "2027-05-12")
    maak_regel(open_ronde, regel.project, ibn="2028")

    plan = plan_van_pagina(client, stuur(client, zuid_holland, inhoud))

    assert "gesloten ronde" in plan.bladen[0].weigering
    assert plan.gewijzigd == []


def test_wat_twee_kanten_wijzigden_wordt_gevraagd(client, zuid_holland, ronde, regel, secretaris):
    inhoud = bewerkt(monitoringslijst_xlsx(ronde), BLAD, zet(2, **{"Haalbaarheid IBN": "Q1 2030"}))
    regel.ibn = "2029"
    regel.save()

    [botsing] = plan_van_pagina(client, stuur(client, zuid_holland, inhoud)).botsingen

    assert (botsing.was, botsing.site, botsing.bestand) == ("2028", "2029", "Q1 2030")


# --- who may write what through a file


def test_een_monitor_schrijft_geen_projecten(client, zuid_holland, regel):
    inhoud = bewerkt(
        actielijst_xlsx(zuid_holland, regel.ronde.peildatum), "Projecten", zet(2, Doel="Anders")
    )
    inlezing = stuur(client, zuid_holland, inhoud)

    plan = plan_van_pagina(client, inlezing)
    assert [blad.weigering for blad in plan.bladen] != ["", ""]
    verwerk(client, inlezing)
    regel.project.refresh_from_db()
    assert regel.project.doel == ""


def test_een_redacteur_schrijft_geen_monitoring(client, zuid_holland, ronde, regel, redacteur):
    client.force_login(redacteur)
    inhoud = bewerkt(monitoringslijst_xlsx(ronde), BLAD, zet(2, **{"Haalbaarheid IBN": "Q1 2030"}))
    inlezing = stuur(client, zuid_holland, inhoud)

    [blad] = plan_van_pagina(client, inlezing).bladen
    assert "Uw rol mag dit blad niet inlezen" in blad.weigering
    verwerk(client, inlezing)
    regel.refresh_from_db()
    assert str(regel.ibn) == "2028"


def test_een_regel_van_een_andere_provincie_is_niet_te_schrijven(
    client, zuid_holland, ronde, regel, utrecht
):
    vreemd = maak_regel(maak_monitoringronde(utrecht), maak_project(utrecht), ibn="2027")

    def ingestuurd(id_):
        bewerk = zet(2, **{"ID": id_, "Haalbaarheid IBN": "2050"})
        return stuur(client, zuid_holland, bewerkt(monitoringslijst_xlsx(ronde), BLAD, bewerk))

    verwerk(client, ingestuurd(f"ZH-M{vreemd.pk}"))
    geweigerd = ingestuurd(f"UT-M{vreemd.pk}").context["form"].errors["bestand"]
    assert geweigerd[0].startswith("Dit bestand is van de provincie Utrecht")
    vreemd.refresh_from_db()
    assert str(vreemd.ibn) == "2027"
