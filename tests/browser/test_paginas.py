"""Rules that hold on every page, wide and narrow."""

import re
from urllib.parse import urlsplit

import pytest
from django.urls import resolve

from tests.browser.computers import vertrek
from tests.browser.gegevens import BREED
from tests.browser.keuring import AXE_KLAAR, Luisteraar, keur
from tests.browser.paginas import FOUTPAGINAS, GEEN_PAGINA, PAGINAS, routes
from tests.browser.wereld import maak_wereld
from tests.stand import opnieuw

# small, so that at the end of a round no process waits long for another one
DELEN = 24

pytestmark = pytest.mark.browser


@pytest.fixture
def wereld(transactional_db):
    return opnieuw(maak_wereld)


@pytest.fixture(scope="module")
def luisteraar(computers, browser_context_args):
    """One tab for all parts: axe is kept in it."""
    with computers.leen(browser_context_args) as context:
        page = context.new_page()
        page.add_init_script(AXE_KLAAR)
        yield Luisteraar(page)


@pytest.fixture
def bekijk(wereld, luisteraar, live_server, login):
    """What is wrong with one page, in a tab that knows nothing of the page before."""
    page = luisteraar.page

    def view(pagina):
        begin_opnieuw(page)
        luisteraar.vergeet()
        if pagina.wie:
            login(page.context, wereld.gebruikers[pagina.wie])
        page.goto(f"{live_server.url}{pagina.adres(wereld.adressen)}")
        pagina.doe(page)
        hier = resolve(urlsplit(page.url).path).view_name
        klachten = [] if hier == (pagina.komt_op or pagina.route) else [f"komt op {hier}"]
        klachten += keur(page) + luisteraar.klachten + luisteraar.vreemd(live_server.url)
        return klachten + luisteraar.weigeringen

    yield view
    # what a page still asks for would find an empty database
    begin_opnieuw(page)


def begin_opnieuw(page):
    vertrek(page)
    page.context.clear_cookies()
    page.set_viewport_size(BREED)


@pytest.mark.parametrize("deel", range(DELEN))
def test_elke_pagina_voldoet(deel, bekijk):
    bekeken = {str(pagina): bekijk(pagina) for pagina in PAGINAS[deel::DELEN]}

    assert {pagina: klachten for pagina, klachten in bekeken.items() if klachten} == {}


@pytest.mark.parametrize("status", FOUTPAGINAS)
def test_elke_foutpagina_voldoet(status, wereld, bezoek, page, live_server):
    luisteraar = Luisteraar(page)
    bezoek(FOUTPAGINAS[status], wereld.gebruikers["lezer"])

    assert luisteraar.weigeringen == [(status, page.url)]
    assert keur(page) + luisteraar.klachten + luisteraar.vreemd(live_server.url) == []


def test_elk_adres_met_een_pagina_staat_in_de_lijst():
    assert {pagina.route for pagina in PAGINAS} | GEEN_PAGINA == set(routes())


def test_elke_pagina_heeft_een_eigen_titel(client, wereld):
    client.force_login(wereld.gebruikers["secretaris"])
    paginas = [pagina for pagina in PAGINAS if pagina.route.startswith("actielijst:")]
    titels = {
        pagina.route: re.search(
            "<title>(.*)</title>", client.get(pagina.adres(wereld.adressen)).text
        )[1]
        for pagina in paginas
    }

    assert len(set(titels.values())) == len(titels)
