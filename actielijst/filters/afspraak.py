import django_filters
from django import forms

from actielijst.enums import Afspraaksoort, Afspraakstatus, Fase
from actielijst.filters.lijst import Lijstfilter, Volgorde, keuzes
from actielijst.models import Uitvoeringsafspraak
from actielijst.querysets import TIJDEN
from pmiek.enums import Partijsoort
from pmiek.periode import PeriodeFormField

ZONDER_TREKKER = "geen"
GEEN_PERIODE = "Hier lezen wij geen periode in. Schrijf bijvoorbeeld 2027 of Q3 2027."


class LeesbarePeriodeField(PeriodeFormField):
    """A period to look for: without dates there is nothing to look for."""

    widget = forms.TextInput

    def get_bound_field(self, form, field_name):
        return forms.CharField.get_bound_field(self, form, field_name)

    def clean(self, value):
        periode = super().clean(value)
        if periode and not periode.is_gelezen:
            raise forms.ValidationError(GEEN_PERIODE, code="ongelezen")
        return periode


class PeriodeFilter(django_filters.CharFilter):
    field_class = LeesbarePeriodeField


class AfspraakFilter(Lijstfilter):
    zoek = django_filters.CharFilter(label="Activiteit of project", method="filter_zoek")
    trekker = django_filters.ModelChoiceFilter(
        label="Trekker",
        empty_label="Alle",
        null_label="nog zonder trekker",
        null_value=ZONDER_TREKKER,
    )
    partij = django_filters.ModelChoiceFilter(
        label="Partij, in elke rol", method="filter_partij", empty_label="Alle"
    )
    gemeente = django_filters.ModelChoiceFilter(
        label="Gemeente", field_name="project__gemeenten", empty_label="Alle"
    )
    planning = PeriodeFilter(label="Planning eindigt in", method="filter_planning")
    tijd = django_filters.ChoiceFilter(
        label="Tijd",
        empty_label="Alle",
        choices=[(code, woorden) for code, (woorden, _) in TIJDEN.items()],
        method="filter_tijd",
    )
    status = django_filters.MultipleChoiceFilter(
        label="Status", widget=forms.CheckboxSelectMultiple, choices=keuzes(Afspraakstatus)
    )
    soort = django_filters.MultipleChoiceFilter(
        label="Soort", widget=forms.CheckboxSelectMultiple, choices=keuzes(Afspraaksoort)
    )
    fase = django_filters.MultipleChoiceFilter(
        label="Fase van het project",
        widget=forms.CheckboxSelectMultiple,
        choices=keuzes(Fase),
        field_name="project__fase",
    )
    sorteer = Volgorde(
        label="Volgorde",
        fields=[
            ("planning_tot_en_met", "planning"),
            ("project__sorteersleutel", "project"),
            ("trekker__naam", "trekker"),
            ("status", "status"),
            ("activiteit", "activiteit"),
        ],
    )

    class Meta:
        model = Uitvoeringsafspraak
        fields = []

    def __init__(self, *args, provincie, **kwargs):
        super().__init__(*args, **kwargs)
        partijen = provincie.partijen.order_by("soort", "naam")
        self.filters["gemeente"].queryset = partijen.filter(soort=Partijsoort.GEMEENTE)
        self.filters["trekker"].queryset = partijen
        self.filters["partij"].queryset = partijen

    def filter_zoek(self, queryset, name, value):
        # longer than any name; SQLite refuses a pattern past 50,000 characters
        return queryset.zoek(value.strip()[:200])

    def filter_partij(self, queryset, name, value):
        return queryset.van_partij(value)

    def filter_planning(self, queryset, name, value):
        return queryset.eindigt_in(value)

    def filter_tijd(self, queryset, name, value):
        return queryset.op_tijd(value)
