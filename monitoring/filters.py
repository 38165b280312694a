import django_filters

from actielijst.enums import Fase, Lijst
from actielijst.models import Project
from monitoring.koppen import Partijnaam
from monitoring.models import Monitoringregel
from monitoring.patronen import heeft_trekker, trekkerkeuzes, van_trekker
from pmiek.choices import SharedSelect
from pmiek.enums import Partijsoort
from pmiek.models import volledige_naam

# a template for each of hundreds of options takes longer than the figures themselves
KEUZE = {"empty_label": "Alle", "widget": SharedSelect}


class VergelijkFilter(django_filters.FilterSet):
    """Which projects are compared; the rounds are chosen beside it."""

    gemeente = django_filters.ModelChoiceFilter(label="Gemeente", field_name="gemeenten", **KEUZE)
    partij = django_filters.ModelChoiceFilter(label="Partij", method="filter_partij", **KEUZE)
    fase = django_filters.ChoiceFilter(
        label="Fase", choices=[(fase.value, fase.label) for fase in Fase], **KEUZE
    )
    energiedrager = django_filters.ModelChoiceFilter(label="Energiedrager", **KEUZE)
    categorie = django_filters.ModelChoiceFilter(
        label="Aandachtspunt", method="filter_categorie", **KEUZE
    )
    trekker = django_filters.ChoiceFilter(
        label="Trekker in de monitoring", method="filter_trekker", **KEUZE
    )

    class Meta:
        model = Project
        fields = []

    def __init__(self, *args, provincie, ronde, **kwargs):
        super().__init__(*args, **kwargs)
        self.ronde = ronde
        self.filters["gemeente"].queryset = provincie.partijen.filter(soort=Partijsoort.GEMEENTE)
        self.filters["partij"].queryset = provincie.partijen.all()
        self.filters["energiedrager"].queryset = provincie.keuzes.filter(lijst=Lijst.ENERGIEDRAGER)
        self.filters["categorie"].queryset = provincie.aandachtspuntcategorieen.all()
        partijen = _partijen(provincie)
        self.filters["trekker"].extra["choices"] = trekkerkeuzes(partijen)
        gemeenten = [partij for partij in partijen if partij.soort == Partijsoort.GEMEENTE]
        for naam, keuzes in {"partij": partijen, "gemeente": gemeenten}.items():
            self.form.fields[naam].widget.choices = [
                ("", "Alle"),
                *((p.pk, str(p)) for p in keuzes),
            ]

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


def _partijen(provincie):
    rijen = provincie.partijen.order_by("soort", "naam").values_list("pk", "soort", "naam")
    return [Partijnaam(pk, soort, volledige_naam(soort, naam)) for pk, soort, naam in rijen]


# the same choices, for what was kept: by what the projects and rows of that day were
VOLDOET = {
    "gemeente": lambda stand, project, gemeente: (project, gemeente.pk) in stand.in_gemeente,
    "partij": lambda stand, project, partij: (project, partij.pk) in stand.meedoend,
    "fase": lambda stand, project, fase: stand.projecten[project].fase == fase,
    "energiedrager": lambda stand, project, drager: (
        stand.projecten[project].energiedrager_id == drager.pk
    ),
    "categorie": lambda stand, project, categorie: (
        project in stand.regel_van
        and stand.regel_van[project].categorie is not None
        and stand.regel_van[project].categorie.pk == categorie.pk
    ),
    "trekker": lambda stand, project, trekker: (
        project in stand.regel_van and heeft_trekker(stand.regel_van[project], trekker)
    ),
}


def kies(stand, keuzes):
    """The ids of the projects that meet every choice."""
    gedaan = {naam: waarde for naam, waarde in keuzes.items() if waarde}
    return {
        project
        for project in stand.projecten
        if all(VOLDOET[naam](stand, project, waarde) for naam, waarde in gedaan.items())
    }
