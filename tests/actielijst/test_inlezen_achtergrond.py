"""A long list is stored by the worker: all of it or nothing, and who confirmed it hears how."""

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from actielijst.enums import Inleesstatus
from actielijst.inlezen import achtergrond
from actielijst.inlezen.achtergrond import INTUSSEN, ONDERBROKEN, herstel_inlezingen
from actielijst.models import Project
from pmiek.werker import LEASE, Werker
from pmiek.wijziging import Wijziging
from tests.bouwers import maak_project
from tests.werkmappen import werkmap

pytestmark = pytest.mark.usefixtures("in_dit_proces")
RIJEN = [["Nr.", "Project"], *([str(nummer), f"Project {nummer * 7919}"] for nummer in range(2, 5))]


@pytest.fixture
def werker(db, settings, monkeypatch):
    """A worker that lives and is busy elsewhere, and a list of three rows that is long."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    monkeypatch.setattr(achtergrond, "DIRECT", 2)
    return Werker.objects.create(naam="werker", levensteken=timezone.now() + LEASE)


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
