"""What goes into the logs about a request: its mark, refusals and downloads."""

import secrets

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied

from pmiek.beveiligingslog import begin_verzoek, eindig_verzoek, meld
from pmiek.models import Provincie


class VerzoekMiddleware:
    """Outermost: every line that is logged meanwhile carries the mark of the request."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        kenmerk = secrets.token_hex(8)
        token = begin_verzoek(kenmerk, _herkomst(request))
        try:
            response = self.get_response(request)
        finally:
            eindig_verzoek(token)
        response.headers["X-Request-ID"] = kenmerk
        return response


class ToezichtMiddleware:
    """After the user is known: what was refused, and what was taken along."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if _is_geweigerd(request, response):
            geweigerd = str(response.status_code)
            meld(
                "toegang geweigerd", wie=request.user, object=_pagina(request), resultaat=geweigerd
            )
        elif response.headers.get("Content-Disposition", "").startswith("attachment"):
            meld("gedownload", wie=request.user, object=_pagina(request))
        return response


def _is_geweigerd(request, response):
    if request.resolver_match is None:
        return False
    buiten = response.status_code == 404 and "provincie" in request.resolver_match.kwargs
    return response.status_code == 403 or buiten


def _pagina(request):
    """The name of the page and the numbers in its address, without keys and without a query."""
    match = request.resolver_match
    nummers = [str(waarde) for waarde in match.kwargs.values() if isinstance(waarde, int)]
    return " ".join([match.view_name, *_provincie(match.kwargs.get("provincie")), *nummers])


def _provincie(slug):
    # what is not the name of a province is something that was typed
    return Provincie.objects.filter(slug=slug).values_list("slug", flat=True) if slug else []


def _herkomst(request):
    try:
        return get_adapter().get_client_ip(request)
    except PermissionDenied:
        return "onbekend"
