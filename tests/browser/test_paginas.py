"""Rules that hold on every page, wide and narrow."""

import re
from urllib.parse import urlsplit

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import resolve

from actielijst.enums import Taakstatus
from pmiek.enums import Rolsoort
from pmiek.history import undoing
from tests.bouwers import maak_concept, maak_gebruiker, maak_project, maak_rol, maak_voorbeeldactie
from tests.browser.conftest import GEDULD
from tests.browser.gegevens import WACHTWOORD, maak_inlezingen, maak_monitoring, maak_taak
from tests.browser.keuring import Luisteraar, keur
from tests.browser.paginas import FOUTPAGINAS, GEEN_PAGINA, PAGINAS, routes
from tests.browser.toegang import maak_link, maak_sleutelbezitter, maak_toegang
from tests.ongedaan import handeling_van

DELEN = 12

pytestmark = pytest.mark.browser


@pytest.fixture
def beveiligd(lijst):
    gebruiker = maak_gebruiker(
        email="beveiligd@voorbeeld.nl", naam="B. Veilig", password=WACHTWOORD
    )
    maak_rol(gebruiker, lijst.provincie, Rolsoort.LEZER)
    TOTP.activate(gebruiker, generate_totp_secret())
    RecoveryCodes.activate(gebruiker)
    return gebruiker


@pytest.fixture
def sleutelbezitter(lijst):
    return maak_sleutelbezitter(lijst)


@pytest.fixture
def nieuweling(lijst):
    return maak_gebruiker(naam="N. Nieuw")


@pytest.fixture
def handelingen(lijst, secretaris):
    """Acts to undo: as it was left, edited since, and undone already."""
    project = lijst.projecten["2"]
    with handeling_van(secretaris) as terug:
        _schrijf(project, tijdspad="Volgt.")
        with undoing(terug.id):
            _schrijf(project, tijdspad="")
    handelingen = {"teruggedraaid": terug}
    for naam, velden in {
        "betwiste_handeling": {"doel": "Ruimte voor woningen.", "ibn": "2031"},
        "handeling": {"vervolg": "Het tracé volgt. " * 20, "ruimtegebruik": "Twee hectare."},
    }.items():
        with handeling_van(secretaris) as handelingen[naam]:
            _schrijf(project, **velden)
    _schrijf(project, doel="Ruimte voor woningen en bedrijven.", ibn="2032")
    return {naam: [lijst.provincie.slug, str(h.id)] for naam, h in handelingen.items()}


def _schrijf(project, **velden):
    for naam, waarde in velden.items():
        setattr(project, naam, waarde)
    project.save()


@pytest.fixture
def wereld(
    lijst, secretaris, lezer, beveiligd, sleutelbezitter, gearchiveerd, lopende_taak, handelingen
):
    """The objects that the addresses of the pages need, by name."""
    secretaris.set_password(WACHTWOORD)
    secretaris.save()
    provincie = lijst.provincie
    maak_concept(secretaris, lijst.projecten["2"], [["doel", ["Getypt"]]], sleutel="wacht")
    leeg = maak_project(provincie, ronde=lijst.ronde, nummer="10")
    taken = {
        "taak": maak_taak(provincie, secretaris, status=Taakstatus.KLAAR),
        "lopende_taak": lopende_taak,
        "mislukte_taak": maak_taak(provincie, secretaris, status=Taakstatus.MISLUKT),
    }
    objecten = (
        taken
        | {
            "project": lijst.projecten["2"],
            "leeg_project": leeg,
            "archiefproject": gearchiveerd,
            "partij": lijst.partijen[0],
            "keuze": lijst.keuzes[0],
            "ronde": lijst.ronde,
            "voorbeeldactie": maak_voorbeeldactie(provincie),
            "rol": lezer.rollen.get(),
        }
        | maak_inlezingen(lijst, secretaris)
        | maak_monitoring(lijst)
        | maak_toegang(lijst)
    )
    uid = user_pk_to_url_str(secretaris)
    return (
        {naam: [obj.pk] for naam, obj in objecten.items()}
        | handelingen
        | {
            "provincie": provincie.slug,
            "cijfer": ["niet_bevestigd"],
            "uitnodiging": [maak_link(lijst)],
            "sleutel": [uid, default_token_generator.make_token(secretaris)],
            "oude_sleutel": [uid, "oud-en-verlopen"],
        }
    )


@pytest.fixture
def bekijk(request, wereld, browser, browser_context_args, live_server, login):
    """What is wrong with one page, visited in a browser of its own."""

    def view(pagina):
        with browser.new_context(**browser_context_args) as context:
            if pagina.wie:
                login(context, request.getfixturevalue(pagina.wie))
            page = context.new_page()
            page.set_default_timeout(GEDULD)
            luisteraar = Luisteraar(page)
            page.goto(f"{live_server.url}{pagina.adres(wereld)}")
            pagina.doe(page)
            hier = resolve(urlsplit(page.url).path).view_name
            klachten = [] if hier == (pagina.komt_op or pagina.route) else [f"komt op {hier}"]
            klachten += keur(page) + luisteraar.klachten + luisteraar.vreemd(live_server.url)
        return klachten + luisteraar.weigeringen

    return view


# building the objects of all pages takes longer than looking at one of them
@pytest.mark.parametrize("deel", range(DELEN))
def test_elke_pagina_voldoet(deel, bekijk):
    bekeken = {str(pagina): bekijk(pagina) for pagina in PAGINAS[deel::DELEN]}

    assert {pagina: klachten for pagina, klachten in bekeken.items() if klachten} == {}


@pytest.mark.parametrize("status", FOUTPAGINAS)
def test_elke_foutpagina_voldoet(status, wereld, bezoek, lezer, page, live_server):
    luisteraar = Luisteraar(page)
    bezoek(FOUTPAGINAS[status], lezer)

    assert luisteraar.weigeringen == [(status, page.url)]
    assert keur(page) + luisteraar.klachten + luisteraar.vreemd(live_server.url) == []


def test_elk_adres_met_een_pagina_staat_in_de_lijst():
    assert {pagina.route for pagina in PAGINAS} | GEEN_PAGINA == set(routes())


def test_elke_pagina_heeft_een_eigen_titel(client, wereld, secretaris):
    client.force_login(secretaris)
    paginas = [pagina for pagina in PAGINAS if pagina.route.startswith("actielijst:")]
    titels = {
        pagina.route: re.search("<title>(.*)</title>", client.get(pagina.adres(wereld)).text)[1]
        for pagina in paginas
    }

    assert len(set(titels.values())) == len(titels)
