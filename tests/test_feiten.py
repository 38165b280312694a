"""Six ways in which comparable applications lose text; each is shown not to work here."""

import datetime
import runpy
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from actielijst.documenten.taken import vraag_document
from actielijst.enums import Documentsoort, Taakstatus
from actielijst.models import Documenttaak, Project
from actielijst.opruimen import herstel_documenten
from pmiek import reservekopie
from pmiek.history import Verouderd
from pmiek.werker import LEASE, herstel_taken
from tests.bouwers import maak_afspraak, maak_project, maak_ronde
from tests.formulier import fichedata
from tests.gelijktijdig import tegelijk

LANG_GELEDEN = timezone.now() - LEASE * 2


def test_een_formulier_wist_niet_wat_een_ander_in_een_andere_rij_schreef(
    client, redacteur, secretaris, project
):
    afspraken = [maak_afspraak(project, volgorde=plaats) for plaats in (10, 20, 30)]
    adres = reverse("actielijst:project_bewerken", args=[project.provincie.slug, project.pk])
    van_a = fichedata(project, **{"afspraak-0-resultaat": "van A"})
    van_b = fichedata(project, **{"afspraak-2-resultaat": "van B"})
    for gebruiker, velden in ((redacteur, van_a), (secretaris, van_b)):
        client.force_login(gebruiker)
        assert client.post(adres, velden).status_code == 302

    for afspraak in afspraken:
        afspraak.refresh_from_db()
    assert [afspraak.resultaat for afspraak in afspraken] == ["van A", "", "van B"]


def test_van_tien_schrijvers_met_dezelfde_versie_wint_er_een(gelijktijdig, project):
    def schrijf(kopie):
        kopie.save()

    kopieen = [Project.objects.get(pk=project.pk) for _ in range(10)]
    for nummer, kopie in enumerate(kopieen):
        kopie.doel = f"schrijver {nummer}"
    uitkomsten = tegelijk(*[partial(schrijf, kopie) for kopie in kopieen])

    assert uitkomsten.count(None) == 1
    assert [type(fout) for fout in uitkomsten if fout] == [Verouderd] * 9


def test_een_nummer_wordt_ook_tegelijk_maar_een_keer_gegeven(gelijktijdig, zuid_holland):
    ronde = maak_ronde(zuid_holland)

    def maak():
        maak_project(zuid_holland, ronde=ronde, nummer="7")

    uitkomsten = tegelijk(*[maak] * 10)

    assert uitkomsten.count(None) == Project.objects.filter(nummer="7").count() == 1
    assert [type(fout) for fout in uitkomsten if fout] == [IntegrityError] * 9


def test_lezen_en_dan_schrijven_loopt_niet_vast_op_een_vergrendelde_database(
    gelijktijdig, zuid_holland
):
    projecten = [maak_project(zuid_holland) for _ in range(10)]

    def lees_en_schrijf(pk):
        for keer in range(3):
            with transaction.atomic():
                project = Project.objects.get(pk=pk)
                list(Project.objects.all())
                project.doel = f"keer {keer}"
                project.save()

    assert tegelijk(*[partial(lees_en_schrijf, p.pk) for p in projecten]) == [None] * 10
    assert set(Project.objects.values_list("doel", flat=True)) == {"keer 2"}


@pytest.fixture
def ingesteld():
    """As an installation has it: the suite itself writes without waiting for the disk."""
    return runpy.run_path(str(Path(settings.BASE_DIR, "pmiek", "settings.py")))["DATABASES"][
        "default"
    ]


def test_de_database_laat_schrijvers_wachten_en_houdt_niemand_eindeloos_op(ingesteld):
    opties = ingesteld["OPTIONS"]
    if connection.vendor == "sqlite":
        assert (opties["transaction_mode"], opties["timeout"]) == ("IMMEDIATE", 20)
    else:
        assert ingesteld["CONN_HEALTH_CHECKS"]
        grenzen = [
            "statement_timeout=30s",
            "lock_timeout=20s",
            "idle_in_transaction_session_timeout",
        ]
        assert [grens for grens in grenzen if grens not in opties["options"]] == []
    assert not ingesteld.get("ATOMIC_REQUESTS")


@pytest.mark.django_db
def test_sqlite_schrijft_werkelijk_op_schijf(ingesteld, tmp_path):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL writes to disk by itself")
    eigen = connection.copy("proef")
    eigen.settings_dict |= {"NAME": str(tmp_path / "x.sqlite3"), "OPTIONS": ingesteld["OPTIONS"]}
    with closing(eigen), eigen.cursor() as cursor:
        namen = ("journal_mode", "synchronous", "busy_timeout")
        assert [_pragma(cursor, naam) for naam in namen] == ["wal", 2, 20_000]


def _pragma(cursor, naam):
    cursor.execute(f"PRAGMA {naam}")
    return cursor.fetchone()[0]


@pytest.mark.django_db
def test_een_taak_blijft_na_een_kill_niet_voor_altijd_bezig(zuid_holland, lezer, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    vraag = (zuid_holland, Documentsoort.ACTIELIJST_XLSX, lezer, datetime.date(2026, 11, 23))
    taak = vraag_document(*vraag)
    for poging in (1, 2):
        # as it stands after a kill: running, by a worker that no longer says anything
        DBTaskResult.objects.update(
            status="RUNNING", started_at=LANG_GELEDEN, worker_ids=["dood"] * poging
        )
        Documenttaak.objects.update(status=Taakstatus.BEZIG, poging=poging)
        herstel_taken()
        herstel_documenten()

    taak.refresh_from_db()
    assert (taak.status, bool(taak.melding)) == (Taakstatus.MISLUKT, True)


def test_een_reservekopie_bevat_wat_het_laatst_is_opgeslagen(gelijktijdig, project, tmp_path):
    """A copy of the main file of SQLite would be without what is still in the journal."""
    laatste = [maak_project(project.provincie).naam for _ in range(5)][-1]
    pad = reservekopie.maak(tmp_path)
    manifest = reservekopie.controleer(pad)

    assert manifest["aantallen"]["actielijst.Project"] == Project.objects.count() == 6
    assert laatste.encode() in pad.read_bytes() or connection.vendor != "sqlite"
