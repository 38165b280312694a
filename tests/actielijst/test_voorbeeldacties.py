"""Example actions: the source's table, a proposal on a fiche, a file between provinces."""

import datetime
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from actielijst.enums import Fase
from actielijst.forms.voorbeeldactie import lees_rijen, schrijf_rijen
from actielijst.forms.voorstel import voorstellen
from actielijst.models import Project, Voorbeeldactie
from pmiek.enums import Partijsoort
from pmiek.periode import lees_periode
from pmiek.referentie import laad_referentie
from tests.bouwers import maak_partij, maak_project, maak_voorbeeldactie
from tests.formulier import fichedata

LIJST = "/zuid-holland/afspraken/voorbeeldacties/"
BRON = {
    "verkenning": 4,
    "planuitwerking": 7,
    "project": 6,
    "realisatie": 2,
}


def test_de_hele_tabel_van_de_bron_is_er_per_fase_met_actiehouder(zuid_holland):
    laad_referentie(["zuid-holland"])

    van_bron = Voorbeeldactie.objects.filter(provincie=None)
    assert {fase: van_bron.filter(fase=fase).count() for fase in Fase} == BRON
    assert not van_bron.filter(actiehouder="").exists()
    assert van_bron.filter(trekkersoort="bevoegd_gezag").count() == 4


@pytest.fixture
def stedin(zuid_holland):
    return maak_partij(zuid_holland, "Stedin", Partijsoort.NETBEHEERDER)


def voorstel(project, **velden):
    actie = maak_voorbeeldactie(project.provincie, **velden)
    (gevonden,) = voorstellen(project.provincie, project, actie.fase)
    return gevonden


def test_de_enige_netbeheerder_van_het_project_wordt_voorgesteld(zuid_holland, stedin):
    project = maak_project(zuid_holland, partijen=[stedin])

    assert voorstel(project, trekkersoort="netbeheerder").trekker == stedin


def test_bij_twee_netbeheerders_wordt_niets_geraden(zuid_holland, stedin):
    ander = maak_partij(zuid_holland, "TenneT", Partijsoort.NETBEHEERDER)
    project = maak_project(zuid_holland, partijen=[stedin, ander])

    assert voorstel(project, trekkersoort="netbeheerder").trekker is None


def test_gemeente_en_bevoegd_gezag(zuid_holland):
    delft, leiden = maak_partij(zuid_holland, "Delft"), maak_partij(zuid_holland, "Leiden")
    project = maak_project(zuid_holland, gemeenten=[delft], bevoegd_gezag=leiden)

    assert voorstel(project, trekkersoort="gemeente").trekker == delft
    Voorbeeldactie.objects.get().delete()
    assert voorstel(project, trekkersoort="bevoegd_gezag").trekker == leiden


def test_de_planning_is_de_termijn_van_de_volgende_fase(zuid_holland):
    project = maak_project(zuid_holland, volgende_fase_termijn="Q3 2027")

    assert voorstel(project).planning == "Q3 2027"


def test_een_eigen_termijn_telt_in_maanden_vanaf_nu(project):
    gevonden = voorstel(project, termijn=12).planning

    vandaag = timezone.localdate()
    assert gevonden.endswith(str(vandaag.year + 1))
    project.volgende_fase_termijn = gevonden
    assert project.volgende_fase_termijn.tot_en_met.month == vandaag.month


def test_bij_twee_partijen_van_die_soort_staan_ze_allebei_in_het_voorstel(zuid_holland, stedin):
    ander = maak_partij(zuid_holland, "TenneT", Partijsoort.NETBEHEERDER)
    project = maak_project(zuid_holland, partijen=[stedin, ander])

    woorden = voorstel(project, trekkersoort="netbeheerder").wie_woorden

    assert woorden == f"een netbeheerder (bij dit project {stedin} en {ander}: kies er een)"


@pytest.mark.parametrize(
    ("houder", "woorden"),
    [
        ("bevoegd gezag + netbeheerder", "Leiden (bevoegd gezag)"),
        ("netbeheerder en gemeente", "Stedin (netbeheerder, de enige bij dit project)"),
        ("Waterschappen", "een waterschap (staat nog niet bij dit project: kies een partij)"),
        ("alle stakeholders", "alle stakeholders (kies wie de trekker is)"),
        ("belangrijke partijen", "belangrijke partijen (kies wie de trekker is)"),
        ("", "nog te kiezen"),
    ],
)
def test_de_soort_trekker_komt_uit_de_kolom_actiehouder(zuid_holland, stedin, houder, woorden):
    leiden = maak_partij(zuid_holland, "Leiden", Partijsoort.OVERIG)
    project = maak_project(zuid_holland, partijen=[stedin], bevoegd_gezag=leiden)

    assert voorstel(project, actiehouder=houder).wie_woorden == woorden


def test_wie_naast_de_trekker_genoemd_is_wordt_betrokken(zuid_holland, stedin):
    leiden = maak_partij(zuid_holland, "Leiden")
    project = maak_project(zuid_holland, partijen=[stedin], bevoegd_gezag=leiden)

    velden = voorstel(project, actiehouder="bevoegd gezag + netbeheerder").velden

    assert velden["trekker"] == [str(leiden.pk)]
    assert velden["betrokken_partijen"] == [str(stedin.pk)]


@pytest.mark.parametrize(
    ("velden", "planning", "grond"),
    [
        ({}, "januari 2027", "vuistregel: binnen 12 maanden vanaf nu"),
        ({"volgende_fase_termijn": "Q4 2026"}, "Q4 2026", "de termijn van de volgende fase"),
        # what is past or cannot be read is no term to keep
        (
            {"volgende_fase_termijn": "2024"},
            "januari 2027",
            "vuistregel: binnen 12 maanden vanaf nu",
        ),
        (
            {"volgende_fase_termijn": "z.s.m."},
            "januari 2027",
            "vuistregel: binnen 12 maanden vanaf nu",
        ),
        ({"ibn": "Q3 2026"}, "Q3 2026", "de IBN van dit project"),
        ({"ibn": "2024"}, "januari 2027", "vuistregel: binnen 12 maanden vanaf nu"),
    ],
)
def test_de_planning_heeft_altijd_een_grond(zuid_holland, monkeypatch, velden, planning, grond):
    monkeypatch.setattr(timezone, "localdate", lambda: datetime.date(2026, 1, 31))
    gevonden = voorstel(maak_project(zuid_holland, **velden), fase=Fase.PROJECT)

    assert (gevonden.planning, gevonden.grond) == (planning, grond)


@pytest.mark.parametrize("fase", Fase)
def test_elke_voorgestelde_planning_is_te_lezen(project, fase):
    assert lees_periode(voorstel(project, fase=fase).planning).is_gelezen


def test_alleen_van_deze_fase_en_wat_aan_staat(zuid_holland, utrecht, project):
    goed = maak_voorbeeldactie(zuid_holland, fase="project")
    maak_voorbeeldactie(zuid_holland, fase="verkenning")
    maak_voorbeeldactie(zuid_holland, fase="project", actief=False)
    maak_voorbeeldactie(utrecht, fase="project")
    landelijk = maak_voorbeeldactie(None, fase="project")

    acties = [v.actie for v in voorstellen(zuid_holland, project, "project")]

    assert acties == [landelijk, goed]
    assert voorstellen(zuid_holland, project, "") == []


def test_een_voorbeeldactie_komt_ingevuld_op_de_fiche(client, redacteur, zuid_holland, stedin):
    project = maak_project(
        zuid_holland, fase="project", partijen=[stedin], volgende_fase_termijn="2028"
    )
    actie = maak_voorbeeldactie(zuid_holland, fase="project", trekkersoort="netbeheerder")
    client.force_login(redacteur)
    adres = f"/zuid-holland/projecten/{project.pk}/bewerken/"
    knop = f"afspraak:toevoegen:{actie.pk}"

    pagina = client.post(adres, fichedata(project) | {"rijactie": knop})

    (form,) = pagina.context["fiche"].afspraken
    velden = [form[naam].value() for naam in ("activiteit", "trekker", "planning")]
    assert velden == [actie.activiteit, str(stedin.pk), "2028"]
    assert project.afspraken.count() == 0
    assert "Voorstel, nog niet afgesproken." in pagina.content.decode()


def test_een_voorstel_blijft_een_voorstel_tot_het_is_opgeslagen(
    client, redacteur, zuid_holland, stedin
):
    project = maak_project(zuid_holland, fase="project", partijen=[stedin])
    actie = maak_voorbeeldactie(zuid_holland, fase="project", trekkersoort="netbeheerder")
    client.force_login(redacteur)
    adres = f"/zuid-holland/projecten/{project.pk}/bewerken/"
    rij = {"voorstel": actie.pk, "nieuw": "1", "activiteit": "Anders geschreven"}
    data = fichedata(project) | {f"afspraak-0-{naam}": waarde for naam, waarde in rij.items()}

    pagina = client.post(adres, data | {"rijactie": "afspraak:toevoegen"})

    een, twee = pagina.context["fiche"].afspraken
    assert een.voorstel.actie == actie
    assert twee.voorstel is None


@pytest.mark.parametrize("nummer", ["999999", "x", "-1"])
def test_een_voorbeeldactie_die_er_niet_is_geeft_een_lege_regel(
    client, redacteur, zuid_holland, nummer
):
    project = maak_project(zuid_holland, fase="project")
    client.force_login(redacteur)
    adres = f"/zuid-holland/projecten/{project.pk}/bewerken/"

    data = fichedata(project) | {"rijactie": f"afspraak:toevoegen:{nummer}"}
    (form,) = client.post(adres, data).context["fiche"].afspraken

    assert not form["activiteit"].value()


@pytest.fixture
def inlezen(client, secretaris):
    client.force_login(secretaris)

    def post(inhoud):
        inhoud = inhoud.encode() if isinstance(inhoud, str) else inhoud
        bestand = SimpleUploadedFile("acties.csv", inhoud)
        return client.post(f"{LIJST}inlezen/", {"bestand": bestand})

    return post


KOP = "Fase;Activiteit;Actiehouder;Voorgestelde trekker;Termijn in maanden\n"


def test_een_bestand_van_een_andere_provincie_inlezen(inlezen, zuid_holland, utrecht):
    maak_voorbeeldactie(
        utrecht, fase="project", activiteit="=Grond kopen", trekkersoort="gemeente", termijn=6
    )
    inhoud = schrijf_rijen(Voorbeeldactie.objects.all())
    assert "'=Grond kopen" in inhoud.decode()

    assert inlezen(inhoud).url == LIJST

    eigen = zuid_holland.voorbeeldacties.get()
    velden = (eigen.fase, eigen.activiteit, eigen.trekkersoort, eigen.termijn)
    assert velden == ("project", "=Grond kopen", "gemeente", 6)


def test_een_tweede_keer_hetzelfde_bestand_geeft_geen_dubbele(inlezen, zuid_holland, client):
    bestand = KOP + "project;Grond kopen;gemeente;;\nproject;grond KOPEN;;;\n"
    inlezen(bestand)

    response = inlezen(bestand)

    assert zuid_holland.voorbeeldacties.count() == 1
    pagina = client.get(response.url).content.decode()
    assert "Er is niets nieuws ingelezen; 2 stonden er al, 1 daarvan anders" in pagina


def test_een_bijna_gelijke_rij_is_dezelfde_en_dat_wordt_gezegd(inlezen, zuid_holland, client):
    maak_voorbeeldactie(None, fase="planuitwerking", activiteit="ProjectMER")
    bestand = "Fase;Activiteit\nPlanuitwerking;  projectmer . \nplanuitwerking;PROJECTMER\n"

    pagina = client.get(inlezen(bestand).url).content.decode()

    assert Voorbeeldactie.objects.van(zuid_holland).count() == 0
    assert "2 stonden er al, 2 daarvan anders geschreven: “projectmer .” is “ProjectMER”" in pagina


def test_zonder_leesteken_aan_het_eind_blijft_het_een_andere_actie(inlezen, zuid_holland):
    inlezen("Fase;Activiteit\nProject;Fase 1. Grond\nProject;Fase 1 Grond\n")

    assert Voorbeeldactie.objects.van(zuid_holland).count() == 2


def test_een_onbekende_fase_wordt_met_rij_en_keuzes_gezegd_en_niets_is_ingelezen(
    inlezen, zuid_holland
):
    bestand = KOP + "project;Goed;;;\nbouw;Heien;;;\nproject;;;;\nproject;Lang;;;een jaar\n"

    fouten = inlezen(bestand).context["rijfouten"]

    assert fouten == [
        "Rij 3, fase: “bouw” kennen wij niet. Kies uit verkenning, planuitwerking, project, "
        "realisatie.",
        "Rij 4, activiteit: Schrijf op wat er gaat gebeuren.",
        "Rij 5, termijn in maanden: Schrijf een heel getal, bijvoorbeeld 6.",
    ]
    assert zuid_holland.voorbeeldacties.count() == 0


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (b"PK\x03\x04", "csv-bestand"),
        (b"\x00\x01", "csv-bestand"),
        ("Naam;Datum\nx;y\n", "Fase en Activiteit"),
        (KOP + "project;x;;;\n" * 1001, "Meer dan 1000 rijen"),
        ("Fase;Activiteit\n" + "a" * 1_000_001, "te groot"),
        ("", "leeg"),
    ],
)
def test_een_ander_bestand_krijgt_een_zin(inlezen, inhoud, zin):
    fouten = inlezen(inhoud).context["form"].errors["bestand"]

    assert re.search(zin, fouten[0])


def test_van_veel_fouten_staan_de_eerste_er_en_het_aantal_van_de_rest(inlezen):
    pagina = inlezen(KOP + "bouw;Heien;;;\n" * 300)

    assert pagina.text.count("“bouw” kennen wij niet") == 20
    assert "En nog 280 regels als deze." in pagina.text


def test_weinig_fouten_staan_er_allemaal(inlezen):
    pagina = inlezen(KOP + "bouw;Heien;;;\n" * 20)

    assert pagina.text.count("“bouw” kennen wij niet") == 20
    assert "En nog" not in pagina.text


def test_een_kop_die_er_twee_keer_staat_wordt_genoemd(inlezen):
    fouten = inlezen("Fase;Activiteit;fase\nproject;x;realisatie\n").context["form"].errors

    assert fouten["bestand"] == ["Deze kop staat er meer dan een keer: Fase. Houd er een over."]


@pytest.mark.parametrize("sep", ["sep=;\r\n", "SEP=;\n", '"sep=;"\n', ""])
def test_de_regel_waarmee_excel_een_csv_begint_is_geen_rij(inlezen, zuid_holland, sep):
    inlezen(f"{sep}Fase;Activiteit\nproject;Grond, water en lucht\n")

    assert zuid_holland.voorbeeldacties.get().activiteit == "Grond, water en lucht"


def test_die_regel_zegt_ook_een_ander_scheidingsteken():
    assert lees_rijen(b"sep=|\nFase|Activiteit\nproject|a;b\n") == [
        {"fase": "project", "activiteit": "a;b"}
    ]


def test_komma_en_oude_tekens_worden_ook_gelezen():
    rijen = lees_rijen("Fase,Activiteit\nproject,Coördineren\n".encode("cp1252"))

    assert rijen == [{"fase": "project", "activiteit": "Coördineren"}]


def test_een_redacteur_leest_voor_wie_het_beheer_is(client, redacteur, zuid_holland):
    client.force_login(redacteur)

    pagina = client.get(LIJST)

    assert pagina.status_code == 403
    tekst = pagina.content.decode()
    assert "Dit is voor de rol secretaris. Uw rol is hier redacteur." in tekst
    assert "Er is niets opgeslagen" not in tekst


def test_een_actie_van_de_bron_is_niet_te_wijzigen(client, secretaris):
    landelijk = maak_voorbeeldactie(None)
    client.force_login(secretaris)

    assert client.get(f"{LIJST}{landelijk.pk}/").status_code == 404


def test_dezelfde_actie_nog_eens_wordt_gezegd(client, secretaris, zuid_holland):
    maak_voorbeeldactie(zuid_holland, fase="project", activiteit="Grond kopen")
    client.force_login(secretaris)

    response = client.post(
        f"{LIJST}nieuw/", {"fase": "project", "activiteit": "Grond kopen", "actief": "on"}
    )

    assert "staat al bij deze fase" in response.content.decode()


def test_werksessie_bewaart_en_gaat_naar_de_buren(client, redacteur, zuid_holland):
    een, twee, drie = (maak_project(zuid_holland, nummer=str(nr)) for nr in (1, 2, 10))
    client.force_login(redacteur)
    adres = "/zuid-holland/projecten/{}/werksessie/".format

    def bewaar(project, daarna=""):
        data = fichedata(Project.objects.get(pk=project.pk))
        rij = {"activiteit": "Besluiten", "status": "open", "soort": "uitvoering"}
        nieuw = {f"afspraak-0-{naam}": waarde for naam, waarde in rij.items()}
        return client.post(adres(project.pk), data | nieuw | {"daarna": daarna}).url

    assert bewaar(twee, "volgende") == adres(drie.pk)
    assert bewaar(twee, "vorige") == adres(een.pk)
    assert bewaar(een, "vorige") == adres(een.pk)
    assert bewaar(drie) == adres(drie.pk)
    assert twee.afspraken.count() == 1


def test_werksessie_noemt_vorige_en_volgende(client, redacteur, zuid_holland):
    een, twee = (maak_project(zuid_holland, nummer=str(nr)) for nr in (1, 2))
    client.force_login(redacteur)

    context = client.get(f"/zuid-holland/projecten/{een.pk}/werksessie/").context

    assert (context["vorige"], context["volgende"]) == (None, twee)


# --- switched off and on again


def zetten(client, actie, stand, provincie="zuid-holland"):
    return client.post(
        f"/{provincie}/afspraken/voorbeeldacties/{actie.pk}/zetten/", {"stand": stand}, follow=True
    )


def aangeboden(provincie, fase="verkenning"):
    return list(Voorbeeldactie.objects.te_kiezen(provincie, fase))


@pytest.fixture
def van_bron(db):
    return maak_voorbeeldactie(None, activiteit="Ruimte zoeken")


def test_een_actie_van_de_bron_gaat_alleen_in_de_eigen_provincie_uit(
    client, secretaris, zuid_holland, utrecht, van_bron
):
    eigen = maak_voorbeeldactie(zuid_holland)
    client.force_login(secretaris)

    response = zetten(client, van_bron, "uit")

    assert aangeboden(zuid_holland) == [eigen]
    assert aangeboden(utrecht) == [van_bron]
    assert [a.staat_aan for a in response.context["object_list"]] == [False, True]
    assert voorstellen(zuid_holland, maak_project(zuid_holland), "verkenning")[0].actie == eigen


def test_wat_uit_stond_gaat_alleen_in_de_eigen_provincie_weer_aan(
    client, secretaris, zuid_holland, utrecht, van_bron
):
    van_bron.zet(utrecht, aan=False)
    client.force_login(secretaris)
    zetten(client, van_bron, "uit")
    zetten(client, van_bron, "uit")

    zetten(client, van_bron, "aan")

    assert aangeboden(zuid_holland) == [van_bron]
    assert aangeboden(utrecht) == []
    van_bron.refresh_from_db()
    assert van_bron.versie == 1


def test_een_eigen_actie_gaat_uit_en_aan_met_dezelfde_knop(client, secretaris, zuid_holland):
    eigen = maak_voorbeeldactie(zuid_holland)
    client.force_login(secretaris)

    zetten(client, eigen, "uit")
    assert aangeboden(zuid_holland) == []
    assert Voorbeeldactie.objects.get(pk=eigen.pk).actief is False

    zetten(client, eigen, "aan")
    assert aangeboden(zuid_holland) == [eigen]


def test_de_lijst_staat_op_volgorde_van_fase(client, secretaris, zuid_holland):
    fasen = [Fase.PROJECT, Fase.PLANUITWERKING, Fase.VERKENNING]
    acties = {fase: maak_voorbeeldactie(zuid_holland, fase=fase) for fase in fasen}
    client.force_login(secretaris)

    rijen = client.get("/zuid-holland/afspraken/voorbeeldacties/").context["object_list"]

    assert list(rijen) == [acties[fase] for fase in Fase if fase in acties]


def test_uitzetten_is_ongedaan_te_maken(client, secretaris, zuid_holland, van_bron):
    client.force_login(secretaris)
    pagina = zetten(client, van_bron, "uit").text

    ongedaan = re.search(r'action="(/zuid-holland/ongedaan/[^"]+)"', pagina)[1]
    client.post(ongedaan)

    assert aangeboden(zuid_holland) == [van_bron]


def test_een_actie_van_een_andere_provincie_bestaat_hier_niet(client, secretaris, utrecht):
    client.force_login(secretaris)
    vreemd = maak_voorbeeldactie(utrecht)

    assert zetten(client, vreemd, "uit").status_code == 404
    assert aangeboden(utrecht) == [vreemd]
