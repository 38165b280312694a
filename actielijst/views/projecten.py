from actielijst.exports import projecten_xlsx
from actielijst.filters import ProjectFilter
from actielijst.models import Project
from actielijst.views.lijst import LijstView
from pmiek.access import require_role
from pmiek.enums import Rolsoort


class ProjectListView(LijstView):
    model = Project
    filterset_class = ProjectFilter
    template_name = "actielijst/project_lijst.html"
    context_object_name = "projecten"

    def get_queryset(self):
        return self.get_actueel().voor_lijst()


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
