"""Pages: how many queries at every size, how long at two sizes."""

import gc

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actielijst.models import Project
from pmiek.models import Gebruiker
from tests.bench.gegevens import SLUG, Stand, gebruik
from tests.bench.meten import QUERYS, Meting, duur, om_en_om, rond

EEN, EEN_ZONDER = Stand(1), Stand(1, afspraken=0)
KLEIN, GROOT = Stand(40), Stand(4000)
# of one project there are two: what is asked only without, or only with agreements, counts as well
GROOTTEN = [[EEN, EEN_ZONDER], [KLEIN], [GROOT]]
WEINIG_RIJEN, VEEL_RIJEN = Stand(1, afspraken=50), Stand(1, afspraken=500)
# a list that is worked through row by row stands on one page as a whole
HELE_LIJST = Stand(400)
# 400 projects with 4,000 agreements: the list of a large province, and twelve times fewer
VOL, DUN = Stand(400, afspraken=10, om_de=1), Stand(33, afspraken=10, om_de=1)
STANDEN = [EEN, EEN_ZONDER, KLEIN, GROOT, WEINIG_RIJEN, VEEL_RIJEN, HELE_LIJST, VOL, DUN]
PAGINAS = {
    "start": "startpagina",
    "project_lijst": "projectenlijst",
    "project_detail": "fiche",
    "project_bewerken": "bewerken",
    "afspraak_lijst": "afsprakenlijst",
    "belasting_lijst": "belasting per kwartaal",
    "bevinding_lijst": "bevindingen",
}
VAN_PROJECT = {"project_detail", "project_bewerken"}


class Bezoek:
    """A logged-in reader of one page, in the database of one size."""

    def __init__(self, stand, pagina, ruimte="actielijst"):
        self.stand, self.pagina = stand, pagina
        with gebruik(stand):
            self.client = Client(SERVER_NAME="localhost", raise_request_exception=True)
            self.client.force_login(Gebruiker.objects.get())
            args = [Project.objects.first().pk] if pagina in VAN_PROJECT else []
            self.adres = reverse(f"{ruimte}:{pagina}", args=[SLUG, *args])

    def get(self):
        response = self.client.get(self.adres)
        if response.status_code != 200:
            raise SystemExit(f"{self.adres} geeft {response.status_code}.")
        return response

    def querys(self):
        with gebruik(self.stand):
            self.get()
            with CaptureQueriesContext(connection) as querys:
                self.get()
        return len(querys)

    def duur(self):
        """One visit, with the file and the templates read before it."""
        with gebruik(self.stand):
            self.get()
            gc.collect()  # what an earlier measurement left behind is not this page's
            return duur(self.get)


def querytellingen():
    for pagina, naam in PAGINAS.items():
        tellingen = [
            max(Bezoek(stand, pagina).querys() for stand in standen) for standen in GROOTTEN
        ]
        yield telling(f"query's: {naam}, meeste en minste bij 1, 40 en 4.000", tellingen)
    for pagina, naam in {"categoriseren": "categoriseren", "project_export": "Excel"}.items():
        lijst = [Bezoek(stand, pagina).querys() for stand in (EEN, KLEIN, HELE_LIJST)]
        yield telling(f"query's: {naam}, meeste en minste bij 1, 40 en 400", lijst)
    vol = [Bezoek(stand, "bevinding_lijst").querys() for stand in (DUN, VOL)]
    yield telling("query's: bevindingen bij 400 projecten met 4.000 afspraken, en bij 33", vol)
    rijen = [Bezoek(stand, "project_bewerken").querys() for stand in (WEINIG_RIJEN, VEEL_RIJEN)]
    yield telling("query's: bewerken, meeste en minste bij 50 en 500 afspraken", rijen)


def telling(naam, tellingen):
    meeste, minste = max(tellingen), min(tellingen)
    return Meting(naam, meeste, QUERYS, minste, rond(meeste / minste))


def tijden():
    lijst = "tijd: projectenlijst (50 rijen) bij 4.000 projecten, tegenover 40 projecten"
    yield _paginatijd(lijst, "project_lijst", GROOT, KLEIN, keer=15)
    start = "tijd: startpagina bij 4.000 projecten, tegenover 40 projecten"
    yield _paginatijd(start, "start", GROOT, KLEIN, keer=15)
    indelen = "tijd: categoriseren met 400 projecten, tegenover 40 projecten"
    yield _paginatijd(indelen, "categoriseren", HELE_LIJST, KLEIN, keer=3)
    afspraken = "tijd: afsprakenlijst (50 rijen) bij 6.000 afspraken, tegenover 60 afspraken"
    yield _paginatijd(afspraken, "afspraak_lijst", GROOT, KLEIN, keer=7)
    linter = "tijd: bevindingen van 400 projecten met 4.000 afspraken, tegenover 33 met 330"
    yield _paginatijd(linter, "bevinding_lijst", VOL, DUN, keer=5)
    rijen = "tijd: bewerken met 500 afspraken, tegenover 50 afspraken"
    yield _paginatijd(rijen, "project_bewerken", VEEL_RIJEN, WEINIG_RIJEN, keer=3)
    veel, weinig = (_grootte(stand) for stand in (VEEL_RIJEN, WEINIG_RIJEN))
    grootte = "grootte: bewerken met 500 afspraken, tegenover 50 afspraken"
    yield Meting(grootte, rond(veel), "MB", rond(weinig), rond(veel / weinig))
    excel = Bezoek(HELE_LIJST, "project_export").duur()
    yield Meting("tijd: Excel van 400 projecten, op de pagina zelf", rond(excel), "s")


def _paginatijd(naam, pagina, stand, andere, *, keer):
    return om_en_om(naam, Bezoek(stand, pagina).duur, Bezoek(andere, pagina).duur, keer=keer)


def _grootte(stand):
    with gebruik(stand):
        return len(Bezoek(stand, "project_bewerken").get().content) / 1e6
