"""The monitoringslijst: bijlage 2 in its words and order, and the same numbers everywhere."""

import io
import re

import pikepdf
import pytest
from django.urls import reverse
from django.utils.formats import date_format
from openpyxl import load_workbook
from pypdf import PdfReader

from actielijst.enums import Fase
from monitoring.bijlage import secties as bijlagesecties
from monitoring.corrigeren import corrigeer
from monitoring.documenten import monitoringslijst_pdf, slipkop
from monitoring.exports import monitoringslijst_xlsx
from monitoring.kolommen import BIJLAGE_2
from monitoring.lijst import KOPPEN, inhoud_van, stel_samen
from monitoring.models import Monitoringronde, Wijzigingentekst
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
from tests.pdf_controle import controleer_pdf_ua

KOLOMMEN = [
    "Project (naar pMIEK-lijst)",
    "Projectnaam",
    "Haalbaarheid IBN",
    "Aandachtspunten (proces of risico)",
    "Versnellingsactie",
    "Trekker / verantwoordelijke bij aandachtspunten en versnellingsacties",
    "Vraag aan energyboard",
]


@pytest.fixture
def rondes(zuid_holland):
    """Two rounds of two projects: one later with a cause, one that cannot be read any more."""
    oud = maak_monitoringronde(zuid_holland, "2026-05-12", naam="voorjaar 2026", gesloten=True)
    nieuw = maak_monitoringronde(zuid_holland, naam="najaar 2026")
    grond = maak_categorie(zuid_holland, "grond")
    trekker = maak_partij(zuid_holland, "Delft")
    een = maak_project(zuid_holland, nummer="2", naam="Station Delft", fase=Fase.PROJECT)
    twee = maak_project(zuid_holland, nummer="C.3.", naam="Warmtenet")
    maak_koppeling(een, editie="IP2024", ibn="2028")
    maak_regel(oud, een, ibn="2027", fase=Fase.PLANUITWERKING)
    maak_regel(oud, twee, ibn="2029")
    maak_regel(
        nieuw,
        een,
        ibn="2028",
        oordeel="onder_druk",
        aandachtspunt="Draagvlak",
        versnellingsactie="n.v.t.",
        trekkers=[trekker],
        oorzaak=grond,
        oorzaaksoort="extern",
        bevestigd_op="2026-11-20T10:00+01:00",
    )
    maak_regel(nieuw, twee, ibn="n.t.b.")
    maak_vraag(oud, [een], titel="help mee", soort="steun")
    maak_afspraak(een, activiteit="Kaart maken", planning="2020")
    return oud, nieuw


def bladen(ronde):
    werkmap = load_workbook(io.BytesIO(monitoringslijst_xlsx(ronde)))
    return {blad.title: [list(rij) for rij in blad.values] for blad in werkmap.worksheets}


def pdf_tekst(ronde):
    lezer = PdfReader(io.BytesIO(monitoringslijst_pdf(ronde)))
    return " ".join(" ".join(pagina.extract_text() for pagina in lezer.pages).split())


def test_de_eerste_kolommen_zijn_die_van_bijlage_2(rondes):
    assert [kolom.heading for kolom in BIJLAGE_2] == KOLOMMEN
    assert bladen(rondes[1])["Monitoringslijst"][0][:7] == KOLOMMEN


def test_excel_en_pdf_hebben_dezelfde_regels(rondes):
    rijen = bladen(rondes[1])["Monitoringslijst"][1:]
    tekst = pdf_tekst(rondes[1])

    assert [rij[:7] for rij in rijen] == [
        [
            "2",
            "Station Delft",
            "2028",
            "Draagvlak",
            "n.v.t.",
            "gemeente Delft",
            "Steun: help mee, voor de 2e keer op de agenda",
        ],
        ["C.3.", "Warmtenet", "n.t.b.", None, None, None, None],
    ]
    assert "2028 , onder druk voorjaar 2026: 2027" in tekst.replace("2028, ", "2028 , ")
    assert "Steun: help mee, voor de 2e keer op de agenda" in tekst
    assert [woord for rij in rijen for woord in rij[:6] if woord and woord not in tekst] == []


def test_de_wijzigingen_staan_in_zinnen(rondes):
    secties = {sectie.kop: sectie.zinnen for sectie in bijlagesecties(inhoud_van(rondes[1]))}

    assert secties == {
        "IBN verschoven": [
            "2 Station Delft. IBN 2027 → 2028 (+12 maanden, 1e herplanning). "
            "Oorzaak: grond, vertraging van buiten.",
            "C.3. Warmtenet. IBN 2029 → n.t.b. (niet te berekenen, 1e herplanning). "
            "Oorzaak nog niet ingevuld.",
        ],
        "Fase en lijst": ["2 Station Delft. Van planuitwerking naar project."],
        "Afspraken gereed of over tijd": ["2 Station Delft. Kaart maken: over tijd (2020)."],
        "Vragen aan het bestuur": [
            "2 Station Delft. Steun: help mee, voor de 2e keer op de agenda."
        ],
        "Niet bevestigd in deze ronde": ["C.3. Warmtenet. Nog nooit bevestigd."],
    }


def test_elke_zin_staat_ook_in_excel_en_pdf(rondes):
    zinnen = [zin for sectie in bijlagesecties(inhoud_van(rondes[1])) for zin in sectie.zinnen]
    tekst = pdf_tekst(rondes[1])

    assert [rij[1] for rij in bladen(rondes[1])["Wijzigingen"][1:]] == zinnen
    assert [zin for zin in zinnen if zin not in tekst] == []


def test_het_verloop_heeft_elk_moment_en_de_verschuiving_sinds_dan(rondes):
    rijen = {rij["nummer"]: rij for rij in inhoud_van(rondes[1])["verloop"]}

    momenten = rijen["2"]["ankers"]
    assert {naam: (m["tekst"], m["maanden"]) for naam, m in momenten.items()} == {
        "eerst": ("2027", 12),
        "vorige": ("2027", 12),
        "nu": ("2028", None),
    }
    assert [(ip["tekst"], ip["maanden"]) for ip in rijen["2"]["ip"]] == [("2028", 0)]
    assert (rijen["2"]["maanden"], rijen["2"]["herplanningen"]) == (12, 1)
    assert (rijen["C.3."]["maanden"], rijen["C.3."]["herplanningen"]) == (None, 1)


def test_een_gesloten_ronde_geeft_later_hetzelfde(rondes):
    sluit(rondes[1])
    ronde = Monitoringronde.objects.get(pk=rondes[1].pk)
    pdf, xlsx = monitoringslijst_pdf(ronde), monitoringslijst_xlsx(ronde)
    project = ronde.regels.first().project
    project.naam, project.fase = "Andere naam", Fase.REALISATIE
    project.save()
    maak_afspraak(project, planning="2021")

    assert monitoringslijst_xlsx(ronde) == xlsx
    assert monitoringslijst_pdf(ronde) == pdf


def test_wat_open_op_het_scherm_stond_is_wat_wordt_vastgelegd(rondes):
    open_inhoud = stel_samen(rondes[1], rondes[1].stand_op)

    sluit(rondes[1])

    assert inhoud_van(Monitoringronde.objects.get(pk=rondes[1].pk)) == open_inhoud


def test_een_correctie_is_een_nieuwe_versie_van_de_lijst(rondes, monitor):
    sluit(rondes[1])
    ronde = Monitoringronde.objects.get(pk=rondes[1].pk)
    regel = ronde.regels.first()

    def schrijf():
        regel.ibn = "2030"
        regel.save()

    corrigeer(regel, monitor, "Verkeerd jaar.", schrijf)

    versies = {v.volgnummer: v.inhoud["regels"][0]["ibn"] for v in ronde.vastleggingen.all()}
    assert versies == {1: "2028", 2: "2030"}
    assert inhoud_van(ronde)["regels"][0]["ibn"] == "2030"


def test_een_vastgelegde_lijst_wordt_niet_gewijzigd(rondes):
    sluit(rondes[1])

    with pytest.raises(NotImplementedError):
        rondes[1].vastleggingen.get().save()


@pytest.mark.overal_gelijk
def test_de_pdf_voldoet_aan_pdf_ua(rondes):
    pdf = monitoringslijst_pdf(rondes[1])

    koppen = [
        "Monitoringslijst",
        "IBN toen en nu: één van de twee projecten is later dan eerst vastgelegd",
        "Wijzigingen sinds 12 mei 2026",
    ]
    aantallen = ["1, en 1 niet te berekenen", "1 van fase gewisseld"]
    aantallen += ["0 afgerond, 1 te laat", "1 open", 1]
    koppen += [f"{kop} ({n})" for kop, n in zip(KOPPEN.values(), aantallen, strict=True)]
    controleer_pdf_ua(pdf, koppen=koppen)


@pytest.mark.overal_gelijk
def test_de_pdf_ligt_en_heeft_op_elke_pagina_een_kop_en_nummers(rondes):
    for _ in range(40):
        maak_regel(rondes[1], maak_project(rondes[1].provincie), ibn="2031")
    pdf = monitoringslijst_pdf(rondes[1])

    with pikepdf.open(io.BytesIO(pdf)) as document:
        maten = {tuple(map(round, map(float, p.mediabox[2:]))) for p in document.pages}
        aantal = len(document.pages)
    assert maten == {(842, 595)}
    teksten = [pagina.extract_text() for pagina in PdfReader(io.BytesIO(pdf)).pages]
    assert all(f"pagina {n} van {aantal}" in t for n, t in enumerate(teksten, start=1))
    lijst = [t for t in teksten if "Aandachtspunten (proces of" in t]
    assert len(lijst) >= 3


@pytest.mark.parametrize(
    "tekst", ["=1+1", "<script>alert(1)</script>", "x" * 5000, "regel\n" * 400, "\x07\u202e\ufffe"]
)
def test_wat_iemand_ook_typt_de_lijst_komt_er(zuid_holland, ronde, tekst):
    maak_regel(
        ronde, maak_project(zuid_holland, naam=tekst[:200]), aandachtspunt=tekst, vraag=tekst
    )

    pdf = monitoringslijst_pdf(ronde)
    werkmap = load_workbook(io.BytesIO(monitoringslijst_xlsx(ronde)))

    assert pdf.startswith(b"%PDF")
    assert {c.data_type for rij in werkmap["Monitoringslijst"] for c in rij} <= {"s", "n", "d"}


def test_een_lege_ronde_geeft_een_lijst_die_dat_zegt(ronde):
    assert "staan geen projecten" in pdf_tekst(ronde)


@pytest.mark.parametrize(
    ("maanden", "kop"),
    [
        ([], "IBN toen en nu"),
        ([0, None, -6], "IBN toen en nu"),
        ([12, 0], "IBN toen en nu: één van de twee projecten is later dan eerst vastgelegd"),
        (
            [12, 6, None],
            "IBN toen en nu: twee van de drie projecten zijn later dan eerst vastgelegd",
        ),
    ],
)
def test_de_kop_boven_de_grafiek_volgt_uit_de_cijfers(maanden, kop):
    assert slipkop([{"maanden": aantal} for aantal in maanden]) == kop


# --- the annex in own words


@pytest.fixture
def pagina(rondes):
    return reverse("monitoring:monitoringronde_wijzigingen", args=["zuid-holland", rondes[1].pk])


def test_de_bijlage_is_te_bewerken_voor_hij_wordt_gemaakt(client, monitor, rondes, pagina):
    client.force_login(monitor)
    form = client.get(pagina).context["form"]
    getypt = {naam: form[naam].value() for naam in [*KOPPEN, "basis"]}

    client.post(pagina, getypt | {"ibn": "Station Delft gaat later in bedrijf."})

    assert "Station Delft gaat later in bedrijf." in pdf_tekst(rondes[1])
    tekst = Wijzigingentekst.objects.get()
    assert (tekst.ibn, tekst.fase) == ("Station Delft gaat later in bedrijf.", "")


def test_boven_eigen_woorden_staat_wat_in_cijfers_telt(rondes):
    Wijzigingentekst.objects.create(ronde=rondes[1], ibn="Eigen woorden.")

    kop = "IBN verschoven (1, en 1 niet te berekenen)"
    assert f"{kop} Eigen woorden." in pdf_tekst(rondes[1])


def test_een_leeggemaakte_bijlage_volgt_weer_uit_de_gegevens(client, monitor, rondes, pagina):
    Wijzigingentekst.objects.create(ronde=rondes[1], ibn="Eigen woorden.")
    client.force_login(monitor)
    form = client.get(pagina).context["form"]
    getypt = {naam: form[naam].value() for naam in [*KOPPEN, "basis"]}

    client.post(pagina, getypt | {"ibn": ""})

    assert "+12 maanden" in pdf_tekst(rondes[1])


@pytest.mark.parametrize(("soort", "begin"), [("pdf", b"%PDF"), ("xlsx", b"PK")])
def test_de_lijst_is_te_downloaden(client, lezer, rondes, soort, begin):
    client.force_login(lezer)

    response = client.get(
        reverse(f"monitoring:monitoringronde_{soort}", args=["zuid-holland", rondes[1].pk])
    )

    assert response.content.startswith(begin)
    naam = f"2026-12-16_zuid-holland_monitoringslijst_concept.{soort}"
    assert re.search(r'filename="(.+)"', response["Content-Disposition"])[1] == naam


# --- of which day, and whether it stands


def status_van(ronde):
    """What tells two prints apart: the boxes in the PDF, the head and the foot in Excel."""
    werkmap = load_workbook(io.BytesIO(monitoringslijst_xlsx(ronde)))
    blad = werkmap["Monitoringslijst"]
    return pdf_tekst(ronde), blad.oddHeader.right.text, blad.oddFooter.left.text, werkmap


def test_elk_document_noemt_eerst_de_peildatum_van_de_ronde(rondes):
    vandaag = date_format(rondes[1].stand_op, "j F Y")

    pdf, _, voet, werkmap = status_van(rondes[1])

    assert f"Peildatum 16 november 2026 | stand van {vandaag}" in pdf
    assert f"Peildatum 16 november 2026, stand van {vandaag}, vergeleken met ronde" in pdf
    assert voet == "Peildatum 16 november 2026"
    leeswijzer = {rij[0]: rij[1] for rij in werkmap["Leeswijzer"].values}
    assert (leeswijzer["Peildatum"], leeswijzer["Stand van"]) == ("16 november 2026", vandaag)
    assert f"CONCEPT, peildatum 16 november 2026, stand van {vandaag}." in leeswijzer


def test_de_lijst_van_een_gesloten_ronde_is_geen_concept(client, lezer, rondes):
    pdf, kop, _, _ = status_van(rondes[1])
    assert ("CONCEPT" in pdf, "VASTGELEGD" in pdf, kop) == (True, False, "CONCEPT")

    ronde = sluit(rondes[1])

    pdf, kop, _, werkmap = status_van(ronde)
    assert ("CONCEPT" in pdf, "VASTGELEGD" in pdf, kop) == (False, True, "VASTGELEGD")
    assert "CONCEPT" not in str([cel for rij in werkmap["Leeswijzer"].values for cel in rij])
    client.force_login(lezer)
    for soort in ("pdf", "xlsx"):
        adres = reverse(f"monitoring:monitoringronde_{soort}", args=["zuid-holland", ronde.pk])
        naam = client.get(adres)["Content-Disposition"]
        assert f"2026-12-16_zuid-holland_monitoringslijst_vastgelegd.{soort}" in naam


# --- what a reader may fill in


def invullen(ronde):
    """{sheet: {column: what the Leeswijzer says about filling it in}}."""
    gezegd, blad = {}, None
    for kop, _, wat in bladen(ronde)["Leeswijzer"]:
        if kop and re.match("Blad (?!of kolom)", kop):
            blad = gezegd.setdefault(kop.removeprefix("Blad "), {})
        elif blad is not None and kop:
            blad[kop] = wat
    return gezegd


def test_de_leeswijzer_zegt_waar_je_kiest_en_waar_je_niets_invult(rondes):
    gezegd = invullen(rondes[1])
    lijst = gezegd.pop("Monitoringslijst")

    assert {kop: wat for kop, wat in lijst.items() if wat.startswith("Kiezen")} == {
        "Haalbaar?": "Kiezen uit de lijst Oordelen",
        "Oorzaak": "Kiezen uit de lijst Soorten aandachtspunt",
        "Soort oorzaak": "Kiezen uit de lijst Soorten oorzaak",
        "Soort aandachtspunt": "Kiezen uit de lijst Soorten aandachtspunt",
    }
    assert [kop for kop, wat in lijst.items() if wat == "Vrije tekst"] == [
        *KOLOMMEN[2:],
        "Toelichting bij de oorzaak",
    ]
    assert {wat for blad in gezegd.values() for wat in blad.values()} == {"Niet invullen"}
    assert list(gezegd) == ["IBN-verloop", "IBN per IP", "Wijzigingen"]


def test_wat_er_staat_staat_op_de_keuzelijst(rondes):
    kop, eerste, *_ = bladen(rondes[1])["Monitoringslijst"]
    lijsten = zip(*bladen(rondes[1])["Keuzelijsten"], strict=True)
    keuzes = {naam: set(waarden) for naam, *waarden in lijsten}
    rij = dict(zip(kop, eerste, strict=True))

    assert (rij["Haalbaar?"], rij["Oorzaak"]) == ("Onder druk", "Grond")
    assert rij["Haalbaar?"] in keuzes["Oordelen"]
    assert rij["Oorzaak"] in keuzes["Soorten aandachtspunt"]
    assert rij["Soort oorzaak"] in keuzes["Soorten oorzaak"]


def test_in_de_lijst_van_een_gesloten_ronde_valt_niets_in_te_vullen(rondes):
    ronde = sluit(rondes[1])

    gezegd = {wat for blad in invullen(ronde).values() for wat in blad.values()}

    assert gezegd == {"Niet invullen"}
    assert "Keuzelijsten" not in bladen(ronde)
