"""Files that mean harm: each is read, or refused in one sentence, within time and memory."""

import json

import pytest

from pmiek.importing import Unreadable, limits, read_file
from pmiek.importing.parsing import parse_workbook
from pmiek.importing.preflight import kind_of
from tests import vijandig
from tests.leesproces import rekentijd
from tests.mutaties import mutaties

GEDULD = 10
ZAAD = 20261125
KORT = 400


def uitkomst(pad, naam):
    """The sentence of the refusal, or None when the file was read."""
    try:
        read_file(pad, naam)
    except Unreadable as reden:
        return str(reden)
    return None


def is_een_zin(tekst):
    return tekst[:1].isupper() and tekst.endswith(".") and "\n" not in tekst and len(tekst) < 400


def past(zin, woorden):
    if woorden in (None, vijandig.LIJST_KAPOT):  # read; that it is no list is found out later
        return zin is None
    if not woorden and zin is None:
        return True
    return zin is not None and is_een_zin(zin) and woorden in zin


@pytest.mark.parametrize(
    "groep",
    [vijandig.zips, vijandig.xml, vijandig.cellen, vijandig.andere, vijandig.csvs],
    ids=lambda groep: groep.__name__,
)
def test_elk_vijandig_bestand_wordt_gelezen_of_krijgt_een_zin(groep, tmp_path):
    fout = []
    for naam, inhoud, woorden in groep():
        pad = tmp_path / "bestand"
        pad.write_bytes(inhoud)
        begin = rekentijd()
        zin = uitkomst(pad, naam)
        duur = rekentijd() - begin
        if duur > GEDULD or not past(zin, woorden):
            fout.append((naam, zin, woorden, round(duur, 1)))

    assert fout == []


def test_niets_komt_buiten_de_map(tmp_path):
    pad = tmp_path / "diep" / "bestand"
    pad.parent.mkdir()
    pad.write_bytes(vijandig.erbij("../uitgebroken", b"x"))

    read_file(pad, "pad.xlsx")
    assert [een.name for een in tmp_path.rglob("*")] == ["diep", "bestand"]


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_elke_mutatie_wordt_gelezen_of_krijgt_een_zin(tmp_path):
    """Without the child, which would make a sentence of everything: what is raised shows."""
    pad = tmp_path / "bestand"
    gelezen, zinnen = 0, set()
    for _, inhoud in mutaties(ZAAD, KORT):
        pad.write_bytes(inhoud)
        try:
            if kind_of(pad, "lijst.xlsx") == "xlsx":
                json.dumps(parse_workbook(pad))
                gelezen += 1
        except Unreadable as reden:
            zinnen.add(str(reden))
    assert [zin for zin in zinnen if not is_een_zin(zin)] == []
    # a mutation that breaks every file would prove nothing
    assert KORT / 10 < gelezen < KORT


def test_wat_gelezen_wordt_is_niet_meer_dan_past(tmp_path, monkeypatch):
    """Of every limit the child keeps, the sentence; without it the answer would fill the disk."""
    pad = tmp_path / "bestand"
    pad.write_bytes(vijandig.KLEIN)
    monkeypatch.setattr(limits, "MAX_CELLS", 3)

    with pytest.raises(Unreadable, match="te veel"):
        parse_workbook(pad)
