"""A fiche with more agreements than anybody has: it saves, and its draft is kept."""

import re
from datetime import date

import lxml.html
import pytest
from django.http import QueryDict
from django.urls import reverse

from actielijst.forms.fiche import VOLUIT
from pmiek.concept import Concept
from pmiek.rendered import add_links
from pmiek.wijziging import Wijziging
from tests.bouwers import maak_afspraak, maak_partij
from tests.formulier import fichedata
from tests.pmiek.test_concept import token

pytestmark = pytest.mark.django_db
AANTAL = 300
KORT = VOLUIT + 1


@pytest.fixture
def pagina(client, redacteur, project):
    """Two rows more than are written out, each with a value in every field."""
    client.force_login(redacteur)
    partij = maak_partij(project.provincie, "Leiden")
    for plaats in range(KORT + 1):
        afspraak = maak_afspraak(
            project,
            activiteit=f"Stap {plaats}",
            resultaat="Af,\nen <b>klaar</b>",
            trekker=partij,
            planning="voor de zomer van 2027",
            status="afgerond",
            afgerond_op=date(2026, 3, 4),
            volgorde=plaats * 10,
        )
        add_links(afspraak, "betrokken_partijen", {partij})
    adres = reverse("actielijst:project_bewerken", args=["zuid-holland", project.pk])
    return lambda data=None: client.get(adres) if data is None else client.post(adres, data)


def velden(response, **anders):
    """What a browser posts of this page; it drops the newline right after the tag."""
    tekst = re.sub(r"(<textarea[^>]*>)\n", r"\1", response.text)
    data = QueryDict(mutable=True)
    for naam, waarde in lxml.html.fromstring(tekst).get_element_by_id("fiche").form_values():
        data.appendlist(naam, waarde)
    return dict(data.lists()) | anders


def rij(response, plaats):
    return lxml.html.fromstring(response.text).get_element_by_id(f"afspraak-{plaats}")


def staat_open(response, plaats):
    return bool(rij(response, plaats).xpath(".//details[@data-rij][@open]//textarea"))


def test_een_lange_lijst_is_na_de_eerste_rijen_in_het_kort(pagina):
    response = pagina()

    voluit = [bool(rij(response, plaats).xpath(".//select")) for plaats in range(KORT + 1)]
    assert voluit == [True] * VOLUIT + [False] * 2
    assert "2 staan in het kort" in response.text
    assert len(response.content) / len(voluit) < 30_000


def test_wat_in_het_kort_staat_gaat_ongewijzigd_mee(pagina, project):
    data, aantal = velden(pagina()), Wijziging.objects.count()

    response = pagina(data)

    assert data[f"afspraak-{KORT}-afgerond_op"] == data["afspraak-0-afgerond_op"] == ["04-03-2026"]
    assert response.status_code == 302
    assert Wijziging.objects.count() == aantal


def test_een_rij_in_het_kort_gaat_open_en_houdt_wat_elders_is_getypt(pagina, project):
    getypt = {"afspraak-0-activiteit": "Getypt", "rijactie": f"afspraak:openen:{KORT}"}
    geopend = pagina(velden(pagina(), **getypt))
    assert [staat_open(geopend, plaats) for plaats in (VOLUIT, KORT)] == [False, True]
    assert f"Afspraak {KORT + 1} is open." in geopend.text

    andere = {f"afspraak-{KORT}-resultaat": "", "rijactie": f"afspraak:openen:{VOLUIT}"}
    beide = pagina(velden(geopend, **andere))
    assert [staat_open(beide, plaats) for plaats in (VOLUIT, KORT)] == [True, True]

    assert pagina(velden(beide)).status_code == 302
    opgeslagen = list(project.afspraken.values_list("activiteit", "resultaat"))
    assert opgeslagen[0][0] == "Getypt"
    assert [resultaat for _, resultaat in opgeslagen[VOLUIT:]] == ["Af,\nen <b>klaar</b>", ""]


def test_een_rij_die_over_de_grens_schuift_houdt_wat_er_is_getypt(pagina, project):
    laatste = VOLUIT - 1
    getypt = {f"afspraak-{laatste}-resultaat": "Getypt"}
    omlaag = pagina(velden(pagina(), **getypt, rijactie=f"afspraak:omlaag:{laatste}"))
    assert rij(omlaag, VOLUIT).xpath(".//button[contains(@value, ':omlaag:')]")

    daarna = pagina(velden(omlaag, rijactie="afspraak:openen:0"))
    pagina(velden(daarna))

    assert project.afspraken.all()[VOLUIT].resultaat == "Getypt"


def test_een_fout_in_een_rij_in_het_kort_zet_haar_open(pagina):
    response = pagina(velden(pagina(), **{f"afspraak-{KORT}-activiteit": ""}))

    assert staat_open(response, KORT)


def test_wat_een_ander_intussen_in_een_korte_rij_wijzigt_blijft(pagina, project):
    data = velden(pagina(), **{"afspraak-0-activiteit": "Van mij"})
    van_ander = project.afspraken.all()[KORT]
    van_ander.resultaat = "Van een ander"
    van_ander.save()

    assert pagina(data).status_code == 302
    rijen = list(project.afspraken.all())
    assert (rijen[0].activiteit, rijen[KORT].resultaat) == ("Van mij", "Van een ander")


def test_driehonderd_afspraken_worden_opgeslagen_en_als_concept_bewaard(client, redacteur, project):
    client.force_login(redacteur)
    bewerken = reverse("actielijst:project_bewerken", args=["zuid-holland", project.pk])
    eigen = token(client, bewerken)
    for plaats in range(AANTAL):
        maak_afspraak(project, activiteit=f"Stap {plaats}", volgorde=plaats * 10)
    getypt = {f"afspraak-{plaats}-resultaat": f"Af {plaats}" for plaats in range(AANTAL)}
    data = fichedata(project, **getypt) | eigen

    concept = client.post(bewerken, data, headers={"X-Concept": "bewaar"})
    bewaard = Concept.objects.get().data.dict()
    response = client.post(bewerken, data)

    assert len(data) > 2700
    assert concept.status_code == 200
    assert {naam: bewaard[naam] for naam in getypt} == getypt
    assert response.status_code == 302
    resultaten = list(project.afspraken.values_list("resultaat", flat=True))
    assert resultaten == [f"Af {plaats}" for plaats in range(AANTAL)]
