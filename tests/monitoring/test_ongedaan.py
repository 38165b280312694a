"""Undo meets the rules of a round."""

import pytest
from django.urls import reverse

from monitoring.models import Monitoringregel, VraagAanEnergyboard, Wijzigingentekst
from monitoring.rondes import open_ronde, sluit
from monitoring.vragen import stel_vraag
from tests.bouwers import maak_project, maak_regel
from tests.monitoring.test_rondes import nieuwe_ronde
from tests.ongedaan import handeling_van, inhoud, maak_ongedaan


@pytest.fixture
def gewijzigd(regel, monitor):
    with handeling_van(monitor) as handeling:
        regel.ibn = "2035"
        regel.save()
    return handeling


def test_een_regel_van_een_gesloten_ronde_gaat_ook_zo_niet_terug(
    client, zuid_holland, regel, monitor, gewijzigd
):
    sluit(regel.ronde)
    client.force_login(monitor)

    pagina = client.post(reverse("ongedaan", args=[zuid_holland.slug, gewijzigd.id]))

    assert f"De ronde {regel.ronde} is gesloten. Maak een correctie." in pagina.text
    assert str(Monitoringregel.objects.get(pk=regel.pk).ibn) == "2035"


def test_een_gesloten_ronde_gaat_weer_open(zuid_holland, regel, monitor):
    maak_regel(regel.ronde, maak_project(zuid_holland, fase="project"))
    voor = inhoud()
    with handeling_van(monitor) as handeling:
        sluit(regel.ronde)

    maak_ongedaan(handeling.id, monitor, zuid_holland)

    assert inhoud() == voor


def test_een_geopende_ronde_gaat_met_haar_regels_weer_weg(zuid_holland, monitor):
    for _ in range(3):
        maak_project(zuid_holland, fase="project")
    voor = inhoud()
    with handeling_van(monitor) as handeling:
        open_ronde(nieuwe_ronde(zuid_holland))
    assert Monitoringregel.objects.count() == 3

    maak_ongedaan(handeling.id, monitor, zuid_holland)

    assert inhoud() == voor


def test_een_vraag_uit_een_regel_gaat_weg_en_de_regel_vraagt_het_weer_zelf(
    zuid_holland, regel, monitor
):
    regel.vraag = "Kom naar de raad"
    regel.save()
    regel.refresh_from_db()
    voor = inhoud()
    vraag = VraagAanEnergyboard(
        provincie=zuid_holland, ronde=regel.ronde, soort="steun", titel="kom"
    )
    with handeling_van(monitor) as handeling:
        assert stel_vraag(vraag, vraag.save, {regel.pk: regel.versie})
    assert inhoud() != voor

    maak_ongedaan(handeling.id, monitor, zuid_holland)

    assert inhoud() == voor


def test_eigen_woorden_van_de_bijlage_gaan_terug_met_de_zinnen_waar_zij_bij_hoorden(
    zuid_holland, regel, monitor
):
    tekst = Wijzigingentekst.objects.create(
        ronde=regel.ronde, ibn="Van ons.", afgeleid={"ibn": [["2 Delft", "IBN 2027."]]}
    )
    voor = inhoud()
    with handeling_van(monitor) as handeling:
        tekst.ibn, tekst.afgeleid = "", {}
        tekst.save()

    maak_ongedaan(handeling.id, monitor, zuid_holland)

    assert inhoud() == voor
