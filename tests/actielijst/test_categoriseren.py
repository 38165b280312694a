"""Step 1 of the source: every project gets a fase and a route, one row at a time or several."""

import datetime
import json
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from actielijst.enums import Fase, Route
from actielijst.forms.indeling import VRAGEN, ZIN_WAAROM
from actielijst.linter import aantallen
from actielijst.models import Project
from pmiek.concept import Concept
from pmiek.history import Verouderd
from pmiek.wijziging import Wijziging
from tests.bouwers import (
    maak_afspraak,
    maak_concept,
    maak_gebruiker,
    maak_project,
    maak_rol,
    maak_ronde,
)
from tests.pmiek.test_concept import autosave, token_in

HTMX = {"HTTP_HX_REQUEST": "true"}
LANG = "Een zin. " * 1111


@pytest.fixture
def pagina(zuid_holland):
    return reverse("actielijst:categoriseren", args=[zuid_holland.slug])


@pytest.fixture
def gekozen(zuid_holland):
    return reverse("actielijst:categoriseren_gekozen", args=[zuid_holland.slug])


@pytest.fixture
def als_redacteur(client, redacteur):
    client.force_login(redacteur)
    return client


def rijadres(project):
    return reverse("actielijst:project_indelen", args=[project.provincie.slug, project.pk])


def basis(project):
    return json.dumps({"fase": project.fase, "route": project.route, "waarom": ""})


def gepost(project, **velden):
    """What the row of this project sends, as it was rendered from this object."""
    return {"fase": project.fase, "route": project.route, "basis": basis(project)} | velden


def stand(project):
    project.refresh_from_db()
    return project.fase, project.route


def namen(response):
    return [rij.project.naam for rij in response.context["rijen"]]


# --- one row


def test_een_rij_wordt_bewaard_met_een_regel_in_de_historie(als_redacteur, project):
    antwoord = als_redacteur.post(
        rijadres(project), gepost(project, fase="planuitwerking", route="acties"), **HTMX
    )

    assert stand(project) == (Fase.PLANUITWERKING, Route.ACTIES)
    assert Wijziging.objects.van(project).count() == 2
    assert antwoord.context["trechter"].matrix["planuitwerking"]["acties"] == 1
    assert f'id="rij-{project.pk}"' in antwoord.content.decode()
    assert 'hx-swap-oob="true"' in antwoord.content.decode()


def test_zonder_script_gaat_het_terug_naar_dezelfde_doorsnede(als_redacteur, project, pagina):
    antwoord = als_redacteur.post(
        f"{rijadres(project)}?toon=zonder_route", gepost(project, route="acties", fase="project")
    )

    assert antwoord.url == f"{pagina}?toon=zonder_route#rij-{project.pk}"
    assert stand(project) == (Fase.PROJECT, Route.ACTIES)


@pytest.mark.parametrize(
    ("van", "naar", "vraag"),
    [
        (("project", "acties"), ("verkenning", "acties"), ["terug"]),
        (("verkenning", "acties"), ("verkenning", "monitoring"), ["verkenning"]),
        (("project", "acties"), ("project", "pmiek_plus_1"), ["concreet"]),
        (("project", "monitoring"), ("verkenning", "monitoring"), ["terug", "verkenning"]),
        (("", ""), ("realisatie", "pmiek_plus_1"), ["concreet"]),
    ],
)
@pytest.mark.parametrize("kop", [HTMX, {}], ids=["met script", "zonder script"])
def test_het_ongewone_vraagt_een_zin_en_wacht_daarop(als_redacteur, project, van, naar, vraag, kop):
    project.fase, project.route = van
    project.save()
    data = gepost(project, fase=naar[0], route=naar[1])

    gevraagd = als_redacteur.post(rijadres(project), data, **kop).content.decode()

    zin = " ".join(VRAGEN[naam] for naam in vraag)
    assert f"data-vraag>{zin}</label>" in gevraagd
    assert stand(project) == van
    als_redacteur.post(rijadres(project), data | {"waarom": "Dat wil het bestuur."}, **kop)
    assert stand(project) == naar
    assert (project.route_toelichting == "Dat wil het bestuur.") == (vraag != ["terug"])
    reden = project.fasewisselingen.first().reden if van[0] != naar[0] else "Dat wil het bestuur."
    assert reden == "Dat wil het bestuur."


@pytest.mark.parametrize(
    ("van", "naar"),
    [
        (("", ""), ("verkenning", "acties")),
        (("", ""), ("verkenning", "pmiek_plus_1")),
        (("verkenning", "acties"), ("realisatie", "monitoring")),
        (("project", "monitoring"), ("project", "acties")),
    ],
)
def test_het_gewone_vraagt_niets(als_redacteur, project, van, naar):
    project.fase, project.route = van
    project.save()

    als_redacteur.post(rijadres(project), gepost(project, fase=naar[0], route=naar[1]), **HTMX)

    assert stand(project) == naar


def test_een_gegeven_reden_staat_in_de_rij_en_op_het_tabblad_en_wordt_niet_nog_eens_gevraagd(
    als_redacteur, project, pagina
):
    project.fase = Fase.VERKENNING
    project.save()
    data = gepost(project, route="monitoring", waarom="Het besluit valt in 2027.")

    rij = als_redacteur.post(rijadres(project), data, **HTMX).content.decode()
    tabblad = als_redacteur.get(pagina, {"toon": "afwijkend"}).content.decode()

    regel = "Wijkt af van de bron: Het besluit valt in 2027."
    assert [rij.count(regel), tabblad.count(regel)] == [1, 1]
    assert aantallen(Project.objects.actueel())["verkenning_naar_monitoring"] == 1


def test_een_afwijking_zonder_reden_zegt_dat(als_redacteur, project, pagina):
    project.fase, project.route = Fase.PROJECT, Route.PMIEK_PLUS_1
    project.save()

    assert "Wijkt af van de bron, nog zonder reden." in als_redacteur.get(pagina).content.decode()


def test_een_fase_die_terugging_toont_waarom_tot_ze_weer_wisselt(als_redacteur, project, pagina):
    project.fase = Fase.PROJECT
    project.save()
    project.fase, project.fasereden = Fase.VERKENNING, "De locatie viel af."
    project.save()
    terug = als_redacteur.get(pagina).content.decode()
    project.fase = Fase.REALISATIE
    project.save()

    assert "Fase ging terug: De locatie viel af." in terug
    assert "Fase ging terug" not in als_redacteur.get(pagina).content.decode()


def test_een_zin_die_twee_vragen_beantwoordt_staat_er_een_keer(als_redacteur, project):
    project.fase, project.route = Fase.PROJECT, Route.ACTIES
    project.save()
    data = gepost(project, fase="verkenning", route="monitoring", waarom="De locatie viel af.")

    rij = als_redacteur.post(rijadres(project), data, **HTMX).content.decode()

    assert rij.count("De locatie viel af.") == 1
    assert "Fase ging terug en de route wijkt af van de bron: De locatie viel af." in rij


def test_een_lange_reden_is_ingekort_met_lees_verder(als_redacteur, project, pagina):
    project.fase, project.route = Fase.PROJECT, Route.PMIEK_PLUS_1
    project.route_toelichting = LANG.strip()
    project.save()

    rij = als_redacteur.get(pagina).content.decode()

    zichtbaar = re.search(r"Wijkt af van de bron: <details.*?</summary>", rij, re.DOTALL)[0]
    assert len(zichtbaar) < 400
    assert f"</summary>{LANG.strip()}</details>" in rij


def test_elke_toets_kiest_iets_anders_en_staat_op_het_scherm(als_redacteur, project, pagina):
    scherm = als_redacteur.get(pagina).content.decode()

    getoond = re.findall(r'<kbd data-veld="(\w+)" data-waarde="(\w+)">(.)</kbd>', scherm)
    fasen = [("fase", fase.value, teken) for fase, teken in zip(Fase, "1234", strict=True)]
    routes = [("route", route.value, teken) for route, teken in zip(Route, "amp", strict=True)]
    assert getoond == fasen + routes


def test_een_lange_zin_blijft_heel(als_redacteur, project):
    project.fase = Fase.PROJECT
    project.save()

    als_redacteur.post(rijadres(project), gepost(project, fase="verkenning", waarom=LANG), **HTMX)

    assert project.fasewisselingen.first().reden == LANG.strip()


def test_wat_een_collega_intussen_koos_wordt_gevraagd(als_redacteur, project):
    data = gepost(project, fase="verkenning", route="acties")
    Project.objects.get(pk=project.pk)
    project.fase = Fase.REALISATIE
    project.save()

    antwoord = als_redacteur.post(rijadres(project), data, **HTMX).content.decode()

    assert "veranderde dit intussen in" in antwoord
    assert "realisatie" in antwoord
    assert stand(project) == (Fase.REALISATIE, "")


def test_een_ander_veld_van_een_collega_blijft_staan(als_redacteur, project):
    data = gepost(project, route="acties")
    project.fase = Fase.PROJECT
    project.save()

    als_redacteur.post(rijadres(project), data, **HTMX)

    assert stand(project) == (Fase.PROJECT, Route.ACTIES)


@pytest.mark.parametrize(
    "onzin",
    [{"basis": "weg"}, {"fase": "opzij"}, {"route": "x" * 5000}, {"waarom": "\x00"}, {"fase": ""}],
)
def test_een_vervalste_rij_schrijft_niets(als_redacteur, project, onzin):
    project.fase = Fase.PROJECT
    project.save()

    antwoord = als_redacteur.post(rijadres(project), gepost(project, route="acties") | onzin)

    assert antwoord.status_code == 200
    assert stand(project) == (Fase.PROJECT, "")
    assert antwoord.context["fouten"] != []


def test_een_project_in_het_archief_is_niet_in_te_delen(als_redacteur, zuid_holland):
    weg = maak_project(zuid_holland, gearchiveerd_op="2026-01-01", archiefreden="Klaar.")

    assert als_redacteur.post(rijadres(weg), gepost(weg, fase="project")).status_code == 404


def test_een_lezer_ziet_de_lijst_zonder_keuzes(client, lezer, project, pagina):
    client.force_login(lezer)

    tekst = client.get(pagina).content.decode()

    assert project.naam in tekst
    assert 'type="radio"' not in tekst


def test_een_bewaarde_rij_is_meteen_weer_te_wijzigen(als_redacteur, project):
    eerst = als_redacteur.post(rijadres(project), gepost(project, fase="verkenning"), **HTMX)

    rij = eerst.context["rij"]
    assert rij.opgeslagen == (Fase.VERKENNING, "")
    velden = {"fase": "realisatie", "route": "", "basis": rij.basis}
    als_redacteur.post(rijadres(project), velden, **HTMX)
    assert stand(project) == (Fase.REALISATIE, "")


def test_een_bewaarde_rij_is_ongedaan_te_maken(als_redacteur, project, pagina):
    antwoord = als_redacteur.post(
        f"{rijadres(project)}?toon=zonder_route", gepost(project, route="acties"), **HTMX
    ).content.decode()
    adres = re.search(r'action="(/zuid-holland/ongedaan/[^"]+)"', antwoord)[1]
    terug = re.search(r'name="terug" value="([^"]+)"', antwoord)[1]
    assert terug == f"{pagina}?toon=zonder_route"

    assert als_redacteur.post(adres, {"terug": terug}).url == terug

    assert stand(project) == ("", "")


# --- the slices and the counts


@pytest.fixture
def gevuld(zuid_holland, utrecht):
    maak_ronde(zuid_holland)
    for naam, fase, route in [
        ("gewoon", Fase.PROJECT, Route.ACTIES),
        ("leeg", "", ""),
        ("zonder route", Fase.VERKENNING, ""),
        ("afwijkend", Fase.REALISATIE, Route.PMIEK_PLUS_1),
    ]:
        maak_project(zuid_holland, naam=naam, fase=fase, route=route)
    gewijzigd = maak_project(zuid_holland, naam="gewijzigd")
    gewijzigd.fase, gewijzigd.route = Fase.PROJECT, Route.MONITORING
    gewijzigd.save()
    maak_project(utrecht, naam="elders")


@pytest.mark.parametrize(
    ("vraag", "gevonden"),
    [
        ({}, ["leeg", "zonder route", "gewoon", "afwijkend", "gewijzigd"]),
        ({"toon": "niet_ingedeeld"}, ["leeg"]),
        ({"toon": "zonder_route"}, ["leeg", "zonder route"]),
        ({"toon": "afwijkend"}, ["afwijkend"]),
        ({"toon": "gewijzigd"}, ["gewijzigd"]),
        ({"fase": "project", "route": "monitoring"}, ["gewijzigd"]),
        ({"fase": "onbepaald", "route": "onbepaald"}, ["leeg"]),
        ({"toon": "onzin"}, ["leeg", "zonder route", "gewoon", "afwijkend", "gewijzigd"]),
    ],
)
def test_de_lijst_toont_een_doorsnede(als_redacteur, pagina, gevuld, vraag, gevonden):
    assert namen(als_redacteur.get(pagina, vraag)) == gevonden


def test_een_doorsnede_die_er_niet_is_wordt_gezegd(als_redacteur, pagina, gevuld):
    zin = "Een filter in dit adres kennen wij niet en telt niet mee."

    assert zin in als_redacteur.get(pagina, {"toon": "onzin"}).content.decode()
    assert zin not in als_redacteur.get(pagina, {"toon": "afwijkend"}).content.decode()


def test_elk_getal_leidt_naar_precies_zoveel_rijen(als_redacteur, pagina, gevuld):
    """The numbers around the list add up to it, and each is a link to its rows."""
    context = als_redacteur.get(pagina).context
    tabel = context["standtabel"]
    cellen = [cel for _, rij, som in tabel["rijen"] for cel in [*rij, som]] + tabel["totalen"]
    knopen = [knoop for stap in context["trechter"].stappen for knoop in stap.knopen]

    assert sum(som.aantal for *_, som in tabel["rijen"]) == tabel["totaal"] == 5
    for vraag, aantal in [
        *((f"?{cel.vraag}", cel.aantal) for cel in cellen),
        *((f"?{knoop.vraag}", knoop.aantal) for knoop in knopen),
        *((tab.vraag, tab.aantal) for tab in context["tabs"]),
    ]:
        assert len(als_redacteur.get(f"{pagina}{vraag}").context["rijen"]) == aantal, vraag


# --- several rows


def bevestigd(projecten, **velden):
    return {
        "kies": [project.pk for project in projecten],
        "bevestigd": "ja",
        **{f"p{project.pk}-basis": basis(project) for project in projecten},
    } | velden


@pytest.fixture
def drie(zuid_holland):
    return [maak_project(zuid_holland, fase=Fase.PROJECT) for _ in range(3)]


def test_een_keuze_wordt_eerst_getoond(als_redacteur, gekozen, drie):
    data = {"kies": [drie[0].pk, drie[1].pk], "route": "acties"}

    antwoord = als_redacteur.post(gekozen, data)

    assert namen(antwoord) == [drie[0].naam, drie[1].naam]
    assert antwoord.context["aantal"] == 2
    assert antwoord.context["fouten"] == []
    assert [stand(project)[1] for project in drie] == ["", "", ""]


def test_een_bevestigde_keuze_wordt_in_een_handeling_geschreven(als_redacteur, gekozen, drie):
    als_redacteur.post(gekozen, bevestigd(drie[:2], route="acties"))

    assert [stand(project) for project in drie] == [
        (Fase.PROJECT, Route.ACTIES),
        (Fase.PROJECT, Route.ACTIES),
        (Fase.PROJECT, ""),
    ]
    (handeling,) = {Wijziging.objects.van(p).first().handeling for p in drie[:2]}
    adres = reverse("ongedaan", args=[drie[0].provincie.slug, handeling])
    als_redacteur.post(adres)
    assert [stand(project)[1] for project in drie] == ["", "", ""]


def test_een_keuze_vraagt_een_zin_voor_alle_rijen_die_erom_vragen(als_redacteur, gekozen, drie):
    data = bevestigd(drie, fase="verkenning")
    gevraagd = als_redacteur.post(gekozen, data)
    assert gevraagd.context["fouten"] == [("waarom", ZIN_WAAROM)]
    assert gevraagd.text.count(ZIN_WAAROM) == 2
    assert {stand(project)[0] for project in drie} == {Fase.PROJECT}

    als_redacteur.post(gekozen, data | {"waarom": "Het programma begint opnieuw."})

    assert {stand(project)[0] for project in drie} == {Fase.VERKENNING}
    redenen = {project.fasewisselingen.first().reden for project in drie}
    assert redenen == {"Het programma begint opnieuw."}


def test_een_collega_die_dezelfde_rij_wijzigde_houdt_de_hele_keuze_tegen(
    als_redacteur, gekozen, drie
):
    data = bevestigd(drie, route="acties")
    collega = drie[1]
    collega.route = Route.MONITORING
    collega.save()

    antwoord = als_redacteur.post(gekozen, data)

    assert "alleen monitoring" in " ".join(fout for _, fout in antwoord.context["fouten"])
    assert [stand(project)[1] for project in drie] == ["", Route.MONITORING, ""]
    opnieuw = {
        f"p{project.pk}-basis": rij.basis
        for project, rij in zip(drie, antwoord.context["rijen"], strict=True)
    }
    als_redacteur.post(gekozen, data | opnieuw)
    assert {stand(project)[1] for project in drie} == {Route.ACTIES}


def test_wie_de_wedloop_verliest_begint_opnieuw_en_schrijft_alles_of_niets(
    als_redacteur, gekozen, drie, monkeypatch
):
    echt, keren = Project.save, []

    def save(project, *args, **kwargs):
        keren.append(project.pk)
        if len(keren) == 2:
            raise Verouderd(project)
        return echt(project, *args, **kwargs)

    monkeypatch.setattr(Project, "save", save)
    als_redacteur.post(gekozen, bevestigd(drie, route="acties"))

    assert len(keren) == 5
    assert {stand(project)[1] for project in drie} == {Route.ACTIES}
    assert [Wijziging.objects.van(project).count() for project in drie] == [2, 2, 2]


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"route": "acties"},
        {"kies": ["abc"], "route": "acties"},
        {"kies": ["9" * 30], "route": "acties"},
        {"kies": ["eigen"]},
        {"kies": ["eigen"], "route": "opzij"},
        {"kies": ["vreemd"], "route": "acties"},
        {"kies": ["archief"], "route": "acties"},
    ],
)
def test_een_keuze_die_niet_kan_zegt_waarom(
    als_redacteur, gekozen, zuid_holland, utrecht, data, pagina
):
    eigen = maak_project(zuid_holland)
    pks = {
        "eigen": eigen.pk,
        "vreemd": maak_project(utrecht).pk,
        "archief": maak_project(zuid_holland, gearchiveerd_op="2026-01-01", archiefreden="x").pk,
    }
    data = data | {"kies": [pks.get(pk, pk) for pk in data.get("kies", [])], "bevestigd": "ja"}

    antwoord = als_redacteur.post(gekozen, data, follow=True)

    assert antwoord.redirect_chain == [(pagina, 302)]
    assert len(antwoord.context["messages"]) >= 1
    assert Wijziging.objects.van(eigen).count() == 1


def test_twee_collegas_die_tegelijk_bevestigen_verliezen_elkaars_keuze_niet(
    als_redacteur, client, gekozen, drie, zuid_holland
):
    ander = maak_gebruiker(naam="J. Jansen")
    maak_rol(ander, zuid_holland)
    data_een, data_twee = bevestigd(drie, route="acties"), bevestigd(drie, route="monitoring")

    als_redacteur.post(gekozen, data_een)
    client.force_login(ander)
    antwoord = client.post(gekozen, data_twee)

    assert len(antwoord.context["fouten"]) == 3
    assert {stand(project)[1] for project in drie} == {Route.ACTIES}


def test_de_zin_bij_een_keuze_blijft_als_concept_bewaard(als_redacteur, gekozen, drie, pagina):
    gevraagd = als_redacteur.post(gekozen, bevestigd(drie, fase="verkenning"))
    data = bevestigd(drie, fase="verkenning", waarom="Het programma begint") | token_in(gevraagd)

    autosave(als_redacteur, gekozen, data)

    concept = Concept.objects.get()
    hervat = als_redacteur.get(concept.verder_adres)
    assert namen(hervat) == [project.naam for project in drie]
    assert hervat.context["waarom"] == "Het programma begint"
    assert {stand(project)[0] for project in drie} == {Fase.PROJECT}
    assert als_redacteur.post(concept.verder_adres, data).url == pagina
    assert {stand(project)[0] for project in drie} == {Fase.VERKENNING}
    assert not Concept.objects.exists()


def test_zonder_keuze_is_er_niets_te_bevestigen(als_redacteur, gekozen, pagina):
    assert als_redacteur.get(gekozen).url == pagina


# --- a draft of the rows that wait


def als_concept(project, **velden):
    return {f"p{project.pk}-{naam}": waarde for naam, waarde in gepost(project, **velden).items()}


def test_een_concept_toont_de_keuze_met_haar_vraag_en_oordeelt_nog_niet(
    als_redacteur, pagina, drie
):
    wachtend = als_concept(drie[0], fase="verkenning", waarom="")
    autosave(als_redacteur, pagina, wachtend | token_in(als_redacteur.get(pagina)))

    hervat = als_redacteur.get(Concept.objects.get().verder_adres)
    rijen = {rij.project: rij for rij in hervat.context["rijen"]}

    assert (rijen[drie[0]].fase, rijen[drie[0]].fouten) == (Fase.VERKENNING, [])
    assert rijen[drie[0]].vragen == [VRAGEN["terug"]]
    assert [rij.wacht_op_bewaren for rij in rijen.values()] == [False] * len(rijen)
    assert stand(drie[0])[0] == Fase.PROJECT


def test_een_keuze_uit_een_concept_zonder_vraag_heeft_een_knop(als_redacteur, pagina, drie):
    wachtend = als_concept(drie[0], fase="realisatie")
    autosave(als_redacteur, pagina, wachtend | token_in(als_redacteur.get(pagina)))

    hervat = als_redacteur.get(Concept.objects.get().verder_adres)

    assert [r.project for r in hervat.context["rijen"] if r.wacht_op_bewaren] == [drie[0]]
    assert "Bewaar mijn keuze" in hervat.text


def test_een_concept_dat_klaar_is_gaat_weg_en_dat_van_een_ander_blijft(
    als_redacteur, secretaris, pagina, drie
):
    token = token_in(als_redacteur.get(pagina))
    autosave(als_redacteur, pagina, als_concept(drie[0]) | token)
    eigen = Concept.objects.get()
    van_ander = maak_concept(secretaris, drie[0], sleutel=eigen.sleutel, pagina=eigen.pagina)

    als_redacteur.post(pagina, token, headers={"X-Concept": "klaar"})

    assert list(Concept.objects.all()) == [van_ander]


def test_de_rij_noemt_de_laatste_wijziging_ook_van_een_afspraak(
    als_redacteur, project, pagina, monkeypatch
):
    straks = timezone.make_aware(datetime.datetime(2031, 5, 4, 12))
    with monkeypatch.context() as klok:
        klok.setattr(Wijziging._meta.get_field("wanneer"), "_get_default", lambda: straks)
        maak_afspraak(project)

    assert "gewijzigd 04-05-2031" in als_redacteur.get(pagina).text


def test_de_rij_die_net_is_bewaard_is_van_vandaag(als_redacteur, zuid_holland, pagina, monkeypatch):
    toen = timezone.make_aware(datetime.datetime(2021, 5, 4, 12))
    with monkeypatch.context() as klok:
        klok.setattr("django.utils.timezone.now", lambda: toen)
        klok.setattr(Wijziging._meta.get_field("wanneer"), "_get_default", lambda: toen)
        project = maak_project(zuid_holland)
    assert "gewijzigd 04-05-2021" in als_redacteur.get(pagina).text

    rij = als_redacteur.post(rijadres(project), gepost(project, route="acties"), **HTMX)

    assert f"gewijzigd {timezone.localdate():%d-%m-%Y}" in rij.text


@pytest.mark.parametrize(
    ("velden", "document"),
    [
        ({"fase": "verkenning"}, "fiche en actielijst"),
        ({"fase": "project", "locatiestatus": "geen"}, "fiche en actielijst"),
        ({"fase": "verkenning", "locatiestatus": "geen"}, "alleen hoofddocument"),
        ({"fase": "", "locatiestatus": "geen"}, "alleen hoofddocument"),
    ],
)
def test_de_rij_zegt_in_welk_document_het_project_komt(
    als_redacteur, zuid_holland, pagina, velden, document
):
    project = maak_project(zuid_holland, **velden)

    (rij,) = als_redacteur.get(pagina).context["rijen"]

    assert rij.document == document
    assert (rij.document == "fiche en actielijst") is project.heeft_fiche
    assert f" · {document} · " in als_redacteur.get(pagina).text


def test_een_geweigerde_keuze_verandert_het_document_niet(als_redacteur, zuid_holland):
    project = maak_project(zuid_holland, fase="verkenning", locatiestatus="geen")
    data = gepost(project, fase="project", route="pmiek_plus_1")

    assert als_redacteur.post(rijadres(project), data).context["rijen"][0].document == (
        "alleen hoofddocument"
    )
