"""WeasyPrint with less to do makes what WeasyPrint makes."""

import hashlib
import json
import operator
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
# one text in columns of many widths, and what makes a line end elsewhere
WOORDEN = "Gemeente Zuidplas, hoogspanningsstation Rijnmond "
BREEDTES = (
    '<html lang="nl"><title>x</title><style>td { width: auto } .vrij { width: 170mm } '
    ".smal td { width: 21mm } .krap td { width: 7mm; overflow-wrap: break-word } "
    ".een { white-space: nowrap } .hoe { white-space: pre-wrap } .vol { text-align: justify } "
    ".ruim { letter-spacing: 1px } .af { hyphens: auto }</style>"
    + "".join(
        f'<table class="{tabel}"><tr>' + f'<td class="{cel}">{WOORDEN}' * aantal + "</table>"
        for tabel in ("vrij", "smal", "krap", "smal", "vrij")
        for cel in ("", "een", "hoe", "vol", "ruim", "af")
        for aantal in (1, 3)
    )
    + f'<p class="hoe">{WOORDEN}\n{WOORDEN}<br>{WOORDEN}<p>'
    + WOORDEN * 9
)
# without what the engine adds to it
ONGEMOEID = """
import hashlib, json, sys
from pmiek.pdf import engine, lines, once, styles
styles.lighten = once.remember = lines.remember_lines = lambda: None
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
        BREEDTES,
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
    ("waar", "wat", "hooguit"),
    [
        ("Layout", "setup", 10),
        ("percent", "resolve_percentages", 60),
        (None, "asked_in_normal_flow", 60),
    ],
)
def test_wat_alleen_van_de_stijl_afhangt_wordt_eenmaal_gevraagd(
    documenten, monkeypatch, waar, wat, hooguit
):
    """Else some 300 times per fiche; what is left are pages and their margins, which are new."""
    from pmiek.pdf import once

    to_pdf(documenten[0])
    doel, keren = getattr(once, waar) if waar else once, []
    echt = getattr(doel, wat)
    monkeypatch.setattr(doel, wat, lambda *args, **kw: keren.append(1) or echt(*args, **kw))
    to_pdf(documenten[0])

    assert len(keren) < hooguit


@pytest.mark.parametrize("wat", ["split_first_line", "CopiedLayout.reactivate"])
def test_een_regel_wordt_eenmaal_gezet_en_eenmaal_getekend(documenten, monkeypatch, wat):
    """Some 90 lines; what is set again are the margins of its pages, which are new."""
    from pmiek.pdf import lines

    to_pdf(documenten[0])
    *klasse, naam = wat.split(".")
    doel = operator.attrgetter(*klasse)(lines) if klasse else lines
    keren, echt = [], getattr(doel, naam)
    monkeypatch.setattr(doel, naam, lambda *args: keren.append(1) or echt(*args))
    to_pdf(documenten[0])

    assert len(keren) < 10


def test_wat_past_is_gezet_voor_elke_bredere_kolom(monkeypatch):
    """Fifteen cells in columns of five widths; few of them have a style of their own."""
    from pmiek.pdf import lines

    rijen = ["<td>Zuidplas" * kolommen for kolommen in (2, 1, 4, 3, 5)]
    gevraagd, echt = [], lines.split_first_line
    monkeypatch.setattr(
        lines, "split_first_line", lambda text, *args: gevraagd.append(text) or echt(text, *args)
    )
    to_pdf(
        f'<html lang="nl"><title>x</title><style>table {{ table-layout: fixed; width: 100% }}'
        f"</style><table><tr>{'</table><table><tr>'.join(rijen)}</table>"
    )

    assert 1 <= gevraagd.count("Zuidplas") <= 4


def test_van_regels_blijft_een_beperkt_aantal_bewaard(documenten, monkeypatch):
    from pmiek.pdf import lines

    eerst = to_pdf(documenten[-1])
    monkeypatch.setattr(lines, "PER_STYLE", 2)
    monkeypatch.setattr(lines, "LONGEST", 60)
    bewaard, echt = [], lines._lines
    monkeypatch.setattr(lines, "_lines", lambda style: bewaard.append(echt(style)) or bewaard[-1])

    assert to_pdf(documenten[-1]) == eerst
    assert max(map(len, bewaard)) == 3
    assert max(len(text) for regels in bewaard for text, *_ in regels) <= 60
