"""Of what an import made new, every value says in which cell of which file it was read."""

import pytest
from django.urls import reverse

from actielijst.models import Project
from pmiek.wijziging import Wijziging
from tests.werkmappen import werkmap

LIJST = [
    ["Nr.", "Project", "Gemeenten", "IBN", "Doel", "IP-nummer"],
    ["8", "Station Acht", "Leiden", "2031", "Ruimte op het net", "IP-77"],
]


@pytest.fixture
def acht(stuur_in, controle, bevestig, noord):
    inlezing = stuur_in(werkmap(LIJST))
    [nieuw] = controle(inlezing).nieuw
    bevestig(inlezing, nieuw=[nieuw.sleutel])
    return Project.objects.get(nummer="8")


def test_elke_waarde_van_een_nieuw_project_noemt_haar_cel(acht):
    wijzigingen = list(Wijziging.objects.van(acht))

    assert {w.bron for w in wijzigingen} == {"lijst.xlsx, blad Projecten, rij 2"}
    zinnen = {zin for wijziging in wijzigingen for zin in wijziging.zinnen}
    assert {
        "Naam ingevuld: Station Acht (cel B2)",
        "Doel ingevuld: Ruimte op het net (cel E2)",
    } <= zinnen
    assert [zin for zin in zinnen if zin.endswith("ingevuld: 2031 (cel D2)")] != []
    met = [zin for zin in zinnen if "toegevoegd" in zin and "Project toegevoegd" not in zin]
    assert sorted(zin[-8:] for zin in met) == ["(cel C2)", "(cel F2)"]


def test_het_verloop_toont_kanaal_bestand_en_cel(als_redacteur, zuid_holland, acht):
    adres = reverse("actielijst:project_verloop", args=["zuid-holland", acht.pk])

    tekst = als_redacteur.get(adres).text

    assert "lijst.xlsx, blad Projecten, rij 2" in tekst
    assert "(cel B2)" in tekst
