"""A real browser on a live site."""

import os
import shutil
import time
from contextlib import ExitStack

import pytest
from django.conf import settings as site
from django.contrib.auth import get_user_model
from django.test import Client

from pmiek.enums import Rolsoort
from tests.bouwers import maak_gebruiker, maak_rol
from tests.browser.computers import Computers
from tests.browser.gegevens import BREED, maak_lijst, maak_lopende_taak
from tests.stand import opnieuw

# playwright keeps an event loop in the thread of the tests, which Django takes for async code
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


@pytest.fixture(scope="session")
def browser_type_launch_args():
    programma = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    return {"executable_path": programma, "args": ["--no-sandbox", "--renderer-process-limit=1"]}


@pytest.fixture(scope="session")
def browser_context_args():
    return {"locale": "nl-NL", "viewport": BREED}


@pytest.fixture(scope="session")
def computers(browser):
    return Computers(browser)


@pytest.fixture
def context(computers, browser_context_args):
    """Where `page` of pytest-playwright opens."""
    with computers.leen(browser_context_args) as context:
        yield context


@pytest.fixture
def lijst(transactional_db, settings, tmp_path):
    settings.DOCUMENT_MAP = tmp_path
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    return opnieuw(maak_lijst)


@pytest.fixture
def redacteur(lijst):
    return _met_rol(lijst, "M. de Vries", Rolsoort.REDACTEUR)


@pytest.fixture
def collega(lijst):
    return _met_rol(lijst, "J. Jansen", Rolsoort.REDACTEUR)


@pytest.fixture
def secretaris(lijst):
    return _met_rol(lijst, "S. Bakker", Rolsoort.SECRETARIS)


@pytest.fixture
def monitor(lijst):
    return _met_rol(lijst, "V. Visser", Rolsoort.MONITOR)


@pytest.fixture
def lezer(lijst):
    return _met_rol(lijst, "L. Lezer", Rolsoort.LEZER)


def _met_rol(lijst, naam, soort):
    gebruiker = maak_gebruiker(naam=naam)
    maak_rol(gebruiker, lijst.provincie, soort)
    return gebruiker


@pytest.fixture
def login(live_server):
    """Give a browser context the session of a user, without the form in between."""

    def log_in(context, gebruiker):
        client = Client()
        client.force_login(get_user_model().objects.get(pk=gebruiker.pk))
        sessie = client.session
        # as if the password was given again just now, which some pages ask for
        sessie["account_authentication_methods"] = [
            {"method": "password", "at": time.time(), "reauthenticated": True}
        ]
        sessie["account_authentication_methods_user"] = str(gebruiker.pk)
        sessie.save()
        cookie = {"name": site.SESSION_COOKIE_NAME, "value": sessie.session_key}
        context.add_cookies([cookie | {"url": live_server.url}])

    return log_in


@pytest.fixture
def andere_computer(computers, browser_context_args, login, live_server):
    """Another browser, in which somebody logs in."""
    with ExitStack() as geleend:

        def open_browser(gebruiker, pad):
            context = geleend.enter_context(computers.leen(browser_context_args))
            if gebruiker:
                login(context, gebruiker)
            page = context.new_page()
            page.goto(f"{live_server.url}{pad}")
            return page

        yield open_browser


@pytest.fixture
def bezoek(page, live_server, login):
    """Open a page of the site as this user."""

    def visit(pad, gebruiker=None):
        if gebruiker:
            login(page.context, gebruiker)
        page.goto(f"{live_server.url}{pad}")
        return page

    return visit


@pytest.fixture
def open_fiche(bezoek, lijst, redacteur):
    """The edit page of project 2 with its three agreements, as an editor."""

    def visit(nummer="2"):
        pk = lijst.projecten[nummer].pk
        return bezoek(f"/{lijst.provincie.slug}/projecten/{pk}/bewerken/", redacteur)

    return visit


@pytest.fixture
def lopende_taak(lijst, secretaris):
    return maak_lopende_taak(lijst.provincie, secretaris)
