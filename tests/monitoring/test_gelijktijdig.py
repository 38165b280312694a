"""Closing a round while others write: it closes once, and a row is in or is told it is too late."""

import pytest

from actielijst.models import Project
from monitoring.models import Monitoringregel, Monitoringronde, RondeGesloten
from monitoring.rondes import sluit
from pmiek.history import Verouderd
from tests.bouwers import maak_monitoringronde, maak_project, maak_provincie, maak_regel
from tests.gelijktijdig import gedeelde_database, tegelijk

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def regel():
    provincie = maak_provincie()
    return maak_regel(maak_monitoringronde(provincie), maak_project(provincie), ibn="2030")


def test_twee_sluiten_dezelfde_ronde(regel, tmp_path):
    with gedeelde_database(tmp_path):
        uitkomsten = tegelijk(*[lambda: sluit(regel.ronde)] * 4)

        geslaagd = [u for u in uitkomsten if isinstance(u, Monitoringronde)]
        geweigerd = [u for u in uitkomsten if isinstance(u, RondeGesloten)]
        assert (len(geslaagd), len(geweigerd)) == (1, 3)
        assert regel.ronde.vastleggingen.count() == 1


@pytest.mark.parametrize("keer", range(3))
def test_een_regel_wordt_bewaard_terwijl_de_ronde_sluit(regel, tmp_path, keer):
    def bewaar():
        mijn = Monitoringregel.objects.get(pk=regel.pk)
        mijn.ibn = "2035"
        mijn.save()
        return mijn

    with gedeelde_database(tmp_path):
        gesloten, bewaard = tegelijk(lambda: sluit(regel.ronde), bewaar)

        # lost a race with the closing, which writes the phase: the view reads again and hears it
        assert isinstance(gesloten, Monitoringronde | Verouderd)
        assert isinstance(bewaard, Monitoringregel | RondeGesloten | Verouderd)
        if isinstance(gesloten, Monitoringronde):
            inhoud = regel.ronde.vastleggingen.get().inhoud
            verwacht = "2035" if isinstance(bewaard, Monitoringregel) else "2030"
            assert inhoud["regels"][0]["ibn"] == verwacht


def test_een_fase_verandert_terwijl_de_ronde_sluit(regel, tmp_path):
    """An import that is busy: the kept list and the rows say the same, whichever was first."""

    def wissel():
        project = Project.objects.get(pk=regel.project_id)
        project.fase = "realisatie"
        project.save()

    with gedeelde_database(tmp_path):
        gesloten, _ = tegelijk(lambda: sluit(regel.ronde), wissel)

        assert isinstance(gesloten, Monitoringronde)
        bewaard = Monitoringregel.objects.get(pk=regel.pk).get_fase_display()
        assert regel.ronde.vastleggingen.get().inhoud["regels"][0]["fase"] == bewaard
