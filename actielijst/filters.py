import django_filters
from django import forms
from django.utils.formats import date_format

from actielijst.enums import Fase, Lijst, Locatiestatus, Nmiek, Route
from actielijst.models import Fasewisseling, Project
from pmiek.enums import Partijsoort

ONBEPAALD = "onbepaald"


def _keuzes(enum):
    """Choices without the empty one: an empty value here means no filter."""
    return [(lid.value, lid.label) for lid in enum]


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


class ProjectFilter(Lijstfilter):
    zoek = django_filters.CharFilter(
        label="Naam, nummer, gemeente of IP-nummer", method="filter_zoek"
    )
    fase = django_filters.MultipleChoiceFilter(
        label="Fase",
        widget=forms.CheckboxSelectMultiple,
        choices=[*_keuzes(Fase), (ONBEPAALD, Fase.__empty__)],
        method="filter_keuze",
    )
    route = django_filters.MultipleChoiceFilter(
        label="Route",
        widget=forms.CheckboxSelectMultiple,
        choices=[*_keuzes(Route), (ONBEPAALD, Route.__empty__)],
        method="filter_keuze",
    )
    gemeente = django_filters.ModelChoiceFilter(
        label="Gemeente", field_name="gemeenten", empty_label="Alle"
    )
    partij = django_filters.ModelChoiceFilter(
        label="Partij, in elke rol", method="filter_partij", empty_label="Alle"
    )
    energiedrager = django_filters.ModelChoiceFilter(label="Energiedrager", empty_label="Alle")
    nmiek = django_filters.ChoiceFilter(label="nMIEK", choices=_keuzes(Nmiek), empty_label="Alle")
    locatie = django_filters.ChoiceFilter(
        label="Locatie",
        field_name="locatiestatus",
        empty_label="Alle",
        choices=[
            (Locatiestatus.BEKEND, "met locatie"),
            (Locatiestatus.GEEN, "nog zonder locatie"),
        ],
    )
    afspraken = django_filters.ChoiceFilter(
        label="Afspraken",
        empty_label="Alle",
        choices=[
            ("te_laat", "met afspraken die te laat zijn"),
            ("geen", "route acties, nog geen afspraken"),
        ],
        method="filter_afspraken",
    )
    volgende_fase = django_filters.ChoiceFilter(
        label="Volgende fase",
        empty_label="Alle",
        choices=[
            ("te_laat", "termijn is voorbij"),
            ("binnenkort", "termijn binnen 4 weken"),
            ("onleesbaar", "termijn niet als datum te lezen"),
            ("geen", "nog geen termijn"),
        ],
        method="filter_volgende_fase",
    )
    sorteer = django_filters.OrderingFilter(
        label="Volgorde",
        fields=[
            ("sorteersleutel", "nummer"),
            ("naam", "naam"),
            ("fase", "fase"),
            ("route", "route"),
            ("ibn_tot_en_met", "ibn"),
            ("aantal_open", "open"),
            ("volgende_fase_termijn_tot_en_met", "termijn"),
        ],
    )

    class Meta:
        model = Project
        fields = []

    def __init__(self, *args, provincie, **kwargs):
        super().__init__(*args, **kwargs)
        partijen = provincie.partijen.order_by("soort", "naam")
        self.filters["gemeente"].queryset = partijen.filter(soort=Partijsoort.GEMEENTE)
        self.filters["partij"].queryset = partijen
        self.filters["energiedrager"].queryset = provincie.keuzes.filter(lijst=Lijst.ENERGIEDRAGER)

    def filter_zoek(self, queryset, name, value):
        return queryset.zoek(value.strip())

    def filter_keuze(self, queryset, name, value):
        if not value:
            return queryset
        return queryset.filter(**{f"{name}__in": ["" if v == ONBEPAALD else v for v in value]})

    def filter_partij(self, queryset, name, value):
        return queryset.van_partij(value) if value else queryset

    def filter_afspraken(self, queryset, name, value):
        if value == "geen":
            return queryset.met_acties_zonder_afspraken()
        return queryset.met_afspraken_te_laat()

    def filter_volgende_fase(self, queryset, name, value):
        return queryset.met_termijn(value)


class FasewisselingFilter(Lijstfilter):
    sinds = django_filters.DateFilter(label="Sinds", method="filter_sinds")
    richting = django_filters.ChoiceFilter(
        label="Richting",
        empty_label="Alle",
        choices=[("vooruit", "vooruit"), ("terug", "terug"), ("eerste", "eerste indeling")],
        method="filter_richting",
    )
    van = django_filters.ChoiceFilter(label="Van", choices=_keuzes(Fase), empty_label="Alle")
    naar = django_filters.ChoiceFilter(label="Naar", choices=_keuzes(Fase), empty_label="Alle")
    gemeente = django_filters.ModelChoiceFilter(
        label="Gemeente", field_name="project__gemeenten", empty_label="Alle"
    )

    class Meta:
        model = Fasewisseling
        fields = []

    def __init__(self, data, *args, provincie, **kwargs):
        self.vorige_vergadering = provincie.rondes.vorige_vergadering()
        data = data.copy()
        if self.vorige_vergadering:
            data.setdefault("sinds", f"{self.vorige_vergadering:%d-%m-%Y}")
        super().__init__(data, *args, **kwargs)
        gemeenten = provincie.partijen.filter(soort=Partijsoort.GEMEENTE)
        self.filters["gemeente"].queryset = gemeenten.order_by("naam")

    def filter_sinds(self, queryset, name, value):
        return queryset.sinds(value)

    def filter_richting(self, queryset, name, value):
        return {
            "vooruit": queryset.vooruit,
            "terug": queryset.terug,
            "eerste": queryset.eerste,
        }[value]()
