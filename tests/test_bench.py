"""The measurements can be begun, and say no where a figure that must be constant is not."""

import pytest

from pmiek.pdf import pool
from tests.bench import __main__ as bench
from tests.bench import documenten, inlezen, lijsten, monitoring, schermen
from tests.bench.koud import LEEG, koud
from tests.bench.meten import QUERYS, Meting


@pytest.mark.parametrize("verhouding", [1, 1.1])
def test_een_aantal_querys_dat_niet_vast_is_laat_de_meting_mislukken(monkeypatch, verhouding):
    metingen = [
        Meting("tijd: iets", 2, "s", 1, 2),
        Meting("query's: iets", 11, QUERYS, 10, verhouding),
    ]
    monkeypatch.setattr(bench, "zet_omgeving", lambda map_: None)
    monkeypatch.setattr(bench.django, "setup", lambda: None)
    monkeypatch.setattr(bench, "meet", lambda: iter(metingen))

    assert bench.main() is (verhouding != 1)


@pytest.mark.parametrize("groep", [documenten, inlezen, lijsten, monitoring, schermen])
def test_elke_groep_noemt_wat_zij_nodig_heeft(groep):
    assert all(stand.projecten > 0 for stand in groep.STANDEN)
    assert any(callable(getattr(groep, naam, None)) for naam in ("tijden", "querytellingen"))


def test_een_koud_document_komt_van_processen_die_niets_weten():
    def processen():
        return set(pool._sets.submit.args[0]._processes)

    def maak():
        gezien.append(processen())
        pool.render_many([LEEG])

    gezien = []

    assert koud(maak) > 0
    assert koud(maak) > 0
    eerst, daarna = gezien
    assert eerst.isdisjoint(daarna)
