"""Who must log in in two steps, and what is open to who has not set that up."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.shortcuts import redirect

from pmiek.enums import Rolsoort
from pmiek.plek import keep_refused
from pmiek.querysets import TWEEDE_FACTOREN

INSTELLEN = frozenset(
    {
        "account_logout",
        "account_reauthenticate",
        "hulp",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_download_recovery_codes",
        "mfa_index",
        "mfa_list_webauthn",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "mfa_view_recovery_codes",
    }
)


def heeft_tweede_factor(gebruiker):
    return Authenticator.objects.filter(user=gebruiker, type__in=TWEEDE_FACTOREN).exists()


def moet_tweede_factor(gebruiker):
    """Where a province asks for it, and in an installation whoever manages users."""
    return any(_eist_tweede_factor(rol) for rol in gebruiker.geladen_rollen)


def _eist_tweede_factor(rol):
    if settings.PRODUCTIE and rol.soort in Rolsoort.beheer():
        return True
    return rol.provincie is not None and rol.provincie.tweede_factor_verplicht


class TweedeFactorMiddleware:
    """Only the pages to set it up for who must have a second factor and has none."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.tweede_factor_ontbreekt = False
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not request.user.is_authenticated:
            return None
        request.tweede_factor_ontbreekt = _ontbreekt(request.user)
        openbaar = not getattr(view_func, "login_required", True)
        if openbaar or not request.tweede_factor_ontbreekt:
            return None
        if request.resolver_match.view_name in INSTELLEN:
            return None
        keep_refused(request)
        return redirect("mfa_index")


def _ontbreekt(gebruiker):
    return moet_tweede_factor(gebruiker) and not heeft_tweede_factor(gebruiker)
