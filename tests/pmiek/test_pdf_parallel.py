import os
import subprocess
import sys
import tempfile
import time

import psutil
import pytest

from pmiek.opruimen import wees_mappen
from pmiek.pdf import pool
from pmiek.pdf.engine import PdfFout, to_pdf, warm_up
from pmiek.pdf.pool import FOLDER, Limits, render_many, render_one, render_untagged
from tests.pdf_piek import kringen_over, maak_kring
from tests.pmiek.pdf_voorbeelden import FICHE, voorbeeld_html


def fiches(aantal):
    return [
        voorbeeld_html("fiche", FICHE | {"nummer": str(nummer)}, title=f"Fiche {nummer}")
        for nummer in range(1, aantal + 1)
    ]


def wacht_tot(zover):
    for _ in range(600):
        if zover():
            return
        time.sleep(0.1)
    pytest.fail("het komt niet zover")


@pytest.fixture
def verse_processen():
    """What a child may take of memory is said when it starts."""
    pool._sets.close()
    yield
    pool._sets.close()


@pytest.fixture
def geen_resten(tmp_path, monkeypatch, verse_processen):
    """A child that is ended removes nothing itself."""
    # the fonts of this process are unpacked once, and stay
    warm_up()
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
    # to start is another matter: on a busy machine that takes seconds
    render_many(fiches(1))
    monkeypatch.setattr(pool, "LIMITS", Limits(**{grens: 2}))
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


def test_de_eerste_wordt_al_gemaakt_terwijl_de_volgende_nog_komt(geen_resten, tmp_path):
    een, twee = fiches(2)

    def teksten():
        yield een
        wacht_tot(lambda: list(tmp_path.glob("*/*.pdf")))
        yield twee

    assert render_many(teksten()) == [to_pdf(een), to_pdf(twee)]
    pool._sets.close()


def test_wat_misgaat_bij_het_schrijven_van_een_tekst_kost_de_volgende_niets():
    def teksten():
        yield from fiches(1)
        raise LookupError("geen tekst")

    with pytest.raises(LookupError):
        render_many(teksten())

    assert len(render_many(fiches(2))) == 2


@pytest.mark.parametrize("kinderen", [pool._now, pool._sets])
def test_processen_blijven_voor_het_volgende_document(kinderen):
    def maak():
        (pdf,) = kinderen.run(to_pdf, fiches(1), Limits())
        return pdf, set(kinderen.submit.args[0]._processes)

    _, eerst = maak()

    pdf, daarna = maak()
    assert pdf == to_pdf(*fiches(1))
    assert eerst <= daarna
    assert os.getpid() not in eerst


@pytest.mark.parametrize("keren", [1, 3])
def test_wat_een_document_achterlaat_is_weg_voor_het_volgende_komt(keren):
    pool._now.run(maak_kring, ["kring"] * keren, Limits())

    assert pool._now.run(kringen_over, [""], Limits()) == [b"0"]


def test_na_veel_documenten_komen_er_nieuwe_processen(monkeypatch):
    def processen():
        render_one(*fiches(1))
        return set(pool._now.submit.args[0]._processes)

    eerst = processen()
    monkeypatch.setattr(pool, "RENEW", 0)

    assert not processen() & eerst


def test_een_reeks_telt_wat_elk_proces_heeft_gemaakt(verse_processen, monkeypatch):
    monkeypatch.setattr(pool, "RENEW", 1)
    render_many(fiches(2))
    eerst = set(pool._sets.submit.args[0]._processes)

    render_many(fiches(1))
    assert eerst <= set(pool._sets.submit.args[0]._processes)
    render_many(fiches(1))
    assert not eerst & set(pool._sets.submit.args[0]._processes)


def test_een_voettekst_komt_van_een_proces_dat_er_al_is(verse_processen):
    render_one(*fiches(1))
    assert render_untagged(*fiches(1)).startswith(b"%PDF")
    assert pool._sets.submit is None

    render_many(fiches(1))
    al_gemaakt = pool._now.made
    assert render_untagged(*fiches(1)).startswith(b"%PDF")
    assert pool._now.made == al_gemaakt


@pytest.mark.traag
def test_een_los_document_zonder_einde_kost_het_volgende_niets(monkeypatch):
    monkeypatch.setattr(pool, "LIMITS_NOW", Limits(cpu_seconds=2))
    with pytest.raises(PdfFout, match="te veel tijd of geheugen"):
        render_one('<html lang="nl"><title>x</title>' + "<p>woord " * 60_000)

    monkeypatch.undo()
    assert render_one(fiches(1)[0]).startswith(b"%PDF")


def test_wie_te_lang_moet_wachten_hoort_dat(monkeypatch):
    monkeypatch.setattr(pool._now, "patience", 0.01)
    with pool._now.busy, pytest.raises(PdfFout, match="veel documenten tegelijk"):
        render_one("<p>")


def test_het_proces_eindigt_met_zijn_ouder():
    opdracht = (
        "import os, signal\n"
        "from pmiek.pdf import pool\n"
        "def main():\n"
        "    pool.render_one('<html lang=nl><title>x</title><p>x')\n"
        "    print(*pool._now.submit.args[0]._processes, flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
        "if __name__ == '__main__': main()\n"
    )
    ouder = subprocess.run([sys.executable, "-c", opdracht], capture_output=True, text=True)
    kind = int(ouder.stdout)

    wacht_tot(lambda: not psutil.pid_exists(kind))


def test_mappen_van_een_proces_dat_er_niet_meer_is_verdwijnen(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    dood = subprocess.Popen(["true"])
    dood.wait()
    for pid in (dood.pid, os.getpid()):
        (tmp_path / f"{FOLDER}{pid}-x").mkdir()

    assert wees_mappen() == 1
    assert [pad.name for pad in tmp_path.iterdir()] == [f"{FOLDER}{os.getpid()}-x"]
