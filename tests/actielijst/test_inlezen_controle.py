"""What the page says before anything is stored: all of it, so that nobody is surprised after."""

import datetime

import pytest

from actielijst.exports import actielijst_xlsx
from actielijst.exports.projecten import projectenlijst
from actielijst.models import Project
from tests.actielijst.inlezen import bewerkt, gewijzigd, plan_van_pagina, stuur, zet
from tests.bouwers import maak_koppeling, maak_project, maak_ronde
from tests.werkmappen import werkmap

pytestmark = pytest.mark.usefixtures("in_dit_proces")
PEILDATUM = datetime.date(2026, 11, 16)
KOPPEN = ["Nr.", "Project", "Gemeenten", "IP-nummers", "Doel"]


def van_nieuwe_rijen(*rijen):
    return werkmap([KOPPEN, *([*rij, *[None] * (5 - len(rij))] for rij in rijen)])


def test_van_een_nieuwe_regel_staat_alles_op_de_pagina(stuur_in, als_redacteur, ronde, leiden):
    inlezing = stuur_in(van_nieuwe_rijen(["7", "Kabel Oost", "gem. Leiden", None, "Meer ruimte"]))
    pagina = als_redacteur.get(inlezing.get_absolute_url()).content.decode()

    assert "4 waarden" in pagina
    assert '<dd class="eb-breekbaar">Meer ruimte</dd>' in pagina
    assert "&#x27;gem. Leiden&#x27; gelezen als Leiden" in pagina


def test_een_dubbel_nummer_en_een_regel_zonder_naam_staan_er_voor_de_bevestiging(
    stuur_in, controle, ronde
):
    plan = controle(stuur_in(van_nieuwe_rijen(["7", "Kabel"], ["7", "Station"], ["8"], ["9", "x"])))

    assert [(vraag.cel, vraag.melding) for vraag in plan.open_vragen] == [
        ("A3", "Nummer 7 staat al op rij 2. Een nummer is van een project."),
        ("A4", "Regel 8 heeft geen naam; zonder naam komt er geen project bij."),
    ]
    assert [regel.naam for regel in plan.nieuw] == ["7 Kabel", "9 x"]


def test_een_nummer_dat_een_ander_al_heeft_staat_er_voor_de_bevestiging(
    als_redacteur, controle, zuid_holland, noord
):
    maak_project(zuid_holland, ronde=noord.ronde, nummer="2", naam="Station Zuid")
    eigen = actielijst_xlsx(zuid_holland, PEILDATUM)
    inhoud = bewerkt(eigen, "Projecten", zet(2, **{"Nr.": "2"}))

    plan = controle(stuur(als_redacteur, zuid_holland, inhoud))
    assert [vraag.melding for vraag in plan.open_vragen] == ["Nummer 2 is al van 2 Station Zuid."]
    assert gewijzigd(plan) == []


# --- numbers of the IP


@pytest.fixture
def met_ip(noord):
    maak_koppeling(noord, nummer="IP-1", editie="IP2024")
    maak_koppeling(noord, nummer="IP-2")
    noord.nummer = ""
    noord.save()
    return noord


def test_een_ip_nummer_van_het_project_wijst_het_aan(stuur_in, controle, met_ip):
    plan = controle(stuur_in(van_nieuwe_rijen([None, None, None, "IP-2", "Nieuw doel"])))
    assert gewijzigd(plan) == []

    plan = controle(stuur_in(van_nieuwe_rijen([None, "Noord", None, "IP-2", "Nieuw doel"])))
    assert gewijzigd(plan) == [("B2", "Station Noord", "Noord"), ("E2", "", "Nieuw doel")]


@pytest.mark.parametrize("tekst", ["8100", "8100.0", "8100.0; IP-1"])
def test_een_ip_nummer_dat_een_getal_werd_wijst_hetzelfde_project_aan(
    stuur_in, controle, met_ip, tekst
):
    maak_koppeling(met_ip, nummer="8100")

    plan = controle(stuur_in(van_nieuwe_rijen([None, "Noord", None, tekst])))

    assert gewijzigd(plan) == [("B2", "Station Noord", "Noord")]


def test_een_regel_met_ook_een_ander_ip_nummer_is_een_vraag(
    stuur_in, controle, als_redacteur, met_ip
):
    inlezing = stuur_in(van_nieuwe_rijen([None, "Iets anders", None, "IP-1; IP-9"]))
    [vraag] = controle(inlezing).open_vragen
    assert "noemt IP-nummers van het project en ook andere" in vraag.melding

    naam = f"antwoord-{vraag.sleutel}"
    als_redacteur.post(inlezing.get_absolute_url(), {naam: str(met_ip.pk)})
    [regel] = controle(inlezing).gewijzigd
    ip = next(v for v in regel.veranderingen if v.veld == "ip_nummers")
    assert (ip.nieuw, ip.omzetting) == (
        "IP-1 (IP2024); IP-2; IP-9",
        "'IP-2' staat niet in het bestand en blijft",
    )


def test_ip_nummers_van_twee_projecten_zijn_een_vraag(stuur_in, controle, met_ip, zuid_holland):
    zuid = maak_project(zuid_holland, ronde=met_ip.ronde, naam="Station Zuid")
    maak_koppeling(zuid, nummer="IP-3")

    [vraag] = controle(stuur_in(van_nieuwe_rijen([None, "X", None, "IP-1; IP-3"]))).open_vragen
    assert {pk for pk, _ in vraag.keuzes} == {str(met_ip.pk), str(zuid.pk), "nieuw"}


# --- empty cells

LEEG = werkmap([["Nr.", "Project", "Gemeenten", "IBN"], ["1", None, None, None]])
DAT = {"leegmaken": "ja"}


def test_een_lege_cel_wist_alleen_als_daarvoor_is_gekozen(
    stuur_in, controle, als_redacteur, bevestig, noord
):
    inlezing = stuur_in(LEEG)
    assert gewijzigd(controle(inlezing)) == []

    bevestig(inlezing, **DAT)  # what would go has not been seen yet
    noord.refresh_from_db()
    assert str(noord.ibn) == "2029"
    assert gewijzigd(controle(inlezing)) == [("C2", "Leiden", ""), ("D2", "2029", "")]
    assert "<ins>leeg</ins>" in als_redacteur.get(inlezing.get_absolute_url()).content.decode()

    bevestig(inlezing, **DAT)
    nu = Project.objects.get(pk=noord.pk)
    assert (nu.naam, str(nu.ibn), list(nu.gemeenten.all())) == ("Station Noord", "", [])


def test_wie_zich_bedenkt_wist_niets(stuur_in, controle, als_redacteur, noord):
    inlezing = stuur_in(LEEG)
    als_redacteur.post(inlezing.get_absolute_url(), DAT)
    als_redacteur.post(inlezing.get_absolute_url(), {})

    assert gewijzigd(controle(inlezing)) == []


def test_wat_intussen_is_ingevuld_wordt_niet_leeg_en_wat_is_gewijzigd_botst(
    stuur_in, als_redacteur, controle, zuid_holland, noord
):
    noord.vervolg = "wachten"
    noord.save()
    inhoud = bewerkt(actielijst_xlsx(zuid_holland, PEILDATUM), "Projecten", zet(2, Vervolg=None))
    noord.refresh_from_db()
    noord.doel, noord.vervolg = "Intussen", "bouwen"
    noord.save()
    inlezing = stuur_in(inhoud)
    als_redacteur.post(inlezing.get_absolute_url(), DAT)

    plan = controle(inlezing)
    assert gewijzigd(plan) == []
    [botsing] = plan.botsingen
    assert (botsing.was, botsing.site, botsing.bestand) == ("wachten", "bouwen", "")


# --- the file as a whole


def test_een_bestand_van_een_andere_provincie_krijgt_een_zin(
    als_redacteur, stuur_in, utrecht, noord
):
    maak_project(utrecht, ronde=maak_ronde(utrecht))
    response = stuur_in(actielijst_xlsx(utrecht, PEILDATUM))

    assert response.context["form"].errors["bestand"] == [
        "Dit bestand is van de provincie Utrecht: er staat geen ID van Zuid-Holland in. Kies een "
        "bestand van Zuid-Holland, of lees dit in bij Utrecht."
    ]
    pagina = response.content.decode()
    assert "Dit bestand kunnen wij niet inlezen" in pagina
    assert "veld moet anders" not in pagina


def test_een_gefilterde_projectenlijst_komt_terug_zonder_wijzigingen(
    als_redacteur, zuid_holland, noord
):
    maak_project(zuid_holland, ronde=noord.ronde, nummer="2", naam="Station Zuid")
    gefilterd = Project.objects.filter(pk=noord.pk).voor_lijst()
    inhoud = projectenlijst(zuid_holland, gefilterd, PEILDATUM)
    inlezing = stuur(als_redacteur, zuid_holland, inhoud)

    plan = plan_van_pagina(als_redacteur, inlezing)
    assert (gewijzigd(plan), plan.vragen, len(plan.gelijk)) == ([], [], 1)
    assert [project.naam for project in plan.niet_in_bestand] == ["Station Zuid"]


# --- nothing silent


def test_de_telling_is_het_bestand_en_de_tweede_keer_wijzigt_er_niets(
    stuur_in, controle, bevestig, noord, zuid_holland
):
    rijen = [
        ["1", "Station Noord II", "Leiden"],
        ["2", "Kabel Oost", "Leiden"],
        ["3", "Kabel West", "Nergenshuizen"],
        [None, "station noord", None],
        ["4", None, "Leiden"],
        ["2", "Kabel Dubbel", None],
    ]
    inhoud = van_nieuwe_rijen(*rijen)
    plan = controle(stuur_in(inhoud))
    [blad] = plan.bladen
    telling = (len(blad.nieuw), len(blad.gewijzigd), len(blad.gelijk), len(blad.rest))
    assert telling == (2, 1, 0, 3)
    assert sum(telling) == blad.aantal_regels == len(rijen)

    bevestig(stuur_in(inhoud), nieuw=["alle"])
    plan = controle(stuur_in(inhoud))
    assert (plan.nieuw, gewijzigd(plan)) == ([], [])


def test_bladen_die_niet_worden_gelezen_staan_er_met_naam(stuur_in, als_redacteur, noord):
    inlezing = stuur_in(werkmap([KOPPEN, ["1", "Station Noord"]]))

    assert inlezing.andere_bladen == ["Toelichting"]
    pagina = als_redacteur.get(inlezing.get_absolute_url()).text
    assert "Dit blad lezen wij niet: Toelichting." in pagina


@pytest.mark.parametrize(
    ("verborgen", "zin"),
    [
        ((), None),
        # the heading is not a row of the list
        ((1,), None),
        ((1, 3), "Rij 3 is in het bestand verborgen; die lezen wij mee."),
        ((2, 3), "2 rijen zijn in het bestand verborgen, de eerste is rij 2; die lezen wij mee."),
    ],
)
def test_verborgen_rijen_worden_gelezen_en_genoemd(
    stuur_in, als_redacteur, controle, noord, verborgen, zin
):
    def verberg(blad):
        for nummer in verborgen:
            blad.row_dimensions[nummer].hidden = True

    rijen = [KOPPEN, ["1", "Station Noord"], ["2", "Station Zuid"]]
    inlezing = stuur_in(werkmap(rijen, bewerk=verberg))

    assert [regel.naam for regel in controle(inlezing).nieuw] == ["2 Station Zuid"]
    pagina = als_redacteur.get(inlezing.get_absolute_url()).text
    assert ("verborgen" in pagina) is bool(zin)
    assert not zin or zin in pagina


@pytest.mark.parametrize(
    ("rij", "niets"),
    [
        (["1", "Station Noord"], True),
        (["1", "Station Noord", "gemeente Leiden"], True),
        (["1", "Station Noord", None, None, "Nieuw doel"], False),
        (["2", "Station Zuid"], False),
        (["1", "Station Noord", "Nergenshuizen"], False),
    ],
)
def test_een_bestand_dat_niets_verandert_zegt_dat(stuur_in, als_redacteur, noord, rij, niets):
    pagina = als_redacteur.get(stuur_in(van_nieuwe_rijen(rij)).get_absolute_url()).text

    assert ("Er verandert niets: wat in dit bestand staat, staat hier al zo." in pagina) is niets
    assert (">Wijzigingen verwerken</button>" in pagina) is not niets


def test_van_een_eigen_bestand_is_dat_geen_nieuws(als_redacteur, zuid_holland, noord):
    inlezing = stuur(als_redacteur, zuid_holland, actielijst_xlsx(zuid_holland, PEILDATUM))

    assert inlezing.andere_bladen == []


def test_meer_nummers_die_blijven_staan_er_in_het_meervoud(stuur_in, controle, noord):
    maak_koppeling(noord, nummer="IP-1")
    maak_koppeling(noord, nummer="IP-2")

    [regel] = controle(stuur_in(van_nieuwe_rijen(["1", "Station Noord", None, "IP-9"]))).gewijzigd
    assert [verandering.omzetting for verandering in regel.veranderingen] == [
        "'IP-1' en 'IP-2' staan niet in het bestand en blijven"
    ]
