import datetime
import sys

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import Error
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import requires_csrf_token
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from pmiek.access import Geweigerd
from pmiek.begrippen import BEGRIPPEN
from pmiek.beveiligingslog import huidig_kenmerk
from pmiek.concept import Concept
from pmiek.concepttekst import getypte_teksten, kan_verder, wachtende
from pmiek.drafts import KOP
from pmiek.keten import Keten
from pmiek.plek import keep_refused
from pmiek.storing import is_storing, storing_pagina

# a year is the most that the standard advises
GELDIG = datetime.timedelta(days=180)
TEKST = "text/plain; charset=utf-8"


def start(request):
    """To the province of the user; who has none is told so."""
    rol = request.user.eerste_rol
    if rol:
        return redirect("actielijst:start", rol.provincie.slug)
    context = {"landelijk": bool(request.user.geladen_rollen)}
    return render(request, "pmiek/zonder_provincie.html", context)


@login_not_required
def gezond(request):
    """Reads a row: a database that is there but cannot be read is not healthy."""
    try:
        Keten.objects.first()
    except Error:
        return HttpResponse("de database antwoordt niet", status=503, content_type=TEKST)
    return HttpResponse("gezond", content_type=TEKST)


@login_not_required
def security_txt(request):
    """RFC 9116; the date moves along as long as somebody runs the site."""
    tot = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0) + GELDIG
    regels = [
        f"Contact: {settings.BEVEILIGINGSCONTACT}",
        f"Expires: {tot.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
        f"Canonical: {request.build_absolute_uri()}",
    ]
    return HttpResponse("\n".join(regels) + "\n", content_type="text/plain; charset=utf-8")


begrippen = TemplateView.as_view(
    template_name="pmiek/begrippen.html", extra_context={"begrippen": BEGRIPPEN}
)
toegankelijkheid = login_not_required(
    TemplateView.as_view(template_name="pmiek/toegankelijkheid.html")
)
hulp = TemplateView.as_view(template_name="pmiek/hulp.html")


def mijn_concepten(request):
    concepten = list(Concept.objects.van(request.user).select_related("provincie"))
    for concept in concepten:
        concept.teksten = getypte_teksten(concept)
        concept.wachtende = wachtende(concept, request.user)
        concept.kan_verder = kan_verder(concept, request.user)
    return render(request, "pmiek/mijn_concepten.html", {"concepten": concepten})


@require_POST
def concept_weggooien(request, pk):
    get_object_or_404(Concept.objects.van(request.user), pk=pk).delete()
    messages.success(request, "Het concept is weggegooid.")
    naar = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(naar, {request.get_host()}, request.is_secure()):
        return redirect(naar)
    return redirect("mijn_concepten")


@requires_csrf_token
def bad_request(request, exception):
    return render(request, "400.html", status=400)


@requires_csrf_token
def permission_denied(request, exception):
    waarom = exception if isinstance(exception, Geweigerd) else ""
    context = {"waarom": waarom, "is_lezen": request.method in ("GET", "HEAD")}
    return render(request, "403.html", context, status=403)


@requires_csrf_token
def csrf_failure(request, reason=""):
    """Mostly of a page that is older than the last login; the reason is for who programs."""
    bewaard = keep_refused(request)
    if KOP in request.headers:
        return JsonResponse({"bewaard": bewaard, "token": get_token(request)}, status=403)
    return render(request, "403_csrf.html", status=403)


@requires_csrf_token
def not_found(request, exception):
    return render(request, "404.html", status=404)


def too_many_requests(request):
    return render(request, "429.html", status=429)


def server_error(request):
    """Also for what goes wrong in the middleware, where no other handler comes."""
    if is_storing(sys.exc_info()[1]):
        return storing_pagina(request)
    # no context processors: whatever broke may break the frame as well
    return HttpResponse(render_to_string("500.html", {"kenmerk": huidig_kenmerk()}), status=500)
