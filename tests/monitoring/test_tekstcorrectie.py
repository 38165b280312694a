"""The annex of a closed round changes by a correction as well; what it said stays."""

import io
import re
from types import SimpleNamespace

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from actielijst.enums import Fase
from monitoring.bijlage import secties, verouderd
from monitoring.corrigeren import corrigeer
from monitoring.dashboard import in_een_zin
from monitoring.documenten import monitoringslijst_html
from monitoring.exports import monitoringslijst_xlsx
from monitoring.lijst import KOPPEN, inhoud_van
from monitoring.models import (
    Monitoringregel,
    Monitoringronde,
    RondeGesloten,
    Tekstcorrectie,
    Wijzigingentekst,
)
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


@pytest.mark.parametrize("reden", ["", "Verkeerd\x07geteld."])
def test_zonder_leesbare_reden_verandert_de_bijlage_van_een_gesloten_ronde_niet(
    als_monitor, gesloten, pagina, reden
):
    voor = lijst(gesloten), monitoringslijst_xlsx(gesloten)

    response = corrigeer_op_scherm(als_monitor, pagina, ibn=ANDERS, reden=reden)

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


# --- own words that are older than the rows


@pytest.fixture
def bewerkt(als_monitor, open_ronde, pagina):
    """One sentence rewritten, of two."""
    ander = maak_project(open_ronde.provincie, naam="ander", fase=Fase.PROJECT)
    oud, regel = open_ronde.regels.get(), maak_regel(open_ronde, ander, ibn="2030")
    maak_regel(Monitoringronde.objects.voor(open_ronde).get(), ander, ibn="2029", fase=Fase.PROJECT)
    Wijzigingentekst.objects.all()[0].delete()
    eerste, tweede = als_monitor.get(pagina).context["form"]["ibn"].value().splitlines()
    mijne = f"{oud.project}. Later door de grond."
    zinnen = [mijne if str(oud.project) in zin else zin for zin in (eerste, tweede)]
    als_monitor.post(pagina, getypt(als_monitor, pagina, ibn="\n".join(zinnen)))
    return SimpleNamespace(mijne=mijne, regel=regel, eerste=oud, zinnen=zinnen)


def verzet(regel, ibn):
    regel = Monitoringregel.objects.get(pk=regel.pk)
    regel.ibn = ibn
    regel.save()


def test_zolang_de_regels_gelijk_zijn_is_eigen_tekst_niet_verouderd(
    als_monitor, open_ronde, bewerkt, pagina
):
    assert "nadat deze tekst is geschreven" not in als_monitor.get(pagina).text
    assert "van vóór de laatste wijziging" not in lijst(open_ronde)


def test_een_gewijzigde_regel_maakt_eigen_tekst_verouderd_op_scherm_pdf_en_excel(
    als_monitor, open_ronde, bewerkt, pagina
):
    verzet(bewerkt.regel, "Q4 2033")

    tekst, pdf = als_monitor.get(pagina).text, lijst(open_ronde)
    (sectie,) = als_monitor.get(pagina).context["verouderd"]
    werkmap = load_workbook(io.BytesIO(monitoringslijst_xlsx(open_ronde)))
    excel = {zin: kop for kop, zin in list(werkmap["Wijzigingen"].values)[1:]}

    (nieuw,), (weg,) = sectie.verouderd
    assert "2029 → Q4 2033 (+48 maanden" in nieuw
    assert "2029 → 2030 (+12 maanden" in weg
    assert "nadat deze tekst is geschreven" in tekst
    assert [nieuw in tekst, weg in tekst] == [True, True]
    assert "van vóór de laatste wijziging" in pdf
    assert "Q4 2033 (+48 maanden" in pdf.partition("van vóór de laatste")[2]
    assert excel[nieuw] == "IBN verschoven, volgt nu uit de regels, niet in de eigen tekst"


def test_wie_een_ronde_sluit_hoort_dat_de_eigen_tekst_ouder_is(als_monitor, open_ronde, bewerkt):
    adres = reverse("monitoring:monitoringronde_sluiten", args=["zuid-holland", open_ronde.pk])
    assert "De eigen tekst van de bijlage is ouder" not in als_monitor.get(adres).text

    verzet(bewerkt.regel, "Q4 2033")

    pagina = als_monitor.get(adres)
    assert "De eigen tekst van de bijlage is ouder dan de regels: IBN verschoven." in pagina.text


def test_nieuwe_zinnen_overnemen_houdt_wat_zelf_is_geschreven(
    als_monitor, open_ronde, bewerkt, pagina
):
    verzet(bewerkt.regel, "Q4 2033")

    response = als_monitor.post(pagina, getypt(als_monitor, pagina, overnemen="1"), follow=True)

    regels = response.context["form"]["ibn"].value().splitlines()
    assert len(regels) == 2
    assert bewerkt.mijne in regels
    assert "en staat er ook nog wat u zelf schreef" not in response.text
    assert any("2029 → Q4 2033" in regel for regel in regels)
    assert not any("2029 → 2030" in regel for regel in regels)
    assert response.context["verouderd"] == []


def test_de_eigen_zin_over_een_gewijzigde_regel_blijft_naast_de_nieuwe(
    als_monitor, open_ronde, bewerkt, pagina
):
    verzet(bewerkt.eerste, "2035")

    data = getypt(als_monitor, pagina, overnemen="1")
    antwoord = als_monitor.post(pagina, data, follow=True)

    gezegd = f"Over {bewerkt.eerste.project} is er een nieuwe zin, en staat er ook nog"
    assert gezegd in antwoord.text
    regels = Wijzigingentekst.objects.get().ibn.splitlines()
    plaats = regels.index(bewerkt.mijne)
    assert "2027 → 2035" in regels[plaats + 1]
    assert len(regels) == 3


def test_wie_een_andere_sectie_opslaat_heeft_de_nieuwe_zinnen_niet_gezien(
    als_monitor, open_ronde, bewerkt, pagina
):
    verzet(bewerkt.regel, "Q4 2033")

    als_monitor.post(pagina, getypt(als_monitor, pagina, fase="Niets."))

    assert [s.sleutel for s in als_monitor.get(pagina).context["verouderd"]] == ["ibn"]
    als_monitor.post(pagina, getypt(als_monitor, pagina, ibn="Alles schuift."))
    assert als_monitor.get(pagina).context["verouderd"] == []


def test_een_dag_later_is_geen_andere_zin(als_monitor, open_ronde, pagina):
    regel = open_ronde.regels.get()
    regel.stand_van = "2026-01-01"
    regel.save()
    als_monitor.post(pagina, getypt(als_monitor, pagina, niet_bevestigd="Nog een."))
    inhoud = inhoud_van(open_ronde)
    (paar,) = inhoud["wijzigingen"]["niet_bevestigd"]
    later = [paar[0], re.sub(r"\d+ dagen oud", "9999 dagen oud", paar[1])]
    assert later != paar

    nieuw = inhoud | {"wijzigingen": inhoud["wijzigingen"] | {"niet_bevestigd": [later]}}

    assert verouderd(nieuw, "niet_bevestigd") is None


def test_na_een_correctie_van_een_regel_zegt_de_gesloten_bijlage_dat_zij_ouder_is(
    monitor, open_ronde, bewerkt
):
    ronde = sluit(open_ronde)
    assert "van vóór de laatste wijziging" not in lijst(ronde)
    regel = Monitoringregel.objects.get(pk=bewerkt.regel.pk)

    def schrijf():
        regel.ibn = "Q4 2033"
        regel.save()

    corrigeer(regel, monitor, "Verkeerd overgenomen.", schrijf)

    assert "van vóór de laatste wijziging" in lijst(ronde)


def test_de_koppen_tellen_wat_in_cijfers_telt_ook_boven_eigen_tekst(open_ronde, bewerkt):
    onleesbaar = maak_project(open_ronde.provincie, fase=Fase.PROJECT)
    vorige = Monitoringronde.objects.voor(open_ronde).get()
    maak_regel(vorige, onleesbaar, ibn="2029", fase=Fase.PROJECT)
    maak_regel(open_ronde, onleesbaar, ibn="n.t.b.")

    inhoud = inhoud_van(open_ronde)

    assert "2 IBN verschoven" in in_een_zin(inhoud["tellingen"])
    assert secties(inhoud)[0].titel == "IBN verschoven (2, en 1 niet te berekenen)"
