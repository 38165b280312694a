"""Findings together: the same number everywhere, accepted and back again, a fixed cost."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from actielijst.enums import Fase, Route
from actielijst.linter import OP_CODE, REGELS, aantallen, bevindingen, openstaand
from actielijst.models import Aanvaarding, Project
from pmiek.wijziging import Wijziging
from tests.bouwers import maak_afspraak, maak_project

DAG = datetime.date(2027, 7, 1)

pytestmark = pytest.mark.django_db


def aanvaard(bevinding, zin="Zo is het afgesproken."):
    return Aanvaarding.objects.create(
        project=bevinding.project,
        afspraak=bevinding.afspraak,
        regel=bevinding.regel.code,
        vingerafdruk=bevinding.vingerafdruk,
        zin=zin,
    )


def codes(project):
    alleen = Project.objects.filter(pk=project.pk)
    return [b.regel.code for b in openstaand(alleen, peildatum=DAG)]


def test_bevindingen_staan_op_volgorde_van_project_en_afspraak(zuid_holland):
    tien = maak_project(zuid_holland, nummer="10", route=Route.ACTIES)
    twee = maak_project(zuid_holland, nummer="2", herkomst="B")
    maak_afspraak(twee, planning="2090", resultaat="x", volgorde=20)
    maak_afspraak(twee, planning="2020", resultaat="x", volgorde=10)

    zinnen = [(b.project, b.zin) for b in openstaand(Project.objects.all(), peildatum=DAG)]

    assert zinnen == [
        (twee, "Afspraak 1 is te laat"),
        (twee, "Afspraak 1 heeft geen trekker"),
        (twee, "Afspraak 2 heeft geen trekker"),
        (twee, "Herkomst B zonder IP-nummer"),
        (tien, "Route acties, nog geen afspraken"),
    ]


def test_een_bevinding_wijst_naar_haar_veld(zuid_holland):
    project = maak_project(zuid_holland, nummer="2", herkomst="B", fase=Fase.PROJECT)
    maak_afspraak(project, planning="2090", resultaat="x")

    adressen = [b.veld_url.partition("#")[2] for b in openstaand(Project.objects.all())]

    assert adressen == ["id_afspraak-0-trekker", "id_bevoegd_gezag", "ip-rijen"]


def test_een_aanvaarde_bevinding_telt_niet_mee(project):
    maak_afspraak(project, planning="2020", resultaat="x")
    (te_laat, zonder_trekker) = openstaand(Project.objects.all(), peildatum=DAG)

    aanvaard(te_laat)

    assert codes(project) == ["zonder_trekker"]
    assert sum(aantallen(Project.objects.all(), peildatum=DAG).values()) == 1
    (eerste, _) = bevindingen(Project.objects.all(), peildatum=DAG)
    assert eerste.aanvaarding.zin == "Zo is het afgesproken."


def test_een_aanvaarde_bevinding_komt_terug_als_de_feiten_wijzigen(project):
    afspraak = maak_afspraak(project, planning="2020", resultaat="x")
    aanvaard(openstaand(Project.objects.all(), peildatum=DAG)[0])

    afspraak.planning, afspraak.reden = "2021", {"oorzaak": "grond"}
    afspraak.save()

    assert codes(project) == ["te_laat", "zonder_trekker"]


# what a rule judges, and another value with which it still finds the same
FEITEN = [
    ("te_laat", {}, {"planning": "2020"}, {"planning": "2021"}),
    ("te_laat", {}, {"planning": "2020"}, {"status": "loopt"}),
    ("zonder_planning", {}, {"planning": ""}, {"planning": "na het besluit"}),
    ("vage_planning", {}, {"planning": "z.s.m."}, {"planning": "n.t.b."}),
    ("na_ibn", {"ibn": "2030"}, {"planning": "2040"}, {"planning": "2041"}),
    ("na_ibn", {"ibn": "2030"}, {"planning": "2040"}, {"project.ibn": "2031"}),
    ("zonder_bevoegd_gezag", {"fase": "project"}, {}, {"project.fase": "realisatie"}),
    ("monitoring_met_afspraken", {"route": "monitoring"}, {}, {"nog een": "2090"}),
    ("ibn_voor_laatste_afspraak", {"ibn": "2030"}, {"planning": "2040"}, {"planning": "2041"}),
    ("ibn_voor_laatste_afspraak", {"ibn": "2030"}, {"planning": "2040"}, {"project.ibn": "2031"}),
    ("verschoven_zonder_oorzaak", {}, {"planning": "2040"}, {"planning": "2041"}),
    (
        "verkenning_naar_monitoring",
        {"fase": "verkenning", "route": "monitoring", "route_toelichting": "Besluit."},
        {},
        {"project.route_toelichting": "Een ander besluit."},
    ),
]


@pytest.mark.parametrize(("code", "van_project", "van_afspraak", "anders"), FEITEN)
def test_een_aanvaarding_geldt_voor_elk_feit_van_de_regel(
    zuid_holland, code, van_project, van_afspraak, anders
):
    project = maak_project(zuid_holland, **van_project)
    afspraak = maak_afspraak(project, **{"planning": "2090", "resultaat": "x"} | van_afspraak)
    if code == "verschoven_zonder_oorzaak":
        wijzig(afspraak, {"planning": "2039"})
    (gevonden,) = [b for b in openstaand(eigen(project), peildatum=DAG) if b.regel.code == code]
    aanvaard(gevonden)
    assert code not in codes(project)

    wijzig(afspraak, anders)

    assert code in codes(project)


def eigen(project):
    return Project.objects.filter(pk=project.pk)


def wijzig(afspraak, anders):
    for naam, waarde in anders.items():
        if naam == "nog een":
            maak_afspraak(afspraak.project, planning=waarde, resultaat="x")
            continue
        obj = afspraak.project if naam.startswith("project.") else afspraak
        setattr(obj, naam.removeprefix("project."), waarde)
        obj.save()


def test_na_een_wijziging_is_een_oude_fiche_opnieuw_een_vraag(project):
    over_drie_jaar = datetime.date.today() + datetime.timedelta(days=1100)
    regels = [OP_CODE["jaar_niet_gewijzigd"]]
    (oud,) = openstaand(Project.objects.all(), regels=regels, peildatum=over_drie_jaar)
    aanvaard(oud)
    assert openstaand(Project.objects.all(), regels=regels, peildatum=over_drie_jaar) == []

    project.doel = "Ruimte voor woningen."
    project.save()

    (nu,) = openstaand(Project.objects.all(), regels=regels, peildatum=over_drie_jaar)
    assert nu.aanvaarding is None


def test_een_nieuwe_afspraak_maakt_een_oude_fiche_weer_jong(project, monkeypatch):
    over_drie_jaar = timezone.now() + datetime.timedelta(days=1100)
    regels = [OP_CODE["jaar_niet_gewijzigd"]]
    with monkeypatch.context() as klok:
        klok.setattr(Wijziging._meta.get_field("wanneer"), "_get_default", lambda: over_drie_jaar)
        maak_afspraak(project, planning="2090")

    assert openstaand(Project.objects.all(), regels=regels, peildatum=over_drie_jaar.date()) == []


def test_een_ander_veld_wijzigen_haalt_een_aanvaarding_niet_terug(project):
    afspraak = maak_afspraak(project, planning="2020", resultaat="x")
    aanvaard(openstaand(Project.objects.all(), peildatum=DAG)[0])

    afspraak.activiteit = "Anders gezegd"
    afspraak.save()

    assert codes(project) == ["zonder_trekker"]


def test_aanvaarden_van_een_oude_fiche_is_geen_wijziging_van_de_fiche(project):
    over_een_jaar = datetime.date.today() + datetime.timedelta(days=400)
    regels = [OP_CODE["jaar_niet_gewijzigd"]]
    (oud,) = openstaand(Project.objects.all(), regels=regels, peildatum=over_een_jaar)

    aanvaard(oud)

    (nu,) = bevindingen(Project.objects.all(), regels=regels, peildatum=over_een_jaar)
    assert nu.aanvaarding is not None


def test_dezelfde_bevinding_is_maar_eenmaal_te_aanvaarden(project):
    maak_afspraak(project, planning="2020", resultaat="x")
    (bevinding, _) = openstaand(Project.objects.all(), peildatum=DAG)
    aanvaard(bevinding)

    with pytest.raises(IntegrityError), transaction.atomic():
        aanvaard(bevinding)


def test_een_afspraak_met_aanvaarding_en_verschuiving_is_te_verwijderen(project):
    afspraak = maak_afspraak(project, planning="2020", resultaat="x")
    afspraak.planning = "2021"
    afspraak.save()
    aanvaard(openstaand(Project.objects.all(), peildatum=DAG)[0])

    afspraak.delete()

    assert codes(project) == []


@pytest.mark.parametrize("aantal", [1, 5])
def test_de_hele_provincie_kost_een_vast_aantal_querys(
    zuid_holland, django_assert_num_queries, aantal
):
    for _ in range(aantal):
        project = maak_project(zuid_holland, route=Route.ACTIES, herkomst="B")
        maak_afspraak(project, planning="2020")
        maak_afspraak(project, planning="z.s.m.")
    for bevinding in bevindingen(Project.objects.all(), peildatum=DAG)[:2]:
        aanvaard(bevinding)
    projecten = Project.objects.filter(provincie=zuid_holland)

    with django_assert_num_queries(4):
        rijen = openstaand(projecten, peildatum=DAG)
    with django_assert_num_queries(6):
        geteld = aantallen(projecten, peildatum=DAG)

    assert sum(geteld.values()) == len(rijen) > 0


def test_elke_code_is_er_eenmaal():
    assert len(OP_CODE) == len(REGELS)
