"""Rules that hold on every page, wide and narrow."""

import re

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse

from actielijst.enums import Taakstatus
from pmiek.enums import Rolsoort
from tests.bouwers import maak_gebruiker, maak_project, maak_rol
from tests.browser.conftest import SMAL, WACHTWOORD, maak_taak
from tests.browser.keuring import Luisteraar, axe_klachten, keur, schuif_klachten
from tests.browser.paginas import FOUTPAGINAS, GEEN_PAGINA, PAGINAS, routes

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
def nieuweling(lijst):
    return maak_gebruiker(naam="N. Nieuw")


@pytest.fixture
def wereld(lijst, secretaris, lezer, gearchiveerd):
    """The objects that the addresses of the pages need, by name."""
    secretaris.set_password(WACHTWOORD)
    secretaris.save()
    provincie = lijst.provincie
    leeg = maak_project(provincie, ronde=lijst.ronde, nummer="10")
    taken = {
        "taak": maak_taak(provincie, secretaris, status=Taakstatus.KLAAR),
        "lopende_taak": maak_taak(provincie, secretaris, gedaan=3, totaal=8, stap="Fiche 3 van 8"),
        "mislukte_taak": maak_taak(provincie, secretaris, status=Taakstatus.MISLUKT),
    }
    objecten = taken | {
        "project": lijst.projecten["2"],
        "leeg_project": leeg,
        "archiefproject": gearchiveerd,
        "partij": lijst.partijen[0],
        "keuze": lijst.keuzes[0],
        "ronde": lijst.ronde,
        "rol": lezer.rollen.get(),
    }
    uid = user_pk_to_url_str(secretaris)
    return {naam: [obj.pk] for naam, obj in objecten.items()} | {
        "provincie": provincie.slug,
        "sleutel": [uid, default_token_generator.make_token(secretaris)],
        "oude_sleutel": [uid, "oud-en-verlopen"],
    }


@pytest.fixture
def open_pagina(request, wereld, bezoek):
    def open_page(pagina):
        wie = request.getfixturevalue(pagina.wie) if pagina.wie else None
        page = bezoek(pagina.adres(wereld), wie)
        pagina.doe(page)
        return page

    return open_page


@pytest.mark.parametrize("pagina", PAGINAS, ids=str)
def test_elke_pagina_voldoet(request, pagina, open_pagina, page, live_server):
    if pagina.route == "mfa_authenticate":
        request.getfixturevalue("beveiligd")
    luisteraar = Luisteraar(page)
    open_pagina(pagina)

    klachten = keur(page) + luisteraar.klachten + luisteraar.vreemd(live_server.thread.host)

    assert klachten == []
