from django.db.models import prefetch_related_objects
from django.utils import timezone

from actielijst.documenten.afsprakenlijst import afsprakenlijst_pdf
from actielijst.documenten.woorden import getal
from actielijst.enums import Keuzedocument
from actielijst.exports import afspraken_xlsx
from actielijst.filters import AfspraakFilter
from actielijst.forms.bulk import BulkForm
from actielijst.models import Uitvoeringsafspraak
from actielijst.views.lijst import LijstView
from actielijst.views.lijstbestand import Lijstbestand, LijstbestandMixin
from pmiek.pdf.response import pdf_response


class AfspraakListView(LijstView):
    model = Uitvoeringsafspraak
    filterset_class = AfspraakFilter
    template_name = "actielijst/afspraak_lijst.html"
    context_object_name = "afspraken"

    def get_queryset(self):
        return self.get_actueel().voor_overzicht().op_planning()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        self._noem_rollen(context)
        return context | {
            "vandaag": timezone.localdate(),
            "bulk": BulkForm(provincie=self.request.provincie, auto_id="bulk_%s"),
            "alles_gekozen": self.request.GET.get("gekozen") == "alle",
            "vraag_van_lijst": self._vraag(),
            "bestanden": _bestanden(context["aantal"]),
            "heeft_voorbeelden": any(afspraak.voorbeeld for afspraak in context["afspraken"]),
        }

    def _noem_rollen(self, context):
        """Of the party that is asked for in every role: which of them each row has."""
        form = context["filter"].form
        partij = form.cleaned_data.get("partij") if form.is_bound else None
        afspraken = list(context["afspraken"]) if partij else []
        prefetch_related_objects(afspraken, "project__ip_koppelingen")
        for afspraak in afspraken:
            afspraak.rolwoorden = ", ".join(afspraak.rollen(partij))
        context["partij"] = partij

    def _vraag(self):
        """The address to come back to: filters, order and page, without what was ticked."""
        vraag = self.request.GET.copy()
        vraag.pop("gekozen", None)
        return vraag.urlencode()


def _bestanden(aantal):
    """The files of what is found; of nothing there is no file to ask for."""
    if not aantal:
        return []
    excel = f"Excel van deze {getal(aantal, 'afspraak', 'afspraken')} (xlsx)"
    return [
        Lijstbestand(
            Keuzedocument.AFSPRAKEN_PDF,
            "actielijst:afspraak_pdf",
            "Dezelfde lijst als pdf",
            aantal,
        ),
        Lijstbestand(Keuzedocument.AFSPRAKEN_XLSX, "actielijst:afspraak_export", excel, aantal),
    ]


class AfspraakExportView(LijstbestandMixin, AfspraakListView):
    soort, lijst_url = Keuzedocument.AFSPRAKEN_XLSX, "actielijst:afspraak_lijst"

    def bestand(self, context):
        plaatsen = self.object_list.plaatsen()
        return afspraken_xlsx(self.request.provincie, list(self.object_list), plaatsen)


class AfspraakPdfView(LijstbestandMixin, AfspraakListView):
    soort, lijst_url = Keuzedocument.AFSPRAKEN_PDF, "actielijst:afspraak_lijst"

    def bestand(self, context):
        provincie, vandaag = self.request.provincie, timezone.localdate()
        afspraken, plaatsen = list(self.object_list), self.object_list.plaatsen()
        filters = context["actieve_filters"]
        return pdf_response(
            self.request,
            lambda: afsprakenlijst_pdf(provincie, afspraken, plaatsen, filters, vandaag),
            f"{vandaag}_{provincie.slug}_afspraken.pdf",
            back=self.lijstadres(),
        )
