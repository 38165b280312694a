"""A long monitoringslijst is made by the worker; what is there already is given at once."""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest
from django.urls import reverse

from actielijst.models import Documenttaak
from monitoring.documenten import DELEN, DIRECT, monitoringslijst_html
from monitoring.lijst import inhoud_van
from pmiek.pdf import pool
from tests.bouwers import maak_monitoringronde, maak_project, maak_regel
from tests.pdf_piek import maak_pdf

ZIN = "Het net in dit gebied zit vol; nieuwe aansluitingen van woningen en bedrijven wachten."


@pytest.fixture
def lang(zuid_holland, ronde):
    vorige = maak_monitoringronde(zuid_holland, "2026-05-12", gesloten=True)
    for _ in range(DIRECT + 1):
        project = maak_project(zuid_holland)
        maak_regel(vorige, project, ibn="2028")
        maak_regel(ronde, project, ibn="2029")
    return ronde


@pytest.fixture
def pagina(ronde):
    return reverse("monitoring:monitoringronde_pdf", args=["zuid-holland", ronde.pk])


@pytest.fixture
def als_lezer(client, lezer):
    client.force_login(lezer)
    return client


@pytest.mark.django_db
def test_een_korte_lijst_komt_meteen(als_lezer, regel, pagina):
    for response in (als_lezer.get(pagina), als_lezer.post(pagina)):
        assert response.content.startswith(b"%PDF")
    assert not Documenttaak.objects.exists()


@pytest.mark.django_db
def test_een_korte_lijst_die_nu_niet_te_maken_is_wordt_uitgelegd(
    als_lezer, ronde, regel, pagina, monkeypatch
):
    monkeypatch.setattr(pool._now, "patience", 0.01)

    with pool._now.busy:
        response = als_lezer.get(pagina, follow=True)

    assert response.redirect_chain == [(ronde.get_absolute_url(), 302)]
    assert [str(melding) for melding in response.context["messages"]] == [pool.DRUK]


@pytest.mark.django_db
def test_een_lange_lijst_openen_maakt_nog_niets(als_lezer, lang, pagina):
    response = als_lezer.get(pagina)

    assert "Lijst maken" in response.text
    assert not Documenttaak.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_een_lange_lijst_wordt_op_de_achtergrond_gemaakt_en_daarna_meteen_gegeven(
    als_lezer, lang, pagina
):
    taak = als_lezer.post(pagina, follow=True).context["taak"]

    assert (taak.status, taak.melding) == ("klaar", "")
    assert taak.bestandsnaam == "2026-12-16_zuid-holland_monitoringslijst_concept.pdf"
    bestand = als_lezer.get(
        reverse("actielijst:documenttaak_bestand", args=["zuid-holland", taak.pk])
    )
    gemaakt = b"".join(bestand.streaming_content)
    assert als_lezer.get(pagina).content == gemaakt
    assert als_lezer.post(pagina).content == gemaakt
    assert Documenttaak.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_wie_iets_wijzigt_krijgt_een_nieuwe_lijst(als_lezer, lang, pagina):
    als_lezer.post(pagina)
    regel = lang.regels.first()
    regel.ibn = "2035"
    regel.save()

    assert "Lijst maken" in als_lezer.get(pagina).text


# --- P4: size, time and memory


# the layout of rows that were read already
@pytest.mark.overal_gelijk
@pytest.mark.django_db
@pytest.mark.parametrize(("aantal", "seconden"), [(50, 10), (200, 40)])
def test_een_grote_lijst_kost_niet_te_veel_tijd_en_geheugen(zuid_holland, ronde, aantal, seconden):
    """The heaviest part: every cell of every row filled."""
    velden = {"aandachtspunt": f"{ZIN} {ZIN}", "versnellingsactie": ZIN, "vraag": ZIN}
    for _ in range(aantal):
        maak_regel(ronde, maak_project(zuid_holland, naam=ZIN), ibn="2029", **velden)
    html = monitoringslijst_html(ronde, inhoud_van(ronde), DELEN[:1])

    with ProcessPoolExecutor(1, get_context("spawn")) as kind:
        grootte, duur, megabytes = kind.submit(maak_pdf, html).result()

    assert grootte > 10_000
    assert duur <= seconden
    assert megabytes <= 400
