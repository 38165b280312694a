"""Who may what in this province."""

from django.views.generic import ListView

from actielijst.exports.rechten import rechten_xlsx
from actielijst.views.beheer import BeheerMixin, Scherm
from pmiek.models import Rol
from pmiek.rechten import Rechten

RECHTEN = Scherm(
    "rechten",
    "Wie mag wat",
    "",
    "Alle gebruikers van deze provincie, met wat zij kunnen lezen en wijzigen. "
    "Loop deze lijst elk jaar na en trek in wat niet meer nodig is.",
)


class RechtenListView(BeheerMixin, ListView):
    model, scherm = Rol, RECHTEN
    template_name = "actielijst/rechten_lijst.html"

    def get_queryset(self):
        return super().get_queryset().voor_rechten()

    def get_context_data(self, **kwargs):
        regels = [Rechten(rol) for rol in self.object_list]
        return super().get_context_data(**kwargs) | {"regels": regels}


class RechtenExportView(RechtenListView):
    """The list as a file: the same roles in the same words."""

    def render_to_response(self, context):
        return rechten_xlsx(self.request.provincie, context["regels"])
