"""A long act is undone by the worker: who asked it hears how it went."""

import pytest
from django.urls import reverse
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from actielijst.models import Project
from pmiek.history import acting_as
from pmiek.models import Terugdraaiing
from pmiek.ongedaan import achtergrond
from pmiek.ongedaan.achtergrond import (
    MAG_NIET,
    MISLUKT,
    NET_GEWIJZIGD,
    NIETS,
    ONDERBROKEN,
    herstel_terugdraaiingen,
)
from pmiek.opruimen import BEWAARTERMIJN, mislukte_terugdraaiingen
from pmiek.wijziging import Wijziging
from tests.bouwers import maak_project
from tests.ongedaan import handeling_van


@pytest.fixture
def werker(levende_werker, monkeypatch):
    """Three changes are many."""
    monkeypatch.setattr(achtergrond, "DIRECT", 2)
    return levende_werker


@pytest.fixture
def als_redacteur(client, redacteur):
    client.force_login(redacteur)
    return client


@pytest.fixture
def adres(zuid_holland, redacteur):
    """Of an act that made three projects."""
    with handeling_van(redacteur) as handeling:
        for _ in range(3):
            maak_project(zuid_holland)
    return reverse("ongedaan", args=[zuid_holland.slug, handeling.id])


@pytest.fixture
def gevraagd(werker, adres, als_redacteur):
    als_redacteur.post(adres, {"bevestigd": "1"})
    return Terugdraaiing.objects.get()


def voer_uit(gevraagd):
    """What is left of the request when the worker is done with it."""
    achtergrond.voer_uit.func(gevraagd.pk)
    return Terugdraaiing.objects.first()


def test_een_lange_handeling_gaat_op_de_achtergrond_terug(
    gevraagd, adres, als_redacteur, redacteur
):
    assert Project.objects.count() == 3
    assert "3 wijzigingen, in een keer" in als_redacteur.get(adres).text
    vraag = als_redacteur.get(adres, headers={"HX-Request": "true"})
    assert "HX-Refresh" not in vraag.headers

    assert voer_uit(gevraagd) is None
    assert Project.objects.count() == 0
    regel = Wijziging.objects.filter(draait_terug=gevraagd.handeling).first()
    assert (regel.door, regel.kanaal) == (redacteur, "scherm")
    vraag = als_redacteur.get(adres, headers={"HX-Request": "true"})
    assert vraag.headers["HX-Refresh"] == "true"


def test_daarna_staat_er_wie_het_deed_en_de_weg_terug(gevraagd, adres, als_redacteur):
    voer_uit(gevraagd)
    opnieuw = Wijziging.objects.filter(draait_terug=gevraagd.handeling).first().handeling

    pagina = als_redacteur.get(adres).text

    assert "Redacteur heeft dit op" in pagina
    assert reverse("ongedaan", args=[gevraagd.provincie.slug, opnieuw]) in pagina


def test_zonder_werker_wordt_er_gewoon_gewacht(werker, adres, als_redacteur):
    werker.delete()
    als_redacteur.post(adres, {"bevestigd": "1"})

    assert (Terugdraaiing.objects.count(), Project.objects.count()) == (0, 0)


def test_een_korte_handeling_gaat_meteen_terug(werker, adres, als_redacteur, monkeypatch):
    monkeypatch.setattr(achtergrond, "DIRECT", 3)
    als_redacteur.post(adres, {"bevestigd": "1"})

    assert (Terugdraaiing.objects.count(), Project.objects.count()) == (0, 0)


def test_een_tweede_vraag_vindt_dat_het_al_loopt(gevraagd, adres, als_redacteur):
    achtergrond.vraag_ongedaan(
        gevraagd.handeling,
        provincie=gevraagd.provincie,
        gebruiker=gevraagd.gebruiker,
        keuzes={},
        aantal=3,
    )

    assert DBTaskResult.objects.count() == 1


def test_een_tweede_keer_uitvoeren_doet_niets(gevraagd):
    voer_uit(gevraagd)
    voer_uit(gevraagd)

    assert Wijziging.objects.filter(draait_terug=gevraagd.handeling).count() == 3


def test_wat_intussen_is_gewijzigd_wordt_niet_teruggezet(
    gevraagd, adres, als_redacteur, secretaris
):
    with acting_as(secretaris):
        project = Project.objects.first()
        project.doel = "van een ander"
        project.save()

    assert voer_uit(gevraagd).melding == NET_GEWIJZIGD
    assert Project.objects.count() == 3
    assert NET_GEWIJZIGD in als_redacteur.get(adres).text


def test_wie_het_niet_meer_mag_zet_niets_terug(gevraagd, redacteur):
    redacteur.alle_rollen.get().deactiveer()

    assert voer_uit(gevraagd).melding == MAG_NIET
    assert Project.objects.count() == 3


def test_wat_misgaat_wordt_gezegd_en_kan_opnieuw(gevraagd, adres, als_redacteur, monkeypatch):
    with monkeypatch.context() as stuk:
        stuk.setattr(achtergrond, "draai_terug", lambda *wat, **velden: 1 / 0)
        assert voer_uit(gevraagd).melding == MISLUKT
    assert MISLUKT in als_redacteur.get(adres).text

    als_redacteur.post(adres, {"bevestigd": "1"})

    assert DBTaskResult.objects.count() == 2
    assert voer_uit(gevraagd) is None
    assert Project.objects.count() == 0


def test_wat_een_ander_al_terugzette_is_niets_meer(gevraagd, monkeypatch):
    niets = type("Uitkomst", (), {"gedaan": False, "conflicten": []})
    monkeypatch.setattr(achtergrond, "draai_terug", lambda *wat, **velden: niets)

    assert voer_uit(gevraagd).melding == NIETS


def test_een_afgebroken_terugdraaiing_zegt_dat(gevraagd):
    herstel_terugdraaiingen()
    gevraagd.refresh_from_db()
    assert gevraagd.is_bezig

    DBTaskResult.objects.update(status=TaskResultStatus.FAILED)
    herstel_terugdraaiingen()
    gevraagd.refresh_from_db()
    assert gevraagd.melding == ONDERBROKEN


def test_dat_het_stilligt_staat_er_alleen_als_niemand_eraan_werkt(
    gevraagd, adres, als_redacteur, werker
):
    def stil():
        return als_redacteur.get(adres).context["staat_stil"]

    assert stil() is False
    werker.delete()
    assert stil() is True
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING)
    assert stil() is False


@pytest.mark.parametrize(("soort", "status"), [("lezer", 403), ("partij", 404)])
def test_wie_het_niet_mag_ziet_ook_niet_dat_het_loopt(
    gevraagd, adres, client, zuid_holland, request, soort, status
):
    client.force_login(request.getfixturevalue({"partij": "partij_gebruiker"}.get(soort, soort)))

    assert client.get(adres).status_code == status


def test_een_mislukte_vraag_verdwijnt_als_het_toch_niet_meer_kan(gevraagd):
    Terugdraaiing.objects.update(melding=MISLUKT)
    assert mislukte_terugdraaiingen() == 0

    Terugdraaiing.objects.update(gevraagd_op=timezone.now() - BEWAARTERMIJN)
    assert mislukte_terugdraaiingen() == 1
