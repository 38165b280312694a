import os
import time
from datetime import timedelta

import pytest

from pmiek.pdf import engine, store
from pmiek.pdf.store import is_kept, keep, kept, kept_size, key, prune, stored, stored_many

PDF = b"%PDF-1.7 inhoud %%EOF"


@pytest.fixture(autouse=True)
def documentmap(settings, tmp_path):
    settings.DOCUMENT_MAP = tmp_path
    return tmp_path


def bestand(naam, documentmap):
    return documentmap / "fiches" / naam[:2] / f"{naam}.pdf"


def verouder(pad, **duur):
    moment = time.time() - timedelta(**duur).total_seconds()
    os.utime(pad, (moment, moment))


def test_zelfde_tekst_wordt_maar_een_keer_gemaakt():
    gemaakt = []

    def maak():
        gemaakt.append(1)
        return PDF

    assert [stored(["<p>a"], maak), stored(["<p>a"], maak)] == [PDF, PDF]
    assert gemaakt == [1]


def test_andere_tekst_is_een_ander_document():
    assert len({key("ab", "c"), key("a", "bc"), key("abc"), key("ab", "d")}) == 4


def test_ander_stijlblad_geeft_een_andere_sleutel(tmp_path, monkeypatch):
    voor = key("a")
    ander = tmp_path / "ander.css"
    ander.write_text(engine.STYLE_SHEET.read_text() + "p { color: red }")
    monkeypatch.setattr(engine, "STYLE_SHEET", ander)
    monkeypatch.setattr(store, "_look", store._look.__wrapped__)

    assert key("a") != voor


def test_grootte_is_bekend_zonder_te_maken():
    assert (is_kept(key("a")), kept_size(key("a"))) == (False, None)

    keep(key("a"), PDF)

    assert (is_kept(key("a")), kept_size(key("a"))) == (True, len(PDF))


@pytest.mark.parametrize(
    "schade", [lambda b: b[:-1], lambda b: b[: len(b) // 2], lambda b: b"", lambda b: b"X" + b[1:]]
)
def test_beschadigd_bestand_wordt_opnieuw_gemaakt(documentmap, schade):
    keep(key("a"), b"oud en stuk")
    pad = bestand(key("a"), documentmap)
    pad.write_bytes(schade(pad.read_bytes()))

    assert kept(key("a")) is None
    assert stored(["a"], lambda: PDF) == PDF
    assert kept(key("a")) == PDF


def test_bewaren_laat_geen_half_bestand_achter(documentmap):
    keep(key("a"), PDF)

    assert [pad.name for pad in documentmap.rglob("*") if pad.is_file()] == [f"{key('a')}.pdf"]


def test_opruimen_haalt_alleen_weg_wat_niemand_meer_vroeg(documentmap):
    for naam in ("oud", "gebruikt", "nieuw"):
        keep(key(naam), PDF)
    verouder(bestand(key("oud"), documentmap), days=31)
    verouder(bestand(key("gebruikt"), documentmap), days=31)
    kept(key("gebruikt"))

    assert prune() == 1
    assert [is_kept(key(naam)) for naam in ("oud", "gebruikt", "nieuw")] == [False, True, True]


def test_opruimen_haalt_resten_van_een_afgebroken_schrijfactie_weg(documentmap):
    keep(key("a"), PDF)
    rest, bezig = (bestand(key("a"), documentmap).with_name(n) for n in ("rest.tmp", "bezig.tmp"))
    rest.write_bytes(b"half")
    bezig.write_bytes(b"half")
    verouder(rest, hours=2)

    prune()

    assert (rest.exists(), bezig.exists()) == (False, True)


def test_van_een_reeks_wordt_alleen_gemaakt_wat_er_nog_niet_is_en_elke_tekst_eenmaal():
    keep(key("twee"), b"%PDF bewaard")
    gevraagd, gemeld = [], []

    def maak(teksten, progress):
        for tekst in teksten:
            gevraagd.append(tekst)
        for gedaan in range(1, len(gevraagd) + 1):
            progress(gedaan, len(gevraagd))
        return [f"%PDF {tekst}".encode() for tekst in gevraagd]

    pdfs = stored_many(
        iter(["een", "twee", "drie", "een"]), maak, progress=lambda *stand: gemeld.append(stand)
    )

    assert pdfs == {"een": b"%PDF een", "twee": b"%PDF bewaard", "drie": b"%PDF drie"}
    assert gevraagd == ["een", "drie"]
    # what was there already counts as done
    assert gemeld == [(2, 3), (3, 3)]
    assert kept(key("drie")) == b"%PDF drie"


def test_een_volle_schijf_houdt_een_reeks_niet_tegen(monkeypatch, caplog):
    def vol(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store, "keep", vol)

    def maak(teksten, progress):
        return [b"%PDF" for _ in teksten]

    assert stored_many(["een"], maak, progress=print) == {"een": b"%PDF"}
    assert "niet bewaard" in caplog.text
