"""How long a session lasts: an hour without activity, twelve hours in all."""

import datetime

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpResponse, JsonResponse
from django.utils import timezone

from pmiek.plek import keep_refused

RUST = datetime.timedelta(minutes=60)
# writing the session at every request would make every reader a writer
NAUWKEURIG = datetime.timedelta(minutes=1)
# a page that asks something by itself, without its user
ACHTERGROND = "X-Achtergrond"
BEGONNEN, ACTIEF = "sessie_begonnen", "sessie_actief"
VERLOPEN = "U bent uitgelogd omdat u een uur niets deed of twaalf uur was ingelogd."
BEWAARD = "Wat u typte is bewaard. Log in om verder te gaan."


class SessionLifeMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            self._judge(request)
        return self.get_response(request)

    def _judge(self, request):
        nu = timezone.now().timestamp()
        begonnen = request.session.get(BEGONNEN, nu)
        actief = request.session.get(ACTIEF, nu)
        if nu - actief > RUST.total_seconds() or nu - begonnen > settings.SESSION_COOKIE_AGE:
            logout(request)
            messages.info(request, VERLOPEN)
        elif ACTIEF not in request.session or self._is_activity(request, nu - actief):
            request.session[BEGONNEN], request.session[ACTIEF] = begonnen, nu

    def _is_activity(self, request, rust):
        return ACHTERGROND not in request.headers and rust > NAUWKEURIG.total_seconds()


class LoginMiddleware(LoginRequiredMiddleware):
    """To the login page and back; what was posted waits there as a draft of its owner."""

    def handle_no_permission(self, request, view_func):
        bewaard = keep_refused(request)
        if "X-Concept" in request.headers:
            return JsonResponse({"uitgelogd": True, "bewaard": bewaard}, status=401)
        if "HX-Request" in request.headers:
            # the login page in the place of some rows would take what was typed off the screen
            return HttpResponse(status=401)
        if bewaard:
            messages.warning(request, BEWAARD)
        return super().handle_no_permission(request, view_func)
