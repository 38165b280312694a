"""Many agreements at once: first the list of them, then all or nothing."""

import pytest
from django.test import Client
from django.utils import timezone

from actielijst.forms.afspraak import NOG_NIET_KLAAR
from actielijst.forms.bulk import keuzewaarde
from actielijst.models import Uitvoeringsafspraak
from pmiek.concept import Concept
from pmiek.history import acting_as
from pmiek.wijziging import Wijziging
from tests.bouwers import maak_afspraak, maak_gebruiker, maak_partij, maak_project
from tests.gelijktijdig import tegelijk
from tests.pmiek.test_concept import autosave, token_in

ADRES = "/zuid-holland/afspraken/wijzigen/"
LIJST = "/zuid-holland/afspraken/"


@pytest.fixture
def drie(project):
    return [maak_afspraak(project, activiteit=naam, planning="2027") for naam in "abc"]


@pytest.fixture
def post(client, redacteur):
    client.force_login(redacteur)

    def send(afspraken, **velden):
        keuze = [keuzewaarde(afspraak) for afspraak in afspraken]
        return client.post(ADRES, {"keuze": keuze} | velden)

    return send


def statussen():
    return list(Uitvoeringsafspraak.objects.order_by("pk").values_list("status", flat=True))


def test_eerst_een_bladzijde_met_de_rijen_en_nog_niets_gewijzigd(post, drie):
    response = post(drie[:2], status="loopt")

    assert [rij.afspraak for rij in response.context["rijen"]] == drie[:2]
    assert statussen() == ["open", "open", "open"]


def test_na_bevestigen_zijn_precies_die_rijen_gewijzigd(post, drie, zuid_holland):
    partij = maak_partij(zuid_holland)

    response = post(
        drie[:2], status="loopt", trekker=partij.pk, bevestigd="1", vraag="status=open&page=2"
    )

    assert response.url == f"{LIJST}?status=open&page=2"
    assert statussen() == ["loopt", "loopt", "open"]
    assert Uitvoeringsafspraak.objects.filter(trekker=partij).count() == 2


def test_afgerond_krijgt_een_datum_en_weer_open_verliest_die(post, drie):
    post(drie[:1], status="afgerond", bevestigd="1")
    (eerste, *_) = Uitvoeringsafspraak.objects.order_by("pk")
    assert eerste.afgerond_op == timezone.localdate()

    post([eerste], status="open", bevestigd="1")

    eerste.refresh_from_db()
    assert (eerste.status, eerste.afgerond_op) == ("open", None)


def test_vervallen_krijgt_ook_een_datum_en_een_dag_die_nog_komt_wordt_geweigerd(post, drie):
    morgen = timezone.localdate() + timezone.timedelta(days=1)
    geweigerd = post(drie[:1], status="vervallen", afgerond_op=str(morgen), bevestigd="1")
    assert geweigerd.context["form"].errors["afgerond_op"][0].startswith("Deze dag moet nog komen.")

    post(drie[:1], status="vervallen", bevestigd="1")

    assert Uitvoeringsafspraak.objects.get(pk=drie[0].pk).afgerond_op == timezone.localdate()


@pytest.mark.parametrize("status", ["", "open", "loopt"])
def test_een_datum_bij_wat_niet_klaar_is_wordt_geweigerd(post, drie, zuid_holland, status):
    keuze = {"status": status, "trekker": maak_partij(zuid_holland).pk}
    response = post(drie, **keuze, afgerond_op="2026-01-02", bevestigd="1")

    assert response.context["form"].errors == {"afgerond_op": [NOG_NIET_KLAAR]}
    assert statussen() == ["open", "open", "open"]


@pytest.mark.parametrize(
    ("getypt", "verwacht", "melding"),
    [
        ("2026-01-02", "2026-01-02", "1 afspraak gewijzigd: status wordt afgerond."),
        ("", "2026-03-04", "0 afspraken gewijzigd: status wordt afgerond."),
    ],
    ids=["andere dag", "zo laten"],
)
def test_wat_al_afgerond_is_krijgt_alleen_een_dag_die_getypt_is(
    post, client, drie, getypt, verwacht, melding
):
    wijzig(drie[0], status="afgerond", afgerond_op="2026-03-04")
    wijzig(drie[1], status="afgerond", afgerond_op="2026-01-02")
    gekozen = Uitvoeringsafspraak.objects.filter(status="afgerond")

    post(gekozen, status="afgerond", afgerond_op=getypt, bevestigd="1")

    drie[0].refresh_from_db()
    assert str(drie[0].afgerond_op) == verwacht
    assert melding in client.get(LIJST).text


def test_een_rij_die_intussen_gewijzigd_is_houdt_alles_tegen_en_wordt_getoond(post, drie):
    van_collega = Uitvoeringsafspraak.objects.get(pk=drie[1].pk)
    van_collega.status = "vervallen"
    van_collega.save()

    response = post(drie, status="loopt", bevestigd="1")

    assert statussen() == ["open", "vervallen", "open"]
    assert [rij.is_gewijzigd for rij in response.context["rijen"]] == [False, True, False]


def test_met_de_stand_van_nu_mag_het_alsnog(post, drie):
    wijzig(drie[1], status="vervallen", afgerond_op="2026-01-02")
    response = post(drie, status="loopt", bevestigd="1")
    nu = [rij.waarde for rij in response.context["rijen"]]

    post([], keuze=nu, status="loopt", bevestigd="1")

    assert statussen() == ["loopt"] * 3


def wijzig(afspraak, gebruiker=None, **velden):
    """A colleague, or this user in another window, saves some fields."""
    afspraak = Uitvoeringsafspraak.objects.get(pk=afspraak.pk)
    for naam, waarde in velden.items():
        setattr(afspraak, naam, waarde)
    with acting_as(gebruiker):
        afspraak.save()


@pytest.mark.parametrize(
    ("gekozen", "ander"),
    [
        ("status", {"trekker_persoon": "J. Jansen"}),
        ("status", {"resultaat": "Anders"}),
        ("trekker", {"status": "loopt"}),
    ],
)
def test_wat_niet_wordt_geschreven_mag_intussen_gewijzigd_zijn(
    post, drie, zuid_holland, gekozen, ander
):
    waarde = {"status": "vervallen", "trekker": maak_partij(zuid_holland).pk}[gekozen]
    wijzig(drie[1], **ander)

    post(drie, **{gekozen: waarde}, bevestigd="1")

    drie[1].refresh_from_db()
    assert getattr(drie[1], gekozen if gekozen == "status" else "trekker_id") == waarde
    assert {naam: getattr(drie[1], naam) for naam in ander} == ander


def test_wie_een_rij_wijzigde_wordt_genoemd(post, drie, redacteur):
    wijzig(drie[0], maak_gebruiker(naam="J. Jansen"), status="vervallen", afgerond_op="2026-01-02")
    wijzig(drie[0], maak_gebruiker(naam="P. Pieters"), resultaat="Anders")
    van_een_ander = post(drie, status="loopt", bevestigd="1")
    assert "1 afspraak is intussen gewijzigd door J. Jansen." in van_een_ander.text
    nu = [rij.waarde for rij in van_een_ander.context["rijen"]]

    wijzig(drie[0], redacteur, status="open", afgerond_op=None)
    van_mijzelf = post([], keuze=nu, status="loopt", bevestigd="1")

    zin = "1 afspraak is intussen gewijzigd door uzelf, in een ander venster."
    assert zin in van_mijzelf.text


def test_wat_gekozen_is_blijft_als_concept_bewaard_en_gaat_verder(post, client, drie):
    pagina = post(drie[:2], status="loopt", vraag="status=open")
    gekozen = {"keuze": [keuzewaarde(afspraak) for afspraak in drie[:2]], "vraag": "status=open"}
    gekozen |= {"status": "loopt", "bevestigd": "1"} | token_in(pagina)
    assert "data-hoofdformulier" in pagina.text
    autosave(client, ADRES, gekozen)

    hervat = client.get(Concept.objects.get().verder_adres)

    assert [rij.afspraak for rij in hervat.context["rijen"]] == drie[:2]
    assert hervat.context["form"]["status"].value() == "loopt"
    assert client.post(ADRES, gekozen | token_in(hervat)).url == f"{LIJST}?status=open"
    assert statussen() == ["loopt", "loopt", "open"]
    assert not Concept.objects.exists()


def test_een_rij_die_weg_is_wordt_gezegd(post, drie):
    Uitvoeringsafspraak.objects.get(pk=drie[0].pk).delete()

    response = post(drie, status="loopt", bevestigd="1")

    assert response.context["aantal_weg"] == 1
    assert statussen() == ["open", "open"]


@pytest.mark.parametrize("keuze", [[], ["x"], ["1"], ["1:"], [":open::"], [f"{'9' * 20}:open::"]])
def test_zonder_geldige_keuze_terug_naar_de_lijst(client, redacteur, drie, keuze):
    client.force_login(redacteur)

    assert client.post(ADRES, {"keuze": keuze, "status": "loopt"}).url == LIJST


def test_zonder_wijziging_wordt_dat_gevraagd(post, drie):
    response = post(drie, bevestigd="1")

    assert response.context["form"].errors["status"] == [
        "Kies een andere status of een andere trekker."
    ]


def test_een_afspraak_of_partij_van_een_andere_provincie_blijft_buiten(post, utrecht, drie):
    vreemd = maak_afspraak(maak_project(utrecht))
    partij = maak_partij(utrecht)

    weg = post([vreemd], status="loopt", bevestigd="1")
    geweigerd = post(drie, trekker=partij.pk, bevestigd="1")

    assert weg.context["aantal_weg"] == 1
    assert list(geweigerd.context["form"].errors) == ["trekker"]
    assert set(statussen()) == {"open"}


def test_de_terugweg_is_alleen_de_lijst_zelf(post, drie):
    response = post(drie, status="loopt", bevestigd="1", vraag="//elders.nl/?a=1")

    assert response.url.startswith(f"{LIJST}?")


def test_alles_is_een_handeling_en_ongedaan_te_maken(post, drie, client):
    post(drie, status="loopt", bevestigd="1")
    (handeling,) = set(
        Wijziging.objects.filter(velden__has_key="status", soort="gewijzigd").values_list(
            "handeling", flat=True
        )
    )

    client.post(f"/zuid-holland/ongedaan/{handeling}/")

    assert statussen() == ["open", "open", "open"]


def test_twee_mensen_wijzigen_dezelfde_rijen_en_de_tweede_krijgt_de_vraag(post, drie):
    post(drie, status="loopt", bevestigd="1")

    tweede = post(drie, status="vervallen", bevestigd="1")

    assert tweede.context["aantal_gewijzigd"] == 3
    assert statussen() == ["loopt"] * 3


def test_van_twee_mensen_tegelijk_wint_er_een_met_alle_rijen(
    gelijktijdig, transactional_db, zuid_holland, redacteur, secretaris, project
):
    """In opposite orders, so that rows held one by one would wait for each other for ever."""
    partijen = [maak_partij(zuid_holland) for _ in range(2)]
    rijen = [maak_afspraak(project, activiteit=f"{n}", planning=f"{2050 + n}") for n in range(12)]

    def wijziging(gebruiker, partij, volgorde):
        client = Client()
        client.force_login(gebruiker)
        keuze = [keuzewaarde(rij) for rij in volgorde]
        data = {"keuze": keuze, "trekker": partij.pk, "bevestigd": "1"}
        return lambda: client.post(ADRES, data)

    antwoorden = tegelijk(
        wijziging(redacteur, partijen[0], rijen),
        wijziging(secretaris, partijen[1], rijen[::-1]),
    )

    assert sorted(response.status_code for response in antwoorden) == [200, 302]
    verliezer = next(response for response in antwoorden if response.status_code == 200)
    winnaar = partijen[antwoorden.index(verliezer) == 0]
    trekkers = set(Uitvoeringsafspraak.objects.values_list("trekker", flat=True))
    assert trekkers == {winnaar.pk}
    assert "intussen gewijzigd" in verliezer.text
    gewijzigd = Wijziging.objects.filter(velden__has_key="trekker", soort="gewijzigd")
    assert gewijzigd.count() == len(rijen)
