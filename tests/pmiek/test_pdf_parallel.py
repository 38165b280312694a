import tempfile

import pytest

from pmiek.pdf import pool
from pmiek.pdf.engine import PdfFout, to_pdf
from pmiek.pdf.pool import Limits, render_many
from tests.pmiek.pdf_voorbeelden import FICHE, voorbeeld_html


def fiches(aantal):
    return [
        voorbeeld_html("fiche", FICHE | {"nummer": str(nummer)}, title=f"Fiche {nummer}")
        for nummer in range(1, aantal + 1)
    ]


@pytest.fixture
def geen_resten(tmp_path, monkeypatch):
    """A child that is ended removes nothing itself."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    yield
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("aantal", [0, 1, 4])
def test_documenten_komen_terug_in_volgorde_en_gelijk_aan_een_losse(aantal):
    teksten = fiches(aantal)
    gemeld = []

    pdfs = render_many(teksten, progress=lambda klaar, totaal: gemeld.append((klaar, totaal)))

    assert pdfs == [to_pdf(tekst) for tekst in teksten]
    assert gemeld == [(klaar, aantal) for klaar in range(1, aantal + 1)]


@pytest.mark.parametrize("aantal", [1, 4])
def test_fout_in_een_document_komt_als_zin_terug(aantal):
    teksten = [*fiches(aantal - 1), '<html lang="nl"><title>x</title><img alt="x" src="file:///x">']

    with pytest.raises(PdfFout, match="buiten het document"):
        render_many(teksten)


@pytest.mark.traag
@pytest.mark.usefixtures("geen_resten")
@pytest.mark.parametrize("grens", ["cpu_seconds", "wait_seconds"])
def test_document_zonder_einde_wordt_afgebroken_met_een_zin(monkeypatch, grens):
    monkeypatch.setattr(pool, "LIMITS", Limits(**{grens: 4}))
    eindeloos = '<html lang="nl"><title>x</title>' + "<p>woord " * 60_000

    with pytest.raises(PdfFout, match="afgebroken"):
        render_many([eindeloos] * 3)


@pytest.mark.traag
@pytest.mark.usefixtures("geen_resten")
def test_document_dat_te_veel_geheugen_vraagt_wordt_afgebroken_met_een_zin(monkeypatch):
    monkeypatch.setattr(pool, "LIMITS", Limits(memory=400 * 1024**2))
    groot = '<html lang="nl"><title>x</title>' + "<table><tr><td>x</table>" * 60_000

    with pytest.raises(PdfFout):
        render_many([groot] * 3)
