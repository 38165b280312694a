import django_filters

from actielijst.enums import Fase
from actielijst.filters.lijst import Lijstfilter, keuzes
from actielijst.models import Fasewisseling
from pmiek.enums import Partijsoort


class FasewisselingFilter(Lijstfilter):
    sinds = django_filters.DateFilter(label="Sinds", method="filter_sinds")
    richting = django_filters.ChoiceFilter(
        label="Richting",
        empty_label="Alle",
        choices=[("vooruit", "vooruit"), ("terug", "terug"), ("eerste", "eerste indeling")],
        method="filter_richting",
    )
    van = django_filters.ChoiceFilter(label="Van", choices=keuzes(Fase), empty_label="Alle")
    naar = django_filters.ChoiceFilter(label="Naar", choices=keuzes(Fase), empty_label="Alle")
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
