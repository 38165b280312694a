"""A planning that moves: kept with its reason, asked about, never refused."""

import pytest

from actielijst.linter import OP_CODE, openstaand
from actielijst.models import Project, Uitvoeringsafspraak, Verschuiving
from pmiek.history import acting_as
from pmiek.ongedaan.terugdraaien import draai_terug
from pmiek.wijziging import Wijziging
from tests.bouwers import maak_afspraak, maak_koppeling
from tests.formulier import fichedata

ZIN = "De eigenaar van het middelste perceel wil niet verkopen."


@pytest.fixture
def afspraak(project):
    return maak_afspraak(project, planning="Q3 2026")


@pytest.fixture
def bewaar(client, redacteur, project):
    client.force_login(redacteur)

    def post(**veranderd):
        vers = Project.objects.get(pk=project.pk)
        velden = {f"afspraak-0-{naam}": waarde for naam, waarde in veranderd.items()}
        adres = f"/zuid-holland/projecten/{project.pk}/bewerken/"
        return client.post(adres, fichedata(vers) | velden)

    return post


def verschuivingen():
    rijen = Verschuiving.objects.all()
    return [(rij.van, rij.naar, rij.oorzaak, rij.toelichting) for rij in rijen]


@pytest.mark.parametrize(
    ("nieuw", "verwacht"),
    [
        ("Q1 2027", [("Q3 2026", "Q1 2027", "", "")]),
        ("", [("Q3 2026", "", "", "")]),
        ("na de zomer", [("Q3 2026", "na de zomer", "", "")]),
        ("3e kwartaal 2026", []),
        ("Q3 2026", []),
    ],
)
def test_een_andere_datum_is_een_verschuiving_een_andere_schrijfwijze_niet(
    afspraak, nieuw, verwacht
):
    afspraak.planning = nieuw
    afspraak.save()

    assert verschuivingen() == verwacht


@pytest.mark.parametrize(
    ("nieuw", "is_verschoven"),
    [
        ("3e kwartaal 2026", False),
        ("Q3 2026", False),
        ("Q4 2026", True),
        ("", True),
        ("na de zomer", True),
    ],
)
def test_verschoven_is_een_andere_datum_op_het_scherm_en_in_het_filter(
    afspraak, nieuw, is_verschoven
):
    afspraak.planning = nieuw
    afspraak.save()
    afspraak.refresh_from_db()

    assert afspraak.is_verschoven is is_verschoven
    gefilterd = Uitvoeringsafspraak.objects.op_tijd("verschoven")
    assert list(gefilterd) == ([afspraak] if is_verschoven else [])


@pytest.mark.parametrize(
    ("oorzaken", "zin"),
    [
        ([""], "1 keer verschoven, zonder oorzaak"),
        (["grond"], "1 keer verschoven, met de oorzaak"),
        (["grond", ""], "2 keer verschoven, 1 keer zonder oorzaak"),
    ],
)
def test_de_fiche_zegt_hoe_vaak_de_oorzaak_ontbreekt(client, lezer, afspraak, oorzaken, zin):
    for plaats, oorzaak in enumerate(oorzaken):
        afspraak.planning, afspraak.reden = f"Q{plaats + 1} 2028", {"oorzaak": oorzaak}
        afspraak.save()
    client.force_login(lezer)

    pagina = client.get(afspraak.project.get_absolute_url()).content.decode()

    assert f"<summary>{zin}</summary>" in pagina


def test_de_eerste_planning_is_geen_verschuiving(project):
    afspraak = maak_afspraak(project)
    afspraak.planning = "2027"
    afspraak.save()

    assert verschuivingen() == []


def test_de_eerste_planning_blijft_voor_altijd_staan(afspraak):
    for planning in ("Q1 2027", "", "2028"):
        afspraak.planning = planning
        afspraak.save()

    afspraak.refresh_from_db()
    assert (afspraak.eerste_planning, str(afspraak.planning)) == ("Q3 2026", "2028")


def test_van_twee_verschuivingen_wordt_naar_de_laatste_gevraagd(afspraak):
    for planning in ("Q1 2027", "2028"):
        afspraak.planning = planning
        afspraak.save()

    assert afspraak.laatste_verschuiving.naar == "2028"


def test_een_planning_verschuiven_met_oorzaak_en_zin(afspraak, bewaar):
    bewaar(planning="Q1 2027", verschuiving_oorzaak="grond", verschuiving_toelichting=ZIN)

    assert verschuivingen() == [("Q3 2026", "Q1 2027", "grond", ZIN)]


def test_zonder_oorzaak_wordt_bewaard_en_is_een_bevinding(afspraak, bewaar, project):
    assert bewaar(planning="Q1 2027").status_code == 302

    regels = [OP_CODE["verschoven_zonder_oorzaak"]]
    assert len(openstaand(Project.objects.all(), regels=regels)) == 1


def test_een_oorzaak_is_later_te_geven(afspraak, bewaar):
    bewaar(planning="Q1 2027")

    bewaar(verschuiving_oorzaak="besluit", verschuiving_toelichting=ZIN)

    assert verschuivingen() == [("Q3 2026", "Q1 2027", "besluit", ZIN)]


def test_een_tweede_verschuiving_laat_de_eerste_met_haar_reden_staan(afspraak, bewaar):
    bewaar(planning="Q1 2027", verschuiving_oorzaak="grond", verschuiving_toelichting=ZIN)

    bewaar(planning="Q2 2027", verschuiving_oorzaak="grond", verschuiving_toelichting="Weer.")

    assert verschuivingen() == [
        ("Q3 2026", "Q1 2027", "grond", ZIN),
        ("Q1 2027", "Q2 2027", "grond", "Weer."),
    ]


def test_een_reden_van_tienduizend_tekens_blijft_heel(afspraak, bewaar):
    bewaar(planning="Q1 2027", verschuiving_toelichting="a" * 10_000)

    assert [len(rij.toelichting) for rij in Verschuiving.objects.all()] == [10_000]


def test_een_te_lange_reden_wordt_gezegd_en_blijft_staan(afspraak, bewaar):
    response = bewaar(planning="Q1 2027", verschuiving_toelichting="a" * 20_001)

    assert "afspraak-0-verschuiving_toelichting" in response.context["fouten"][0][0]
    assert "a" * 20_001 in response.content.decode()


def test_een_collega_gaf_intussen_ook_een_toelichting(client, redacteur, afspraak, project):
    afspraak.planning = "Q1 2027"
    afspraak.save()
    client.force_login(redacteur)
    data = fichedata(Project.objects.get(pk=project.pk))
    Verschuiving.objects.get().save()
    van_collega = Verschuiving.objects.get()
    van_collega.toelichting = "Van een collega."
    van_collega.save()

    adres = f"/zuid-holland/projecten/{project.pk}/bewerken/"
    response = client.post(adres, data | {"afspraak-0-verschuiving_toelichting": "Van mij."})

    assert "Van een collega." in response.content.decode()
    assert Verschuiving.objects.get().toelichting == "Van een collega."


def test_de_fiche_toont_wie_wanneer_en_waardoor(afspraak, bewaar, client, redacteur, project):
    bewaar(planning="Q1 2027", verschuiving_oorzaak="grond", verschuiving_toelichting=ZIN)

    pagina = client.get(project.get_absolute_url()).content.decode()

    assert ZIN in pagina
    assert "grondverwerving" in pagina
    (rij,) = Verschuiving.objects.met_melder()
    assert rij.gemeld_door == redacteur.naam


def test_elke_verschuiving_noemt_wie_haar_meldde(project, redacteur, secretaris):
    for wie in (redacteur, secretaris):
        afspraak = maak_afspraak(project, planning="Q3 2026")
        afspraak.planning = "Q1 2027"
        with acting_as(wie):
            afspraak.save()
    eerste = Verschuiving.objects.first()
    with acting_as(secretaris):
        eerste.verklaar({"oorzaak": "grond"})
        maak_koppeling(project, pk=eerste.pk)

    melders = [rij.gemeld_door for rij in Verschuiving.objects.met_melder()]
    assert melders == [redacteur.naam, secretaris.naam]


def test_een_verschuiving_van_een_ander_is_niet_te_zien(utrecht, lezer, afspraak):
    afspraak.planning = "2030"
    afspraak.save()

    assert Verschuiving.objects.zichtbaar_voor(lezer).count() == 1
    lezer.rollen.get().delete()
    assert Verschuiving.objects.zichtbaar_voor(lezer).count() == 0
    assert Uitvoeringsafspraak.objects.count() == 1


def test_ongedaan_maken_haalt_de_verschuiving_weg_en_maakt_geen_nieuwe(
    afspraak, bewaar, redacteur, zuid_holland
):
    bewaar(planning="Q1 2027", verschuiving_oorzaak="grond")
    handeling = Wijziging.objects.filter(soort_object__model="verschuiving").first().handeling

    with acting_as(redacteur):
        draai_terug(handeling, provincie=zuid_holland, gebruiker=redacteur)

    afspraak.refresh_from_db()
    assert (str(afspraak.planning), verschuivingen()) == ("Q3 2026", [])
