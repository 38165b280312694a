"""A process that need not start first says the same of a file as the one of the product."""

import tempfile

import pytest

from pmiek.importing import limits, reader
from tests.werkmappen import werkmap

GOED = werkmap([["Nr.", "Project"], ["1", "Station"]])
BESTANDEN = {
    "werkmap": ("xlsx", GOED, 0),
    "csv": ("csv", b"Nr.;Project\n1;Station\n", 0),
    "kapot": ("xlsx", GOED[:-40], limits.REFUSED),
    "geen ods": ("ods", GOED, limits.REFUSED),
}


@pytest.mark.parametrize("naam", BESTANDEN)
def test_het_zegt_hetzelfde_als_een_proces_dat_begint(tmp_path, leesproces, naam):
    soort, inhoud, code = BESTANDEN[naam]
    pad = tmp_path / "bestand"
    pad.write_bytes(inhoud)

    gelezen = [gezegd(lees, soort, pad) for lees in (reader._run_child, leesproces.lees)]

    assert gelezen[0] == gelezen[1]
    assert gelezen[1][0] == code
    assert gelezen[1][1] != b""


def test_wat_er_niet_is_breekt_alleen_dat_ene_af(tmp_path, leesproces):
    pad = tmp_path / "bestand"

    assert gezegd(leesproces.lees, "csv", pad)[0] == 1
    pad.write_bytes(b"Nr.\n")
    assert gezegd(leesproces.lees, "csv", pad)[0] == 0


def gezegd(lees, soort, pad):
    with tempfile.TemporaryFile() as antwoord:
        code = lees(soort, pad, antwoord)
        antwoord.seek(0)
        return code, antwoord.read()
