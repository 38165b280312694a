"""Which words a password may not contain."""

import re

from django.core.exceptions import ValidationError

from pmiek.models import Provincie

VAST = ["pmiek", "energyboard", "energieraad", "actielijst"]
KORTST = 4


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
