"""What every reader of a workbook does alike. Runs in the child process only."""

from pmiek.importing import limits
from pmiek.importing.cells import Unreadable, address

ENTITEITEN = "Deze werkmap bevat verwijzingen die wij om veiligheidsredenen niet volgen."
TE_VEEL = (
    "Deze werkmap bevat te veel om in een keer te lezen. Splits de lijst, of haal "
    "samengevoegde cellen weg."
)


def number_text(value):
    """As a person writes it: 101.0 is 101."""
    return str(int(value)) if value == int(value) and abs(value) < 10**15 else repr(value)


def spread(rows, merged):
    """A merged range means its value for every row it covers; not for other columns.

    `merged` holds (left, top, bottom), counted from 1.
    """
    for left, top, bottom in merged:
        first = _at(rows, top - 1, left - 1)
        for number in range(top, min(bottom, len(rows)) if first else top):
            row = rows[number]
            row += [None] * (left - len(row))
            row[left - 1] = [*first[:2], len(first) > 2 and first[2], address(top - 1, left - 1)]
    return rows


def _at(rows, row, column):
    return rows[row][column] if row < len(rows) and column < len(rows[row]) else None


def check_amount(sheets):
    """What was read may be far more than what stood in the file."""
    sizes = [len(cell[1]) for s in sheets for row in s["rows"] for cell in row if cell]
    if len(sizes) > limits.MAX_CELLS or sum(sizes) > limits.MAX_TEXT:
        raise Unreadable(TE_VEEL)
