from django_filters.views import FilterView

from actielijst.exports import projecten_xlsx
from actielijst.filters import ProjectFilter
from actielijst.models import Project
from pmiek.access import require_role
from pmiek.enums import Rolsoort

PER_PAGINA = ["50", "100", "alles"]
ALLES = 5000


class ProjectListView(FilterView):
    filterset_class = ProjectFilter
    template_name = "actielijst/project_lijst.html"
    context_object_name = "projecten"
    # an unknown value in an old link is left out and said, not answered with an empty list
    strict = False

    def get_queryset(self):
        return self.get_scope().actueel().voor_lijst()

    def get_scope(self):
        return Project.objects.van(self.request.provincie).zichtbaar_voor(self.request.user)

    def get_filterset_kwargs(self, filterset_class):
        kwargs = super().get_filterset_kwargs(filterset_class)
        return kwargs | {"provincie": self.request.provincie}

    def get_paginate_by(self, queryset):
        keuze = self.request.GET.get("per_pagina", "")
        if keuze == "alles":
            return ALLES
        return int(keuze if keuze in PER_PAGINA else PER_PAGINA[0])

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {
            "totaal": self._totaal(context),
            "per_pagina": self.request.GET.get("per_pagina", PER_PAGINA[0]),
            "per_pagina_keuzes": PER_PAGINA,
            "mag_bewerken": self.request.rol.soort in Rolsoort.redactie(),
            "actieve_filters": context["filter"].actieve,
        }

    def _totaal(self, context):
        if context["filter"].actieve or context["paginator"] is None:
            return self.get_scope().actueel().count()
        return context["paginator"].count  # without a filter the list has just counted itself


class ProjectExportView(ProjectListView):
    """The list as a file: same scope, same filter, no pages."""

    def get_paginate_by(self, queryset):
        return None

    def render_to_response(self, context):
        return projecten_xlsx(self.request.provincie, list(context["projecten"]))


class ArchiefView(ProjectListView):
    template_name = "actielijst/project_archief.html"

    def dispatch(self, request, *args, **kwargs):
        require_role(request, Rolsoort.lezend())
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        return self.get_scope().gearchiveerd().voor_lijst().order_by("-gearchiveerd_op", "pk")
