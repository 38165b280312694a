import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.verschuiving import herplanningen, in_maanden, is_verplaatst, maanden
from pmiek.periode import lees_periode

jaren = st.integers(2020, 2060)
leesbaar = st.one_of(
    jaren.map(str),
    st.builds("Q{} {}".format, st.integers(1, 4), jaren),
    st.builds("H{} {}".format, st.integers(1, 2), jaren),
    st.builds("{}-{}".format, jaren, st.integers(2061, 2080)),
    st.dates(datetime.date(2020, 1, 1), datetime.date(2060, 12, 31)).map("{:%d-%m-%Y}".format),
).map(lees_periode)
onleesbaar = st.sampled_from(["", "n.t.b.", "n.v.t.", "zie brief", "in stappen", "vanaf 2029"]).map(
    lees_periode
)


@given(leesbaar, leesbaar)
def test_terug_is_even_ver_als_heen(toen, nu):
    assert maanden(toen, nu) == -maanden(nu, toen)


@given(leesbaar)
def test_gelijk_is_nul(periode):
    assert maanden(periode, periode) == 0
    assert not is_verplaatst(periode, periode)


@given(leesbaar, leesbaar, leesbaar)
def test_twee_stappen_tellen_op(eerst, toen, nu):
    assert maanden(eerst, toen) + maanden(toen, nu) == maanden(eerst, nu)


@given(onleesbaar, leesbaar)
def test_wat_niet_te_lezen_is_wordt_nooit_gerekend(tekst, periode):
    assert maanden(tekst, periode) is maanden(periode, tekst) is maanden(tekst, tekst) is None


@given(st.lists(leesbaar, max_size=8))
def test_herplanningen_zijn_de_stappen_waarin_het_einde_verandert(perioden):
    einden = [periode.tot_en_met for periode in perioden]

    assert herplanningen(perioden) == sum(a != b for a, b in zip(einden, einden[1:], strict=False))


@pytest.mark.parametrize(
    ("toen", "nu", "verwacht"),
    [
        ("2027", "2028", 12),
        ("Q2 2027", "2027", 6),
        ("2027", "Q2 2027", -6),
        ("2029", "2031-2034", 60),
        ("2029", "2033, bij tegenslag 2035", 72),
        ("15-6-2027", "juni 2027", 0),
        ("2029", "n.t.b.", None),
        ("2029", "vanaf 2029", None),
    ],
)
def test_het_einde_van_de_periode_telt(toen, nu, verwacht):
    assert maanden(lees_periode(toen), lees_periode(nu)) == verwacht


@pytest.mark.parametrize(
    ("aantal", "woorden"),
    [
        (12, "+12 maanden"),
        (-1, "−1 maand"),
        (0, "gelijk"),
        (None, "niet te berekenen"),
    ],
)
def test_een_verschuiving_in_woorden(aantal, woorden):
    assert in_maanden(aantal) == woorden


def test_andere_woorden_voor_hetzelfde_einde_is_geen_herplanning():
    teksten = ["2029", "Q4 2029", "eind 2029", "n.t.b.", "N.T.B.", "2030"]

    assert herplanningen([lees_periode(tekst) for tekst in teksten]) == 2
