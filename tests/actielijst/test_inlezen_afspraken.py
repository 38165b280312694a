"""The sheet of agreements comes back: exactly the edits, nothing lost, nothing of elsewhere."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from actielijst.enums import Afspraaksoort, Afspraakstatus
from actielijst.exports import actielijst_xlsx
from actielijst.exports.afsprakenlijst import afspraken_xlsx
from actielijst.models import Inlezing, Uitvoeringsafspraak
from pmiek.enums import Partijsoort
from pmiek.wijziging import Wijziging
from tests.actielijst.inlezen import bewerkt, gewijzigd, zet
from tests.bouwers import maak_afspraak, maak_partij, maak_project

BLAD = "Uitvoeringsafspraken"
PEILDATUM = datetime.date(2026, 11, 16)


@pytest.fixture
def stedin(zuid_holland):
    return maak_partij(zuid_holland, "Stedin", soort=Partijsoort.NETBEHEERDER)


@pytest.fixture
def afspraak(noord, leiden, stedin):
    return maak_afspraak(
        noord,
        activiteit="Grond kopen",
        trekker=leiden,
        partijen=[stedin],
        overige_betrokkenen="buurt, bewoners; en een VvE",
        planning="Q3 2027",
        resultaat="=1+1",
    )


@pytest.fixture
def actielijst(zuid_holland):
    return lambda: actielijst_xlsx(zuid_holland, PEILDATUM)


def afsprakenlijst(provincie):
    afspraken = Uitvoeringsafspraak.objects.van(provincie).voor_overzicht()
    return afspraken_xlsx(provincie, list(afspraken), afspraken.plaatsen()).content


def plan_na(stuur_in, controle, inhoud, bewerk=lambda blad: None, blad=BLAD):
    return controle(stuur_in(bewerkt(inhoud, blad, bewerk)))


@pytest.mark.parametrize("lijst", ["actielijst", "afsprakenlijst"])
def test_ongewijzigd_terug_verandert_niets(
    stuur_in, controle, actielijst, zuid_holland, afspraak, lijst
):
    maak_afspraak(afspraak.project, planning="na het besluit", status=Afspraakstatus.AFGEROND)
    inhoud = actielijst() if lijst == "actielijst" else afsprakenlijst(zuid_holland)

    plan = controle(stuur_in(inhoud))

    assert (gewijzigd(plan), plan.vragen, plan.nieuw) == ([], [], [])
    assert len(plan.bladen[-1].gelijk) == 2


@pytest.mark.parametrize(
    ("kop", "getypt", "nieuw"),
    [
        ("Activiteit", "grond kopen", "grond kopen"),
        ("Planning", "Q1 2028", "Q1 2028"),
        ("Planning", datetime.date(2028, 2, 1), "1-2-2028"),
        ("Status", "Afgerond", "afgerond"),
        ("Soort", "Opname in volgende pMIEK", "opname in volgende pMIEK"),
        ("Trekker_/_verantwoordelijke", "Stedin", "Stedin"),
        ("Afgerond_op", datetime.date(2025, 11, 7), "07-11-2025"),
        (
            "Betrokken_partijen",
            "Stedin; Gemeente Leiden; buurt, bewoners; en een VvE",
            "Stedin; gemeente Leiden; buurt, bewoners; en een VvE",
        ),
        ("Betrokken_partijen", "Stedin; en een VvE", "Stedin; en een VvE"),
    ],
)
def test_een_veranderde_cel_is_precies_een_wijziging(
    stuur_in, controle, actielijst, afspraak, kop, getypt, nieuw
):
    plan = plan_na(stuur_in, controle, actielijst(), zet(2, **{kop: getypt}))

    assert [na for _, _, na in gewijzigd(plan)] == [nieuw]
    assert plan.vragen == []


def test_afgerond_zonder_datum_in_een_bestand_krijgt_niet_de_dag_van_inlezen(
    stuur_in, bevestig, actielijst, afspraak
):
    bevestig(stuur_in(bewerkt(actielijst(), BLAD, zet(2, Status="Afgerond")), "oud.xlsx"))

    afspraak.refresh_from_db()
    assert (afspraak.status, afspraak.afgerond_op) == (Afspraakstatus.AFGEROND, None)


def test_een_dag_die_nog_komt_is_in_een_bestand_ook_geen_dag_van_afronden(
    stuur_in, bevestig, actielijst, afspraak
):
    morgen = timezone.localdate() + timezone.timedelta(days=1)
    bewerk = zet(2, Status="Afgerond", Afgerond_op=morgen)

    bevestig(stuur_in(bewerkt(actielijst(), BLAD, bewerk), "morgen.xlsx"))

    afspraak.refresh_from_db()
    assert (afspraak.status, afspraak.afgerond_op) == (Afspraakstatus.OPEN, None)


def test_wat_de_cel_zegt_staat_na_de_bevestiging_in_de_afspraak(
    stuur_in, bevestig, actielijst, afspraak, leiden, redacteur
):
    bewerk = zet(
        2,
        Planning="Q1 2028",
        Status="Afgerond",
        Afgerond_op=datetime.date(2025, 11, 7),
        Betrokken_partijen="Gemeente Leiden; buurt, bewoners; en een VvE",
    )

    bevestig(stuur_in(bewerkt(actielijst(), BLAD, bewerk), "uit Leiden.xlsx"))

    afspraak.refresh_from_db()
    assert (str(afspraak.planning), afspraak.status) == ("Q1 2028", Afspraakstatus.AFGEROND)
    assert afspraak.afgerond_op == datetime.date(2025, 11, 7)
    assert list(afspraak.betrokken_partijen.all()) == [leiden]
    assert afspraak.overige_betrokkenen == "buurt, bewoners; en een VvE"
    wijziging = Wijziging.objects.van(afspraak.project).filter(velden__has_key="planning").first()
    assert (wijziging.kanaal, wijziging.door) == ("excel", redacteur)
    assert wijziging.bron == f"uit Leiden.xlsx, blad {BLAD}, rij 2"
    assert wijziging.velden["planning"]["cel"] == "J2"


def test_de_cel_van_een_partij_staat_in_de_historie(stuur_in, bevestig, actielijst, afspraak):
    inhoud = bewerkt(actielijst(), BLAD, zet(2, Betrokken_partijen="Gemeente Leiden"))
    inlezing = stuur_in(inhoud)
    bevestig(inlezing)

    zinnen = [zin for w in Wijziging.objects.van(afspraak.project)[:3] for zin in w.zinnen]
    assert any("toegevoegd" in zin and zin.endswith("(cel H2)") for zin in zinnen)


def test_een_lege_cel_wist_niets_en_een_ontbrekende_rij_ook_niet(
    stuur_in, bevestig, controle, actielijst, afspraak
):
    ander = maak_afspraak(afspraak.project)

    def bewerk(blad):
        zet(2, Resultaat=None, Planning=None)(blad)
        blad.delete_rows(3)

    inlezing = stuur_in(bewerkt(actielijst(), BLAD, bewerk))
    plan = controle(inlezing)
    assert (gewijzigd(plan), plan.bladen[1].niet_in_bestand) == ([], [ander])

    bevestig(inlezing)
    afspraak.refresh_from_db()
    assert (str(afspraak.planning), afspraak.resultaat) == ("Q3 2027", "=1+1")
    assert Uitvoeringsafspraak.objects.count() == 2


def test_andere_volgorde_van_rijen_en_kolommen_is_goed(stuur_in, controle, actielijst, afspraak):
    maak_afspraak(afspraak.project, activiteit="Bouwen")

    def keer_om(blad):
        rijen = [list(rij) for rij in blad.iter_rows(values_only=True)]
        kop, *rest = [rij[::-1] for rij in rijen]
        for nummer, rij in enumerate([kop, *rest[::-1]], start=1):
            for kolom, waarde in enumerate(rij, start=1):
                blad.cell(nummer, kolom).value = waarde

    plan = plan_na(stuur_in, controle, actielijst(), keer_om)

    assert (gewijzigd(plan), plan.vragen, len(plan.bladen[1].gelijk)) == ([], [], 2)


def nieuwe_rij(**waarden):
    def bewerk(blad):
        zet(blad.max_row + 1, **waarden)(blad)

    return bewerk


def test_een_nieuwe_afspraak_komt_er_alleen_na_een_ja(
    stuur_in, bevestig, controle, actielijst, afspraak, leiden
):
    rij = nieuwe_rij(
        **{"Project-ID": f"ZH-{afspraak.project_id}"},
        Activiteit="Kabel leggen",
        Planning="2029",
        **{"Trekker_/_verantwoordelijke": "gemeente Leiden"},
    )
    inhoud = bewerkt(actielijst(), BLAD, rij)
    bevestig(stuur_in(inhoud))
    assert Uitvoeringsafspraak.objects.count() == 1

    bevestig(stuur_in(inhoud), nieuw=["b1-2"])

    nieuw = Uitvoeringsafspraak.objects.latest("pk")
    assert (nieuw.project, nieuw.trekker, str(nieuw.planning)) == (afspraak.project, leiden, "2029")
    assert (nieuw.status, nieuw.soort) == (Afspraakstatus.OPEN, Afspraaksoort.UITVOERING)
    assert nieuw.volgorde > afspraak.volgorde
    # the same file again makes no second one
    plan = controle(stuur_in(inhoud))
    assert (plan.nieuw, gewijzigd(plan), plan.vragen) == ([], [], [])


@pytest.mark.parametrize(
    ("waarden", "melding"),
    [
        ({}, "Bij een nieuwe afspraak hoort een Project-ID"),
        ({"Project-ID": "UT-1"}, "UT-1 hoort bij een andere provincie"),
        ({"Project-ID": "ZH-999999"}, "staat niet (meer) op de lijst"),
        ({"ID": "ZH-A999999"}, "ZH-A999999 staat hier niet (meer)"),
        ({"ID": "UT-A1"}, "UT-A1 hoort bij een andere provincie"),
        ({"ID": "nieuw"}, "'nieuw' is geen ID van een afspraak"),
    ],
)
def test_een_rij_die_niet_thuis_te_brengen_is_is_een_vraag(
    stuur_in, controle, actielijst, afspraak, waarden, melding
):
    rij = nieuwe_rij(Activiteit="Kabel leggen", **waarden)

    plan = plan_na(stuur_in, controle, actielijst(), rij)

    assert [melding in vraag.melding for vraag in plan.open_vragen] == [True]
    assert plan.nieuw == []


def test_een_afspraak_van_een_andere_provincie_is_niet_te_schrijven(
    stuur_in, bevestig, actielijst, afspraak, utrecht
):
    vreemd = maak_afspraak(maak_project(utrecht), activiteit="Van Utrecht")
    inhoud = actielijst()
    for id_ in (f"ZH-A{vreemd.pk}", f"UT-A{vreemd.pk}"):
        bevestig(stuur_in(bewerkt(inhoud, BLAD, zet(2, ID=id_, Activiteit="Van ons"))))

    vreemd.refresh_from_db()
    assert vreemd.activiteit == "Van Utrecht"


def test_een_onleesbare_waarde_is_een_vraag_met_blad_en_cel(
    als_redacteur, stuur_in, controle, actielijst, afspraak
):
    inlezing = stuur_in(bewerkt(actielijst(), BLAD, zet(2, Planning="Q5 2027", Status="bijna")))

    meldingen = {vraag.cel: vraag.melding for vraag in controle(inlezing).open_vragen}
    pagina = als_redacteur.get(inlezing.get_absolute_url()).content.decode()

    assert "geen kwartaal" in meldingen["J2"]
    assert "geen keuze" in meldingen["N2"]
    assert f"{BLAD}, J2" in pagina


def test_het_antwoord_op_een_vraag_van_het_tweede_blad_telt(
    stuur_in, bevestig, actielijst, afspraak
):
    inlezing = stuur_in(bewerkt(actielijst(), BLAD, zet(2, Planning="Q5 2027")))

    bevestig(
        inlezing,
        **{"antwoord-b1-J2:planning": "waarde", "antwoord-b1-J2:planning-tekst": "Q4 2027"},
    )

    afspraak.refresh_from_db()
    assert str(afspraak.planning) == "Q4 2027"


def test_een_onbekende_betrokkene_wordt_gevraagd_en_kan_blijven(
    stuur_in, bevestig, controle, actielijst, afspraak
):
    tekst = "Stedin; de dorpsraad"
    inlezing = stuur_in(bewerkt(actielijst(), BLAD, zet(2, Betrokken_partijen=tekst)))
    [vraag] = controle(inlezing).open_vragen
    assert "'de dorpsraad' staat niet in uw lijst" in vraag.melding

    bevestig(inlezing, **{f"antwoord-{vraag.sleutel}": f"waarde:{tekst}"})

    afspraak.refresh_from_db()
    assert afspraak.overige_betrokkenen == "de dorpsraad"
    assert [str(partij) for partij in afspraak.betrokken_partijen.all()] == ["Stedin"]


def test_twee_rijen_met_hetzelfde_id_worden_gevraagd(stuur_in, controle, actielijst, afspraak):
    rij = nieuwe_rij(ID=f"ZH-A{afspraak.pk}", Activiteit="Een kopie")

    plan = plan_na(stuur_in, controle, actielijst(), rij)

    [vraag] = plan.open_vragen
    assert "Maak het ID leeg als dit een nieuwe afspraak is." in vraag.melding
    assert gewijzigd(plan) == []


def test_een_afspraak_gaat_niet_naar_een_ander_project(
    stuur_in, controle, actielijst, afspraak, zuid_holland
):
    ander = maak_project(zuid_holland)

    plan = plan_na(stuur_in, controle, actielijst(), zet(2, **{"Project-ID": f"ZH-{ander.pk}"}))

    [vraag] = plan.open_vragen
    assert "gaat niet naar een ander project" in vraag.melding


def test_de_tellingen_per_blad_zijn_samen_alle_regels(stuur_in, controle, actielijst, afspraak):
    maak_afspraak(afspraak.project)

    def bewerk(blad):
        zet(2, Planning="2031")(blad)
        nieuwe_rij(**{"Project-ID": f"ZH-{afspraak.project_id}"}, Activiteit="Nieuw")(blad)
        nieuwe_rij(Activiteit="Zonder project")(blad)

    plan = plan_na(stuur_in, controle, actielijst(), bewerk)

    blad = plan.bladen[1]
    delen = (len(blad.gewijzigd), len(blad.nieuw), len(blad.gelijk), blad.aantal_rest)
    assert (delen, blad.aantal_regels) == ((1, 1, 1, 1), 4)


def test_namens_wie_staat_in_de_herkomst(stuur_in, bevestig, als_redacteur, actielijst, afspraak):
    inlezing = stuur_in(bewerkt(actielijst(), BLAD, zet(2, Planning="2031")))
    Inlezing.objects.filter(pk=inlezing.pk).update(namens=afspraak.trekker)

    bevestig(inlezing)

    adres = reverse("actielijst:project_verloop", args=["zuid-holland", afspraak.project_id])
    verloop = als_redacteur.get(adres).content.decode()
    assert f"lijst.xlsx, blad {BLAD}, rij 2, namens gemeente Leiden" in verloop


def test_een_bestand_van_een_nieuwere_versie_krijgt_een_zin(stuur_in, actielijst, afspraak):
    boek = bewerkt(actielijst(), BLAD, lambda blad: _schema(blad.parent, "actielijst-2"))

    response = stuur_in(boek)

    assert "nieuwere versie" in response.context["form"].errors["bestand"][0]
    assert Inlezing.objects.count() == 0


def _schema(boek, waarde):
    next(p for p in boek.custom_doc_props.props if p.name == "Schema").value = waarde
