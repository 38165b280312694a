"""Lines of the history that are stored together promise what a line on its own promises."""

import pytest
from django.db import transaction

from actielijst.enums import Fase
from actielijst.models import Project
from pmiek import batch
from pmiek.historie_controle import controleer_historie
from pmiek.history import Verouderd, acting_as, huidige_handeling
from pmiek.keten import Keten
from pmiek.ongedaan import draai_terug
from pmiek.wijziging import Wijziging
from tests.bouwers import maak_koppeling, maak_partij, maak_project


@pytest.fixture
def noord(zuid_holland):
    return maak_project(zuid_holland, nummer="1", naam="Noord", fase=Fase.VERKENNING)


@pytest.fixture
def samen():
    with transaction.atomic(), batch.batching() as een:
        yield een


def schrijf(project, partij):
    project.naam, project.fase, project.bevoegd_gezag = "Zuid", Fase.PROJECT, partij
    project.save()
    maak_koppeling(project, nummer="VB-1")


VELDEN = ("door", "door_naam", "kanaal", "soort", "naam", "object_id", "onderwerp_id", "velden")


def regels(handeling):
    alle = Wijziging.objects.filter(handeling=handeling).order_by("volgnummer")
    return [{veld: getattr(regel, veld) for veld in VELDEN} for regel in alle]


def test_een_bundel_schrijft_dezelfde_regels_als_los(zuid_holland, redacteur, noord):
    partij = maak_partij(zuid_holland, "Leiden")
    uitkomsten = []
    for doe in (_los, _samen):
        with transaction.atomic():
            doe(redacteur, lambda: schrijf(Project.objects.get(pk=noord.pk), partij))
            uitkomsten.append(regels(_laatste_handeling()))
            transaction.set_rollback(True)

    los, gebundeld = uitkomsten
    assert len(los) == 2
    assert [{**regel, "object_id": 0} for regel in los] == [
        {**regel, "object_id": 0} for regel in gebundeld
    ]


def _laatste_handeling():
    return Wijziging.objects.order_by("-volgnummer").values_list("handeling", flat=True).first()


def _los(wie, schrijf):
    with acting_as(wie):
        schrijf()


def _samen(wie, schrijf):
    with acting_as(wie), transaction.atomic(), batch.batching():
        schrijf()


@pytest.mark.parametrize("meeste", [1, 2, 500])
def test_de_keten_is_heel_ook_als_er_tussendoor_wordt_weggeschreven(
    zuid_holland, noord, monkeypatch, meeste
):
    monkeypatch.setattr(batch, "MOST", meeste)
    voor = Keten.objects.stand(zuid_holland.pk)
    with transaction.atomic(), batch.batching():
        for nummer in range(3):
            maak_project(zuid_holland, naam=f"Kabel {nummer}")
        noord.naam = "Anders"
        noord.save()

    laatste = Wijziging.objects.filter(volgnummer__gt=voor).order_by("volgnummer")
    assert [regel.naam for regel in laatste] == [
        *(f"{p.nummer} Kabel {n}" for n, p in enumerate(Project.objects.exclude(pk=noord.pk))),
        "1 Anders",
    ]
    assert not [uitslag for uitslag in controleer_historie() if uitslag.breuk]


def test_een_fout_in_een_bundel_laat_niets_achter(zuid_holland, noord):
    voor = Wijziging.objects.count()

    def mislukt():
        with transaction.atomic(), batch.batching():
            maak_project(zuid_holland)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        mislukt()

    assert (Project.objects.count(), Wijziging.objects.count()) == (1, voor)
    noord.naam = "Later"
    noord.save()
    assert not [uitslag for uitslag in controleer_historie() if uitslag.breuk]


def test_een_fasewisseling_hoort_bij_haar_regel(zuid_holland, noord):
    with transaction.atomic(), batch.batching():
        noord.fase = Fase.PROJECT
        noord.save()
        maak_project(zuid_holland)

    wisseling = noord.fasewisselingen.get()
    assert wisseling.wijziging == Wijziging.objects.van(noord).first()


def test_wat_vooraf_is_gelezen_telt_een_keer(zuid_holland, noord, samen):
    batch.hold(zuid_holland.pk)
    batch.preload(Project, [noord.pk])
    for naam in ("Eerst", "Daarna"):
        noord.naam = naam
        noord.save()

    namen = [regel.velden["naam"] for regel in samen.lines]
    assert [(veld["oud"], veld["nieuw"]) for veld in namen] == [
        ("Noord", "Eerst"),
        ("Eerst", "Daarna"),
    ]


def test_een_oude_versie_wint_ook_in_een_bundel_niet(noord):
    oud = Project.objects.get(pk=noord.pk)
    noord.naam = "Intussen"
    noord.save()

    oud.naam = "Te laat"

    def schrijf_oud():
        with transaction.atomic(), batch.batching():
            batch.hold(noord.provincie_id)
            batch.preload(Project, [noord.pk])
            oud.save()

    with pytest.raises(Verouderd):
        schrijf_oud()
    assert Project.objects.get().naam == "Intussen"


def test_een_object_dat_wordt_hernoemd_heet_daarna_zo(zuid_holland, noord):
    leiden = maak_partij(zuid_holland, "Leiden")
    ander = maak_project(zuid_holland)
    with transaction.atomic(), batch.batching():
        noord.bevoegd_gezag = leiden
        noord.save()
        leiden.naam = "Leidschendam"
        leiden.save()
        ander.bevoegd_gezag = leiden
        ander.save()

    eerst, daarna = (
        Wijziging.objects.van(project).first().velden["bevoegd_gezag"]["nieuw_tekst"]
        for project in (noord, ander)
    )
    assert (eerst, daarna) == ("gemeente Leiden", "gemeente Leidschendam")


def test_een_bundel_is_als_een_handeling_terug_te_draaien(zuid_holland, redacteur, noord):
    leiden = maak_partij(zuid_holland, "Leiden")
    with acting_as(redacteur), transaction.atomic(), batch.batching():
        handeling = huidige_handeling()
        schrijf(noord, leiden)
        maak_project(zuid_holland)

    draai_terug(handeling, provincie=zuid_holland, gebruiker=redacteur)

    [over] = Project.objects.all()
    assert (over.naam, over.fase, over.ip_koppelingen.count()) == ("Noord", Fase.VERKENNING, 0)
