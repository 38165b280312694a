"""Which words a password may not contain, and asking for a new one."""

import re
import time

from allauth.account.forms import ResetPasswordForm, default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError
from django.urls import reverse

from pmiek.models import Provincie

# what many people choose: with digits and signs added it is guessed as fast
VOOR_DE_HAND = re.compile(
    r"""(?:
        wachtwoord | password | welkom | welcome | geheim | inloggen | toegang | account
        | admin | beheer | beheerder | qwerty | azerty | abc | secretaris | redacteur
        | provincie | gemeente | netbeheer | energie | monitoring
        | voorjaar | lente | zomer | najaar | herfst | winter
        | januari | februari | maart | april | mei | juni | juli | augustus | september
        | oktober | november | december
        | maandag | dinsdag | woensdag | donderdag | vrijdag | zaterdag | zondag
    )+""",
    re.VERBOSE,
)
VAST = ["pmiek", "energyboard", "energieraad", "actielijst"]
KORTST = 4
# seconds; longer than any mail takes, so that the time does not tell whether an address is known
EVEN_LANG = 0.5


class LengteValidator(MinimumLengthValidator):
    """Django's own; its sentence has no Dutch translation."""

    def get_error_message(self):
        return f"Dit wachtwoord is te kort. Gebruik minstens {self.min_length} tekens."


class VoorDeHandValidator:
    """Refuses a common word that only has digits and signs around it; in a sentence it may be."""

    def validate(self, password, user=None):
        letters = re.sub(r"[\W\d_]+", "", password.lower())
        if VOOR_DE_HAND.fullmatch(letters):
            raise ValidationError(
                f"Dit wachtwoord is een bekend woord met cijfers of tekens. {self.get_help_text()}",
                code="voor_de_hand",
            )

    def get_help_text(self):
        return "Gebruik liever een paar woorden die niets met elkaar te maken hebben."


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


def wachtwoordpad(gebruiker):
    """Who has this address can choose a password for this user, once."""
    sleutel = {
        "uidb36": user_pk_to_url_str(gebruiker),
        "key": default_token_generator.make_token(gebruiker),
    }
    return reverse("account_reset_password_from_key", kwargs=sleutel)


class WachtwoordVergetenForm(ResetPasswordForm):
    def save(self, request, **kwargs):
        klaar = time.monotonic() + EVEN_LANG
        try:
            return super().save(request, **kwargs)
        finally:
            time.sleep(max(0, klaar - time.monotonic()))
