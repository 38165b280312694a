"""A document whose making was interrupted: tried again, failed with a reason, or withdrawn."""

import datetime
import os
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from actielijst.documenten import taken
from actielijst.documenten.taken import bestandspad, stop_document, voer_uit, vraag_document
from actielijst.enums import Documentsoort, Taakstatus
from actielijst.models import Documenttaak
from actielijst.opruimen import ONDERBROKEN, herstel_documenten
from pmiek.opruimen import halve_bestanden
from pmiek.pdf import store
from pmiek.pdf.engine import PdfFout
from pmiek.werker import POGINGEN, Werker
from tests.bouwers import maak_afspraak, maak_project, maak_ronde
from tests.gelijktijdig import tegelijk

SOORT = Documentsoort.ACTIELIJST_XLSX
PEILDATUM = datetime.date(2026, 11, 23)


@pytest.fixture
def wachtrij(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def taak(zuid_holland, lezer, wachtrij):
    maak_ronde(zuid_holland)
    maak_afspraak(maak_project(zuid_holland, fase="project"))
    return vraag_document(zuid_holland, SOORT, lezer, PEILDATUM)


def vers(taak):
    return Documenttaak.objects.get(pk=taak.pk)


def breek_af(taak, status="FAILED"):
    """As after a kill: the row says busy, the queue no longer knows it."""
    Documenttaak.objects.filter(pk=taak.pk).update(
        status=Taakstatus.BEZIG, poging=models.F("poging") + 1
    )
    DBTaskResult.objects.filter(pk=vers(taak).wachtrijnummer).update(status=status)


def test_een_vraag_en_haar_plaats_in_de_wachtrij_bestaan_samen(taak):
    assert vers(taak).wachtrijnummer == str(DBTaskResult.objects.get().pk)


def test_wat_in_de_wachtrij_staat_blijft_met_rust(taak):
    herstel_documenten()

    assert (vers(taak).status, DBTaskResult.objects.count()) == (Taakstatus.WACHT, 1)


def test_een_afgebroken_document_wordt_opnieuw_gemaakt(taak):
    breek_af(taak)
    herstel_documenten()

    assert vers(taak).status == Taakstatus.WACHT
    voer_uit.call(taak.pk)
    assert (vers(taak).status, bestandspad(vers(taak)).exists()) == (Taakstatus.KLAAR, True)


def test_na_de_laatste_poging_staat_er_een_reden_en_nooit_meer_bezig(taak):
    for _ in range(POGINGEN):
        breek_af(taak)
        herstel_documenten()

    assert (vers(taak).status, vers(taak).melding) == (Taakstatus.MISLUKT, ONDERBROKEN)


def test_een_werker_die_dood_leek_maakt_niet_af_wat_een_ander_overnam(taak, monkeypatch):
    def intussen_overgenomen(*args, **opties):
        Documenttaak.objects.filter(pk=taak.pk).update(poging=models.F("poging") + 1)
        return b"verouderd"

    monkeypatch.setattr(taken, "maak_gevraagd", intussen_overgenomen)
    voer_uit.call(taak.pk)

    assert (vers(taak).status, vers(taak).bestand) == (Taakstatus.BEZIG, "")
    assert list(bestandspad(taak).parent.glob("*.xlsx")) == []


def test_een_gestopt_document_houdt_op_bij_de_volgende_stap(taak, monkeypatch):
    stappen = []

    def maak(taak, *, voortgang):
        for stap in ("een", "twee"):
            stappen.append(stap)
            stop_document(taak)
            voortgang(stap, 1, 2)

    monkeypatch.setattr(taken, "maak_gevraagd", maak)
    voer_uit.call(taak.pk)

    assert (stappen, vers(taak).status) == (["een"], Taakstatus.GESTOPT)


def test_wat_gestopt_is_voor_het_begon_wordt_niet_gemaakt(taak):
    stop_document(taak)
    voer_uit.call(taak.pk)

    assert (vers(taak).status, vers(taak).bestand) == (Taakstatus.GESTOPT, "")


def stop_via_scherm(client, gebruiker, taak):
    client.force_login(gebruiker)
    adres = reverse("actielijst:documenttaak_stoppen", args=[taak.provincie.slug, taak.pk])
    return client.post(adres, follow=True)


@pytest.mark.parametrize(
    ("naam", "status"), [("lezer", 200), ("secretaris", 200), ("redacteur", 403)]
)
def test_de_vrager_en_de_secretaris_stoppen_een_document(request, client, taak, naam, status):
    response = stop_via_scherm(client, request.getfixturevalue(naam), taak)

    assert response.status_code == status
    assert vers(taak).status == (Taakstatus.GESTOPT if status == 200 else Taakstatus.WACHT)


def test_stoppen_van_wat_klaar_is_verandert_niets(client, lezer, taak):
    voer_uit.call(taak.pk)
    response = stop_via_scherm(client, lezer, taak)

    assert [str(m) for m in response.context["messages"]] == ["Actielijst liep al niet meer."]
    assert vers(taak).status == Taakstatus.KLAAR


@pytest.mark.parametrize("leeft", [True, False])
def test_de_pagina_zegt_het_als_niemand_documenten_maakt(client, lezer, taak, leeft):
    models.QuerySet(Documenttaak).update(gevraagd_op=timezone.now() - datetime.timedelta(minutes=5))
    if leeft:
        Werker.objects.create(naam="w", levensteken=timezone.now())
    client.force_login(lezer)

    tekst = client.get(taak.get_absolute_url()).text
    assert ("Het maken van documenten ligt stil." in tekst) is not leeft


@pytest.mark.parametrize(
    ("fout", "melding"),
    [
        (PdfFout("Kort de tekst in."), "Kort de tekst in."),
        (OSError(28, "No space left on device"), taken.SCHIJF_VOL),
        (ValueError("x"), taken.MISLUKT),
    ],
    ids=["pdf", "schijf", "anders"],
)
def test_een_mislukt_document_noemt_de_reden_die_de_gebruiker_helpt(
    taak, monkeypatch, fout, melding
):
    def maak(*args, **opties):
        raise fout

    monkeypatch.setattr(taken, "maak_gevraagd", maak)
    voer_uit.call(taak.pk)

    assert (vers(taak).status, vers(taak).melding) == (Taakstatus.MISLUKT, melding)


def test_twee_keer_klikken_geeft_een_document(gelijktijdig, zuid_holland, lezer, wachtrij):
    def vraag():
        return vraag_document(zuid_holland, SOORT, lezer, PEILDATUM).pk

    uitkomsten = tegelijk(*[vraag] * 4)

    assert len(set(uitkomsten)) == Documenttaak.objects.count() == 1


def test_na_dertig_dagen_verdwijnen_rij_en_bestand(taak, settings):
    voer_uit.call(taak.pk)
    pad = bestandspad(vers(taak))
    models.QuerySet(Documenttaak).update(gevraagd_op=timezone.now() - datetime.timedelta(days=29))
    call_command("ruim_op")
    assert (Documenttaak.objects.count(), pad.exists()) == (1, True)

    models.QuerySet(Documenttaak).update(gevraagd_op=timezone.now() - datetime.timedelta(days=31))
    call_command("ruim_op")
    assert (Documenttaak.objects.count(), pad.exists()) == (0, False)


def test_halve_bestanden_en_wezen_verdwijnen_en_verse_niet(db, settings):
    map_ = Path(settings.DOCUMENT_MAP) / "gemaakt"
    map_.mkdir(parents=True)
    oud = timezone.now().timestamp() - 3 * 86400
    for naam in ("half.tmp", "vers.tmp", "wees.pdf", "vers.pdf"):
        (map_ / naam).touch()
        if not naam.startswith("vers"):
            os.utime(map_ / naam, (oud, oud))
    call_command("ruim_op")

    assert {pad.name for pad in map_.iterdir()} == {"vers.tmp", "vers.pdf"}


def test_een_half_bestand_dat_net_af_is_houdt_het_opruimen_niet_tegen(settings, monkeypatch):
    map_ = Path(settings.DOCUMENT_MAP)
    map_.mkdir(parents=True)
    (map_ / "half.tmp").touch()

    def en_dan_af(pad):
        pad.unlink()
        return True

    monkeypatch.setattr(Path, "is_file", en_dan_af)

    assert halve_bestanden() == 0


def test_een_fiche_dat_niet_te_maken_is_geeft_een_zin_en_geen_foutpagina(
    client, lezer, project, monkeypatch
):
    def te_zwaar(*args):
        raise PdfFout("Kort de langste teksten in.")

    monkeypatch.setattr("actielijst.documenten.fiche.Papier.pdf", te_zwaar)
    client.force_login(lezer)
    pagina = client.get(fiche_adres("project_pdf", project), follow=True)
    regel = client.get(fiche_adres("project_downloads", project)).text

    assert [str(m) for m in pagina.context["messages"]] == ["Kort de langste teksten in."]
    assert "Kort de langste teksten in." in regel
    assert "hx-get" not in regel  # it would ask again and again


def fiche_adres(naam, project):
    return reverse(f"actielijst:{naam}", args=[project.provincie.slug, project.pk])


def test_een_volle_schijf_houdt_een_fiche_niet_tegen(project, monkeypatch, caplog):
    def vol(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store, "keep", vol)

    assert store.stored(["tekst"], lambda: b"%PDF") == b"%PDF"
    assert "niet bewaard" in caplog.text
