"""The list per party in documents of some pages, so that a change makes few of them again."""

from actielijst.documenten.perpartij import DEEL, Partijlijst, in_delen


def lijsten(*lengtes):
    return [
        Partijlijst(f"Partij {plaats}", [None] * lengte) for plaats, lengte in enumerate(lengtes)
    ]


def test_korte_lijsten_staan_samen_in_een_document():
    assert list(in_delen(lijsten(3, 4, 5))) == [lijsten(3, 4, 5)]


def test_wat_er_niet_meer_bij_past_begint_een_volgend_document():
    een, twee, drie, vier = lijsten(DEEL - 1, 1, 1, 2)

    assert list(in_delen([een, twee, drie, vier])) == [[een, twee], [drie, vier]]


def test_een_lange_lijst_blijft_heel():
    kort, lang, slot = lijsten(1, 3 * DEEL, 1)

    assert list(in_delen([kort, lang, slot])) == [[kort], [lang], [slot]]


def test_zonder_afspraken_is_er_een_leeg_document():
    assert list(in_delen([])) == [[]]
