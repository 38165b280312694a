from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from actielijst.documenten.afsprakenlijst import afsprakenlijst_pdf
from actielijst.exports import afspraken_xlsx
from actielijst.filters import AfspraakFilter
from actielijst.forms.bulk import BulkForm
from actielijst.models import Uitvoeringsafspraak
from actielijst.views.lijst import LijstView

PDF_GRENS = 150
TE_LANG = (
    f"Een pdf kan tot {PDF_GRENS} afspraken. Maak de lijst korter met een filter, of neem Excel."
)


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
            "bulk": BulkForm(provincie=self.request.provincie, auto_id="bulk_%s"),
            "alles_gekozen": self.request.GET.get("gekozen") == "alle",
            "vraag_van_lijst": self._vraag(),
            "pdf_grens": PDF_GRENS,
            "heeft_voorbeelden": any(afspraak.voorbeeld for afspraak in context["afspraken"]),
        }

    def _vraag(self):
        """The address to come back to: filters, order and page, without what was ticked."""
        vraag = self.request.GET.copy()
        vraag.pop("gekozen", None)
        return vraag.urlencode()


class AfspraakExportView(AfspraakListView):
    """The list as a file: same scope, same filter, no pages."""

    def get_paginate_by(self, queryset):
        return None

    def render_to_response(self, context):
        plaatsen = self.object_list.plaatsen()
        return afspraken_xlsx(self.request.provincie, list(self.object_list), plaatsen)


class AfspraakPdfView(AfspraakListView):
    """The list on paper: the same rows in the same order, up to what takes two seconds."""

    def get_paginate_by(self, queryset):
        return None

    def render_to_response(self, context):
        afspraken = list(self.object_list[: PDF_GRENS + 1])
        if len(afspraken) > PDF_GRENS:
            messages.warning(self.request, TE_LANG)
            adres = reverse("actielijst:afspraak_lijst", args=[self.request.provincie.slug])
            return redirect(f"{adres}?{self._vraag()}")
        plaatsen = self.object_list.plaatsen()
        return pdf_response(
            afsprakenlijst_pdf(
                self.request.provincie, afspraken, plaatsen, context["actieve_filters"]
            ),
            f"{timezone.localdate()}_{self.request.provincie.slug}_afspraken.pdf",
        )


def pdf_response(inhoud, naam):
    response = HttpResponse(inhoud, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{naam}"'
    return response
