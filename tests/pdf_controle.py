"""What every document must hold (PDF/UA-1), checked without a validator."""

import io
import re
import shutil
import subprocess

import pikepdf
from pikepdf import Array, Dictionary, Name

PDF_UA = re.compile(rb"pdfuaid:part(?:=[\"']|>)1\b")
EIGEN_LETTER = re.compile(r"/[A-Z]{6}\+Dok-(Sans|Serif|Emoji)(-|$)")


def controleer_pdf_ua(pdf: bytes, *, koppen: list[str]) -> None:
    """Assert all of it; `koppen` are the bookmarks in reading order, at every depth."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        controleer_catalogus(document)
        assert [titel for _, titel in bladwijzers(document)] == koppen
        controleer_elementen(document)
        controleer_sleutels(document)
        assert vreemde_letters(document) == []
    controleer_met_verapdf(pdf)


def controleer_catalogus(document):
    assert document.Root.MarkInfo.Marked
    assert str(document.Root.Lang) == "nl"
    assert str(document.docinfo[Name.Title]).strip() != ""
    assert document.Root.ViewerPreferences.DisplayDocTitle
    assert PDF_UA.search(document.Root.Metadata.read_bytes())
    assert verboden_onderdelen(document) == []


def verboden_onderdelen(document):
    verboden = {"/EmbeddedFiles", "/JavaScript", "/JS", "/Launch", "/RichMedia"}
    return [
        sleutel
        for ding in document.objects
        if isinstance(ding, Dictionary)
        for sleutel in (*ding.keys(), str(ding.get(Name.S, "")))
        if sleutel in verboden
    ]


def controleer_elementen(document):
    """Every figure has a text, every cell knows its headers, every heading follows in order."""
    elementen = list(structuur(document))
    paginas = {pagina.obj.objgen for pagina in document.pages}
    kennis = {str(element.ID) for element in elementen if Name.ID in element}
    niveaus = [0]
    for element in elementen:
        soort = str(element.S)
        assert soort != "/Figure" or str(element.get(Name.Alt, "")) != ""
        assert Name.Pg not in element or element.Pg.objgen in paginas
        if soort == "/TD":
            koppen = [str(kop) for kop in element.A.Headers]
            assert koppen != []
            assert set(koppen) <= kennis
        if re.fullmatch(r"/H[1-6]", soort):
            niveaus.append(int(soort[2]))
            assert niveaus[-1] <= niveaus[-2] + 1
    namen = [str(element.ID) for element in elementen if Name.ID in element]
    assert len(namen) == len(set(namen))


def structuur(document):
    """The structure elements in reading order."""
    stapel = list(document.Root.StructTreeRoot.K)[::-1]
    while stapel:
        element = stapel.pop()
        if isinstance(element, Dictionary) and element.get(Name.Type) == Name.StructElem:
            yield element
            kinderen = element.get(Name.K, Array())
            stapel += list(kinderen if isinstance(kinderen, Array) else [kinderen])[::-1]


def controleer_sleutels(document):
    """Each page and each annotation has its own key, and the parent tree leads back to it."""
    nummers = document.Root.StructTreeRoot.ParentTree.Nums
    sleutels = [int(sleutel) for sleutel in list(nummers)[::2]]
    assert sleutels == sorted(set(sleutels))
    boom = dict(zip(sleutels, list(nummers)[1::2], strict=True))
    for pagina in document.pages:
        for element in boom.pop(int(pagina.obj.StructParents)):
            assert element.Pg.objgen == pagina.obj.objgen
        for annotatie in pagina.obj.get(Name.Annots, ()):
            element = boom.pop(int(annotatie.StructParent))
            objecten = [kind.Obj.objgen for kind in element.K if isinstance(kind, Dictionary)]
            assert annotatie.objgen in objecten
    assert boom == {}


def bladwijzers(document):
    """Pairs of depth and title."""
    stapel = [(1, document.Root.get(Name.Outlines, {}).get(Name.First))]
    while stapel:
        diepte, item = stapel.pop()
        if item is not None:
            yield diepte, str(item.Title)
            stapel += [(diepte, item.get(Name.Next)), (diepte + 1, item.get(Name.First))]


def vreemde_letters(document):
    return sorted(
        {
            str(ding.BaseFont)
            for ding in document.objects
            if isinstance(ding, Dictionary)
            and ding.get(Name.Type) == Name.Font
            and not EIGEN_LETTER.match(str(ding.BaseFont))
        }
    )


def controleer_met_verapdf(pdf):
    """The reference validator is in no package registry; where it is installed it must agree."""
    if shutil.which("verapdf"):
        uitkomst = subprocess.run(
            ["verapdf", "--flavour", "ua1", "--format", "text", "-"],
            input=pdf,
            capture_output=True,
            check=False,
        )
        assert uitkomst.stdout.startswith(b"PASS"), uitkomst.stdout.decode()
