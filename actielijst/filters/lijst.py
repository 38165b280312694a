"""What the filters of all lists share: choices, and the filters in force in words."""

import django_filters
from django import forms
from django.db.models import F
from django.utils.formats import date_format


def keuzes(enum):
    """Choices without the empty one: an empty value here means no filter."""
    return [(lid.value, lid.label) for lid in enum]


class Volgorde(django_filters.OrderingFilter):
    """What is empty comes last, and what is equal stands in the order of the list itself."""

    def get_ordering_value(self, param):
        veld = F(self.param_map[param.removeprefix("-")])
        # databases disagree on where an empty value goes
        if param.startswith("-"):
            return veld.desc(nulls_last=True)
        return veld.asc(nulls_last=True)

    def filter(self, qs, value):
        return super().filter(qs, value).order_by(*self._volledig(qs, value)) if value else qs

    def _volledig(self, qs, value):
        gekozen = (self.get_ordering_value(param) for param in value if param)
        return [*gekozen, *qs.model._meta.ordering]


class Lijstfilter(django_filters.FilterSet):
    """A filter that can say what is in force."""

    @property
    def actieve(self):
        """Filters in force as (label, value in words, name, raw value), to show and remove."""
        if not self.is_bound:
            return []
        return [
            (self.filters[naam].label, woord, naam, ruw)
            for naam in self.filters
            if naam != "sorteer"
            for woord, ruw in self._woorden(naam)
        ]

    def _woorden(self, naam):
        field = self.form.fields[naam]
        value = None if naam in self.form.errors else self.form.cleaned_data.get(naam)
        if not value:
            return []
        if isinstance(field, forms.MultipleChoiceField):
            return [(dict(field.choices)[item], item) for item in value]
        if isinstance(field, forms.ChoiceField) and not hasattr(value, "pk"):
            return [(dict(field.choices)[value], value)]
        if isinstance(field, forms.DateField):
            return [(date_format(value, "j F Y"), self.data[naam])]
        return [(str(value), str(getattr(value, "pk", value)))]
