"""Two people at one fiche: what both changed is asked, everything else is kept unasked."""

import json
import re

import pytest
from django.urls import reverse

from actielijst.models import Project
from pmiek.concept import Concept
from pmiek.history import acting_as
from pmiek.wijziging import Wijziging
from tests.bouwers import maak_afspraak, maak_gebruiker, maak_partij
from tests.formulier import archiefdata, fichedata


@pytest.fixture
def bewerken(project):
    return reverse("actielijst:project_bewerken", args=[project.provincie.slug, project.pk])


@pytest.fixture
def als_redacteur(client, redacteur):
    client.force_login(redacteur)
    return client


@pytest.fixture
def collega(db):
    return maak_gebruiker(naam="J. Jansen")


def wijzig(collega, obj, **velden):
    with acting_as(collega):
        for naam, waarde in velden.items():
            setattr(obj, naam, waarde)
        obj.save()


def verwijder(collega, obj):
    with acting_as(collega):
        obj.delete()


def antwoord(response, *keuzes, **veranderd):
    """What the conflict page posts when these choices are made, in the order of the page."""
    conflicten = response.context["conflicten"]
    data = {}
    for naam, waarde in response.context["verborgen"]:
        data.setdefault(naam, []).append(waarde)
    for conflict, keuze in zip(conflicten, keuzes, strict=True):
        data[conflict.keuze] = keuze
        if conflict.veld is not None:
            data[conflict.veld.html_name] = conflict.veld.value()
    return data | veranderd


def gevraagd(response):
    assert response.status_code == 409
    return [conflict.titel for conflict in response.context["conflicten"]]


@pytest.fixture
def botsing(als_redacteur, collega, project, bewerken):
    """The page that a redacteur gets who writes where a colleague has just written."""
    van_b = fichedata(project, doel="doel van B", tijdspad="alleen van B")
    wijzig(collega, project, doel="doel van A", aanleiding="alleen van A")
    return als_redacteur.post(bewerken, van_b)


def test_hetzelfde_veld_tweemaal_wordt_gevraagd_met_beide_teksten(botsing, project):
    conflict = botsing.context["conflicten"][0]
    pagina = botsing.content.decode()

    assert gevraagd(botsing) == ["Doel"]
    assert (conflict.wie, conflict.ander, conflict.veld.value()) == (
        "J. Jansen",
        "doel van A",
        "doel van B",
    )
    assert f"Versie van J. Jansen ({conflict.wanneer})" in pagina
    assert Project.objects.get(pk=project.pk).doel == "doel van A"


@pytest.mark.parametrize(("keuze", "doel"), [("eigen", "doel van B"), ("ander", "doel van A")])
def test_de_gekozen_versie_blijft_en_de_rest_van_beiden_ook(
    als_redacteur, botsing, project, bewerken, keuze, doel
):
    response = als_redacteur.post(bewerken, antwoord(botsing, keuze))

    assert response.status_code == 302
    project.refresh_from_db()
    assert (project.doel, project.aanleiding, project.tijdspad) == (
        doel,
        "alleen van A",
        "alleen van B",
    )


def test_twee_versies_zijn_samen_te_voegen(als_redacteur, botsing, project, bewerken):
    als_redacteur.post(bewerken, antwoord(botsing, "eigen", doel="doel van A en B"))

    project.refresh_from_db()
    assert project.doel == "doel van A en B"


@pytest.mark.parametrize("keuze", ["eigen", "ander"])
def test_beide_teksten_staan_daarna_in_het_verloop(
    als_redacteur, botsing, project, bewerken, keuze
):
    als_redacteur.post(bewerken, antwoord(botsing, keuze))

    verloop = " ".join(str(wijziging) for wijziging in Wijziging.objects.van(project))
    assert "doel van A" in verloop
    assert "doel van B" in verloop


# --- the answer is typed as well, and kept as a draft until it is saved


def bewaar_antwoord(client, bewerken, response, *keuzes, **veranderd):
    concept = client.get(bewerken).context["request"].concept.token(None, "Proef")
    data = antwoord(response, *keuzes, **veranderd) | {"concept": concept}
    client.post(bewerken, data, headers={"X-Concept": "bewaar"})
    return Concept.objects.get()


def test_wat_bij_een_vraag_wordt_getypt_is_een_concept_van_voor_de_vraag(
    als_redacteur, botsing, bewerken
):
    concept = bewaar_antwoord(als_redacteur, bewerken, botsing, "ander", doel="van A en B")

    assert concept.data["doel"] == "van A en B"
    assert json.loads(concept.data["basis"])["doel"] == ""
    assert not [naam for naam in concept.data if naam.startswith(("keuze-", "voor-"))]


def test_wie_met_dat_concept_verdergaat_krijgt_de_vraag_weer(
    als_redacteur, botsing, project, bewerken
):
    concept = bewaar_antwoord(als_redacteur, bewerken, botsing, "ander", doel="van A en B")

    response = als_redacteur.post(bewerken, concept.data)

    assert gevraagd(response) == ["Doel"]
    assert response.context["conflicten"][0].veld.value() == "van A en B"
    assert Project.objects.get(pk=project.pk).doel == "doel van A"


def test_na_een_tweede_vraag_rust_het_concept_nog_op_de_eerste_stand(
    als_redacteur, collega, botsing, project, bewerken
):
    project.refresh_from_db()
    wijzig(collega, project, doel="weer anders")
    tweede = als_redacteur.post(bewerken, antwoord(botsing, "eigen"))

    concept = bewaar_antwoord(als_redacteur, bewerken, tweede, "eigen")

    assert json.loads(concept.data["basis"])["doel"] == ""


def test_wie_intussen_nog_eens_iets_veranderde_wordt_weer_gevraagd(
    als_redacteur, collega, botsing, project, bewerken
):
    project.refresh_from_db()
    wijzig(collega, project, doel="weer anders")

    response = als_redacteur.post(bewerken, antwoord(botsing, "eigen"))

    assert gevraagd(response) == ["Doel"]
    assert response.context["conflicten"][0].ander == "weer anders"


def test_een_fout_ergens_anders_gaat_voor_en_de_vraag_komt_daarna(
    als_redacteur, collega, project, bewerken
):
    van_b = fichedata(project, doel="doel van B", ibn="Q5 2030")
    wijzig(collega, project, doel="doel van A")

    eerst = als_redacteur.post(bewerken, van_b)
    bij_doel = dict(eerst.context["fouten"])["id_doel"]
    assert "J. Jansen" in bij_doel
    assert "“doel van A”" in bij_doel

    assert gevraagd(als_redacteur.post(bewerken, van_b | {"ibn": "Q4 2030"})) == ["Doel"]


@pytest.mark.parametrize(
    ("keuze", "over"), [("eigen", ["mijn nieuwe tekst"]), ("ander", [])], ids=str
)
def test_een_intussen_verwijderde_regel_wordt_gevraagd(
    als_redacteur, collega, project, bewerken, keuze, over
):
    afspraak = maak_afspraak(project, activiteit="oud", resultaat="blijft ook")
    data = fichedata(project, **{"afspraak-0-activiteit": "mijn nieuwe tekst"})
    verwijder(collega, afspraak)

    vraag = als_redacteur.post(bewerken, data)
    assert gevraagd(vraag) == ["Afspraak 1"]
    assert "Versie van" not in vraag.text
    assert ("Activiteit", "mijn nieuwe tekst") in vraag.context["conflicten"][0].eigen
    als_redacteur.post(bewerken, antwoord(vraag, keuze))

    assert [a.activiteit for a in project.afspraken.all()] == over
    assert "mijn nieuwe tekst" in " ".join(str(w) for w in Wijziging.objects.van(project))


def test_een_verwijderde_regel_die_terugkomt_houdt_haar_partijen(
    als_redacteur, collega, project, bewerken
):
    partijen = [maak_partij(project.provincie), maak_partij(project.provincie)]
    afspraak = maak_afspraak(project, partijen=partijen[:1])
    data = fichedata(project, **{"afspraak-0-betrokken_partijen": [p.pk for p in partijen]})
    verwijder(collega, afspraak)

    vraag = als_redacteur.post(bewerken, data)
    als_redacteur.post(bewerken, antwoord(vraag, "eigen"))

    assert set(project.afspraken.get().betrokken_partijen.all()) == set(partijen)


def test_een_verwijderde_regel_die_ik_niet_aanraakte_blijft_zonder_vraag_weg(
    als_redacteur, collega, project, bewerken
):
    afspraak = maak_afspraak(project, activiteit="oud")
    maak_afspraak(project, activiteit="blijft")
    data = fichedata(project, doel="iets anders")
    verwijder(collega, afspraak)

    assert als_redacteur.post(bewerken, data).status_code == 302
    assert [a.activiteit for a in project.afspraken.all()] == ["blijft"]


@pytest.mark.parametrize(("keuze", "over"), [("eigen", []), ("ander", ["tekst van A"])], ids=str)
def test_een_regel_die_ik_verwijder_en_een_ander_wijzigde_wordt_gevraagd(
    als_redacteur, collega, project, bewerken, keuze, over
):
    afspraak = maak_afspraak(project, activiteit="oud")
    data = fichedata(project, **{"afspraak-0-verwijderd": "1"})
    wijzig(collega, afspraak, activiteit="tekst van A")

    vraag = als_redacteur.post(bewerken, data)
    assert gevraagd(vraag) == ["Afspraak 1"]
    assert "tekst van A" in vraag.context["conflicten"][0].ander
    als_redacteur.post(bewerken, antwoord(vraag, keuze))

    assert [a.activiteit for a in project.afspraken.all()] == over


@pytest.mark.parametrize(("keuze", "volgorde"), [("eigen", "cab"), ("ander", "bac")])
def test_twee_volgordes_worden_gevraagd(als_redacteur, collega, project, bewerken, keuze, volgorde):
    a, b, c = (
        maak_afspraak(project, activiteit=n, volgorde=p)
        for n, p in zip("abc", (10, 20, 30), strict=True)
    )
    mijn = fichedata(project)
    # c first: the rows are posted in the order of the screen
    for veld in ("id", "activiteit", "basis", "plaats", "status", "soort"):
        oud = [mijn[f"afspraak-{n}-{veld}"] for n in (2, 0, 1)]
        mijn |= {f"afspraak-{n}-{veld}": waarde for n, waarde in enumerate(oud)}
    wijzig(collega, b, volgorde=5)

    vraag = als_redacteur.post(bewerken, mijn)
    assert gevraagd(vraag) == ["Afspraak, volgorde"]
    lijsten = re.findall(r"<ol[^>]*volgorde[^>]*>(.*?)</ol>", vraag.text)
    assert [re.findall("<li>(.)</li>", lijst) for lijst in lijsten] == [list("cab"), list("bac")]
    als_redacteur.post(bewerken, antwoord(vraag, keuze))

    assert "".join(rij.activiteit for rij in project.afspraken.all()) == volgorde


@pytest.mark.parametrize("keuze", ["eigen", "ander"])
def test_een_intussen_gearchiveerd_project_verliest_geen_tekst(
    als_redacteur, collega, project, bewerken, keuze
):
    data = fichedata(project, doel="net te laat")
    wijzig(collega, project, gearchiveerd_op="2026-01-01", archiefreden="Samengevoegd.")

    vraag = als_redacteur.post(bewerken, data)
    conflict = vraag.context["conflicten"][0]
    assert (conflict.wie, conflict.eigen) == ("J. Jansen", (("Doel", "net te laat"),))
    assert f"J. Jansen ({conflict.wanneer}) zette dit project in het archief" in vraag.text
    assert "Versie van" not in vraag.text
    als_redacteur.post(bewerken, antwoord(vraag, keuze))

    project = Project.objects.get(pk=project.pk)
    assert (project.is_gearchiveerd, project.doel) == (
        (False, "net te laat") if keuze == "eigen" else (True, "")
    )
    assert "net te laat" in " ".join(str(w) for w in Wijziging.objects.van(project))


@pytest.fixture
def archiveren(project):
    return reverse("actielijst:project_archiveren", args=[project.provincie.slug, project.pk])


@pytest.mark.parametrize(
    ("keuze", "blijft"), [("eigen", "Teruggetrokken."), ("ander", "Samengevoegd.")]
)
def test_van_twee_redenen_om_te_archiveren_blijft_wat_gekozen_is(
    als_redacteur, collega, project, archiveren, keuze, blijft
):
    mijn = archiefdata(project, "Teruggetrokken.")
    wijzig(collega, project, gearchiveerd_op="2026-01-02", archiefreden="Samengevoegd.")

    vraag = als_redacteur.post(archiveren, mijn)
    assert gevraagd(vraag) == ["Reden"]
    assert f"J. Jansen zette {project} op 2 januari 2026 al in het archief." in vraag.text
    assert Project.objects.get().archiefreden == "Samengevoegd."
    als_redacteur.post(archiveren, antwoord(vraag, keuze))

    project = Project.objects.get()
    verloop = " ".join(str(w.velden) for w in Wijziging.objects.van(project))
    assert (project.archiefreden, str(project.gearchiveerd_op)) == (blijft, "2026-01-02")
    assert "Teruggetrokken." in verloop
    assert "Samengevoegd." in verloop


def test_wie_een_gearchiveerd_project_wil_archiveren_leest_wie_het_deed_en_waarom(
    als_redacteur, collega, project, archiveren
):
    wijzig(collega, project, gearchiveerd_op="2026-01-02", archiefreden="Samengevoegd.")

    tekst = als_redacteur.get(archiveren, follow=True).text

    zin = f"J. Jansen zette {project} op 2 januari 2026 al in het archief. Reden: Samengevoegd."
    assert zin in tekst


def test_een_concept_van_een_reden_staat_er_naast_wat_er_intussen_is(
    als_redacteur, collega, project, archiveren
):
    pagina = als_redacteur.get(archiveren)
    token = re.search(r'name="concept" value="([^"]+)"', pagina.text)[1]
    mijn = archiefdata(project, "Teruggetrokken.") | {"concept": token}
    wijzig(collega, project, gearchiveerd_op="2026-01-02", archiefreden="Samengevoegd.")
    als_redacteur.post(archiveren, mijn)

    tekst = als_redacteur.get(Concept.objects.get().verder_adres).text

    assert "Teruggetrokken.</textarea>" in tekst
    assert "al in het archief" in tekst


def test_een_formulier_dat_tweemaal_komt_maakt_een_afspraak(als_redacteur, project, bewerken):
    pagina = als_redacteur.post(bewerken, fichedata(project) | {"rijactie": "afspraak:toevoegen"})
    rij = pagina.context["fiche"].afspraken.forms[0]
    nieuw = {"activiteit": "Nieuw", "status": "open", "soort": "uitvoering"}
    nieuw |= {"nieuw": "1", "sleutel": rij.row_key, "basis": rij["basis"].value() or ""}
    data = fichedata(project, **{f"afspraak-0-{naam}": waarde for naam, waarde in nieuw.items()})

    for _ in range(3):
        assert als_redacteur.post(bewerken, data).status_code == 302

    assert project.afspraken.count() == 1


def test_de_naam_van_wie_elders_iets_verwijderde_komt_niet_mee(
    als_redacteur, collega, project, bewerken, utrecht
):
    vreemd = maak_afspraak(maak_partij(utrecht).provincie.projecten.create(naam="x", nummer="1"))
    pk = vreemd.pk
    verwijder(collega, vreemd)

    response = als_redacteur.post(
        bewerken, fichedata(project, **{"afspraak-0-id": pk, "afspraak-0-activiteit": "gok"})
    )

    assert response.context["conflicten"][0].wie == "Iemand anders"
