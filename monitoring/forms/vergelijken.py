from django import forms

from actielijst.forms.beheer import DATUMFOUT


class MomentForm(forms.Form):
    """With which moment the round of now is compared: an earlier round, or a day."""

    sinds = forms.ChoiceField(
        label="Vergelijk met ronde",
        required=False,
        error_messages={"invalid_choice": "Deze ronde kennen wij niet; kies er een uit de lijst."},
    )
    op = forms.DateField(
        label="of met de stand op (dd-mm-jjjj)", required=False, error_messages=dict(DATUMFOUT)
    )

    def __init__(self, *args, rondes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sinds"].choices = [
            (str(ronde.pk), f"{ronde}, {ronde.vergaderdatum:%d-%m-%Y}") for ronde in rondes
        ]
