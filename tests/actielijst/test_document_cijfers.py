"""The counts, the sentences and the picture that the hoofddocument is made of."""

import re

import pytest

from actielijst import stand
from actielijst.documenten.grafiek import Balk, staafdiagram
from actielijst.documenten.zinnen import kop_bij_grafiek, samenvatting
from actielijst.enums import Afspraakstatus, Fase, Route
from actielijst.models import Uitvoeringsafspraak
from tests.actielijst.documenten import PEILDATUM
from tests.bouwers import maak_afspraak

THEMA = {"accent": "#0f4c5c", "midden": "#5b8a97", "licht": "#c3d8de"}
REEKSEN = ["Acties", "Alleen monitoring", "Terug naar pMIEK +1", "Nog niet bepaald"]


def matrix(**aantallen):
    """{fase: {route: count}} from `verkenning_acties=3` and the like; `x` for the empty value."""
    leeg = {fase: dict.fromkeys([*Route, ""], 0) for fase in [*Fase, ""]}
    for naam, aantal in aantallen.items():
        fase, route = naam.split("_", 1)
        leeg[fase.replace("x", "")][route.replace("x", "")] = aantal
    return leeg


def test_grafiek_is_zo_hoog_als_zij_moet_zijn():
    svg = staafdiagram([Balk("Verkenning", (1, 0, 0, 0))] * 5, REEKSEN, THEMA)

    hoogte = float(re.search(r'viewBox="0 0 482 ([\d.]+)"', svg)[1])
    laagste = max(
        float(y) + float(h)
        for y, h in re.findall(r' y="([\d.]+)" width="[\d.]+" height="(\d+)"', svg)
    )
    assert 0 < hoogte - laagste < 15


def test_getal_dat_niet_in_zijn_balk_past_staat_alleen_in_de_tabel():
    svg = staafdiagram([Balk("Verkenning", (300, 1, 0, 0))], REEKSEN, THEMA)

    assert re.findall(r">(\d+)</text>", svg) == ["300", "301"]


def test_grafiek_heeft_geen_stijl_of_naam_van_buiten():
    svg = staafdiagram([Balk("<b>", (1, 1, 1, 1))], REEKSEN, THEMA)

    assert [deel for deel in ("style", "<script", "href", "<b>") if deel in svg] == []


@pytest.mark.parametrize(
    ("aantallen", "kop"),
    [
        ({"project_acties": 1}, "Het enige project krijgt acties"),
        ({"project_monitoring": 1}, "Het enige project krijgt nog geen acties"),
        ({"project_acties": 3}, "Alle drie projecten krijgen acties"),
        ({"project_x": 4}, "Nog geen van de vier projecten krijgt acties"),
        ({"project_acties": 1, "x_x": 1}, "Eén van de twee projecten krijgt acties"),
        ({"project_acties": 15, "x_x": 23}, "Vijftien van de 38 projecten krijgen acties"),
    ],
)
def test_kop_van_de_grafiek_volgt_uit_de_getallen(aantallen, kop):
    assert kop_bij_grafiek(matrix(**aantallen)) == kop


def test_samenvatting_schrijft_getallen_tot_en_met_twintig_uit():
    zin = samenvatting(
        matrix(
            planuitwerking_acties=12,
            project_monitoring=5,
            verkenning_acties=3,
            verkenning_pmiek_plus_1=17,
            verkenning_x=1,
        ),
        "Zuid-Holland",
        zonder_ronde=0,
    )

    assert zin == (
        "De lijst van Zuid-Holland telt 38 projecten. Naar fase: zeventien zijn concreet en "
        "21 zitten in de verkenningsfase. Naar route: vijftien krijgen acties, vijf krijgen alleen "
        "monitoring en zeventien gaan terug naar integraal programmeren (pMIEK +1); bij één is de "
        "route nog niet bepaald."
    )


@pytest.mark.parametrize(
    ("zonder", "zin"),
    [
        (1, "twee projecten, waarvan één niet op de pMIEK-lijst staat."),
        (2, "twee projecten; geen daarvan staat op de pMIEK-lijst."),
    ],
)
def test_samenvatting_noemt_projecten_buiten_de_pmiek(zonder, zin):
    gemaakt = samenvatting(matrix(x_x=2), "Utrecht", zonder_ronde=zonder)

    assert gemaakt == (
        f"De lijst van Utrecht telt {zin} Naar fase: twee zijn nog niet ingedeeld. "
        "Naar route: bij twee is de route nog niet bepaald."
    )


@pytest.mark.parametrize(
    ("aantallen", "delen"),
    [
        ([1, 1, 1], [34, 33, 33]),
        ([27, 9, 2], [71, 24, 5]),
        ([5], [100]),
        ([], []),
        ([0, 0], [0, 0]),
    ],
)
def test_aandelen_tellen_op_tot_honderd(aantallen, delen):
    assert stand.aandelen(aantallen) == delen


@pytest.mark.parametrize(("aantal", "deel"), [(1, 13), (3, 38), (8, 100), (0, 0)])
def test_los_aandeel_is_afgerond(aantal, deel):
    assert stand.aandeel(aantal, 8) == deel


@pytest.mark.parametrize("status", Afspraakstatus)
@pytest.mark.parametrize(("planning", "te_laat"), [("2025", True), ("2031", False), ("", False)])
def test_afspraak_telt_in_precies_een_kolom(project, status, planning, te_laat):
    maak_afspraak(project, status=status, planning=planning)

    tellingen = stand.per_trekkersoort(Uitvoeringsafspraak.objects.all(), PEILDATUM)

    kolom = "over_tijd" if te_laat and status in Afspraakstatus.actief() else status.value
    gevonden = [
        naam
        for telling in tellingen
        for naam in ("afgerond", "loopt", "open", "over_tijd")
        if getattr(telling, naam)
    ]
    assert gevonden == ([] if status == Afspraakstatus.VERVALLEN else [kolom])
