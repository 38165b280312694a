from django import forms
from django.utils import timezone

from actielijst.forms.beheer import DATUMFOUT, MAILFOUT
from pmiek.validators import valideer_mailhost


class UitvraagForm(forms.Form):
    """What every party is told: before when, and to whom."""

    tot = forms.DateField(
        label="Terugsturen tot en met",
        error_messages={"required": "Schrijf tot wanneer partijen kunnen antwoorden."} | DATUMFOUT,
    )
    aan = forms.EmailField(
        label="Terugsturen aan",
        error_messages={"required": "Schrijf het e-mailadres waar het antwoord heen gaat."}
        | MAILFOUT,
        validators=[valideer_mailhost],
    )

    def clean_tot(self):
        tot = self.cleaned_data["tot"]
        if tot < timezone.localdate():
            raise forms.ValidationError("Deze dag is al voorbij. Kies een dag die nog komt.")
        return tot
