"""The forms of allauth about the second factor, in our words."""

from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms

NAAM = "Aan deze naam herkent u de passkey later, bijvoorbeeld “werklaptop”."
ZONDER_WACHTWOORD = (
    "De passkey vraagt dan zelf om een pincode, vingerafdruk of gezicht. Kies dit niet bij een "
    "beveiligingssleutel zonder pincode."
)


class AppForm(ActivateTOTPForm):
    code = forms.CharField(
        label="Code uit de app",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={"required": "Vul de code in die de app laat zien."},
    )


class PasskeyForm(AddWebAuthnForm):
    name = forms.CharField(label="Naam", required=False, max_length=100, help_text=NAAM)
    passwordless = forms.BooleanField(
        label="Hiermee ook zonder wachtwoord inloggen",
        required=False,
        initial=True,
        help_text=ZONDER_WACHTWOORD,
    )


class PasskeynaamForm(EditWebAuthnForm):
    name = forms.CharField(
        label="Naam",
        max_length=100,
        error_messages={"required": "Schrijf op hoe deze passkey heet."},
    )
