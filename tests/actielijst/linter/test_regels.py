"""Each rule: a case that it finds, the nearest cases that it leaves alone."""

import datetime

import pytest
from django.utils import timezone

from actielijst.enums import Afspraaksoort, Afspraakstatus, Fase, Herkomst, Route
from actielijst.linter import OP_CODE, REGELS, aantallen, openstaand
from actielijst.models import Project
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
    ("zonder_planning", {}, {"planning": "n.v.t."}, False),
    ("zonder_planning", {}, {"planning": "z.s.m."}, False),
    ("zonder_planning", {}, {"planning": "", "status": Afspraakstatus.VERVALLEN}, False),
    ("vage_planning", {}, {"planning": "z.s.m."}, True),
    ("vage_planning", {}, {"planning": "ZSM"}, True),
    ("vage_planning", {}, {"planning": "zo spoedig mogelijk na de zomer"}, True),
    ("vage_planning", {}, {"planning": "nader te bepalen"}, True),
    ("vage_planning", {}, {"planning": "n.t.b."}, True),
    ("vage_planning", {}, {"planning": "(t.z.t.)"}, True),
    ("vage_planning", {}, {"planning": "te zijner tijd"}, True),
    ("vage_planning", {}, {"planning": "na het gesprek met Antbos"}, False),
    ("vage_planning", {}, {"planning": "Q3 2027"}, False),
    ("vage_planning", {}, {"planning": "z.s.m.", "status": Afspraakstatus.AFGEROND}, False),
    ("zonder_resultaat", {}, {"resultaat": ""}, True),
    ("zonder_resultaat", {}, {"resultaat": "n.v.t."}, False),
    ("zonder_resultaat", {}, {"resultaat": "", "status": Afspraakstatus.AFGEROND}, False),
    ("na_ibn", {"ibn": "2030"}, {"planning": "1-1-2031"}, True),
    ("na_ibn", {"ibn": "2030"}, {"planning": "31-12-2030"}, False),
    ("na_ibn", {"ibn": "vanaf 2029"}, {"planning": "2040"}, False),
    ("na_ibn", {"ibn": "ergens rond 2029"}, {"planning": "2040"}, False),
    ("na_ibn", {"ibn": "2030"}, {"planning": "ruim na de IBN"}, False),
    ("na_ibn", {"ibn": "2030"}, {"planning": "2040", "status": Afspraakstatus.VERVALLEN}, False),
    ("acties_zonder_afspraken", {"route": Route.ACTIES}, {}, False),
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
