"""Mail about getting in; every function answers whether it was sent."""

import logging

from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from pmiek.wachtwoord import wachtwoordpad

logger = logging.getLogger(__name__)


def meld_nieuwe_rol(request, rol):
    """The way in: to the site, or for who has no password yet to where one is chosen."""
    if rol.gebruiker.has_usable_password():
        sjabloon, pad = "nieuwe_rol", reverse("actielijst:start", args=[rol.provincie.slug])
    else:
        sjabloon, pad = "nieuwe_gebruiker", wachtwoordpad(rol.gebruiker)
    context = {"rol": rol, "adres": request.build_absolute_uri(pad)}
    return _stuur(rol.gebruiker.email, sjabloon, context)


def stuur_uitnodiging(request, uitnodiging, sleutel):
    adres = request.build_absolute_uri(reverse("uitnodiging_aanvaarden", args=[sleutel]))
    return _stuur(uitnodiging.email, "uitnodiging", {"uitnodiging": uitnodiging, "adres": adres})


def _stuur(email, sjabloon, context):
    onderwerp, _, tekst = render_to_string(f"post/{sjabloon}.txt", context).partition("\n")
    try:
        send_mail(onderwerp, tekst.lstrip(), None, [email])
    except OSError as fout:  # also what the mail server refuses
        reden = fout.strerror or type(fout).__name__
        logger.error("Een e-mail is niet verstuurd (%s): %s", sjabloon, reden)
        return False
    return True
