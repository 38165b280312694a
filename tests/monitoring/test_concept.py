"""The row of a round keeps its draft, on its own page and in its place in the list."""

import pytest
from django.urls import reverse

from monitoring.models import Monitoringregel, Monitoringronde
from pmiek.concept import Concept
from tests.monitoring.formulier import regeldata
from tests.pmiek.test_concept import autosave, token

pytestmark = pytest.mark.django_db


@pytest.fixture
def pagina(regel):
    return reverse("monitoring:monitoringregel_bewerken", args=["zuid-holland", regel.pk])


@pytest.fixture
def als_monitor(client, monitor):
    client.force_login(monitor)
    return client


def test_een_regel_in_de_lijst_bewaart_zijn_concept(als_monitor, regel, ronde, pagina):
    in_de_lijst = token(als_monitor, f"{ronde.get_absolute_url()}?open={regel.pk}")

    autosave(als_monitor, pagina, regeldata(regel, aandachtspunt="Getypt") | in_de_lijst)

    hervat = als_monitor.get(Concept.objects.get().verder_adres)
    assert hervat.context["form"]["aandachtspunt"].value() == "Getypt"
    assert hervat.context["fouten"] == []
    lijst = als_monitor.get(f"{ronde.get_absolute_url()}?open={regel.pk}")
    assert Concept.objects.get().verder_adres in lijst.text


def test_de_regel_bewaren_wist_het_concept(als_monitor, regel, pagina):
    data = regeldata(regel, aandachtspunt="Getypt") | token(als_monitor, pagina)
    autosave(als_monitor, pagina, data)

    als_monitor.post(pagina, data)

    assert Monitoringregel.objects.get(pk=regel.pk).aandachtspunt == "Getypt"
    assert Concept.objects.count() == 0


def test_een_ronde_wordt_een_keer_geopend(als_monitor, zuid_holland):
    nieuw = reverse("monitoring:monitoringronde_nieuw", args=["zuid-holland"])
    data = {"naam": "najaar", "peildatum": "16-11-2026", "deadline": "30-11-2026"}
    data |= {"vergaderdatum": "16-12-2026"} | token(als_monitor, nieuw)

    urls = {als_monitor.post(nieuw, data).url for _ in range(2)}

    assert urls == {Monitoringronde.objects.get().get_absolute_url()}
