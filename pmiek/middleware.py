from django.http import Http404
from django.shortcuts import redirect, render

from pmiek.history import Verouderd, acting_as
from pmiek.plek import keep_refused
from pmiek.verzending import AlVerzonden


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
        rol = request.user.rollen.select_related("provincie", "partij").filter(provincie__slug=slug)
        request.rol = rol.first()
        if request.rol is None:
            keep_refused(request)  # of somebody whose role ended while typing
            raise Http404("Geen provincie met deze naam.")
        request.provincie = request.rol.provincie
