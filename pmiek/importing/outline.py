"""What a sheet really holds, before openpyxl looks at it: where cells are, not what they say.

In its read-only mode openpyxl knows no merged cells, forgets that a value came from a formula and
drops rows that are out of order, each without a word. Runs in the child process only.
"""

import re
from dataclasses import dataclass, field

from defusedxml.ElementTree import iterparse

from pmiek.importing import limits
from pmiek.importing.cells import Unreadable
from pmiek.importing.preflight import KAPOT

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ROW, FORMULA, VALUE, MERGED = f"{MAIN}row", f"{MAIN}f", f"{MAIN}v", f"{MAIN}mergeCell"
TRUE = {"1", "true"}
EXCEL_ROWS = 1_048_576
FORMULA_SHOWN = 200


@dataclass
class Outline:
    """Rows and columns count from 1; `formulas` has the text of those without an outcome.

    `hidden` holds the places of rows with something in them, as a list counts: from 0.
    """

    rows: int = 0
    columns: int = 0
    merged: list = field(default_factory=list)
    formulas: dict = field(default_factory=dict)
    hidden: list = field(default_factory=list)


def outline(source, name) -> Outline:
    """Counts rows and columns as they are, whatever the sheet says about itself."""
    found, last = Outline(), 0
    for _, element in iterparse(source, events=["end"], forbid_dtd=True):
        if element.tag == ROW:
            last = _row(found, element, last, name)
            element.clear()
        elif element.tag == MERGED:
            found.merged.append(element.get("ref"))
            if len(found.merged) > limits.MAX_MERGED:
                most = limits.in_words(limits.MAX_MERGED)
                raise Unreadable(f"Blad {name} heeft meer dan {most} samengevoegde cellen.")
    return found


def _row(found, element, last, name):
    """Take one row in; returns its number."""
    number = int(element.get("r", last + 1))
    if not last < number <= EXCEL_ROWS:
        raise Unreadable(KAPOT)
    columns = _filled(found, element, number)
    if not columns:
        return number
    if element.get("hidden") in TRUE:
        found.hidden.append(number - 1)
    found.rows, found.columns = number, max(found.columns, *columns)
    if number > limits.MAX_ROWS:
        raise Unreadable(limits.too_many(f"Blad {name}", limits.MAX_ROWS, "rijen"))
    if found.columns > limits.MAX_COLUMNS:
        raise Unreadable(f"Blad {name} heeft meer dan {limits.MAX_COLUMNS} kolommen.")
    return number


def _filled(found, element, number):
    """The columns of the cells with something in them."""
    column, columns = 0, []
    for cell in element:
        column = _column(cell.get("r"), column + 1)
        if len(cell):
            columns.append(column)
            formula = cell.find(FORMULA)
            if formula is not None:
                has_value = cell.findtext(VALUE)
                text = "" if has_value else f"={formula.text or ''}"[:FORMULA_SHOWN]
                found.formulas[number, column] = text
    return columns


def _column(reference, place):
    letters = re.match("[A-Z]{1,4}", reference or "")
    if not letters:
        return place
    number = 0
    for letter in letters[0]:
        number = 26 * number + ord(letter) - 64
    return number
