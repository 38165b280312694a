import django_filters

from actielijst.enums import Document, Plaats
from actielijst.filters.project import ProjectFilter


class IndelingFilter(ProjectFilter):
    """The slices of step 1, and every filter of the list besides."""

    toon = django_filters.ChoiceFilter(
        choices=[
            ("niet_ingedeeld", "nog niet ingedeeld"),
            ("zonder_route", "zonder route"),
            ("afwijkend", "afwijkend van de bron"),
            ("gewijzigd", "gewijzigd sinds de vorige vergadering"),
        ],
        method="filter_toon",
    )
    document = django_filters.ChoiceFilter(
        label="Document", choices=Document.choices, method="filter_document"
    )
    plaats = django_filters.ChoiceFilter(
        label="Lijst", choices=Plaats.choices, method="filter_plaats"
    )

    def __init__(self, *args, provincie, **kwargs):
        super().__init__(*args, provincie=provincie, **kwargs)
        self.provincie = provincie

    def filter_toon(self, queryset, name, value):
        if value == "gewijzigd":
            sinds = self.provincie.rondes.vorige_vergadering()
            return queryset.ingedeeld_sinds(sinds) if sinds else queryset.none()
        return getattr(queryset, value)()

    def filter_plaats(self, queryset, name, value):
        return queryset.op_pmiek() if value == Plaats.PMIEK else queryset.buiten_pmiek()

    def filter_document(self, queryset, name, value):
        return queryset.met_fiche() if value == Document.FICHE else queryset.zonder_fiche()
