from actielijst.documenten.woorden import getal
from actielijst.enums import Keuzedocument
from actielijst.exports import projecten_xlsx
from actielijst.filters import ProjectFilter
from actielijst.models import Project
from actielijst.views.lijst import LijstView
from actielijst.views.lijstbestand import Lijstbestand, LijstbestandMixin
from pmiek.access import require_role
from pmiek.enums import Rolsoort


class ProjectListView(LijstView):
    model = Project
    filterset_class = ProjectFilter
    template_name = "actielijst/project_lijst.html"
    context_object_name = "projecten"

    def get_queryset(self):
        return self.get_actueel().voor_lijst()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"bestanden": [_excel(context)]}


def _excel(context):
    aantal = context["aantal"]
    woorden = f"Excel van deze {getal(aantal, 'project', 'projecten')} (xlsx)"
    return Lijstbestand(Keuzedocument.PROJECTEN_XLSX, "actielijst:project_export", woorden, aantal)


class ProjectExportView(LijstbestandMixin, ProjectListView):
    soort, lijst_url = Keuzedocument.PROJECTEN_XLSX, "actielijst:project_lijst"

    def bestand(self, context):
        return projecten_xlsx(self.request.provincie, list(context["projecten"]))


class ArchiefView(ProjectListView):
    template_name = "actielijst/project_archief.html"

    def dispatch(self, request, *args, **kwargs):
        require_role(request, Rolsoort.lezend())
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        return self.get_scope().gearchiveerd().voor_lijst().order_by("-gearchiveerd_op", "pk")
