"""A party says in one cell of its workbook that a row of the monitoring still holds."""

import datetime

import pytest

from actielijst.uitvraag.delen import deel_van
from actielijst.uitvraag.verzoek import Verzoek
from actielijst.uitvraag.werkmap import Werkmappen
from monitoring.enums import Regelstand
from pmiek.wijziging import Wijziging
from tests.actielijst.inlezen import bewerkt, gewijzigd, plan_van_pagina, stuur, verwerk, zet
from tests.bouwers import maak_monitoringronde, maak_partij, maak_project, maak_regel

VERZOEK = Verzoek(datetime.date(2026, 12, 9), "secretariaat@zuid-holland.example")
KOP = "Bevestigd ongewijzigd"


@pytest.fixture
def client(client, secretaris):
    client.force_login(secretaris)
    return client


@pytest.fixture
def leiden(zuid_holland):
    return maak_partij(zuid_holland, "Leiden")


@pytest.fixture
def regel(zuid_holland, leiden):
    project = maak_project(zuid_holland, gemeenten=[leiden])
    return maak_regel(maak_monitoringronde(zuid_holland), project, ibn="2029", trekkers=[leiden])


@pytest.fixture
def werkmap(regel, leiden):
    deel = deel_van(leiden)
    return Werkmappen(leiden.provincie, VERZOEK, datetime.date(2026, 11, 25), [deel]).maak(deel)


def lees(client, provincie, werkmap, **cellen):
    return stuur(client, provincie, bewerkt(werkmap, "Monitoring", zet(2, **cellen)), "terug.xlsx")


@pytest.mark.parametrize("woord", ["ja", "Ja", "x"])
def test_een_ja_bevestigt_de_regel_zoals_hij_is(
    client, zuid_holland, werkmap, regel, secretaris, woord
):
    inlezing = lees(client, zuid_holland, werkmap, **{KOP: woord})
    assert [nieuw for _, _, nieuw in gewijzigd(plan_van_pagina(client, inlezing))] == ["ja"]

    verwerk(client, inlezing)

    regel.refresh_from_db()
    assert (regel.stand, regel.bevestigd_door) == (Regelstand.ONGEWIJZIGD, secretaris)
    assert str(regel.ibn) == "2029"
    wijziging = Wijziging.objects.van(regel.project).filter(velden__has_key="ongewijzigd").first()
    assert wijziging.bron == "terug.xlsx, blad Monitoring, rij 2, namens gemeente Leiden"
    assert wijziging.velden["ongewijzigd"]["cel"].rstrip("0123456789").isalpha()


@pytest.mark.parametrize("woord", ["nee", ""])
def test_een_nee_of_niets_bevestigt_niets(client, zuid_holland, werkmap, regel, woord):
    plan = plan_van_pagina(client, lees(client, zuid_holland, werkmap, **{KOP: woord}))

    assert (gewijzigd(plan), plan.vragen) == ([], [])


def test_iets_anders_is_een_vraag(client, zuid_holland, werkmap, regel):
    [vraag] = plan_van_pagina(
        client, lees(client, zuid_holland, werkmap, **{KOP: "misschien"})
    ).open_vragen

    assert "'misschien' is geen ja of nee" in vraag.melding


def test_een_ja_in_een_rij_die_is_gewijzigd_is_een_ingevulde_rij(
    client, zuid_holland, werkmap, regel
):
    verwerk(client, lees(client, zuid_holland, werkmap, **{KOP: "ja", "Haalbaarheid IBN": "2031"}))

    regel.refresh_from_db()
    assert (regel.stand, str(regel.ibn)) == (Regelstand.INGEVULD, "2031")


def test_een_ja_in_een_lege_rij_wordt_geweigerd(client, zuid_holland, leiden):
    project = maak_project(zuid_holland, gemeenten=[leiden])
    leeg = maak_regel(maak_monitoringronde(zuid_holland), project)
    deel = deel_van(leiden)
    werkmap = Werkmappen(zuid_holland, VERZOEK, datetime.date(2026, 11, 25), [deel]).maak(deel)

    pagina = verwerk(client, lees(client, zuid_holland, werkmap, **{KOP: "ja"}))

    leeg.refresh_from_db()
    assert not leeg.is_bevestigd
    assert "valt niets te bevestigen" in pagina.text


def test_een_ja_over_een_rij_die_anders_is_dan_de_vorige_ronde_is_een_ingevulde_rij(
    client, zuid_holland, leiden, regel
):
    eerder = maak_monitoringronde(zuid_holland, "2026-05-12", gesloten=True)
    maak_regel(eerder, regel.project, ibn="2028", trekkers=[leiden])
    deel = deel_van(leiden)
    werkmap = Werkmappen(zuid_holland, VERZOEK, datetime.date(2026, 11, 25), [deel]).maak(deel)

    verwerk(client, lees(client, zuid_holland, werkmap, **{KOP: "ja"}))

    regel.refresh_from_db()
    assert (regel.stand, str(regel.ibn)) == (Regelstand.INGEVULD, "2029")


def test_een_ja_over_een_rij_die_intussen_anders_is_wordt_gevraagd(
    client, zuid_holland, werkmap, regel
):
    regel.ibn = "2033"
    regel.save()

    plan = plan_van_pagina(client, lees(client, zuid_holland, werkmap, **{KOP: "ja"}))

    assert gewijzigd(plan) == []
    assert [(b.site, b.bestand) for b in plan.botsingen] == [
        ("intussen op de site gewijzigd", "ja")
    ]


def test_een_bevestigde_regel_komt_ongewijzigd_terug(client, zuid_holland, werkmap, regel, leiden):
    verwerk(client, lees(client, zuid_holland, werkmap, **{KOP: "ja"}))
    deel = deel_van(leiden)
    opnieuw = Werkmappen(zuid_holland, VERZOEK, datetime.date(2026, 11, 25), [deel]).maak(deel)

    plan = plan_van_pagina(client, stuur(client, zuid_holland, opnieuw, "weer.xlsx"))

    assert (gewijzigd(plan), plan.vragen) == ([], [])
