"""Cells out of an OpenDocument spreadsheet. Runs in the child process only.

Read here and not by a library: those that are kept up lose merged cells, and with them the rows
under a municipality, without a word.
"""

import datetime
import zipfile
from dataclasses import dataclass, field

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse

from pmiek.importing import limits
from pmiek.importing.cells import Kind, Unreadable, trimmed
from pmiek.importing.preflight import KAPOT
from pmiek.importing.sheets import ENTITEITEN, check_amount, number_text, spread

OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
TABLE, OFFICE, TEXT = (f"{{{OASIS}{name}:1.0}}" for name in ("table", "office", "text"))
CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
CELLS = {f"{TABLE}table-cell", f"{TABLE}covered-table-cell"}
HIDDEN = {"filter", "collapse"}
NUMBERS = {"float", "percentage", "currency"}
BLANKS = {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
FORMULA_SHOWN = 200


@dataclass
class _Table:
    name: str
    rows: list = field(default_factory=list)
    merged: list = field(default_factory=list)
    hidden: list = field(default_factory=list)
    # empty rows at the end are a million, and no rows
    empty: int = 0


def parse_ods(path):
    try:
        with zipfile.ZipFile(path) as archive, archive.open("content.xml") as source:
            tables = list(_tables(source))
        sheets = [
            {
                "name": table.name,
                "rows": spread(trimmed(table.rows), table.merged),
                "hidden": table.hidden,
            }
            for table in tables
            if trimmed(table.rows)
        ]
    except DefusedXmlException:
        raise Unreadable(ENTITEITEN) from None
    except (ParseError, zipfile.BadZipFile, KeyError, ValueError, EOFError, OSError):
        raise Unreadable(KAPOT) from None
    check_amount(sheets)
    return sheets


def _tables(source):
    table, count = None, 0
    for event, element in iterparse(source, events=["start", "end"], forbid_dtd=True):
        if event == "start" and element.tag == f"{TABLE}table":
            table, count = _Table(element.get(f"{TABLE}name", "")), count + 1
            if count > limits.MAX_SHEETS:
                raise Unreadable(f"Deze werkmap heeft meer dan {limits.MAX_SHEETS} bladen.")
        elif event == "end" and element.tag == f"{TABLE}table-row" and table:
            _add_row(table, element)
            element.clear()
        elif event == "end" and element.tag == f"{TABLE}table" and table:
            yield table
            table = None


def _add_row(table, element):
    times = _repeated(element, "rows")
    row = _row(table, element)
    if not row:
        table.empty += times
        return
    if len(table.rows) + table.empty + times > limits.MAX_ROWS:
        raise Unreadable(limits.too_many(f"Blad {table.name}", limits.MAX_ROWS, "rijen"))
    table.rows += [[] for _ in range(table.empty)]
    if element.get(f"{TABLE}visibility") in HIDDEN:
        table.hidden += range(len(table.rows), len(table.rows) + times)
    table.rows += [list(row) for _ in range(times)]
    table.empty = 0


def _row(table, element):
    row, empty = [], 0
    for cell in element:
        if cell.tag not in CELLS:
            continue
        times = _repeated(cell, "columns")
        found = _cell(table, cell)
        if found is None:
            empty += times
            continue
        if len(row) + empty + times > limits.MAX_COLUMNS:
            raise Unreadable(f"Blad {table.name} heeft meer dan {limits.MAX_COLUMNS} kolommen.")
        row += [None] * empty
        _note_merged(table, cell, len(row))
        row += [found] * times
        empty = 0
    return row


def _repeated(element, what):
    return max(int(element.get(f"{TABLE}number-{what}-repeated", 1)), 1)


def _note_merged(table, cell, column):
    high = int(cell.get(f"{TABLE}number-rows-spanned", 1))
    if high > 1:
        top = len(table.rows) + table.empty + 1
        table.merged.append((column + 1, top, top + high - 1))
        if len(table.merged) > limits.MAX_MERGED:
            most = limits.in_words(limits.MAX_MERGED)
            raise Unreadable(f"Blad {table.name} heeft meer dan {most} samengevoegde cellen.")


def _cell(table, cell):
    formula = cell.get(f"{TABLE}formula")
    kind, text = _plain(cell)
    if not text.strip():
        return [Kind.FORMULA, formula[:FORMULA_SHOWN]] if formula else None
    if len(text) > limits.MAX_CELL:
        most = limits.in_words(limits.MAX_CELL)
        raise Unreadable(f"Een cel van blad {table.name} is langer dan {most} tekens.")
    return [kind, text, bool(formula)]


def _plain(cell):
    sort = cell.get(f"{OFFICE}value-type", "")
    if cell.get(f"{CALC}value-type") == "error":
        return Kind.ERROR, _text(cell)
    if sort in NUMBERS:
        return Kind.NUMBER, number_text(float(cell.get(f"{OFFICE}value")))
    if sort == "boolean":
        return Kind.BOOLEAN, "ja" if cell.get(f"{OFFICE}boolean-value") == "true" else "nee"
    if sort == "date":
        date = cell.get(f"{OFFICE}date-value")[:10]
        return Kind.DATE, datetime.date.fromisoformat(date).isoformat()
    return Kind.TEXT, cell.get(f"{OFFICE}string-value") or _text(cell)


def _text(cell):
    """The paragraphs of a cell; a remark that hangs on it is no part of its text."""
    return "\n".join(_inner(part) for part in cell if part.tag == f"{TEXT}p")


def _inner(element):
    parts = [element.text or ""]
    for child in element:
        if child.tag == f"{TEXT}s":
            parts.append(" " * min(int(child.get(f"{TEXT}c", 1)), limits.MAX_CELL + 1))
        elif child.tag in BLANKS:
            parts.append(BLANKS[child.tag])
        elif not child.tag.startswith(OFFICE):
            parts.append(_inner(child))
        parts.append(child.tail or "")
    return "".join(parts)
