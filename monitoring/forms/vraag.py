from django import forms

from actielijst.enums import Fase
from actielijst.forms.beheer import DATUMFOUT
from actielijst.models import Project
from monitoring.models import VraagAanEnergyboard
from pmiek.choices import Loaded, SharedChoiceField, SharedMultipleChoiceField
from pmiek.models import Partij
from pmiek.periode import PeriodeFormField
from pmiek.rendered import RenderedForm
from pmiek.validators import valideer_tekst

GEEN_PROJECT = "Kies ten minste één project waar de vraag over gaat."


class VraagForm(RenderedForm):
    projecten = SharedMultipleChoiceField(
        label="Projecten", queryset=Project.objects.none(), required=False
    )

    class Meta:
        model = VraagAanEnergyboard
        fields = [
            "soort",
            "titel",
            "projecten",
            "geadresseerde",
            "gevraagd",
            "gewenst_besluit",
            "anders",
        ]
        widgets = {
            naam: forms.Textarea(attrs={"rows": 3})
            for naam in ("gevraagd", "gewenst_besluit", "anders")
        }
        help_texts = {
            "titel": "Zo staat de vraag in de monitoringslijst.",
            "geadresseerde": "Bijvoorbeeld het hele bestuur, of één bestuurder.",
        }
        error_messages = {
            "soort": {"required": "Kies wat voor vraag het is."},
            "titel": {"required": "Schrijf de vraag in één regel op."},
        }

    def __init__(self, *args, projecten, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["soort"].choices = [("", "kies een soort"), *self.fields["soort"].choices[1:]]
        self.fields["projecten"].load(Loaded(list(projecten), _fase))

    def clean(self):
        super().clean()
        if not self.cleaned_data.get("projecten") and "projecten" not in self.errors:
            self.add_error("projecten", GEEN_PROJECT)
        return self.cleaned_data


def _fase(project):
    return (Fase(project.fase).label if project.fase else Fase.__empty__).capitalize()


class StapForm(forms.Form):
    """What the board answered, or how that was reported back."""

    tekst = forms.CharField(
        label="Antwoord van het bestuur",
        max_length=20_000,
        validators=[valideer_tekst],
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Schrijf op wat er is gezegd."},
    )
    dag = forms.DateField(
        label="Datum", error_messages={"required": "Schrijf op welke dag."} | DATUMFOUT
    )

    def __init__(self, *args, label, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["tekst"].label = label


class AfdoenForm(forms.Form):
    dag = forms.DateField(
        label="Afgedaan op", error_messages={"required": "Schrijf op welke dag."} | DATUMFOUT
    )


class AfspraakUitAntwoordForm(forms.Form):
    project = SharedChoiceField(
        label="Project",
        queryset=Project.objects.none(),
        empty_label="kies een project",
        error_messages={"required": "Kies bij welk project de afspraak hoort."},
    )
    activiteit = forms.CharField(
        label="Activiteit",
        max_length=20_000,
        validators=[valideer_tekst],
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Schrijf op wat er gaat gebeuren."},
    )
    trekker = SharedChoiceField(
        label="Trekker / verantwoordelijke",
        queryset=Partij.objects.none(),
        required=False,
        empty_label="nog niet gekozen",
    )
    planning = PeriodeFormField(label="Planning", required=False, max_length=200)

    def __init__(self, *args, projecten, partijen, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["project"].load(Loaded(list(projecten), _fase))
        self.fields["trekker"].load(partijen)
