"""A long text in a list: cut at a word, the whole of it behind a summary, without script."""

import pytest

from pmiek.templatetags.eb import lees_verder


@pytest.mark.parametrize("tekst", ["", None, "Kort.", "a" * 25])
def test_een_korte_tekst_blijft_zoals_hij_is(tekst):
    assert lees_verder(tekst, 20) == (tekst or "")


def test_een_lange_tekst_is_op_een_woord_geknipt_en_staat_er_heel_onder():
    tekst = "Een zin van tien duizend tekens. " * 300

    html = lees_verder(tekst, 20)

    assert html.startswith('<details class="eb-lang"><summary>')
    assert ">Een zin van tien…</span>" in html
    assert f"</summary>{tekst}</details>" in html


def test_voor_de_puntjes_staat_geen_leesteken():
    assert ">Eerste zin…</span>" in lees_verder("Eerste zin. Tweede zin die langer is.", 14)


def test_een_lang_woord_wordt_ook_geknipt_en_niets_wordt_opmaak():
    html = lees_verder("<b>" + "x" * 10_000, 20)

    assert f"&lt;b&gt;{'x' * 17}…" in html
    assert "<b>" not in html
