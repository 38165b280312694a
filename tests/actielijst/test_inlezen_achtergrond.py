"""A long list is read and stored by the worker: who sent it in or confirmed it hears how."""

import pytest
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from actielijst.enums import Inleesstatus
from actielijst.inlezen import achtergrond
from actielijst.inlezen import bestand as bestandmodule
from actielijst.inlezen.achtergrond import (
    INTUSSEN,
    LEZEN_MISLUKT,
    LEZEN_ONDERBROKEN,
    ONDERBROKEN,
    herstel_inlezingen,
)
from actielijst.inlezen.bestand import GEEN_LIJST
from actielijst.models import Inlezing, Project
from pmiek.wijziging import Wijziging
from tests.bouwers import maak_project
from tests.werkmappen import werkmap

pytestmark = pytest.mark.usefixtures("in_dit_proces")
RIJEN = [["Nr.", "Project"], *([str(nummer), f"Project {nummer * 7919}"] for nummer in range(2, 5))]


@pytest.fixture
def werker(levende_werker, monkeypatch):
    """A list of three rows is long."""
    monkeypatch.setattr(achtergrond, "DIRECT", 2)
    return levende_werker


@pytest.fixture
def bevestigd(werker, stuur_in, bevestig, noord):
    inlezing = stuur_in(werkmap(RIJEN))
    bevestig(inlezing, nieuw=["alle"])
    inlezing.refresh_from_db()
    return inlezing


def voer_uit(inlezing):
    achtergrond.verwerk_inlezing.func(inlezing.pk)
    inlezing.refresh_from_db()


def test_een_lange_lijst_wordt_op_de_achtergrond_verwerkt(
    bevestigd, als_redacteur, redacteur, noord
):
    assert (bevestigd.status, Project.objects.count()) == (Inleesstatus.BEZIG, 1)
    pagina = als_redacteur.get(bevestigd.get_absolute_url()).content.decode()
    assert "3 regels, in een keer" in pagina
    vraag = als_redacteur.get(bevestigd.get_absolute_url(), headers={"HX-Request": "true"})
    assert "HX-Refresh" not in vraag.headers

    voer_uit(bevestigd)
    assert (bevestigd.status, bevestigd.aantallen["nieuw"]) == (Inleesstatus.VERWERKT, 3)
    wijziging = Wijziging.objects.van(Project.objects.get(nummer="2")).first()
    assert (wijziging.door, wijziging.kanaal) == (redacteur, "excel")
    assert wijziging.handeling == bevestigd.handeling
    vraag = als_redacteur.get(bevestigd.get_absolute_url(), headers={"HX-Request": "true"})
    assert vraag.headers["HX-Refresh"] == "true"


def test_zonder_werker_wordt_er_gewoon_gewacht(werker, stuur_in, bevestig, noord):
    werker.delete()
    inlezing = stuur_in(werkmap(RIJEN))
    bevestig(inlezing, nieuw=["alle"])

    inlezing.refresh_from_db()
    assert (inlezing.status, Project.objects.count()) == (Inleesstatus.VERWERKT, 4)


def test_wat_de_regels_weigeren_komt_terug_bij_wie_het_instuurde(
    werker, stuur_in, bevestig, als_redacteur, noord
):
    inlezing = stuur_in(werkmap([*RIJEN, ["9", "x" * 300]]))
    bevestig(inlezing, nieuw=["alle"])
    inlezing.refresh_from_db()
    voer_uit(inlezing)

    assert (inlezing.status, Project.objects.count()) == (Inleesstatus.CONTROLE, 1)
    assert "Projecten, B5" in als_redacteur.get(inlezing.get_absolute_url()).content.decode()


def test_wat_intussen_is_gewijzigd_wordt_niet_overschreven(bevestigd, noord, zuid_holland):
    maak_project(zuid_holland, ronde=noord.ronde, nummer="2", naam="Van een ander")
    voer_uit(bevestigd)

    assert (bevestigd.status, bevestigd.melding) == (Inleesstatus.CONTROLE, INTUSSEN)
    assert Project.objects.count() == 2


def test_wie_intussen_geen_rol_meer_heeft_schrijft_niets(bevestigd, redacteur):
    redacteur.alle_rollen.get().deactiveer()
    voer_uit(bevestigd)

    assert (bevestigd.status, Project.objects.count()) == (Inleesstatus.CONTROLE, 1)


def test_een_tweede_keer_uitvoeren_doet_niets(bevestigd):
    voer_uit(bevestigd)
    voer_uit(bevestigd)

    assert Project.objects.count() == 4


def test_een_afgebroken_verwerking_komt_terug_met_de_reden(bevestigd):
    herstel_inlezingen()
    bevestigd.refresh_from_db()
    assert bevestigd.status == Inleesstatus.BEZIG

    DBTaskResult.objects.update(status=TaskResultStatus.FAILED)
    herstel_inlezingen()
    bevestigd.refresh_from_db()
    assert (bevestigd.status, bevestigd.melding) == (Inleesstatus.CONTROLE, ONDERBROKEN)


def test_een_tweede_bevestiging_vindt_dat_het_al_loopt(bevestigd, als_redacteur):
    als_redacteur.post(bevestigd.get_absolute_url(), {"verwerken": "1", "stand": "x"})

    assert DBTaskResult.objects.count() == 1


def test_dat_het_stilligt_staat_er_alleen_als_niemand_eraan_werkt(bevestigd, als_redacteur, werker):
    def stil():
        return als_redacteur.get(bevestigd.get_absolute_url()).context["staat_stil"]

    assert stil() is False
    werker.delete()
    assert stil() is True
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING)
    assert stil() is False


# --- reading


@pytest.fixture
def groot(werker, monkeypatch):
    """Whatever is sent in is too long to wait for."""
    monkeypatch.setattr(bestandmodule, "GROOT", 0)


def lees(inlezing):
    achtergrond.lees_inlezing.func(inlezing.pk)
    inlezing.refresh_from_db()


def test_een_groot_bestand_wordt_op_de_achtergrond_gelezen(
    groot, stuur_in, als_redacteur, bevestig, noord
):
    inlezing = stuur_in(werkmap([*RIJEN, ["9", "x" * 300]]))
    assert (inlezing.status, inlezing.bladen) == (Inleesstatus.LEZEN, [])
    assert "Wordt gelezen" in als_redacteur.get(inlezing.get_absolute_url()).text
    vraag = als_redacteur.get(inlezing.get_absolute_url(), headers={"HX-Request": "true"})
    assert "HX-Refresh" not in vraag.headers

    lees(inlezing)
    assert (inlezing.status, inlezing.inhoud) == (Inleesstatus.CONTROLE, None)
    assert inlezing.andere_bladen == ["Toelichting"]
    context = als_redacteur.get(inlezing.get_absolute_url()).context
    assert (len(context["plan"].nieuw), context["aantal_bezwaren"]) == (4, 1)
    bevestig(inlezing, nieuw=["2", "3"])
    assert Project.objects.count() == 3


def test_een_klein_bestand_wordt_meteen_gelezen(werker, stuur_in, noord):
    assert stuur_in(werkmap(RIJEN)).status == Inleesstatus.CONTROLE


def test_zonder_werker_wordt_ook_een_groot_bestand_meteen_gelezen(groot, werker, stuur_in, noord):
    werker.delete()
    assert stuur_in(werkmap(RIJEN)).status == Inleesstatus.CONTROLE


def test_wat_geen_werkmap_is_wordt_meteen_geweigerd(groot, stuur_in, noord):
    assert stuur_in(b"PK niets").context["form"].errors["bestand"]
    assert Inlezing.objects.count() == 0


def test_een_bestand_zonder_lijst_zegt_waarom_het_niet_verder_gaat(
    groot, stuur_in, als_redacteur, noord
):
    inlezing = stuur_in(werkmap([["Notulen"], ["van de vergadering"]]))
    lees(inlezing)

    assert (inlezing.status, inlezing.inhoud) == (Inleesstatus.GESTOPT, None)
    assert GEEN_LIJST in als_redacteur.get(inlezing.get_absolute_url()).text


def test_een_lezing_die_misgaat_wordt_gezegd(groot, stuur_in, monkeypatch, noord):
    inlezing = stuur_in(werkmap(RIJEN))
    monkeypatch.setattr(achtergrond, "lees_in", lambda *wat: 1 / 0)
    lees(inlezing)

    assert (inlezing.status, inlezing.melding) == (Inleesstatus.GESTOPT, LEZEN_MISLUKT)


def test_een_tweede_keer_lezen_doet_niets(groot, stuur_in, noord):
    inlezing = stuur_in(werkmap(RIJEN))
    lees(inlezing)
    Inlezing.objects.update(melding="Eigen woorden")
    lees(inlezing)

    assert inlezing.melding == "Eigen woorden"


def test_een_afgebroken_lezing_vraagt_het_bestand_opnieuw(groot, stuur_in, als_redacteur, noord):
    inlezing = stuur_in(werkmap(RIJEN))
    herstel_inlezingen()
    inlezing.refresh_from_db()
    assert inlezing.status == Inleesstatus.LEZEN

    DBTaskResult.objects.update(status=TaskResultStatus.FAILED)
    herstel_inlezingen()
    assert LEZEN_ONDERBROKEN in als_redacteur.get(inlezing.get_absolute_url()).text


def test_zonder_kolom_met_nummers_wordt_gezegd_die_eerst_aan_te_wijzen(groot, stuur_in, noord):
    inlezing = stuur_in(werkmap([["Volgletter", "Project"], ["1", "Station Noord"]]))
    lees(inlezing)

    assert inlezing.status == Inleesstatus.CONTROLE
    assert inlezing.melding == (
        "Geen kolom met nummers herkend: zonder nummer is elke regel een vraag. "
        "Wijs eerst aan wat er in de kolommen staat."
    )


def test_na_een_antwoord_wordt_een_lange_lijst_opnieuw_beoordeeld(
    groot, stuur_in, als_redacteur, controle, werker, noord
):
    inlezing = stuur_in(werkmap([RIJEN[0], ["1", "Station " + "x" * 300]]))
    lees(inlezing)
    als_redacteur.post(inlezing.get_absolute_url(), {"weglaten": ["B2"]})
    inlezing.refresh_from_db()
    assert (inlezing.status, inlezing.keuring["aantal"]) == (Inleesstatus.LEZEN, 1)

    lees(inlezing)
    assert (inlezing.status, inlezing.keuring["aantal"]) == (Inleesstatus.CONTROLE, 0)
    werker.delete()
    als_redacteur.post(inlezing.get_absolute_url(), {})
    context = als_redacteur.get(inlezing.get_absolute_url()).context
    assert (context["inlezing"].status, context["aantal_bezwaren"]) == (Inleesstatus.CONTROLE, 1)
