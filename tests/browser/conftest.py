"""A real browser on a site with a small, realistic list of projects."""

import datetime
import os
from types import SimpleNamespace

import pytest
from django.conf import settings as site
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from actielijst.enums import Afspraakstatus, Documentsoort, Fase, Lijst, Route, Taakstatus
from actielijst.models import Documenttaak, Hoofddocumenttekst
from pmiek.enums import Partijsoort, Rolsoort
from tests.bouwers import (
    maak_afspraak,
    maak_gebruiker,
    maak_keuze,
    maak_koppeling,
    maak_partij,
    maak_project,
    maak_provincie,
    maak_rol,
    maak_ronde,
)

# playwright keeps an event loop in the thread of the tests, which Django takes for async code
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

WACHTWOORD = "een-lang-wachtwoord-2027"
BREED, SMAL = {"width": 1280, "height": 900}, {"width": 320, "height": 800}
PROJECTEN = [
    ("1", "Uitbreiding station Bleiswijk", Fase.VERKENNING, Route.ACTIES),
    ("2", "Nieuw 150kV-station Den Haag", Fase.PLANUITWERKING, Route.ACTIES),
    ("3", "Warmteleiding Westland", Fase.PROJECT, Route.MONITORING),
    ("4", "Walstroom Maasvlakte", Fase.REALISATIE, Route.ACTIES),
    ("5", "Verzwaring Goeree-Overflakkee", Fase.VERKENNING, Route.PMIEK_PLUS_1),
    ("6", "Batterijpark Alblasserdam", "", ""),
    ("7", "Waterstofnet Botlek", Fase.PLANUITWERKING, Route.ACTIES),
    ("8", "Energiehub Zoetermeer", Fase.PROJECT, Route.ACTIES),
]
AFSPRAKEN = [
    ("2", "Locatie van het station kiezen", "Q1 2026", Afspraakstatus.OPEN),
    ("2", "Omgevingsplan wijzigen", "Q3 2027", Afspraakstatus.LOOPT),
    ("2", "Bewoners informeren", "voor de zomer van 2027", Afspraakstatus.OPEN),
    ("1", "Zoekgebied vaststellen", "2026-Q1", Afspraakstatus.OPEN),
    ("1", "Gesprek met de tuinders voeren", "medio 2027", Afspraakstatus.LOOPT),
    ("3", "Voortgang melden", "n.t.b.", Afspraakstatus.OPEN),
    ("4", "Kade aansluiten", "2025", Afspraakstatus.AFGEROND),
    ("4", "Tweede kade aansluiten", "2028", Afspraakstatus.OPEN),
    ("5", "Verzoek voor de volgende pMIEK schrijven", "2027", Afspraakstatus.VERVALLEN),
    ("7", "Tracé afstemmen", "H1 2028", Afspraakstatus.OPEN),
    ("7", "Vergunning aanvragen", "2029", Afspraakstatus.OPEN),
]


@pytest.fixture(scope="session")
def browser_type_launch_args():
    return {"executable_path": "/usr/bin/chromium", "args": ["--no-sandbox"]}


@pytest.fixture(scope="session")
def browser_context_args():
    return {"locale": "nl-NL", "viewport": BREED}


@pytest.fixture
def lijst(transactional_db, settings, tmp_path):
    """Eight projects and twelve agreements, of which one falls within four weeks."""
    settings.DOCUMENT_MAP = tmp_path
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    provincie = maak_provincie()
    ronde = maak_ronde(provincie, naam="1.0 (2023)")
    partijen = _partijen(provincie)
    keuzes = [maak_keuze(provincie, "elektriciteit"), maak_keuze(provincie, "warmte")]
    maak_keuze(provincie, "station", lijst=Lijst.TYPE_INFRA)
    maak_keuze(provincie, "regionaal", lijst=Lijst.SCHAALNIVEAU)
    projecten = {
        nummer: maak_project(
            provincie,
            ronde=ronde,
            nummer=nummer,
            naam=naam,
            fase=fase,
            route=route,
            energiedrager=keuzes[0],
            ibn="2030",
            gemeenten=partijen[:2],
            partijen=partijen[-2:],
            aanleiding="Het net zit vol.\nNieuwe aansluitingen wachten.",
        )
        for nummer, naam, fase, route in PROJECTEN
    }
    _afspraken(projecten, partijen)
    maak_koppeling(projecten["2"], nummer="TenneT-0123", netbeheerder=partijen[-1])
    Hoofddocumenttekst.objects.create(ronde=ronde, samenvatting="Acht projecten.")
    return SimpleNamespace(
        provincie=provincie, ronde=ronde, partijen=partijen, keuzes=keuzes, projecten=projecten
    )


def _partijen(provincie):
    gemeenten = ["Delft", "Den Haag", "Dordrecht", "Leiden", "Rotterdam", "Westland"]
    netbeheerders = ["Stedin", "TenneT"]
    return [maak_partij(provincie, naam) for naam in gemeenten] + [
        maak_partij(provincie, naam, Partijsoort.NETBEHEERDER) for naam in netbeheerders
    ]


def _afspraken(projecten, partijen):
    for plaats, (nummer, activiteit, planning, status) in enumerate(AFSPRAKEN, start=1):
        maak_afspraak(
            projecten[nummer],
            activiteit=activiteit,
            planning=planning,
            status=status,
            volgorde=plaats * 10,
            trekker=partijen[plaats % len(partijen)],
            resultaat="Een besluit waar iedereen mee verder kan.",
        )
    binnenkort = timezone.localdate() + datetime.timedelta(days=7)
    maak_afspraak(
        projecten["8"], activiteit="Overleg plannen", planning=f"{binnenkort:%-d-%-m-%Y}"
    )


@pytest.fixture
def gearchiveerd(lijst):
    return maak_project(
        lijst.provincie,
        ronde=lijst.ronde,
        nummer="99",
        naam="Zonnepark Krimpen",
        gearchiveerd_op=datetime.date(2026, 3, 14),
        archiefreden="Het bestuur heeft dit project teruggetrokken.",
    )


@pytest.fixture
def gemaakt_document(lijst, secretaris):
    return Documenttaak.objects.create(
        provincie=lijst.provincie,
        soort=Documentsoort.ACTIELIJST_PDF,
        gebruiker=secretaris,
        peildatum=datetime.date(2026, 11, 23),
        status=Taakstatus.KLAAR,
        bestandsnaam="actielijst.pdf",
        bestand="actielijst.pdf",
        grootte=98_000,
        klaar_op=timezone.now(),
    )


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
        sessie = client.cookies[site.SESSION_COOKIE_NAME].value
        context.add_cookies(
            [{"name": site.SESSION_COOKIE_NAME, "value": sessie, "url": live_server.url}]
        )

    return log_in


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
