"""Inviting somebody of a party, and accepting that."""

from django import forms
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.db import transaction
from django.utils import timezone

from actielijst.forms.beheer import DATUMFOUT, PerProvincieForm
from actielijst.forms.toegang import ProjectkeuzeField, weiger_zonder_deelname
from actielijst.models import Uitnodiging
from actielijst.models.uitnodiging import AL_UITGENODIGD
from pmiek.history import acting_as
from pmiek.models import Gebruiker
from pmiek.validators import valideer_tekst

HEEFT_AL_EEN_ROL = (
    "Deze persoon heeft al een rol in deze provincie. "
    "U wijzigt die bij Gebruikers, ook de einddatum."
)


class UitnodigingForm(PerProvincieForm):
    projecten = ProjectkeuzeField()

    class Meta:
        model = Uitnodiging
        fields = ["email", "partij", "rol_geldig_tot", "projecten"]
        error_messages = {
            "email": {
                "required": "Schrijf op naar welk adres de uitnodiging gaat.",
                "invalid": "Schrijf een e-mailadres, bijvoorbeeld m.devries@leiden.nl.",
            },
            "partij": {"required": "Kies voor welke partij deze persoon meeleest."},
            "rol_geldig_tot": {"required": "Schrijf tot wanneer deze persoon mag meelezen."}
            | DATUMFOUT,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        provincie = self.instance.provincie
        self.fields["partij"].queryset = provincie.partijen.geldig_op(
            timezone.localdate()
        ).op_naam()
        self.fields["partij"].empty_label = "kies een partij"
        self.fields["projecten"].queryset = provincie.projecten.actueel()

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        if self.instance.provincie.rollen.filter(gebruiker__email=email).exists():
            raise forms.ValidationError(HEEFT_AL_EEN_ROL)
        if self.instance.provincie.uitnodigingen.lopend().filter(email=email).exists():
            raise forms.ValidationError(AL_UITGENODIGD)
        return email

    def clean_rol_geldig_tot(self):
        datum = self.cleaned_data["rol_geldig_tot"]
        if datum < timezone.localdate():
            raise forms.ValidationError("Deze datum is al voorbij.")
        return datum

    def clean(self):
        super().clean()
        partij, projecten = self.cleaned_data.get("partij"), self.cleaned_data.get("projecten")
        if partij and projecten:
            try:
                weiger_zonder_deelname(partij, projecten)
            except forms.ValidationError as fout:
                self.add_error("projecten", fout)
        return self.cleaned_data


class AanvaardForm(forms.Form):
    """A name and a password, for an address that has no account yet."""

    naam = forms.CharField(
        label="Naam",
        max_length=200,
        validators=[valideer_tekst],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Schrijf op hoe u heet."},
    )
    wachtwoord = forms.CharField(
        label="Wachtwoord",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Kies een wachtwoord van minstens twaalf tekens."},
    )

    def __init__(self, *args, email, **kwargs):
        super().__init__(*args, **kwargs)
        self.email = email
        self.fields["wachtwoord"].help_text = " ".join(password_validators_help_texts())

    def clean(self):
        naam, wachtwoord = self.cleaned_data.get("naam"), self.cleaned_data.get("wachtwoord")
        if naam and wachtwoord:
            self._keur(wachtwoord, Gebruiker(naam=naam, email=self.email))
        return self.cleaned_data

    def _keur(self, wachtwoord, gebruiker):
        try:
            validate_password(wachtwoord, gebruiker)
        except forms.ValidationError as fout:
            self.add_error("wachtwoord", fout)

    @transaction.atomic
    def save(self):
        """The account of this address: a new one, or one that nobody could log in with."""
        bestaand = Gebruiker.objects.filter(email=self.email).first()
        gebruiker = bestaand or Gebruiker(email=self.email)
        gebruiker.naam = self.cleaned_data["naam"]
        gebruiker.set_password(self.cleaned_data["wachtwoord"])
        gebruiker.save()
        with acting_as(gebruiker):
            gebruiker.zet_actief(True)
        return gebruiker
