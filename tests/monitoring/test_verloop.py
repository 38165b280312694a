"""The trail of an IBN against every moment, and why it moved: on screen, on paper and in Excel."""

import datetime
import io
import re
from itertools import pairwise

import pytest
from django.urls import reverse
from django.utils.html import strip_tags
from openpyxl import load_workbook
from pypdf import PdfReader

from monitoring.ankers import dagen
from monitoring.corrigeren import corrigeer
from monitoring.documenten import monitoringslijst_pdf
from monitoring.exports import monitoringslijst_xlsx
from monitoring.grafiek import Schaal, raster, stappen, tijdlijn
from monitoring.lijst import inhoud_van
from monitoring.models import Monitoringregel
from monitoring.rondes import sluit
from monitoring.templatetags.monitoring import jaarkoppen_op_scherm
from pmiek.enums import Partijsoort
from tests.bouwers import (
    maak_categorie,
    maak_koppeling,
    maak_monitoringronde,
    maak_partij,
    maak_project,
    maak_regel,
)

GROND = {"oorzaaksoort": "extern", "oorzaak_toelichting": "De eigenaar wacht af."}


@pytest.fixture
def trail(zuid_holland):
    """Three rounds; the IBN moved in the second, with a cause, and stayed in the third."""
    rondes = [
        maak_monitoringronde(zuid_holland, dag, naam=naam, gesloten=gesloten)
        for dag, naam, gesloten in (
            ("2025-11-01", "herfst", True),
            ("2026-05-12", "voorjaar", True),
            ("2026-11-16", "najaar", False),
        )
    ]
    grond = maak_categorie(zuid_holland, "grond")
    project = maak_project(zuid_holland, nummer="2", naam="Station Delft")
    beheerders = {
        naam: maak_partij(zuid_holland, naam, Partijsoort.NETBEHEERDER)
        for naam in ("TenneT", "Liander")
    }
    for editie, naam, ibn in (
        ("IP2024", "TenneT", "2029"),
        ("IP2024", "Liander", "Q2 2029"),
        ("IP2022", "TenneT", "n.t.b."),
    ):
        koppeling = {"editie": editie, "nummer": "X-1", "ibn": ibn}
        maak_koppeling(project, netbeheerder=beheerders[naam], **koppeling)
    for ronde, ibn, oorzaak in zip(
        rondes, ["2027", "2028", "2028"], [{}, GROND | {"oorzaak": grond}, {}], strict=True
    ):
        maak_regel(ronde, project, ibn=ibn, **oorzaak)
    return rondes[-1]


def pagina(client, ronde):
    adres = reverse("monitoring:ibn_verloop", args=["zuid-holland"])
    return client.get(f"{adres}?ronde={ronde.pk}").text


def tekst_van(html):
    return " ".join(strip_tags(html.replace("<", " <")).split())


def rij_op_scherm(client, ronde):
    """The cells of the only row, by their label."""
    cellen = re.findall(r'<td data-label="([^"]+)"[^>]*>(.*?)</td>', pagina(client, ronde), re.S)
    return {label: tekst_van(cel) for label, cel in cellen}


def pdf_tekst(ronde):
    lezer = PdfReader(io.BytesIO(monitoringslijst_pdf(ronde)))
    return " ".join(" ".join(pagina.extract_text() for pagina in lezer.pages).split())


def blad(ronde, naam):
    kop, *rijen = load_workbook(io.BytesIO(monitoringslijst_xlsx(ronde)))[naam].values
    return [dict(zip(kop, rij, strict=True)) for rij in rijen]


def test_het_scherm_zegt_bij_elke_regel_uit_een_ip_hoe_ver_het_sindsdien_is(als_lezer, trail):
    rij = rij_op_scherm(als_lezer, trail)

    assert rij["IP"] == (
        "n.t.b. IP2022 TenneT X-1 niet te berekenen "
        "Q2 2029 IP2024 Liander X-1 −6 maanden "
        "2029 IP2024 TenneT X-1 −12 maanden"
    )
    assert (rij["Sinds eerst"], rij["Sinds vorige"]) == ("+12 maanden", "gelijk")


def test_de_pdf_heeft_elke_regel_uit_een_ip_met_de_maanden(trail):
    tekst = pdf_tekst(trail)

    assert "n.t.b. –, IP2022 TenneT X-1" in tekst
    assert "Q2 2029 −6, IP2024 Liander X-1" in tekst
    assert "2029 −12, IP2024 TenneT X-1" in tekst
    assert "2027 +12" in tekst
    assert "2028 0 2028" in tekst


def test_excel_heeft_een_rij_per_regel_uit_een_ip(trail):
    rijen = blad(trail, "IBN per IP")

    assert [
        (r["IP"], r["IBN in het IP"], r["Nu"], r["Verschuiving sinds IP (maanden)"]) for r in rijen
    ] == [
        ("IP2022 TenneT X-1", "n.t.b.", "2028", None),
        ("IP2024 Liander X-1", "Q2 2029", "2028", -6),
        ("IP2024 TenneT X-1", "2029", "2028", -12),
    ]
    (rij,) = blad(trail, "IBN-verloop")
    assert rij["Verschuiving sinds eerst (maanden)"] == 12
    assert rij["Verschuiving sinds vorige ronde (maanden)"] == 0
    assert "IP2024 Liander X-1: Q2 2029 (−6 maanden)" in rij["IP, en verschuiving sindsdien"]


def test_de_tijdlijn_tekent_elk_ip_en_valt_samen_met_het_raster(trail):
    (rij,) = inhoud_van(trail)["verloop"]
    schaal = Schaal(2026, 2030)
    dag = datetime.date(2026, 11, 16)

    lijn, achter = tijdlijn(dagen(rij), schaal, "#000000"), raster(schaal, dag)

    assert lijn.count('stroke-width="1.8"') == 2
    assert 'stroke-width="0.5"' not in lijn
    assert achter.count('stroke-width="0.5"') == 1
    assert f"M{schaal.x(datetime.date(2030, 12, 31)):.0f},0V20" in achter
    assert len({re.search(r'viewBox="0 0 (\d+)', beeld)[1] for beeld in (lijn, achter)}) == 1


# --- the cause


def test_een_oorzaak_van_een_eerdere_ronde_staat_er_met_die_ronde(als_lezer, trail):
    assert rij_op_scherm(als_lezer, trail)["Oorzaak"] == (
        "Grond, vertraging van buiten in voorjaar De eigenaar wacht af."
    )
    assert "grond vertraging van buiten, voorjaar" in pdf_tekst(trail)
    (rij,) = blad(trail, "IBN-verloop")
    kolommen = ("Laatste oorzaak", "Toelichting bij de oorzaak", "Oorzaak uit ronde")
    assert [rij[kolom] for kolom in kolommen] == [
        "grond, vertraging van buiten",
        "De eigenaar wacht af.",
        "voorjaar",
    ]


def test_alle_stappen_zeggen_per_stap_de_verschuiving_en_de_oorzaak(als_lezer, trail):
    lijst = pagina(als_lezer, trail).partition("<ol>")[2].partition("</ol>")[0]

    assert [tekst_van(stap) for stap in re.findall(r"<li>(.*?)</li>", lijst)] == [
        "1 november 2025, herfst: 2027",
        "12 mei 2026, voorjaar: 2028 (+12 maanden) "
        "Oorzaak: grond, vertraging van buiten. De eigenaar wacht af.",
        "16 november 2026, najaar: 2028",
    ]


def test_wie_nu_herplant_zonder_oorzaak_hoort_dat_naast_de_eerdere(als_lezer, trail):
    regel = trail.regels.get()
    regel.ibn = "2030"
    regel.save()

    cel = rij_op_scherm(als_lezer, trail)["Oorzaak"]

    assert cel.startswith("oorzaak ontbreekt Grond, vertraging van buiten in voorjaar")
    assert "nog niet ingevuld eerder: grond vertraging van buiten, voorjaar" in pdf_tekst(trail)


@pytest.mark.parametrize("oorzaak", [{}, GROND])
def test_een_correctie_neemt_een_oorzaak_mee_en_weg(als_lezer, monitor, trail, oorzaak):
    regel = trail.regels.get()
    regel.oorzaak_toelichting = "Bij het sluiten."
    regel.save()
    sluit(trail)
    regel = Monitoringregel.objects.get(pk=regel.pk)

    def schrijf():
        leeg = dict.fromkeys(GROND, "")
        for veld, waarde in (leeg | oorzaak).items():
            setattr(regel, veld, waarde)
        regel.save()

    corrigeer(regel, monitor, "Verkeerd.", schrijf)

    trail.refresh_from_db()
    cel = rij_op_scherm(als_lezer, trail)["Oorzaak"]
    (rij,) = blad(trail, "IBN-verloop")
    ronde = "najaar" if oorzaak else "voorjaar"
    assert rij["Oorzaak uit ronde"] == ronde
    assert cel == (
        "Vertraging van buiten De eigenaar wacht af."
        if oorzaak
        else "Grond, vertraging van buiten in voorjaar De eigenaar wacht af."
    )


# --- the timeline of one project


def tijdlijn_van(client, regel, vraag=""):
    adres = reverse("monitoring:monitoringregel_tijdlijn", args=["zuid-holland", regel.pk])
    return client.get(adres + vraag)


def test_de_tijdlijn_van_een_project_heeft_elk_moment_in_beeld_en_tabel(als_lezer, trail):
    response = tijdlijn_van(als_lezer, trail.regels.get())

    gevonden = [
        (m.soort, m.waar, str(m.periode), m.stap, m.tot_nu) for m in response.context["momenten"]
    ]
    assert gevonden == [
        ("eerst", "herfst", "2027", None, 12),
        ("ip", "IP2022 TenneT X-1", "n.t.b.", None, None),
        ("ip", "IP2024 Liander X-1", "Q2 2029", None, -6),
        ("ip", "IP2024 TenneT X-1", "2029", None, -12),
        ("vorige", "voorjaar", "2028", 12, 0),
        ("nu", "najaar", "2028", 0, None),
    ]
    rijen = response.text.partition("<tbody>")[2].partition("</tbody>")[0]
    assert rijen.count("<tr>") == 6
    assert "Grond, vertraging van buiten" in rijen
    beeld = response.context["beeld"]
    assert [beeld.count(f">{nummer}</text>") for nummer in (1, 6, 7)] == [1, 1, 0]


def test_het_beeld_van_een_tijdlijn_zegt_in_een_naam_wat_het_toont(als_lezer, trail):
    beeld = tijdlijn_van(als_lezer, trail.regels.get()).context["beeld"]

    assert 'role="img"' in beeld
    assert re.search('aria-label="([^"]+)"', beeld)[1] == (
        "Tijdlijn van de IBN: eerst vastgelegd: herfst 2027; IP2022 TenneT X-1 n.t.b.; "
        "IP2024 Liander X-1 Q2 2029; IP2024 TenneT X-1 2029; voorjaar 2028; nu: najaar 2028. "
        "De tabel noemt dezelfde momenten."
    )


def test_een_tijdlijn_tekent_zoals_de_grafiek_over_projecten():
    jaren, dag = Schaal(2026, 2030), datetime.date(2026, 11, 16)
    toen, nu = datetime.date(2029, 12, 31), datetime.date(2028, 12, 31)

    rij = tijdlijn((("eerst", toen), ("nu", nu)), jaren, "#123456")
    beeld = stappen((("eerst", toen), ("ip", None), ("nu", nu)), jaren, "#123456", dag, zin="x")

    # what moved forward is dashed; the same signs, in the same places
    vormen = re.findall(r"<(?:path|circle) [^>]*>", rij)
    assert len(vormen) == 3
    assert "stroke-dasharray" in vormen[0]
    assert [vorm for vorm in vormen if vorm not in beeld] == []


def test_wie_voor_het_eerst_een_ibn_noemt_heeft_een_tijdlijn_van_nu(als_lezer, zuid_holland):
    ronde = maak_monitoringronde(zuid_holland, naam="najaar")
    met = maak_regel(ronde, maak_project(zuid_holland), ibn="2030")
    zonder = maak_regel(ronde, maak_project(zuid_holland))

    def soorten(regel):
        gevonden = tijdlijn_van(als_lezer, regel).context["momenten"]
        return [(moment.soort, str(moment.periode)) for moment in gevonden]

    assert soorten(met) == [("eerst", "2030"), ("nu", "2030")]
    assert soorten(zonder) == [("nu", "")]


@pytest.mark.parametrize("vraag", ["?fase=realisatie", "?ronde=999999", "?sinds=999999"])
def test_wat_het_adres_kiest_verbergt_de_tijdlijn_van_een_regel_niet(als_lezer, trail, vraag):
    regel = trail.regels.get()

    gewoon, gekozen = tijdlijn_van(als_lezer, regel), tijdlijn_van(als_lezer, regel, vraag)

    assert gekozen.context["momenten"] == gewoon.context["momenten"]


def test_de_fiche_en_het_verloop_leiden_naar_de_tijdlijn(als_lezer, trail):
    regel = trail.regels.get()
    adres = reverse("monitoring:monitoringregel_tijdlijn", args=["zuid-holland", regel.pk])
    link = f'href="{adres}"'

    assert link in als_lezer.get(regel.project.get_absolute_url()).text
    assert pagina(als_lezer, trail).count(link) == 2


def test_jaren_op_het_scherm_zijn_groter_en_passen_naast_elkaar():
    schaal = Schaal(2020, 2039)

    beeld = jaarkoppen_op_scherm(schaal)

    letter = float(re.search('font-size="([^"]+)"', beeld)[1])
    plekken = [float(x) for x in re.findall('<text x="([^"]+)"', beeld)]
    assert letter >= 11
    assert min(b - a for a, b in pairwise(plekken)) >= 4 * 0.6 * letter
