"""Getting in, in a real browser: password, code, passkey."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from playwright.sync_api import expect

from pmiek.enums import Rolsoort
from tests.bouwers import maak_gebruiker, maak_rol
from tests.browser.gegevens import WACHTWOORD
from tests.browser.paginas import log_in
from tests.pmiek.test_tweede_factor import code_van

pytestmark = pytest.mark.browser


@pytest.fixture
def nieuw(lijst):
    """Somebody of a province that asks for a second factor, and who has none."""
    lijst.provincie.tweede_factor_verplicht = True
    lijst.provincie.save()
    gebruiker = maak_gebruiker(email="nieuw@voorbeeld.nl", naam="N. Nieuw", password=WACHTWOORD)
    maak_rol(gebruiker, lijst.provincie, Rolsoort.LEZER)
    return gebruiker


@pytest.fixture
def apparaat(page):
    """A device that keeps passkeys, and whose owner always puts a finger on it."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    opties = {"protocol": "ctap2", "transport": "internal", "automaticPresenceSimulation": True}
    kan = {"hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
    cdp.send("WebAuthn.addVirtualAuthenticator", {"options": opties | kan})


def begin(bezoek):
    page = bezoek("/account/login/")
    log_in(page, "nieuw@voorbeeld.nl")
    return page


def bevestig_wachtwoord(page):
    page.get_by_label("Wachtwoord", exact=True).fill(WACHTWOORD)
    page.get_by_role("button", name="Bevestigen").click()


def log_uit(page):
    page.get_by_role("button", name="Uitloggen").first.click()
    page.wait_for_url(re.compile("/account/login/"))


def test_een_app_koppelen_en_ermee_inloggen(bezoek, nieuw, lijst):
    page = begin(bezoek)
    expect(page.get_by_text("Stel eerst een tweede stap in.")).to_be_visible()
    page.get_by_role("link", name="App koppelen").click()
    bevestig_wachtwoord(page)
    geheim = page.get_by_label("Sleutel").input_value()
    page.locator("#id_code").fill(code_van(geheim))
    page.get_by_role("button", name="App koppelen").click()
    page.get_by_role("heading", name="Herstelcodes").wait_for()
    herstelcode = page.locator(".eb-codes code").first.inner_text()

    log_uit(page)
    log_in(page, "nieuw@voorbeeld.nl")
    page.locator("#id_code").fill(herstelcode)
    page.get_by_role("button", name="Inloggen").click()

    page.wait_for_url(re.compile(f"/{lijst.provincie.slug}/$"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_een_uitnodiging_van_versturen_tot_meelezen(
    andere_computer, bezoek, lijst, secretaris, live_server
):
    page = bezoek(f"/{lijst.provincie.slug}/beheer/uitnodigingen/", secretaris)
    page.get_by_role("link", name="Iemand uitnodigen").click()
    page.get_by_label("E-mailadres").fill("mo@leiden.example")
    page.get_by_label("Namens").select_option(str(lijst.partijen[0].pk))
    page.get_by_role("button", name="Uitnodiging versturen").click()
    page.get_by_text("mo@leiden.example krijgt een e-mail met een link.").wait_for()
    adres = re.search(r"http://\S+/uitnodiging/\S+", mail.outbox[-1].body)[0]

    elders = andere_computer(None, adres.removeprefix(live_server.url))
    elders.get_by_label("Naam").fill("Mo de Vries")
    elders.get_by_label("Wachtwoord").fill("fietsbel regenjas lamp")
    elders.get_by_role("button", name="Account maken").click()
    elders.wait_for_url(re.compile(f"/{lijst.provincie.slug}/$"))
    elders.goto(adres)
    elders.get_by_role("heading", name="Deze link werkt niet meer").wait_for()

    page.reload()
    expect(page.get_by_text("aanvaard op")).to_be_visible()


def test_een_passkey_toevoegen_en_zonder_wachtwoord_inloggen(bezoek, nieuw, lijst, apparaat):
    page = begin(bezoek)
    page.get_by_role("link", name="Passkey toevoegen").click()
    bevestig_wachtwoord(page)
    page.get_by_label("Naam").fill("Werklaptop")
    page.get_by_role("button", name="Passkey toevoegen").click()
    page.get_by_role("heading", name="Herstelcodes").wait_for()
    passkey = Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN)
    assert passkey.data["name"] == "Werklaptop"

    log_uit(page)
    page.get_by_role("button", name="Passkey gebruiken").click()

    page.wait_for_url(re.compile(f"/{lijst.provincie.slug}/$"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
