"""Cells out of a workbook or a csv file. Runs in the child process only."""

import csv
import datetime
import itertools
import re
import zipfile
from decimal import Decimal

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring, iterparse
from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries

from pmiek.importing import limits
from pmiek.importing.cells import Kind, Unreadable, address
from pmiek.importing.preflight import KAPOT

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
WORKSHEET = "/worksheet"
ENTITEITEN = "Deze werkmap bevat verwijzingen die wij om veiligheidsredenen niet volgen."
DELIMITERS = ";,\t"


def parse_workbook(path):
    try:
        merged = {name: _survey(archive, part, name) for archive, name, part in _parts(path)}
        return [
            {"name": name, "rows": _spread(rows, merged.get(name, []))}
            for name, rows in _sheets(path)
            if rows
        ]
    except DefusedXmlException:
        raise Unreadable(ENTITEITEN) from None
    except MemoryError:
        raise
    except (Unreadable, RecursionError):
        raise
    except Exception:
        # openpyxl raises at least fourteen kinds of exceptions on a broken file
        raise Unreadable(KAPOT) from None


# --- what the sheets are, before openpyxl looks at them


def _parts(path):
    """(archive, sheet name, part) of every worksheet; other sheets hold no cells."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                _forbid_entities(archive, name)
        sheets = list(_listed(archive))
        if len(sheets) > limits.MAX_SHEETS:
            raise Unreadable(f"Deze werkmap heeft meer dan {limits.MAX_SHEETS} bladen.")
        for name, part in sheets:
            yield archive, name, part


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


def _survey(archive, part, name):
    """Count rows and columns as they are, not as they are declared; returns the merged ranges."""
    merged, row = [], 0
    with archive.open(part) as source:
        for _, element in iterparse(source, events=["end"], forbid_dtd=True):
            if element.tag == f"{MAIN}row":
                row = int(element.get("r", row + 1))
                _check_row(element, row, name)
                element.clear()
            elif element.tag == f"{MAIN}mergeCell":
                merged.append(element.get("ref"))
    if len(merged) > limits.MAX_MERGED:
        raise Unreadable(f"Blad {name} heeft meer dan {limits.MAX_MERGED} samengevoegde cellen.")
    return merged


def _check_row(element, row, name):
    filled = [cell for cell in element if len(cell)]
    if filled and row > limits.MAX_ROWS:
        raise Unreadable(f"Blad {name} heeft meer dan 5.000 rijen. Splits de lijst.")
    columns = [_column(cell.get("r"), place) for place, cell in enumerate(element, 1) if len(cell)]
    if max(columns, default=0) > limits.MAX_COLUMNS:
        raise Unreadable(f"Blad {name} heeft meer dan {limits.MAX_COLUMNS} kolommen.")
    if row > 1_048_576:
        raise Unreadable(KAPOT)


def _column(reference, place):
    letters = re.match("[A-Z]{1,4}", reference or "")
    if not letters:
        return place
    number = 0
    for letter in letters[0]:
        number = 26 * number + ord(letter) - 64
    return number


# --- cells


def _sheets(path):
    """(name, rows of cells) of every worksheet: values beside the formulas that gave them."""
    # opened here: openpyxl judges a path by its extension
    with open(path, "rb") as first, open(path, "rb") as second:
        values = load_workbook(first, read_only=True, data_only=True, keep_links=False)
        formulas = load_workbook(second, read_only=True, data_only=False, keep_links=False)
        yield from _filled(values, formulas)


def _filled(values, formulas):
    for sheet in values.worksheets:
        pairs = zip(_rows(sheet), _rows(formulas[sheet.title]), strict=False)
        rows = [_row(sheet.title, n, *pair) for n, pair in enumerate(pairs)]
        yield sheet.title, _trimmed(rows)


def _rows(sheet):
    # declared dimensions are not believed
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_row=limits.MAX_ROWS, max_col=limits.MAX_COLUMNS)
    return itertools.islice(rows, limits.MAX_ROWS)


def _row(sheet, number, values, formulas):
    cells = enumerate(zip(values, formulas, strict=False))
    return [_cell(sheet, number, place, *pair) for place, pair in cells]


def _cell(sheet, number, place, cell, formula):
    is_formula = getattr(formula, "data_type", "") == "f"
    if cell.value is None:
        return [Kind.FORMULA, str(formula.value)[:200]] if is_formula else None
    kind, text = _plain(cell)
    if len(text) > limits.MAX_CELL:
        waar = address(number, place)
        raise Unreadable(f"Cel {waar} van blad {sheet} is langer dan 32.767 tekens.")
    return [kind, text, is_formula] if text.strip() else None


def _plain(cell):
    value = cell.value
    if isinstance(value, bool):
        return Kind.BOOLEAN, "ja" if value else "nee"
    if isinstance(value, datetime.datetime | datetime.date):
        return Kind.DATE, value.isoformat()[:10]
    if isinstance(value, int | float | Decimal):
        return Kind.NUMBER, _number(value)
    if getattr(cell, "data_type", "") == "e":
        return Kind.ERROR, str(value)
    return Kind.TEXT, str(value).replace("\r\n", "\n").replace("\r", "\n")


def _number(value):
    return str(int(value)) if value == int(value) and abs(value) < 10**15 else repr(value)


def _trimmed(rows):
    """Without empty cells at the end of a row and empty rows at the end of the sheet."""
    for row in rows:
        while row and row[-1] is None:
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _spread(rows, merged):
    """A merged range means its value for every row it covers; not for other columns."""
    for reference in merged:
        left, top, _, bottom = range_boundaries(reference)
        first = _at(rows, top - 1, left - 1)
        for number in range(top, min(bottom, len(rows)) if first else top):
            row = rows[number]
            row += [None] * (left - len(row))
            row[left - 1] = [*first[:2], len(first) > 2 and first[2], address(top - 1, left - 1)]
    return rows


def _at(rows, row, column):
    return rows[row][column] if row < len(rows) and column < len(rows[row]) else None


# --- csv


def parse_csv(path):
    with open(path, "rb") as file:
        text = _decoded(file.read())
    csv.field_size_limit(limits.MAX_CELL)
    try:
        rows = list(csv.reader(text.splitlines(keepends=True), delimiter=_delimiter(text)))
    except csv.Error:
        raise Unreadable(
            f"Een cel van dit bestand is langer dan {limits.MAX_CELL} tekens."
        ) from None
    if len(rows) > limits.MAX_ROWS:
        raise Unreadable("Dit bestand heeft meer dan 5.000 rijen. Splits de lijst.")
    if max(map(len, rows), default=0) > limits.MAX_COLUMNS:
        raise Unreadable(f"Dit bestand heeft meer dan {limits.MAX_COLUMNS} kolommen.")
    cells = [[[Kind.TEXT, value] if value.strip() else None for value in row] for row in rows]
    return [{"name": "csv", "rows": _trimmed(cells)}]


def _decoded(data):
    if b"\0" in data:
        raise Unreadable("Dit is geen leesbaar csv-bestand. Sla de lijst op als .xlsx.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _delimiter(text):
    """The mark that cuts the first lines into the most columns."""
    lines = text.splitlines()[:20]
    return max(DELIMITERS, key=lambda mark: sum(line.count(mark) for line in lines))
