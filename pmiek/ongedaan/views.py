from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.db.models import ProtectedError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRefresh

from pmiek.beveiligingslog import meld
from pmiek.enums import Rolsoort
from pmiek.history import Geweigerd, Verouderd
from pmiek.ongedaan.achtergrond import (
    NET_GEWIJZIGD,
    NIETS,
    kan_op_de_achtergrond,
    vraag_ongedaan,
)
from pmiek.ongedaan.forms import ConflictForm
from pmiek.ongedaan.melden import meld_met_ongedaan, ongedaan_url
from pmiek.ongedaan.recht import in_woorden, mag_ongedaan_maken, teruggedraaid, weigering
from pmiek.ongedaan.terugdraaien import NietTerugTeDraaien, draai_terug, maak_plan
from pmiek.ongedaan.waar import bestaat_nog, per_onderwerp, plek
from pmiek.terugdraaiing import Terugdraaiing
from pmiek.werker import ligt_stil
from pmiek.wijziging import Wijziging

GEDAAN = "Ongedaan gemaakt: wat {wie} {wanneer} deed."
# changes that are shown before they are put back
GETOOND = 200


def ongedaan(request, provincie, handeling):
    """What an undo would put back, and where later edits stand in the way; sending does it."""
    gevraagd = Terugdraaiing.objects.van(request.provincie).filter(handeling=handeling).first()
    if request.htmx and request.method == "GET":
        # the page that waits asks whether it is still right
        is_bezig = gevraagd and gevraagd.is_bezig
        return HttpResponse() if is_bezig else HttpResponseClientRefresh()
    # by the kinds of what was changed: the worker judges each object
    if gevraagd and gevraagd.is_bezig and mag_ongedaan_maken([handeling], request.rol, {}):
        return _toon_bezig(request, gevraagd)
    return _ongedaan(request, handeling, gevraagd)


def _ongedaan(request, handeling, gevraagd):
    plan = _plan_of_weigering(request, handeling)
    if reden := weigering(plan.wijzigingen):
        return _weiger(request, plan, reden)
    # the button of a message sends no choices: the page then asks for them without reproach
    gekozen = request.POST if "bevestigd" in request.POST else None
    form = ConflictForm(gekozen, conflicten=plan.conflicten)
    if request.method != "POST" or (plan.conflicten and not form.is_valid()):
        return _toon(request, plan, form, melding=gevraagd.melding if gevraagd else "")
    keuzes = form.cleaned_data if plan.conflicten else {}
    wat = {"provincie": request.provincie, "gebruiker": request.user, "keuzes": keuzes}
    if kan_op_de_achtergrond(plan):
        vraag_ongedaan(handeling, aantal=plan.aantal, **wat)
        return redirect(request.path)
    return _meteen(request, handeling, plan, form, wat)


def _meteen(request, handeling, plan, form, wat):
    try:
        uitkomst = draai_terug(handeling, **wat)
    except ValidationError as error:
        return _toon(request, plan, form, melding=" ".join(error.messages))
    except Geweigerd as error:
        return _toon(request, plan, form, melding=str(error))
    except (Verouderd, IntegrityError, ProtectedError, NietTerugTeDraaien):
        uitkomst = None
    if uitkomst is None or uitkomst.conflicten:
        messages.error(request, NET_GEWIJZIGD)
        return redirect(request.path)
    return _klaar(request, uitkomst)


def _toon_bezig(request, gevraagd):
    context = {"gevraagd": gevraagd, "staat_stil": ligt_stil(gevraagd.wachtrijnummer)}
    return render(request, "pmiek/ongedaan_bezig.html", context)


def _plan_of_weigering(request, handeling):
    """404 for what is not of this province, 403 for who reads it but may not write it."""
    regels = Wijziging.objects.van_handeling(handeling).order_by()
    if set(regels.values_list("provincie", flat=True).distinct()) != {request.provincie.pk}:
        raise Http404
    try:
        return maak_plan(handeling, provincie=request.provincie, gebruiker=request.user)
    except PermissionDenied:
        if request.rol.soort in Rolsoort.lezend():
            raise
        raise Http404 from None


def _weiger(request, plan, reden):
    laatste = plan.wijzigingen[0]
    gedaan = teruggedraaid([laatste.handeling]).get(laatste.handeling)
    opnieuw = ongedaan_url(request, gedaan.handeling) if gedaan else ""
    context = {"laatste": laatste, "reden": reden, "opnieuw": opnieuw}
    return render(request, "pmiek/ongedaan_kan_niet.html", context | _terugweg(request, plan))


def _terugweg(request, plan):
    return {"terug": _terug(request) or plek(plan) or reverse("start")}


def _toon(request, plan, form, melding=""):
    velden = form.per_conflict
    context = {
        "laatste": plan.wijzigingen[0],
        "form": form,
        "groepen": per_onderwerp(plan.regels(GETOOND)),
        "aantal": plan.aantal,
        "getoond": GETOOND,
        "conflicten": [(conflict, velden[conflict.sleutel]) for conflict in plan.conflicten],
        "melding": melding,
    }
    return render(request, "pmiek/ongedaan.html", context | _terugweg(request, plan))


def _klaar(request, uitkomst):
    plan = uitkomst.plan
    if uitkomst.gedaan:
        ongedaan = f"handeling {plan.wijzigingen[0].handeling}"
        meld("ongedaan maken", wie=request.user, object=ongedaan)
        wie, wanneer = plan.wijzigingen[0].door_naam, in_woorden(plan.wijzigingen[0].wanneer)
        tekst = GEDAAN.format(wie=wie, wanneer=wanneer)
        meld_met_ongedaan(request, tekst, uitkomst.handeling)
    else:
        messages.info(request, NIETS)
    terug = _terug(request)
    return redirect(terug if bestaat_nog(terug, plan) else plek(plan) or "start")


def _terug(request):
    """The page where the button stood."""
    adres = request.POST.get("terug") or request.GET.get("terug") or ""
    return adres if url_has_allowed_host_and_scheme(adres, allowed_hosts=None) else ""
