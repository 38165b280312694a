"""Forms that know the values they were rendered with.

A plain model form writes back what stood on the screen, over whatever a colleague saved since.
Here a field that the user left alone is left alone, and one that both changed is asked about:
`pmiek/conflict.py` makes the page that asks, and its answer is read here.
"""

import datetime
import json
import re

from django import forms
from django.forms.utils import ErrorDict
from django.utils import timezone
from django.utils.functional import cached_property

from pmiek.history import record_refused
from pmiek.posted import CHOICE, THEIRS, read_dictionary
from pmiek.wijziging import Wijziging

PRIMARY_KEY = re.compile("[0-9]{1,18}")
BESCHADIGD = (
    "Dit formulier is niet volledig aangekomen. Wat u typte staat er nog; "
    "controleer het en sla opnieuw op."
)
INTUSSEN = (
    "{wie} veranderde dit intussen in: “{nu}”. Wat u invulde staat er nog; "
    "als u opslaat kiest u welke van de twee blijft."
)


class FieldsDecide:
    """Mixed into a form whose fields ask all that its model asks, which costs a query each:
    the constraints, and whether what a field chose from the list is there."""

    def _get_validation_exclusions(self):
        references = {f.name for f in self._meta.model._meta.concrete_fields if f.remote_field}
        return super()._get_validation_exclusions() | references

    def _post_clean(self):
        self.instance.validate_constraints = _asked_already
        super()._post_clean()
        del self.instance.validate_constraints


def _asked_already(exclude=None):
    """In place of the constraints of the model."""


class RenderedForm(forms.ModelForm):
    basis = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_new = self.instance.pk is None
        for field in self.fields.values():
            # the browser would cut a pasted text at maxlength without a word
            field.widget.attrs.pop("maxlength", None)
        self.fields["basis"].initial = json.dumps(self.current())
        self.conflicts, self.refused = [], {}
        if self.is_bound:
            self._take_theirs()

    @property
    def own_fields(self):
        return {naam: field for naam, field in self.fields.items() if naam != "basis"}

    @cached_property
    def multiple_fields(self):
        return [
            naam
            for naam, field in self.own_fields.items()
            if isinstance(field, forms.ModelMultipleChoiceField)
        ]

    def has_changed(self):
        return bool(self.refused) or any(naam != "basis" for naam in self.changed_data)

    def _take_theirs(self):
        """Put the other's version where the user chose it; what was typed goes to the history."""
        chosen = [
            naam
            for naam in self.own_fields
            if self.data.get(f"{CHOICE}{self.add_prefix(naam)}") == THEIRS
        ]
        rendered = self._rendered() if chosen else None
        for naam in chosen if rendered else []:
            self.refused[naam] = self._posted(naam)
            self.data = self.data.copy()
            self.data[self.add_prefix(naam)] = rendered.get(naam, "")

    def save(self, commit=True):
        instance = super().save(commit)
        if self.refused:
            record_refused(instance, self.in_words(self.refused))
        return instance

    def clean(self):
        super().clean()
        rendered = self._rendered()
        if rendered is None:
            self._renew_basis(self.current())
            raise forms.ValidationError(BESCHADIGD, code="beschadigd")
        current = self.current()
        for naam in self.own_fields:
            self._settle(naam, rendered.get(naam, current[naam]), current[naam])
        return self.cleaned_data

    def _settle(self, naam, rendered, current):
        if naam in self.multiple_fields or naam not in self.cleaned_data:
            return
        posted = self._posted(naam)
        if posted == rendered:
            del self.cleaned_data[naam]
        elif current not in (rendered, posted):
            self._report_conflict(naam, current)

    def _report_conflict(self, naam, current):
        self.conflicts.append(naam)
        wie = with_time(*self.author(naam))
        nu = self.stored_words(naam) or "leeg"
        self.add_error(naam, INTUSSEN.format(wie=wie, nu=nu))

    def author(self, naam=None):
        """Who changed this field (or the row) last, and at what time, both in words."""
        return last_author(self.instance, naam)

    @property
    def only_conflicts(self):
        """Whether nothing stands in the way of saving but that somebody else was first."""
        return self.errors.keys() <= set(self.conflicts)

    def changed_by_others(self):
        """Fields that are stored differently from what stood on the screen."""
        rendered, current = self._rendered() or {}, self.current()
        return [naam for naam in current if rendered.get(naam, current[naam]) != current[naam]]

    def typed(self):
        """{field: what was posted} for every field that the user changed on the screen."""
        rendered = self._sent_values() or {}
        posted = {naam: self._posted(naam) for naam in self.own_fields}
        return {naam: v for naam, v in posted.items() if (v or "") != (rendered.get(naam) or "")}

    def in_words(self, values):
        """(label, text) of posted values, to read and to copy."""
        return tuple(
            (self.fields[naam].label, self.words(naam, value) or "leeg")
            for naam, value in values.items()
        )

    def words(self, naam, value):
        """A posted value as the user saw it: the label of a choice, the names of several."""
        labels = dict(_flat(getattr(self.fields[naam].widget, "choices", [])))
        values = value if isinstance(value, list) else [value]
        return ", ".join(labels.get(item, item) for item in values)

    def renewed_basis(self):
        """The basis for a page that has shown the user what is stored now."""
        current = self.current()
        return json.dumps((self._rendered() or current) | {n: current[n] for n in self.conflicts})

    def become_new(self, melding):
        """The object is gone: what was typed can be saved as a new one."""
        self._renew_basis(self.current())
        self.full_clean()
        self.add_error(None, melding)

    def suspend_judgement(self):
        """Show what was typed without validating it: the user only moved a row."""
        self._errors, self.cleaned_data = ErrorDict(), {}

    def stored_words(self, naam):
        display = getattr(self.instance, f"get_{naam}_display", None)
        value = display() if display else getattr(self.instance, naam)
        return "" if value is None else str(value)

    def _renew_basis(self, values):
        self.data = self.data.copy()
        self.data[self.add_prefix("basis")] = json.dumps(values)

    def current(self):
        return {
            naam: as_posted(field, self.get_initial_for_field(field, naam))
            for naam, field in self.own_fields.items()
        }

    def _rendered(self):
        """The values that stood on the screen, or None when they did not arrive."""
        # nobody else can have changed what does not exist yet
        return self.current() if self.instance.pk is None else self._sent_values()

    def _sent_values(self):
        values = read_dictionary(self.data.get(self.add_prefix("basis"), ""))
        return values if values is not None and self._is_rendered(values) else None

    def _is_rendered(self, values):
        return all(
            isinstance(pks, list) and all(PRIMARY_KEY.fullmatch(str(pk)) for pk in pks)
            for pks in (values.get(naam, []) for naam in self.multiple_fields)
        )

    def _posted(self, naam):
        field = self.fields[naam]
        raw = field.widget.value_from_datadict(self.data, self.files, self.add_prefix(naam))
        return as_posted(field, raw)

    def _save_m2m(self):
        for naam in self.multiple_fields:
            if naam in self.cleaned_data:
                self._save_links(naam)

    def _save_links(self, naam):
        # what a form for something new suggests is stored nowhere yet
        rendered = [] if self.is_new else (self._rendered() or {}).get(naam, [])
        posted = self._posted(naam)
        toe = {obj for obj in self.cleaned_data[naam] if str(obj.pk) not in rendered}
        weg = {pk for pk in rendered if pk not in posted}
        add_links(self.instance, naam, toe)
        remove_links(self.instance, naam, weg)


def _flat(choices):
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from _flat(label)
        else:
            yield str(value), str(label)


def last_author(obj, naam=None):
    """Who changed this object (or this field of it) last, and at what time, both in words."""
    wijzigingen = Wijziging.objects.van_rijen(obj, [obj.pk]).uitgevoerd()
    if naam:
        wijzigingen = wijzigingen.filter(velden__has_key=naam)
    return author_of(wijzigingen.first())


def author_of(wijziging):
    if wijziging is None:
        return "Iemand anders", ""
    return wijziging.door_naam, f"{timezone.localtime(wijziging.wanneer):%H:%M}"


def with_time(wie, wanneer):
    """'J. Jansen (14:20)', of what `author_of` says."""
    return f"{wie} ({wanneer})" if wanneer else wie


def as_posted(field, value):
    """A value as the browser would send it back: text, or a sorted list of texts."""
    value = field.prepare_value(value)
    if isinstance(value, list | tuple | set):
        return sorted(str(item) for item in value)
    if isinstance(value, datetime.date):
        return str(field.widget.format_value(value))
    return "" if value is None else str(value).replace("\r\n", "\n").strip()


def _links(instance, naam):
    field = instance._meta.get_field(naam)
    through = field.remote_field.through
    rows = through.objects.filter(**{field.m2m_field_name(): instance})
    return rows, field.m2m_field_name(), field.m2m_reverse_field_name()


def add_links(instance, naam, objecten):
    """Many-to-many rows one by one, so that each has its line in the history."""
    if not objecten:
        return
    rows, bron, doel = _links(instance, naam)
    bestaand = set(rows.values_list(doel, flat=True))
    for obj in sorted(objecten, key=lambda obj: obj.pk):
        if obj.pk not in bestaand:
            rows.model(**{bron: instance, doel: obj}).save()


def remove_links(instance, naam, pks):
    if not pks:
        return
    rows, _, doel = _links(instance, naam)
    for row in rows.filter(**{f"{doel}__in": pks}):
        row.delete()


def set_links(instance, naam, objecten):
    rows, _, doel = _links(instance, naam)
    blijven = {obj.pk for obj in objecten}
    add_links(instance, naam, objecten)
    remove_links(instance, naam, set(rows.values_list(doel, flat=True)) - blijven)
