import pytest
from django.http import QueryDict

from pmiek.posted import GEOPEND, apply_action, read_rows

DRIE = (
    "naam=Station&a-0-id=11&a-0-tekst=een&a-0-basis=x&a-0-plaats=10"
    "&a-1-id=&a-1-tekst=twee&a-4-id=13&a-4-tekst=drie&a-4-wie=5&a-4-wie=6"
)


def teksten(acted):
    return [rij.get("tekst", [""])[0] for rij in read_rows(acted.data, "a")]


@pytest.mark.parametrize(
    ("actie", "verwacht", "plaats"),
    [
        ("a:toevoegen", ["een", "twee", "drie", ""], 3),
        ("a:toevoegen:0", ["een", "twee", "drie", ""], 3),
        ("a:omhoog:4", ["een", "drie", "twee"], 1),
        ("a:omhoog:0", ["een", "twee", "drie"], 0),
        ("a:omlaag:0", ["twee", "een", "drie"], 1),
        ("a:omlaag:4", ["een", "twee", "drie"], 2),
        ("a:dupliceren:0", ["een", "een", "twee", "drie"], 1),
        ("a:verwijderen:0", ["een", "twee", "drie"], 0),
        ("a:openen:1", ["een", "twee", "drie"], 1),
    ],
)
def test_een_rijactie_verplaatst_kopieert_of_verwijdert(actie, verwacht, plaats):
    acted = apply_action(QueryDict(DRIE), actie)

    assert (teksten(acted), acted.place) == (verwacht, plaats)


def test_een_bestaande_rij_blijft_staan_tot_het_opslaan_en_kan_terug():
    weg = apply_action(QueryDict(DRIE), "a:verwijderen:0")
    terug = apply_action(weg.data, "a:herstellen:0")

    assert weg.data["a-0-verwijderd"] == "1"
    assert terug.data["a-0-verwijderd"] == ""


@pytest.mark.parametrize(
    ("rij", "blijft"),
    [
        ("", False),
        ("&a-5-tekst=&a-5-status=open&a-5-basis=", False),
        ("&a-5-tekst=getypt&a-5-status=open", True),
        ("&a-5-tekst=getypt&a-5-wie=", True),
        ("&a-5-tekst=&a-5-status=open&a-5-wie=7&a-5-wie=8", True),
    ],
)
def test_een_nieuwe_rij_waarin_is_getypt_kan_ook_terug(rij, blijft):
    data = QueryDict(f"{DRIE}&a-5-nieuw=1&a-5-sleutel=x{rij}")

    weg = apply_action(data, "a:verwijderen:5")

    assert len(read_rows(weg.data, "a")) == 3 + blijft
    if blijft:
        assert weg.data["a-3-verwijderd"] == "1"
        assert apply_action(weg.data, "a:herstellen:3").data["a-3-verwijderd"] == ""


def test_een_bestaande_rij_die_is_leeggemaakt_gaat_pas_weg_bij_het_opslaan():
    data = QueryDict(f"{DRIE}&a-5-id=14&a-5-tekst=")

    assert apply_action(data, "a:verwijderen:5").data["a-3-verwijderd"] == "1"


def test_een_lege_nieuwe_rij_gaat_weg_en_wat_erna_komt_blijft():
    data = QueryDict("a-0-tekst=een&a-1-nieuw=1&a-2-tekst=drie&a-3-tekst=vier")

    assert teksten(apply_action(data, "a:verwijderen:1")) == ["een", "drie", "vier"]


def test_een_geopende_rij_is_gemerkt_en_houdt_haar_waarden():
    _, geopend, _ = read_rows(apply_action(QueryDict(DRIE), "a:openen:1").data, "a")

    assert geopend == {"id": [""], "tekst": ["twee"], GEOPEND: ["1"]}


def test_rijen_staan_op_volgorde_van_hun_nummer():
    rijen = read_rows(QueryDict("a-8-tekst=acht&a-10-tekst=tien&a-1-tekst=een"), "a")

    assert [rij["tekst"] for rij in rijen] == [["een"], ["acht"], ["tien"]]


def test_een_kopie_is_een_nieuwe_rij_met_alle_gekozen_waarden():
    acted = apply_action(QueryDict(DRIE), "a:dupliceren:4")
    kopie = read_rows(acted.data, "a")[3]

    assert kopie == {"tekst": ["drie"], "wie": ["5", "6"], "nieuw": ["1"]}


def test_de_rest_van_het_formulier_blijft_wat_er_stond():
    assert apply_action(QueryDict(DRIE), "a:omlaag:0").data["naam"] == "Station"


@pytest.mark.parametrize(
    "actie", ["", "a", "a:weg:0", "a:omhoog:99", "a:omhoog:x", "b:omhoog:0", "a:dupliceren:-1"]
)
def test_een_onbekende_rijactie_verandert_niets(actie):
    assert teksten(apply_action(QueryDict(DRIE), actie)) == ["een", "twee", "drie"]
