from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from pmiek.enums import Rolsoort


class Geweigerd(PermissionDenied):
    """A refusal with a sentence for the page; what a library says of its own is not shown."""


def get_visible_or_404(queryset, request, **lookup):
    """An object of the province in the address that this user may see; otherwise nothing."""
    scope = queryset.van(request.provincie).zichtbaar_voor(request.user)
    return get_object_or_404(scope, **lookup)


def get_editable_or_403(queryset, request, **lookup):
    obj = get_visible_or_404(queryset, request, **lookup)
    if not queryset.bewerkbaar_door(request.user).filter(pk=obj.pk).exists():
        raise PermissionDenied
    return obj


def require_role(request, soorten):
    """For pages without one object (new, lists of a province): refuse other roles."""
    if request.rol.soort not in soorten:
        namen = " of ".join(Rolsoort(soort).label for soort in soorten)
        hier = Rolsoort(request.rol.soort).label
        raise Geweigerd(f"Dit is voor de rol {namen}. Uw rol is hier {hier}.")
