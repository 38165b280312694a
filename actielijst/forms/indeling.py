"""Fase and route: what is asked before an unusual choice is kept, on the fiche and in the list."""

from django import forms

from actielijst.enums import Fase, Route
from actielijst.models import Project
from actielijst.models.project import TEKSTGRENS
from pmiek.rendered import FieldsDecide, RenderedForm
from pmiek.validators import valideer_tekst

FASE_TERUG = "U zet de fase terug."
ROUTE_WIJKT_AF = "Deze route wijkt af van de bron."
ROUTE_WIJKT_ANDERS_AF = (
    "Deze route wijkt af van de bron, en wat hier staat hoort bij de keuze die er stond."
)
# the same questions where the sentence is asked beside the choice
VRAGEN = {
    "terug": "U zet de fase terug. Waarom?",
    "verkenning": (
        "Volgens de bron gaat een verkenning naar acties of pMIEK +1. Waarom is het hier anders?"
    ),
    "concreet": (
        "Volgens de bron gaat een concreet project naar acties of alleen monitoring. "
        "Waarom is het hier anders?"
    ),
}
ZIN_WAAROM = "Schrijf in één zin waarom."
KIES_PROJECTEN = "Kies eerst een of meer projecten in de lijst."
KIES_WAARDE = "Kies een fase of een route voor de gekozen projecten."
NIET_OP_DE_LIJST = "Een gekozen project staat niet meer op de lijst. Kies opnieuw."


def redenveld(label, **opties):
    widget = forms.Textarea(attrs={"rows": 2})
    opties = {"max_length": TEKSTGRENS, "validators": [valideer_tekst], "widget": widget} | opties
    return forms.CharField(label=label, required=False, **opties)


def afwijking(fase, route):
    """Which question of `VRAGEN` this combination asks; "" where it is as the source has it."""
    if route not in Route.afwijkend_bij(fase):
        return ""
    return "verkenning" if fase == Fase.VERKENNING else "concreet"


class FaseEnRouteForm(FieldsDecide, RenderedForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # what is validated changes the instance, also when it is refused
        self.opgeslagen = (self.instance.fase, self.instance.route)

    def save(self, commit=True):
        self.instance.fasereden = self.cleaned_data.get("fasereden", "")
        if self._afwijking_is_voorbij():
            # the sentence explained what is no more; the history keeps it
            self.instance.route_toelichting = ""
        return super().save(commit)

    def _vraag_waarom(self, veld, wat):
        """Something unusual is possible, after one sentence why."""
        if wat and not self.cleaned_data.get(veld) and veld not in self.errors:
            self.add_error(veld, f"{wat} {ZIN_WAAROM}")

    def _fase_terug(self):
        return self._nieuw_of_huidig("fase") in Fase.eerdere(self.instance.fase)

    def _nieuwe_afwijking(self):
        return afwijking(self._nieuw_of_huidig("fase"), self._nieuw_of_huidig("route"))

    def _afwijking_is_voorbij(self):
        is_beantwoord = "route_toelichting" in self.cleaned_data
        return bool(afwijking(*self.opgeslagen)) and not (self._nieuwe_afwijking() or is_beantwoord)

    def _route_wijkt_af(self):
        """Whether this save makes a combination that differs from the source, unexplained.

        A sentence that stands there explains the combination it was given with, no other one.
        """
        nieuw = self._nieuwe_afwijking()
        if not nieuw or not {"fase", "route"} & self.cleaned_data.keys():
            return False
        return nieuw != afwijking(*self.opgeslagen) or not self._nieuw_of_huidig(
            "route_toelichting"
        )

    def _nieuw_of_huidig(self, naam):
        return self.cleaned_data.get(naam, getattr(self.instance, naam))


class IndelingForm(FaseEnRouteForm):
    """One row of the list: two choices, and one sentence where they ask for it."""

    waarom = redenveld("Waarom", widget=forms.TextInput)

    class Meta:
        model = Project
        fields = ["fase", "route"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.vragen = []

    def clean(self):
        super().clean()
        self.wijkt_af = self._route_wijkt_af()
        self.vragen = self._vragen()
        if self.vragen and not self.cleaned_data.get("waarom") and "waarom" not in self.errors:
            self.add_error("waarom", ZIN_WAAROM)
        return self.cleaned_data

    def _vragen(self):
        gevraagd = {"terug": self._fase_terug(), self._nieuwe_afwijking(): self.wijkt_af}
        return [VRAGEN[naam] for naam, is_gevraagd in gevraagd.items() if is_gevraagd]

    def save(self, commit=True):
        waarom = self.cleaned_data.get("waarom", "")
        self.cleaned_data["fasereden"] = waarom
        if self.wijkt_af:
            self.instance.route_toelichting = waarom
        return super().save(commit)

    @property
    def is_anders(self):
        return (self.instance.fase, self.instance.route) != self.opgeslagen

    def save_changed(self):
        """Whether there was something to write."""
        if self.is_anders:
            self.save()
        return self.is_anders


class Projectenveld(forms.ModelMultipleChoiceField):
    def clean(self, value):
        # a number that no database can hold is an unknown project like any other
        if any(len(str(pk)) > 18 for pk in value or []):
            raise forms.ValidationError(NIET_OP_DE_LIJST)
        return super().clean(value)


class GekozenForm(forms.Form):
    """Several rows at once; what is left open stays as it is in each of them."""

    kies = Projectenveld(
        queryset=Project.objects.none(),
        error_messages={
            "required": KIES_PROJECTEN,
            "invalid_choice": NIET_OP_DE_LIJST,
            "invalid_pk_value": NIET_OP_DE_LIJST,
        },
    )
    fase = forms.ChoiceField(
        label="Fase", required=False, choices=[("", "laat zo"), *Fase.choices[1:]]
    )
    route = forms.ChoiceField(
        label="Route", required=False, choices=[("", "laat zo"), *Route.choices[1:]]
    )

    def __init__(self, *args, projecten, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kies"].queryset = projecten

    def clean(self):
        super().clean()
        if not self.errors and not self.waarden:
            raise forms.ValidationError(KIES_WAARDE)
        return self.cleaned_data

    @property
    def waarden(self):
        return {
            naam: self.cleaned_data[naam] for naam in ("fase", "route") if self.cleaned_data[naam]
        }

    @property
    def meldingen(self):
        return [melding for meldingen in self.errors.values() for melding in meldingen]


def rijprefix(project):
    """In front of the names of one project where the values of several are posted together."""
    return f"p{project.pk}"


def bevestigingen(keuze, data):
    """A form per chosen project: as it was confirmed, or as it is about to be asked."""
    return [_bevestiging(project, keuze, data) for project in keuze.cleaned_data["kies"]]


def _bevestiging(project, keuze, data):
    prefix = rijprefix(project)
    leeg = IndelingForm(instance=project, prefix=prefix)
    nu = {"fase": project.fase, "route": project.route, "basis": leeg["basis"].value()}
    waarden = nu | keuze.waarden | {"waarom": data.get("waarom", "")}
    # the rendered values of a confirmation, or a colleague's change since would go unseen
    waarden["basis"] = data.get(f"{prefix}-basis", waarden["basis"])
    rij = {f"{prefix}-{naam}": waarde for naam, waarde in waarden.items()}
    return IndelingForm(rij, instance=project, prefix=prefix)
