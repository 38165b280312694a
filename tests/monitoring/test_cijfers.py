"""Every figure is a link to exactly its rows, and the documents say the same numbers."""

import io
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import strip_tags
from openpyxl import load_workbook
from pypdf import PdfReader

from monitoring.dashboard import DELEN, in_een_zin, rijen_van
from monitoring.documenten import monitoringslijst_pdf
from monitoring.exports import monitoringslijst_xlsx
from monitoring.lijst import KOPPEN, inhoud_van
from tests.bouwers import (
    maak_afspraak,
    maak_monitoringronde,
    maak_partij,
    maak_project,
    maak_regel,
)

LINK = re.compile(r'<a href="([^"]+)"[^>]*>(.*?)</a>', re.DOTALL)
DASHBOARD = reverse("monitoring:dashboard", args=["zuid-holland"])


def cijfers(tekst):
    """(address, number) of every link that says how many rows it leads to."""
    for adres, binnen in LINK.findall(tekst):
        getal = re.search(r"\d+", strip_tags(binnen))
        if getal and ("/cijfers/" in adres or "/plausibiliteit/" in adres):
            yield adres.replace("&amp;", "&"), int(getal[0])


def aantal_rijen(client, adres):
    """What a reader counts on that page: the rows of the table, or the items of the list."""
    hoofd = client.get(adres).text.partition("<main")[2].partition("</main>")[0]
    rijen = hoofd.partition("data-rijen")[2] or hoofd
    return rijen.partition("<tbody>")[2].count("<tr") or rijen.count("<li")


def ongelijk(client, pagina):
    beloofd = list(cijfers(client.get(pagina).text))
    return [
        (adres, getal) for adres, getal in beloofd if aantal_rijen(client, adres) != getal
    ], beloofd


def test_elk_cijfer_op_het_dashboard_leidt_naar_zoveel_rijen(als_lezer, gevuld):
    verschillen, beloofd = ongelijk(als_lezer, DASHBOARD)

    assert verschillen == []
    verschil = als_lezer.get(DASHBOARD).context["verschil"]
    met_rijen = {sleutel for sleutel in DELEN if rijen_van(verschil, sleutel)}
    assert {adres.split("/cijfers/")[-1].split("/")[0] for adres, _ in beloofd} >= met_rijen
    assert len(met_rijen) == len(DELEN) - 1  # no phase went back


@pytest.mark.parametrize("pagina", [DASHBOARD, f"{DASHBOARD}cijfers/projecten/"])
def test_boven_elk_cijfer_staat_van_wanneer_het_is(als_lezer, gevuld, rondes, pagina):
    kop = strip_tags(re.search('<p class="eb-lead">(.*?)</p>', als_lezer.get(pagina).text)[1])

    dag = date_format(rondes[1].peildatum, "j F Y")
    nu = date_format(timezone.localdate(), "j F Y")
    assert f", peildatum {dag}, stand van {nu}" in kop
    assert not re.search(r"\s[:.,]", kop)


@pytest.mark.parametrize("keuze", ["gemeente", "fase", "trekker", "op"])
def test_ook_met_een_filter_leidt_elk_cijfer_naar_zoveel_rijen(
    als_lezer, zuid_holland, gevuld, rondes, keuze
):
    trekker = maak_partij(zuid_holland, soort="netbeheerder")
    maak_regel(rondes[1], maak_project(zuid_holland), trekkers=[trekker])
    ouder = maak_monitoringronde(zuid_holland, "2025-11-01", naam="ouder", gesloten=True)
    maak_regel(ouder, gevuld["later"], ibn="2020", fase="project")
    vraag = {
        "gemeente": f"gemeente={gevuld['later'].gemeenten.get().pk}",
        "fase": "fase=project",
        "trekker": f"trekker={trekker.pk}",
        "op": "op=2026-01-01",
    }[keuze]

    verschillen, beloofd = ongelijk(als_lezer, f"{DASHBOARD}?{vraag}")

    assert verschillen == []
    assert all(vraag in adres for adres, _ in beloofd)


def test_een_lange_lijst_staat_er_deels_en_de_rest_is_een_link(als_lezer, gevuld):
    for _ in range(11):
        maak_afspraak(gevuld["later"], planning="2020")

    tekst = als_lezer.get(DASHBOARD).text

    sectie = tekst.partition('aria-labelledby="te_laat"')[2].partition("</section>")[0]
    assert sectie.count("<li") == 10
    assert "Toon alle 14" in sectie
    assert ongelijk(als_lezer, DASHBOARD)[0] == []


@pytest.mark.parametrize("waarde", ["9" * 40, "-1", "\x00", "01-13-2026", "[]"])
def test_onzin_in_het_adres_breekt_niets(als_lezer, gevuld, waarde):
    namen = ["sinds", "op", "gemeente", "partij", "fase", "categorie", "trekker", "deel", "page"]
    paginas = [
        DASHBOARD,
        reverse("monitoring:ibn_verloop", args=["zuid-holland"]),
        reverse("monitoring:cijfer_rijen", args=["zuid-holland", "te_laat"]),
    ]

    codes = [als_lezer.get(pagina, dict.fromkeys(namen, waarde)).status_code for pagina in paginas]

    assert codes == [200, 200, 200]


def test_een_cijfer_dat_niet_bestaat(als_lezer, gevuld):
    adres = reverse("monitoring:cijfer_rijen", args=["zuid-holland", "geheim"])

    assert als_lezer.get(adres).status_code == 404


@pytest.mark.parametrize("deel", ["", "later", "eerder", "gelijk", "onbekend"])
def test_elk_deel_van_het_verloop_heeft_zoveel_rijen_als_het_zegt(als_lezer, gevuld, deel):
    adres = reverse("monitoring:ibn_verloop", args=["zuid-holland"])

    context = als_lezer.get(f"{adres}?deel={deel}").context

    gezegd = {naam: aantal for naam, _, aantal in context["delen"]}
    assert len(context["rijen"]) == gezegd[deel]
    assert sum(gezegd.values()) == 2 * gezegd[""]


def test_de_cijfers_zijn_die_van_de_pdf_en_de_excel(als_lezer, gevuld, rondes):
    op_scherm = {c.sleutel: c.aantal for c in als_lezer.get(DASHBOARD).context["cijfers"]}
    zin = in_een_zin(op_scherm)

    lezer = PdfReader(io.BytesIO(monitoringslijst_pdf(rondes[1])))
    pdf = " ".join(" ".join(pagina.extract_text() for pagina in lezer.pages).split())
    werkmap = load_workbook(io.BytesIO(monitoringslijst_xlsx(rondes[1])))
    leeswijzer = [cel for rij in werkmap["Leeswijzer"].values for cel in rij if cel]
    assert zin in pdf
    assert zin in leeswijzer


def test_de_rijen_in_de_documenten_zijn_die_van_het_scherm(als_lezer, gevuld, rondes):
    verwacht = {c.sleutel: c.aantal for c in als_lezer.get(DASHBOARD).context["cijfers"]}
    werkmap = load_workbook(io.BytesIO(monitoringslijst_xlsx(rondes[1])))
    onderdelen = [rij[0] for rij in list(werkmap["Wijzigingen"].values)[1:]]
    in_excel = {sleutel: onderdelen.count(kop) for sleutel, kop in KOPPEN.items()}
    assert onderdelen.count("IBN anders, niet te berekenen") == 1
    lezer = PdfReader(io.BytesIO(monitoringslijst_pdf(rondes[1])))
    pdf = " ".join(" ".join(pagina.extract_text() for pagina in lezer.pages).split())

    assert in_excel == {
        # with the new and the archived one; with the dropped
        "ibn": verwacht["ibn"],
        "fase": verwacht["fase"] + 2,
        "afspraken": verwacht["afgerond"] + 1 + verwacht["te_laat"],
        "vragen": verwacht["vragen"],
        "niet_bevestigd": verwacht["niet_bevestigd"],
    }
    in_woorden = {
        "ibn": f"{verwacht['ibn']}, en 1 niet te berekenen",
        "fase": f"{verwacht['fase']} van fase gewisseld, en 2 nieuw of gearchiveerd",
        "afspraken": "{afgerond} afgerond, {te_laat} te laat, en 1 vervallen".format(**verwacht),
        "vragen": f"{verwacht['vragen']} open",
        "niet_bevestigd": verwacht["niet_bevestigd"],
    }
    assert [kop for s, kop in KOPPEN.items() if f"{kop} ({in_woorden[s]})" not in pdf] == []
    leeswijzer = {rij[0]: rij[1] for rij in werkmap["Leeswijzer"].values}
    assert leeswijzer["Wijzigingen"].startswith(f"IBN verschoven: {in_woorden['ibn']}; ")
    assert inhoud_van(rondes[1])["tellingen"] == verwacht


# --- the moment


@pytest.fixture
def ouder(zuid_holland, gevuld):
    return maak_monitoringronde(zuid_holland, "2025-11-01", naam="oudste", gesloten=True)


ERVOOR = "Daarom wordt vergeleken met de ronde ervoor, voorjaar."


@pytest.mark.parametrize(
    ("vraag", "zin", "met"),
    [
        ({"op": "1-1-2026"}, "Op 1 januari 2026 was oudste de laatste ronde.", "oudste"),
        (
            {"op": "1-1-2020"},
            "Van vóór 1 januari 2020 is er geen ronde. "
            "Daarom wordt vergeleken met de oudste, oudste.",
            "oudste",
        ),
        ({"op": "1-1-2099"}, f"1 januari 2099 ligt niet vóór najaar. {ERVOOR}", "voorjaar"),
        ({"op": "gisteren"}, f"schrijf bijvoorbeeld 31-12-2026. {ERVOOR}", "voorjaar"),
        (
            {"sinds": "999999"},
            f"De ronde om mee te vergelijken kennen wij niet. {ERVOOR}",
            "voorjaar",
        ),
        (
            {"ronde": "999999"},
            "De ronde in dit adres kennen wij niet. Hier staat de nieuwste, najaar.",
            "voorjaar",
        ),
    ],
)
@pytest.mark.parametrize("pagina", ["dashboard", "ibn_verloop", "plausibiliteit", "patroon"])
def test_het_scherm_zegt_wat_er_met_het_gevraagde_moment_is_gedaan(
    als_lezer, zuid_holland, ouder, vraag, zin, met, pagina
):
    soort = zuid_holland.aandachtspuntcategorieen.get()
    adres = {
        "patroon": reverse("monitoring:categorie_patroon", args=["zuid-holland", soort.pk])
    }.get(pagina) or reverse(f"monitoring:{pagina}", args=["zuid-holland"])

    response = als_lezer.get(adres, vraag)

    assert response.context["vorige"].naam == met
    assert [zin in response.text] == [pagina != "patroon" or "laatste ronde" not in zin]


@pytest.mark.parametrize("vraag", [{"op": "1-1-2020"}, {"sinds": "999999"}])
def test_zonder_eerdere_ronde_wordt_gezegd_dat_er_niets_is_vergeleken(als_lezer, regel, vraag):
    response = als_lezer.get(DASHBOARD, vraag)

    assert "Vóór najaar 2026 is er geen ronde. Daarom wordt hier niets vergeleken." in response.text
    assert "geen ronde" not in als_lezer.get(DASHBOARD).text


@pytest.mark.parametrize(
    ("pagina", "vraag"),
    [
        ("ibn_verloop", {"deel": "onzin"}),
        ("vraag_lijst", {"stand": "onzin"}),
        ("vraag_lijst", {"project": "999999"}),
        ("ronde", {"stand": "onzin"}),
        ("ronde", {"partij": "999999"}),
        ("ronde", {"open": "999999"}),
    ],
)
def test_een_keuze_die_er_niet_is_telt_niet_mee_en_dat_wordt_gezegd(
    als_lezer, gevuld, rondes, pagina, vraag
):
    adres = (
        rondes[1].get_absolute_url()
        if pagina == "ronde"
        else reverse(f"monitoring:{pagina}", args=["zuid-holland"])
    )
    lijst = {"ibn_verloop": "rijen", "vraag_lijst": "vragen", "ronde": "rijen"}[pagina]
    alles = als_lezer.get(adres)

    response = als_lezer.get(adres, vraag)

    zin = "Een keuze in dit adres kennen wij niet en telt niet mee."
    assert (zin in alles.text, zin in response.text) == (False, True)
    assert len(response.context[lijst]) == len(alles.context[lijst]) > 1
