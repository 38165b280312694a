from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify

from monitoring.herinneren import eml, onderwerp, tekst
from monitoring.invullen import openstaand, regelrijen
from monitoring.models import Monitoringronde
from pmiek.access import get_visible_or_404, require_role
from pmiek.enums import Rolsoort


def monitoringronde_herinneringen(request, provincie, pk):
    """Per party the rows that nobody confirmed, with a text to send."""
    ronde = _ronde(request, pk)
    groepen = [
        (partij, rijen, tekst(ronde, partij, rijen, request.user) if partij else "")
        for partij, rijen in _openstaand(ronde).items()
    ]
    context = {"monitoringronde": ronde, "groepen": groepen, "onderwerp": onderwerp(ronde)}
    return render(request, "monitoring/monitoringronde_herinneringen.html", context)


def monitoringronde_herinnering_eml(request, provincie, pk):
    ronde, gevraagd = _ronde(request, pk), request.GET.get("partij", "")
    for partij, rijen in _openstaand(ronde).items():
        if partij and str(partij.pk) == gevraagd:
            inhoud = eml(ronde, partij, rijen, request.user)
            response = HttpResponse(inhoud, content_type="message/rfc822")
            naam = f"{slugify(f'herinnering {ronde} {partij}')}.eml"
            response.headers["Content-Disposition"] = f'attachment; filename="{naam}"'
            return response
    raise Http404("Deze partij heeft in deze ronde niets meer open staan.")


def _ronde(request, pk):
    require_role(request, Rolsoort.monitoring())
    rondes = Monitoringronde.objects.select_related("provincie")
    return get_visible_or_404(rondes, request, pk=pk)


def _openstaand(ronde):
    return openstaand(regelrijen(ronde, timezone.localdate())) if ronde.is_open else {}
