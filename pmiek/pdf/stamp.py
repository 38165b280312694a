"""The footer of a finished document. A kept fiche has none: it does not depend on the date."""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass

import pikepdf
from pikepdf import Dictionary, Name, Operator, String

from pmiek.pdf.join import Part, joined, to_bytes
from pmiek.pdf.pool import render_untagged
from pmiek.pdf.render import render_html
from pmiek.pdf.store import stored

TEMPLATE = "pdf/voettekst.html"
CODE = re.compile(rb"<(\w{4})> <(\w{4})>")


def stamp(pdf: bytes, *, footer: str) -> bytes:
    """Put `footer` and "pagina 3 van 55" under every page, as an artifact: it is not read aloud."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return _stamped(document, footer)


def bind(
    parts: list[Part], *, title: str, footer: str, front: Callable[[], Part] | None = None
) -> bytes:
    """The parts as one stamped document, written once; `front` as in `joined`."""
    return _stamped(joined(parts, title=title, front=front), footer)


def _stamped(document, footer):
    total = len(document.pages)
    widest = page_number(total, total)
    stempel = "liggend" if _is_landscape(document.pages[0]) else ""
    context = {"footer": footer, "bladnummer": widest, "stempel": stempel}
    html = render_html(TEMPLATE, context, title="Voettekst")
    with pikepdf.open(io.BytesIO(stored([html], lambda: render_untagged(html)))) as source:
        sheet = _Sheet.read(source.pages[0], widest)
        resources = document.copy_foreign(source.make_indirect(source.pages[0].Resources))
        for number, page in enumerate(document.pages, start=1):
            text = page_number(number, total)
            _put(page, _picture(document, sheet.with_text(text), resources, page.mediabox))
        return to_bytes(document)


def _is_landscape(page):
    left, bottom, right, top = page.mediabox
    return right - left > top - bottom


def page_number(number, total):
    return f"pagina {number} van {total}"


@dataclass(frozen=True)
class _Sheet:
    """One sheet laid out with the widest page number; a sheet per page would be slow.

    The font of the number has every digit, because another sheet prints them all.
    """

    operations: list
    at: int
    codes: dict
    widths: dict
    text: str

    @classmethod
    def read(cls, page, text):
        operations, font = list(pikepdf.parse_content_stream(page)), None
        for at, (operands, operator) in enumerate(operations):
            if operator == Operator("Tf"):
                font = page.Resources.Font[str(operands[0])]
                codes = _codes(font)
            if operator == Operator("TJ") and _text(operands[0], codes) == text:
                return cls(operations, at, codes, _widths(font), text)
        raise LookupError(text)

    def with_text(self, text):
        """The same sheet with another number, which ends where the first one ended."""
        operations, place = list(self.operations), self._place()
        *matrix, x, y = operations[place].operands
        (_, size), _ = operations[place + 1]
        x = float(x) + (self._width(self.text) - self._width(text)) * float(size) / 1000
        operations[place] = ([*matrix, round(x, 4), y], Operator("Tm"))
        shown = b"".join(self.codes[character] for character in text)
        operations[self.at] = ([String(shown)], Operator("Tj"))
        return pikepdf.unparse_content_stream(operations)

    def _place(self):
        """Where the place of the number is set; its font and size come right after that."""
        before = range(self.at - 1, -1, -1)
        return next(at for at in before if self.operations[at][1] == Operator("Tm"))

    def _width(self, text):
        return sum(self.widths[self.codes[character]] for character in text)


def _codes(font):
    """The code of each character, as the font itself tells a reader."""
    pairs = CODE.findall(font.ToUnicode.read_bytes().partition(b"beginbfchar")[2])
    return {chr(int(character, 16)): bytes.fromhex(code.decode()) for code, character in pairs}


def _text(pieces, codes):
    characters = {code: character for character, code in codes.items()}
    shown = b"".join(bytes(piece) for piece in pieces if isinstance(piece, String))
    return "".join(characters[shown[at : at + 2]] for at in range(0, len(shown), 2))


def _widths(font):
    runs = iter(font.DescendantFonts[0].W)
    return {
        (int(first) + step).to_bytes(2, "big"): float(width)
        for first, run in zip(runs, runs, strict=True)
        for step, width in enumerate(run)
    }


def _picture(document, content, resources, box):
    return pikepdf.Stream(
        document, content, Type=Name.XObject, Subtype=Name.Form, BBox=box, Resources=resources
    )


def _put(page, picture):
    resources = Dictionary(page.obj.Resources)  # a copy: all pages of a part share one
    resources.XObject = Dictionary(resources.get(Name.XObject, {}))
    resources.XObject[Name.Voettekst] = picture
    page.obj.Resources = resources
    page.contents_add(b"q", prepend=True)
    page.contents_add(
        b"Q\n/Artifact <</Type /Pagination /Subtype /Footer>> BDC\nq /Voettekst Do Q\nEMC"
    )
