"""How the parts of a page stand to each other: no hole, nothing out of its frame."""

import pytest

from tests.bouwers import maak_afspraak, maak_project
from tests.browser.gegevens import BREED, SMAL

pytestmark = pytest.mark.browser
LANG = "Hoogspanningsstationsuitbreidingsvoorbereidingswerkzaamhedencoördinatie"
BUITEN = """() => [...document.querySelectorAll('.eb-tabelkader')]
    .map(kader => kader.scrollWidth - kader.clientWidth)"""


def boven(page, anker):
    return page.locator(f"#{anker}").bounding_box()["y"]


def onder(page, anker):
    vak = page.locator(f"section[aria-labelledby={anker}]").bounding_box()
    return vak["y"] + vak["height"]


def test_de_afspraken_staan_direct_onder_de_gegevens(bezoek, redacteur, lijst):
    project = maak_project(lijst.provincie, bron="Open data.", fase="planuitwerking")
    maak_afspraak(project, planning="2020")
    page = bezoek(project.get_absolute_url(), redacteur)

    for maat in (BREED, SMAL):
        page.set_viewport_size(maat)
        assert 0 < boven(page, "uitvoeringsafspraken") - onder(page, "link-met-ip") < 60
        if maat == SMAL:
            volgorde = ["uitvoeringsafspraken", "bevindingen", "verloop", "bron"]
            hoogten = [boven(page, anker) for anker in volgorde]
            assert hoogten == sorted(hoogten)


def test_naast_de_gegevens_staat_een_kolom_van_dezelfde_lengte(bezoek, redacteur, lijst):
    project = maak_project(lijst.provincie, bron="Open data.", fase="planuitwerking")
    for plaats in range(3):
        maak_afspraak(project, activiteit=f"Stap {plaats}", planning="2020")
    page = bezoek(project.get_absolute_url(), redacteur)
    page.set_viewport_size(BREED)

    assert abs(boven(page, "bevindingen") - boven(page, "projectgegevens")) < 12
    assert onder(page, "link-met-ip") - onder(page, "verloop") < 300


@pytest.mark.parametrize("adres", ["afspraken/per-trekker/", "afspraken/belasting/"])
def test_de_som_onder_een_tabel_staat_ook_smal_in_beeld(bezoek, redacteur, lijst, adres):
    page = bezoek(f"/zuid-holland/{adres}", redacteur)
    page.set_viewport_size(SMAL)

    vakken = [cel.bounding_box() for cel in page.locator("tfoot td").all()]
    assert vakken
    assert max(vak["x"] + vak["width"] for vak in vakken) <= SMAL["width"]


def test_getallen_staan_rechts_onder_elkaar(bezoek, redacteur, lijst):
    page = bezoek("/zuid-holland/afspraken/per-trekker/", redacteur)
    page.set_viewport_size(BREED)

    rechts = page.evaluate(
        """() => [...document.querySelectorAll('table tr')].map(rij => {
            const bereik = document.createRange();
            bereik.selectNodeContents(rij.cells[1].querySelector('a, span') ?? rij.cells[1]);
            return Math.round(bereik.getClientRects()[0].right);
        })"""
    )
    assert len(rechts) > 2
    assert max(rechts) - min(rechts) <= 1


@pytest.mark.parametrize("adres", ["projecten/", ""])
def test_een_lange_samenstelling_breekt_binnen_de_tabel(bezoek, redacteur, lijst, adres):
    project = maak_project(lijst.provincie, naam=LANG, route="acties")
    maak_afspraak(project, activiteit=LANG, planning="2020")
    maak_project(lijst.provincie, naam=f"{LANG} twee")
    page = bezoek(f"/zuid-holland/{adres}", redacteur)
    page.set_viewport_size(BREED)

    assert set(page.evaluate(BUITEN)) == {0}


def test_onder_een_knop_in_een_rij_is_smal_geen_lege_regel(bezoek, redacteur, lijst):
    page = bezoek("/zuid-holland/documenten/", redacteur)
    page.set_viewport_size(SMAL)
    rij = page.locator("tbody tr").first

    knop, vak = rij.get_by_role("button").bounding_box(), rij.bounding_box()
    assert vak["y"] + vak["height"] - (knop["y"] + knop["height"]) < 16
