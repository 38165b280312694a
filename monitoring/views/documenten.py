from django.shortcuts import redirect, render

from actielijst.documenten.taken import vraag_document
from actielijst.enums import Keuzedocument
from monitoring.documenten import bestandsnaam, is_snel, monitoringslijst_pdf
from monitoring.exports import monitoringslijst_xlsx
from monitoring.models import Monitoringronde
from pmiek.access import get_visible_or_404, require_role
from pmiek.enums import Rolsoort
from pmiek.excel import xlsx_response
from pmiek.pdf.response import pdf_response


def monitoringronde_pdf(request, provincie, pk):
    """At once when it is short or was made before; else sending the form has the worker make it."""
    ronde = _ronde(request, pk)
    if not is_snel(ronde):
        return _op_de_achtergrond(request, ronde)
    naam = bestandsnaam(ronde, "pdf")
    return pdf_response(request, lambda: monitoringslijst_pdf(ronde), naam, back=ronde)


def _op_de_achtergrond(request, ronde):
    if request.method == "POST":
        soort = Keuzedocument.MONITORINGSLIJST_PDF
        return redirect(vraag_document(request.provincie, soort, request.user, ronde.peildatum))
    context = {"monitoringronde": ronde, "aantal": ronde.regels.count()}
    return render(request, "monitoring/monitoringronde_pdf.html", context)


def monitoringronde_xlsx(request, provincie, pk):
    ronde = _ronde(request, pk)
    return xlsx_response(bestandsnaam(ronde, "xlsx"), monitoringslijst_xlsx(ronde))


def _ronde(request, pk):
    require_role(request, Rolsoort.lezend())
    rondes = Monitoringronde.objects.select_related("provincie")
    return get_visible_or_404(rondes, request, pk=pk)
