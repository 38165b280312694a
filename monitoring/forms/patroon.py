from django import forms

from actielijst.forms.fiche import load_partijen
from actielijst.forms.project import partijenveld
from monitoring.enums import Vraagsoort
from monitoring.models import Monitoringregel, VraagAanEnergyboard
from pmiek.validators import valideer_tekst

GEEN_REGEL = "Kies ten minste één project waar dit voor geldt."
NIETS = "Schrijf een versnellingsactie of een vraag op; nu staat er nog niets."


class PatroonForm(forms.Form):
    """One versnellingsactie, one question, or both, for the rows that are ticked."""

    zonder_niet_verplicht = True
    regels = forms.ModelMultipleChoiceField(
        queryset=Monitoringregel.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": GEEN_REGEL, "invalid_choice": "Dit project hoort hier niet."},
    )
    versnellingsactie = forms.CharField(
        label="Versnellingsactie",
        required=False,
        max_length=2000,
        validators=[valideer_tekst],
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Komt bij elk gekozen project te staan, onder wat er al staat.",
    )
    trekkers = partijenveld("trekker / verantwoordelijke")
    soort = forms.ChoiceField(
        label="Soort vraag", required=False, choices=[("", "geen vraag"), *Vraagsoort.choices]
    )
    titel = forms.CharField(
        label="Vraag aan energyboard in één regel",
        required=False,
        max_length=200,
        validators=[valideer_tekst],
        help_text="Eén vraag, gekoppeld aan alle gekozen projecten.",
    )

    def __init__(self, *args, regels, provincie, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["regels"].queryset = regels
        self.fields["trekkers"].load(load_partijen(provincie))

    def clean(self):
        super().clean()
        actie, soort, titel = (
            self.cleaned_data.get(naam, "") for naam in ("versnellingsactie", "soort", "titel")
        )
        if titel and not soort and "soort" not in self.errors:
            self.add_error("soort", "Kies wat voor vraag het is.")
        if soort and not titel and "titel" not in self.errors:
            self.add_error("titel", "Schrijf de vraag in één regel op.")
        if not (actie or soort or titel) and "versnellingsactie" not in self.errors:
            self.add_error("versnellingsactie", NIETS)
        return self.cleaned_data

    def vraag(self, ronde):
        """The question as it was typed, not saved yet; None without one."""
        if not self.cleaned_data["titel"]:
            return None
        return VraagAanEnergyboard(
            provincie=ronde.provincie,
            ronde=ronde,
            soort=self.cleaned_data["soort"],
            titel=self.cleaned_data["titel"],
        )
