from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import redirect, render

from pmiek.history import Verouderd, acting_as
from pmiek.plek import keep_refused
from pmiek.verzending import AlVerzonden

METHODS = ("GET", "HEAD", "POST")


class HeadersMiddleware:
    """Headers that hold for every response, error pages and files included."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        )
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-store"
        return response


class MethodMiddleware:
    """The site is read and sent to; no view has to think of another method."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in METHODS:
            zin = f"Deze site kent alleen {', '.join(METHODS[:-1])} en {METHODS[-1]}."
            return HttpResponseNotAllowed(METHODS, zin, content_type="text/plain; charset=utf-8")
        return self.get_response(request)


class ActorMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with acting_as(request.user):
            return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, Verouderd):
            return render(request, "409.html", status=409)
        if isinstance(exception, AlVerzonden):
            return redirect(exception.verzending.naar)
        return None


class ProvincieMiddleware:
    """An address with a province in it is for users with a role there; to others it is 404."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.provincie = request.rol = None
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        slug = view_kwargs.get("provincie")
        if slug is None or not request.user.is_authenticated:
            return
        rollen = (rol for rol in request.user.geladen_rollen if rol.provincie)
        request.rol = next((rol for rol in rollen if rol.provincie.slug == slug), None)
        if request.rol is None:
            keep_refused(request)  # of somebody whose role ended while typing
            raise Http404("Geen provincie met deze naam.")
        request.provincie = request.rol.provincie
