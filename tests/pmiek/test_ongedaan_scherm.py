"""The button of a message and the page that asks before it puts things back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actielijst.enums import Fase
from actielijst.models import Project
from pmiek.history import acting_as
from pmiek.models import Rol
from pmiek.ongedaan import views
from pmiek.wijziging import Wijziging
from tests.bouwers import maak_afspraak, maak_gebruiker, maak_project, maak_rol
from tests.formulier import archiefdata, fichedata
from tests.ongedaan import handeling_van, inhoud


@pytest.fixture
def adres(zuid_holland):
    def reverse_for(handeling):
        return reverse("ongedaan", args=[zuid_holland.slug, getattr(handeling, "id", handeling)])

    return reverse_for


def schrijf(project, **velden):
    project = Project.objects.get(pk=project.pk)
    for naam, waarde in velden.items():
        setattr(project, naam, waarde)
    project.save()


@pytest.fixture
def betwist(project, redacteur, secretaris):
    """An act of which one field was changed by somebody else later."""
    schrijf(project, doel="eerst")
    with handeling_van(redacteur) as handeling:
        schrijf(project, doel="toen", vervolg="ook")
    with acting_as(secretaris):
        schrijf(project, doel="van een ander")
    return handeling


def knop(response):
    """Where the button of the message on this page leads, and what it is called."""
    (melding,) = response.context["messages"]
    return melding.extra_tags.removeprefix("ongedaan:"), str(melding)


def test_de_melding_van_archiveren_brengt_het_project_terug(client, project, redacteur):
    client.force_login(redacteur)
    slug = project.provincie.slug
    archief = client.post(
        reverse("actielijst:project_archiveren", args=[slug, project.pk]),
        archiefdata(project, "Teruggetrokken."),
        follow=True,
    )
    adres, naam = knop(archief)
    assert f'action="{adres}"' in archief.text
    assert f'Ongedaan maken<span class="eb-alleen-voorlezen">: {naam}</span>' in archief.text

    response = client.post(adres, {"terug": archief.request["PATH_INFO"]})

    assert response.url == reverse("actielijst:project_archief", args=[slug])
    assert Project.objects.get(pk=project.pk).gearchiveerd_op is None


def test_de_melding_van_een_opgeslagen_fiche_brengt_de_verwijderde_afspraak_terug(
    client, project, redacteur
):
    afspraak = maak_afspraak(project, activiteit="Grond verwerven", planning="Q3 2027")
    data = fichedata(project) | {"afspraak-0-verwijderd": "1"}
    client.force_login(redacteur)
    opgeslagen = client.post(
        reverse("actielijst:project_bewerken", args=[project.provincie.slug, project.pk]),
        data,
        follow=True,
    )
    assert project.afspraken.count() == 0

    client.post(knop(opgeslagen)[0])

    assert project.afspraken.get().pk == afspraak.pk


def test_de_melding_van_rol_intrekken_geeft_de_toegang_terug(client, zuid_holland, secretaris):
    rol = maak_rol(maak_gebruiker(), zuid_holland)
    client.force_login(secretaris)
    lijst = client.post(
        reverse("actielijst:rol_intrekken", args=[zuid_holland.slug, rol.pk]), follow=True
    )

    client.post(knop(lijst)[0])

    assert Rol.objects.get(pk=rol.pk).gebruiker == rol.gebruiker


def test_zonder_wijziging_is_er_niets_ongedaan_te_maken(client, project, redacteur):
    client.force_login(redacteur)
    bewerken = reverse("actielijst:project_bewerken", args=[project.provincie.slug, project.pk])

    assert knop(client.post(bewerken, fichedata(project), follow=True))[0] == ""


def test_een_melding_met_vreemde_tekens_blijft_tekst(client, project, redacteur):
    schrijf(project, naam='<b onclick="x">ongedaan:/elders</b>')
    client.force_login(redacteur)
    terugzetten = reverse(
        "actielijst:project_archiveren", args=[project.provincie.slug, project.pk]
    )

    pagina = client.post(terugzetten, archiefdata(project, "Klaar."), follow=True)

    assert "<b onclick" not in pagina.text
    assert "/elders" not in knop(pagina)[0]


def test_de_pagina_zegt_in_zinnen_wat_er_gebeurt_en_schrijft_niets(
    client, project, redacteur, adres
):
    with handeling_van(redacteur) as handeling:
        schrijf(project, ibn="2031", fase=Fase.PROJECT)
    client.force_login(redacteur)
    voor = inhoud()

    pagina = client.get(adres(handeling))

    assert "Projectfase leeggemaakt, was: project" in pagina.text
    assert "IBN leeggemaakt, was: 2031" in pagina.text
    assert inhoud() == voor


def test_na_ongedaan_maken_kan_het_opnieuw_worden_gedaan(client, project, redacteur, adres):
    with handeling_van(redacteur) as handeling:
        schrijf(project, doel="Ruimte")
    client.force_login(redacteur)

    gedaan = client.post(adres(handeling), follow=True)
    assert gedaan.redirect_chain == [(project.get_absolute_url(), 302)]
    assert knop(gedaan)[1].startswith("Ongedaan gemaakt: wat Redacteur op ")
    client.post(knop(gedaan)[0])

    assert Project.objects.get(pk=project.pk).doel == "Ruimte"


def test_een_conflict_wordt_eerst_gevraagd(client, betwist, redacteur, adres):
    client.force_login(redacteur)
    voor = inhoud()

    pagina = client.post(adres(betwist))

    assert pagina.status_code == 200
    assert "van een ander" in pagina.text
    assert pagina.context["form"].errors == {}
    assert inhoud() == voor


def test_wie_bij_een_conflict_niets_kiest_hoort_dat(client, betwist, redacteur, adres):
    client.force_login(redacteur)
    voor = inhoud()

    pagina = client.post(adres(betwist), {"bevestigd": "1"})

    assert list(pagina.context["form"].errors.values()) == [["Kies wat er moet gebeuren."]]
    assert pagina.text.count("Kies wat er moet gebeuren.") == 2
    assert inhoud() == voor


@pytest.mark.parametrize(("keuze", "doel"), [("terug", "eerst"), ("laten", "van een ander")])
def test_met_een_keuze_gaat_het_door(client, project, betwist, redacteur, adres, keuze, doel):
    client.force_login(redacteur)
    (conflict,) = client.get(adres(betwist)).context["conflicten"]

    client.post(adres(betwist), {"bevestigd": "1", conflict[0].sleutel: keuze})

    project = Project.objects.get(pk=project.pk)
    assert (project.doel, project.vervolg) == (doel, "")


def test_wat_al_ongedaan_is_gemaakt_zegt_door_wie(client, project, redacteur, adres):
    with handeling_van(redacteur) as handeling:
        schrijf(project, doel="Ruimte")
    client.force_login(redacteur)
    client.post(adres(handeling))

    pagina = client.post(adres(handeling))

    assert "al ongedaan gemaakt" in pagina.text
    assert Project.objects.get(pk=project.pk).doel == ""
    assert Wijziging.objects.filter(draait_terug=handeling.id).count() == 1


def test_van_een_weggehaald_project_gaat_het_niet_naar_een_lege_pagina(
    client, zuid_holland, redacteur, adres
):
    with handeling_van(redacteur) as handeling:
        project = maak_project(zuid_holland)
    client.force_login(redacteur)

    response = client.post(adres(handeling), {"terug": project.get_absolute_url()})

    assert response.url == reverse("start")


def test_een_rij_die_weg_is_wijst_naar_de_verwijdering(client, project, redacteur, adres):
    afspraak = maak_afspraak(project)
    with handeling_van(redacteur) as handeling:
        afspraak.resultaat = "toen"
        afspraak.save()
    with handeling_van(redacteur) as verwijdering:
        afspraak.delete()
    client.force_login(redacteur)

    pagina = client.get(adres(handeling))

    assert f'<a href="{adres(verwijdering)}">Naar die verwijdering</a>' in pagina.text
    assert [str(keuze.choice_label) for keuze in pagina.context["conflicten"][0][1]] == [
        "Laat het zoals het nu is"
    ]


@pytest.mark.parametrize("terug", ["https://elders.example/", "//elders.example", "/bestaat/niet"])
def test_terug_blijft_op_deze_site(client, project, redacteur, adres, terug):
    with handeling_van(redacteur) as handeling:
        schrijf(project, doel="Ruimte")
    client.force_login(redacteur)

    assert client.post(adres(handeling), {"terug": terug}).url == project.get_absolute_url()


def test_de_pagina_kost_evenveel_querys_voor_veel_projecten(
    client, zuid_holland, redacteur, secretaris, adres
):
    def querys_voor(aantal):
        projecten = [maak_project(zuid_holland) for _ in range(aantal)]
        with handeling_van(redacteur) as handeling:
            for project in projecten:
                schrijf(project, doel="toen", vervolg="ook")
                maak_afspraak(project)
        with acting_as(secretaris):
            for project in projecten:
                schrijf(project, doel="later")
        client.get(adres(handeling))
        with CaptureQueriesContext(connection) as querys:
            pagina = client.get(adres(handeling))
        assert [len(pagina.context[wat]) for wat in ("groepen", "conflicten")] == [aantal, aantal]
        return len(querys)

    client.force_login(redacteur)

    assert querys_voor(2) == querys_voor(8)


def test_van_veel_wijzigingen_staan_de_eerste_er_en_hoeveel_het_er_zijn(
    client, zuid_holland, redacteur, adres, monkeypatch
):
    monkeypatch.setattr(views, "GETOOND", 2)
    with handeling_van(redacteur) as handeling:
        for nummer in range(3):
            maak_project(zuid_holland, naam=f"Kabel {nummer}")
    client.force_login(redacteur)

    pagina = client.get(adres(handeling)).text

    assert (
        "Er gaan 3 wijzigingen terug, in een keer: alles of niets. Dit zijn de eerste 2." in pagina
    )
    assert ["Kabel 0" in pagina, "Kabel 1" in pagina, "Kabel 2" in pagina] == [True, True, False]
