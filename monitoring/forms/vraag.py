from django import forms
from django.utils import timezone
from django.utils.formats import date_format

from actielijst.enums import Fase
from actielijst.forms.beheer import DATUMFOUT
from actielijst.models import Project
from monitoring.enums import Vraagstatus
from monitoring.models import VraagAanEnergyboard
from pmiek.choices import Loaded, SharedChoiceField, SharedMultipleChoiceField
from pmiek.models import Partij
from pmiek.periode import PeriodeFormField
from pmiek.rendered import RenderedForm, as_posted
from pmiek.validators import valideer_tekst

TERUGGEZET = (
    "Deze vraag staat intussen weer op “{}”. Wat u typte staat er nog; zet eerst de stap die "
    "daarop volgt."
)
VOOR_DE_RONDE = "De vraag is gesteld in een ronde met peildatum {}; een antwoord komt daarna."
NOG_NIET_GEWEEST = "{} is nog niet geweest. Leg een stap vast op de dag zelf of daarna."
VOOR_DE_STAP = "De stap hiervoor was op {}; deze kan niet eerder zijn."
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


def _tekst(label):
    return forms.CharField(
        label=label,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Schrijf op wat er is gezegd."},
    )


def _dag(label):
    return forms.DateField(
        label=label, error_messages={"required": "Schrijf op welke dag."} | DATUMFOUT
    )


class StapForm(RenderedForm):
    """One step in the life of a question; `van` is where it stood when the form was shown.

    Taken by somebody else meanwhile, the step is a conflict about its text.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for naam, field in self.own_fields.items():
            if isinstance(field, forms.DateField) and not self.initial[naam]:
                self.initial[naam] = timezone.localdate()

    def current(self):
        # without the day that is only suggested
        return {
            naam: as_posted(field, getattr(self.instance, naam))
            for naam, field in self.own_fields.items()
        }

    def clean(self):
        nu = Vraagstatus(self.instance.status)
        if self.van.is_later_dan(nu):
            raise forms.ValidationError(TERUGGEZET.format(nu.label))
        super().clean()
        dag = self.cleaned_data.get(self.dagveld)
        if dag:
            self.keur(dag, *self.vanaf())
        return self.cleaned_data

    def keur(self, dag, eerste, zin):
        if dag > timezone.localdate():
            self.add_error(self.dagveld, NOG_NIET_GEWEEST.format(date_format(dag, "j F Y")))
        elif dag < eerste:
            self.add_error(self.dagveld, zin.format(date_format(eerste, "j F Y")))

    def vanaf(self):
        """(the first day on which this step can be taken, the sentence that says so)"""
        return getattr(self.instance, self.na), VOOR_DE_STAP

    def save(self, commit=True):
        if self.instance.status == self.van:
            self.instance.status = self.van.volgende
        return super().save(commit)


class AntwoordForm(StapForm):
    van, dagveld = Vraagstatus.GESTELD, "beantwoord_op"
    antwoord = _tekst("Antwoord van het bestuur")
    beantwoord_op = _dag("Datum")

    class Meta:
        model = VraagAanEnergyboard
        fields = ["antwoord", "beantwoord_op"]

    def vanaf(self):
        # a round may be opened before its day: then an answer of today is the earliest there is
        return min(self.instance.ronde.peildatum, timezone.localdate()), VOOR_DE_RONDE


class TerugkoppelingForm(StapForm):
    van, dagveld, na = Vraagstatus.BEANTWOORD, "teruggekoppeld_op", "beantwoord_op"
    terugkoppeling = _tekst("Terugkoppeling aan de projecten")
    teruggekoppeld_op = _dag("Datum")

    class Meta:
        model = VraagAanEnergyboard
        fields = ["terugkoppeling", "teruggekoppeld_op"]


class AfdoenForm(StapForm):
    van, dagveld, na = Vraagstatus.TERUGGEKOPPELD, "afgedaan_op", "teruggekoppeld_op"
    afgedaan_op = _dag("Afgedaan op")

    class Meta:
        model = VraagAanEnergyboard
        fields = ["afgedaan_op"]


STAPPEN = {form.van: form for form in (AntwoordForm, TerugkoppelingForm, AfdoenForm)}


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
