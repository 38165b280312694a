"""A correction is a version of the list of its own, and goes back by another one."""

import io
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from openpyxl import load_workbook

from actielijst.enums import Fase
from monitoring.corrigeren import corrigeer
from monitoring.documenten import DELEN, monitoringslijst_html
from monitoring.exports import monitoringslijst_xlsx
from monitoring.lijst import inhoud_van
from monitoring.models import Monitoringregel, Monitoringronde
from monitoring.rondes import sluit
from tests.bouwers import (
    maak_afspraak,
    maak_categorie,
    maak_monitoringronde,
    maak_partij,
    maak_project,
    maak_regel,
)
from tests.monitoring.formulier import regeldata


@pytest.fixture
def regels(zuid_holland):
    """Two projects in a round that is closed, one of them shifted."""
    oud = maak_monitoringronde(zuid_holland, "2026-05-12", gesloten=True)
    ronde = maak_monitoringronde(zuid_holland)
    projecten = [
        maak_project(zuid_holland, naam=naam, fase=Fase.PROJECT) for naam in ("een", "twee")
    ]
    for project in projecten:
        maak_regel(oud, project, ibn="2028", fase=Fase.PROJECT)
    een, twee = (maak_regel(ronde, project, ibn="2029") for project in projecten)
    sluit(ronde)
    return [Monitoringregel.objects.get(pk=regel.pk) for regel in (een, twee)]


@pytest.fixture
def als_monitor(client, monitor):
    client.force_login(monitor)
    return client


def zet(regel, monitor, **velden):
    def schrijf():
        for naam, waarde in velden.items():
            setattr(regel, naam, waarde)
        regel.save()

    corrigeer(regel, monitor, "Verkeerd overgenomen.", schrijf)


def inhoud(regel):
    return inhoud_van(Monitoringronde.objects.get(pk=regel.ronde_id))


def test_een_correctie_verandert_alleen_wat_van_deze_regel_is(monitor, zuid_holland, regels):
    een, twee = regels
    voor = inhoud(een)
    project = twee.project
    project.naam, project.fase = "Andere naam", Fase.REALISATIE
    project.save()
    maak_afspraak(project, planning="2020")

    zet(een, monitor, ibn="2031")

    na = inhoud(een)
    assert [regel["ibn"] for regel in na["regels"]] == ["2031", "2029"]
    assert na["regels"][1] == voor["regels"][1]
    assert na["verloop"][1] == voor["verloop"][1]
    assert na["wijzigingen"]["afspraken"] == voor["wijzigingen"]["afspraken"] == []
    assert na["wijzigingen"]["fase"] == voor["wijzigingen"]["fase"]
    assert [zin[:14] for _, zin in na["wijzigingen"]["ibn"]] == ["IBN 2028 → 203", "IBN 2028 → 202"]
    assert na["tellingen"] == voor["tellingen"]


def test_een_correctie_die_de_verschuiving_wegneemt_telt_niet_meer_mee(monitor, regels):
    een, twee = regels

    zet(een, monitor, ibn="2028")

    na = inhoud(een)
    assert na["tellingen"]["ibn"] == 1
    assert [project for project, _ in na["wijzigingen"]["ibn"]] == [str(twee.project)]


def test_een_correctie_is_terug_te_zetten_op_de_plek_waar_hij_staat(
    als_monitor, zuid_holland, monitor, regels
):
    regel = regels[0]
    trekker, grond = maak_partij(zuid_holland), maak_categorie(zuid_holland, "grond")
    pagina = reverse("monitoring:monitoringregel_bewerken", args=["zuid-holland", regel.pk])
    velden = {"ibn": "2031", "trekkers": [trekker.pk], "categorie": grond.pk, "reden": "Anders."}
    tekst = als_monitor.post(pagina, regeldata(regel) | velden, follow=True).text
    assert "Zet dit terug" in tekst
    correctie = regel.correcties.get()

    terug = reverse("monitoring:monitoringregel_terugzetten", args=["zuid-holland", regel.pk])
    als_monitor.post(terug, {"correctie": correctie.pk})

    regel.refresh_from_db()
    assert (str(regel.ibn), list(regel.trekkers.all()), regel.categorie) == ("2029", [], None)
    assert regel.correcties.count() == 2
    assert "Teruggezet: de correctie van" in regel.correcties.first().reden
    assert inhoud(regel)["regels"][0]["ibn"] == "2029"
    assert regel.ronde.vastleggingen.count() == 3


def test_wie_de_ronde_leest_leest_ook_wat_er_voor_de_correctie_stond(
    client, lezer, monitor, regels
):
    regel = regels[0]
    zet(regel, monitor, ibn="2031")
    client.force_login(lezer)
    versies = reverse("monitoring:monitoringregel_versies", args=["zuid-holland", regel.pk])

    assert f'href="{versies}"' in client.get(regel.ronde.get_absolute_url()).text
    tekst = client.get(versies).text

    nu, eerder = tekst.split("Wat er eerder stond")
    assert ("<dd>2031</dd>" in nu, "<dd>2029</dd>" in eerder) == (True, True)
    assert "Reden: Verkeerd overgenomen." in eerder
    assert "Zet dit terug" not in tekst


def test_twee_keer_terugzetten_is_een_correctie(als_monitor, monitor, regels):
    regel = regels[0]
    zet(regel, monitor, ibn="2031")
    terug = reverse("monitoring:monitoringregel_terugzetten", args=["zuid-holland", regel.pk])
    correctie = {"correctie": regel.correcties.get().pk}
    als_monitor.post(terug, correctie)

    tekst = als_monitor.post(terug, correctie, follow=True).text

    assert "Zo staat de regel er al. Er is niets gewijzigd." in tekst
    assert regel.correcties.count() == 2
    assert regel.ronde.vastleggingen.count() == 3


def test_een_correctie_die_niets_verandert_is_er_geen(als_monitor, regels):
    regel = regels[0]
    pagina = reverse("monitoring:monitoringregel_bewerken", args=["zuid-holland", regel.pk])

    tekst = als_monitor.post(pagina, regeldata(regel, reden="Zomaar."), follow=True).text

    assert "Er is geen correctie gemaakt." in tekst
    assert regel.correcties.count() == 0
    assert regel.ronde.vastleggingen.count() == 1


VELDEN = ["oordeel", "aandachtspunt", "versnellingsactie", "overige_trekkers", "vraag"]
VELDEN += ["categorie_id", "oorzaak_id", "oorzaaksoort", "oorzaak_toelichting"]


def kolommen(regel):
    regel = Monitoringregel.objects.get(pk=regel.pk)
    velden = {veld: getattr(regel, veld) for veld in VELDEN}
    return velden | {"ibn": str(regel.ibn), "trekkers": list(regel.trekkers.all())}


@pytest.fixture
def vol(zuid_holland):
    """A row of a closed round in which every column says something."""
    soorten = [maak_categorie(zuid_holland, naam) for naam in ("grond", "stikstof")]
    ronde = maak_monitoringronde(zuid_holland)
    regel = maak_regel(
        ronde,
        maak_project(zuid_holland),
        ibn="2029",
        oordeel="onder_druk",
        categorie=soorten[0],
        aandachtspunt="Kavel",
        versnellingsactie="Bemiddeling",
        overige_trekkers="bewonersgroep",
        vraag="Help mee",
        oorzaak=soorten[1],
        oorzaaksoort="extern",
        oorzaak_toelichting="De eigenaar wacht.",
        trekkers=[maak_partij(zuid_holland, "Delft")],
    )
    sluit(ronde)
    return Monitoringregel.objects.get(pk=regel.pk)


def test_terugzetten_zet_elke_kolom_terug(als_monitor, zuid_holland, vol):
    voor = kolommen(vol)
    pagina = reverse("monitoring:monitoringregel_bewerken", args=["zuid-holland", vol.pk])
    leeg = regeldata(vol) | dict.fromkeys([*VELDEN, "categorie", "oorzaak", "ibn"], "")
    als_monitor.post(pagina, leeg | {"trekkers": [], "reden": "Alles weg."})
    assert {bool(waarde) for waarde in kolommen(vol).values()} == {False}

    terug = reverse("monitoring:monitoringregel_terugzetten", args=["zuid-holland", vol.pk])
    als_monitor.post(terug, {"correctie": vol.correcties.get().pk})

    assert kolommen(vol) == voor


def test_wat_er_stond_is_in_elke_kolom_te_lezen(monitor, vol):
    zet(vol, monitor, aandachtspunt="Anders")

    assert [tekst for _, tekst in vol.correcties.get().vorige] == [
        "2029",
        "onder druk",
        "grond",
        "Kavel",
        "Bemiddeling",
        "Help mee",
        "stikstof",
        vol.get_oorzaaksoort_display(),
        "De eigenaar wacht.",
        "gemeente Delft, bewonersgroep",
    ]


def test_een_correctie_laat_staan_hoe_het_project_toen_heette(monitor, zuid_holland, regels):
    een, _ = regels
    voor = inhoud(een)
    project = een.project
    project.naam, project.nummer, project.fase = "Andere naam", "99", Fase.REALISATIE
    project.save()
    project.gemeenterijen.create(partij=maak_partij(zuid_holland, "Delft"))

    zet(een, monitor, ibn="2031")

    na = inhoud(een)
    van_toen = ["nummer", "naam", "fase", "gemeenten"]
    assert [na["regels"][0][v] for v in van_toen] == [voor["regels"][0][v] for v in van_toen]
    assert na["verloop"][0]["naam"] == voor["verloop"][0]["naam"]
    assert na["verloop"][0]["ankers"]["nu"]["tekst"] == "2031"


def test_na_twee_correcties_staan_de_zinnen_op_volgorde_van_verschuiving(monitor, regels):
    een, twee = regels
    zet(twee, monitor, ibn="2033")
    assert [p for p, _ in inhoud(een)["wijzigingen"]["ibn"]] == [
        str(twee.project),
        str(een.project),
    ]

    zet(een, monitor, ibn="2028")
    zet(twee, monitor, ibn="2034")

    assert [p for p, _ in inhoud(een)["wijzigingen"]["ibn"]] == [str(twee.project)]


@pytest.mark.parametrize("nummer", ["", "x", "999999"])
def test_een_correctie_die_er_niet_is_verandert_niets(als_monitor, regels, nummer):
    terug = reverse("monitoring:monitoringregel_terugzetten", args=["zuid-holland", regels[0].pk])

    response = als_monitor.post(terug, {"correctie": nummer}, follow=True)

    assert "niet bekend" in response.text
    assert regels[0].correcties.count() == 0


def test_een_correctie_van_een_andere_regel_wordt_niet_teruggezet(als_monitor, monitor, regels):
    een, twee = regels
    zet(een, monitor, ibn="2031")
    terug = reverse("monitoring:monitoringregel_terugzetten", args=["zuid-holland", twee.pk])

    als_monitor.post(terug, {"correctie": een.correcties.get().pk})

    assert [str(Monitoringregel.objects.get(pk=r.pk).ibn) for r in regels] == ["2031", "2029"]


# --- the mark


def merk(monitor):
    return f"Gecorrigeerd op {date_format(timezone.localdate(), 'j F Y')} door {monitor}: Verkeerd"


def paginas(ronde):
    """Where a row of the round stands, by the figure or the list that shows it."""
    naar = {
        "projecten": ("cijfer_rijen", ["projecten"]),
        "ibn": ("cijfer_rijen", ["ibn"]),
        "dashboard": ("dashboard", []),
        "verloop": ("ibn_verloop", []),
    }
    adressen = {
        waar: reverse(f"monitoring:{naam}", args=["zuid-holland", *args]) + f"?ronde={ronde.pk}"
        for waar, (naam, args) in naar.items()
    }
    return adressen | {"ronde": ronde.get_absolute_url()}


def test_een_gecorrigeerde_regel_draagt_overal_wanneer_door_wie_en_waarom(
    als_monitor, monitor, regels
):
    een, _ = regels
    zet(een, monitor, ibn="2031")

    teksten = {waar: als_monitor.get(pad).text for waar, pad in paginas(een.ronde).items()}

    # on the dashboard among the shifted and among those that nobody confirmed
    keren = dict.fromkeys(teksten, 1) | {"dashboard": 2}
    assert {waar: tekst.count(merk(monitor)) for waar, tekst in teksten.items()} == keren


def test_de_pdf_en_de_excel_dragen_hetzelfde_merk(monitor, regels):
    een, _ = regels
    zet(een, monitor, ibn="2031")
    ronde = Monitoringronde.objects.get(pk=een.ronde_id)

    blad = load_workbook(io.BytesIO(monitoringslijst_xlsx(ronde)))["Monitoringslijst"]
    kop, *rijen = blad.values

    zin = f"{merk(monitor)} overgenomen."
    assert [rij[kop.index("Correctie")] for rij in rijen] == [zin, None]
    assert monitoringslijst_html(ronde, inhoud_van(ronde), DELEN[:1]).count(merk(monitor)) == 1


def test_een_latere_correctie_elders_laat_het_merk_staan(monitor, regels):
    een, twee = regels
    zet(een, monitor, ibn="2031")
    zet(twee, monitor, ibn="2032")

    assert [merk(monitor) in rij["correctie"] for rij in inhoud(een)["regels"]] == [True, True]
    assert len(een.ronde.vastleggingen.laatste().stand["correcties"]) == 2


def test_de_ronde_en_het_dashboard_zeggen_hoeveel_er_is_gecorrigeerd(als_monitor, monitor, regels):
    een, _ = regels
    adressen = paginas(een.ronde)
    assert "gecorrigeerd" not in als_monitor.get(adressen["dashboard"]).text
    zet(een, monitor, ibn="2031")
    zet(een, monitor, ibn="2032")

    assert ">1 gecorrigeerde regel</a> na" in als_monitor.get(adressen["dashboard"]).text
    lijst = als_monitor.get(f"{adressen['ronde']}?stand=gecorrigeerd")
    assert "1 regel is daarna gecorrigeerd" in lijst.text
    assert [rij.regel for rij in lijst.context["rijen"]] == [een]
    assert ("gecorrigeerd", "Gecorrigeerd", 1) in lijst.context["delen"]


def test_van_meer_correcties_draagt_een_regel_de_laatste_en_hoe_vaak(als_monitor, monitor, regels):
    een, _ = regels
    zet(een, monitor, ibn="2031")
    zet(een, monitor, ibn="2032")

    (regel, _) = inhoud(een)["regels"]
    assert regel["correctie"].startswith("Gecorrigeerd (2 keer), laatst op ")
    assert als_monitor.get(een.ronde.get_absolute_url()).text.count(regel["correctie"]) == 1


def test_een_open_ronde_heeft_geen_deel_met_correcties(als_monitor, zuid_holland):
    ronde = maak_monitoringronde(zuid_holland, "2027-05-01")

    delen = als_monitor.get(ronde.get_absolute_url()).context["delen"]

    assert "gecorrigeerd" not in {deel for deel, *_ in delen}


def test_een_correctie_met_een_nieuwe_trekker_en_soort_staat_zo_op_het_dashboard(
    als_monitor, zuid_holland, vol
):
    """Neither was there when the round was closed, so nothing of them was kept then."""
    gouda, techniek = maak_partij(zuid_holland, "Gouda"), maak_categorie(zuid_holland, "techniek")
    pagina = reverse("monitoring:monitoringregel_bewerken", args=["zuid-holland", vol.pk])
    velden = {"trekkers": [gouda.pk], "categorie": techniek.pk, "ibn": "2044", "reden": "Anders."}
    als_monitor.post(pagina, regeldata(vol) | velden)

    context = als_monitor.get(paginas(vol.ronde)["projecten"]).context
    (regel,) = context["blok"]["rijen"]
    (verloop,) = context["verschil"].verlopen
    assert [str(partij) for partij in regel.trekkers] == ["gemeente Gouda"]
    assert (str(regel.categorie), str(verloop.beloften[-1].periode)) == ("techniek", "2044")


def test_de_lijst_zegt_bij_de_rij_zelf_dat_zij_oud_is_of_gecorrigeerd(monitor, zuid_holland):
    ronde = maak_monitoringronde(zuid_holland)
    velden = {
        "oud": {"stand_van": "2026-04-20"},
        "nooit": {},
        "vers": {"stand_van": "2026-11-20", "bevestigd_op": "2026-11-20T10:00+01:00"},
    }
    for naam, waarden in velden.items():
        maak_regel(ronde, maak_project(zuid_holland, naam=naam), ibn="2029", **waarden)
    sluit(ronde)
    zet(ronde.regels.get(project__naam="vers"), monitor, ibn="2031")

    html = monitoringslijst_html(ronde, inhoud_van(Monitoringronde.objects.get()), ["lijst"])

    cellen = dict(re.findall(r"<td>(oud|nooit|vers)(.*?)</td>", html))
    merken = {naam: re.sub("<.*?>|\u200b", "", rest) for naam, rest in cellen.items()}
    assert merken["oud"] == "Niet bevestigd in deze ronde: stand van 20 april 2026"
    assert merken["nooit"] == "Nog nooit bevestigd"
    assert re.fullmatch("Gecorrigeerd op .+ door .+: Verkeerd overgenomen.", merken["vers"])
