"""Undo while others write: it happens once, and takes nothing away unseen."""

from functools import partial

import pytest

from actielijst.models import Project, Uitvoeringsafspraak
from pmiek.history import Verouderd, acting_as
from pmiek.ongedaan import draai_terug
from pmiek.wijziging import Wijziging
from tests.bouwers import maak_afspraak, maak_gebruiker, maak_project, maak_rol
from tests.gelijktijdig import tegelijk
from tests.ongedaan import handeling_van


@pytest.fixture
def schrijver(zuid_holland):
    gebruiker = maak_gebruiker()
    maak_rol(gebruiker, zuid_holland)
    return gebruiker


def ongedaan(handeling, gebruiker, provincie):
    with acting_as(gebruiker):
        return draai_terug(handeling.id, provincie=provincie, gebruiker=gebruiker)


def test_van_velen_die_hetzelfde_ongedaan_maken_doet_een_het(gelijktijdig, zuid_holland, schrijver):
    project = maak_project(zuid_holland)
    with handeling_van(schrijver) as handeling:
        project.doel = "toen"
        project.save()
        maak_afspraak(project)

    uitkomsten = tegelijk(*[partial(ongedaan, handeling, schrijver, zuid_holland)] * 6)

    soorten = sorted(type(uitkomst).__name__ for uitkomst in uitkomsten)
    assert soorten == ["NietTerugTeDraaien"] * 5 + ["Uitkomst"]
    assert Wijziging.objects.filter(draait_terug=handeling.id).count() == 2
    assert Project.objects.get().doel == ""


@pytest.mark.parametrize("poging", range(3))
def test_wat_een_ander_op_dat_moment_opslaat_verdwijnt_niet_ongezien(
    gelijktijdig, zuid_holland, schrijver, poging
):
    project = maak_project(zuid_holland)
    with handeling_van(schrijver) as handeling:
        afspraak = maak_afspraak(project, activiteit="Tracé")
    gelezen = Uitvoeringsafspraak.objects.get(pk=afspraak.pk)
    gelezen.resultaat = "van een ander"

    terug, opgeslagen = tegelijk(
        partial(ongedaan, handeling, schrijver, zuid_holland), gelezen.save
    )

    # either the other came first and the undo asks, or the undo did and the other is told
    if opgeslagen is None:
        assert [conflict.te_dwingen for conflict in terug.conflicten] == [True]
        assert Uitvoeringsafspraak.objects.get().resultaat == "van een ander"
    else:
        assert isinstance(opgeslagen, Verouderd)
        assert terug.gedaan
        assert not Uitvoeringsafspraak.objects.exists()
