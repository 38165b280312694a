import logging

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError

from pmiek.beveiligingslog import adreskenmerk, meld
from pmiek.geheimen import Onleesbaar, ontsleutel, versleutel

logger = logging.getLogger(__name__)
NIEUWE_FACTOREN = {"mfa/email/totp_activated", "mfa/email/webauthn_added"}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "Dit e-mailadres en wachtwoord horen niet bij elkaar.",
        "too_many_login_attempts": (
            "Te veel pogingen om in te loggen. Wacht vijf minuten en probeer het opnieuw."
        ),
    }

    def is_open_for_signup(self, request):
        return False

    def pre_authenticate(self, request, **credentials):
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            self._meld_poging(credentials, "geblokkeerd")
            raise

    def authentication_failed(self, request, **credentials):
        self._meld_poging(credentials, "mislukt")

    def _meld_poging(self, credentials, resultaat):
        adres = adreskenmerk(credentials.get("email", ""))
        meld("inloggen", object=adres, resultaat=resultaat)

    def login(self, request, user):
        super().login(request, user)
        meld("inloggen", wie=user)

    def logout(self, request):
        meld("uitloggen", wie=request.user)
        super().logout(request)

    def reauthenticate(self, user, password):
        goed = super().reauthenticate(user, password)
        meld("wachtwoord bevestigen", wie=user, resultaat="gelukt" if goed else "mislukt")
        return goed

    def send_mail(self, template_prefix, email, context):
        """Without a mail server nobody is kept out, and a known address answers as any other."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as fout:
            reden = fout.strerror or type(fout).__name__
            logger.error("Een e-mail is niet verstuurd (%s): %s", template_prefix, reden)

    def send_notification_mail(self, template_prefix, user, *args, **kwargs):
        """Called for every change of a password or factor: a new factor ends other sessions."""
        meld("inloggegevens wijzigen", wie=user, object=template_prefix.rpartition("/")[2])
        if template_prefix in NIEUWE_FACTOREN:
            user.beeindig_sessies()
            update_session_auth_hash(context.request, user)
        super().send_notification_mail(template_prefix, user, *args, **kwargs)


class MFAAdapter(DefaultMFAAdapter):
    """The secrets of second factors, encrypted."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "Deze code klopt niet of is al gebruikt. Wacht op de volgende code.",
    }

    def validation_error(self, code, *args):
        if code == "incorrect_code":
            meld("tweede stap", wie=context.request.user, resultaat="mislukt")
        return super().validation_error(code, *args)

    def encrypt(self, text):
        return versleutel(text)

    def decrypt(self, encrypted_text):
        try:
            return ontsleutel(encrypted_text)
        except Onleesbaar:
            # a secret that nobody knows: no code fits it, and no page breaks
            return generate_totp_secret()

    def generate_authenticator_name(self, user, type):
        return f"Passkey {user.authenticator_set.filter(type=type).count() + 1}"
