"""The findings on screen, in Excel and on the start page are the same ones."""

import datetime
import io
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import strip_tags
from openpyxl import load_workbook

from actielijst.documenten.actielijst import actielijst_pdf
from actielijst.enums import Route
from actielijst.exports.actielijst import actielijst_xlsx
from actielijst.forms.bevinding import aanvaarding_van
from actielijst.linter import OP_CODE, REGELS, aantallen_in_woorden, openstaand
from actielijst.models import Aanvaarding, Project
from pmiek.concept import Concept
from pmiek.concepttekst import getypte_teksten
from pmiek.history import acting_as
from pmiek.ongedaan.melden import ongedaan_adres
from pmiek.wijziging import Wijziging
from tests.actielijst.documenten import tekst_van
from tests.actielijst.test_conflict import antwoord
from tests.bouwers import maak_aanvaarding, maak_afspraak, maak_gebruiker, maak_project
from tests.pmiek.test_concept import autosave, token

LIJST = "/zuid-holland/projecten/bevindingen/"
EXPORT = f"{LIJST}exporteren/"


@pytest.fixture
def gevuld(zuid_holland, utrecht):
    for _ in range(2):
        project = maak_project(zuid_holland, herkomst="B", route=Route.ACTIES)
        te_laat = maak_afspraak(project, planning="2020")
        maak_afspraak(project, planning="z.s.m.")
    maak_aanvaarding(te_laat)
    maak_project(utrecht, herkomst="B")
    maak_project(zuid_holland, herkomst="B", gearchiveerd_op="2026-01-01", archiefreden="Klaar.")
    return project


def rijen(response):
    koppen, *regels = load_workbook(io.BytesIO(response.content)).active.iter_rows(values_only=True)
    return [dict(zip(koppen, regel, strict=True)) for regel in regels]


def test_start_scherm_fiches_en_excel_noemen_hetzelfde_aantal(client, lezer, gevuld, zuid_holland):
    client.force_login(lezer)

    start = client.get("/zuid-holland/").context["aantal_bevindingen"]
    lijst = client.get(LIJST).context
    per_regel = [
        client.get(f"{LIJST}?regel={regel.code}").context["page_obj"].paginator.count
        for regel in REGELS
    ]
    fiches = [
        len(client.get(project.get_absolute_url()).context["bevindingen"])
        for project in zuid_holland.projecten.all()
        if not project.is_gearchiveerd
    ]

    assert start == lijst["totaal"] == sum(fiches) == len(rijen(client.get(EXPORT))) == 13
    assert per_regel == [aantal for _, aantal in lijst["regels"]]


def test_scherm_pdf_en_excel_noemen_per_regel_hetzelfde_aantal(client, lezer, gevuld, zuid_holland):
    client.force_login(lezer)
    vandaag = timezone.localdate()

    regels = client.get(LIJST).context["regels"]
    pdf = " ".join(tekst_van(actielijst_pdf(zuid_holland, vandaag)).split())
    leeswijzer = load_workbook(io.BytesIO(actielijst_xlsx(zuid_holland, vandaag)))["Leeswijzer"]

    excel = {rij[0]: rij[1] for rij in leeswijzer.values}["Bevindingen"]
    totaal, _, delen = excel.partition(" open: ")
    gelezen = [deel.rpartition(" ") for deel in delen.split("; ")]
    assert [int(aantal) for *_, aantal in gelezen] == [n for _, n in regels if n]
    assert [kop.lower() for kop, *_ in gelezen] == [r.kop.lower() for r, n in regels if n]
    assert int(totaal) == sum(n for _, n in regels) == 13
    assert f"Bevindingen: {excel}." in pdf


@pytest.mark.parametrize(
    ("geteld", "woorden"),
    [
        ({}, "geen open"),
        ({"te_laat": 2}, "2 open: afspraken die te laat zijn 2"),
        (
            {"ibn_voor_laatste_afspraak": 1, "te_laat": 2},
            "3 open: afspraken die te laat zijn 2; IBN vóór de laatste afspraak 1",
        ),
    ],
)
def test_aantallen_in_woorden(geteld, woorden):
    assert aantallen_in_woorden(dict.fromkeys(OP_CODE, 0) | geteld) == woorden


def opslaan(rij, **waarden):
    for naam, waarde in waarden.items():
        setattr(rij, naam, waarde)
    rij.save()


@pytest.mark.parametrize(
    "doe",
    [
        lambda project: opslaan(project, herkomst="A"),
        lambda project: opslaan(project.afspraken.last(), planning="2040"),
        lambda project: project.afspraken.last().delete(),
        lambda project: maak_afspraak(project, planning="t.z.t."),
        lambda project: Aanvaarding.objects.get().delete(),
        lambda project: maak_aanvaarding(project.afspraken.last(), regel="vage_planning"),
    ],
)
def test_een_fiche_toont_na_elke_wijziging_wat_er_nu_gevonden_wordt(client, lezer, gevuld, doe):
    client.force_login(lezer)
    eerder = [b.zin for b in fichebevindingen(client, gevuld)]

    doe(Project.objects.get(pk=gevuld.pk))

    nu = openstaand(Project.objects.filter(pk=gevuld.pk))
    zinnen = [b.zin for b in fichebevindingen(client, gevuld)]
    assert zinnen == [b.zin for b in nu]
    assert zinnen != eerder


def test_een_fiche_toont_morgen_wat_er_morgen_gevonden_wordt(client, lezer, gevuld, monkeypatch):
    maak_afspraak(gevuld, planning=f"{timezone.localdate():%d-%m-%Y}")
    client.force_login(lezer)
    vandaag = fichebevindingen(client, gevuld)

    morgen = timezone.localdate() + datetime.timedelta(days=1)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: morgen)

    assert len(fichebevindingen(client, gevuld)) == len(vandaag) + 1


def test_een_fiche_die_niet_veranderde_zoekt_niet_opnieuw(client, lezer, gevuld):
    client.force_login(lezer)
    querys = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as gevraagd:
            fichebevindingen(client, gevuld)
        querys.append(
            [vraag["sql"] for vraag in gevraagd if "actielijst_aanvaarding" in vraag["sql"]]
        )

    assert len(querys[0]) > 0
    assert querys[1] == []


def fichebevindingen(client, project):
    return client.get(project.get_absolute_url()).context["bevindingen"]


def test_een_afwijkende_verkenning_toont_de_zin_die_er_staat_en_neemt_hem_over(
    client, redacteur, zuid_holland
):
    zin = "De gemeente meet eerst."
    project = maak_project(
        zuid_holland, fase="verkenning", route="monitoring", route_toelichting=zin
    )
    client.force_login(redacteur)
    vraag = "?regel=verkenning_naar_monitoring"
    aanvaarden = f"{project.get_absolute_url()}aanvaarden/{vraag}"

    assert f"Er staat: {zin}" in client.get(f"{LIJST}{vraag}").text
    assert f"Er staat: {zin}" in client.get(project.get_absolute_url()).text
    (rij,) = rijen(client.get(f"{EXPORT}{vraag}"))
    assert rij["Toelichting op de fiche"] == zin
    form = client.get(aanvaarden).context["form"]
    assert form["zin"].value() == zin

    client.post(aanvaarden, {"regel": "verkenning_naar_monitoring", "afspraak": "", "zin": zin})

    assert client.get(LIJST).context["totaal"] == 0
    assert Project.objects.afwijkend().count() == 1


def test_excel_van_een_regel_heeft_precies_die_rijen(client, lezer, gevuld):
    client.force_login(lezer)

    regels = rijen(client.get(f"{EXPORT}?regel=vage_planning"))

    assert [regel["Planning"] for regel in regels] == ["z.s.m.", "z.s.m."]


def test_aanvaarde_bevindingen_zijn_terug_te_vinden(client, lezer, gevuld):
    client.force_login(lezer)

    (rij,) = rijen(client.get(f"{EXPORT}?stand=aanvaard"))

    assert rij["Aanvaard met"] == "Zo is het afgesproken."


def test_een_aanvaarde_bevinding_staat_op_haar_fiche_met_wie_wanneer_en_waarom(
    client, lezer, redacteur, project
):
    te_laat = maak_afspraak(project, planning="2020")
    with acting_as(redacteur):
        maak_aanvaarding(te_laat, zin="Wacht op het besluit.")
    client.force_login(lezer)

    tekst = strip_tags(client.get(project.get_absolute_url()).content.decode())

    tekst = " ".join(tekst.split())
    dag = timezone.localdate()
    assert f"Wacht op het besluit. Aanvaard door {redacteur}, {dag:%d-%m-%Y}" in tekst


@pytest.mark.parametrize(
    ("vraag", "is_gezegd"),
    [("regel=onzin", True), ("stand=onzin", True), ("regel=te_laat", False), ("", False)],
)
def test_een_keuze_die_er_niet_is_wordt_gezegd(client, lezer, gevuld, vraag, is_gezegd):
    client.force_login(lezer)

    pagina = client.get(f"{LIJST}?{vraag}").content.decode()

    assert ("Een keuze in dit adres kennen wij niet" in pagina) == is_gezegd


# the form as it is rendered for a finding that nobody accepted
NIEUW = {"basis": '{"zin": ""}'}


def test_een_bevinding_aanvaarden_met_een_zin(client, redacteur, gevuld):
    client.force_login(redacteur)
    adres = f"/zuid-holland/projecten/{gevuld.pk}/aanvaarden/?regel=herkomst_b_zonder_ip"

    client.post(adres, NIEUW | {"zin": "Het nummer komt in IP2028."})

    bevindingen = client.get(gevuld.get_absolute_url()).context["bevindingen"]
    assert "herkomst_b_zonder_ip" not in [b.regel.code for b in bevindingen]


def test_aanvaarden_zonder_zin_wordt_gevraagd(client, redacteur, gevuld):
    client.force_login(redacteur)
    adres = f"/zuid-holland/projecten/{gevuld.pk}/aanvaarden/?regel=herkomst_b_zonder_ip"

    response = client.post(adres, NIEUW | {"zin": " "})

    assert response.context["form"].errors["zin"] == [
        "Schrijf in één zin waarom dit zo mag blijven."
    ]


def test_de_zin_van_een_aanvaarding_blijft_als_concept_bewaard(client, redacteur, gevuld):
    client.force_login(redacteur)
    adres = f"/zuid-holland/projecten/{gevuld.pk}/aanvaarden/"
    vraag = {"regel": "herkomst_b_zonder_ip", "afspraak": ""}
    getypt = (
        vraag | NIEUW | {"zin": "Het nummer"} | token(client, f"{adres}?regel=herkomst_b_zonder_ip")
    )

    autosave(client, adres, getypt)

    concept = Concept.objects.get()
    assert concept.naam.startswith("Bevinding aanvaarden (")
    assert getypte_teksten(concept) == [("Waarom dit zo mag blijven", "Het nummer")]
    hervat = client.get(concept.verder_adres)
    assert hervat.context["bevinding"].regel.code == "herkomst_b_zonder_ip"
    assert hervat.context["form"]["zin"].value() == "Het nummer"
    client.post(adres, getypt)
    assert Aanvaarding.objects.filter(zin="Het nummer").count() == 1
    assert not Concept.objects.exists()


@pytest.fixture
def te_laat_met_een_zin(client, redacteur, gevuld):
    """(the address, the question) after a colleague accepted what this user writes about."""
    client.force_login(redacteur)
    adres = f"/zuid-holland/projecten/{gevuld.pk}/aanvaarden/?regel=herkomst_b_zonder_ip"
    mijn = NIEUW | {"regel": "herkomst_b_zonder_ip", "afspraak": "", "zin": "Mijn zin."}
    mijn |= token(client, adres)
    (bevinding,) = openstaand(
        Project.objects.filter(pk=gevuld.pk), regels=[OP_CODE["herkomst_b_zonder_ip"]]
    )
    van_collega = aanvaarding_van(bevinding)
    van_collega.zin = "Haar zin."
    with acting_as(maak_gebruiker(naam="J. Jansen")):
        van_collega.save()
    return adres, client.post(adres, mijn)


@pytest.mark.parametrize(("keuze", "blijft"), [("eigen", "Mijn zin."), ("ander", "Haar zin.")])
def test_van_twee_zinnen_bij_een_bevinding_blijft_wat_gekozen_is(
    client, gevuld, te_laat_met_een_zin, keuze, blijft
):
    adres, vraag = te_laat_met_een_zin
    (conflict,) = vraag.context["conflicten"]
    assert (conflict.wie, conflict.ander, conflict.veld.value()) == (
        "J. Jansen",
        "Haar zin.",
        "Mijn zin.",
    )

    client.post(adres, antwoord(vraag, keuze))

    verloop = " ".join(str(wijziging.velden) for wijziging in Wijziging.objects.van(gevuld))
    assert Aanvaarding.objects.get(regel="herkomst_b_zonder_ip").zin == blijft
    assert "Mijn zin." in verloop
    assert "Haar zin." in verloop


def test_verdergaan_bij_een_aanvaarde_bevinding_toont_de_eigen_zin(client, te_laat_met_een_zin):
    pagina = client.get(Concept.objects.get().verder_adres)

    assert pagina.context["form"]["zin"].value() == "Mijn zin."
    assert "J. Jansen heeft deze bevinding al aanvaard." in pagina.text


def test_een_aanvaarde_bevinding_zegt_wie_haar_aanvaardde_en_waarom(client, te_laat_met_een_zin):
    adres, _ = te_laat_met_een_zin

    tekst = client.get(adres, follow=True).text

    assert "J. Jansen heeft deze bevinding al aanvaard. Reden: Haar zin." in tekst


@pytest.mark.parametrize("vraag", ["", "?regel=bestaat_niet", "?regel=te_laat&afspraak=x"])
def test_een_bevinding_die_er_niet_is_leidt_terug_naar_de_fiche(client, redacteur, gevuld, vraag):
    client.force_login(redacteur)

    response = client.get(f"/zuid-holland/projecten/{gevuld.pk}/aanvaarden/{vraag}")

    assert response.url == gevuld.get_absolute_url()


def test_een_aanvaarding_intrekken_toont_de_bevinding_weer(client, redacteur, gevuld):
    client.force_login(redacteur)

    zin = Aanvaarding.objects.get().zin
    adres = f"/zuid-holland/aanvaardingen/{Aanvaarding.objects.get().pk}/intrekken/"
    pagina = client.post(adres, follow=True)

    assert client.get(LIJST).context["totaal"] == 14
    (melding,) = pagina.context["messages"]
    client.post(ongedaan_adres(melding))
    assert Aanvaarding.objects.get().zin == zin


def test_weer_tonen_in_de_lijst_draagt_het_token_van_de_site(redacteur, gevuld):
    client = Client(enforce_csrf_checks=True)
    client.force_login(redacteur)
    pagina = client.get(f"{LIJST}?stand=aanvaard").text
    formulier = re.search(r'action="([^"]+/intrekken/)">\s*<input[^>]+ value="([^"]+)"', pagina)

    response = client.post(formulier[1], {"csrfmiddlewaretoken": formulier[2]})

    assert response.status_code == 302
    assert not Aanvaarding.objects.exists()


def test_een_partij_krijgt_geen_bevindingen_te_zien(client, partij_gebruiker, zuid_holland):
    partij = partij_gebruiker.rollen.get().partij
    project = maak_project(zuid_holland, herkomst="B", partijen=[partij])
    client.force_login(partij_gebruiker)

    assert client.get(project.get_absolute_url()).context["bevindingen"] is None
    assert client.get("/zuid-holland/").context["aantal_bevindingen"] is None
