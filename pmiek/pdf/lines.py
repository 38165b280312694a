"""A line that was set before is not set again: labels, names and states return on every fiche.

Kept on the style, which documents share (see `styles`), so that no other font or language can come
to own it. This reaches into WeasyPrint as well, and the same test compares the bytes.
"""

# ruff: noqa: TID253  only the engine imports this, when a document is asked for
from math import inf

from weasyprint.layout import inline, preferred
from weasyprint.text import line_break

from pmiek.pdf.once import CopiedLayout

split_first_line = line_break.split_first_line
LONGEST = 200  # characters: a longer text does not return
PER_STYLE = 1_000


class Line:
    """What WeasyPrint answered, and the layout of Pango from the first time it was drawn."""

    def __init__(self, layout, *measures):
        self.layout, self.measures = dict(vars(layout)), measures
        self.drawn = {}

    def fits(self, text, room):
        _length, resume_index, width, _height, _baseline = self.measures
        return resume_index is None and width <= room and self.layout["text"] == text

    def answer(self, max_width):
        return KnownLayout(self, max_width), *self.measures


class KnownLayout(CopiedLayout):
    def __init__(self, line, max_width):
        vars(self).update(line.layout, line=line, max_width=max_width)

    def reactivate(self, style):
        if self.line.drawn:
            vars(self).update(self.line.drawn, style=style)
        else:
            super().reactivate(style)

    def deactivate(self):
        self.line.drawn = {"layout": self.layout, "language": self.language}
        super().deactivate()


def known_first_line(text, style, context, max_width, spacing, is_line_start=True, minimum=False):
    """The same answer as WeasyPrint; that of a text which fits holds for any wider column."""

    def ask():
        return split_first_line(text, style, context, max_width, spacing, is_line_start, minimum)

    if len(text) > LONGEST:
        return ask()
    lines, room = _lines(style), inf if max_width is None else max_width
    anywhere, here = (text, spacing), (text, spacing, max_width, is_line_start, minimum)
    line = lines.get(anywhere)
    if line is None or not line.fits(text, room):
        line = lines.get(here) or Line(*ask())
        lines[anywhere if line.fits(text, room) else here] = line
    return line.answer(max_width)


def _lines(style):
    if len(vars(style).setdefault("lines", {})) > PER_STYLE:
        style.lines.clear()
    return style.lines


def remember_lines():
    """From now on in this process."""
    for module in (inline, line_break, preferred):
        module.split_first_line = known_first_line
