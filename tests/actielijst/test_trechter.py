"""The funnel: whatever the list holds, every step adds up to it, and everything shows the same."""

import re
from collections import Counter

import pytest
from django.urls import reverse
from django.utils.text import capfirst
from hypothesis import given, settings
from hypothesis import strategies as st

from actielijst.documenten.actielijst import actielijst_pdf
from actielijst.documenten.hoofddocument import hoofddocument_pdf
from actielijst.documenten.trechterbeeld import boodschap, trechterbeeld
from actielijst.enums import Document, Fase, Locatiestatus, Plaats, Route
from actielijst.models import Project
from actielijst.trechter import Trechter, trechter
from tests.actielijst.documenten import PEILDATUM, tekst_van
from tests.actielijst.exports_lezen import feiten, rijen
from tests.actielijst.exports_lezen import lijst as excel_van
from tests.bouwers import maak_project, maak_ronde

THEMA = {"accent": "#0f4c5c", "midden": "#5b8a97", "licht": "#c3d8de"}
sleutels = st.tuples(
    st.sampled_from([*Fase, ""]),
    st.sampled_from([*Route, ""]),
    st.sampled_from(list(Document)),
    st.sampled_from(list(Plaats)),
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
    ronde = maak_ronde(zuid_holland)
    for fase, route, locatie, aantal in [
        (Fase.PLANUITWERKING, Route.ACTIES, Locatiestatus.BEKEND, 3),
        (Fase.REALISATIE, Route.MONITORING, Locatiestatus.GEEN, 1),
        (Fase.VERKENNING, Route.PMIEK_PLUS_1, Locatiestatus.GEEN, 2),
        (Fase.VERKENNING, Route.ACTIES, Locatiestatus.BEKEND, 1),
        ("", "", Locatiestatus.GEEN, 1),
    ]:
        for _ in range(aantal):
            maak_project(
                zuid_holland,
                fase=fase,
                route=route,
                locatiestatus=locatie,
                ronde=ronde if fase else None,
            )
    return Project.objects.van(zuid_holland)


def aantallen(geteld):
    return [{k.label: k.aantal for k in stap.gevulde} for stap in geteld.stappen]


def test_de_trechter_telt_de_lijst(lijst, django_assert_num_queries):
    with django_assert_num_queries(1):
        geteld = trechter(lijst)

    assert aantallen(geteld) == [
        {"hele pMIEK-lijst": 7, "niet op pMIEK-lijst": 1},
        {"concreet": 4, "verkenning": 3, "nog niet ingedeeld": 1},
        {"acties": 4, "alleen monitoring": 1, "pMIEK +1": 2, "nog niet bepaald": 1},
        {"met fiche": 5, "alleen hoofddocument": 3},
    ]
    gevuld = {
        (fase, route): aantal
        for fase, routes in geteld.matrix.items()
        for route, aantal in routes.items()
        if aantal
    }
    assert gevuld == {
        ("planuitwerking", "acties"): 3,
        ("realisatie", "monitoring"): 1,
        ("verkenning", "pmiek_plus_1"): 2,
        ("verkenning", "acties"): 1,
        ("", ""): 1,
    }
    assert trechter(lijst).stappen[3].knopen[0].aantal == lijst.met_fiche().count()
    assert trechter(lijst).stappen[3].knopen[1].aantal == lijst.zonder_fiche().count()


def test_het_beeld_zegt_al_zijn_getallen(lijst):
    geteld = trechter(lijst)

    assert boodschap(geteld) == (
        "Van lijst naar document: 7 hele pMIEK-lijst, 1 niet op pMIEK-lijst; 4 concreet, "
        "3 verkenning, 1 nog niet ingedeeld; 4 acties, 1 alleen monitoring, 2 pMIEK +1, "
        "1 nog niet bepaald; 5 met fiche, 3 alleen hoofddocument."
    )
    svg = trechterbeeld(geteld, THEMA)
    assert f"<title>{boodschap(geteld)}</title>" in svg
    assert [int(n) for n in re.findall(r'font-weight="700">(\d+)<', svg)] == [
        knoop.aantal for stap in geteld.stappen for knoop in stap.gevulde
    ]


def test_scherm_pdf_en_excel_geven_dezelfde_getallen(client, lezer, zuid_holland, lijst):
    client.force_login(lezer)
    scherm = client.get(reverse("actielijst:categoriseren", args=[zuid_holland.slug]))
    pdf = tekst_van(hoofddocument_pdf(zuid_holland, PEILDATUM))
    excel = rijen(excel_van(zuid_holland, lijst))

    geteld = scherm.context["trechter"]
    tabel = re.search(r"Stap Groep Projecten (.*?alleen hoofddocument \d+)", pdf)[1]
    assert [int(n or 0) for n in re.findall(r"[a-z1] (\d+|–)(?= |$)", tabel.replace("–", "0"))] == [
        knoop.aantal for stap in geteld.stappen for knoop in stap.knopen
    ]
    per_route = Counter(rij["Route"] or "" for rij in excel)
    assert per_route == {
        capfirst(Route(route).label) if route else "": aantal
        for route in [*Route, ""]
        if (aantal := sum(routes[route] for routes in geteld.matrix.values()))
    }
    per_fase = Counter((rij["Fase"] or "").lower() for rij in excel)
    assert per_fase == {
        fase: aantal for fase, routes in geteld.matrix.items() if (aantal := sum(routes.values()))
    }
    leeswijzer = feiten(zuid_holland)
    assert leeswijzer["Inhoud"].startswith("8 projecten (waarvan 1 niet op de pMIEK-lijst)")
    verdeling = "5 met een fiche in de actielijst en 3 alleen in het hoofddocument"
    assert leeswijzer["Daarvan"] == verdeling
    assert f"De lijst telt 8 projecten: {verdeling}." in tekst_van(
        actielijst_pdf(zuid_holland, PEILDATUM)
    )
    assert f"niet op de pMIEK-lijst staat. Daarvan: {verdeling}." in pdf
    assert "acht projecten, waarvan één niet op de pMIEK-lijst staat." in " ".join(pdf.split())
    for stap in geteld.stappen:
        assert feiten(zuid_holland)[stap.titel] == stap.woorden
        assert stap.totaal == 8
    svg = re.search(r'<svg[^>]*class="eb-trechter".*?</svg>', scherm.content.decode(), re.DOTALL)[0]
    in_beeld = re.findall(r'font-weight="700">(\d+)</tspan> ([^<]+)<', svg)
    assert in_beeld == [
        (str(knoop.aantal), knoop.label) for stap in geteld.stappen for knoop in stap.gevulde
    ]


def test_er_loopt_geen_lijn_door_een_label(lijst):
    svg = trechterbeeld(trechter(lijst), THEMA)

    assert set(re.findall(r'<path [^>]*stroke="([^"]+)"', svg)) == {"#ffffff"}


def test_het_beeld_heeft_geen_stijl_of_naam_van_buiten(lijst):
    svg = trechterbeeld(trechter(lijst), THEMA)

    assert [deel for deel in ("style", "<script", "href") if deel in svg] == []
    assert re.findall(r"https?://[^\"]+", svg) == ["http://www.w3.org/2000/svg"]
