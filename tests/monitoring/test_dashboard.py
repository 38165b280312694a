"""The figures of the dashboard, the trail of an IBN, and what looks odd."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import strip_tags

from actielijst.enums import Fase
from monitoring.dashboard import DELEN
from monitoring.documenten import monitoringslijst_html
from monitoring.lijst import inhoud_van, stel_samen
from monitoring.models import Monitoringregel
from monitoring.models.gesloten import corrigerend
from monitoring.rondes import sluit
from tests.bouwers import (
    maak_afspraak,
    maak_categorie,
    maak_koppeling,
    maak_monitoringronde,
    maak_partij,
    maak_project,
    maak_regel,
    maak_vraag,
)

GISTEREN = datetime.date.today() - datetime.timedelta(days=1)


def adres(wat="dashboard", vraag=""):
    return reverse(f"monitoring:{wat}", args=["zuid-holland"]) + vraag


def cijfers(context):
    return {cijfer.sleutel: cijfer.aantal for cijfer in context["cijfers"]}


def test_de_cijfers_kloppen_met_wat_er_is(als_lezer, gevuld):
    assert cijfers(als_lezer.get(adres()).context) == {
        "ibn": 3,
        "fase": 5,
        "afgerond": 2,
        "te_laat": 3,
        "niet_bevestigd": 1,
        "vragen": 4,
    }


def test_verschoven_gelijk_en_onleesbaar_tellen_op(als_lezer, gevuld):
    verschil = als_lezer.get(adres()).context["verschil"]

    delen = [verschil.verschoven, verschil.gelijk, verschil.onleesbaar]
    assert [len(deel) for deel in delen] == [3, 1, 1]
    assert len(verschil.later) + len(verschil.eerder) == len(verschil.verschoven)
    rest = [verschil.zonder, verschil.ibn_nieuw]
    assert [[v.project.naam for v in deel] for deel in rest] == [["leeg"], ["nieuweling"]]
    assert sum(map(len, [*delen, *rest])) == len(verschil.regels)
    assert [v.project.naam for v in verschil.verschoven] == ["veel later", "later", "eerder"]


def test_nieuw_en_gearchiveerd(als_lezer, gevuld):
    verschil = als_lezer.get(adres()).context["verschil"]

    assert [p.naam for p in verschil.nieuw] == ["nieuweling"]
    assert [p.naam for p in verschil.gearchiveerd] == ["weg"]


@pytest.mark.parametrize("naam", ["gemeente", "partij", "fase", "categorie", "energiedrager"])
def test_een_filter_laat_projecten_weg(als_lezer, zuid_holland, gevuld, naam):
    from actielijst.models import Keuze  # noqa: PLC0415

    drager = Keuze.objects.create(provincie=zuid_holland, lijst="energiedrager", naam="warmte")
    project = gevuld["later"]
    project.energiedrager, project.fase = drager, Fase.REALISATIE
    project.save()
    ander = maak_partij(zuid_holland, "Leiden")
    maak_afspraak(project, trekker=ander)
    waarden = {
        "gemeente": project.gemeenten.get().pk,
        "partij": ander.pk,
        "fase": "realisatie",
        "categorie": zuid_holland.aandachtspuntcategorieen.get().pk,
        "energiedrager": drager.pk,
    }

    context = als_lezer.get(adres(vraag=f"?{naam}={waarden[naam]}")).context

    gevonden = {regel.project.naam for regel in context["verschil"].regels}
    allen = {"later", "veel later", "eerder", "gelijk", "onleesbaar"}
    assert gevonden == (allen if naam in ("gemeente", "categorie") else {"later"})


def test_een_onbekend_filter_wordt_gezegd(als_lezer, gevuld):
    response = als_lezer.get(adres(vraag="?gemeente=999999"))

    assert "kennen wij niet" in response.text


@pytest.mark.parametrize("keuze", ["sinds", "op"])
def test_met_welk_moment_wordt_vergeleken_is_te_kiezen(
    als_lezer, zuid_holland, gevuld, rondes, keuze
):
    ouder = maak_monitoringronde(zuid_holland, "2025-11-01", naam="ouder", gesloten=True)
    maak_regel(ouder, gevuld["later"], ibn="2020", fase=Fase.PROJECT)
    vraag = {"sinds": f"?sinds={ouder.pk}", "op": "?op=2026-01-01"}[keuze]

    context = als_lezer.get(adres(vraag=vraag)).context

    assert context["vorige"] == ouder
    assert [v.sinds_vorige for v in context["verschil"].verschoven] == [96]


def test_het_cijfer_van_vorige_keer_komt_uit_wat_is_vastgelegd(
    als_lezer, zuid_holland, gevuld, rondes
):
    sluit(rondes[1])
    derde = maak_monitoringronde(zuid_holland, "2027-05-01", naam="derde")
    maak_regel(derde, gevuld["later"], ibn="2028")

    (ibn, *_) = als_lezer.get(adres()).context["cijfers"]

    assert ibn.toen == "vorige keer 3 IBN verschoven, nu 3 minder"


def test_een_patroon_telt_projecten_en_gemeenten(als_lezer, gevuld):
    (patroon,) = als_lezer.get(adres()).context["patronen"].rijen

    assert (str(patroon.categorie), len(patroon.projecten), patroon.gemeenten) == ("grond", 5, 1)


def test_van_de_eerste_ronde_is_er_geen_eerdere_om_mee_te_vergelijken(als_lezer, regel):
    assert "1 zonder eerdere ronde om mee te vergelijken" in als_lezer.get(adres()).text


def test_zonder_ronde_zegt_het_dashboard_waarom_het_leeg_is(als_lezer, zuid_holland):
    assert "nog geen monitoringsronde" in als_lezer.get(adres()).text


PAGINAS = {
    **{wat: ([], "") for wat in ("dashboard", "ibn_verloop", "plausibiliteit")},
    **{f"cijfer {sleutel}": ([sleutel], "cijfer_rijen") for sleutel in DELEN},
}


@pytest.mark.overal_gelijk
def test_elke_pagina_kost_een_vast_aantal_querys(als_lezer, zuid_holland, gevuld, rondes):
    weinig = {wat: _querys(als_lezer, wat) for wat in PAGINAS}
    for _ in range(4):
        project = maak_project(zuid_holland, fase=Fase.PROJECT)
        maak_koppeling(project, ibn="2031", editie="IP2024")
        maak_regel(rondes[0], project, ibn="2028", fase=Fase.PLANUITWERKING)
        maak_regel(rondes[1], project, ibn="2030", categorie=maak_categorie(zuid_holland))
        maak_afspraak(project, planning="2020")
        maak_afspraak(project, status="afgerond", afgerond_op=GISTEREN)
        maak_vraag(rondes[0], [project])

    assert {wat: _querys(als_lezer, wat) for wat in PAGINAS} == weinig


def _querys(client, wat):
    args, naam = PAGINAS[wat]
    pagina = reverse(f"monitoring:{naam or wat}", args=["zuid-holland", *args])
    client.get(pagina)
    with CaptureQueriesContext(connection) as querys:
        assert client.get(pagina).status_code == 200
    return len(querys)


# --- the trail


def test_het_eerste_moment_komt_uit_de_historie_van_de_fiche(zuid_holland, rondes):
    project = maak_project(zuid_holland, ibn="2026")
    project.ibn = "2027"
    project.save()
    _gedateerd(project, "2026-01-01")
    maak_regel(rondes[1], project, ibn="2028")

    (rij,) = stel_samen(rondes[1], rondes[1].stand_op)["verloop"]

    assert (rij["ankers"]["eerst"]["tekst"], rij["maanden"], rij["herplanningen"]) == (
        "2026",
        24,
        2,
    )


def _gedateerd(project, dag):
    """The lines of the history as if they were written then: they cannot be changed otherwise."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE pmiek_wijziging SET wanneer = %s WHERE object_id = %s",
            [f"{dag} 12:00:00+00:00", project.pk],
        )


def test_twee_die_hetzelfde_opschrijven_zijn_een_belofte(zuid_holland, rondes):
    """What the fiche says after the first round is not a second promise beside the rows."""
    project = maak_project(zuid_holland, ibn="2030")
    maak_regel(rondes[0], project, ibn="2027")
    maak_regel(rondes[1], project, ibn="2028")

    (rij,) = stel_samen(rondes[1], rondes[1].stand_op)["verloop"]

    assert (rij["ankers"]["eerst"]["tekst"], rij["herplanningen"]) == ("2027", 1)


def test_onleesbaar_staat_apart_en_wordt_niet_gerekend(als_lezer, gevuld):
    context = als_lezer.get(adres("ibn_verloop", "?deel=onbekend")).context

    assert [(rij["naam"], rij["maanden"]) for rij in context["rijen"]] == [("onleesbaar", None)]


def test_het_dashboard_en_de_bijlage_tellen_vanaf_een_dag_in_dezelfde_woorden(
    als_lezer, gevuld, rondes
):
    oud, nieuw = rondes
    kop = f"Wijzigingen sinds {date_format(oud.peildatum, 'j F Y')}"

    tekst = als_lezer.get(adres()).text

    assert kop in strip_tags(tekst.partition("<h1>")[2].partition("</h1>")[0])
    assert f"van energyboard {date_format(oud.vergaderdatum, 'j F Y')}." in tekst
    assert f">{kop}</h1>" in monitoringslijst_html(nieuw, inhoud_van(nieuw))


def test_een_nieuw_project_is_nieuw_en_niet_onberekenbaar(als_lezer, zuid_holland, rondes):
    oud, nieuw = rondes
    project = maak_project(zuid_holland)
    maak_regel(nieuw, project, ibn="2030")

    def sinds_vorige(vraag=""):
        tekst = als_lezer.get(adres("ibn_verloop", vraag)).text
        return re.search('data-label="Sinds vorige">(.*?)</td>', tekst)[1]

    assert sinds_vorige() == "nieuw"
    maak_regel(oud, project, ibn="n.t.b.")
    assert sinds_vorige() == "niet te berekenen"
    oud_zonder = Monitoringregel.objects.get(ronde=oud)
    with corrigerend():
        oud_zonder.ibn = ""
        oud_zonder.save()
    assert sinds_vorige() == "–"
