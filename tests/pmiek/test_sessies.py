"""The page that says where somebody is signed in."""

import pytest
from django.test import Client
from django.urls import reverse

from pmiek.sessies import browser_in_woorden
from tests.bouwers import maak_gebruiker

MOZILLA = "Mozilla/5.0"
FIREFOX = f"{MOZILLA} (Windows NT 10.0; Win64; x64; rv:131.0) Gecko/20100101 Firefox/131.0"
WEBKIT = "AppleWebKit/605.1.15 (KHTML, like Gecko)"
CHROME = f"{WEBKIT} Chrome/130.0.0.0 Safari/537.36"
WACHTWOORD = "fietsbel regenjas lamp"
LIJST = reverse("usersessions_list")


@pytest.mark.parametrize(
    ("user_agent", "woorden"),
    [
        (FIREFOX, "Firefox op Windows"),
        (f"{MOZILLA} (X11; Linux x86_64) {CHROME}", "Chrome op Linux"),
        (f"{MOZILLA} (Windows NT 10.0) {CHROME} Edg/130.0", "Edge op Windows"),
        (f"{MOZILLA} (Linux; Android 14; K) {CHROME}", "Chrome op Android"),
        (f"{MOZILLA} (Macintosh; Intel Mac OS X 14_6) {WEBKIT} Safari/605", "Safari op een Mac"),
        (f"{MOZILLA} (iPhone; CPU iPhone OS 17 like Mac OS X) CriOS/1", "Chrome op een iPhone"),
        ("curl/8.5", "Onbekende browser"),
        ("", "Onbekende browser"),
    ],
)
def test_een_browser_heet_zoals_zijn_gebruiker_hem_noemt(user_agent, woorden):
    assert browser_in_woorden(user_agent) == woorden


@pytest.fixture
def gebruiker(db):
    return maak_gebruiker(password=WACHTWOORD)


def ingelogd(gebruiker, user_agent):
    client = Client(headers={"User-Agent": user_agent})
    client.post(reverse("account_login"), {"login": gebruiker.email, "password": WACHTWOORD})
    return client


@pytest.fixture
def thuis(gebruiker):
    return ingelogd(gebruiker, FIREFOX)


def sessies(client):
    return client.get(LIJST).context["sessions"]


def test_de_eigen_sessie_is_aangewezen(thuis, gebruiker):
    ingelogd(gebruiker, f"{MOZILLA} (X11; Linux x86_64) {CHROME}")

    tekst = thuis.get(LIJST).text

    assert "Firefox op Windows <strong>(deze sessie)</strong>" in tekst
    assert "<td>Chrome op Linux</td>" in tekst
    assert MOZILLA not in tekst


def test_een_sessie_is_apart_te_beeindigen(thuis, gebruiker):
    kantoor, trein = (ingelogd(gebruiker, naam) for naam in ("Edg Windows", "iPhone Safari"))
    (weg,) = [s for s in sessies(thuis) if s.browser == "Edge op Windows"]

    antwoord = thuis.post(LIJST, {"sessie": weg.pk}, follow=True)

    assert "Uitgelogd in Edge op Windows." in antwoord.text
    assert [c.get(LIJST).status_code for c in (thuis, kantoor, trein)] == [200, 302, 200]


def test_de_eigen_sessie_of_die_van_een_ander_blijft(thuis):
    ander = ingelogd(maak_gebruiker(password=WACHTWOORD), FIREFOX)
    eigen, vreemd = (sessies(client)[0].pk for client in (thuis, ander))

    for pk in (eigen, vreemd, "x"):
        thuis.post(LIJST, {"sessie": pk})

    assert [c.get(LIJST).status_code for c in (thuis, ander)] == [200, 200]
