"""Choices that are loaded once and shared by all rows of a form."""

import functools

from django import forms
from django.utils.html import format_html, format_html_join

ANDERE_PROVINCIE = "Deze keuze hoort niet bij deze provincie. Kies er een uit de lijst."


def _attributes(attrs):
    return format_html_join("", ' {}="{}"', ((k, v) for k, v in attrs.items() if v is not False))


class SharedSelect(forms.Select):
    """A select rendered without a template per option: 500 rows of 60 options stay quick."""

    def render(self, name, value, attrs=None, renderer=None):
        chosen = "" if value is None else str(value)
        return format_html(
            '<select name="{}"{}>{}</select>',
            name,
            _attributes(self.build_attrs(self.attrs, attrs)),
            format_html_join("", "{}", ((part,) for part in _options(self.choices, chosen))),
        )


def _options(choices, chosen):
    for value, label in choices:
        if isinstance(label, list):
            yield format_html('<optgroup label="{}">', value)
            yield from _options(label, chosen)
            yield OPTGROUP_END
        else:
            yield _option(str(value), str(label), chosen == str(value))


@functools.lru_cache(maxsize=10_000)
def _option(value, label, is_chosen):
    selected = " selected" if is_chosen else ""
    return format_html('<option value="{}"{}>{}</option>', value, selected, label)


class SharedCheckboxes(forms.CheckboxSelectMultiple):
    """Checkboxes behind a summary that names what is chosen; works without script."""

    # the template gives it a group with a name instead of a label for one input
    is_group = True
    use_fieldset = False

    def render(self, name, value, attrs=None, renderer=None):
        chosen = {str(item) for item in value or []}
        ident = (attrs or {}).get("id", f"id_{name}")
        names = [label for _, items in self.choices for pk, label in items if str(pk) in chosen]
        name_attribute = format_html(' name="{}"', name)
        return format_html(
            '<details class="eb-keuze"><summary id="{}" aria-describedby="{}_label">{}</summary>'
            '<div class="eb-keuze__vak" data-keuzefilter>{}</div></details>',
            ident,
            ident,
            ", ".join(names) or "geen gekozen",
            format_html_join("", "{}", self._parts(name_attribute, chosen)),
        )

    def _parts(self, name_attribute, chosen):
        for kop, items in self.choices:
            yield (format_html(GROUP_START, kop),)
            for pk, label in items:
                start, end = _box(str(pk), str(label), str(pk) in chosen)
                yield from ((start,), (name_attribute,), (end,))
            yield (GROUP_END,)

    def id_for_label(self, id_, index=None):
        return id_


OPTGROUP_END = format_html("</{}>", "optgroup")
GROUP_START = '<fieldset class="eb-keuzes"><legend class="eb-meta">{}</legend>'
GROUP_END = format_html("</{}>", "fieldset")
BOX_START = (
    '<label class="eb-keuzelabel"><input type="checkbox" class="utrecht-checkbox'
    " utrecht-checkbox--html-input utrecht-custom-checkbox"
    ' utrecht-custom-checkbox--html-input" value="{}"{}'
)


@functools.lru_cache(maxsize=10_000)
def _box(pk, label, is_chosen):
    """A checkbox in two halves: the name of the row's field comes between them."""
    checked = " checked" if is_chosen else ""
    return format_html(BOX_START, pk, checked), format_html("><span>{}</span></label>", label)


class SharedChoiceField(forms.ModelChoiceField):
    widget = SharedSelect
    default_error_messages = {"invalid_choice": ANDERE_PROVINCIE}

    def load(self, loaded):
        """Take the objects and choices that `load_choices` made."""
        self.loaded = loaded.objecten
        self.widget.choices = [("", self.empty_label or ""), *loaded.choices]

    def to_python(self, value):
        if value in self.empty_values:
            return None
        try:
            return self.loaded[str(getattr(value, "pk", value))]
        except KeyError:
            raise forms.ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice"
            ) from None

    def validate(self, value):
        return forms.Field.validate(self, value)


class SharedMultipleChoiceField(forms.ModelMultipleChoiceField):
    widget = SharedCheckboxes
    default_error_messages = {"invalid_choice": ANDERE_PROVINCIE}

    def load(self, loaded):
        self.loaded = loaded.objecten
        self.widget.choices = loaded.choices

    def clean(self, value):
        unknown = [pk for pk in value or [] if str(pk) not in self.loaded]
        if unknown:
            raise forms.ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice"
            )
        return [self.loaded[str(pk)] for pk in value or []]


class Loaded:
    """Objects of one province, grouped for choosing."""

    def __init__(self, objecten, groep):
        self.objecten = {str(obj.pk): obj for obj in objecten}
        groups = {}
        for obj in objecten:
            groups.setdefault(groep(obj), []).append((obj.pk, str(obj)))
        self.choices = list(groups.items())

        self._parts = {}

    def only(self, test, chosen=()):
        """The same objects, fewer of them, without asking the database again.

        What was `chosen` (primary keys) before it failed the test stays, or saving would drop it.
        """
        if test not in self._parts:
            self._parts[test] = self._part(test)
        part = self._parts[test]
        if any(str(pk) in self.objecten and str(pk) not in part.objecten for pk in chosen):
            return self._part(lambda obj: test(obj) or obj.pk in chosen)
        return part

    def _part(self, test):
        loaded = Loaded([], str)
        loaded.objecten = {pk: obj for pk, obj in self.objecten.items() if test(obj)}
        loaded.choices = [
            (kop, [item for item in items if str(item[0]) in loaded.objecten])
            for kop, items in self.choices
        ]
        loaded.choices = [(kop, items) for kop, items in loaded.choices if items]
        return loaded
