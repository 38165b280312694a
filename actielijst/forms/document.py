from django import forms

from actielijst.enums import Documentsoort


class DocumentForm(forms.Form):
    soort = forms.ChoiceField(choices=Documentsoort)
