"""Rows of a form: found by the id each of them carries.

There is no management form to tamper with: a row exists when one of its fields was posted, and
rows that were not posted are left alone.
"""

import re
from uuid import UUID, uuid4

from django.core.exceptions import SuspiciousOperation
from django.utils.functional import cached_property

from pmiek.history import record_refused
from pmiek.posted import CHOICE, THEIRS, VERWIJDERD, answered, renumbered, row_numbers
from pmiek.rendered import BESCHADIGD

ONBEKEND = (
    "Deze regel is intussen door iemand anders verwijderd. Uw tekst staat er nog: sla nog eens op "
    "om hem als nieuwe regel te bewaren, of verwijder hem."
)
STEP = 10
POSTED = ("id", VERWIJDERD, "nieuw", "sleutel")


class RowSet:
    """The forms of all rows of one parent, bound or not, in the order of the screen."""

    def __init__(self, form_class, *, prefix, rows, data=None, max_rows, form_kwargs):
        self.form_class, self.prefix, self.max_rows = form_class, prefix, max_rows
        self.rows = {str(row.pk): row for row in rows}
        self.data, self.is_damaged = None, False
        if data is not None:
            data, self.is_damaged = renumbered(data, prefix)
            self.data = answered(data, prefix, self.rows)
        self.form_kwargs = form_kwargs
        self.forms = self._unbound_forms() if data is None else self._bound_forms()

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
        pk, key = (
            self.data.get(f"{self.prefix}-{number}-{name}", "") for name in ("id", "sleutel")
        )
        return self.rows.get(pk) or (self.by_key.get(key) if key else None)

    @cached_property
    def by_key(self):
        """Rows by the key that their new row had on the screen: sent twice, it is one row."""
        return {str(row.sleutel): row for row in self.rows.values() if row.sleutel}

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
        form.row_key = (str(row.sleutel or "") if row else posted.get("sleutel")) or str(uuid4())
        form.has_vanished = bool(posted.get("id")) and row is None and not form.is_removed
        form.sent_id = posted.get("id", "")
        form.gave_up = row is None and posted.get("antwoord") == THEIRS
        if form.has_vanished and not form.typed():
            # a colleague removed a row that this user did not touch: it stays removed
            form.is_removed, form.has_vanished = True, False
        form.shown_place = self._shown_place(number, row)
        return form

    def _shown_place(self, number, row):
        if self.data is not None:
            return self.data.get(f"{self.prefix}-{number}-plaats", "")
        return getattr(row, "volgorde", "")

    def _posted(self, number):
        row = f"{self.prefix}-{number}-"
        posted = {name: self.data.get(row + name, "") for name in POSTED}
        return posted | {"antwoord": self.data.get(f"{CHOICE}{row}rij", "")}

    def is_valid(self):
        for form in self.forms:
            if form.has_vanished:
                form.become_new(ONBEKEND)
        # every row is asked, so that all messages are shown at once
        judged = [form.is_removed or form.is_valid() for form in self.forms]
        refused = self.is_damaged or self.too_many or self.changed_removals or self.both_moved
        return all(judged) and not refused

    @property
    def only_conflicts(self):
        """Whether these rows can be saved but for what somebody else did meanwhile."""
        judged = [form for form in self.forms if not (form.is_removed or form.has_vanished)]
        refused = self.is_damaged or self.too_many
        return not refused and all(form.only_conflicts for form in judged)

    @property
    def vanished(self):
        return [form for form in self.forms if form.has_vanished]

    @property
    def changed_removals(self):
        """Rows that this user removes and that somebody else changed meanwhile."""
        removed = [form for form in self.forms if form.is_removed and form.instance.pk]
        return [form for form in removed if form.changed_by_others()]

    @property
    def both_moved(self):
        """Whether two people moved rows: one order can be kept, not both."""
        return self.is_reordered and any(
            form.shown_place != str(getattr(form.instance, "volgorde", form.shown_place))
            for form in self.kept_rows
        )

    @property
    def kept_rows(self):
        return [form for form in self.forms if form.instance.pk and not form.is_removed]

    @property
    def damage(self):
        return BESCHADIGD if self.is_damaged else ""

    @property
    def too_many(self):
        return len([form for form in self.forms if not form.is_removed]) > self.max_rows

    def typed_words(self, naam):
        """(label, text) of every field that was changed on the screen, row by row."""
        return [
            (f"{naam} {place}, {label}", text)
            for place, form in enumerate(self.forms, start=1)
            for label, text in form.in_words(form.typed())
        ]

    def suspend_judgement(self):
        for form in self.forms:
            form.suspend_judgement()

    def save(self, **parent):
        """Write what changed; `parent` names the attribute that new rows need."""
        for form in self.forms:
            if form.is_removed:
                _remove(form.instance)
            if form.gave_up:
                record_refused(*parent.values(), form.in_words(form.typed()))
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
        if form.instance.pk is None:
            form.instance.sleutel = as_uuid(form.row_key)
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
        places = [form.shown_place for form in self.forms]
        shown = [int(place) for place in places if re.fullmatch(r"[0-9]{1,9}", place)]
        return shown != sorted(shown)


def _remove(instance):
    if instance.pk:
        instance.delete()


def as_uuid(text):
    try:
        return UUID(text)
    except ValueError:
        return uuid4()
