import re

import pytest
from django.urls import reverse

from actielijst.enums import Afspraakstatus, Fase, Lijst
from actielijst.forms.afspraak import MAX_AFSPRAKEN
from actielijst.models import Project, Uitvoeringsafspraak
from pmiek.enums import Partijsoort
from pmiek.rendered import BESCHADIGD
from pmiek.wijziging import Wijziging
from tests.bouwers import (
    maak_afspraak,
    maak_keuze,
    maak_koppeling,
    maak_partij,
    maak_project,
    maak_ronde,
)
from tests.formulier import archiefdata, fichedata


@pytest.fixture
def bewerken(project):
    return reverse("actielijst:project_bewerken", args=[project.provincie.slug, project.pk])


@pytest.fixture
def als_redacteur(client, redacteur):
    client.force_login(redacteur)
    return client


def nieuwe_rij(nummer, **velden):
    rij = {"status": "open", "soort": "uitvoering", "basis": "{}"} | velden
    return {f"afspraak-{nummer}-{veld}": waarde for veld, waarde in rij.items()}


def fouten(response):
    return [tekst for _, tekst in response.context["fouten"]]


def test_een_redacteur_slaat_de_fiche_met_afspraken_op(als_redacteur, project, bewerken):
    leiden = maak_partij(project.provincie, "Leiden")
    data = fichedata(
        project,
        doel="Meer ruimte",
        fase=Fase.PROJECT,
        ibn="Q2 2030",
        gemeenten=[leiden.pk],
        **nieuwe_rij(
            0,
            activiteit="Grond verwerven",
            trekker=leiden.pk,
            betrokken_partijen=[leiden.pk],
            planning="voor de zomer van 2027",
            status="loopt",
        ),
        **{"ip-0-nummer": "VB-1", "ip-0-basis": "{}"},
    )

    response = als_redacteur.post(bewerken, data)

    assert response.status_code == 302, response.context and fouten(response)
    project.refresh_from_db()
    afspraak = project.afspraken.get()
    assert (project.doel, project.fase, str(project.ibn)) == ("Meer ruimte", "project", "Q2 2030")
    assert list(project.gemeenten.all()) == [leiden]
    assert (afspraak.activiteit, afspraak.trekker, afspraak.status) == (
        "Grond verwerven",
        leiden,
        Afspraakstatus.LOOPT,
    )
    assert list(afspraak.betrokken_partijen.all()) == [leiden]
    assert str(afspraak.planning.tot_en_met) == "2027-06-30"
    assert project.ip_koppelingen.get().nummer == "VB-1"


def test_opslaan_zonder_verandering_schrijft_niets(als_redacteur, project, bewerken):
    maak_afspraak(project, planning="2027")
    maak_koppeling(project)
    aantal = Wijziging.objects.count()

    response = als_redacteur.post(bewerken, fichedata(project))

    assert response.status_code == 302
    assert Wijziging.objects.count() == aantal


def test_wat_van_soort_veranderde_blijft_staan_waar_het_gekozen_was(als_redacteur, zuid_holland):
    warmte = maak_keuze(zuid_holland, "warmte", Lijst.ENERGIEDRAGER)
    lisse = maak_partij(zuid_holland, "Lisse")
    liander = maak_partij(zuid_holland, "Liander", soort=Partijsoort.NETBEHEERDER)
    project = maak_project(zuid_holland, energiedrager=warmte, gemeenten=[lisse])
    maak_koppeling(project, netbeheerder=liander)
    warmte.lijst, lisse.soort, liander.soort = Lijst.TYPE_INFRA, "overig", "overig"
    for veranderd in (warmte, lisse, liander):
        veranderd.save()
    bewerken = reverse("actielijst:project_bewerken", args=[zuid_holland.slug, project.pk])

    (koppeling,) = als_redacteur.get(bewerken).context["fiche"].koppelingen.forms
    als_redacteur.post(bewerken, fichedata(project, naam="Een andere naam"))

    assert f'value="{liander.pk}" selected' in str(koppeling["netbeheerder"])
    nu = Project.objects.get()
    assert (nu.naam, nu.energiedrager) == ("Een andere naam", warmte)
    assert list(nu.gemeenten.all()) == [lisse]
    assert nu.ip_koppelingen.get().netbeheerder == liander


def test_twee_redacteuren_in_verschillende_rijen_houden_allebei_hun_tekst(
    als_redacteur, project, bewerken
):
    eerste = maak_afspraak(project, activiteit="rij 0", volgorde=10)
    maak_afspraak(project, activiteit="rij 1", volgorde=20)
    van_b = fichedata(project, **{"afspraak-1-activiteit": "B: nieuwe tekst"})
    eerste.activiteit = "A: nieuwe tekst"
    eerste.save()

    als_redacteur.post(bewerken, van_b)

    assert [a.activiteit for a in project.afspraken.all()] == ["A: nieuwe tekst", "B: nieuwe tekst"]


def test_de_volgorde_van_de_rijen_wordt_bewaard(als_redacteur, project, bewerken):
    for plaats, naam in enumerate(["een", "twee", "drie"], start=1):
        maak_afspraak(project, activiteit=naam, volgorde=plaats * 10)
    pagina = als_redacteur.post(bewerken, fichedata(project) | {"rijactie": "afspraak:omhoog:2"})
    rijen = pagina.context["fiche"].data

    als_redacteur.post(bewerken, {naam: rijen.getlist(naam) for naam in rijen} | {"rijactie": ""})

    assert [a.activiteit for a in project.afspraken.all()] == ["een", "drie", "twee"]


def test_een_nieuwe_rij_laat_de_plaats_van_de_andere_met_rust(als_redacteur, project, bewerken):
    een = maak_afspraak(project, activiteit="a", volgorde=10)
    twee = maak_afspraak(project, activiteit="b", volgorde=20)
    data = fichedata(project, **nieuwe_rij(2, activiteit="c"))

    als_redacteur.post(bewerken, data)

    assert [(a.activiteit, a.volgorde) for a in project.afspraken.all()] == [
        ("a", 10),
        ("b", 20),
        ("c", 30),
    ]
    assert Wijziging.objects.filter(object_id__in=[een.pk, twee.pk], soort="gewijzigd").count() == 0


def test_een_nieuwe_rij_waarin_is_getypt_komt_terug_en_wordt_anders_niet_bewaard(
    als_redacteur, project, bewerken
):
    nieuw = {"afspraak-0-nieuw": "1", "afspraak-0-activiteit": "Pas getypt"}
    weg = als_redacteur.post(
        bewerken, fichedata(project, **nieuw) | {"rijactie": "afspraak:verwijderen:0"}
    ).text
    assert "<s>Pas getypt</s> verdwijnt bij het opslaan." in weg
    assert 'value="afspraak:herstellen:0"' in weg

    als_redacteur.post(bewerken, fichedata(project, **nieuw, **{"afspraak-0-verwijderd": "1"}))

    assert project.afspraken.count() == 0


def test_een_verwijderde_rij_verdwijnt_pas_bij_opslaan_en_staat_in_het_verloop(
    als_redacteur, project, bewerken
):
    maak_afspraak(project, activiteit="Weg ermee")
    als_redacteur.post(bewerken, fichedata(project) | {"rijactie": "afspraak:verwijderen:0"})
    assert project.afspraken.count() == 1

    als_redacteur.post(bewerken, fichedata(project, **{"afspraak-0-verwijderd": "1"}))

    assert project.afspraken.count() == 0
    assert Wijziging.objects.van(project).first().zinnen == [
        "Uitvoeringsafspraak verwijderd: Weg ermee"
    ]


def test_een_toegevoegde_rij_is_meteen_op_te_slaan(als_redacteur, project, bewerken):
    pagina = als_redacteur.post(bewerken, fichedata(project) | {"rijactie": "afspraak:toevoegen"})
    form = pagina.context["fiche"].afspraken.forms[0]
    assert (form.is_new, form.is_open) == (True, True)
    rij = nieuwe_rij(0, activiteit="Nieuw", nieuw="1", basis=form["basis"].value() or "")

    response = als_redacteur.post(bewerken, fichedata(project, **rij))

    assert response.status_code == 302
    assert [a.activiteit for a in project.afspraken.all()] == ["Nieuw"]


def test_de_eerste_planning_blijft_voor_altijd_staan(als_redacteur, project, bewerken):
    maak_afspraak(project, planning="Q3 2026")
    for planning in ("Q1 2027", "2028", ""):
        als_redacteur.post(bewerken, fichedata(project, **{"afspraak-0-planning": planning}))

    afspraak = project.afspraken.get()
    assert (afspraak.eerste_planning, str(afspraak.planning)) == ("Q3 2026", "")


@pytest.mark.parametrize(
    ("veld", "waarde", "zin"),
    [
        ("naam", "", "Naam: Schrijf op hoe het project heet."),
        ("ibn", "Q5 2027", "IBN: 'Q5 2027' is geen kwartaal"),
        ("ibn", "31-2-2027", "IBN: '31-2-2027' bestaat niet op de kalender"),
        ("doel", "x" * 100_000, "Doel: Deze tekst is te lang: 100000 tekens."),
        ("doel", "Word\x0bregel", "Doel: Deze tekst bevat een teken dat niet te lezen is (U+000B"),
        ("doel", "nul\x00teken", "Doel: "),
        ("breedtegraad", "noord", "Breedtegraad: Schrijf een getal"),
        (
            "nummer",
            "2\u200b",
            "Nummer: Hierin staat een teken dat niet te zien is (U+200B, teken 2)",
        ),
        ("naam", "\u200b\u200b", "Naam: Hierin staat niets dat te zien is"),
        ("afspraak-0-activiteit", "", "Afspraak 1, activiteit: Schrijf op wat er gaat gebeuren"),
        ("afspraak-0-planning", "Q5 2027", "Afspraak 1, planning: 'Q5 2027' is geen kwartaal"),
        ("afspraak-0-afgerond_op", "gisteren", "Afspraak 1, afgerond op: Schrijf een datum"),
    ],
)
def test_een_fout_krijgt_een_zin_bij_het_veld_en_de_tekst_blijft_staan(
    als_redacteur, project, bewerken, veld, waarde, zin
):
    maak_afspraak(project, planning="2027")

    response = als_redacteur.post(bewerken, fichedata(project, **{veld: waarde, "vervolg": "mijn"}))

    assert [fout[: len(zin)] for fout in fouten(response)] == [zin]
    assert response.context["fiche"].data[veld] == waarde
    assert response.context["fiche"].project["vervolg"].value() == "mijn"
    assert Project.objects.get(pk=project.pk).vervolg == ""


@pytest.mark.parametrize(
    "naam",
    [
        "<script>alert(1)</script>",
        "{{ 7|add:7 }} {% now 'Y' %}",
        '=HYPERLINK("http://x")',
        "@SUM(A1)",
        "+31 6 12345678",
        "url(file:///etc/passwd)",
        "Station 🏗️ مرحبا שלום",
    ],
)
def test_vreemde_namen_worden_bewaard_en_geescaped_getoond(als_redacteur, project, bewerken, naam):
    als_redacteur.post(bewerken, fichedata(project, naam=naam))
    pagina = als_redacteur.get(project.get_absolute_url())

    assert Project.objects.get(pk=project.pk).naam == naam
    assert "<script>alert" not in pagina.content.decode()
    assert pagina.context["project"].naam == naam


@pytest.mark.parametrize("tekst", ["52,1282", "52.1282"])
def test_een_coordinaat_wordt_met_een_komma_gelezen_en_getoond(
    als_redacteur, project, bewerken, tekst
):
    als_redacteur.post(bewerken, fichedata(project, breedtegraad=tekst))

    assert str(Project.objects.get(pk=project.pk).breedtegraad) == "52.1282"
    veld = als_redacteur.get(bewerken).context["fiche"].project["breedtegraad"]
    assert 'value="52,1282"' in str(veld)
    # a field for numbers swallows the comma in most browsers
    assert 'type="text"' in str(veld)


def test_de_fouten_staan_in_de_volgorde_van_het_scherm(als_redacteur, project, bewerken):
    """What the form finds last stands first when its field does."""
    ronde = maak_ronde(project.provincie)
    maak_project(project.provincie, ronde=ronde, nummer="2")
    fout = {"nummer": "2", "doel": "x" * 30_000, "ibn": "Q5 2027", "breedtegraad": "9999"}

    response = als_redacteur.post(bewerken, fichedata(project, ronde=ronde.pk, **fout))

    velden = [zin.partition(":")[0] for zin in fouten(response)]
    assert velden == ["Nummer", "Doel", "Breedtegraad", "IBN"]


def test_een_nummer_in_andere_hoofdletters_is_hetzelfde_nummer(als_redacteur, project, bewerken):
    ronde = maak_ronde(project.provincie)
    maak_project(project.provincie, ronde=ronde, nummer="A", naam="Ander project")

    response = als_redacteur.post(bewerken, fichedata(project, ronde=ronde.pk, nummer="a"))

    assert "al gegeven aan “Ander project”" in fouten(response)[0]


def test_een_knop_van_een_rij_leidt_zonder_script_terug_naar_de_rij(
    als_redacteur, project, bewerken
):
    maak_afspraak(project)
    maak_koppeling(project)

    tekst = als_redacteur.get(bewerken).text

    knoppen = re.findall(r'<button[^>]*name="rijactie"[^>]*>', tekst)
    doelen = [re.search(r'formaction="#([\w-]+)"', knop) for knop in knoppen]
    assert len(knoppen) >= 6
    assert [knop for knop, doel in zip(knoppen, doelen, strict=True) if doel is None] == []
    assert {doel[1] for doel in doelen} - set(re.findall(r' id="([\w-]+)"', tekst)) == set()


def test_twee_projecten_met_een_nummer_wordt_bij_het_nummer_gezegd(
    als_redacteur, project, bewerken
):
    ronde = maak_ronde(project.provincie)
    maak_project(project.provincie, ronde=ronde, nummer="2", naam="Ander project")

    response = als_redacteur.post(bewerken, fichedata(project, ronde=ronde.pk, nummer="2"))

    assert fouten(response) == [
        f"Nummer: Nummer 2 is in ronde {ronde} al gegeven aan “Ander project”. "
        "Kies een ander nummer."
    ]


def test_een_nieuw_project_met_een_bestaand_nummer_wordt_gezegd(als_redacteur, zuid_holland):
    ronde = maak_ronde(zuid_holland)
    maak_project(zuid_holland, ronde=ronde, nummer="2", naam="Ander project")
    nieuw = reverse("actielijst:project_nieuw", args=[zuid_holland.slug])
    form = als_redacteur.get(nieuw).context["fiche"].project

    data = {"naam": "Nieuw", "nummer": "2", "ronde": form["ronde"].value()}
    response = als_redacteur.post(nieuw, data | {"locatiestatus": "bekend"})

    assert "al gegeven aan “Ander project”" in fouten(response)[0]
    assert Project.objects.count() == 1


@pytest.mark.parametrize(
    ("van", "naar", "veld"),
    [
        ({"fase": "project"}, {"fase": "verkenning"}, "Reden van de fasewisseling"),
        ({"fase": "project"}, {"route": "pmiek_plus_1"}, "Toelichting bij de route"),
        ({"fase": "verkenning"}, {"route": "monitoring"}, "Toelichting bij de route"),
    ],
)
def test_iets_ongewoons_mag_na_een_zin_waarom(als_redacteur, project, bewerken, van, naar, veld):
    for naam, waarde in van.items():
        setattr(project, naam, waarde)
    project.save()
    zonder = als_redacteur.post(bewerken, fichedata(project, **naar))
    assert [fout.partition(":")[0] for fout in fouten(zonder)] == [veld]

    zin = "Omdat het bestuur dat wil."
    waarom = {"fasereden": zin} if "fase" in naar else {"route_toelichting": zin}
    assert als_redacteur.post(bewerken, fichedata(project, **naar, **waarom)).status_code == 302


def test_een_gedupliceerde_afspraak_moet_nog_beginnen(als_redacteur, project, bewerken):
    maak_afspraak(project, activiteit="Klaar", status="afgerond", afgerond_op="2026-01-01")

    pagina = als_redacteur.post(
        bewerken, fichedata(project) | {"rijactie": "afspraak:dupliceren:0"}
    )

    kopie = pagina.context["fiche"].afspraken.forms[1]
    assert (kopie["activiteit"].value(), kopie["afgerond_op"].value()) == ("Klaar", None)
    assert kopie["status"].value() in (None, "", "open")


def test_een_gemeente_van_een_andere_provincie_wordt_geweigerd(
    als_redacteur, project, bewerken, utrecht
):
    vreemd = maak_partij(utrecht, "Utrecht")

    response = als_redacteur.post(bewerken, fichedata(project, gemeenten=[vreemd.pk]))

    assert fouten(response) == [
        "Gemeenten: Deze gemeente hoort niet bij deze provincie. Kies er een uit de lijst."
    ]


def test_een_afspraak_van_een_ander_project_is_niet_te_bewerken(als_redacteur, project, bewerken):
    vreemd = maak_afspraak(maak_project(project.provincie), activiteit="van een ander")
    data = {"afspraak-0-id": vreemd.pk, "afspraak-0-activiteit": "gekaapt"}

    response = als_redacteur.post(bewerken, fichedata(project, **data))

    assert ("Activiteit", "gekaapt") in response.context["conflicten"][0].eigen
    assert Uitvoeringsafspraak.objects.get(pk=vreemd.pk).activiteit == "van een ander"


@pytest.mark.parametrize(
    "vals",
    [
        {"afspraak-TOTAL_FORMS": "5000", "afspraak-INITIAL_FORMS": "0"},
        {"afspraak-TOTAL_FORMS": "", "afspraak-INITIAL_FORMS": "x"},
    ],
)
def test_verzonnen_formuliertellers_doen_niets(als_redacteur, project, bewerken, vals):
    maak_afspraak(project, activiteit="blijft")

    response = als_redacteur.post(bewerken, fichedata(project, **vals))

    assert response.status_code == 302
    assert [a.activiteit for a in project.afspraken.all()] == ["blijft"]


@pytest.mark.parametrize("nummer", ["9999999", "99999999", "007", "\u0663", "x", "-1"])
def test_een_regel_met_een_nummer_van_buiten_wordt_geweigerd_en_niet_weggelaten(
    als_redacteur, project, bewerken, nummer
):
    maak_afspraak(project, activiteit="blijft")
    regel = {f"afspraak-{nummer}-activiteit": "mijn regel", f"afspraak-{nummer}-basis": "{}"}

    response = als_redacteur.post(bewerken, fichedata(project, **regel))

    assert "niet volledig aangekomen" in fouten(response)[0]
    rijen = response.context["fiche"].afspraken
    assert [form["activiteit"].value() for form in rijen] == ["blijft", "mijn regel"]
    assert [a.activiteit for a in project.afspraken.all()] == ["blijft"]


@pytest.mark.parametrize("basis", ["", "geen json", "[]", "null", "[" * 5000])
def test_een_beschadigd_formulier_overschrijft_niets(als_redacteur, project, bewerken, basis):
    response = als_redacteur.post(bewerken, fichedata(project, doel="mijn tekst", basis=basis))

    assert "niet volledig aangekomen" in fouten(response)[0]
    assert response.context["fiche"].project["doel"].value() == "mijn tekst"
    assert Project.objects.get(pk=project.pk).doel == ""


def test_een_fiche_met_500_afspraken_wordt_opgeslagen(als_redacteur, project, bewerken):
    for n in range(MAX_AFSPRAKEN):
        maak_afspraak(project, activiteit=f"afspraak {n}", volgorde=n)

    response = als_redacteur.post(
        bewerken, fichedata(project, **{"afspraak-499-activiteit": "de laatste"})
    )

    assert response.status_code == 302
    assert project.afspraken.last().activiteit == "de laatste"


def test_meer_dan_500_afspraken_wordt_gezegd_en_niets_gaat_verloren(
    als_redacteur, project, bewerken
):
    rijen = {
        f"afspraak-{n}-{veld}": waarde
        for n in range(MAX_AFSPRAKEN + 1)
        for veld, waarde in (("activiteit", f"nieuw {n}"), ("basis", "{}"))
    }

    response = als_redacteur.post(bewerken, fichedata(project, **rijen))

    assert fouten(response)[0].startswith("Afspraak: een fiche heeft er ten hoogste 500.")
    assert response.context["fiche"].afspraken.forms[500]["activiteit"].value() == "nieuw 500"
    assert project.afspraken.count() == 0


@pytest.mark.parametrize(
    "actie",
    ["foo:toevoegen", "afspraak:weg:0", "x", "afspraak:omhoog:99", f"ip:omlaag:{10**4000}"],
)
def test_een_verzonnen_rijactie_slaat_niets_op_en_breekt_niets(
    als_redacteur, project, bewerken, actie
):
    maak_afspraak(project, activiteit="blijft")

    response = als_redacteur.post(bewerken, fichedata(project) | {"rijactie": actie})

    assert response.status_code in (200, 302)
    assert [a.activiteit for a in project.afspraken.all()] == ["blijft"]


@pytest.mark.parametrize("nummer", ["00", "-1", "x", "١", "1000000"])
def test_een_rij_met_een_verminkt_nummer_staat_er_weer_en_wordt_niet_opgeslagen(
    als_redacteur, project, bewerken, nummer
):
    response = als_redacteur.post(
        bewerken, fichedata(project, **nieuwe_rij(nummer, activiteit="Getypt"))
    )

    assert fouten(response) == [f"Afspraak: {BESCHADIGD}"]
    assert [f["activiteit"].value() for f in response.context["fiche"].afspraken] == ["Getypt"]
    assert project.afspraken.count() == 0


def test_duizenden_verzonnen_rijen_worden_geweigerd(als_redacteur, project, bewerken):
    rijen = {f"afspraak-{n}-activiteit": "x" for n in range(2 * MAX_AFSPRAKEN + 1)}

    assert als_redacteur.post(bewerken, fichedata(project, **rijen)).status_code == 400
    assert project.afspraken.count() == 0


def test_een_nieuw_project_komt_op_de_lijst(als_redacteur, zuid_holland):
    ronde = maak_ronde(zuid_holland)
    nieuw = reverse("actielijst:project_nieuw", args=[zuid_holland.slug])
    basis = als_redacteur.get(nieuw).context["fiche"].project["basis"].value()

    als_redacteur.post(
        nieuw,
        {"naam": "Nieuw station", "nummer": "C.3.", "ronde": ronde.pk, "basis": basis}
        | {"locatiestatus": "bekend"},
    )

    project = Project.objects.get()
    assert (project.naam, project.nummer, project.provincie) == (
        "Nieuw station",
        "C.3.",
        zuid_holland,
    )


def test_archiveren_vraagt_een_reden_en_is_terug_te_draaien(als_redacteur, project):
    naar = [
        reverse(f"actielijst:project_{wat}", args=[project.provincie.slug, project.pk])
        for wat in ("archiveren", "terugzetten")
    ]
    zonder = als_redacteur.post(naar[0], archiefdata(project, ""))
    assert zonder.context["form"].errors["archiefreden"] == [
        "Schrijf in één zin waarom dit project naar het archief gaat."
    ]

    als_redacteur.post(naar[0], archiefdata(project, "Samengevoegd met 3."))
    assert list(Project.objects.gearchiveerd()) == [project]

    als_redacteur.post(naar[1])
    assert list(Project.objects.actueel()) == [project]


def test_de_echo_herhaalt_de_vorige_en_de_eerste_planning(als_redacteur, project, bewerken):
    afspraak = maak_afspraak(project, planning="Q3 2026")
    afspraak.planning = "Q1 2027"
    afspraak.save()

    data = fichedata(project, naam="", **{"afspraak-0-planning": "Q2 2027"})
    pagina = als_redacteur.post(bewerken, data).content.decode()

    assert "Wij lezen dit als: april tot en met juni 2027." in pagina
    assert "Was Q1 2027, eerst Q3 2026." in pagina
