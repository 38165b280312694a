"""Per trekker and per quarter: numbers that add up and lead to their rows."""

import datetime
import io
import re

import pytest
from django.utils import timezone
from pypdf import PdfReader

from actielijst.belasting import EERDER, LATER, ZONDER_EINDE, Kwartaal, belasting, kolommen
from actielijst.models import Uitvoeringsafspraak
from tests.bouwers import maak_afspraak, maak_partij

DAG = datetime.date(2026, 11, 25)
BELASTING, TREKKERS = "/zuid-holland/afspraken/belasting/", "/zuid-holland/afspraken/per-trekker/"


@pytest.mark.parametrize(
    ("planning", "kolom"),
    [
        ("30-9-2026", EERDER),
        ("1-10-2026", Kwartaal(2026, 4)),
        ("Q4 2026", Kwartaal(2026, 4)),
        ("2027", Kwartaal(2027, 4)),
        ("30-9-2028", Kwartaal(2028, 3)),
        ("1-10-2028", LATER),
        ("", ZONDER_EINDE),
        ("z.s.m.", ZONDER_EINDE),
        ("vanaf 2027", ZONDER_EINDE),
    ],
)
def test_een_afspraak_telt_in_het_kwartaal_waarin_de_planning_eindigt(project, planning, kolom):
    maak_afspraak(project, planning=planning)

    assert belasting(Uitvoeringsafspraak.objects.all(), DAG) == {None: {kolom: 1}}


def test_wat_klaar_is_weegt_niet_mee(project):
    maak_afspraak(project, planning="2027", status="afgerond")

    assert belasting(Uitvoeringsafspraak.objects.all(), DAG) == {}


def test_de_kolommen_lopen_over_de_jaargrens():
    assert [kolom.kop for kolom in kolommen(DAG)] == [
        "vóór Q4 2026",
        "Q4 2026",
        "Q1 2027",
        "Q2 2027",
        "Q3 2027",
        "Q4 2027",
        "Q1 2028",
        "Q2 2028",
        "Q3 2028",
        "na Q3 2028",
        "zonder leesbaar einde",
    ]


@pytest.fixture
def gevuld(project, zuid_holland):
    partijen = [maak_partij(zuid_holland, "Delft"), maak_partij(zuid_holland, "Leiden"), None]
    jaar = timezone.localdate().year
    plannen = ["2020", f"Q4 {jaar}", f"{jaar + 1}", f"Q1 {jaar + 1}", f"{jaar + 9}", "ooit", ""]
    for nummer, planning in enumerate(plannen * 2):
        maak_afspraak(project, trekker=partijen[nummer % 3], planning=planning)
    maak_afspraak(project, trekker=partijen[0], planning="2020", status="afgerond")


def getallen(pagina):
    """(address, number) of every number that is a link."""
    return re.findall(r'href="(/zuid-holland/afspraken/\?[^"]+)">(\d+)<', pagina)


@pytest.mark.parametrize("adres", [BELASTING, TREKKERS])
def test_elk_getal_leidt_naar_precies_zijn_rijen(client, lezer, gevuld, adres):
    client.force_login(lezer)
    links = getallen(client.get(adres).content.decode())

    gevonden = [
        client.get(link.replace("&amp;", "&")).context["page_obj"].paginator.count
        for link, _ in links
    ]

    assert len(links) > 8
    assert gevonden == [int(getal) for _, getal in links]


def test_de_belasting_telt_op_tot_alle_open_afspraken(client, lezer, gevuld):
    client.force_login(lezer)

    context = client.get(BELASTING).context

    assert context["totaal"] == Uitvoeringsafspraak.objects.actief().count() == 14
    assert sum(rij.totaal for rij in context["rijen"]) == 14
    assert [rij.naam for rij in context["rijen"]][-1] == "nog zonder trekker"


def test_het_beeld_zegt_alle_getallen_ook_in_woorden(client, lezer, gevuld):
    client.force_login(lezer)

    pagina = client.get(BELASTING).content.decode()

    (titel,) = re.findall(r"<title>(Openstaande[^<]+)</title>", pagina)
    assert "gemeente Delft" in titel
    assert "zonder leesbaar einde" in titel


def test_per_trekker_tellen_de_kolommen_op_tot_samen_en_te_laat_is_er_een_deel_van(
    client, lezer, project
):
    for status in ("open", "loopt", "open", "vervallen"):
        velden = {} if status in ("open", "loopt") else {"afgerond_op": DAG}
        maak_afspraak(project, planning="2020", status=status, **velden)
    client.force_login(lezer)

    pagina = client.get(TREKKERS)
    *stand, samen, te_laat = [cel.aantal for cel in pagina.context["som"]]

    assert pagina.context["koppen"][-2:] == ["Samen", "Waarvan te laat"]
    assert (stand, samen, te_laat) == ([2, 1, 0, 1], 4, 3)


def test_het_beeld_zegt_hoeveel_trekkers_er_niet_in_staan(client, lezer, project, zuid_holland):
    client.force_login(lezer)
    for _ in range(14):
        maak_afspraak(project, trekker=maak_partij(zuid_holland), planning="2027")

    pagina = client.get(BELASTING)

    getoond, alle = len(pagina.context["in_beeld"]), len(pagina.context["rijen"])
    assert (getoond, alle) == (12, 14)
    assert "De 12 van de 14 trekkers met de meeste afspraken" in pagina.text


def test_van_niets_is_er_geen_bestand(client, lezer, project):
    client.force_login(lezer)
    leeg = client.get("/zuid-holland/afspraken/").text
    maak_afspraak(project)

    assert "Excel van" not in leeg
    assert "Excel van" in client.get("/zuid-holland/afspraken/").text


def test_de_pdf_is_een_pdf_met_precies_deze_rijen(client, lezer, project, zuid_holland):
    delft = maak_partij(zuid_holland, "Delft")
    maak_afspraak(project, activiteit="Wandelen", trekker=delft, planning="2027")
    maak_afspraak(project, activiteit="Fietsen", planning="2027")
    client.force_login(lezer)

    response = client.get(f"/zuid-holland/afspraken/pdf/?trekker={delft.pk}")

    tekst = " ".join(p.extract_text() for p in PdfReader(io.BytesIO(response.content)).pages)
    assert "Wandelen" in tekst
    assert "Fietsen" not in tekst
    assert "trekker: gemeente Delft" in tekst
