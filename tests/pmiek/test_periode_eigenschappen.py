from hypothesis import given, settings
from hypothesis import strategies as st

from pmiek.periode import lees_periode
from tests.pmiek.test_periode import GEWEIGERD, NOTATIES

snel = settings(derandomize=True, max_examples=300, deadline=None, database=None)

TEKENS = "0123456789'’.,-–/ ?qhktmve\u00a0\u0301ſ٣"
LOSSE_WOORDEN = ["xyz", "wellicht", "mits", "concept", "of later", "niet", "(nog)", "ontwerp"]


@st.composite
def verminkt(draw):
    """A notation with a few characters removed, doubled or put in."""
    tekst = draw(st.sampled_from([notatie for notatie, *_ in NOTATIES + GEWEIGERD]))
    for _ in range(draw(st.integers(0, 3))):
        plaats = draw(st.integers(0, len(tekst)))
        einde = draw(st.integers(plaats, min(plaats + 3, len(tekst))))
        tekst = tekst[:plaats] + draw(st.text(TEKENS, max_size=3)) + tekst[einde:]
    return tekst


@st.composite
def samenstelling(draw):
    """Words and signs of the notations in any order."""
    woorden = " ".join(notatie for notatie, *_ in NOTATIES).split()
    stukken = st.sampled_from([*woorden, "-", "/", "t/m", "tot en met", ", bij tegenslag"])
    return draw(st.sampled_from([" ", "", "-"])).join(draw(st.lists(stukken, max_size=7)))


teksten = st.one_of(
    st.text(),
    st.text(st.characters(categories=["Cs", "Cc", "Nd", "Zs", "Pd"])),
    verminkt(),
    samenstelling(),
)


@snel
@given(teksten)
def test_elke_tekst_blijft_tot_op_de_letter_staan(tekst):
    assert str(lees_periode(tekst)) == tekst


@snel
@given(teksten)
def test_opnieuw_lezen_verandert_niets(tekst):
    periode = lees_periode(tekst)
    lees_periode.cache_clear()

    assert lees_periode(str(periode)) == periode


@snel
@given(teksten)
def test_het_begin_ligt_nooit_na_het_einde(tekst):
    periode = lees_periode(tekst)

    assert None in (periode.van, periode.tot_en_met) or periode.van <= periode.tot_en_met


@snel
@given(teksten)
def test_een_echo_zegt_of_gelezen_of_fout_of_tekst(tekst):
    periode = lees_periode(tekst)

    assert (periode.echo_soort == "gelezen") == periode.is_gelezen
    assert (periode.echo_soort == "fout") == bool(periode.fout)
    assert (periode.echo == "") == (tekst.strip() == "")


@snel
@given(st.text(st.characters(exclude_categories=["Nd"])))
def test_zonder_cijfer_wordt_niets_gelezen(tekst):
    assert not lees_periode(tekst).is_gelezen


@snel
@given(
    st.sampled_from([notatie for notatie, *_ in NOTATIES]),
    st.sampled_from(LOSSE_WOORDEN),
    st.data(),
)
def test_een_woord_erbij_verandert_de_data_nooit_ongemerkt(notatie, woord, data):
    plaats = data.draw(st.integers(0, len(notatie)))
    aangevuld = lees_periode(f"{notatie[:plaats]}{woord}{notatie[plaats:]}")

    assert not aangevuld.is_gelezen or _data(aangevuld) == _data(lees_periode(notatie))


@snel
@given(st.sampled_from(["2027-", "a - ", "1e ", "t/m ", "' ", "van ", "Q3 2027 - "]), st.text())
def test_een_lange_tekst_wordt_niet_gelezen(stuk, rest):
    assert not lees_periode(stuk * 100 + rest).is_gelezen


def _data(periode):
    return periode.van, periode.tot_en_met
