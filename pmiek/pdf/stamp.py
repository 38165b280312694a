"""The footer of a finished document. A kept fiche has none: it does not depend on the date."""

import io

import pikepdf
from pikepdf import Dictionary, Name

from pmiek.pdf.join import to_bytes
from pmiek.pdf.pool import render_untagged
from pmiek.pdf.render import render_html
from pmiek.pdf.store import stored

TEMPLATE = "pdf/voettekst.html"


def stamp(pdf: bytes, *, footer: str) -> bytes:
    """Put `footer` and "pagina 3 van 55" under every page, as an artifact: it is not read aloud."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        context = {
            "footer": footer,
            "nummers": range(1, len(document.pages) + 1),
            "stempel": "",
        }
        html = render_html(TEMPLATE, context, title="Voettekst")
        footers = stored([html], lambda: render_untagged(html))
        with pikepdf.open(io.BytesIO(footers)) as source:
            for page, blad in zip(document.pages, source.pages, strict=True):
                _put(page, document.copy_foreign(blad.as_form_xobject()))
        return to_bytes(document)


def _put(page, picture):
    resources = Dictionary(page.obj.Resources)  # a copy: all pages of a part share one
    resources.XObject = Dictionary(resources.get(Name.XObject, {}))
    resources.XObject[Name.Voettekst] = picture
    page.obj.Resources = resources
    page.contents_add(b"q", prepend=True)
    page.contents_add(
        b"Q\n/Artifact <</Type /Pagination /Subtype /Footer>> BDC\nq /Voettekst Do Q\nEMC"
    )
