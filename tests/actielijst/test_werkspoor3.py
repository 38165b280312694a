"""What the pages of step 1 to 3 show in their rows, and keep of what is typed there."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from actielijst.models import Aanvaarding
from tests.bouwers import maak_afspraak, maak_partij, maak_project

CATEGORISEREN = "/zuid-holland/projecten/categoriseren/"
LANG = "Zo is het afgesproken. " * 436


@pytest.fixture
def als_redacteur(client, redacteur):
    client.force_login(redacteur)
    return client


def test_de_criteria_van_de_bron_staan_een_klik_van_de_lijst(als_redacteur, project):
    pagina = als_redacteur.get(CATEGORISEREN).text

    paneel = re.search(r'<details class="eb-criteria".*?</details>', pagina, re.DOTALL)[0]
    assert "<summary>Criteria uit het inspiratiedocument</summary>" in paneel
    assert re.findall(r"<dt>([^<]+)</dt>", paneel) == [
        "Concrete projecten",
        "Projecten in de verkenningsfase",
        "Alleen monitoring",
        "Document",
        "Verkenning",
        "Planuitwerking",
        "Project",
        "Realisatie",
    ]
    assert "deze projecten bevinden zich minimaal in de planuitwerkingsfase" in paneel


def test_een_rij_noemt_aanleiding_gemeente_ip_en_ibn(als_redacteur, zuid_holland):
    aanleiding = "Het net is vol. " * 12
    delft = maak_partij(zuid_holland, "Delft")
    maak_project(zuid_holland, aanleiding=aanleiding, ibn="Q2 2031", gemeenten=[delft])
    maak_project(zuid_holland)

    pagina = als_redacteur.get(CATEGORISEREN).text

    rij, leeg = re.findall(r"<li class=.eb-indeling__rij.*?</li>", pagina, re.DOTALL)
    assert "Delft · IBN Q2 2031 · fiche en actielijst · " in rij
    kort = re.search(r'<span class="eb-regel-2">(Het net is vol\.[^<]*)</span>', rij)[1]
    assert kort == "Het net is vol. " * 5 + "Het net…"
    assert "geen gemeente · IBN leeg · " in leeg


def test_een_werksessie_geeft_de_conceptfiche(als_redacteur, project):
    pagina = als_redacteur.get(f"/zuid-holland/projecten/{project.pk}/werksessie/").text

    adres = re.search(r'href="([^"]+)">Conceptfiche \(pdf\)</a>', pagina)[1]
    assert adres == reverse("actielijst:project_pdf", args=["zuid-holland", project.pk])
    assert als_redacteur.get(adres).content[:5] == b"%PDF-"


@pytest.mark.parametrize(
    ("dagen", "zin", "klasse"),
    [
        (-21, "3 weken te laat", "eb-laat"),
        (3, "nog 3 dagen", "eb-binnenkort"),
        (70, "nog 10 weken", ""),
    ],
)
def test_de_fiche_telt_af_tot_de_volgende_fase(als_redacteur, zuid_holland, dagen, zin, klasse):
    termijn = timezone.localdate() + datetime.timedelta(days=dagen)
    project = maak_project(zuid_holland, volgende_fase_termijn=f"{termijn:%d-%m-%Y}")

    pagina = als_redacteur.get(project.get_absolute_url()).text

    klassen = re.search(rf'<dt>Termijn</dt>.*?<span class="([^"]*)">{zin}</span>', pagina)[1]
    assert klassen.endswith(klasse)
    assert bool(klassen) is bool(klasse)


def test_een_bevinding_noemt_de_trekker_van_haar_afspraak(als_redacteur, zuid_holland):
    delft = maak_partij(zuid_holland, "Delft")
    project = maak_project(zuid_holland)
    maak_afspraak(project, trekker=delft, planning="2020", resultaat="x")
    maak_afspraak(project, planning="2020", resultaat="x")

    pagina = als_redacteur.get("/zuid-holland/projecten/bevindingen/?regel=te_laat").text

    assert re.findall(r'<td data-label="Trekker">([^<]+)</td>', pagina) == [
        str(delft),
        "nog niemand",
    ]


def test_een_bevinding_is_te_aanvaarden_met_tienduizend_tekens(als_redacteur, project):
    afspraak = maak_afspraak(project, planning="2020", resultaat="x")
    data = {"regel": "te_laat", "afspraak": afspraak.pk, "zin": LANG}
    assert len(LANG.strip()) > 10_000

    als_redacteur.post(f"{project.get_absolute_url()}aanvaarden/", data)

    assert Aanvaarding.objects.get().zin == LANG.strip()
    lijst = als_redacteur.get("/zuid-holland/projecten/bevindingen/?stand=aanvaard").text
    assert lijst.count(LANG.strip()) == 1
