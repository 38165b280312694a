"""The workbook that a party was sent comes back in its name."""

import datetime

import pytest

from actielijst.uitvraag.delen import deel_van
from actielijst.uitvraag.verzoek import Verzoek
from actielijst.uitvraag.werkmap import Werkmappen
from pmiek.wijziging import Wijziging
from tests.actielijst.inlezen import (
    bewerkt,
    gewijzigd,
    plan_van_pagina,
    stuur,
    verwerk,
    zet,
)
from tests.bouwers import maak_afspraak, maak_monitoringronde, maak_partij, maak_project, maak_regel

PEILDATUM = datetime.date(2026, 11, 25)
VERZOEK = Verzoek(datetime.date(2026, 12, 9), "secretariaat@zuid-holland.example")


@pytest.fixture
def client(client, secretaris):
    client.force_login(secretaris)
    return client


@pytest.fixture
def regel(noord, leiden):
    maak_afspraak(noord, trekker=leiden, activiteit="Besluit nemen", planning="Q1 2027")
    ronde = maak_monitoringronde(noord.provincie)
    return maak_regel(
        ronde,
        noord,
        ibn="2029",
        oordeel="onder_druk",
        trekkers=[leiden],
        overige_trekkers="de buurt; en een VvE",
        vraag="n.v.t.",
    )


@pytest.fixture
def werkmap(regel, leiden):
    deel = deel_van(leiden)
    return Werkmappen(leiden.provincie, VERZOEK, PEILDATUM, [deel]).maak(deel)


def test_ongewijzigd_terug_verandert_niets(client, zuid_holland, werkmap, leiden):
    inlezing = stuur(client, zuid_holland, werkmap)

    plan = plan_van_pagina(client, inlezing)
    assert inlezing.namens == leiden
    assert [blad.blad for blad in plan.bladen] == [
        "Projecten",
        "Uitvoeringsafspraken",
        "Monitoring",
    ]
    assert (gewijzigd(plan), plan.vragen, len(plan.gelijk)) == ([], [], 3)


def test_wat_de_partij_invulde_staat_er_in_haar_naam(client, zuid_holland, werkmap, regel):
    inhoud = bewerkt(werkmap, "Uitvoeringsafspraken", zet(2, Planning="Q3 2027"))
    inhoud = bewerkt(inhoud, "Monitoring", zet(2, **{"Haalbaarheid IBN": "Q1 2030"}))

    verwerk(client, stuur(client, zuid_holland, inhoud, "van Leiden.xlsx"))

    regel.refresh_from_db()
    assert str(regel.ibn) == "Q1 2030"
    bronnen = {w.bron for w in Wijziging.objects.van(regel.project).filter(kanaal="excel")}
    assert {
        "van Leiden.xlsx, blad Uitvoeringsafspraken, rij 2, namens gemeente Leiden",
        "van Leiden.xlsx, blad Monitoring, rij 2, namens gemeente Leiden",
    } <= bronnen


@pytest.fixture
def vreemd(zuid_holland, ronde):
    return maak_project(zuid_holland, ronde=ronde, nummer="9", naam="Elders", ibn="2030")


def test_een_regel_waar_de_partij_niet_om_gevraagd_is_valt_op(
    client, zuid_holland, vreemd, werkmap, noord
):
    def erbij(blad):
        koppen = {cel.value: cel.column for cel in blad[1]}
        for kop, waarde in {"ID": f"ZH-{vreemd.pk}", "Project": "Elders", "IBN": "2035"}.items():
            blad.cell(3, koppen[kop]).value = waarde

    inhoud = bewerkt(bewerkt(werkmap, "Projecten", zet(2, IBN="2031")), "Projecten", erbij)
    response = client.get(stuur(client, zuid_holland, inhoud).get_absolute_url())

    plan = response.context["plan"]
    assert [regel.bestaand for regel in plan.gewijzigd] == [noord, vreemd]
    assert [regel.bestaand for regel in plan.niet_gevraagd] == [vreemd]
    assert "1 regel gaat over iets wat wij gemeente Leiden niet vroegen." in response.text


def test_een_cel_waar_de_partij_niet_om_gevraagd_is_valt_op(client, zuid_holland, werkmap, noord):
    inhoud = bewerkt(werkmap, "Projecten", zet(2, Doel="Iets anders", Fase="Realisatie"))

    response = client.get(stuur(client, zuid_holland, inhoud).get_absolute_url())
    [regel] = response.context["plan"].niet_gevraagd
    assert (regel.niet_gevraagd, regel.niet_gevraagde_velden) == (False, {"doel"})
    assert response.text.count(">niet gevraagd</span>") == 1


def test_een_nieuw_project_in_haar_bestand_valt_op(client, zuid_holland, werkmap):
    inhoud = bewerkt(werkmap, "Projecten", lambda blad: _rij(blad, 3, Project="Van ons"))

    plan = client.get(stuur(client, zuid_holland, inhoud).get_absolute_url()).context["plan"]
    assert [regel.naam for regel in plan.niet_gevraagd] == ["Van ons"]


def test_wat_de_partij_wel_gevraagd_is_valt_niet_op(client, zuid_holland, werkmap):
    inhoud = bewerkt(werkmap, "Uitvoeringsafspraken", zet(2, Planning="Q3 2027"))
    inhoud = bewerkt(inhoud, "Monitoring", zet(2, **{"Haalbaarheid IBN": "Q1 2030"}))

    plan = client.get(stuur(client, zuid_holland, inhoud).get_absolute_url()).context["plan"]
    assert (len(plan.gewijzigd), plan.niet_gevraagd) == (2, [])


def test_een_afspraak_van_een_ander_en_een_nieuwe_elders_vallen_op(
    client, zuid_holland, vreemd, regel, noord, werkmap
):
    ander = maak_afspraak(noord, trekker=maak_partij(zuid_holland), planning="2029")
    inhoud = bewerkt(
        werkmap,
        "Uitvoeringsafspraken",
        lambda blad: [
            _rij(blad, 3, ID=f"ZH-A{ander.pk}", Activiteit="Iets anders"),
            _rij(blad, 4, Activiteit="Nieuw van ons", **{"Project-ID": f"ZH-{vreemd.pk}"}),
            _rij(blad, 5, Activiteit="Nieuw bij ons", **{"Project-ID": f"ZH-{noord.pk}"}),
        ],
    )

    plan = client.get(stuur(client, zuid_holland, inhoud).get_absolute_url()).context["plan"]
    assert {regel.naam for regel in plan.nieuw} == {"Nieuw van ons", "Nieuw bij ons"}
    assert [regel.bestaand or regel.naam for regel in plan.niet_gevraagd] == [
        ander,
        "Nieuw van ons",
    ]


def _rij(blad, rij, **waarden):
    koppen = {cel.value: cel.column for cel in blad[1]}
    for kop, waarde in waarden.items():
        blad.cell(rij, koppen[kop]).value = waarde


def test_alleen_wat_de_partij_gevraagd_is_kan_ontbreken(
    client, zuid_holland, vreemd, regel, noord, leiden, werkmap
):
    maak_afspraak(vreemd, trekker=maak_partij(zuid_holland))
    later = maak_project(zuid_holland, nummer="12", naam="Later", gemeenten=[leiden])
    inlezing = stuur(client, zuid_holland, werkmap)

    response = client.get(inlezing.get_absolute_url())
    verwerk(client, inlezing)

    assert response.context["plan"].niet_in_bestand == [later]
    assert "Alles wat wij gemeente Leiden vroegen, staat ook in het bestand." in response.text
    inlezing.refresh_from_db()
    assert inlezing.aantallen["niet_in_bestand"] == 1


def test_van_ons_eigen_blad_is_geen_kolom_onbekend(client, zuid_holland, werkmap):
    plan = plan_van_pagina(client, stuur(client, zuid_holland, werkmap))

    assert [blad.niet_gelezen for blad in plan.bladen] == [[], [], []]
