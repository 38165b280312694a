from django.utils import timezone

from actielijst.exports import afspraken_xlsx
from actielijst.filters import AfspraakFilter
from actielijst.models import Uitvoeringsafspraak
from actielijst.views.lijst import LijstView


class AfspraakListView(LijstView):
    model = Uitvoeringsafspraak
    filterset_class = AfspraakFilter
    template_name = "actielijst/afspraak_lijst.html"
    context_object_name = "afspraken"

    def get_queryset(self):
        return self.get_actueel().voor_overzicht().op_planning()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {
            "vandaag": timezone.localdate(),
            "heeft_voorbeelden": any(afspraak.voorbeeld for afspraak in context["afspraken"]),
        }


class AfspraakExportView(AfspraakListView):
    """The list as a file: same scope, same filter, no pages."""

    def get_paginate_by(self, queryset):
        return None

    def render_to_response(self, context):
        plaatsen = self.object_list.plaatsen()
        return afspraken_xlsx(self.request.provincie, list(self.object_list), plaatsen)
