from django.http import HttpResponse
from django.shortcuts import redirect, render

from actielijst.documenten.taken import vraag_document
from actielijst.enums import Keuzedocument
from monitoring.documenten import bestandsnaam, is_snel, monitoringslijst_pdf
from monitoring.exports import monitoringslijst_xlsx
from monitoring.forms.ronde import WijzigingentekstForm
from monitoring.lijst import KOPPEN, als_regels, inhoud_van
from monitoring.models import Monitoringronde, Wijzigingentekst
from pmiek.access import get_editable_or_403, get_visible_or_404, require_role
from pmiek.conflict import form_conflict_page
from pmiek.drafts import met_concept
from pmiek.enums import Rolsoort
from pmiek.excel import xlsx_response
from pmiek.ongedaan import meld_met_ongedaan


def monitoringronde_pdf(request, provincie, pk):
    """At once when it is short or was made before; else sending the form has the worker make it."""
    ronde = _ronde(request, pk)
    if not is_snel(ronde):
        return _op_de_achtergrond(request, ronde)
    response = HttpResponse(monitoringslijst_pdf(ronde), content_type="application/pdf")
    naam = bestandsnaam(ronde, "pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{naam}"'
    return response


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


@met_concept(Wijzigingentekst)
def monitoringronde_wijzigingen(request, provincie, pk):
    """The annex as it will be printed, one field per section; what is emptied follows again."""
    rondes = Monitoringronde.objects.select_related("provincie")
    ronde = get_editable_or_403(rondes, request, pk=pk)
    inhoud = inhoud_van(ronde)
    afgeleid = {sleutel: "\n".join(als_regels(inhoud, sleutel)) for sleutel in KOPPEN}
    tekst = Wijzigingentekst.objects.filter(ronde=ronde).first() or Wijzigingentekst(ronde=ronde)
    form = request.concept.formulier(WijzigingentekstForm, instance=tekst, afgeleid=afgeleid)
    if request.method == "POST" and form.is_valid():
        with request.concept.opslaan() as verzending:
            form.save()
            verzending.naar = request.path
        meld_met_ongedaan(request, "De tekst van de bijlage is opgeslagen.")
        return redirect("monitoring:monitoringronde_wijzigingen", request.provincie.slug, pk)
    context = {"monitoringronde": ronde, "form": form, "vorige": inhoud["vorige"]}
    pagina = form_conflict_page(
        request, form, wat="de tekst van de bijlage", terug=ronde.get_absolute_url()
    )
    return pagina or render(request, "monitoring/monitoringronde_wijzigingen.html", context)
