from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from actielijst.documenten.taken import bestandspad, stop_document, vraag_document
from actielijst.enums import Documentsoort, Taakstatus
from actielijst.forms.beheer import TekstenForm
from actielijst.forms.document import DocumentForm
from actielijst.models import Documenttaak, Hoofddocumenttekst, Project
from pmiek.access import require_role
from pmiek.conflict import form_conflict_page, with_retries
from pmiek.drafts import met_concept
from pmiek.enums import Rolsoort
from pmiek.ongedaan import meld_met_ongedaan
from pmiek.verzending import once
from pmiek.werker import Werker

GETOOND = 20
UITLEG = {
    Documentsoort.ACTIELIJST_PDF: "Alle fiches met hun afspraken, een inhoudsopgave en de "
    "afspraken per partij.",
    Documentsoort.ACTIELIJST_XLSX: "Projecten en uitvoeringsafspraken als tabellen om in te "
    "filteren en te rekenen.",
    Documentsoort.HOOFDDOCUMENT_PDF: "Aantallen en typen projecten, terugblik, nMIEK en de "
    "verkenningen zonder locatie.",
}


def documenten(request, provincie):
    require_role(request, Rolsoort.lezend())
    if request.method == "POST":
        return _gevraagd(request)
    taken = _taken(request).select_related("gebruiker", "provincie")
    getoond, klaar = list(taken[:GETOOND]), taken.filter(status=Taakstatus.KLAAR)
    laatste = {soort: klaar.filter(soort=soort).first() for soort in Documentsoort}
    context = {
        "soorten": [
            (soort, UITLEG[soort], laatste[soort], _gewijzigd_sinds(request, laatste[soort]))
            for soort in Documentsoort
        ],
        "taken": getoond,
        "loopt": any(taak.is_lopend for taak in getoond),
    }
    return render(request, "actielijst/documenten.html", context)


def _gewijzigd_sinds(request, taak):
    """How many projects are not in it as they are now."""
    projecten = Project.objects.van(request.provincie)
    return taak and projecten.gewijzigd_sinds(taak.gevraagd_op).count()


def _taken(request):
    return Documenttaak.objects.van(request.provincie).zichtbaar_voor(request.user)


def _gevraagd(request):
    form = DocumentForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Kies een van de documenten uit de lijst.")
        return redirect("actielijst:documenten", request.provincie.slug)
    soort, vandaag = form.cleaned_data["soort"], timezone.localdate()
    with once(request.user, request.POST.get("sleutel", "")) as verzending:
        taak = vraag_document(request.provincie, soort, request.user, vandaag)
        verzending.naar = taak.get_absolute_url()
    return redirect(taak)


def documenttaak(request, provincie, pk):
    taak = get_object_or_404(_taken(request).select_related("provincie"), pk=pk)
    context = {
        "taak": taak,
        "mag_stoppen": taak.is_lopend and _stopbaar(request).filter(pk=pk).exists(),
        "leest_documenten": request.rol.soort in Rolsoort.lezend(),
        "staat_stil": taak.is_lopend and taak.wacht_lang and not Werker.objects.levend().exists(),
    }
    return render(request, "actielijst/documenttaak.html", context)


def _stopbaar(request):
    return _taken(request).stopbaar_door(request.user)


@require_POST
def documenttaak_stoppen(request, provincie, pk):
    taak = get_object_or_404(_taken(request).select_related("provincie"), pk=pk)
    if not _stopbaar(request).filter(pk=pk).exists():
        raise PermissionDenied
    if stop_document(taak):
        messages.success(request, f"{taak.naam} wordt niet meer gemaakt.")
    else:
        messages.info(request, f"{taak.naam} liep al niet meer.")
    lezend = request.rol.soort in Rolsoort.lezend()
    return redirect("actielijst:documenten", request.provincie.slug) if lezend else redirect(taak)


def documenttaak_bestand(request, provincie, pk):
    taak = get_object_or_404(_taken(request), pk=pk, status=Taakstatus.KLAAR)
    pad = bestandspad(taak)
    if not pad.exists():
        raise Http404("Dit document is opgeruimd.")
    return FileResponse(pad.open("rb"), as_attachment=True, filename=taak.bestandsnaam)


@met_concept(Hoofddocumenttekst)
def teksten(request, provincie):
    require_role(request, Rolsoort.redactie())
    return with_retries(lambda: _teksten(request))


def _teksten(request):
    ronde = request.provincie.rondes.huidige()
    tekst = Hoofddocumenttekst.objects.filter(ronde=ronde).first() if ronde else None
    tekst = tekst or Hoofddocumenttekst(ronde=ronde)
    form = request.concept.formulier(TekstenForm, instance=tekst)
    if request.method == "POST" and ronde and form.is_valid():
        with request.concept.opslaan() as verzending:
            form.save()
            verzending.naar = request.path
        meld_met_ongedaan(request, "De teksten van het hoofddocument zijn opgeslagen.")
        return redirect("actielijst:teksten", request.provincie.slug)
    context = {"form": form, "ronde_van_tekst": ronde}
    pagina = form_conflict_page(request, form, wat="teksten", terug=request.path)
    return pagina or render(request, "actielijst/teksten.html", context)
