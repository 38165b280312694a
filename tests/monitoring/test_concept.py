"""The row of a round keeps its draft, on its own page and in its place in the list."""

import datetime
import re

import pytest
from django.urls import reverse

from monitoring.models import Monitoringregel, Monitoringronde
from pmiek.concept import Concept
from pmiek.concepttekst import getypte_teksten
from tests.bouwers import maak_project, maak_vraag, zet_stap
from tests.monitoring.formulier import regeldata, stapdata
from tests.pmiek.test_concept import autosave, token, token_in

pytestmark = pytest.mark.django_db
VANDAAG = datetime.date.today()


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


def test_wie_typte_in_een_regel_die_weg_is_komt_bij_de_lijst_en_niet_op_hetzelfde_adres(
    als_monitor, regel, pagina
):
    data = regeldata(regel, aandachtspunt="Getypt") | token(als_monitor, pagina)
    Monitoringregel.objects.get(pk=regel.pk).delete()

    weg = als_monitor.post(pagina, data)

    melding = re.search(r"Wat u typte is bewaard als concept.*?</div>", weg.text, re.DOTALL)[0]
    adressen = [reverse("monitoring:monitoringronde_lijst", args=["zuid-holland"])]
    adressen += [reverse("mijn_concepten")]
    assert weg.status_code == 404
    assert re.findall('href="([^"]+)"', melding) == adressen
    assert "iemand haalde het intussen weg" in weg.text
    assert "verkeerd getypt" not in weg.text


def test_een_ronde_wordt_een_keer_geopend(als_monitor, zuid_holland):
    nieuw = reverse("monitoring:monitoringronde_nieuw", args=["zuid-holland"])
    data = {"naam": "najaar", "peildatum": "16-11-2026", "deadline": "30-11-2026"}
    data |= {"vergaderdatum": "16-12-2026"} | token(als_monitor, nieuw)

    urls = {als_monitor.post(nieuw, data).url for _ in range(2)}

    assert urls == {Monitoringronde.objects.get().get_absolute_url()}


def test_het_antwoord_op_een_vraag_blijft_als_concept_bewaard(als_monitor, ronde, zuid_holland):
    vraag = maak_vraag(ronde, [maak_project(zuid_holland)])
    stap = reverse("monitoring:vraag_stap", args=["zuid-holland", vraag.pk])
    data = stapdata(vraag, antwoord="Het bestuur wil", beantwoord_op="15-12")

    autosave(als_monitor, stap, data | token(als_monitor, vraag.get_absolute_url()))

    concept = Concept.objects.get()
    labels = dict(getypte_teksten(concept))
    assert labels == {"Antwoord van het bestuur": "Het bestuur wil", "Beantwoord op": "15-12"}
    assert concept.verder_adres in als_monitor.get(vraag.get_absolute_url()).text
    hervat = als_monitor.get(concept.verder_adres)
    assert hervat.context["stap"]["antwoord"].value() == "Het bestuur wil"
    assert not hervat.context["stap"].errors
    als_monitor.post(stap, data | {"beantwoord_op": f"{VANDAAG:%d-%m-%Y}"} | token_in(hervat))
    vraag.refresh_from_db()
    assert (vraag.antwoord, Concept.objects.count()) == ("Het bestuur wil", 0)


def test_een_afspraak_uit_een_antwoord_blijft_als_concept_en_komt_er_een_keer(
    client, secretaris, ronde, zuid_holland
):
    project = maak_project(zuid_holland)
    vraag = zet_stap(maak_vraag(ronde, [project]), "gesteld", "Ja.", VANDAAG)
    maken = reverse("monitoring:vraag_afspraak", args=["zuid-holland", vraag.pk])
    client.force_login(secretaris)
    tokens = re.findall('name="concept" value="([^"]+)"', client.get(vraag.get_absolute_url()).text)
    data = {"project": project.pk, "activiteit": "Getypt", "planning": "Q1", "concept": tokens[1]}

    autosave(client, maken, data)

    hervat = client.get(Concept.objects.get().verder_adres)
    assert hervat.context["afspraakform"]["activiteit"].value() == "Getypt"
    for _ in range(2):
        client.post(maken, data | {"planning": "Q1 2027"})
    assert [a.activiteit for a in project.afspraken.all()] == ["Getypt"]
    assert not Concept.objects.exists()


@pytest.mark.parametrize("naam", ["vraag_stap", "vraag_afspraak"])
def test_zonder_concept_leidt_een_stap_naar_de_vraag(client, secretaris, ronde, zuid_holland, naam):
    vraag = maak_vraag(ronde, [maak_project(zuid_holland)])
    client.force_login(secretaris)

    antwoord = client.get(reverse(f"monitoring:{naam}", args=["zuid-holland", vraag.pk]))

    assert antwoord.url == vraag.get_absolute_url()
