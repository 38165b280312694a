"""A closed round: its figures and the rows behind them stay as they were, also on paper."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags

from actielijst.enums import Fase
from actielijst.models import Keuze
from monitoring.corrigeren import corrigeer
from monitoring.dashboard import DELEN
from monitoring.documenten import monitoringslijst_pdf
from monitoring.exports import monitoringslijst_xlsx
from monitoring.models import (
    Doorlooptijd,
    Monitoringregel,
    VraagAanEnergyboard,
)
from monitoring.rondes import sluit
from tests.bouwers import (
    maak_afspraak,
    maak_koppeling,
    maak_monitoringronde,
    maak_partij,
    maak_project,
    maak_regel,
)

VANDAAG = datetime.date.today()
PAGINAS = {"dashboard": [], "ibn_verloop": [], "plausibiliteit": []}
ALLES = [*PAGINAS.items(), *(("cijfer_rijen", [sleutel]) for sleutel in DELEN)]


# what a page takes from elsewhere, and would also be the same before and after if it took nothing
VAN_TOEN = {
    ("cijfer_rijen", "ibn"): "voorjaar",
    ("cijfer_rijen", "ibn_later"): "IP2024",
    ("cijfer_rijen", "projecten"): "grond, gemeente Leiden",
    ("cijfer_rijen", "te_laat"): "gelijk, gemeente Gouda",
    ("cijfer_rijen", "fase_vooruit"): "De schop ging de grond in.",
    ("cijfer_rijen", "gearchiveerd"): "weg",
    ("cijfer_rijen", "vragen"): "later",
    ("plausibiliteit",): "gepland op 2035",
}


@pytest.fixture
def vol(zuid_holland, gevuld, rondes):
    """The round with something of every kind, and what only a trail or a finding shows."""
    maak_koppeling(gevuld["later"], editie="IP2024", ibn="2031")
    maak_afspraak(gevuld["gelijk"], planning="2035", trekker=maak_partij(zuid_holland))
    maak_afspraak(gevuld["gelijk"], planning="2019", trekker=maak_partij(zuid_holland, "Gouda"))
    regel = Monitoringregel.objects.get(ronde=rondes[1], project=gevuld["later"])
    regel.trekkerrijen.create(partij=maak_partij(zuid_holland, "Leiden"))
    eerder = gevuld["eerder"]
    eerder.fase, eerder.fasereden = Fase.REALISATIE, "De schop ging de grond in."
    eerder.save()
    return rondes[1]


@pytest.fixture
def gesloten(vol):
    return sluit(vol)


def adres(ronde, naam="dashboard", args=(), **vraag):
    zoek = "&".join(f"{k}={v}" for k, v in {"ronde": ronde.pk, **vraag}.items())
    return f"{reverse(f'monitoring:{naam}', args=['zuid-holland', *args])}?{zoek}"


def lees(client, pagina):
    """What a reader reads: every figure, row and date, and where each of them leads to."""
    hoofd = client.get(pagina).text.partition("<main")[2].partition("</main>")[0]
    # the choices are those of today
    kop, _, rest = hoofd.partition('<form method="get"')
    tekst = kop + rest.partition("</form>")[2]
    return " ".join(strip_tags(tekst).split()), re.findall(r'href="([^"]*)"', tekst)


def schermen(client, ronde, **vraag):
    return {(naam, *args): lees(client, adres(ronde, naam, args, **vraag)) for naam, args in ALLES}


def rijen(client, ronde, **vraag):
    """Of every figure the rows behind it, without what the page says around them."""
    paginas = {sleutel: adres(ronde, "cijfer_rijen", [sleutel], **vraag) for sleutel in DELEN}
    return {
        sleutel: strip_tags(
            client.get(pagina).text.partition("data-rijen")[2].partition("</main>")[0]
        ).split()
        for sleutel, pagina in paginas.items()
    }


def verander_alles(provincie, projecten):
    """Whatever a figure or a row is made of becomes something else."""
    grond = provincie.aandachtspuntcategorieen.get()
    grond.naam = "grondzaken"
    grond.save()
    for partij in provincie.partijen.all():
        partij.naam = f"{partij.naam} nieuw"
        partij.save()
    for project in projecten.values():
        project.naam, project.ibn = f"anders {project.naam}", "2050"
        project.fase, project.fasereden = Fase.VERKENNING, "Toch weer."
        project.fase_toelichting = "Later bedacht."
        project.save()
        for rij in [*project.ip_koppelingen.all(), *project.gemeenterijen.all()]:
            rij.delete()
    for afspraak in list(projecten["later"].afspraken.all()):
        afspraak.delete()
    maak_afspraak(projecten["gelijk"], planning="2020")
    for vraag in VraagAanEnergyboard.objects.filter(beantwoord_op__isnull=True):
        vraag.status, vraag.antwoord, vraag.beantwoord_op = "beantwoord", "Ja", VANDAAG
        vraag.save()
    for weg in provincie.projecten.filter(gearchiveerd_op__isnull=False):
        weg.gearchiveerd_op, weg.archiefreden = None, ""
        weg.save()
    later = projecten["veel later"]
    later.gearchiveerd_op, later.archiefreden = VANDAAG, "Vervallen."
    later.save()
    Doorlooptijd.objects.create(provincie=provincie, fase=Fase.PROJECT, maanden=600)
    nieuw = maak_monitoringronde(provincie, "2027-06-01", naam="zomer")
    maak_regel(nieuw, maak_project(provincie), ibn="2040")


def test_wat_er_ook_verandert_elk_scherm_van_de_ronde_blijft_gelijk(
    als_lezer, zuid_holland, gevuld, gesloten
):
    voor = schermen(als_lezer, gesloten)
    assert [naam for naam, woord in VAN_TOEN.items() if woord not in voor[naam][0]] == []

    verander_alles(zuid_holland, gevuld)

    na = schermen(als_lezer, gesloten)
    assert [naam for naam in voor if na[naam] != voor[naam]] == []


def test_ook_de_pdf_en_de_excel_blijven_gelijk(als_lezer, zuid_holland, gevuld, gesloten):
    voor = monitoringslijst_pdf(gesloten), monitoringslijst_xlsx(gesloten)

    verander_alles(zuid_holland, gevuld)

    assert (monitoringslijst_pdf(gesloten), monitoringslijst_xlsx(gesloten)) == voor


def test_op_het_scherm_staan_de_cijfers_die_in_de_lijst_staan(
    als_lezer, zuid_holland, gevuld, gesloten
):
    verander_alles(zuid_holland, gevuld)

    context = als_lezer.get(adres(gesloten)).context

    getoond = {cijfer.sleutel: cijfer.aantal for cijfer in context["cijfers"]}
    assert getoond == gesloten.vastleggingen.laatste().inhoud["tellingen"]
    assert getoond["fase"] == 5


@pytest.mark.parametrize(
    "keuze", ["gemeente", "partij", "fase", "energiedrager", "categorie", "trekker"]
)
def test_een_filter_kiest_uit_wat_er_toen_was(als_lezer, zuid_holland, gevuld, vol, keuze):
    """The rows are those of just before the round was closed, whatever changed after it."""
    drager = Keuze.objects.create(provincie=zuid_holland, lijst="energiedrager", naam="warmte")
    gevuld["later"].energiedrager = drager
    gevuld["later"].save()
    waarde = {
        "gemeente": gevuld["later"].gemeenten.get().pk,
        "partij": gevuld["gelijk"].afspraken.get(planning="2035").trekker_id,
        "fase": "realisatie",
        "energiedrager": drager.pk,
        "categorie": zuid_holland.aandachtspuntcategorieen.get().pk,
        "trekker": "geen",
    }[keuze]
    voor = rijen(als_lezer, vol, **{keuze: waarde})
    assert voor != rijen(als_lezer, vol)

    ronde = sluit(vol)
    verander_alles(zuid_holland, gevuld)

    assert rijen(als_lezer, ronde, **{keuze: waarde}) == voor


def test_een_oudere_ronde_is_te_kiezen_en_wordt_vergeleken_met_die_ervoor(
    als_lezer, zuid_holland, gevuld, rondes, gesloten
):
    response = als_lezer.get(adres(rondes[0]))

    assert response.context["monitoringronde"] == rondes[0]
    assert response.context["vorige"] is None
    assert als_lezer.get(adres(gesloten)).context["vorige"] == rondes[0]


def test_een_latere_ronde_om_mee_te_vergelijken_wordt_niet_gebruikt_en_dat_wordt_gezegd(
    als_lezer, zuid_holland, gevuld, rondes, gesloten
):
    response = als_lezer.get(adres(gesloten, sinds=gesloten.pk))

    assert response.context["vorige"] == rondes[0]
    assert "ligt niet vóór najaar" in response.text


def test_met_een_andere_ronde_vergeleken_blijft_het_ook_gelijk(
    als_lezer, zuid_holland, gevuld, vol
):
    ouder = maak_monitoringronde(zuid_holland, "2025-11-01", naam="ouder", gesloten=True)
    maak_regel(ouder, gevuld["later"], ibn="2020", fase=Fase.VERKENNING)
    voor = rijen(als_lezer, vol, sinds=ouder.pk)
    assert voor["afgerond"] != rijen(als_lezer, vol)["afgerond"]

    ronde = sluit(vol)
    verander_alles(zuid_holland, gevuld)

    assert rijen(als_lezer, ronde, sinds=ouder.pk) == voor


def test_een_correctie_staat_op_het_scherm_en_de_rest_blijft(
    als_lezer, monitor, zuid_holland, gevuld, gesloten
):
    regel = Monitoringregel.objects.get(ronde=gesloten, project=gevuld["gelijk"])
    voor = rijen(als_lezer, gesloten)
    verander_alles(zuid_holland, gevuld)

    def schrijf():
        regel.ibn, regel.oorzaak_toelichting = "2033", "Verkeerd overgenomen."
        regel.save()

    corrigeer(regel, monitor, "Typefout.", schrijf)

    na = rijen(als_lezer, gesloten)
    context = als_lezer.get(adres(gesloten)).context
    getoond = {cijfer.sleutel: cijfer.aantal for cijfer in context["cijfers"]}
    assert getoond == gesloten.vastleggingen.laatste().inhoud["tellingen"]
    assert getoond["ibn"] == 4
    gelijk = {"afgerond", "vervallen", "te_laat", "fase", "nieuw", "gearchiveerd", "vragen"}
    assert [naam for naam in gelijk if na[naam] != voor[naam]] == []


def test_het_cijfer_van_vorige_keer_blijft_dat_van_bij_het_sluiten(
    als_lezer, monitor, zuid_holland, gevuld, gesloten
):
    derde = maak_monitoringronde(zuid_holland, "2027-05-01", naam="derde")
    maak_regel(derde, gevuld["gelijk"], ibn="2029")
    sluit(derde)
    regel = Monitoringregel.objects.get(ronde=gesloten, project=gevuld["gelijk"])

    def schrijf():
        regel.ibn = "2033"
        regel.save()

    corrigeer(regel, monitor, "Typefout.", schrijf)

    assert gesloten.vastleggingen.laatste().inhoud["tellingen"]["ibn"] == 4
    (ibn, *_) = als_lezer.get(adres(derde)).context["cijfers"]
    assert ibn.toen == "vorige keer 3 IBN verschoven, nu 3 minder"


def test_van_een_ronde_waarvan_niets_is_bewaard_wordt_dat_gezegd(als_lezer, gevuld, rondes):
    assert "hier staan de gegevens van nu" in als_lezer.get(adres(rondes[0])).text
    assert "gegevens van nu" not in als_lezer.get(adres(rondes[1])).text


def test_een_gesloten_ronde_kost_een_vast_aantal_querys(
    als_lezer, zuid_holland, gevuld, rondes, gesloten
):
    def querys():
        als_lezer.get(adres(gesloten))
        with CaptureQueriesContext(connection) as gevraagd:
            als_lezer.get(adres(gesloten))
        return len(gevraagd)

    voor = querys()
    for _ in range(4):
        maak_afspraak(maak_project(zuid_holland), planning="2020")

    assert querys() == voor
