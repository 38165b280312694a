"""A file with more than one list: the best one is read, the others when somebody says so."""

import io
from datetime import date

import openpyxl
import pytest
from django.urls import reverse

from actielijst.exports import actielijst_xlsx
from actielijst.inlezen import achtergrond
from actielijst.inlezen import bestand as bestandmodule
from actielijst.models import Project
from tests.bouwers import maak_afspraak, maak_project

pytestmark = pytest.mark.usefixtures("in_dit_proces")
KOPPEN = ["Nr.", "Project", "IBN"]
STROOM = [KOPPEN, ["1", "Station Noord", "2030"], ["2", "Kabel Oost", "2031"]]
WARMTE = [KOPPEN, ["7", "Warmteleiding", "2032"], ["2", "Warmtebron", "2029"]]
BEIDE, WARMTE_ALLEEN = ["0", "1"], ["1"]


def boek(**bladen):
    werkboek = openpyxl.Workbook()
    werkboek.active.title = "Toelichting"
    werkboek.active.append(["Zie de volgende bladen."])
    for naam, rijen in bladen.items():
        blad = werkboek.create_sheet(naam)
        for rij in rijen:
            blad.append(rij)
    uit = io.BytesIO()
    werkboek.save(uit)
    return uit.getvalue()


@pytest.fixture
def inlezing(stuur_in, noord):
    begrippen = [["Project", "zoals het energyboard het noemt"]]
    return stuur_in(boek(Stroom=STROOM, Warmte=WARMTE, Begrippen=begrippen))


@pytest.fixture
def kies(als_redacteur, inlezing):
    def post(bladen, **velden):
        data = {"bladkeuze": "1", "blad": bladen} | velden
        antwoord = als_redacteur.post(inlezing.get_absolute_url(), data, follow=True)
        inlezing.refresh_from_db()
        return antwoord

    return post


def gelezen(plan):
    return {blad.blad: [regel.naam for regel in blad.regels] for blad in plan.bladen}


def test_een_ander_blad_met_projecten_wordt_genoemd_en_niet_vanzelf_gelezen(
    inlezing, controle, als_redacteur
):
    pagina = als_redacteur.get(inlezing.get_absolute_url())

    assert gelezen(controle(inlezing)) == {"Stroom": ["1 Station Noord", "2 Kabel Oost"]}
    assert [(een.tabel.blad.name, een.aantal) for een in pagina.context["lijsten"]] == [
        ("Stroom", 2),
        ("Warmte", 2),
    ]
    assert "Deze bladen lezen wij niet: Toelichting, Begrippen." in pagina.text


def test_wie_het_andere_blad_kiest_ziet_eerst_wat_dat_verandert(kies, controle, inlezing):
    antwoord = kies(BEIDE, verwerken="1")

    assert "Wij lezen nu de bladen die u koos." in antwoord.text
    assert Project.objects.count() == 1
    assert [*gelezen(controle(inlezing))] == ["Stroom", "Warmte"]


def test_een_nummer_staat_in_het_bestand_een_keer(kies, controle, inlezing):
    kies(BEIDE)

    [vraag] = controle(inlezing).open_vragen
    assert (vraag.cel, vraag.melding) == (
        "A3",
        "Nummer 2 staat al op rij 3 van blad Stroom. Een nummer is van een project.",
    )


def test_een_project_dat_op_twee_bladen_staat_wordt_een_keer_gelezen(
    stuur_in, controle, noord, kies
):
    inlezing = stuur_in(boek(Stroom=STROOM, Warmte=[KOPPEN, ["1", "Station Noord", "2035"]]))
    inlezing.bladen[1]["wordt_gelezen"] = True
    inlezing.save()

    plan = controle(inlezing)
    assert [regel.veranderingen[0].nieuw for regel in plan.gewijzigd] == ["2030"]
    assert [vraag.cel for vraag in plan.open_vragen] == ["A2"]


def test_wat_op_geen_van_de_bladen_staat_is_niet_in_het_bestand(
    als_redacteur, kies, controle, inlezing, noord, ronde
):
    maak_project(noord.provincie, ronde=ronde, nummer="7", naam="Warmteleiding")
    ander = maak_project(noord.provincie, ronde=ronde, nummer="9", naam="Elders")
    kies(BEIDE)

    plan = controle(inlezing)
    assert plan.niet_in_bestand == [ander]
    tekst = als_redacteur.get(inlezing.get_absolute_url()).text
    assert tekst.count("Niet in het bestand:") == 1
    assert "Alles wat hier staat, staat ook in het bestand." not in tekst
    kies(WARMTE_ALLEEN)
    assert plan_van(controle, inlezing) == {"1", "9"}


def plan_van(controle, inlezing):
    return {project.nummer for project in controle(inlezing).niet_in_bestand}


def test_de_keuze_van_bladen_wordt_onthouden_voor_een_bestand_met_deze_bladen(
    kies, stuur_in, controle, inlezing
):
    kies(WARMTE_ALLEEN)

    weer = stuur_in(boek(Stroom=STROOM, Warmte=WARMTE))
    assert [*gelezen(controle(weer))] == ["Warmte"]
    ander = stuur_in(boek(Stroom=STROOM, Warmte=WARMTE, Gas=WARMTE))
    assert [*gelezen(controle(ander))] == ["Stroom"]


def test_ook_van_een_groot_bestand_wordt_de_keuze_onthouden(
    kies, stuur_in, controle, inlezing, levende_werker, monkeypatch
):
    kies(WARMTE_ALLEEN)
    monkeypatch.setattr(bestandmodule, "GROOT", 0)

    weer = stuur_in(boek(Stroom=STROOM, Warmte=WARMTE))
    achtergrond.lees_inlezing.func(weer.pk)
    assert [*gelezen(controle(weer))] == ["Warmte"]


def test_zonder_blad_blijft_het_zoals_het_was(kies, controle, inlezing):
    antwoord = kies([], verwerken="1")

    assert "Kies ten minste één blad." in antwoord.text
    assert [*gelezen(controle(inlezing))] == ["Stroom"]
    assert Project.objects.count() == 1


def test_een_blad_dat_er_niet_is_kiest_niets(kies, controle, inlezing):
    kies(["9", "x"])

    assert [*gelezen(controle(inlezing))] == ["Stroom"]


def test_beide_bladen_gaan_in_een_keer(kies, bevestig, inlezing):
    kies(BEIDE)
    bevestig(inlezing, bladkeuze="1", blad=BEIDE, nieuw=["2", "b1-1"])

    assert sorted(p.naam for p in Project.objects.all()) == [
        "Kabel Oost",
        "Station Noord",
        "Warmteleiding",
    ]


def test_een_blad_met_dezelfde_eigen_koppen_is_ook_een_lijst(stuur_in, als_redacteur, noord):
    koppen = ["Aanduiding", "Hoe ver", "Wie"]
    stroom, warmte = ["Station Noord", "verkenning", "ik"], ["Warmteleiding", "project", "u"]
    inlezing = stuur_in(boek(Stroom=[koppen, stroom], Warmte=[["Kop"], [], koppen, warmte]))

    assert [(blad["naam"], blad["koprij"]) for blad in inlezing.bladen] == [
        ("Stroom", 0),
        ("Warmte", 2),
    ]


def test_kolommen_aanwijzen_geldt_voor_elk_blad_met_deze_koppen(stuur_in, als_redacteur, noord):
    koppen = ["Nr.", "Project", "Klaar"]
    inlezing = stuur_in(
        boek(
            Stroom=[koppen, ["1", "Station Noord", "2030"]],
            Warmte=[koppen, ["7", "Warmteleiding", "2032"]],
            Gas=[["Nr.", "Project", "Gereed in"], ["8", "Leiding", "2033"]],
        )
    )
    adres = f"{inlezing.get_absolute_url()}kolommen/"
    velden = {"kolom-0": "nummer", "kolom-1": "naam", "kolom-2": "ibn"}
    als_redacteur.post(adres, velden)
    inlezing.refresh_from_db()
    assert [blad["velden"][2] for blad in inlezing.bladen] == ["ibn", "ibn", ""]

    als_redacteur.post(inlezing.get_absolute_url(), {"bladkeuze": "1", "blad": ["0", "1", "2"]})
    assert f"{adres}?blad=b2-" in als_redacteur.get(inlezing.get_absolute_url()).text
    velden = {f"b2-{naam}": veld for naam, veld in velden.items()}
    als_redacteur.post(f"{adres}?blad=b2-", velden)
    inlezing.refresh_from_db()
    assert [blad["velden"][2] for blad in inlezing.bladen] == ["ibn", "ibn", "ibn"]


@pytest.mark.parametrize("koppen", [KOPPEN, ["Project", "Gemeente"]])
def test_een_blad_zonder_regels_is_geen_lijst(stuur_in, noord, koppen):
    assert len(stuur_in(boek(Stroom=STROOM, Leeg=[koppen])).bladen) == 1


def test_bij_een_bestand_van_onszelf_valt_er_niets_te_kiezen(stuur_in, als_redacteur, noord):
    inlezing = stuur_in(actielijst_xlsx(noord.provincie, date(2026, 11, 26)))

    assert len(als_redacteur.get(inlezing.get_absolute_url()).context["lijsten"]) == 1


@pytest.mark.parametrize("naam", ["bevinding_export", "fasewisseling_export"])
def test_een_overzicht_van_onszelf_verandert_niets(als_redacteur, stuur_in, noord, naam):
    maak_afspraak(noord, activiteit="Grond kopen", planning="2031")
    inhoud = als_redacteur.get(reverse(f"actielijst:{naam}", args=["zuid-holland"])).content

    antwoord = stuur_in(inhoud, "overzicht.xlsx")

    [zin] = antwoord.context["form"].errors["bestand"]
    assert zin.startswith("Dit overzicht is hier gemaakt om te lezen en wordt niet teruggelezen.")


def test_een_blad_met_koppen_die_wij_alleen_vermoeden_wordt_eerst_aangewezen(
    stuur_in, als_redacteur, noord
):
    eigen = [["pMIEK"], [], ["Volgnr.", "Projecttitel", "Ingebruikname"], ["8", "Kabel", "2033"]]
    inlezing = stuur_in(boek(Stroom=STROOM, Eigen=eigen))
    assert [(b["naam"], b["koprij"], b["wordt_gelezen"]) for b in inlezing.bladen] == [
        ("Stroom", 0, True),
        ("Eigen", 2, False),
    ]

    adres = inlezing.get_absolute_url()
    antwoord = als_redacteur.post(adres, {"bladkeuze": "1", "blad": ["0", "1"]})
    assert antwoord.url == f"{adres}kolommen/?blad=b1-"
    velden = als_redacteur.get(antwoord.url).context["form"].fields.values()
    assert [veld.initial for veld in velden] == ["nummer", "naam", "ibn"]

    als_redacteur.post(
        antwoord.url, {"b1-kolom-0": "nummer", "b1-kolom-1": "naam", "b1-kolom-2": "ibn"}
    )
    plan = als_redacteur.get(adres).context["plan"]
    assert gelezen(plan)["Eigen"] == ["8 Kabel"]
