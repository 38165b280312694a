"""A role of a party that is about named projects only."""

import pytest
from django.urls import reverse

from actielijst.models import Project, Uitvoeringsafspraak
from actielijst.models.toegang import beperk_tot
from pmiek.enums import Rolsoort
from pmiek.models import Wijziging
from pmiek.rendered import BESCHADIGD
from tests.bouwers import maak_afspraak, maak_project, maak_rol
from tests.toegang import naar_inloggen


@pytest.fixture
def rol(partij_gebruiker):
    return partij_gebruiker.rollen.get()


@pytest.fixture
def projecten(zuid_holland, rol):
    """Two in which the party takes part, and one in which it does not."""
    namens = {"partijen": [rol.partij]}
    return [maak_project(zuid_holland, **namens) for _ in range(2)] + [maak_project(zuid_holland)]


def zichtbaar(gebruiker):
    return list(Project.objects.zichtbaar_voor(gebruiker).order_by("pk"))


def test_zonder_beperking_leest_een_partij_alles_waaraan_zij_meedoet(partij_gebruiker, projecten):
    assert zichtbaar(partij_gebruiker) == projecten[:2]


def test_wie_elders_meeleest_ziet_daar_alles_en_hier_waar_de_partij_meedoet(
    partij_gebruiker, projecten, utrecht
):
    maak_rol(partij_gebruiker, utrecht, Rolsoort.LEZER)
    elders = maak_project(utrecht)

    assert zichtbaar(partij_gebruiker) == [*projecten[:2], elders]


def test_een_beperkte_rol_leest_alleen_de_genoemde_projecten(partij_gebruiker, rol, projecten):
    for project in projecten[:2]:
        maak_afspraak(project, trekker=rol.partij)

    beperk_tot(rol, projecten[1:2])

    assert zichtbaar(partij_gebruiker) == [projecten[1]]
    afspraken = Uitvoeringsafspraak.objects.zichtbaar_voor(partij_gebruiker)
    assert [afspraak.project for afspraak in afspraken] == [projecten[1]]


def test_een_genoemd_project_zonder_deelname_blijft_dicht(partij_gebruiker, rol, projecten):
    beperk_tot(rol, projecten[1:])

    assert zichtbaar(partij_gebruiker) == [projecten[1]]


def test_zonder_genoemde_projecten_is_een_beperkte_rol_leeg_en_niet_onbeperkt(
    partij_gebruiker, rol, projecten
):
    beperk_tot(rol, projecten[:1])
    rol.projectrijen.get().delete()

    assert zichtbaar(partij_gebruiker) == []


def test_een_project_dat_genoemd_blijft_houdt_zijn_rij(rol, projecten):
    beperk_tot(rol, projecten[:1])
    rij = rol.projectrijen.get()

    beperk_tot(rol, projecten[:2])

    assert [genoemd.project for genoemd in rol.projectrijen.all()] == projecten[:2]
    assert rol.projectrijen.first() == rij


def test_andere_projecten_bij_een_rol_beeindigen_de_sessies(
    client, partij_gebruiker, rol, projecten
):
    beperk_tot(rol, projecten[:1])
    partij_gebruiker.refresh_from_db()
    client.force_login(partij_gebruiker)

    beperk_tot(rol, projecten[1:2])

    assert naar_inloggen(client.get(reverse("hulp")))


def test_de_beperking_staat_in_de_historie_van_de_rol(rol, projecten):
    beperk_tot(rol, projecten[:1])

    namen = set(Wijziging.objects.van(rol).values_list("naam", flat=True))
    assert str(projecten[0]) in namen


@pytest.fixture
def adres(rol):
    return reverse("actielijst:partijrol_projecten", args=["zuid-holland", rol.pk])


@pytest.fixture
def scherm(client, secretaris, adres):
    """The page as it is rendered now, to be posted with these ticks."""
    client.force_login(secretaris)

    def lees():
        basis = client.get(adres).context["form"]["basis"].value()
        return lambda *projecten: client.post(
            adres, {"basis": basis, "projecten": [project.pk for project in projecten]}
        )

    return lees


def test_de_secretaris_kiest_de_projecten(scherm, partij_gebruiker, projecten):
    scherm()(projecten[0])
    assert zichtbaar(partij_gebruiker) == [projecten[0]]

    scherm()()
    assert zichtbaar(partij_gebruiker) == projecten[:2]


def test_twee_vensters_zetten_elkaars_keuze_niet_terug(scherm, rol, projecten):
    beperk_tot(rol, projecten[:1])
    eerste, tweede = scherm(), scherm()

    eerste(projecten[0], projecten[1])
    tweede(projecten[0])
    assert [rij.project for rij in rol.projectrijen.all()] == projecten[:2]

    scherm()(projecten[1])
    tweede(projecten[0])
    assert [rij.project for rij in rol.projectrijen.all()] == projecten[1:2]


def test_een_keuze_zonder_wat_er_stond_wordt_geweigerd(client, scherm, rol, projecten, adres):
    beperk_tot(rol, projecten[:1])
    scherm()

    response = client.post(adres, {"projecten": [projecten[1].pk]})

    assert response.context["form"].non_field_errors() == [BESCHADIGD]
    assert [rij.project for rij in rol.projectrijen.all()] == projecten[:1]


def test_een_project_waaraan_de_partij_niet_meedoet_wordt_geweigerd(
    scherm, partij_gebruiker, projecten, rol
):
    response = scherm()(projecten[2])

    [zin] = response.context["form"].errors["projecten"]
    assert zin.startswith(f"{rol.partij} doet niet mee aan {projecten[2]}.")
    assert zichtbaar(partij_gebruiker) == projecten[:2]


def test_een_project_van_een_andere_provincie_is_niet_te_kiezen(scherm, utrecht, rol):
    response = scherm()(maak_project(utrecht))

    assert list(response.context["form"].errors) == ["projecten"]
    assert not rol.projectrijen.exists()


def test_wie_een_andere_rol_krijgt_is_niet_meer_beperkt(client, secretaris, rol, projecten):
    beperk_tot(rol, projecten[:1])
    client.force_login(secretaris)
    pagina = reverse("actielijst:rol_bewerken", args=["zuid-holland", rol.pk])
    basis = client.get(pagina).context["form"]["basis"].value()

    client.post(pagina, {"soort": "lezer", "partij": "", "geldig_tot": "", "basis": basis})

    rol.refresh_from_db()
    assert (rol.soort, rol.beperkt) == ("lezer", False)
