"""Cells out of a csv file, as Excel and others write it. Runs in the child process only."""

import csv
import io

from pmiek.importing import limits
from pmiek.importing.cells import Kind, Unreadable, trimmed

DELIMITERS = ";,\t"
LOOKED_AT = 20
TE_LANG = f"Een cel van dit bestand is langer dan {limits.in_words(limits.MAX_CELL)} tekens."


def parse_csv(path):
    with open(path, "rb") as file:
        text = _decoded(file.read())
    rows = [_row(row) for row in _rows(text)]
    return [{"name": "csv", "rows": trimmed(rows)}]


def _decoded(data):
    if b"\0" in data:
        raise Unreadable("Dit is geen leesbaar csv-bestand. Sla de lijst op als .xlsx.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _rows(text):
    csv.field_size_limit(limits.MAX_CELL)
    # not `splitlines`: that cuts at signs that are part of a text as well
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        for row in reader:
            _check(row, reader.line_num)
            yield row
    except csv.Error as error:
        if "field limit" in str(error):
            raise Unreadable(TE_LANG) from None
        raise Unreadable(
            f"Rond regel {reader.line_num} van dit bestand klopt een aanhalingsteken niet. "
            "Sla de lijst op als .xlsx."
        ) from None


def _check(row, number):
    if number > limits.MAX_ROWS:
        raise Unreadable(limits.too_many("Dit bestand", limits.MAX_ROWS, "rijen"))
    if len(row) > limits.MAX_COLUMNS:
        raise Unreadable(f"Dit bestand heeft meer dan {limits.MAX_COLUMNS} kolommen.")


def _row(row):
    return [[Kind.TEXT, _newlines(value)] if value.strip() else None for value in row]


def _newlines(text):
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _delimiter(text):
    """The mark that cuts the first lines into the most columns."""
    first = [line for line, _ in zip(io.StringIO(text), range(LOOKED_AT), strict=False)]
    return max(DELIMITERS, key=lambda mark: sum(line.count(mark) for line in first))
