"""WeasyPrint with less to do makes what WeasyPrint makes."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from pmiek.pdf.engine import to_pdf
from tests.pmiek.pdf_voorbeelden import FICHE, TELLING, tekst_html, voorbeeld_html, voorwerk

BASIS = Path(__file__).resolve().parents[2]
LIJSTEN = (
    '<html lang="nl"><title>x</title><ul><li>een</ul><ol><li>een<ul><li>twee</ul></ol><p>a<br>b'
)
# without what the engine adds to it
ONGEMOEID = """
import hashlib, json, sys
from pmiek.pdf import engine, once, styles
styles.lighten = once.remember = lambda: None
engine.without_indentation = str
pdfs = map(engine.to_pdf, json.load(sys.stdin))
print(json.dumps([hashlib.sha256(pdf).hexdigest() for pdf in pdfs]))
"""


def met_thema(html, accent):
    return html.replace('<html lang="nl"', f'<html lang="nl" style="--accent: {accent}"')


@pytest.fixture(scope="module")
def documenten():
    fiche = voorbeeld_html("fiche", FICHE, title="Fiche 2")
    return [
        fiche,
        met_thema(fiche, "#aa0000"),
        met_thema(fiche, "#0000aa"),
        voorbeeld_html("telling", TELLING, title="Telling"),
        voorbeeld_html("voorwerk", voorwerk([(1, 3), (2, 5)]), title="Voorwerk"),
        tekst_html("Een <b>gewone</b>\ntekst"),
        LIJSTEN,
    ]


def test_gedeelde_stijlen_geven_dezelfde_bytes_in_elke_volgorde(documenten):
    ongemoeid = subprocess.run(
        [sys.executable, "-c", ONGEMOEID],
        input=json.dumps(documenten),
        cwd=BASIS,
        capture_output=True,
        text=True,
        check=True,
    )
    heen = [to_pdf(html) for html in documenten]
    terug = [to_pdf(html) for html in reversed(documenten)]

    assert heen == terug[::-1]
    assert [hashlib.sha256(pdf).hexdigest() for pdf in heen] == json.loads(ongemoeid.stdout)


@pytest.mark.parametrize("plaats", [0, 3])
def test_een_volgend_document_laat_geen_stijlen_achter(documenten, plaats):
    from pmiek.pdf.styles import SharedStyles

    to_pdf(documenten[plaats])
    voor = len(SharedStyles.shared)

    to_pdf(documenten[plaats].replace(">E", ">Een ander e").replace("width: ", "width: 1"))

    assert len(SharedStyles.shared) == voor > 50


@pytest.mark.parametrize(
    ("waar", "wat", "hooguit"), [("Layout", "setup", 10), ("percent", "resolve_percentages", 60)]
)
def test_wat_alleen_van_de_stijl_afhangt_wordt_eenmaal_gevraagd(
    documenten, monkeypatch, waar, wat, hooguit
):
    """Else some 300 times per fiche; what is left are pages and their margins, which are new."""
    from pmiek.pdf import once

    to_pdf(documenten[0])
    doel, keren = getattr(once, waar), []
    echt = getattr(doel, wat)
    monkeypatch.setattr(doel, wat, lambda *args, **kw: keren.append(1) or echt(*args, **kw))
    to_pdf(documenten[0])

    assert len(keren) < hooguit
