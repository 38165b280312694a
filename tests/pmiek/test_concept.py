"""Drafts: nothing typed is lost, and nobody but its owner ever sees it."""

import datetime
import json
import re

import pytest
from django.core.management import call_command
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from actielijst.forms.bulk import keuzewaarde
from actielijst.models import Project
from pmiek.concept import MAX_CONCEPTEN, Concept
from pmiek.enums import Rolsoort
from pmiek.models import Rol, Verzending
from tests.bouwers import maak_afspraak, maak_concept, maak_gebruiker, maak_project, maak_rol
from tests.formulier import fichedata
from tests.toegang import naar_inloggen

pytestmark = pytest.mark.django_db


@pytest.fixture
def bewerken(project):
    return reverse("actielijst:project_bewerken", args=["zuid-holland", project.pk])


@pytest.fixture
def ingelogd(client, redacteur):
    client.force_login(redacteur)
    return client


@pytest.fixture
def data(ingelogd, bewerken, project):
    """The form as the browser has it, with a text typed in it."""
    return fichedata(project, doel="Getypt") | token(ingelogd, bewerken)


def token(client, adres):
    return token_in(client.get(adres))


def token_in(response):
    return {"concept": re.search(r'name="concept" value="([^"]+)"', response.text)[1]}


def autosave(client, adres, data):
    return client.post(adres, data, headers={"X-Concept": "bewaar"})


def doel(concept):
    return concept.data["doel"]


def test_een_concept_houdt_vast_wat_getypt_is_en_waarop_het_rust(
    ingelogd, bewerken, data, project, redacteur
):
    antwoord = autosave(ingelogd, bewerken, data | {"gemeenten": ["1", "2"], "doel": "a\x00b"})

    concept = Concept.objects.van(redacteur).get()
    assert list(antwoord.json()) == ["om"]
    assert (doel(concept), concept.data.getlist("gemeenten")) == ("a\x00b", ["1", "2"])
    assert (concept.data["basis"], concept.versie) == (data["basis"], project.versie)
    assert {"concept", "csrfmiddlewaretoken"} & set(concept.data) == set()
    assert Project.objects.get(pk=project.pk).doel == ""


def test_dezelfde_pagina_schrijft_in_hetzelfde_concept(ingelogd, bewerken, data):
    for tekst in ("een", "twee"):
        autosave(ingelogd, bewerken, data | {"doel": tekst})

    assert doel(Concept.objects.get()) == "twee"


def test_een_andere_pagina_schrijft_niet_over_een_concept_dat_wacht(ingelogd, bewerken, data):
    autosave(ingelogd, bewerken, data)

    autosave(ingelogd, bewerken, data | token(ingelogd, bewerken) | {"doel": "Anders"})

    assert sorted(doel(concept) for concept in Concept.objects.all()) == ["Anders", "Getypt"]


def test_een_concept_wordt_aangeboden_en_staat_er_na_verdergaan(ingelogd, bewerken, data):
    autosave(ingelogd, bewerken, data | {"naam": ""})
    aanbod = ingelogd.get(bewerken)
    verder = Concept.objects.get().verder_adres

    hervat = ingelogd.get(verder)

    assert "Er staat een concept van u van vandaag" in aanbod.text
    assert verder in aanbod.text
    assert aanbod.context["fiche"].project["doel"].value() == ""
    assert hervat.context["fiche"].project["doel"].value() == "Getypt"
    assert "U werkt verder in uw concept" in hervat.text
    # a draft is not judged before it is sent
    assert hervat.context["fouten"] == []
    assert "aria-invalid" not in hervat.text


def test_opslaan_wist_het_concept(ingelogd, bewerken, data, project):
    autosave(ingelogd, bewerken, data)

    ingelogd.post(bewerken, data)

    assert Project.objects.get(pk=project.pk).doel == "Getypt"
    assert Concept.objects.count() == 0


def test_opslaan_in_een_ander_venster_wist_het_concept(ingelogd, bewerken, data, project):
    autosave(ingelogd, bewerken, data)
    ander = token(ingelogd, Concept.objects.get().verder_adres)

    ingelogd.post(bewerken, data | ander | {"doel": "Verder"})

    assert Project.objects.get(pk=project.pk).doel == "Verder"
    assert Concept.objects.count() == 0


def test_een_concept_dat_na_het_opslaan_aankomt_blijft_weg(ingelogd, bewerken, data):
    ingelogd.post(bewerken, data)

    autosave(ingelogd, bewerken, data)

    assert Concept.objects.count() == 0


def test_verdergaan_raakt_niet_wat_een_collega_intussen_schreef(
    ingelogd, bewerken, data, project, zuid_holland
):
    autosave(ingelogd, bewerken, data)
    collega = maak_gebruiker()
    maak_rol(collega, zuid_holland)
    client = Client()
    client.force_login(collega)
    client.post(bewerken, fichedata(project, aanleiding="Van de collega"))
    hervat = ingelogd.get(Concept.objects.get().verder_adres)
    fiche = hervat.context["fiche"].project

    ingelogd.post(bewerken, data | {"basis": fiche["basis"].value()})

    opgeslagen = Project.objects.get(pk=project.pk)
    assert "Sindsdien heeft iemand anders hier iets gewijzigd" in hervat.text
    assert (opgeslagen.doel, opgeslagen.aanleiding) == ("Getypt", "Van de collega")


# --- the same draft on two computers


@pytest.fixture
def thuis(ingelogd, bewerken, data):
    """The form at home, gone on with what was typed at the office."""
    autosave(ingelogd, bewerken, data)
    return data | token(ingelogd, Concept.objects.get().verder_adres)


def test_twee_computers_overschrijven_elkaars_concept_niet(ingelogd, bewerken, data, thuis):
    autosave(ingelogd, bewerken, thuis | {"doel": "Getypt, en thuis een alinea"})
    assert Concept.objects.count() == 1

    autosave(ingelogd, bewerken, data | {"doel": "Getypt!"})

    assert {doel(een) for een in Concept.objects.all()} == {
        "Getypt, en thuis een alinea",
        "Getypt!",
    }
    for een in Concept.objects.all():
        hervat = ingelogd.get(een.verder_adres).context["fiche"]
        assert hervat.project["doel"].value() == doel(een)


def test_opslaan_ruimt_op_waarmee_verder_is_gegaan_en_niet_wat_daarna_nog_is_getypt(
    ingelogd, bewerken, data, thuis
):
    autosave(ingelogd, bewerken, data | {"doel": "Op kantoor nog een woord"})

    ingelogd.post(bewerken, thuis | {"doel": "Thuis opgeslagen"})

    assert [doel(een) for een in Concept.objects.all()] == ["Op kantoor nog een woord"]


def test_wie_verdergaat_en_ververst_ziet_wat_het_laatst_getypt_is(ingelogd, bewerken, thuis):
    adres = Concept.objects.get().verder_adres
    autosave(ingelogd, bewerken, thuis | {"doel": "Verder getypt"})

    ververst = ingelogd.get(adres)

    assert ververst.context["fiche"].project["doel"].value() == "Verder getypt"


# --- a post that is refused


@pytest.mark.parametrize("fout", [{"naam": ""}, {"ibn": "Q5 2030"}], ids=["naam", "ibn"])
def test_een_geweigerd_formulier_wordt_een_concept(ingelogd, bewerken, data, fout):
    ingelogd.post(bewerken, data | fout)

    assert doel(Concept.objects.get()) == "Getypt"


def test_na_een_geweigerd_formulier_blijft_het_hetzelfde_concept(ingelogd, bewerken, data, project):
    geweigerd = ingelogd.post(bewerken, data | {"naam": ""})
    zelfde = re.search(r'name="concept" value="([^"]+)"', geweigerd.text)[1]

    ingelogd.post(bewerken, data | {"concept": zelfde})

    assert Project.objects.get(pk=project.pk).doel == "Getypt"
    assert Concept.objects.count() == 0


def test_een_verlopen_sessie_bewaart_wat_getypt_is_voor_haar_gebruiker(
    ingelogd, bewerken, data, redacteur
):
    ingelogd.session.flush()

    response = ingelogd.post(bewerken, data)

    assert naar_inloggen(response)
    assert response.url.endswith(f"?next={bewerken}")
    assert "Wat u typte is bewaard" in ingelogd.get(response.url).text
    ingelogd.force_login(redacteur)
    assert "Er staat een concept van u" in ingelogd.get(bewerken).text
    assert doel(Concept.objects.van(redacteur).get()) == "Getypt"


def test_wie_daarna_op_dezelfde_computer_inlogt_krijgt_die_tekst_niet(
    ingelogd, bewerken, data, zuid_holland
):
    ander = maak_gebruiker()
    maak_rol(ander, zuid_holland)
    ingelogd.session.flush()
    ingelogd.post(bewerken, data)

    ingelogd.force_login(ander)

    sleutel = Concept.objects.get().sleutel
    pagina = ingelogd.get(f"{bewerken}?concept={sleutel}")
    assert pagina.context["fiche"].project["doel"].value() == ""
    assert "concept van u" not in pagina.text
    assert ingelogd.get(reverse("mijn_concepten")).context["concepten"] == []


def test_een_vergeten_token_van_de_site_kost_geen_tekst(redacteur, bewerken, project):
    client = Client(enforce_csrf_checks=True)
    client.force_login(redacteur)
    data = fichedata(project, doel="Getypt") | token(client, bewerken)

    response = client.post(bewerken, data)

    assert response.status_code == 403
    assert "Wat u typte is bewaard als concept" in response.text
    assert doel(Concept.objects.van(redacteur).get()) == "Getypt"


def test_wie_elders_weer_inlogde_krijgt_een_nieuw_token_en_slaat_gewoon_op(
    redacteur, bewerken, project
):
    client = Client(enforce_csrf_checks=True)
    client.force_login(redacteur)
    data = fichedata(project, doel="Getypt") | token(client, bewerken)

    antwoord = autosave(client, bewerken, data)

    assert (antwoord.status_code, antwoord.json()["bewaard"]) == (403, True)
    assert doel(Concept.objects.van(redacteur).get()) == "Getypt"
    client.post(bewerken, data | {"csrfmiddlewaretoken": antwoord.json()["token"]})
    assert Project.objects.get(pk=project.pk).doel == "Getypt"


def test_wie_zijn_rol_verloor_houdt_zijn_tekst(ingelogd, bewerken, data, redacteur):
    rol = Rol.objects.get(gebruiker=redacteur)
    rol.soort = Rolsoort.LEZER
    rol.save()

    # a changed role ends the sessions of its user
    assert naar_inloggen(ingelogd.post(bewerken, data))
    redacteur.refresh_from_db()
    ingelogd.force_login(redacteur)
    weer = ingelogd.post(bewerken, data)

    assert weer.status_code == 403
    assert "Wat u typte is bewaard als concept" in weer.text
    lijst = ingelogd.get(reverse("mijn_concepten"))
    assert lijst.context["concepten"][0].teksten == [("Doel", "Getypt")]
    assert lijst.context["concepten"][0].kan_verder is False


def test_wie_zijn_rol_afliep_tijdens_het_typen_houdt_zijn_tekst(
    ingelogd, bewerken, data, redacteur, monkeypatch
):
    rol = Rol.objects.get(gebruiker=redacteur)
    rol.geldig_tot = timezone.localdate()
    rol.save()
    redacteur.refresh_from_db()
    ingelogd.force_login(redacteur)
    morgen = timezone.localdate() + datetime.timedelta(days=1)
    monkeypatch.setattr(timezone, "localdate", lambda *args: morgen)

    response = ingelogd.post(bewerken, data)

    assert response.status_code == 404
    assert "Wat u typte is bewaard als concept" in response.text
    assert doel(Concept.objects.van(redacteur).get()) == "Getypt"


def test_wie_eerst_een_tweede_factor_moet_instellen_houdt_zijn_tekst(
    ingelogd, bewerken, data, redacteur, zuid_holland
):
    zuid_holland.tweede_factor_verplicht = True
    zuid_holland.save()

    response = ingelogd.post(bewerken, data)

    assert response.url == reverse("mfa_index")
    assert doel(Concept.objects.van(redacteur).get()) == "Getypt"


def test_een_gearchiveerd_project_geeft_de_tekst_terug_om_over_te_nemen(
    ingelogd, bewerken, data, project
):
    project.gearchiveerd_op, project.archiefreden = "2026-01-01", "Klaar."
    project.save()

    ingelogd.post(bewerken, data)

    (concept,) = ingelogd.get(reverse("mijn_concepten")).context["concepten"]
    assert (concept.teksten, concept.kan_verder) == ([("Doel", "Getypt")], False)


def test_een_fout_in_de_site_kost_geen_tekst(ingelogd, bewerken, data, monkeypatch, caplog):
    caplog.set_level("CRITICAL", "django")

    def stuk(*args, **kwargs):
        raise DatabaseError("stuk")

    monkeypatch.setattr(Project, "save", stuk)
    ingelogd.raise_request_exception = False

    assert ingelogd.post(bewerken, data).status_code >= 500
    assert doel(Concept.objects.get()) == "Getypt"


# --- whose it is


@pytest.mark.parametrize(
    "vervalst",
    [
        lambda token: token[:-2] + ("AA" if token[-2:] != "AA" else "BB"),
        lambda token: "",
        lambda token: "x" * 10_000,
        lambda token: json.dumps({"gebruiker": 1}),
    ],
    ids=["handtekening", "leeg", "lang", "json"],
)
def test_een_vervalst_token_bewaart_niets(ingelogd, bewerken, data, vervalst):
    response = autosave(ingelogd, bewerken, data | {"concept": vervalst(data["concept"])})

    assert response.status_code == 400
    assert Concept.objects.count() == 0
    assert Project.objects.get().doel == ""


def test_een_token_van_een_ander_schrijft_niet_bij_mij(
    client, ingelogd, bewerken, data, secretaris
):
    ander = Client()
    ander.force_login(secretaris)

    response = autosave(ander, bewerken, data)

    assert response.status_code == 400
    assert Concept.objects.count() == 0


def test_een_token_geldt_alleen_voor_zijn_eigen_formulier(ingelogd, data):
    nieuw = reverse("actielijst:project_nieuw", args=["zuid-holland"])

    autosave(ingelogd, nieuw, data)

    assert Concept.objects.count() == 0


def test_alleen_de_eigenaar_ziet_en_gooit_weg(client, project, redacteur, secretaris):
    concept = maak_concept(redacteur, project, [("doel", ["Geheim"])])
    weg = reverse("concept_weggooien", args=[concept.pk])
    client.force_login(secretaris)

    assert client.post(weg).status_code == 404
    assert "Geheim" not in client.get(reverse("mijn_concepten")).text

    client.force_login(redacteur)
    assert "Geheim" in client.get(reverse("mijn_concepten")).text
    assert client.post(weg, {"next": "https://elders.example/"}).url == reverse("mijn_concepten")
    assert Concept.objects.count() == 0


# --- how many, how long, in which words


def test_meer_dan_het_grootste_aantal_wordt_niet_bewaard_maar_gezegd(
    ingelogd, bewerken, data, project, redacteur
):
    for _ in range(MAX_CONCEPTEN):
        maak_concept(redacteur, project)

    response = autosave(ingelogd, bewerken, data)

    assert response.status_code == 409
    assert f"u hebt al {MAX_CONCEPTEN} concepten" in response.json()["melding"]
    assert Concept.objects.count() == MAX_CONCEPTEN


def test_na_dertig_dagen_is_een_concept_weg(client, project, redacteur, capsys):
    maand = timezone.now() - datetime.timedelta(days=30)
    maak_concept(redacteur, project, bewaard_op=maand)
    maak_concept(redacteur, project, bewaard_op=maand + datetime.timedelta(minutes=1))
    client.force_login(redacteur)
    assert len(client.get(reverse("mijn_concepten")).context["concepten"]) == 1

    call_command("ruim_op")

    assert Concept.objects.count() == 1
    assert "verlopen concepten: 1" in capsys.readouterr().out


def test_opruimen_vergeet_oude_verzendingen(redacteur, monkeypatch):
    oud = Verzending.objects.create(gebruiker=redacteur, sleutel="oud", naar="/")
    later = oud.verzonden_op + datetime.timedelta(days=30, seconds=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    Verzending.objects.create(gebruiker=redacteur, sleutel="nieuw", naar="/")

    call_command("ruim_op")

    assert [een.sleutel for een in Verzending.objects.all()] == ["nieuw"]


def test_de_teksten_zijn_wat_de_gebruiker_veranderde_in_woorden(
    ingelogd, bewerken, project, redacteur
):
    maak_afspraak(project, activiteit="Stond er al")
    data = fichedata(project, naam="Nieuwe naam", ibn="2031", fase="verkenning")
    data |= {"afspraak-0-resultaat": "Een besluit", "afspraak-1-activiteit": "Nieuwe rij"}
    data |= {"afspraak-1-nieuw": "1", "ip-0-nummer": "TenneT-1"}

    autosave(ingelogd, bewerken, data | token(ingelogd, bewerken))

    (concept,) = ingelogd.get(reverse("mijn_concepten")).context["concepten"]
    assert sorted(concept.teksten) == sorted(
        [
            ("Naam", "Nieuwe naam"),
            ("IBN", "2031"),
            ("Afspraak 1, resultaat", "Een besluit"),
            ("Afspraak 2, activiteit", "Nieuwe rij"),
            ("IP 1, ID of projectnummer in IP", "TenneT-1"),
        ]
    )


SCHERMEN = {
    "teksten": "terugblik",
    "huisstijl": "bordnaam",
    "partij_nieuw": "naam",
    "keuze_nieuw": "naam",
    "ronde_nieuw": "naam",
    "rol_nieuw": "email",
    "project_nieuw": "naam",
}


@pytest.mark.parametrize("scherm", SCHERMEN)
def test_elk_formulier_heeft_een_concept(client, secretaris, zuid_holland, scherm):
    zuid_holland.rondes.create(naam="1.0", startdatum="2023-12-01")
    client.force_login(secretaris)
    adres = reverse(f"actielijst:{scherm}", args=["zuid-holland"])

    autosave(client, adres, token(client, adres) | {SCHERMEN[scherm]: "Getypt"})

    hervat = client.get(Concept.objects.get().verder_adres)
    assert 'value="Getypt"' in hervat.text or ">\nGetypt</textarea>" in hervat.text
    assert "aria-invalid" not in hervat.text
    assert client.get(reverse("mijn_concepten")).context["concepten"][0].kan_verder


def test_een_concept_met_alleen_keuzes_noemt_de_projecten_die_wachten(
    ingelogd, zuid_holland, utrecht
):
    een, twee, ander = (maak_project(zuid_holland) for _ in range(3))
    vreemd = maak_project(utrecht)
    lijst = reverse("actielijst:categoriseren", args=["zuid-holland"])
    keuzes = {f"p{p.pk}-basis": '{"fase": "", "route": ""}' for p in (een, twee, vreemd)}
    keuzes |= {f"p{een.pk}-fase": "verkenning", f"p{een.pk}-waarom": "Zo is besloten."}
    autosave(ingelogd, lijst, keuzes | token(ingelogd, lijst))

    (concept,) = ingelogd.get(reverse("mijn_concepten")).context["concepten"]

    assert concept.wachtende == [str(een), str(twee)]
    assert concept.teksten == [("Waarom", "Zo is besloten.")]
    assert str(ander) not in concept.wachtende


def test_een_concept_van_gekozen_afspraken_noemt_die_en_niets_van_de_pagina(ingelogd, project):
    afspraak = maak_afspraak(project, activiteit="Kavel kiezen")
    adres = reverse("actielijst:afspraken_wijzigen", args=["zuid-holland"])
    keuze = {"keuze": keuzewaarde(afspraak), "status": "loopt", "vraag": "status=open"}
    bevestiging = ingelogd.post(adres, keuze)
    autosave(ingelogd, adres, keuze | {"bevestigd": "1"} | token_in(bevestiging))

    (concept,) = ingelogd.get(reverse("mijn_concepten")).context["concepten"]

    assert (concept.wachtende, concept.teksten) == (["Kavel kiezen"], [])


def test_de_startpagina_noemt_wat_er_wacht(client, project, redacteur):
    maak_concept(redacteur, project)
    client.force_login(redacteur)

    start = client.get(reverse("actielijst:start", args=["zuid-holland"]))

    assert Concept.objects.get().verder_adres in start.text
