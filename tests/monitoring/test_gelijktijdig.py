"""Closing a round while others write: it closes once, and a row is in or is told it is too late."""

import pytest
from django.test import Client
from django.urls import reverse

from actielijst.models import Project
from monitoring.models import Monitoringregel, Monitoringronde, RondeGesloten, Wijzigingentekst
from monitoring.rondes import sluit
from pmiek.enums import Rolsoort
from pmiek.history import Verouderd
from tests.bouwers import (
    maak_gebruiker,
    maak_monitoringronde,
    maak_project,
    maak_provincie,
    maak_regel,
    maak_rol,
)
from tests.formulier import _velden
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


# --- the annex


@pytest.fixture
def monitors(regel):
    clients = [Client() for _ in range(4)]
    for client in clients:
        gebruiker = maak_gebruiker()
        maak_rol(gebruiker, regel.ronde.provincie, Rolsoort.MONITOR)
        client.force_login(gebruiker)
    return clients


def getypt(client, ronde, tekst):
    """What a monitor sends who opened the page before anybody wrote anything."""
    pagina = reverse(
        "monitoring:monitoringronde_wijzigingen", args=[ronde.provincie.slug, ronde.pk]
    )
    data = _velden(client.get(pagina).context["form"]) | {"ibn": tekst}
    return lambda: client.post(pagina, data)


@pytest.mark.parametrize("keer", range(3))
def test_de_bijlage_wordt_bewaard_terwijl_de_ronde_sluit(regel, monitors, tmp_path, keer):
    """In the kept list or not saved at all; never saved beside it."""
    with gedeelde_database(tmp_path):
        bewaar = getypt(monitors[0], regel.ronde, "Later.")
        gesloten, antwoord = tegelijk(lambda: sluit(regel.ronde), bewaar)

        assert isinstance(gesloten, Monitoringronde)
        is_bewaard = antwoord.status_code == 302
        eigen = {"ibn": "Later."} if is_bewaard else {}
        assert regel.ronde.vastleggingen.get().inhoud["eigen"] == eigen
        assert Wijzigingentekst.objects.count() == int(is_bewaard)
        assert is_bewaard or "De ronde is intussen gesloten" in antwoord.text


def test_vier_schrijven_de_bijlage_voor_het_eerst(regel, monitors, tmp_path):
    """One is saved; the others are asked which of the two stays."""
    with gedeelde_database(tmp_path):
        posts = [getypt(c, regel.ronde, tekst) for c, tekst in zip(monitors, "ABCD", strict=True)]
        antwoorden = tegelijk(*posts)

        assert sorted(antwoord.status_code for antwoord in antwoorden) == [302, 409, 409, 409]
        assert Wijzigingentekst.objects.get().ibn in "ABCD"
