"""A list of Zuid-Holland that is sent in: who does so, and what stands on the list already."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from actielijst.enums import Fase
from actielijst.models import Inlezing
from tests.bouwers import maak_partij, maak_project, maak_ronde


@pytest.fixture
def ronde(zuid_holland):
    return maak_ronde(zuid_holland)


@pytest.fixture
def leiden(zuid_holland):
    return maak_partij(zuid_holland, "Leiden")


@pytest.fixture
def noord(zuid_holland, ronde, leiden):
    return maak_project(
        zuid_holland,
        ronde=ronde,
        nummer="1",
        naam="Station Noord",
        fase=Fase.VERKENNING,
        ibn="2029",
        gemeenten=[leiden],
    )


@pytest.fixture
def als_redacteur(client, redacteur):
    client.force_login(redacteur)
    return client


@pytest.fixture
def stuur_in(als_redacteur, zuid_holland):
    """Send a workbook in as a redacteur; the list that came of it, or the answer that refuses."""

    def stuur(inhoud, naam="lijst.xlsx"):
        adres = reverse("actielijst:inlezen", args=[zuid_holland.slug])
        response = als_redacteur.post(adres, {"bestand": SimpleUploadedFile(naam, inhoud)})
        return response if response.status_code == 200 else Inlezing.objects.get()

    return stuur


@pytest.fixture
def bevestig(als_redacteur):
    def post(inlezing, **velden):
        adres = inlezing.get_absolute_url()
        plan = als_redacteur.get(adres).context["plan"]
        velden = {"stand": plan.stand, "verwerken": "1"} | velden
        return als_redacteur.post(adres, velden, follow=True)

    return post


@pytest.fixture
def controle(als_redacteur):
    return lambda inlezing: als_redacteur.get(inlezing.get_absolute_url()).context["plan"]
