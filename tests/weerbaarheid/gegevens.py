"""What the tests work on: a province with projects, and people who are logged in."""

import itertools
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.test import Client

from actielijst.models import PmiekRonde, Project
from pmiek.enums import Rolsoort
from pmiek.models import Gebruiker, Provincie
from tests.bouwers import (
    maak_afspraak,
    maak_gebruiker,
    maak_keuze,
    maak_partij,
    maak_project,
    maak_provincie,
    maak_rol,
    maak_ronde,
)
from tests.weerbaarheid.bezoeker import Bezoeker

WACHTWOORD = "een-lang-woord-voor-proeven"
nummers = itertools.count(1)
codes = iter(range(20, 32))


@dataclass(frozen=True)
class Plek:
    provincie: Provincie
    ronde: PmiekRonde
    gebruikers: list[Gebruiker]
    projecten: list[Project]

    @property
    def adres(self):
        return f"/{self.provincie.slug}/"

    def bewerken(self, project):
        return f"{self.adres}projecten/{project.pk}/bewerken/"

    def bezoeker(self, poort, wie=0):
        return ingelogd(self.gebruikers[wie], poort)


def maak_plek(*, projecten=1, afspraken=3, gebruikers=2, echte_code=False):
    """A province of its own for each test: none finds what another left.

    `echte_code` is for Excel, which knows the twelve codes that there are.
    """
    nummer = next(nummers)
    code = f"PV{next(codes)}" if echte_code else f"P{nummer:03}"
    provincie = maak_provincie(f"Proef{nummer}", code)
    ronde = maak_ronde(provincie)
    for lijst in ("type_infra", "energiedrager", "schaalniveau"):
        maak_keuze(provincie, lijst=lijst)
    partij = maak_partij(provincie)
    mensen = [maak_gebruiker(naam=f"Mens {n}", password=WACHTWOORD) for n in range(gebruikers)]
    for mens in mensen:
        maak_rol(mens, provincie, Rolsoort.SECRETARIS)
    lijst = [maak_project(provincie, ronde=ronde, partijen=[partij]) for _ in range(projecten)]
    for project in lijst:
        for plaats in range(afspraken):
            maak_afspraak(project, volgorde=10 * (plaats + 1), resultaat=f"rij {plaats}")
    return Plek(provincie, ronde, mensen, lijst)


def ingelogd(gebruiker, poort):
    client = Client()
    client.force_login(gebruiker)
    connection.close()  # a fork or a killed process must not share it
    koekjes = {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}
    bezoeker = Bezoeker(poort)
    bezoeker.koekjes |= koekjes
    return bezoeker
