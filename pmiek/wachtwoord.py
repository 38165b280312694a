"""Which words a password may not contain, and asking for a new one."""

import re
import time

from allauth.account.forms import ResetPasswordForm
from django.core.exceptions import ValidationError

from pmiek.models import Provincie

VAST = ["pmiek", "energyboard", "energieraad", "actielijst"]
KORTST = 4
# seconds; longer than any mail takes, so that the time does not tell whether an address is known
EVEN_LANG = 0.5


class ContextwoordValidator:
    """Refuses what is easy to guess for who knows the site or its user."""

    def validate(self, password, user=None):
        plat = _plat(password)
        for woord in _woorden(user):
            if _plat(woord) in plat:
                raise ValidationError(
                    f"Het wachtwoord bevat “{woord}”. {self.get_help_text()}", code="contextwoord"
                )

    def get_help_text(self):
        return "Gebruik niet de naam van deze site, een provincie of uzelf."


def _woorden(user):
    provincies = list(Provincie.objects.values_list("naam", flat=True))
    eigen = re.split(r"[\W_]+", f"{user.naam} {user.email.partition('@')[0]}") if user else []
    return [woord for woord in VAST + provincies + eigen if len(_plat(woord)) >= KORTST]


def _plat(tekst):
    """'Zuid-Holland', 'zuid holland' and 'ZuidHolland' are one word."""
    return re.sub(r"[\W_]+", "", tekst.lower())


class WachtwoordVergetenForm(ResetPasswordForm):
    def save(self, request, **kwargs):
        klaar = time.monotonic() + EVEN_LANG
        try:
            return super().save(request, **kwargs)
        finally:
            time.sleep(max(0, klaar - time.monotonic()))
