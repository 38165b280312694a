import django_filters

from actielijst.enums import Fase, Lijst
from actielijst.models import Project
from monitoring.models import Monitoringregel
from monitoring.patronen import trekkerkeuzes, van_trekker
from pmiek.enums import Partijsoort


class VergelijkFilter(django_filters.FilterSet):
    """Which projects are compared; the rounds are chosen beside it."""

    gemeente = django_filters.ModelChoiceFilter(
        label="Gemeente", field_name="gemeenten", empty_label="Alle"
    )
    partij = django_filters.ModelChoiceFilter(
        label="Partij", method="filter_partij", empty_label="Alle"
    )
    fase = django_filters.ChoiceFilter(
        label="Fase", choices=[(fase.value, fase.label) for fase in Fase], empty_label="Alle"
    )
    energiedrager = django_filters.ModelChoiceFilter(label="Energiedrager", empty_label="Alle")
    categorie = django_filters.ModelChoiceFilter(
        label="Aandachtspunt", method="filter_categorie", empty_label="Alle"
    )
    trekker = django_filters.ChoiceFilter(
        label="Trekker in de monitoring", method="filter_trekker", empty_label="Alle"
    )

    class Meta:
        model = Project
        fields = []

    def __init__(self, *args, provincie, ronde, **kwargs):
        super().__init__(*args, **kwargs)
        self.ronde = ronde
        partijen = provincie.partijen.order_by("soort", "naam")
        keuzes = trekkerkeuzes(partijen.filter(soort=Partijsoort.NETBEHEERDER))
        self.filters["trekker"].extra["choices"] = keuzes
        self.filters["gemeente"].queryset = partijen.filter(soort=Partijsoort.GEMEENTE)
        self.filters["partij"].queryset = partijen
        self.filters["energiedrager"].queryset = provincie.keuzes.filter(lijst=Lijst.ENERGIEDRAGER)
        self.filters["categorie"].queryset = provincie.aandachtspuntcategorieen.all()

    def filter_partij(self, queryset, name, value):
        return queryset.van_partij(value) if value else queryset

    def filter_categorie(self, queryset, name, value):
        regels = value.regels.filter(ronde=self.ronde) if value else None
        return queryset.filter(pk__in=regels.values("project")) if value else queryset

    def filter_trekker(self, queryset, name, value):
        regels = van_trekker(Monitoringregel.objects.filter(ronde=self.ronde), value)
        return queryset.filter(pk__in=regels.order_by().values("project"))

    @property
    def is_actief(self):
        """Whether any filter leaves projects out; then figures of last time say nothing."""
        return any(self.form.cleaned_data.values()) if self.form.is_valid() else False
