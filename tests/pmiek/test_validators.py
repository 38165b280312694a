"""What a text may not hold: signs that nobody sees, and text that reads as something else."""

import pytest
from django.core.exceptions import ValidationError

from pmiek.validators import valideer_tekst, valideer_zichtbaar

ZIN = "Hierin staat niets dat te zien is"


@pytest.mark.parametrize(
    "tekst",
    [
        "מרחבא",
        "مرحبا",
        "👩\u200d👩\u200d👧",
        "on\u00adder",
        "\u202a+31 6 12345678\u202c",
        "regel\r\n\tregel",
        "",
    ],
)
def test_wat_mensen_schrijven_of_plakken_mag(tekst):
    valideer_tekst(tekst)


@pytest.mark.parametrize(
    ("tekst", "zin"),
    [
        ("Station \u202egnp.exe", r"niet te lezen is \(U\+202E, teken 9\)"),
        ("\u202dx", r"niet te lezen is \(U\+202D, teken 1\)"),
        ("\u200b\u200b", ZIN),
        ("\u00a0\ufeff", ZIN),
        ("\n \u2060", ZIN),
    ],
)
def test_wat_anders_leest_of_niet_te_zien_is_wordt_geweigerd(tekst, zin):
    with pytest.raises(ValidationError, match=zin):
        valideer_tekst(tekst)


@pytest.mark.parametrize("tekst", ["2\u200b", "2\u00ad", "\u200e2"])
def test_een_nummer_heeft_geen_teken_zonder_breedte(tekst):
    valideer_zichtbaar("2a")
    with pytest.raises(ValidationError, match="teken dat niet te zien is"):
        valideer_zichtbaar(tekst)
