"""What a browser posted: rows of a form, an action on one of them, an answer to a conflict."""

import json
import re
from dataclasses import dataclass
from itertools import count

from django.http import QueryDict

VERWIJDERD = "verwijderd"
# a row that was shown in short, and that the user wants to edit
GEOPEND = "geopend"
# what makes a row itself, or says how far it is: a copy still has to begin
NOT_COPIED = {"id", "basis", "plaats", "sleutel", VERWIJDERD, "status", "afgerond_op"}
# says nothing that a user wrote: a new row has these by itself, and a choice in two of its fields
ABOUT_ROW = {"id", "basis", "plaats", "sleutel", VERWIJDERD, GEOPEND, "nieuw", "voorstel"}
ABOUT_ROW |= {"status", "soort"}
# in front of the name of a field or row: which of two versions the user chose
CHOICE = "keuze-"
OWN, THEIRS = "eigen", "ander"
# in front of the name of a value that the conflict page replaced by a newer one
BEFORE = "voor-"
# the number of a row as our pages write it: no zeros in front, no digits of another script
NUMBER = r"(0|[1-9][0-9]{0,5})"


def answered(data, prefix, pks):
    """The posted rows after the conflict page; `pks` are the rows that still exist, as text.

    A vanished row becomes a new one or goes, a removed row stays removed or comes back, and the
    order is the one on the screen or the stored one.
    """
    answers = {key: data[key] for key in data if key.startswith(f"{CHOICE}{prefix}-")}
    if not answers:
        return data
    data = data.copy()
    for number in row_numbers(data, prefix):
        row = f"{prefix}-{number}-"
        exists = data.get(f"{row}id", "") in pks
        for name, value in _answer(answers.get(f"{CHOICE}{row}rij"), exists).items():
            data[row + name] = value
        if answers.get(f"{CHOICE}{prefix}-volgorde") == THEIRS:
            # without a place on the screen no row was moved
            data[f"{row}plaats"] = ""
    return data


def _answer(choice, exists):
    if choice == OWN and not exists:
        # compared with nothing: all that it says and all that it is linked to is new
        return {"id": "", "nieuw": "1", "basis": ""}
    if choice == THEIRS:
        return {VERWIJDERD: "" if exists else "1"}
    return {}


def before_question(pairs):
    """Posted [name, values] of a conflict page as the form had them: what was typed on the basis
    from before the question, and no choice, so that going on with it asks again."""
    earlier = {
        name.removeprefix(BEFORE): values for name, values in pairs if name.startswith(BEFORE)
    }
    form = {name: values for name, values in pairs if not name.startswith((BEFORE, CHOICE))}
    return [[name, values] for name, values in (form | earlier).items() if values]


def read_dictionary(text):
    """The JSON object that a hidden field carried; None when it is something else by now."""
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return values if isinstance(values, dict) else None


def read_versions(posted):
    """{key of a row: its version on the screen} of ticks that say both, as "12:3"."""
    found = (re.fullmatch(r"([0-9]{1,18}):([0-9]{1,9})", tick) for tick in posted)
    return {int(tick[1]): int(tick[2]) for tick in found if tick}


def row_numbers(data, prefix):
    """The numbers of the rows that were posted, lowest first."""
    pattern = re.compile(rf"{re.escape(prefix)}-{NUMBER}-\w+")
    return sorted({int(found[1]) for key in data if (found := pattern.fullmatch(key))})


def renumbered(data, prefix):
    """The posted data with every row under a number of ours, and whether a row had another.

    Such a row was tampered with or damaged on its way: it is shown again, not left out.
    """
    pattern = re.compile(rf"{re.escape(prefix)}-(.*)-(\w+)", re.DOTALL)
    found = {key: match.groups() for key in data if (match := pattern.fullmatch(key))}
    strange = {key: pair for key, pair in found.items() if not re.fullmatch(NUMBER, pair[0])}
    if not strange:
        return data, False
    data, taken = data.copy(), set(row_numbers(data, prefix))
    free = (number for number in count() if number not in taken)
    places = {number: next(free) for number in dict.fromkeys(n for n, _ in strange.values())}
    for key, (number, name) in strange.items():
        data.setlist(f"{prefix}-{places[number]}-{name}", data.pop(key))
    return data, True


def read_rows(data, prefix):
    """Posted rows as a list of {field: [values]}, in the order of the screen."""
    return [
        {
            key.removeprefix(f"{prefix}-{number}-"): data.getlist(key)
            for key in data
            if key.startswith(f"{prefix}-{number}-")
        }
        for number in row_numbers(data, prefix)
    ]


def write_rows(data, prefix, rows):
    """A copy of the posted data with these rows instead of the ones it had."""
    result = QueryDict(mutable=True)
    for key in data:
        if not re.fullmatch(rf"{re.escape(prefix)}-{NUMBER}-\w+", key):
            result.setlist(key, data.getlist(key))
    for number, row in enumerate(rows):
        for name, values in row.items():
            result.setlist(f"{prefix}-{number}-{name}", values)
    return result


def _add(rows, place):
    return [*rows, {"nieuw": ["1"]}]


def _up(rows, place):
    return _swap(rows, place - 1, place)


def _down(rows, place):
    return _swap(rows, place, place + 1)


def _swap(rows, first, second):
    if first < 0 or second >= len(rows):
        return rows
    rows = list(rows)
    rows[first], rows[second] = rows[second], rows[first]
    return rows


def _duplicate(rows, place):
    copy = {name: values for name, values in rows[place].items() if name not in NOT_COPIED}
    return [*rows[: place + 1], copy | {"nieuw": ["1"]}, *rows[place + 1 :]]


def _mark(value):
    def mark(rows, place):
        row = rows[place] | {VERWIJDERD: [value]}
        return [*rows[:place], row, *rows[place + 1 :]]

    return mark


def _open(rows, place):
    row = rows[place] | {GEOPEND: ["1"]}
    return [*rows[:place], row, *rows[place + 1 :]]


def _remove_row(rows, place):
    # a row that was never saved and in which nothing was typed has nothing to come back to
    if not any(rows[place].get("id", [])) and not _is_typed(rows[place]):
        return [*rows[:place], *rows[place + 1 :]]
    return _mark("1")(rows, place)


def _is_typed(row):
    return any(any(values) for name, values in row.items() if name not in ABOUT_ROW)


ACTIONS = {
    "toevoegen": _add,
    "omhoog": _up,
    "omlaag": _down,
    "dupliceren": _duplicate,
    "verwijderen": _remove_row,
    "herstellen": _mark(""),
    "openen": _open,
}


# where the row of an action stands afterwards, counted from where it stood
SHIFT = {"omhoog": -1, "omlaag": 1, "dupliceren": 1}


@dataclass(frozen=True)
class Acted:
    """Posted rows after an action; `place` is where the row now stands, counted from 0."""

    data: QueryDict
    prefix: str = ""
    verb: str = ""
    place: int | None = None

    def is_about(self, form):
        return form.prefix == f"{self.prefix}-{self.place}"


def apply_action(data, action, suggestions=None):
    """Carry out "prefix:verb:number" on the posted rows; anything else changes nothing.

    `suggestions` are values for a new row by the number in the action, as {number: {field: [..]}}.
    """
    prefix, _, rest = action.partition(":")
    verb, _, number = rest.partition(":")
    rows, numbers = read_rows(data, prefix), row_numbers(data, prefix)
    place = next((at for at, known in enumerate(numbers) if str(known) == number), None)
    if verb not in ACTIONS or (place is None and verb != "toevoegen"):
        return Acted(data)
    result = ACTIONS[verb](rows, place)
    if verb == "toevoegen":
        place, result[-1] = None, result[-1] | (suggestions or {}).get(number, {})
    last = len(result) - 1
    place = last if place is None else min(max(place + SHIFT.get(verb, 0), 0), last)
    return Acted(write_rows(data, prefix, result), prefix, verb, place)
