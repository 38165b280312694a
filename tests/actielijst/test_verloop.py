"""The history of a project as people remember it: per act, with the way back."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from actielijst.models import Project
from pmiek.history import acting_as
from pmiek.wijziging import Wijziging
from tests.bouwers import maak_afspraak
from tests.formulier import archiefdata
from tests.ongedaan import handeling_van, maak_ongedaan


@pytest.fixture
def verloop(client, project, redacteur):
    def get(wie=redacteur, wat="verloop", **vraag):
        client.force_login(wie)
        adres = reverse(f"actielijst:project_{wat}", args=[project.provincie.slug, project.pk])
        return client.get(adres, vraag)

    return get


def schrijf(project, **velden):
    project = Project.objects.get(pk=project.pk)
    for naam, waarde in velden.items():
        setattr(project, naam, waarde)
    project.save()


def test_een_handeling_staat_er_een_keer_met_al_haar_zinnen(project, redacteur, verloop):
    with handeling_van(redacteur):
        schrijf(project, doel="Ruimte", ibn="2031")
        maak_afspraak(project, activiteit="Grond verwerven")

    stap, aangemaakt = verloop().context["stappen"]

    assert sorted(stap.zinnen) == [
        "Doel ingevuld: Ruimte",
        "IBN ingevuld: 2031",
        "Uitvoeringsafspraak toegevoegd: Grond verwerven",
    ]
    assert aangemaakt.zinnen == [f"Project toegevoegd: {project}"]


@pytest.mark.parametrize("wat", ["verloop", "detail"])
def test_het_nieuwste_staat_vooraan_ook_als_iets_ouds_later_is_opgeschreven(project, verloop, wat):
    with acting_as(None):
        schrijf(project, doel="Ruimte")
    with acting_as(None, moment=timezone.now() - datetime.timedelta(days=9)):
        schrijf(project, ibn="2031")

    zinnen = [stap.zinnen[0] for stap in verloop(wat=wat).context["stappen"]]
    assert zinnen[0] == "Doel ingevuld: Ruimte"
    assert zinnen[-1] == "IBN ingevuld: 2031"


@pytest.mark.parametrize("wat", ["verloop", "detail"])
def test_bij_een_fase_die_terugging_staat_waarom(project, redacteur, verloop, wat):
    with handeling_van(redacteur):
        schrijf(project, fase="project")
    with handeling_van(redacteur):
        schrijf(project, fase="verkenning", fasereden="De locatie viel af.")

    assert verloop(wat=wat).text.count("Reden: De locatie viel af.") == 1


@pytest.mark.parametrize("wat", ["verloop", "detail"])
def test_wie_mag_schrijven_ziet_bij_een_handeling_de_weg_terug(
    project, redacteur, lezer, verloop, wat
):
    with handeling_van(redacteur) as handeling:
        schrijf(project, doel="Ruimte")
    adres = reverse("ongedaan", args=[project.provincie.slug, handeling.id])

    assert verloop(wat=wat).text.count(adres) == 1
    assert adres not in verloop(wie=lezer, wat=wat).text


def test_wat_een_opdracht_deed_heeft_geen_weg_terug(project, verloop):
    assert [stap.ongedaan_adres for stap in verloop().context["stappen"]] == [""]


def test_na_dertig_dagen_is_er_geen_weg_terug_meer(project, redacteur, verloop, monkeypatch):
    with handeling_van(redacteur):
        schrijf(project, doel="Ruimte")
    later = timezone.now() + datetime.timedelta(days=31)
    monkeypatch.setattr(timezone, "now", lambda: later)

    assert "Ongedaan maken" not in verloop().text


def test_een_ongedaan_gemaakte_handeling_noemt_door_wie(
    project, redacteur, secretaris, zuid_holland, verloop
):
    with handeling_van(redacteur) as handeling:
        schrijf(project, doel="Ruimte")
    maak_ongedaan(handeling.id, secretaris, zuid_holland)

    pagina = verloop()
    terug, heen, _ = pagina.context["stappen"]

    assert (heen.teruggedraaid.door, heen.ongedaan_adres) == (secretaris, "")
    assert terug.ongedaan_adres != ""
    assert "Ongedaan gemaakt door Secretaris, vandaag" in pagina.text


def test_archiveren_en_terugzetten_staan_er_als_een_zin(client, project, redacteur, verloop):
    client.force_login(redacteur)
    args = [project.provincie.slug, project.pk]
    weg = archiefdata(project, "Teruggetrokken.")
    client.post(reverse("actielijst:project_archiveren", args=args), weg)
    client.post(reverse("actielijst:project_terugzetten", args=args))

    terug, heen, _ = verloop().context["stappen"]

    assert heen.zinnen == ["In het archief gezet: Teruggetrokken."]
    assert terug.zinnen == ["Teruggezet op de lijst"]


def test_de_zijkolom_noemt_van_een_grote_handeling_twee_zinnen(project, redacteur, verloop):
    with handeling_van(redacteur):
        for plaats in range(7):
            maak_afspraak(project, activiteit=f"Stap {plaats}")

    pagina = verloop(wat="detail")

    assert "en nog 5 wijzigingen" in pagina.text
    assert pagina.text.count('<div class="eb-breekbaar">Uitvoeringsafspraak') == 2


def test_het_verloop_heeft_bladzijden(project, redacteur, verloop, monkeypatch):
    monkeypatch.setattr("actielijst.views.fiche.PER_VERLOOP", 2)
    for doel in ("een", "twee", "drie"):
        with handeling_van(redacteur):
            schrijf(project, doel=doel)

    assert [len(verloop(page=n).context["stappen"]) for n in (1, 2)] == [2, 2]


@pytest.mark.parametrize("wat", ["verloop", "detail"])
def test_het_verloop_kost_evenveel_querys_voor_meer_handelingen(
    project, redacteur, zuid_holland, verloop, wat
):
    def handel(doel):
        with handeling_van(redacteur):
            schrijf(project, doel=doel)
        with handeling_van(redacteur) as handeling:
            maak_afspraak(project)
        maak_ongedaan(handeling.id, redacteur, zuid_holland)

    def aantal():
        with CaptureQueriesContext(connection) as querys:
            verloop(wat=wat)
        return len(querys)

    handel("een")
    aantal()
    weinig = aantal()
    for doel in ("twee", "drie", "vier"):
        handel(doel)

    # after a change what is found about the project is looked for anew, once
    aantal()
    assert aantal() == weinig


def test_een_teruggedraaide_fase_noemt_waarom(project, redacteur, zuid_holland):
    with handeling_van(redacteur) as handeling:
        schrijf(project, fase="project")

    maak_ongedaan(handeling.id, redacteur, zuid_holland)

    wisseling = project.fasewisselingen.first()
    assert (wisseling.van, wisseling.naar) == ("project", "")
    assert wisseling.reden == "Een eerdere wijziging is ongedaan gemaakt."


def test_in_het_archief_staat_bij_elk_project_terugzetten(client, project, redacteur, lezer):
    schrijf(project, gearchiveerd_op="2026-11-01", archiefreden="Klaar.")
    archief = reverse("actielijst:project_archief", args=[project.provincie.slug])
    terug = reverse("actielijst:project_terugzetten", args=[project.provincie.slug, project.pk])
    gezien = {}
    for wie in (redacteur, lezer):
        client.force_login(wie)
        gezien[wie] = f'action="{terug}"' in client.get(archief).text

    assert gezien == {redacteur: True, lezer: False}


def test_een_niet_overgenomen_tekst_heeft_geen_weg_terug(project, redacteur, verloop):
    with handeling_van(redacteur):
        project.record("afgewezen", {})

    assert Wijziging.objects.van(project).count() == 2
    assert [stap.ongedaan_adres for stap in verloop().context["stappen"]] == ["", ""]
