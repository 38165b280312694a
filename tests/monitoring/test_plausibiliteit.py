"""What may be right but looks odd: each finding says its rule and its sum."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils.formats import date_format

from actielijst.enums import Fase
from actielijst.models import Keuze
from monitoring.models import Doorlooptijd
from pmiek.enums import Kanaal
from pmiek.history import acting_as
from tests.bouwers import (
    maak_afspraak,
    maak_koppeling,
    maak_monitoringronde,
    maak_project,
    maak_regel,
)

VANDAAG = datetime.date.today()
GISTEREN = VANDAAG - datetime.timedelta(days=1)


def adres(wat):
    return reverse(f"monitoring:{wat}", args=["zuid-holland"])


def zinnen(client):
    return [(b.regel, b.zin) for b in client.get(adres("plausibiliteit")).context["bevindingen"]]


def test_een_ibn_die_te_snel_is_voor_de_tabel_van_de_provincie(als_lezer, zuid_holland, rondes):
    jaar = datetime.date.today().year
    project = maak_project(zuid_holland, fase=Fase.PLANUITWERKING, ibn=str(jaar + 2))
    maak_regel(rondes[1], project, ibn=str(jaar + 2), stand_van=GISTEREN)
    assert zinnen(als_lezer) == []

    Doorlooptijd.objects.create(provincie=zuid_holland, fase=Fase.PLANUITWERKING, maanden=48)

    ((regel, zin),) = zinnen(als_lezer)
    assert regel == "IBN te snel voor de fase"
    assert "Volgens uw tabel duurt het nog ten minste 48 maanden" in zin


@pytest.mark.parametrize(
    ("regel", "velden", "extra"),
    [
        ("afspraak na de IBN", {"ibn": "2040"}, lambda p: maak_afspraak(p, planning="2041")),
        (
            "IBN eerder dan het IP",
            {"ibn": "2040"},
            lambda p: maak_koppeling(p, editie="IP2024", ibn="2042"),
        ),
        ("twaalf maanden niets gehoord", {"stand_van": "2025-01-01"}, lambda p: None),
        ("fiche en monitoring verschillen", {"ibn": "2041"}, lambda p: None),
    ],
)
def test_wat_opvalt_zegt_de_regel_en_de_som(als_lezer, zuid_holland, rondes, regel, velden, extra):
    project = maak_project(zuid_holland, fase=Fase.PROJECT, ibn="2040")
    maak_regel(rondes[1], project, **{"ibn": "2040", "stand_van": GISTEREN} | velden)
    extra(project)

    ((gevonden, zin),) = zinnen(als_lezer)

    assert gevonden == regel
    assert re.search(r"\d", zin)


@pytest.mark.parametrize(
    ("maanden", "woorden"),
    [
        (1, "dat is over 1 maand. Volgens uw tabel duurt het nog ten minste 2 maanden."),
        (0, "dat is deze maand. Volgens uw tabel duurt het nog ten minste 2 maanden."),
        (-1, "dat was 1 maand geleden. Volgens uw tabel duurt het nog ten minste 2 maanden."),
        (-3, "dat was 3 maanden geleden. Volgens uw tabel duurt het nog ten minste 2 maanden."),
    ],
)
def test_een_maand_is_enkelvoud_en_een_ibn_kan_voorbij_zijn(
    als_lezer, zuid_holland, rondes, maanden, woorden
):
    ibn = maand_over(maanden)
    project = maak_project(zuid_holland, fase=Fase.REALISATIE, ibn=ibn)
    maak_regel(rondes[1], project, ibn=ibn, stand_van=GISTEREN)
    Doorlooptijd.objects.create(provincie=zuid_holland, fase=Fase.REALISATIE, maanden=2)

    ((_, zin),) = zinnen(als_lezer)

    assert zin == f"Fase realisatie en IBN {ibn}: {woorden}"


def maand_over(aantal):
    jaar, maand = divmod(12 * VANDAAG.year + VANDAAG.month - 1 + aantal, 12)
    return f"{maand + 1:02}-{jaar}"


def test_een_afspraak_een_maand_na_de_ibn_is_enkelvoud(als_lezer, zuid_holland, rondes):
    project = maak_project(zuid_holland, fase=Fase.PROJECT, ibn="juni 2040")
    maak_regel(rondes[1], project, ibn="juni 2040", stand_van=GISTEREN)
    maak_afspraak(project, planning="juli 2040")
    maak_koppeling(project, editie="IP2024", ibn="juli 2040")

    assert [re.search(r"1 maand\w*", zin)[0] for _, zin in zinnen(als_lezer)] == ["1 maand"] * 2


def test_zonder_tabel_zegt_de_bevinding_dat_het_de_standaard_is(als_lezer, zuid_holland, rondes):
    ibn = maand_over(2)
    project = maak_project(zuid_holland, fase=Fase.PLANUITWERKING, ibn=ibn)
    maak_regel(rondes[1], project, ibn=ibn, stand_van=GISTEREN)

    ((_, zin),) = zinnen(als_lezer)

    assert zin.endswith("Volgens de standaard duurt het nog ten minste 24 maanden.")


@pytest.mark.parametrize(("over", "valt_op"), [(1, True), (2, False)])
def test_een_planuitwerking_met_een_ibn_volgend_jaar_valt_op(
    als_lezer, zuid_holland, rondes, over, valt_op
):
    ibn = str(rondes[1].peildatum.year + over)
    project = maak_project(zuid_holland, fase=Fase.PLANUITWERKING, ibn=ibn)
    maak_regel(rondes[1], project, ibn=ibn, stand_van=GISTEREN)

    assert bool(zinnen(als_lezer)) is valt_op


@pytest.mark.parametrize(("geleden", "valt_op"), [(365, False), (366, True)])
@pytest.mark.parametrize("waardoor", ["historie", "ronde"])
def test_een_project_waar_nooit_iets_over_is_gehoord_valt_na_een_jaar_op(
    als_lezer, zuid_holland, geleden, valt_op, waardoor
):
    sinds = VANDAAG - datetime.timedelta(days=geleden)
    moment = datetime.datetime.combine(sinds, datetime.time(12), datetime.UTC)
    with acting_as(None, Kanaal.OPDRACHT, moment=moment if waardoor == "historie" else None):
        project = maak_project(zuid_holland, fase=Fase.PROJECT)
    if waardoor == "ronde":
        maak_regel(maak_monitoringronde(zuid_holland, sinds, gesloten=True), project)
    maak_regel(maak_monitoringronde(zuid_holland, GISTEREN), project)
    maak_regel(zuid_holland.monitoringrondes.latest("peildatum"), maak_project(zuid_holland))

    dag = date_format(sinds, "j F Y")
    zin = f"Nog nooit bevestigd en in de lijst sinds {dag}, {geleden} dagen geleden."
    assert zinnen(als_lezer) == ([("twaalf maanden niets gehoord", zin)] if valt_op else [])


@pytest.mark.parametrize(
    ("ibn", "valt_op"), [("2150", True), ("Q3 1950", True), ("n.t.b.", False), ("n.v.t.", False)]
)
def test_een_ibn_met_een_getal_dat_niet_te_lezen_is_valt_op(
    als_lezer, zuid_holland, rondes, ibn, valt_op
):
    project = maak_project(zuid_holland, fase=Fase.PROJECT, ibn=ibn)
    maak_regel(rondes[1], project, ibn=ibn, stand_van=GISTEREN)

    assert [(regel, ibn in zin) for regel, zin in zinnen(als_lezer)] == (
        [("IBN niet te lezen", True)] if valt_op else []
    )


def test_de_plausibiliteit_heet_overal_zo(als_lezer, gevuld):
    pagina = als_lezer.get(adres("plausibiliteit")).text

    assert "<h1>Plausibiliteit</h1>" in pagina
    assert '<h2 id="plausibiliteit">Plausibiliteit</h2>' in als_lezer.get(adres("dashboard")).text


def test_een_fase_die_terug_ging_valt_op(als_lezer, zuid_holland, rondes):
    project = maak_project(zuid_holland, fase=Fase.PROJECT)
    maak_regel(rondes[0], project, fase=Fase.REALISATIE)
    maak_regel(rondes[1], project)

    assert zinnen(als_lezer) == [
        ("fase ging terug", "De fase ging terug van realisatie naar project.")
    ]


def test_de_standaard_staat_bij_de_tabel_zolang_die_er_niets_over_zegt(
    client, secretaris, zuid_holland
):
    client.force_login(secretaris)
    pagina = adres("doorlooptijd_lijst")
    assert "Planuitwerking: ten minste 24 maanden tot de IBN" in client.get(pagina).text
    type_infra = Keuze.objects.create(provincie=zuid_holland, lijst="type_infra", naam="kabel")

    for velden in (
        {"fase": Fase.PLANUITWERKING},
        {"fase": Fase.VERKENNING, "type_infra": type_infra},
    ):
        Doorlooptijd.objects.create(provincie=zuid_holland, maanden=1, **velden)

    response = client.get(pagina)
    assert response.context["standaard"] == [("verkenning", 36)]
    assert "1 maand tot de IBN" in response.text
