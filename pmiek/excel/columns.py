from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any


class Kind(Enum):
    """How a column is formatted. LITERAL is text that Excel would otherwise read as a date."""

    TEXT = "General"
    LITERAL = "@"
    NUMBER = "0"
    DATE = "dd-mm-yyyy"


@dataclass(frozen=True)
class Column:
    """Heading and value side by side; `choices` is the name of a list on the choice sheet.

    `asked` marks a column that whoever gets the file is asked to fill in.
    """

    heading: str
    value: Callable[[Any], Any]
    width: float
    kind: Kind = Kind.TEXT
    locked: bool = False
    asked: bool = False
    choices: str | None = None
    help: str = ""

    @property
    def fill_in(self):
        """What a user may do with this column, in Dutch."""
        if self.locked:
            return "Niet invullen"
        if self.choices:
            return f"Kiezen uit de lijst {heading_of(self.choices)}"
        return "Datum, bijvoorbeeld 15-06-2027" if self.kind is Kind.DATE else "Vrije tekst"


def heading_of(choices):
    """A defined name takes no spaces, a heading does."""
    return choices.replace("_", " ")
