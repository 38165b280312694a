"""A file that sets a phase back or leaves the source says so beforehand, and asks one sentence."""

import pytest

from actielijst.enums import Fase, Route
from actielijst.inlezen.ongewoon import TERUG, WIJKT_AF, ZIN_WAAROM
from tests.werkmappen import werkmap

KOPPEN = ["Nr.", "Project", "Gemeenten", "Fase", "Route"]
VOORSTEL = "Zo overgenomen uit lijst.xlsx."


@pytest.fixture
def in_project(noord):
    noord.fase, noord.route = Fase.PROJECT, Route.ACTIES
    noord.save()
    return noord


def lijst(fase, route):
    return werkmap([KOPPEN, ["1", "Station Noord", "Leiden", fase, route]])


def pagina(client, inlezing):
    return client.get(inlezing.get_absolute_url())


@pytest.mark.parametrize(
    ("fase", "route", "verwacht"),
    [
        ("Verkenning", "Acties", {"fase": TERUG}),
        ("Realisatie", "Acties", {}),
        ("Project", "Terug naar pMIEK +1", {"route": WIJKT_AF}),
        ("Verkenning", "Alleen monitoring", {"fase": TERUG, "route": WIJKT_AF}),
        ("Project", "Alleen monitoring", {}),
    ],
)
def test_de_controle_zegt_wat_ongewoon_is(
    als_redacteur, stuur_in, in_project, fase, route, verwacht
):
    antwoord = pagina(als_redacteur, stuur_in(lijst(fase, route)))

    (regel,) = antwoord.context["plan"].gewijzigd
    assert regel.ongewoon == verwacht
    for wat in (TERUG, WIJKT_AF):
        assert antwoord.text.count(f">{wat}</span>") == list(verwacht.values()).count(wat)
    assert (VOORSTEL in antwoord.text) is bool(verwacht)


def test_een_route_die_door_de_fase_gaat_afwijken_staat_bij_de_fase(
    als_redacteur, stuur_in, in_project
):
    in_project.route = Route.MONITORING
    in_project.save()

    antwoord = pagina(als_redacteur, stuur_in(lijst("Verkenning", "Alleen monitoring")))

    (regel,) = antwoord.context["plan"].gewijzigd
    assert regel.ongewoon == {"fase": f"{TERUG}, {WIJKT_AF}"}


def test_zonder_zin_wordt_er_niets_verwerkt(stuur_in, bevestig, in_project):
    inlezing = stuur_in(lijst("Verkenning", "Acties"))

    antwoord = bevestig(inlezing, **{"ongewoon-waarom": "  "})

    assert antwoord.context["fouten"] == [("ongewoon-waarom", ZIN_WAAROM)]
    in_project.refresh_from_db()
    assert in_project.fase == Fase.PROJECT


def test_de_zin_is_de_reden_bij_elke_regel(stuur_in, bevestig, in_project):
    zin = "De locatie viel af."
    inlezing = stuur_in(lijst("Verkenning", "Alleen monitoring"))

    bevestig(inlezing, **{"ongewoon-waarom": zin})

    in_project.refresh_from_db()
    assert in_project.fasewisselingen.first().reden == in_project.route_toelichting == zin


def test_het_voorstel_noemt_bij_elke_regel_blad_en_rij(stuur_in, bevestig, in_project):
    bevestig(stuur_in(lijst("Verkenning", "Acties")), **{"ongewoon-waarom": VOORSTEL})

    reden = in_project.fasewisselingen.first().reden
    assert reden == "Zo overgenomen uit lijst.xlsx, blad Projecten, rij 2."


def test_een_zin_blijft_staan_als_er_nog_eens_wordt_gecontroleerd(
    als_redacteur, stuur_in, in_project
):
    inlezing = stuur_in(lijst("Verkenning", "Acties"))

    als_redacteur.post(inlezing.get_absolute_url(), {"ongewoon-waarom": "De locatie viel af."})

    assert pagina(als_redacteur, inlezing).context["ongewoon_waarom"] == "De locatie viel af."


def test_een_nieuwe_regel_vraagt_pas_als_zij_erbij_komt(stuur_in, bevestig, ronde, leiden):
    inhoud = lijst("Verkenning", "Alleen monitoring")
    assert "Verwerkt" in bevestig(stuur_in(inhoud)).text

    antwoord = bevestig(stuur_in(inhoud), nieuw=["1"])

    assert antwoord.context["fouten"] == [("ongewoon-waarom", ZIN_WAAROM)]
