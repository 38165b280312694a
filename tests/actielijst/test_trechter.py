"""The funnel: whatever the list holds, every step adds up to it, and everything shows the same."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actielijst import stand
from actielijst.documenten.trechterbeeld import boodschap, trechterbeeld
from actielijst.enums import Document, Fase, Locatiestatus, Route
from actielijst.models import Project
from actielijst.trechter import Trechter, trechter
from tests.bouwers import maak_project

THEMA = {"accent": "#0f4c5c", "midden": "#5b8a97", "licht": "#c3d8de"}
sleutels = st.tuples(
    st.sampled_from([*Fase, ""]), st.sampled_from([*Route, ""]), st.sampled_from(list(Document))
)
lijsten = st.dictionaries(sleutels, st.integers(0, 400))


@settings(derandomize=True, max_examples=150, deadline=None, database=None)
@given(lijsten)
def test_elke_stap_telt_op_tot_de_hele_lijst(tellingen):
    geteld = Trechter(tellingen)

    totaal = sum(tellingen.values())
    assert [stap.totaal for stap in geteld.stappen] == [totaal] * 4
    assert sum(sum(routes.values()) for routes in geteld.matrix.values()) == totaal
    for plek in range(3):
        stromen = geteld.stromen(plek)
        for kant, stap in enumerate(geteld.stappen[plek : plek + 2]):
            for knoop in stap.knopen:
                door = sum(n for paar, n in stromen.items() if paar[kant] == knoop.sleutel)
                assert door == knoop.aantal


@settings(derandomize=True, max_examples=100, deadline=None, database=None)
@given(lijsten)
def test_het_beeld_is_op_elke_stap_even_hoog(tellingen):
    geteld = Trechter(tellingen)

    svg = trechterbeeld(geteld, THEMA)

    staven = re.findall(r'<rect x="(\d+)" y="[\d.]+" width="10" height="([\d.]+)"', svg)
    hoogten = [sum(float(h) for x, h in staven if x == kolom) for kolom in ("0", "146", "306")]
    assert hoogten == [pytest.approx(150 if geteld.totaal else 0, abs=0.1)] * 3
    assert svg.count("<rect") == sum(len(stap.gevulde) for stap in geteld.stappen)


@pytest.fixture
def lijst(zuid_holland):
    for fase, route, locatie, aantal in [
        (Fase.PLANUITWERKING, Route.ACTIES, Locatiestatus.BEKEND, 3),
        (Fase.REALISATIE, Route.MONITORING, Locatiestatus.GEEN, 1),
        (Fase.VERKENNING, Route.PMIEK_PLUS_1, Locatiestatus.GEEN, 2),
        (Fase.VERKENNING, Route.ACTIES, Locatiestatus.BEKEND, 1),
        ("", "", Locatiestatus.GEEN, 1),
    ]:
        for _ in range(aantal):
            maak_project(zuid_holland, fase=fase, route=route, locatiestatus=locatie)
    return Project.objects.van(zuid_holland)


def aantallen(geteld):
    return [{k.label: k.aantal for k in stap.gevulde} for stap in geteld.stappen]


def test_de_trechter_telt_de_lijst(lijst, django_assert_num_queries):
    with django_assert_num_queries(1):
        geteld = trechter(lijst)

    assert aantallen(geteld) == [
        {"hele pMIEK-lijst": 8},
        {"concreet": 4, "verkenning": 3, "nog niet ingedeeld": 1},
        {"acties": 4, "alleen monitoring": 1, "pMIEK +1": 2, "nog niet bepaald": 1},
        {"met fiche": 5, "alleen hoofddocument": 3},
    ]
    assert geteld.matrix == stand.fase_bij_route(lijst)
    assert trechter(lijst).stappen[3].knopen[0].aantal == lijst.met_fiche().count()
    assert trechter(lijst).stappen[3].knopen[1].aantal == lijst.zonder_fiche().count()


def test_het_beeld_zegt_al_zijn_getallen(lijst):
    geteld = trechter(lijst)

    assert boodschap(geteld) == (
        "Van lijst naar document: 8 hele pMIEK-lijst; 4 concreet, 3 verkenning, 1 nog niet "
        "ingedeeld; 4 acties, 1 alleen monitoring, 2 pMIEK +1, 1 nog niet bepaald; 5 met fiche, "
        "3 alleen hoofddocument."
    )
    svg = trechterbeeld(geteld, THEMA)
    assert f"<title>{boodschap(geteld)}</title>" in svg
    assert [int(n) for n in re.findall(r'font-weight="700">(\d+)<', svg)] == [
        knoop.aantal for stap in geteld.stappen for knoop in stap.gevulde
    ]


def test_het_beeld_heeft_geen_stijl_of_naam_van_buiten(lijst):
    svg = trechterbeeld(trechter(lijst), THEMA)

    assert [deel for deel in ("style", "<script", "href") if deel in svg] == []
    assert re.findall(r"https?://[^\"]+", svg) == ["http://www.w3.org/2000/svg"]
