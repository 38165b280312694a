import pytest
from django.template import engines

from pmiek.pdf.text import (
    SUBSTITUTE,
    ZERO_WIDTH_SPACE,
    bounded,
    breakable,
    clean,
    without_indentation,
)
from pmiek.templatetags.document import breekbaar, eenregelig, invulling


def toon(bron, **gegevens):
    return engines["django"].from_string("{% load document %}" + bron).render(gegevens)


@pytest.mark.parametrize(
    "teken", ["\x00", "\x1b", "\x7f", chr(0xD800), "\ufffe", "\U0001ffff", "\u202e", "\ufffd"]
)
def test_onafdrukbaar_teken_wordt_een_zichtbaar_vakje(teken):
    assert clean(f"a{teken}b") == f"a{SUBSTITUTE}b"


@pytest.mark.parametrize("einde", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_elk_regeleinde_wordt_hetzelfde_regeleinde(einde):
    assert clean(f"a{einde}b") == "a\nb"


def test_gewone_tekst_blijft_zoals_hij_is():
    tekst = "Één tracé → 's-Gravenhage\u00a0– 50\u00a0kV; meervoudigepersoonlijkheidsstoornis"

    assert breakable(clean(tekst)) == tekst


def test_lange_reeks_zonder_spatie_mag_na_twaalf_tekens_breken():
    assert breakable("a" * 41) == ZERO_WIDTH_SPACE.join(["a" * 12] * 3 + ["a" * 5])


def test_vaste_spatie_is_geen_plek_om_te_breken():
    assert ZERO_WIDTH_SPACE in breakable("50\u00a0kV\u00a0" * 9)


def test_lange_reeks_breekt_niet_tussen_letter_en_accent():
    tekst = "e" * 12 + "\u0301" + "e" * 30

    assert breakable(tekst).split(ZERO_WIDTH_SPACE)[0] == "e" * 12 + "\u0301"


def test_stapel_accenten_wordt_zichtbaar_afgekapt():
    assert breakable("e" + "\u0301" * 800) == "e" + "\u0301" * 8 + SUBSTITUTE


@pytest.mark.parametrize("tekst", ["x" * 20_000, "x\n" * 599 + "x"])
def test_tekst_tot_de_grens_staat_er_helemaal(tekst):
    assert bounded(tekst) == (tekst, "")


@pytest.mark.parametrize(
    ("tekst", "getoond", "melding"),
    [
        ("x" * 100_000, "x" * 20_000, "100.000 tekens, hier de eerste 20.000."),
        ("x\n" * 19_999, "x\n" * 599 + "x", "20.000 regels, hier de eerste 600."),
        (("x" * 99 + "\n") * 601, ("x" * 99 + "\n") * 200, "60.100 tekens, hier de eerste 20.000."),
    ],
)
def test_te_lange_tekst_zegt_hoeveel_ontbreekt(tekst, getoond, melding):
    assert bounded(tekst) == (
        getoond,
        f"Tekst ingekort in dit document: {melding} De volledige tekst staat op het scherm.",
    )


def test_breekbaar_ontsnapt_en_houdt_regeleinden():
    assert toon("{{ t|breekbaar }}", t="<b>a</b>\n& c") == "&lt;b&gt;a&lt;/b&gt;<br>&amp; c"


def test_breekbaar_vertrouwt_ook_veilig_gemarkeerde_tekst_niet():
    assert breekbaar(breekbaar("<i>")) == "&amp;lt;i&amp;gt;"


def test_breekbaar_meldt_in_het_document_dat_er_is_ingekort():
    assert breekbaar("x\n" * 700).endswith(
        '<br><span class="ingekort">Tekst ingekort in dit document: 701 regels, '
        "hier de eerste 600. De volledige tekst staat op het scherm.</span>"
    )


@pytest.mark.parametrize("leeg", [None, "", "  \n"])
def test_leeg_veld_zegt_dat_het_nog_niet_is_ingevuld(leeg):
    assert invulling(leeg) == '<span class="leeg">nog niet ingevuld</span>'


def test_nul_is_geen_leeg_veld():
    assert invulling(0) == "0"


@pytest.mark.parametrize(
    ("tekst", "kort"),
    [
        ("een\ntwee  drie", "een twee…"),
        ("een twee drie vier", "een twee…"),
        ("eenendertig", "eenendert…"),
        ("een tweedrie", "een tweed…"),
        ("eentweedrie vier", "eentweedr…"),
        ("eentweedr vier", "eentweedr…"),
        ("eentwe ed vier", "eentwe ed…"),
        ("een twee d", "een twee d"),
    ],
)
def test_eenregelig_kort_in_aan_het_eind_van_een_woord(tekst, kort):
    assert eenregelig(tekst, 10) == kort


def test_eenregelig_komt_ontsnapt_in_een_attribuut():
    assert toon('<p data-kop="{{ t|eenregelig }}">', t='"><img src=x>') == (
        '<p data-kop="&quot;&gt;&lt;img src=x&gt;">'
    )


@pytest.mark.parametrize(
    ("aantal", "hoogste", "breedte"), [(71, 71, "37.0"), (5, 71, "2.6"), (0, 0, "0")]
)
def test_balk_is_naar_verhouding_en_heeft_een_punt_als_decimaalteken(aantal, hoogste, breedte):
    balk = toon("{% balk aantal hoogste %}", aantal=aantal, hoogste=hoogste)

    assert balk == f'<span class="balk" style="width: {breedte}mm"></span>'


def test_inspringing_tussen_labels_verdwijnt_en_een_spatie_tussen_woorden_blijft():
    html = "<tr>\n  <td><b>a</b> <b>b</b>\nc</td>\n\n</tr>"

    assert without_indentation(html) == "<tr><td><b>a</b> <b>b</b>\nc</td></tr>"
