import re
from urllib.parse import parse_qsl

import pytest
from django.urls import reverse

from monitoring.models import Monitoringregel
from monitoring.rondes import sluit
from pmiek.enums import Rolsoort
from pmiek.history import acting_as
from pmiek.wijziging import Wijziging
from tests.bouwers import (
    maak_categorie,
    maak_gebruiker,
    maak_monitoringronde,
    maak_partij,
    maak_project,
    maak_regel,
    maak_rol,
    maak_ronde,
    maak_vraag,
)
from tests.monitoring.formulier import regeldata


@pytest.fixture
def pagina(regel):
    return reverse("monitoring:monitoringregel_bewerken", args=["zuid-holland", regel.pk])


@pytest.fixture
def als_monitor(client, monitor):
    client.force_login(monitor)
    return client


def test_een_regel_bewaren_is_bevestigen(als_monitor, monitor, regel, pagina):
    als_monitor.post(pagina, regeldata(regel, ibn="Q3 2031", oordeel="onder_druk"))

    regel.refresh_from_db()
    assert (str(regel.ibn), regel.oordeel, regel.stand) == ("Q3 2031", "onder_druk", "ingevuld")
    assert regel.bevestigd_door == monitor


def test_alle_kolommen_van_bijlage_2_zijn_in_te_vullen(als_monitor, zuid_holland, regel, pagina):
    trekker, soort = maak_partij(zuid_holland), maak_categorie(zuid_holland, "grond")
    ingevuld = {
        "aandachtspunt": "Geen overeenstemming over locatie",
        "versnellingsactie": "Bemiddeling",
        "overige_trekkers": "bewonersgroep",
        "vraag": "Geleerde lessen trekken",
        "oorzaaksoort": "extern",
        "oorzaak_toelichting": "De eigenaar wacht af",
    }

    als_monitor.post(
        pagina,
        regeldata(regel, **ingevuld, trekkers=[trekker.pk], categorie=soort.pk, oorzaak=soort.pk),
    )

    regel.refresh_from_db()
    assert {veld: getattr(regel, veld) for veld in ingevuld} == ingevuld
    assert (list(regel.trekkers.all()), regel.categorie, regel.oorzaak) == ([trekker], soort, soort)


@pytest.mark.parametrize(
    ("andere", "blijft"), [("n.v.t.", ""), ("NVT", ""), ("bewonersgroep", "bewonersgroep")]
)
def test_wie_een_trekker_kiest_haalt_nvt_weg(
    als_monitor, zuid_holland, ronde, project, andere, blijft
):
    regel = maak_regel(ronde, project, ibn="2030", overige_trekkers=andere)
    pagina = reverse("monitoring:monitoringregel_bewerken", args=["zuid-holland", regel.pk])

    als_monitor.post(pagina, regeldata(regel, trekkers=[maak_partij(zuid_holland, "Stedin").pk]))

    regel.refresh_from_db()
    assert (regel.trekkers.count(), regel.overige_trekkers) == (1, blijft)


def test_zonder_trekker_blijft_nvt_staan(als_monitor, regel, pagina):
    als_monitor.post(pagina, regeldata(regel, overige_trekkers="n.v.t."))

    regel.refresh_from_db()
    assert regel.overige_trekkers == "n.v.t."


def test_niet_van_toepassing_is_iets_anders_dan_leeg(als_monitor, regel, pagina):
    als_monitor.post(pagina, regeldata(regel, aandachtspunt="n.v.t."))

    response = als_monitor.get(
        reverse("monitoring:monitoringronde_detail", args=["zuid-holland", regel.ronde_id])
    )

    assert '<span class="eb-nvt">n.v.t.</span>' in response.text
    assert response.text.count("nog niet ingevuld") == 3


def test_wie_niets_verandert_bevestigt_ongewijzigd(als_monitor, zuid_holland, ronde, project):
    oud = maak_regel(
        maak_monitoringronde(zuid_holland, "2026-05-12", gesloten=True), project, ibn="2030"
    )
    regel = maak_regel(ronde, project, ibn="2030")
    pagina = reverse("monitoring:monitoringregel_bewerken", args=["zuid-holland", regel.pk])

    als_monitor.post(pagina, regeldata(regel))
    regel.refresh_from_db()
    assert regel.stand == "ongewijzigd"

    als_monitor.post(pagina, regeldata(regel, ibn="2031"))
    regel.refresh_from_db()
    assert regel.stand == "ingevuld"
    assert str(oud.ibn) == "2030"


def test_een_onmogelijke_ibn_wordt_geweigerd_en_blijft_staan(als_monitor, regel, pagina):
    response = als_monitor.post(pagina, regeldata(regel, ibn="Q5 2027", aandachtspunt="Grond"))

    assert "ibn" in response.context["form"].errors
    assert "Q5 2027" in response.text
    assert "Grond" in response.text


def test_een_ibn_die_niet_te_lezen_is_blijft_tekst(als_monitor, regel, pagina):
    als_monitor.post(pagina, regeldata(regel, ibn="in stappen, zie brief"))

    regel.refresh_from_db()
    assert (str(regel.ibn), regel.ibn.is_gelezen) == ("in stappen, zie brief", False)


def test_een_trekker_of_soort_van_een_andere_provincie_wordt_geweigerd(
    als_monitor, utrecht, regel, pagina
):
    vreemd = {"trekkers": [maak_partij(utrecht).pk], "categorie": maak_categorie(utrecht).pk}
    for veld, waarde in vreemd.items():
        response = als_monitor.post(pagina, regeldata(regel, **{veld: waarde}))
        assert list(response.context["form"].errors) == [veld]


def test_twee_monitors_aan_verschillende_velden_van_een_regel(als_monitor, regel, pagina):
    eerste = regeldata(regel, aandachtspunt="Grond")
    tweede = regeldata(regel, versnellingsactie="Bemiddeling")

    als_monitor.post(pagina, eerste)
    als_monitor.post(pagina, tweede)

    regel.refresh_from_db()
    assert (regel.aandachtspunt, regel.versnellingsactie) == ("Grond", "Bemiddeling")


def test_twee_monitors_aan_hetzelfde_veld_de_tweede_wordt_gevraagd(als_monitor, regel, pagina):
    eerste, tweede = (regeldata(regel, ibn=jaar) for jaar in ("2031", "2032"))

    als_monitor.post(pagina, eerste)
    response = als_monitor.post(pagina, tweede)

    assert "Mijn versie bewaren" in response.text
    assert {"2031", "2032"} <= set(re.findall(r"20\d\d", response.text))
    regel.refresh_from_db()
    assert str(regel.ibn) == "2031"


def test_de_ronde_sluit_terwijl_iemand_typt(als_monitor, regel, pagina):
    """What was typed stays on the screen; it can still be saved, as a correction with a reason."""
    getypt = regeldata(regel, ibn="2033")
    sluit(regel.ronde)

    response = als_monitor.post(pagina, getypt)
    regel.refresh_from_db()
    assert "intussen gesloten" in response.text
    assert "2033" in response.text
    assert str(regel.ibn) == "2030"

    als_monitor.post(pagina, getypt | {"reden": "Te laat aangeleverd."})
    regel.refresh_from_db()
    assert str(regel.ibn) == "2033"


@pytest.mark.parametrize("reden", [" ", "Verkeerd\x07jaar."])
def test_een_correctie_zonder_leesbare_reden_wordt_geweigerd(als_monitor, regel, pagina, reden):
    getypt = regeldata(regel, ibn="2033")
    sluit(regel.ronde)

    response = als_monitor.post(pagina, getypt | {"reden": reden})

    assert list(response.context["form"].errors) == ["reden"]
    assert regel.correcties.count() == 0


def test_na_een_correctie_blijft_leesbaar_wat_er_stond(als_monitor, monitor, regel, pagina):
    getypt = regeldata(regel, ibn="2033")
    sluit(regel.ronde)

    als_monitor.post(pagina, getypt | {"reden": "Verkeerd jaar."})

    correctie = regel.correcties.get()
    assert (correctie.reden, correctie.door) == ("Verkeerd jaar.", monitor)
    assert ["haalbaarheid IBN", "2030"] in correctie.vorige
    tekst = als_monitor.get(pagina).text
    assert "Wat er eerder stond" in tekst
    assert "Verkeerd jaar." in tekst


def test_een_correctie_verandert_niet_wie_heeft_bevestigd(als_monitor, regel, pagina):
    getypt = regeldata(regel, ibn="2033")
    sluit(regel.ronde)

    als_monitor.post(pagina, getypt | {"reden": "Verkeerd jaar."})

    regel.refresh_from_db()
    assert not regel.is_bevestigd


@pytest.mark.parametrize("soort", [Rolsoort.REDACTEUR, Rolsoort.LEZER])
def test_wie_alleen_leest_ziet_de_ronde_maar_vult_niets_in(
    client, zuid_holland, regel, pagina, soort
):
    gebruiker = maak_gebruiker()
    maak_rol(gebruiker, zuid_holland, soort)
    client.force_login(gebruiker)
    lijst = reverse("monitoring:monitoringronde_detail", args=["zuid-holland", regel.ronde_id])

    assert client.get(f"{lijst}?open={regel.pk}").context["form"] is None
    assert client.post(pagina, regeldata(regel, ibn="2040")).status_code == 403


def test_de_monitor_wijzigt_geen_projecten(als_monitor, regel):
    fiche = reverse("actielijst:project_bewerken", args=["zuid-holland", regel.project_id])

    assert als_monitor.get(fiche).status_code == 403


def test_een_lege_regel_bewaren_wordt_geweigerd_bij_het_veld(als_monitor, regel, pagina):
    response = als_monitor.post(pagina, regeldata(regel, ibn=""))

    assert "valt niets te bevestigen" in response.context["form"].errors["ibn"][0]
    regel.refresh_from_db()
    assert (str(regel.ibn), regel.is_bevestigd) == ("2030", False)

    als_monitor.post(pagina, regeldata(regel, ibn="", oorzaak_toelichting="De eigenaar wacht af"))
    regel.refresh_from_db()
    assert (str(regel.ibn), regel.is_bevestigd) == ("", True)


def test_een_correctie_mag_een_regel_leegmaken(als_monitor, regel, pagina):
    sluit(regel.ronde)

    als_monitor.post(pagina, regeldata(regel, ibn="") | {"reden": "Bij het verkeerde project."})

    regel.refresh_from_db()
    assert str(regel.ibn) == ""


# --- on to the next


@pytest.fixture
def lijst(zuid_holland, ronde):
    """Four rows; what was asked of a party is in the first, the third and the last."""
    partij = maak_partij(zuid_holland, "Delft")
    return [
        maak_regel(
            ronde,
            maak_project(zuid_holland, nummer=nummer),
            ibn="2030",
            trekkers=[partij] if nummer != "2" else [],
            vraag="Help" if nummer != "10" else "",
        )
        for nummer in ("1", "2", "3", "10")
    ]


def bewaar_en_volgende(client, lijst, plaats, stand="", partij=""):
    """Save this row from this part of the list; the address of the page that follows."""
    partij = str(lijst[0].trekkers.get().pk) if partij else ""
    ronde = client.get(
        f"{lijst[0].ronde.get_absolute_url()}?stand={stand}&partij={partij}&open={lijst[plaats].pk}"
    )
    actie = re.search(r'action="(/[^"]*/regels/[^"]*)"', ronde.text)[1].replace("&amp;", "&")
    response = client.post(actie, regeldata(lijst[plaats]) | {"daarna": "volgende"})
    _, _, vraag = response.url.partition("?")
    return dict(parse_qsl(vraag.split("#")[0])), response.url


@pytest.mark.parametrize(
    ("stand", "partij", "van", "naar"),
    [
        ("", False, 1, 2),
        ("", False, 3, 0),
        ("niets", False, 0, 1),
        ("niets", True, 0, 2),
        ("", True, 3, 0),
        ("vraag", False, 1, 2),
        ("vraag", True, 0, 2),
        ("vraag", True, 2, None),
    ],
)
def test_bewaren_en_volgende_blijft_in_het_deel_van_de_lijst(
    als_monitor, lijst, stand, partij, van, naar
):
    deel, adres = bewaar_en_volgende(als_monitor, lijst, van, stand, partij)

    verwacht = {"stand": stand, "partij": str(lijst[0].trekkers.get().pk) if partij else ""}
    verwacht["open"] = "" if naar is None else str(lijst[naar].pk)
    assert deel == {naam: waarde for naam, waarde in verwacht.items() if waarde}
    assert adres.endswith(f"#regel-{lijst[van if naar is None else naar].pk}")
    einde = "Dit was de laatste regel van dit deel" in als_monitor.get(adres).text
    assert einde is (naar is None)


def test_van_de_hele_lijst_is_de_volgende_er_een_die_nog_niet_klaar_is(als_monitor, lijst):
    bewaar_en_volgende(als_monitor, lijst, 2)

    deel, _ = bewaar_en_volgende(als_monitor, lijst, 1)

    assert deel == {"open": str(lijst[3].pk)}


def test_ook_na_een_fout_blijft_het_deel_van_de_lijst_bewaard(als_monitor, lijst, pagina_van):
    deel = "?stand=niets&partij=geen"
    response = als_monitor.post(pagina_van(lijst[1]) + deel, regeldata(lijst[1], ibn="Q5 2027"))
    assert response.text.count("?stand=niets&amp;partij=geen") == 2

    response = als_monitor.post(pagina_van(lijst[1]) + deel, regeldata(lijst[1]))
    assert response.url.split("#")[0].endswith(f"/{deel}")


def test_wie_verder_tabt_staat_bij_de_regel_of_waar_zij_uit_de_lijst_verdween(
    als_monitor, lijst, pagina_van
):
    def bewaar(regel, deel):
        return als_monitor.post(pagina_van(regel) + deel, regeldata(regel)).url.split("#")[1]

    assert bewaar(lijst[0], "") == f"regel-{lijst[0].pk}"
    assert bewaar(lijst[1], "?stand=niets") == f"regel-{lijst[2].pk}"
    assert bewaar(lijst[2], "?stand=niets") == f"regel-{lijst[3].pk}"
    assert bewaar(lijst[3], "?stand=niets") == "deel"


@pytest.mark.parametrize(
    ("nu", "waarom", "ontbreekt"),
    [
        ("2031", {}, True),
        ("2031", {"oorzaaksoort": "extern"}, False),
        ("2031", {"oorzaak_toelichting": "De eigenaar wacht af"}, False),
        ("2030", {}, False),
        ("", {}, False),
    ],
)
def test_bij_een_andere_ibn_zonder_oorzaak_zegt_de_lijst_dat(
    als_monitor, zuid_holland, ronde, project, nu, waarom, ontbreekt
):
    vorige = maak_monitoringronde(zuid_holland, "2026-05-12", gesloten=True)
    maak_regel(vorige, project, ibn="2030")
    maak_regel(ronde, project, ibn=nu, **waarom)

    assert ("oorzaak ontbreekt" in als_monitor.get(ronde.get_absolute_url()).text) is ontbreekt


@pytest.fixture
def pagina_van():
    return lambda r: reverse("monitoring:monitoringregel_bewerken", args=["zuid-holland", r.pk])


def test_een_project_dat_naar_een_andere_pmiek_ronde_gaat_houdt_zijn_regel(zuid_holland, regel):
    project = regel.project
    project.ronde, project.nummer = maak_ronde(zuid_holland), "B.4"
    project.save()

    assert Monitoringregel.objects.get(pk=regel.pk).project.nummer == "B.4"


def test_de_historie_van_een_regel_staat_bij_het_project(als_monitor, regel, pagina):
    als_monitor.post(pagina, regeldata(regel, ibn="2031"))

    regels = Wijziging.objects.van(regel.project)
    wie, wat = str(Monitoringregel.objects.get(pk=regel.pk).bevestigd_door), str(regel.ronde)
    assert regels[0].zinnen == [
        f"Monitoringsregel '{wat}': bevestigd door {wie}",
        f"Monitoringsregel '{wat}': haalbaarheid IBN gewijzigd van 2030 naar 2031",
    ]


def test_de_historie_zegt_of_er_iets_veranderde_en_wie_terugkwam(als_monitor, monitor, regel):
    lijst = reverse("monitoring:monitoringronde_bevestigen", args=["zuid-holland", regel.ronde_id])
    als_monitor.post(lijst, {"regel": [f"{regel.pk}:{regel.versie}"]})
    regel.refresh_from_db()
    regel.bevestigd_op = regel.bevestigd_door = None
    regel.ongewijzigd = False
    with acting_as(monitor):
        regel.save()

    terug, bevestigd = Wijziging.objects.van(regel.project)[:2]
    kop = f"Monitoringsregel '{regel.ronde}': "
    assert bevestigd.zinnen == [f"{kop}ongewijzigd bevestigd door {monitor}"]
    assert terug.zinnen == [f"{kop}bevestiging ingetrokken"]


def test_bevestigen_is_ongedaan_te_maken(als_monitor, regel):
    lijst = reverse("monitoring:monitoringronde_bevestigen", args=["zuid-holland", regel.ronde_id])
    tekst = als_monitor.post(lijst, {"regel": [f"{regel.pk}:{regel.versie}"]}, follow=True).text
    ongedaan = re.search(r'/zuid-holland/[^"]*ongedaan[^"]*', tekst)[0]

    als_monitor.post(ongedaan)

    regel.refresh_from_db()
    assert not regel.is_bevestigd


def test_na_het_sluiten_wordt_niets_meer_ongedaan_gemaakt(als_monitor, regel, pagina):
    tekst = als_monitor.post(pagina, regeldata(regel, ibn="2031"), follow=True).text
    ongedaan = re.search(r'/zuid-holland/[^"]*ongedaan[^"]*', tekst)[0]
    sluit(regel.ronde)

    response = als_monitor.post(ongedaan)

    regel.refresh_from_db()
    assert str(regel.ibn) == "2031"
    assert "is gesloten" in response.text


KOLOMMEN = ["ibn", "oordeel", "categorie", "aandachtspunt", "versnellingsactie"]
KOLOMMEN += ["trekkers", "vraag"]


@pytest.fixture
def met_vorige(zuid_holland, regel):
    """A row whose columns all say something else than in the round before."""
    oud = maak_monitoringronde(zuid_holland, "2026-05-12", gesloten=True)
    maak_regel(
        oud,
        regel.project,
        ibn="2028",
        oordeel="haalbaar",
        categorie=maak_categorie(zuid_holland, "grond"),
        aandachtspunt="Het oude punt " + "ligt er nog " * 20,
        versnellingsactie="De oude actie",
        trekkers=[maak_partij(zuid_holland, "Delft")],
        overige_trekkers="de buurt",
        vraag="De oude vraag",
    )
    maak_vraag(
        oud,
        [regel.project],
        soort="steun",
        titel="help",
        beantwoord_op="2026-06-01",
        status="beantwoord",
        antwoord="Ja",
    )
    return regel


def test_onder_elke_kolom_staat_wat_er_in_de_vorige_ronde_stond(als_monitor, met_vorige, pagina):
    response = als_monitor.get(pagina)

    form = response.context["form"]
    punt = form["aandachtspunt"].vorige
    assert punt.startswith("Het oude punt")
    assert len(punt) > 200
    assert [form[naam].vorige for naam in KOLOMMEN if naam != "aandachtspunt"] == [
        "2028",
        "haalbaar",
        "grond",
        "De oude actie",
        "gemeente Delft / de buurt",
        "Steun: help\nDe oude vraag",
    ]
    for naam in KOLOMMEN:
        assert f'id="id_{naam}_vorige">Vorige ronde: ' in response.text
    assert punt in response.text
    assert 'aria-describedby="id_versnellingsactie_vorige"' in response.text


def test_in_de_lijst_staat_de_vorige_ronde_kort(als_monitor, met_vorige):
    lijst = met_vorige.ronde.get_absolute_url()

    tekst = als_monitor.get(f"{lijst}?open={met_vorige.pk}").text

    assert "Vorige ronde: gemeente Delft / de buurt" in tekst
    kort = re.search(r'id="id_aandachtspunt_vorige">Vorige ronde: (.*?)</p>', tekst)[1]
    assert (len(kort), kort[-1]) == (90, "…")


def test_zonder_vorige_ronde_staat_er_niets_onder_een_kolom(als_monitor, regel, pagina):
    assert "Vorige ronde:" not in als_monitor.get(pagina).text
