from django import forms

from actielijst.forms.beheer import DATUMFOUT
from pmiek.choices import SharedSelect

ONBEKEND = {"invalid_choice": "Deze ronde kennen wij niet; kies er een uit de lijst."}


class MomentForm(forms.Form):
    """Which round is looked at, and with which moment: an earlier round, or a day."""

    ronde = forms.ChoiceField(
        label="Ronde", required=False, error_messages=ONBEKEND, widget=SharedSelect
    )
    sinds = forms.ChoiceField(
        label="Vergelijk met ronde", required=False, error_messages=ONBEKEND, widget=SharedSelect
    )
    op = forms.DateField(
        label="of met de stand op (dd-mm-jjjj)", required=False, error_messages=dict(DATUMFOUT)
    )

    def __init__(self, *args, rondes, eerdere, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ronde"].choices = _keuzes(rondes)
        self.fields["sinds"].choices = _keuzes(eerdere)


def _keuzes(rondes):
    return [(str(ronde.pk), f"{ronde}, {ronde.vergaderdatum:%d-%m-%Y}") for ronde in rondes]
