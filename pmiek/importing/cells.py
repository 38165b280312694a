"""What a file holds, without anything of the library that read it."""

import datetime
from dataclasses import dataclass, field
from enum import StrEnum


class Unreadable(Exception):
    """The file cannot be read; the message is a Dutch sentence for the user."""


class Kind(StrEnum):
    TEXT = "t"
    NUMBER = "n"
    DATE = "d"
    BOOLEAN = "b"
    # a formula of which the file holds no outcome
    FORMULA = "f"
    ERROR = "e"


@dataclass(frozen=True, slots=True)
class Cell:
    kind: Kind
    text: str
    # the outcome of a formula, as the program that saved the file calculated it
    is_calculated: bool = False
    # taken from the first cell of a merged range
    merged_from: str = ""

    @property
    def date(self):
        return datetime.date.fromisoformat(self.text) if self.kind is Kind.DATE else None


@dataclass(frozen=True)
class Sheet:
    """Rows of cells; the first row and column are A1. An empty cell is None.

    `hidden` has the numbers, from 0, of filled rows that whoever opens the file does not see.
    """

    name: str
    rows: list[list[Cell | None]] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)

    def cell(self, row, column):
        """Counted from 0; None outside what is filled."""
        cells = self.rows[row] if row < len(self.rows) else []
        return cells[column] if column < len(cells) else None


def address(row, column):
    """'F7' for row 6 and column 5, both counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def trimmed(rows):
    """Without empty cells at the end of a row and empty rows at the end of the sheet."""
    for row in rows:
        while row and row[-1] is None:
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    return rows
