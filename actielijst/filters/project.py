import django_filters
from django import forms

from actielijst.enums import Fase, Lijst, Locatiestatus, Nmiek, Route
from actielijst.filters.lijst import Lijstfilter, Volgorde, keuzes
from actielijst.models import Project
from pmiek.enums import Partijsoort

ONBEPAALD = "onbepaald"


class ProjectFilter(Lijstfilter):
    zoek = django_filters.CharFilter(
        label="Naam, nummer, gemeente of IP-nummer", method="filter_zoek"
    )
    fase = django_filters.MultipleChoiceFilter(
        label="Fase",
        widget=forms.CheckboxSelectMultiple,
        choices=[*keuzes(Fase), (ONBEPAALD, Fase.__empty__)],
        method="filter_keuze",
    )
    route = django_filters.MultipleChoiceFilter(
        label="Route",
        widget=forms.CheckboxSelectMultiple,
        choices=[*keuzes(Route), (ONBEPAALD, Route.__empty__)],
        method="filter_keuze",
    )
    gemeente = django_filters.ModelChoiceFilter(
        label="Gemeente", field_name="gemeenten", empty_label="Alle"
    )
    partij = django_filters.ModelChoiceFilter(
        label="Partij, in elke rol", method="filter_partij", empty_label="Alle"
    )
    energiedrager = django_filters.ModelChoiceFilter(label="Energiedrager", empty_label="Alle")
    nmiek = django_filters.ChoiceFilter(label="nMIEK", choices=keuzes(Nmiek), empty_label="Alle")
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
            ("geen", "nog zonder afspraken"),
            ("acties_geen", "route acties, nog zonder afspraken"),
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
    sorteer = Volgorde(
        label="Volgorde",
        fields=[
            ("sorteersleutel", "nummer"),
            ("naam", "naam"),
            ("fasevolgorde", "fase"),
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
        # longer than any name; SQLite refuses a pattern past 50,000 characters
        return queryset.zoek(value.strip()[:200])

    def filter_keuze(self, queryset, name, value):
        if not value:
            return queryset
        return queryset.filter(**{f"{name}__in": ["" if v == ONBEPAALD else v for v in value]})

    def filter_partij(self, queryset, name, value):
        return queryset.van_partij(value) if value else queryset

    def filter_afspraken(self, queryset, name, value):
        if value == "te_laat":
            return queryset.met_afspraken_te_laat()
        zonder = queryset.zonder_afspraken()
        return zonder if value == "geen" else zonder.met_route_acties()

    def filter_volgende_fase(self, queryset, name, value):
        return queryset.met_termijn(value)
