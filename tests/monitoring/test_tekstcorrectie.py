"""The annex of a closed round changes by a correction as well; what it said stays."""

import pytest
from django.urls import reverse

from actielijst.enums import Fase
from monitoring.corrigeren import corrigeer
from monitoring.documenten import monitoringslijst_html
from monitoring.exports import monitoringslijst_xlsx
from monitoring.lijst import KOPPEN, inhoud_van
from monitoring.models import Monitoringregel, RondeGesloten, Tekstcorrectie, Wijzigingentekst
from monitoring.rondes import sluit
from tests.bouwers import maak_monitoringronde, maak_project, maak_regel
from tests.formulier import _velden
from tests.ongedaan import handeling_van

EIGEN, ANDERS = "Het station komt een jaar later.", "Het station komt twee jaar later."


@pytest.fixture
def open_ronde(zuid_holland, rondes):
    project = maak_project(zuid_holland, naam="station", fase=Fase.PROJECT)
    maak_regel(rondes[0], project, ibn="2027", fase=Fase.PROJECT)
    maak_regel(rondes[1], project, ibn="2028")
    Wijzigingentekst.objects.create(ronde=rondes[1], ibn=EIGEN)
    return rondes[1]


@pytest.fixture
def gesloten(open_ronde):
    return sluit(open_ronde)


@pytest.fixture
def pagina(open_ronde):
    return reverse("monitoring:monitoringronde_wijzigingen", args=["zuid-holland", open_ronde.pk])


@pytest.fixture
def als_monitor(client, monitor):
    client.force_login(monitor)
    return client


def getypt(client, pagina, **velden):
    return _velden(client.get(pagina).context["form"]) | velden


def corrigeer_op_scherm(client, pagina, **velden):
    return client.post(pagina, getypt(client, pagina, **velden), follow=True)


def lijst(ronde):
    return monitoringslijst_html(ronde, inhoud_van(ronde))


def test_zonder_reden_verandert_de_bijlage_van_een_gesloten_ronde_niet(
    als_monitor, gesloten, pagina
):
    voor = lijst(gesloten), monitoringslijst_xlsx(gesloten)

    response = corrigeer_op_scherm(als_monitor, pagina, ibn=ANDERS)

    assert list(response.context["form"].errors) == ["reden"]
    assert ANDERS in response.text
    assert (lijst(gesloten), monitoringslijst_xlsx(gesloten)) == voor


def test_met_een_reden_is_het_een_nieuwe_versie_en_blijft_de_oude_leesbaar(
    als_monitor, monitor, gesloten, pagina
):
    tekst = corrigeer_op_scherm(als_monitor, pagina, ibn=ANDERS, reden="Verkeerd geteld.").text

    assert ANDERS in lijst(gesloten)
    correctie = Tekstcorrectie.objects.get()
    assert (correctie.door, correctie.reden) == (monitor, "Verkeerd geteld.")
    assert correctie.vorige == [[KOPPEN["ibn"], EIGEN]]
    assert [tekst.count(wat) for wat in (EIGEN, "Verkeerd geteld.")] == [1, 1]
    versies = {v.volgnummer: v.inhoud["eigen"] for v in gesloten.vastleggingen.all()}
    assert versies == {1: {"ibn": EIGEN}, 2: {"ibn": ANDERS}}


def test_wie_niets_verandert_maakt_geen_correctie(als_monitor, gesloten, pagina):
    tekst = corrigeer_op_scherm(als_monitor, pagina, reden="Zomaar.").text

    assert "Er is geen correctie gemaakt." in tekst
    assert not Tekstcorrectie.objects.exists()
    assert gesloten.vastleggingen.count() == 1


def test_een_leeggemaakte_tekst_volgt_weer_uit_wat_is_vastgelegd(als_monitor, gesloten, pagina):
    corrigeer_op_scherm(als_monitor, pagina, ibn="", reden="Liever de cijfers.")

    assert "+12 maanden" in lijst(gesloten)
    assert EIGEN not in lijst(gesloten)


def test_de_eigen_woorden_horen_bij_wat_is_vastgelegd(monitor, gesloten):
    """A row that is corrected leaves the text as it was kept."""
    regel = Monitoringregel.objects.get(ronde=gesloten)

    def schrijf():
        regel.aandachtspunt = "Grond"
        regel.save()

    corrigeer(regel, monitor, "Vergeten.", schrijf)

    assert EIGEN in lijst(gesloten)


@pytest.mark.parametrize("bewerking", ["toevoegen", "wijzigen", "verwijderen"])
def test_de_tekst_van_een_gesloten_ronde_wordt_niet_zomaar_geschreven(gesloten, bewerking):
    tekst = Wijzigingentekst.objects.get()
    tekst.ibn = ANDERS
    doe = {
        "toevoegen": lambda: Wijzigingentekst(ronde=gesloten).save(),
        "wijzigen": tekst.save,
        "verwijderen": tekst.delete,
    }

    with pytest.raises(RondeGesloten):
        doe[bewerking]()

    assert Wijzigingentekst.objects.get().ibn == EIGEN


def test_ongedaan_maken_verandert_de_bijlage_van_een_gesloten_ronde_niet(
    als_monitor, monitor, zuid_holland, open_ronde
):
    with handeling_van(monitor) as handeling:
        tekst = Wijzigingentekst.objects.get()
        tekst.ibn = ANDERS
        tekst.save()
    sluit(open_ronde)

    als_monitor.post(reverse("ongedaan", args=[zuid_holland.slug, handeling.id]))

    assert Wijzigingentekst.objects.get().ibn == ANDERS


def test_de_ronde_sluit_terwijl_iemand_de_bijlage_typt(als_monitor, open_ronde, pagina):
    data = getypt(als_monitor, pagina, ibn=ANDERS)
    sluit(open_ronde)

    response = als_monitor.post(pagina, data)

    assert "De ronde is intussen gesloten. Wat u typte staat er nog." in response.text
    assert response.context["form"]["ibn"].value() == ANDERS
    assert Wijzigingentekst.objects.get().ibn == EIGEN


def test_een_ronde_waarvan_niets_is_bewaard_begint_bij_de_correctie(
    als_monitor, zuid_holland, project
):
    ronde = maak_monitoringronde(zuid_holland, gesloten=True)
    maak_regel(ronde, project, ibn="2030")
    pagina = reverse("monitoring:monitoringronde_wijzigingen", args=["zuid-holland", ronde.pk])

    corrigeer_op_scherm(als_monitor, pagina, ibn=ANDERS, reden="Vergeten.")

    assert inhoud_van(ronde)["eigen"] == {"ibn": ANDERS}


def test_de_ronde_zegt_dat_de_tekst_is_gecorrigeerd(als_monitor, gesloten, pagina):
    assert (
        "tekst van de wijzigingen is daarna"
        not in als_monitor.get(gesloten.get_absolute_url()).text
    )

    corrigeer_op_scherm(als_monitor, pagina, ibn=ANDERS, reden="Verkeerd geteld.")

    tekst = als_monitor.get(gesloten.get_absolute_url()).text
    assert "tekst van de wijzigingen is daarna gecorrigeerd" in tekst
    assert "Verkeerd geteld." in tekst
