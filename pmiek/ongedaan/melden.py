"""A message that says what happened, with the way back beside it."""

from django.contrib import messages
from django.urls import reverse

from pmiek.history import huidige_handeling
from pmiek.ongedaan.recht import mag_ongedaan_maken

MERK = "ongedaan:"


def ongedaan_url(request, handeling=None):
    """Where what this request wrote can be undone by this user; empty where it cannot."""
    # what this very request did, nobody has undone
    gedaan = None if handeling else {}
    handeling = handeling or huidige_handeling()
    if request.rol is None or not mag_ongedaan_maken([handeling], request.rol, gedaan):
        return ""
    return reverse("ongedaan", args=[request.provincie.slug, handeling])


def meld_met_ongedaan(request, tekst, handeling=None):
    """A success message with a button that undoes all this request did.

    Call it after the write. Where nothing was changed, or what was done cannot be undone by this
    user, it is a plain message.
    """
    adres = ongedaan_url(request, handeling)
    # the storage of messages keeps strings only; the address goes along as their tag
    messages.success(request, tekst, extra_tags=f"{MERK}{adres}" if adres else "")


def ongedaan_adres(melding):
    """The address of the button of a message, or nothing."""
    merk = melding.extra_tags or ""
    return merk.removeprefix(MERK) if merk.startswith(MERK) else ""
