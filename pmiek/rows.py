"""Rows of a form: found by the id each of them carries, moved and copied on the server.

There is no management form to tamper with: a row exists when one of its fields was posted, and
rows that were not posted are left alone.
"""

import re
from dataclasses import dataclass

from django.core.exceptions import SuspiciousOperation
from django.http import QueryDict

ONBEKEND = (
    "Deze regel is intussen door iemand anders verwijderd. Uw tekst staat er nog: sla nog eens op "
    "om hem als nieuwe regel te bewaren, of verwijder hem."
)
VERWIJDERD = "verwijderd"
STEP = 10
# what makes a row itself, or says how far it is: a copy still has to begin
NOT_COPIED = {"id", "basis", "plaats", VERWIJDERD, "status", "afgerond_op"}


class RowSet:
    """The forms of all rows of one parent, bound or not, in the order of the screen."""

    def __init__(self, form_class, *, prefix, rows, data=None, max_rows, form_kwargs):
        self.form_class, self.prefix, self.max_rows = form_class, prefix, max_rows
        self.rows = {str(row.pk): row for row in rows}
        self.data, self.form_kwargs = data, form_kwargs
        self.forms = self._bound_forms() if data is not None else self._unbound_forms()

    def __iter__(self):
        return iter(self.forms)

    def __len__(self):
        return len(self.forms)

    def _unbound_forms(self):
        return [self._form(number, row, None) for number, row in enumerate(self.rows.values())]

    def _bound_forms(self):
        numbers = row_numbers(self.data, self.prefix)
        if len(numbers) > 2 * self.max_rows:
            # nobody typed these: no page is made of them
            raise SuspiciousOperation(f"{len(numbers)} rows of {self.prefix}")
        return [self._form(number, self._row(number), self.data) for number in numbers]

    def _row(self, number):
        return self.rows.get(self.data.get(f"{self.prefix}-{number}-id", ""))

    def _form(self, number, row, data):
        form = self.form_class(
            data,
            instance=row,
            prefix=f"{self.prefix}-{number}",
            # an untouched new row is nothing, not an error
            empty_permitted=True,
            use_required_attribute=False,
            **self.form_kwargs,
        )
        form.number, form.is_moved = number, False
        posted = self._posted(number) if data is not None else {}
        form.row_id = row.pk if row else ""
        form.is_removed = bool(posted.get(VERWIJDERD))
        form.is_new = bool(posted.get("nieuw"))
        form.has_vanished = bool(posted.get("id")) and row is None
        form.shown_place = self._shown_place(number, row)
        return form

    def _shown_place(self, number, row):
        if self.data is not None:
            return self.data.get(f"{self.prefix}-{number}-plaats", "")
        return getattr(row, "volgorde", "")

    def _posted(self, number):
        names = ("id", VERWIJDERD, "nieuw")
        return {name: self.data.get(f"{self.prefix}-{number}-{name}", "") for name in names}

    def is_valid(self):
        for form in self.forms:
            if form.has_vanished and not form.is_removed:
                form.become_new(ONBEKEND)
        # every row is asked, so that all messages are shown at once
        judged = [form.is_removed or form.is_valid() for form in self.forms]
        return not self.too_many and all(judged)

    @property
    def too_many(self):
        return len([form for form in self.forms if not form.is_removed]) > self.max_rows

    def suspend_judgement(self):
        for form in self.forms:
            form.suspend_judgement()

    def save(self, **parent):
        """Write what changed; `parent` names the attribute that new rows need."""
        for form in self.forms:
            if form.is_removed:
                _remove(form.instance)
        place = 0
        for form in self.kept_forms:
            place = self._place(form, place)
            self._save(form, parent)

    @property
    def kept_forms(self):
        return [
            form
            for form in self.forms
            if not form.is_removed and (form.instance.pk or form.has_changed())
        ]

    def _save(self, form, parent):
        for name, value in parent.items():
            setattr(form.instance, name, value)
        if form.has_changed():
            form.save()
        elif form.is_moved:
            form.instance.save()

    def _place(self, form, previous):
        """Give a new or moved row its place after the previous one; others keep theirs."""
        row = form.instance
        if not hasattr(row, "volgorde"):
            return 0
        form.is_moved = (self.is_reordered or not row.pk) and row.volgorde <= previous
        if form.is_moved:
            row.volgorde = previous + (STEP if form is self.forms[-1] else 1)
        return max(previous, row.volgorde)

    @property
    def is_reordered(self):
        """Whether the user moved rows, judged by the places they had on the screen."""
        places = [self.data.get(f"{form.prefix}-plaats", "") for form in self.forms]
        shown = [int(place) for place in places if place.isdecimal()]
        return shown != sorted(shown)


def _remove(instance):
    if instance.pk:
        instance.delete()


def row_numbers(data, prefix):
    """The numbers of the rows that were posted, lowest first."""
    pattern = re.compile(rf"{re.escape(prefix)}-(\d{{1,6}})-\w+")
    return sorted({int(found[1]) for key in data if (found := pattern.fullmatch(key))})


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
        if not re.fullmatch(rf"{re.escape(prefix)}-\d{{1,6}}-\w+", key):
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


def _remove_row(rows, place):
    # a row that was never saved has nothing to come back to
    if not any(rows[place].get("id", [])):
        return [*rows[:place], *rows[place + 1 :]]
    return _mark("1")(rows, place)


ACTIONS = {
    "toevoegen": _add,
    "omhoog": _up,
    "omlaag": _down,
    "dupliceren": _duplicate,
    "verwijderen": _remove_row,
    "herstellen": _mark(""),
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


def apply_action(data, action):
    """Carry out "prefix:verb:number" on the posted rows; anything else changes nothing."""
    prefix, _, rest = action.partition(":")
    verb, _, number = rest.partition(":")
    rows, numbers = read_rows(data, prefix), row_numbers(data, prefix)
    place = next((at for at, known in enumerate(numbers) if str(known) == number), None)
    if verb not in ACTIONS or (place is None and verb != "toevoegen"):
        return Acted(data)
    result = ACTIONS[verb](rows, place)
    last = len(result) - 1
    place = last if place is None else min(max(place + SHIFT.get(verb, 0), 0), last)
    return Acted(write_rows(data, prefix, result), prefix, verb, place)
