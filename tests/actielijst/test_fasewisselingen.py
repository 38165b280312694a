"""Every change of phase is kept, whatever makes it; and the list of them."""

import datetime
import io
import itertools

import pytest
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from actielijst.documenten.fiche import fiche_html
from actielijst.enums import Fase, Route
from actielijst.forms.fiche import Ficheformulier
from actielijst.models import Fasewisseling, Project
from pmiek.enums import Kanaal
from pmiek.history import Verouderd, acting_as
from pmiek.ongedaan import draai_terug
from tests.actielijst.documenten import PEILDATUM, geladen
from tests.bouwers import maak_gebruiker, maak_partij, maak_project, maak_rol, maak_ronde
from tests.formulier import fichedata
from tests.ongedaan import handeling_van

FASEN = ["", *Fase]


def zet(project, fase, reden=""):
    project.fase, project.fasereden = fase, reden
    project.save()


def regels(project):
    return [(rij.van, rij.naar, rij.reden) for rij in project.fasewisselingen.all()]


def test_een_wisseling_bewaart_wie_wanneer_en_waarom(zuid_holland):
    project = maak_project(zuid_holland, fase=Fase.PLANUITWERKING)
    collega = maak_gebruiker(naam="J. Jansen")

    with acting_as(collega, Kanaal.EXCEL):
        zet(project, Fase.VERKENNING, "De locatie viel af.")

    wisseling = project.fasewisselingen.first()
    assert (wisseling.van, wisseling.naar) == (Fase.PLANUITWERKING, Fase.VERKENNING)
    assert wisseling.reden == "De locatie viel af."
    assert wisseling.wijziging.door == collega
    assert wisseling.wijziging.kanaal == Kanaal.EXCEL
    assert wisseling.datum == timezone.localdate()
    assert str(wisseling) == "planuitwerking naar verkenning"


def test_een_reden_geldt_voor_een_wisseling(zuid_holland):
    project = maak_project(zuid_holland, fase=Fase.PROJECT)

    zet(project, Fase.VERKENNING, "Terug naar af.")
    project.fase = Fase.PROJECT
    project.save()

    assert regels(project) == [
        (Fase.VERKENNING, Fase.PROJECT, ""),
        (Fase.PROJECT, Fase.VERKENNING, "Terug naar af."),
    ]


def test_zonder_wisseling_komt_er_geen_regel_bij(zuid_holland):
    project = maak_project(zuid_holland, fase=Fase.PROJECT)

    project.naam, project.fasereden = "Andere naam", "Dit gaat nergens over."
    project.save()

    assert regels(project) == []


def test_wie_de_wedloop_verliest_laat_geen_wisseling_achter(project):
    ander = Project.objects.get(pk=project.pk)
    zet(ander, Fase.PROJECT)

    with pytest.raises(Verouderd):
        zet(project, Fase.VERKENNING)

    assert regels(project) == [("", Fase.PROJECT, "")]


def test_een_wisseling_wordt_niet_gewijzigd_of_gewist(zuid_holland):
    zet(maak_project(zuid_holland), Fase.PROJECT)
    wisseling = Fasewisseling.objects.get()

    for doe in (wisseling.save, wisseling.delete, Fasewisseling.objects.all().delete):
        with pytest.raises(NotImplementedError):
            doe()
    with pytest.raises(ProtectedError):
        wisseling.project.delete()


@pytest.mark.django_db
@pytest.mark.parametrize(("van", "naar"), list(itertools.permutations(FASEN, 2)))
def test_een_wisseling_heeft_dezelfde_richting_als_de_query(project, van, naar):
    if van:
        zet(project, van)
    zet(project, naar)
    wisseling = project.fasewisselingen.first()

    alle = Fasewisseling.objects.filter(pk=wisseling.pk)
    gevonden = {"eerste indeling": alle.eerste(), "terug": alle.terug(), "vooruit": alle.vooruit()}

    assert [naam for naam, rijen in gevonden.items() if rijen.exists()] == [wisseling.richting]
    assert alle.tel_richting() == {
        "eerste": int(not van),
        "terug": int(FASEN.index(naar) < FASEN.index(van)),
        "vooruit": int(FASEN.index(naar) > FASEN.index(van) > 0),
    }


def opslaan(project, **veranderd):
    data = fichedata(project, **veranderd)
    fiche = Ficheformulier(project, provincie=project.provincie, data=data)
    return fiche.save() if fiche.is_valid() else fiche.project.errors


def test_de_fiche_vraagt_een_reden_bij_een_fase_terug(zuid_holland):
    project = maak_project(zuid_holland, fase=Fase.PROJECT, fase_toelichting="Staat er al lang.")

    assert opslaan(project, fase="verkenning", fase_toelichting="Nieuwe toelichting.") == {
        "fasereden": ["U zet de fase terug. Schrijf in één zin waarom."]
    }
    project.refresh_from_db()
    opslaan(project, fase="verkenning", fasereden="De grond is verkocht.")

    assert regels(project)[0] == (Fase.PROJECT, Fase.VERKENNING, "De grond is verkocht.")


def test_een_fase_vooruit_vraagt_geen_reden(zuid_holland):
    project = maak_project(zuid_holland, fase=Fase.VERKENNING)

    opslaan(project, fase="project", route="acties")

    assert regels(project)[0] == (Fase.VERKENNING, Fase.PROJECT, "")


def test_een_lange_reden_blijft_heel(zuid_holland):
    project = maak_project(zuid_holland, fase=Fase.PROJECT)

    opslaan(project, fase="verkenning", fasereden="Een zin. " * 1111)

    assert len(project.fasewisselingen.first().reden) == 9998


def test_de_fiche_op_papier_zegt_sinds_wanneer(zuid_holland):
    project = maak_project(zuid_holland, fase=Fase.VERKENNING)
    assert "Sinds" not in fiche_html(geladen(project), PEILDATUM)

    zet(project, Fase.PLANUITWERKING)

    vandaag = timezone.localdate()
    zin = f"Planuitwerking. Sinds {vandaag:%d-%m-%Y}, daarvoor verkenning."
    assert zin in fiche_html(geladen(project), PEILDATUM)


def test_de_fiche_op_het_scherm_zegt_sinds_wanneer(client, lezer, zuid_holland):
    project = maak_project(zuid_holland, fase=Fase.VERKENNING)
    zet(project, Fase.PLANUITWERKING, "Het voorkeursalternatief is gekozen.")
    client.force_login(lezer)

    pagina = client.get(project.get_absolute_url()).content.decode()

    assert f"sinds {timezone.localdate():%d-%m-%Y}, daarvoor verkenning" in pagina
    assert "Het voorkeursalternatief is gekozen." in pagina


# --- the list


@pytest.fixture
def lijst(client, lezer, zuid_holland):
    client.force_login(lezer)
    adres = reverse("actielijst:fasewisseling_lijst", args=[zuid_holland.slug])
    return lambda **vraag: client.get(adres, vraag)


def wisselingen(response):
    return [(w.project.naam, w.van, w.naar) for w in response.context["fasewisselingen"]]


@pytest.fixture
def gewisseld(zuid_holland, utrecht):
    gemeente = maak_partij(zuid_holland, "Leiden")
    een = maak_project(zuid_holland, naam="Een", gemeenten=[gemeente])
    twee = maak_project(zuid_holland, naam="Twee", fase=Fase.PROJECT)
    zet(maak_project(utrecht, naam="Elders"), Fase.PROJECT)
    zet(een, Fase.VERKENNING)
    zet(een, Fase.PLANUITWERKING)
    zet(twee, Fase.VERKENNING, "De locatie viel af.")
    return gemeente


@pytest.mark.parametrize(
    ("vraag", "gevonden"),
    [
        ({}, ["Twee", "Een", "Een"]),
        ({"richting": "terug"}, ["Twee"]),
        ({"richting": "vooruit"}, ["Een"]),
        ({"richting": "eerste"}, ["Een"]),
        ({"naar": "verkenning"}, ["Twee", "Een"]),
        ({"van": "verkenning"}, ["Een"]),
        ({"sinds": "01-01-2090"}, []),
        ({"sinds": "onzin", "richting": "terug"}, ["Twee"]),
        ({"richting": "opzij"}, ["Twee", "Een", "Een"]),
    ],
)
def test_de_lijst_filtert_en_het_bestand_heeft_dezelfde_rijen(
    client, zuid_holland, lijst, gewisseld, vraag, gevonden
):
    assert [naam for naam, *_ in wisselingen(lijst(**vraag))] == gevonden

    adres = reverse("actielijst:fasewisseling_export", args=[zuid_holland.slug])
    blad = load_workbook(io.BytesIO(client.get(adres, vraag).content))["Fasewisselingen"]
    kop, *rijen = blad.values
    namen = [dict(zip(kop, rij, strict=True))["Project"] for rij in rijen]
    assert [naam for naam in namen if naam] == gevonden


def test_de_lijst_filtert_op_gemeente(lijst, gewisseld):
    assert [naam for naam, *_ in wisselingen(lijst(gemeente=gewisseld.pk))] == ["Een", "Een"]


def test_de_lijst_begint_bij_de_vorige_vergadering(lijst, gewisseld, zuid_holland):
    ronde = maak_ronde(zuid_holland)
    assert lijst().context["filter"].data["sinds"] == "01-12-2023"

    ronde.vergaderdatum = datetime.date(2026, 5, 12)
    ronde.save()
    assert lijst().context["filter"].data["sinds"] == "12-05-2026"

    # the meeting after it is planned over it; the one that was stays known
    ronde.vergaderdatum = datetime.date(2090, 12, 15)
    ronde.save()
    assert lijst().context["filter"].data["sinds"] == "12-05-2026"
    assert lijst(sinds="").context["filter"].data["sinds"] == ""


def test_een_verschoven_vergadering_is_niet_geweest(zuid_holland):
    ronde = maak_ronde(zuid_holland, vergaderdatum=datetime.date(2090, 1, 1))
    ronde.vergaderdatum = datetime.date(2090, 2, 1)
    ronde.save()

    assert zuid_holland.rondes.vorige_vergadering() == ronde.startdatum


def test_een_vergadering_van_vandaag_is_nog_niet_geweest(zuid_holland):
    ronde = maak_ronde(zuid_holland, vergaderdatum=timezone.localdate())

    assert zuid_holland.rondes.vorige_vergadering() == ronde.startdatum


def test_een_project_in_het_archief_telt_niet_mee(lijst, zuid_holland):
    project = maak_project(zuid_holland, fase=Fase.VERKENNING)
    zet(project, Fase.PROJECT)
    project.gearchiveerd_op, project.archiefreden = PEILDATUM, "Klaar."
    project.save()

    assert regels(project) == [(Fase.VERKENNING, Fase.PROJECT, "")]
    assert wisselingen(lijst()) == []
    assert "Er wisselde nog geen project van fase." in lijst().content.decode()


def test_een_lege_lijst_zegt_door_welk_filter(lijst, gewisseld):
    pagina = lijst(sinds="01-01-2090").content.decode()

    assert "Geen fasewisselingen met sinds 1 januari 2090." in pagina


def test_een_partij_ziet_alleen_wisselingen_van_eigen_projecten(
    client, partij_gebruiker, zuid_holland
):
    partij = partij_gebruiker.rollen.get().partij
    zet(maak_project(zuid_holland, naam="Eigen", partijen=[partij]), Fase.PROJECT)
    zet(maak_project(zuid_holland, naam="Ander"), Fase.PROJECT)
    client.force_login(partij_gebruiker)

    adres = reverse("actielijst:fasewisseling_lijst", args=[zuid_holland.slug])

    assert wisselingen(client.get(adres)) == [("Eigen", "", Fase.PROJECT)]


# --- the next phase in the list of projects


@pytest.mark.parametrize(
    ("stand", "gevonden"),
    [
        ("te_laat", ["2020"]),
        ("binnenkort", ["straks"]),
        ("onleesbaar", ["z.s.m."]),
        ("geen", [""]),
    ],
)
def test_projecten_zijn_te_vinden_op_de_termijn_van_de_volgende_fase(zuid_holland, stand, gevonden):
    straks = timezone.localdate() + datetime.timedelta(days=28)
    for termijn, naam in [
        ("2020", "2020"),
        (f"{straks:%d-%m-%Y}", "straks"),
        ("2090", "2090"),
        ("vanaf 2029", "vanaf"),
        ("z.s.m.", "z.s.m."),
        ("", ""),
    ]:
        maak_project(zuid_holland, naam=naam or "leeg", volgende_fase_termijn=termijn)

    namen = [project.naam for project in Project.objects.met_termijn(stand)]

    assert namen == [naam or "leeg" for naam in gevonden]


def test_de_projectenlijst_telt_af_en_sorteert_op_termijn(client, lezer, zuid_holland):
    for termijn in ("2090", "2020", "z.s.m."):
        maak_project(zuid_holland, naam=termijn, route=Route.ACTIES, volgende_fase_termijn=termijn)
    client.force_login(lezer)

    adres = reverse("actielijst:project_lijst", args=[zuid_holland.slug])
    antwoord = client.get(adres, {"sorteer": "termijn"})

    namen = [project.naam for project in antwoord.context["projecten"]]
    assert [naam for naam in namen if naam != "z.s.m."] == ["2020", "2090"]
    assert "jaar te laat" in antwoord.content.decode()


def test_een_wisseling_is_ongedaan_te_maken_met_een_reden(zuid_holland):
    project = maak_project(zuid_holland, fase=Fase.VERKENNING)
    redacteur = maak_gebruiker()
    maak_rol(redacteur, zuid_holland)
    with handeling_van(redacteur) as handeling:
        zet(project, Fase.PROJECT)

    with acting_as(redacteur):
        draai_terug(handeling.id, provincie=zuid_holland, gebruiker=redacteur)

    project.refresh_from_db()
    assert project.fase == Fase.VERKENNING
    assert regels(project)[0] == (
        Fase.PROJECT,
        Fase.VERKENNING,
        "Een eerdere wijziging is ongedaan gemaakt.",
    )
