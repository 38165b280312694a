"""The time that is left until the end of a period."""

import datetime

import pytest

from pmiek.periode import aftelling, lees_periode

VANDAAG = datetime.date(2026, 11, 25)


@pytest.mark.parametrize(
    ("tekst", "zin"),
    [
        ("25-11-2026", "vandaag"),
        ("26-11-2026", "nog 1 dag"),
        ("24-11-2026", "1 dag te laat"),
        ("8-12-2026", "nog 13 dagen"),
        ("9-12-2026", "nog 2 weken"),
        ("1-1-2027", "nog 5 weken"),
        ("1-11-2026", "3 weken te laat"),
        ("Q4 2026", "nog 5 weken"),
        ("25-5-2027", "nog 25 weken"),
        ("26-5-2027", "nog 6 maanden"),
        ("24-6-2027", "nog 6 maanden"),
        ("25-6-2027", "nog 7 maanden"),
        ("medio 2027", "nog 9 maanden"),
        ("2026", "nog 5 weken"),
        ("24-11-2028", "nog 23 maanden"),
        ("25-11-2028", "nog 2 jaar"),
        ("24-11-2029", "nog 2 jaar"),
        ("25-11-2029", "nog 3 jaar"),
        ("2029", "nog 3 jaar"),
        ("25-11-2024", "2 jaar te laat"),
        ("26-11-2024", "23 maanden te laat"),
        ("2025", "10 maanden te laat"),
        ("vanaf 2029", "vanaf 2029"),
        ("z.s.m.", "z.s.m."),
        ("", ""),
    ],
)
def test_aftelling_telt_tot_het_einde_van_de_periode(tekst, zin):
    assert aftelling(lees_periode(tekst), VANDAAG) == zin
