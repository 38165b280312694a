"""Ask the parties to bring their own rows up to date: a file for one of them, or for all."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from actielijst.documenten.taken import vraag_document
from actielijst.enums import Keuzedocument
from actielijst.forms.uitvraag import UitvraagForm
from actielijst.uitvraag.bericht import bericht
from actielijst.uitvraag.bundel import bestandsnaam
from actielijst.uitvraag.delen import deel_van, delen
from actielijst.uitvraag.verzoek import Verzoek, voorstel
from actielijst.uitvraag.werkmap import Werkmappen
from pmiek.access import get_visible_or_404, require_role
from pmiek.enums import Rolsoort
from pmiek.excel import xlsx_response
from pmiek.models import Partij


def uitvraag_lijst(request, provincie):
    """The parties and what each is asked; sending the form asks for all files at once."""
    require_role(request, Rolsoort.schrijvend())
    voorgesteld = {"tot": voorstel(request.provincie), "aan": request.user.email}
    form = UitvraagForm(request.POST or None, initial=voorgesteld)
    if request.method == "POST" and form.is_valid():
        return redirect(_bundel(request, Verzoek(**form.cleaned_data)))
    return _toon(request, form)


def _bundel(request, verzoek):
    soort, vandaag = Keuzedocument.UITVRAAG_ZIP, timezone.localdate()
    return vraag_document(request.provincie, soort, request.user, vandaag, verzoek.als_adres)


def _toon(request, form):
    alle = delen(request.provincie)
    context = {
        "form": form,
        "delen": alle,
        "zonder_adres": sum(not deel.partij.email for deel in alle),
        "mag_beheren": request.rol.soort in Rolsoort.beheer(),
    }
    return render(request, "actielijst/uitvraag_lijst.html", context)


@require_POST
def partij_uitvraag_export(request, provincie, pk):
    def antwoord(deel, verzoek, vandaag, werkmap):
        return xlsx_response(bestandsnaam(deel.partij, vandaag), werkmap)

    return _van_partij(request, pk, antwoord)


@require_POST
def partij_bericht_export(request, provincie, pk):
    def antwoord(deel, verzoek, vandaag, werkmap):
        post = bericht(deel, verzoek, werkmap, bestandsnaam(deel.partij, vandaag))
        response = HttpResponse(post, content_type="message/rfc822")
        naam = bestandsnaam(deel.partij, vandaag, "eml")
        response.headers["Content-Disposition"] = f'attachment; filename="{naam}"'
        return response

    return _van_partij(request, pk, antwoord)


def _van_partij(request, pk, antwoord):
    """The file of one party, or the page again with what is wrong in the form."""
    require_role(request, Rolsoort.schrijvend())
    partij = get_visible_or_404(Partij.objects.select_related("provincie"), request, pk=pk)
    form = UitvraagForm(request.POST)
    if not form.is_valid():
        return _toon(request, form)
    deel, vandaag = deel_van(partij), timezone.localdate()
    if not deel.projecten:
        messages.warning(request, f"Bij {partij} staat niets wat gevraagd kan worden.")
        return redirect("actielijst:uitvraag_lijst", request.provincie.slug)
    verzoek = Verzoek(**form.cleaned_data)
    werkmap = Werkmappen(request.provincie, verzoek, vandaag, [deel]).maak(deel)
    return antwoord(deel, verzoek, vandaag, werkmap)
