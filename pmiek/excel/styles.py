"""Fonts, rules and row heights; the values are those of the printed documents."""

import math
import re

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

from pmiek.excel.text import escaped, rereads, safe_value

INK, MUTED, HEAD, RULE = "16202A", "5A6570", "DBE7EA", "B9C2C8"
ASKED_HEAD, ASKED = "FFE699", "FFF9E5"
FONT = "Calibri"
SIZE = 10
HEAD_HEIGHT = 32  # of two lines; no head is lower
BOLD = 1.05  # times as wide as normal letters
MAX_HEIGHT = 409  # of Excel

LINE_HEIGHT, LINE_SPACE, ONE_LINE = 13, 3, 16.5
MAX_LINES = MAX_HEIGHT // LINE_HEIGHT
SPACE = 0.5  # of a normal letter, as are the narrow ones
_narrow = re.compile(r"[fijlrtI.,;:'()!|-]")

TEXT_FONT = Font(name=FONT, size=SIZE, color=INK)
BOLD_FONT = Font(name=FONT, size=SIZE, color=INK, bold=True)
LOCKED_FONT = Font(name=FONT, size=SIZE, color=MUTED)
ROW_RULE = Border(bottom=Side("thin", color=RULE))
HEAD_RULE = Border(top=Side("medium", color=INK), bottom=Side("thin", color=INK))
HEAD_FILL = PatternFill("solid", fgColor=HEAD)
ASKED_HEAD_FILL = PatternFill("solid", fgColor=ASKED_HEAD)
ASKED_FILL = PatternFill("solid", fgColor=ASKED)
TOP = Alignment(horizontal="left", vertical="top", wrap_text=True)
MIDDLE = Alignment(horizontal="left", vertical="center", wrap_text=True)
INDENTED = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)


class Pen:
    """Writes the cells of one column with one style.

    The sheet writes a row at once, so the same cell serves for every row: styling each cell
    anew takes longer than all the rest.
    """

    def __init__(self, worksheet, **style):
        self.plain = styled_cell(worksheet, **style)
        self.quoted = styled_cell(worksheet, quotePrefix=True, **style)

    def cell(self, value):
        value = safe_value(value)
        cell = self.quoted if rereads(value) else self.plain
        cell.value = escaped(value) if isinstance(value, str) else value
        if isinstance(value, str):
            cell.data_type = "s"  # a text that starts with '=' is not a formula
        return cell


def styled_cell(worksheet, **style):
    return apply_style(WriteOnlyCell(worksheet), **style)


def apply_style(target, **style):
    for name, value in style.items():
        setattr(target, name, value)
    return target


def data_style(column, alignment):
    return {
        "font": LOCKED_FONT if column.locked else TEXT_FONT,
        "alignment": alignment,
        "number_format": column.kind.value,
        "protection": Protection(locked=column.locked),
    }


def row_style(column, alignment):
    """Of a cell in the table: what is asked for is marked there, not down to the last row."""
    style = data_style(column, alignment) | {"border": ROW_RULE}
    return style | {"fill": ASKED_FILL} if column.asked else style


def head_cells(worksheet, headings):
    return [head_cell(worksheet, heading, HEAD_FILL) for heading in headings]


def head_cell(worksheet, heading, fill):
    style = {"font": BOLD_FONT, "fill": fill, "border": HEAD_RULE, "alignment": MIDDLE}
    return Pen(worksheet, **style).cell(heading)


def row_height(texts, widths):
    """Points that the longest text of a row needs; nothing computes this when a file is opened."""
    lines = max((count_lines(text, width) for text, width in zip(texts, widths, strict=True)))
    if lines == 1:
        return ONE_LINE
    return min(lines * LINE_HEIGHT + LINE_SPACE, MAX_HEIGHT)


def head_height(headings, widths):
    return max(HEAD_HEIGHT, row_height(headings, [width / BOLD for width in widths]))


def count_lines(text, width):
    if not isinstance(text, str) or (len(text) <= width and "\n" not in text):
        return 1
    return sum(_wrapped_lines(paragraph, width) for paragraph in text.split("\n")[:MAX_LINES])


def _wrapped_lines(paragraph, width):
    lines, used = 1, 0
    for word in paragraph[: int(MAX_LINES * width * 2)].split():
        length = _units(word)
        if used and used + length > width:
            lines, used = lines + 1, 0
        lines += math.ceil(length / width) - 1
        used += length + SPACE
    return lines


def _units(word):
    """Width of a text of 10 points in units of column width."""
    return len(word) - SPACE * len(_narrow.findall(word))
