"""Cells out of a workbook. Runs in the child process only."""

import datetime
import re
import zipfile
from decimal import Decimal

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries

from pmiek.importing import limits
from pmiek.importing.cells import Kind, Unreadable, address, trimmed
from pmiek.importing.outline import MAIN, Outline, outline
from pmiek.importing.preflight import KAPOT
from pmiek.importing.sheets import ENTITEITEN, check_amount, number_text, spread

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
WORKSHEET = "/worksheet"
# how a workbook writes a text that looks like an escape itself
ESCAPED = re.compile("_x005F_(?=x[0-9A-Fa-f]{4}_)")


def parse_workbook(path):
    try:
        outlines = dict(_outlines(path))
        sheets = [
            {
                "name": name,
                "rows": spread(rows, _merged(outlines[name])),
                "hidden": outlines[name].hidden,
            }
            for name, rows in _sheets(path, outlines)
            if rows
        ]
    except DefusedXmlException:
        raise Unreadable(ENTITEITEN) from None
    except (MemoryError, Unreadable, RecursionError):
        raise
    except Exception:
        # openpyxl raises at least fourteen kinds of exceptions on a broken file
        raise Unreadable(KAPOT) from None
    check_amount(sheets)
    return sheets


def _merged(found):
    """(left, top, bottom) of every range."""
    return [(left, top, bottom) for left, top, _, bottom in map(range_boundaries, found.merged)]


# --- what the sheets are, before openpyxl looks at them


def _outlines(path):
    """(sheet name, outline) of every worksheet; other sheets hold no cells."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                _forbid_entities(archive, name)
        sheets = list(_listed(archive))
        if len(sheets) > limits.MAX_SHEETS:
            raise Unreadable(f"Deze werkmap heeft meer dan {limits.MAX_SHEETS} bladen.")
        for name, part in sheets:
            with archive.open(part) as source:
                yield name, outline(source, name)


def _forbid_entities(archive, name):
    with archive.open(name) as part:
        if b"<!DOCTYPE" in part.read(4096) or b"<!ENTITY" in part.read():
            raise Unreadable(ENTITEITEN)


def _listed(archive):
    targets = _targets(archive)
    workbook = fromstring(archive.read("xl/workbook.xml"))
    for sheet in workbook.iter(f"{MAIN}sheet"):
        target = targets.get(sheet.get(RELATION))
        if target:
            yield sheet.get("name"), target


def _targets(archive):
    relations = fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    return {
        relation.get("Id"): _part(relation.get("Target"))
        for relation in relations
        if relation.get("Type", "").endswith(WORKSHEET) and relation.get("TargetMode") != "External"
    }


def _part(target):
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


# --- cells


def _sheets(path, outlines):
    """(name, rows of cells) of every worksheet."""
    # opened here: openpyxl judges a path by its extension
    with open(path, "rb") as file:
        workbook = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        for sheet in workbook.worksheets:
            found = outlines[sheet.title]
            rows = enumerate(_rows(sheet, found), start=1)
            yield sheet.title, trimmed([_row(sheet.title, n, row, found) for n, row in rows])


def _rows(sheet, found: Outline):
    if not found.rows:
        return ()
    # declared dimensions are not believed
    sheet.reset_dimensions()
    return sheet.iter_rows(max_row=found.rows, max_col=found.columns)


def _row(sheet, number, row, found):
    return [_cell(sheet, number, place, cell, found) for place, cell in enumerate(row, start=1)]


def _cell(sheet, number, place, cell, found):
    if cell.value is None:
        formula = found.formulas.get((number, place))
        return [Kind.FORMULA, formula] if formula else None
    kind, text = _plain(cell)
    if len(text) > limits.MAX_CELL:
        waar, most = address(number - 1, place - 1), limits.in_words(limits.MAX_CELL)
        raise Unreadable(f"Cel {waar} van blad {sheet} is langer dan {most} tekens.")
    return [kind, text, (number, place) in found.formulas] if text.strip() else None


def _plain(cell):
    value = cell.value
    if isinstance(value, bool):
        return Kind.BOOLEAN, "ja" if value else "nee"
    if isinstance(value, datetime.datetime | datetime.date):
        return Kind.DATE, value.isoformat()[:10]
    if isinstance(value, int | float | Decimal):
        return Kind.NUMBER, number_text(value)
    if getattr(cell, "data_type", "") == "e":
        return Kind.ERROR, str(value)
    text = ESCAPED.sub("_", str(value))
    return Kind.TEXT, text.replace("\r\n", "\n").replace("\r", "\n")
