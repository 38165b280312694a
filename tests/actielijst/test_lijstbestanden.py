"""A list as a file: at once while it is short, and by the worker however long it is."""

import io
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from openpyxl import load_workbook
from pypdf import PdfReader

from actielijst.documenten import afsprakenlijst
from actielijst.enums import Keuzedocument, Taakstatus
from actielijst.models import Documenttaak
from actielijst.views.lijstbestand import FILTER_TE_LANG, GRENZEN, TE_LANG
from pmiek.pdf import pool
from tests.bouwers import maak_afspraak, maak_partij, maak_project
from tests.toegang import inhoud_van

BESTANDEN = [
    (Keuzedocument.AFSPRAKEN_PDF, "afspraak_pdf", "afspraak_lijst"),
    (Keuzedocument.AFSPRAKEN_XLSX, "afspraak_export", "afspraak_lijst"),
    (Keuzedocument.PROJECTEN_XLSX, "project_export", "project_lijst"),
]
per_bestand = pytest.mark.parametrize(("soort", "route", "lijst"), BESTANDEN)


@pytest.fixture
def delft(zuid_holland):
    return maak_partij(zuid_holland, "Delft")


@pytest.fixture
def gevuld(zuid_holland, delft):
    """Three rows of Delft and two of nobody, in both lists."""
    for plaats in range(5):
        gemeenten = [delft] if plaats < 3 else []
        naam = f"{'Wandelen' if gemeenten else 'Fietsen'}-{plaats}"
        project = maak_project(zuid_holland, naam=naam, gemeenten=gemeenten)
        maak_afspraak(project, activiteit=naam, planning=f"Q{plaats % 4 + 1} 2090")
    return zuid_holland


@pytest.fixture
def te_lang(monkeypatch):
    for soort in GRENZEN:
        monkeypatch.setitem(GRENZEN, soort, 1)


def adres(route, **vraag):
    return f"{reverse(f'actielijst:{route}', args=['zuid-holland'])}?{urlencode(vraag)}"


def tekst_van(naam, inhoud):
    if naam.endswith(".pdf"):
        return " ".join(pagina.extract_text() for pagina in PdfReader(io.BytesIO(inhoud)).pages)
    [blad] = load_workbook(io.BytesIO(inhoud)).worksheets
    return " ".join(str(cel) for rij in blad.iter_rows(values_only=True) for cel in rij)


def opgehaald(client, taak):
    return tekst_van(
        taak.bestandsnaam,
        inhoud_van(
            client.get(reverse("actielijst:documenttaak_bestand", args=["zuid-holland", taak.pk]))
        ),
    )


def test_elk_blad_van_de_pdf_draagt_peildatum_en_nummer(client, lezer, gevuld, delft):
    """Of a list that is short enough to wait for as well."""
    maak_project(gevuld, naam="Lopen", gemeenten=[delft])
    for nummer in range(40):
        maak_afspraak(gevuld.projecten.first(), activiteit=f"Rijden-{nummer}")
    client.force_login(lezer)

    bladen = PdfReader(io.BytesIO(inhoud_van(client.get(adres("afspraak_pdf"))))).pages

    assert len(bladen) > 1
    for nummer, blad in enumerate(bladen, start=1):
        tekst = " ".join(blad.extract_text().split())
        assert f"pagina {nummer} van {len(bladen)}" in tekst
        assert f"Peildatum {date_format(timezone.localdate(), 'j F Y')}" in tekst


@per_bestand
def test_een_te_lange_lijst_wordt_uitgelegd(client, lezer, gevuld, te_lang, soort, route, lijst):
    client.force_login(lezer)

    response = client.get(adres(route, zoek="fietsen", page=2), follow=True)

    assert response.redirect_chain == [(adres(lijst, zoek="fietsen"), 302)]
    assert [str(melding) for melding in response.context["messages"]] == [TE_LANG]


def test_een_lijst_die_nu_niet_te_maken_is_wordt_uitgelegd(client, lezer, gevuld, monkeypatch):
    monkeypatch.setattr(pool._now, "patience", 0.01)
    client.force_login(lezer)

    with pool._now.busy:
        response = client.get(adres("afspraak_pdf", zoek="fietsen", page=2), follow=True)

    assert response.redirect_chain == [(adres("afspraak_lijst", zoek="fietsen"), 302)]
    assert [str(melding) for melding in response.context["messages"]] == [pool.DRUK]


@per_bestand
@pytest.mark.django_db(transaction=True)
def test_op_de_achtergrond_komen_alle_gekozen_rijen_erin(
    client, lezer, gevuld, delft, te_lang, soort, route, lijst
):
    client.force_login(lezer)

    vraag = {"gemeente": delft.pk, "page": 2, "per_pagina": 50, "gekozen": "alle"}
    taak = client.post(adres(route, **vraag), follow=True).context["taak"]

    assert (taak.soort, taak.status, taak.melding) == (soort, Taakstatus.KLAAR, "")
    assert taak.keuze == f"gemeente={delft.pk}"
    tekst = opgehaald(client, taak)
    assert tekst.count("Wandelen-") == 3 * (2 if soort != Keuzedocument.PROJECTEN_XLSX else 1)
    assert "Fietsen" not in tekst


@pytest.mark.django_db(transaction=True)
def test_de_pdf_van_een_lange_lijst_is_een_document_in_de_volgorde_van_het_scherm(
    client, lezer, gevuld, monkeypatch
):
    monkeypatch.setattr(afsprakenlijst, "DEEL", 2)
    client.force_login(lezer)

    taak = client.post(adres("afspraak_pdf", sorteer="-planning"), follow=True).context["taak"]

    tekst = opgehaald(client, taak)
    scherm = client.get(adres("afspraak_lijst", sorteer="-planning")).context["afspraken"]
    plekken = [tekst.index(afspraak.activiteit) for afspraak in scherm]
    assert len(plekken) == 5
    assert plekken == sorted(plekken)
    assert tekst.count("Alle 5 afspraken.") == 1
    assert "pagina 3 van 3" in tekst


@per_bestand
def test_boven_de_grens_is_het_een_knop(client, lezer, gevuld, monkeypatch, soort, route, lijst):
    client.force_login(lezer)

    def knop():
        [bestand] = [
            bestand
            for bestand in client.get(adres(lijst)).context["bestanden"]
            if bestand.soort == soort
        ]
        pagina = client.get(adres(lijst)).content.decode()
        doel = reverse(bestand.route, args=["zuid-holland"])
        return f'href="{doel}?"' in pagina, f'<form method="post" action="{doel}?"' in pagina

    monkeypatch.setitem(GRENZEN, soort, 5)
    assert knop() == (True, False)
    monkeypatch.setitem(GRENZEN, soort, 4)
    assert knop() == (False, True)


@pytest.mark.django_db(transaction=True)
def test_een_partij_krijgt_ook_zo_alleen_haar_eigen_rijen(client, partij_gebruiker, zuid_holland):
    partij = partij_gebruiker.rollen.get().partij
    maak_afspraak(maak_project(zuid_holland, partijen=[partij]), activiteit="Wandelen")
    maak_afspraak(maak_project(zuid_holland), activiteit="Fietsen")
    client.force_login(partij_gebruiker)

    response = client.post(adres("afspraak_export"), follow=True)

    tekst = opgehaald(client, response.context["taak"])
    assert "Wandelen" in tekst
    assert "Fietsen" not in tekst
    # a page that it may not open
    overzicht = reverse("actielijst:documenten", args=["zuid-holland"])
    assert f'href="{overzicht}"' not in response.text


@pytest.mark.django_db(transaction=True)
def test_een_partij_ziet_niet_wat_een_ander_vroeg(client, partij_gebruiker, lezer, gevuld):
    client.force_login(lezer)
    taak = client.post(adres("afspraak_export"), follow=True).context["taak"]
    client.force_login(partij_gebruiker)

    for route in ("documenttaak", "documenttaak_bestand"):
        pad = reverse(f"actielijst:{route}", args=["zuid-holland", taak.pk])
        assert client.get(pad).status_code == 404


def test_een_filter_dat_niet_te_bewaren_is_wordt_gezegd(client, lezer, gevuld):
    client.force_login(lezer)

    response = client.post(adres("afspraak_export", zoek="x" * 2000), follow=True)

    assert [str(melding) for melding in response.context["messages"]] == [FILTER_TE_LANG]
    assert not Documenttaak.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_een_onbekende_waarde_telt_ook_hier_niet_mee(client, lezer, gevuld):
    client.force_login(lezer)

    taak = client.post(adres("afspraak_export", fase="ooit"), follow=True).context["taak"]

    scherm = client.get(adres("afspraak_lijst", fase="ooit")).context["afspraken"]
    assert len(scherm) == 5
    assert all(afspraak.activiteit in opgehaald(client, taak) for afspraak in scherm)
