"""Mail about getting in."""

from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse


def meld_nieuwe_rol(request, rol):
    """Tell the owner of an existing account that it can do more."""
    adres = request.build_absolute_uri(reverse("actielijst:start", args=[rol.provincie.slug]))
    _stuur(rol.gebruiker.email, "nieuwe_rol", {"rol": rol, "adres": adres})


def stuur_uitnodiging(request, uitnodiging, sleutel):
    adres = request.build_absolute_uri(reverse("uitnodiging_aanvaarden", args=[sleutel]))
    _stuur(uitnodiging.email, "uitnodiging", {"uitnodiging": uitnodiging, "adres": adres})


def _stuur(email, sjabloon, context):
    onderwerp, _, tekst = render_to_string(f"post/{sjabloon}.txt", context).partition("\n")
    send_mail(onderwerp, tekst.lstrip(), None, [email])
