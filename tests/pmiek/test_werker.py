"""A task of a worker that died is given to another one; a living worker keeps its own."""

import threading
import time

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from actielijst.management.commands.db_worker import Command
from pmiek.werker import LEASE, POGINGEN, Werker, herstel_taken, in_leven

pytestmark = pytest.mark.django_db
LANG_GELEDEN = timezone.now() - LEASE * 2


def maak_taak(*werkers, **velden):
    standaard = {
        "status": "RUNNING",
        "started_at": LANG_GELEDEN,
        "args_kwargs": {"args": [1], "kwargs": {}},
        "task_path": "actielijst.documenten.taken.voer_uit",
        "backend_name": "default",
        "run_after": LANG_GELEDEN,
        "worker_ids": list(werkers),
    }
    return DBTaskResult.objects.create(**standaard | velden)


def status(taak):
    herstel_taken()
    taak.refresh_from_db()
    return taak.status


@pytest.mark.parametrize(
    ("sinds", "verwacht"), [(2 * LEASE, "READY"), (0 * LEASE, "RUNNING")], ids=["dood", "levend"]
)
def test_alleen_een_taak_van_een_dode_werker_gaat_terug(sinds, verwacht):
    Werker.objects.create(naam="w", levensteken=timezone.now() - sinds)

    assert status(maak_taak("w")) == verwacht


def test_een_taak_van_een_onbekende_werker_gaat_terug():
    assert status(maak_taak("nooit gezien")) == "READY"


def test_een_taak_die_net_begon_wordt_met_rust_gelaten():
    assert status(maak_taak("w", started_at=timezone.now())) == "RUNNING"


def test_na_de_laatste_poging_mislukt_de_taak_met_de_reden():
    taak = maak_taak(*["w"] * POGINGEN)

    assert status(taak) == "FAILED"
    assert taak.exception_class_path == "pmiek.werker.TaakVerloren"


def test_een_werker_leeft_zolang_hij_bezig_is_en_daarna_niet_meer(gelijktijdig):
    geslagen = threading.Event()
    with in_leven("w", anders=geslagen.set):
        assert geslagen.wait(60)
        wacht_tot(Werker.objects.levend().exists)
        assert [werker.naam for werker in Werker.objects.all()] == ["w"]

    assert not Werker.objects.exists()


def test_wat_lang_duurt_houdt_het_levensteken_niet_tegen(gelijktijdig, monkeypatch):
    monkeypatch.setattr("pmiek.werker.SLAG", 0.05)
    begonnen, klaar = threading.Event(), threading.Event()

    def duurt_lang():
        begonnen.set()
        klaar.wait(10)

    with in_leven("w", opruimen=duurt_lang):
        assert begonnen.wait(60)
        Werker.objects.update_or_create(naam="w", defaults={"levensteken": LANG_GELEDEN})
        wacht_tot(Werker.objects.levend().exists)
        klaar.set()


def wacht_tot(is_zo):
    einde = time.monotonic() + 60
    while not is_zo():
        assert time.monotonic() < einde
        time.sleep(0.02)


def test_een_fout_bij_het_opruimen_kost_de_werker_zijn_leven_niet(gelijktijdig, caplog):
    geslagen = threading.Event()

    def gaat_mis():
        geslagen.set()
        raise OperationalError("database is locked")

    with in_leven("w", opruimen=gaat_mis):
        assert geslagen.wait(60)
        wacht_tot(Werker.objects.levend().exists)

    assert "opruimen van werker w mislukt" in caplog.text
    assert "levensteken" not in caplog.text


def test_een_opruimer_die_faalt_wordt_genoemd_en_houdt_de_andere_niet_tegen(monkeypatch, caplog):
    gelukt = []
    monkeypatch.setattr(
        "pmiek.opruimen.OPRUIMERS",
        [("oude sessies", lambda: 1 / 0), ("oude taken", lambda: gelukt.append("taken"))],
    )
    with pytest.raises(CommandError, match="Niet opgeruimd: oude sessies"):
        call_command("ruim_op")

    assert gelukt == ["taken"]
    assert "oude sessies niet opgeruimd" in caplog.text


def test_een_werker_wacht_op_een_database_die_weg_is(gelijktijdig, monkeypatch, caplog):
    pogingen = iter([OperationalError("weg"), OperationalError("weg"), None])

    def handle(self, **opties):
        uitkomst = next(pogingen)
        if uitkomst:
            raise uitkomst

    monkeypatch.setattr(Command.__base__, "handle", handle)
    monkeypatch.setattr("actielijst.management.commands.db_worker.OPNIEUW", 0)
    Command().handle(worker_id="w")

    assert list(pogingen) == []
    assert caplog.text.count("De database is weg") == 2
