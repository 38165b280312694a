"""Each rule: a case that it finds, the nearest cases that it leaves alone."""

import datetime

import pytest
from django.utils import timezone

from actielijst.enums import Afspraaksoort, Afspraakstatus, Fase, Herkomst, Route
from actielijst.linter import OP_CODE, REGELS, aantallen, openstaand
from actielijst.models import Project
from pmiek.wijziging import Wijziging
from tests.bouwers import maak_afspraak, maak_koppeling, maak_partij, maak_project

DAG = datetime.date(2027, 7, 1)
SCHERP = {"planning": "2090", "resultaat": "Een besluit."}

pytestmark = pytest.mark.django_db


def gevonden(code, project, peildatum=DAG):
    projecten = Project.objects.filter(pk=project.pk)
    bevindingen = openstaand(projecten, regels=[OP_CODE[code]], peildatum=peildatum)
    assert aantallen(projecten, peildatum=peildatum)[code] == len(bevindingen)
    return bool(bevindingen)


@pytest.fixture
def partij(zuid_holland):
    return maak_partij(zuid_holland)


# --- agreements: (fields of the project, fields of the agreement, found)
GEVALLEN = [
    ("te_laat", {}, {"planning": "30-6-2027"}, True),
    ("te_laat", {}, {"planning": "1-7-2027"}, False),
    ("te_laat", {}, {"planning": "Q2 2027"}, True),
    ("te_laat", {}, {"planning": "2027"}, False),
    ("te_laat", {}, {"planning": "vanaf 2020"}, False),
    ("te_laat", {}, {"planning": "ooit in 2020"}, False),
    ("te_laat", {}, {"planning": "2020", "status": Afspraakstatus.AFGEROND}, False),
    ("te_laat", {}, {"planning": "2020", "status": Afspraakstatus.LOOPT}, True),
    ("zonder_planning", {}, {"planning": ""}, True),
    ("zonder_planning", {}, {"planning": "na vaststelling bestemmingsplan"}, True),
    ("zonder_planning", {}, {"planning": "vanaf 2029"}, False),
    ("zonder_planning", {}, {"planning": "vóór 2027"}, False),
    ("zonder_planning", {}, {"planning": "n.v.t."}, True),
    ("zonder_planning", {}, {"planning": "niet van toepassing"}, True),
    ("zonder_planning", {}, {"planning": "n.v.t.", "status": Afspraakstatus.AFGEROND}, False),
    ("zonder_planning", {}, {"planning": "wellicht n.v.t."}, True),
    ("zonder_planning", {}, {"planning": "n.v.t. voorlopig"}, True),
    ("zonder_planning", {}, {"planning": "z.s.m."}, False),
    ("zonder_planning", {}, {"planning": "na overleg met ATZT"}, True),
    ("zonder_planning", {}, {"planning": "na overleg met NTBV"}, True),
    ("zonder_planning", {}, {"planning": "", "status": Afspraakstatus.VERVALLEN}, False),
    ("vage_planning", {}, {"planning": "z.s.m."}, True),
    ("vage_planning", {}, {"planning": "ZSM"}, True),
    ("vage_planning", {}, {"planning": "zo snel mogelijk"}, True),
    ("vage_planning", {}, {"planning": "zo spoedig mogelijk na de zomer"}, True),
    ("vage_planning", {}, {"planning": "na overleg met ATZT"}, False),
    ("vage_planning", {}, {"planning": "na overleg met NTBV"}, False),
    ("vage_planning", {}, {"planning": "nader te bepalen"}, True),
    ("vage_planning", {}, {"planning": "n.t.b."}, True),
    ("vage_planning", {}, {"planning": "(t.z.t.)"}, True),
    ("vage_planning", {}, {"planning": "te zijner tijd"}, True),
    ("vage_planning", {}, {"planning": "na het gesprek met Antbos"}, False),
    ("vage_planning", {}, {"planning": "Q3 2027"}, False),
    ("vage_planning", {}, {"planning": "z.s.m.", "status": Afspraakstatus.AFGEROND}, False),
    ("zonder_resultaat", {}, {"resultaat": ""}, True),
    *[
        ("zonder_resultaat", {}, {"resultaat": niets}, True)
        for niets in [
            *("-", "–", "?", "??", " - ", "n.v.t.", "NVT", "niet van toepassing"),
            *(
                "n.n.b.",
                "nnb",
                "nog niet bekend",
                "n.t.b.",
                "nader te bepalen",
                "Nader te bepalen.",
            ),
        ]
    ],
    ("zonder_resultaat", {}, {"resultaat": "Nader te bepalen locatie is vastgesteld."}, False),
    ("zonder_resultaat", {}, {"resultaat": "Besluit - getekend"}, False),
    ("zonder_resultaat", {}, {"resultaat": "Is de grond vrij?"}, False),
    ("zonder_resultaat", {}, {"resultaat": "", "status": Afspraakstatus.AFGEROND}, False),
    ("na_ibn", {"ibn": "2030"}, {"planning": "1-1-2031"}, True),
    ("na_ibn", {"ibn": "2030"}, {"planning": "31-12-2030"}, False),
    ("na_ibn", {"ibn": "vanaf 2029"}, {"planning": "2040"}, False),
    ("na_ibn", {"ibn": "ergens rond 2029"}, {"planning": "2040"}, False),
    ("na_ibn", {"ibn": "2030"}, {"planning": "ruim na de IBN"}, False),
    ("na_ibn", {"ibn": "2030"}, {"planning": "2040", "status": Afspraakstatus.VERVALLEN}, False),
    ("acties_zonder_afspraken", {"route": Route.ACTIES}, {}, False),
    (
        "acties_zonder_afspraken",
        {"route": Route.ACTIES},
        {"status": Afspraakstatus.AFGEROND},
        False,
    ),
    (
        "acties_zonder_afspraken",
        {"route": Route.ACTIES},
        {"status": Afspraakstatus.VERVALLEN},
        True,
    ),
    ("monitoring_met_afspraken", {"route": Route.MONITORING}, {}, True),
    (
        "monitoring_met_afspraken",
        {"route": Route.MONITORING},
        {"status": Afspraakstatus.AFGEROND},
        False,
    ),
    (
        "monitoring_met_afspraken",
        {"route": Route.MONITORING},
        {"soort": Afspraaksoort.MONITORING},
        False,
    ),
    ("monitoring_met_afspraken", {"route": Route.ACTIES}, {}, False),
    ("ibn_voor_laatste_afspraak", {"ibn": "2030"}, {"planning": "Q1 2031"}, True),
    ("ibn_voor_laatste_afspraak", {"ibn": "2030"}, {"planning": "Q4 2030"}, False),
    ("ibn_voor_laatste_afspraak", {"ibn": ""}, {"planning": "2040"}, False),
    (
        "ibn_voor_laatste_afspraak",
        {"ibn": "2030"},
        {"planning": "2040", "status": Afspraakstatus.AFGEROND},
        True,
    ),
    (
        "ibn_voor_laatste_afspraak",
        {"ibn": "2030"},
        {"planning": "2040", "status": Afspraakstatus.VERVALLEN},
        False,
    ),
]


@pytest.mark.parametrize(("code", "van_project", "van_afspraak", "is_gevonden"), GEVALLEN)
def test_een_regel_over_een_afspraak(zuid_holland, code, van_project, van_afspraak, is_gevonden):
    project = maak_project(zuid_holland, **van_project)
    maak_afspraak(project, **SCHERP | van_afspraak)

    assert gevonden(code, project) is is_gevonden


ZWAK = {
    "te_laat": {"planning": "2020"},
    "zonder_trekker": {},
    "zonder_planning": {"planning": ""},
    "vage_planning": {"planning": "z.s.m."},
    "zonder_resultaat": {"resultaat": ""},
    "na_ibn": {"planning": "2095"},
    "verschoven_zonder_oorzaak": {},
}


@pytest.mark.parametrize("code", ZWAK)
@pytest.mark.parametrize("status", Afspraakstatus)
def test_alleen_wat_nog_te_doen_is_wordt_beoordeeld(zuid_holland, code, status):
    project = maak_project(zuid_holland, ibn="2094")
    afspraak = maak_afspraak(project, **SCHERP | ZWAK[code] | {"status": status})
    if code == "verschoven_zonder_oorzaak":
        afspraak.planning = "2091"
        afspraak.save()

    assert gevonden(code, project) is (status in Afspraakstatus.actief())


@pytest.mark.parametrize(
    "planning",
    [
        "z.s.m.",
        "ZSM",
        "zo snel mogelijk",
        "zo spoedig mogelijk",
        "n.t.b.",
        "nader te bepalen",
        "t.z.t.",
        "te zijner tijd",
    ],
)
def test_een_vage_planning_is_een_bevinding_en_niet_twee(project, planning):
    maak_afspraak(project, **SCHERP | {"planning": planning})

    assert gevonden("vage_planning", project)
    assert not gevonden("zonder_planning", project)


@pytest.mark.parametrize(
    ("code", "van_project", "is_gevonden"),
    [
        ("acties_zonder_afspraken", {"route": Route.ACTIES}, True),
        ("acties_zonder_afspraken", {"route": Route.MONITORING}, False),
        ("acties_zonder_afspraken", {"route": ""}, False),
        ("verkenning_naar_monitoring", {"fase": "verkenning", "route": "monitoring"}, True),
        ("verkenning_naar_monitoring", {"fase": "planuitwerking", "route": "monitoring"}, False),
        ("verkenning_naar_monitoring", {"fase": "verkenning", "route": "pmiek_plus_1"}, False),
        ("verkenning_naar_monitoring", {"fase": "", "route": "monitoring"}, False),
        # every way to get there gives a sentence: accepting the finding is another act
        (
            "verkenning_naar_monitoring",
            {"fase": "verkenning", "route": "monitoring", "route_toelichting": "Besluit."},
            True,
        ),
        ("zonder_bevoegd_gezag", {"fase": Fase.VERKENNING}, False),
        ("zonder_bevoegd_gezag", {"fase": ""}, False),
        ("zonder_bevoegd_gezag", {"fase": Fase.PLANUITWERKING}, True),
        ("zonder_bevoegd_gezag", {"fase": Fase.PROJECT}, True),
        ("zonder_bevoegd_gezag", {"fase": Fase.REALISATIE}, True),
        ("herkomst_b_zonder_ip", {"herkomst": Herkomst.B}, True),
        ("herkomst_b_zonder_ip", {"herkomst": Herkomst.C}, False),
        ("herkomst_b_zonder_ip", {"herkomst": ""}, False),
        ("monitoring_met_afspraken", {"route": Route.MONITORING}, False),
        ("ibn_voor_laatste_afspraak", {"ibn": "2020"}, False),
    ],
)
def test_een_regel_over_een_project(zuid_holland, code, van_project, is_gevonden):
    assert gevonden(code, maak_project(zuid_holland, **van_project)) is is_gevonden


@pytest.mark.parametrize(
    ("status", "is_gevonden"), [("open", True), ("loopt", True), ("vervallen", False)]
)
def test_zonder_trekker(project, status, is_gevonden):
    maak_afspraak(project, status=status, **SCHERP)

    assert gevonden("zonder_trekker", project) is is_gevonden


def test_met_trekker(project, partij):
    maak_afspraak(project, trekker=partij, **SCHERP)

    assert not gevonden("zonder_trekker", project)


def test_met_bevoegd_gezag(zuid_holland, partij):
    project = maak_project(zuid_holland, fase=Fase.PROJECT, bevoegd_gezag=partij)

    assert not gevonden("zonder_bevoegd_gezag", project)


def test_herkomst_b_met_een_ip_nummer(zuid_holland):
    project = maak_project(zuid_holland, herkomst=Herkomst.B)
    maak_koppeling(project)

    assert not gevonden("herkomst_b_zonder_ip", project)


@pytest.mark.parametrize(
    ("reden", "is_gevonden"),
    [({}, True), ({"toelichting": "Zomaar."}, True), ({"oorzaak": "grond"}, False)],
)
def test_verschoven_zonder_oorzaak(project, reden, is_gevonden):
    afspraak = maak_afspraak(project, **SCHERP)
    afspraak.planning, afspraak.reden = "2091", reden
    afspraak.save()

    assert gevonden("verschoven_zonder_oorzaak", project) is is_gevonden


@pytest.mark.parametrize(
    ("oorzaken", "is_gevonden"), [(["grond", ""], True), (["", "grond"], False)]
)
def test_de_laatste_verschuiving_telt(project, oorzaken, is_gevonden):
    afspraak = maak_afspraak(project, **SCHERP)
    for jaar, oorzaak in enumerate(oorzaken, start=2091):
        afspraak.planning, afspraak.reden = str(jaar), {"oorzaak": oorzaak}
        afspraak.save()

    assert gevonden("verschoven_zonder_oorzaak", project) is is_gevonden


def test_van_meer_afspraken_telt_het_laatste_einde(zuid_holland):
    project = maak_project(zuid_holland, ibn="2030")
    for planning in ("2025", "2040", "2028"):
        maak_afspraak(project, **SCHERP | {"planning": planning})

    assert gevonden("ibn_voor_laatste_afspraak", project)


def test_wat_bij_een_ander_project_staat_telt_niet(zuid_holland, monkeypatch):
    vandaag = timezone.localdate()
    with monkeypatch.context() as klok:
        toen = timezone.now() - datetime.timedelta(days=800)
        klok.setattr(Wijziging._meta.get_field("wanneer"), "_get_default", lambda: toen)
        project = maak_project(zuid_holland, herkomst=Herkomst.B)
    ander = maak_project(zuid_holland)
    maak_koppeling(ander)
    maak_afspraak(ander, planning="2020")

    assert gevonden("herkomst_b_zonder_ip", project)
    assert gevonden("jaar_niet_gewijzigd", project, vandaag)
    assert not gevonden("jaar_niet_gewijzigd", ander, vandaag)
    assert not gevonden("te_laat", project)


def test_niet_verschoven(project):
    maak_afspraak(project, **SCHERP)

    assert not gevonden("verschoven_zonder_oorzaak", project)


@pytest.mark.parametrize(("dagen", "is_gevonden"), [(-1, False), (0, True), (1, True)])
def test_een_jaar_niet_gewijzigd(project, dagen, is_gevonden):
    vandaag = timezone.localdate()
    jaar_later = vandaag.replace(year=vandaag.year + 1) + datetime.timedelta(days=dagen)

    assert gevonden("jaar_niet_gewijzigd", project, jaar_later) is is_gevonden


def test_een_jaar_voor_schrikkeldag(project):
    assert not gevonden("jaar_niet_gewijzigd", project, datetime.date(2024, 2, 29))


def test_elke_regel_wordt_hier_beproefd():
    eigen_test = {
        "zonder_trekker",
        "verschoven_zonder_oorzaak",
        "jaar_niet_gewijzigd",
        "zonder_bevoegd_gezag",
        "herkomst_b_zonder_ip",
        "verkenning_naar_monitoring",
    }
    beproefd = eigen_test | {code for code, *_ in GEVALLEN}

    assert beproefd == {regel.code for regel in REGELS}
