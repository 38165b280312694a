from django import forms

from actielijst.enums import Lijst
from actielijst.forms.beheer import DATUMFOUT, PerProvincieForm
from actielijst.models import Project
from monitoring.bijlage import als_regels, bijgewerkt, zelf_geschreven
from monitoring.corrigeren import corrigeer_tekst
from monitoring.lijst import KOPPEN
from monitoring.models import Categorie, Doorlooptijd, Monitoringronde, Wijzigingentekst
from pmiek.rendered import RenderedForm
from pmiek.ticked import TickedForm
from pmiek.validators import valideer_tekst


class RondeForm(PerProvincieForm):
    class Meta:
        model = Monitoringronde
        fields = ["naam", "peildatum", "deadline", "vergaderdatum"]
        error_messages = {
            "naam": {"required": "Schrijf op hoe de ronde heet, bijvoorbeeld najaar 2026."},
            "peildatum": {"required": "Schrijf van welke dag de stand is."} | DATUMFOUT,
            "deadline": {"required": "Schrijf tot wanneer partijen kunnen aanleveren."} | DATUMFOUT,
            "vergaderdatum": {"required": "Schrijf wanneer het bestuur vergadert."} | DATUMFOUT,
        }

    def _get_validation_exclusions(self):
        # one round is open at a time, and its status is not on the form
        return super()._get_validation_exclusions() - {"status"}


class CategorieForm(PerProvincieForm):
    class Meta:
        model = Categorie
        fields = ["naam", "volgorde", "actief"]
        error_messages = {
            "naam": {"required": "Schrijf op hoe de soort heet, bijvoorbeeld grond."},
            "volgorde": {"required": "Schrijf een getal; lage getallen staan vooraan."},
        }


class DoorlooptijdForm(PerProvincieForm):
    kies = {"fase": "kies een fase"}

    class Meta:
        model = Doorlooptijd
        fields = ["fase", "type_infra", "maanden"]
        error_messages = {
            "fase": {"required": "Kies vanaf welke fase wordt gerekend."},
            "maanden": {"required": "Schrijf een aantal maanden."},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        typen = self.instance.provincie.keuzes.filter(lijst=Lijst.TYPE_INFRA)
        self.fields["type_infra"].queryset = typen
        self.fields["type_infra"].empty_label = "elk ander type"


class ProjectenForm(TickedForm):
    """Which projects are in an open round."""

    projecten = forms.ModelMultipleChoiceField(
        label="Projecten in deze ronde",
        queryset=Project.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, projecten, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["projecten"].queryset = projecten


class WijzigingentekstForm(RenderedForm):
    """Shows the sentences that follow from the figures; only what differs from them is kept.

    Sent with `overnemen`, what follows by now is put into the own words.
    """

    class Meta:
        model = Wijzigingentekst
        fields = list(KOPPEN)
        widgets = {naam: forms.Textarea(attrs={"rows": 6}) for naam in KOPPEN}

    def __init__(self, *args, inhoud, instance, **kwargs):
        self.paren, self.na_te_kijken = inhoud["wijzigingen"], []
        self.afgeleid = {naam: "\n".join(als_regels(inhoud, naam)) for naam in KOPPEN}
        initial = {naam: getattr(instance, naam) or self.afgeleid[naam] for naam in KOPPEN}
        super().__init__(*args, instance=instance, initial=initial, **kwargs)

    def clean(self):
        super().clean()
        if "overnemen" in self.data:
            self._neem_over()
        for naam, zinnen in self.afgeleid.items():
            tekst = self.cleaned_data.get(naam)
            if tekst is not None and _gelijk(tekst, zinnen):
                self.cleaned_data[naam] = ""
        return self.cleaned_data

    def _neem_over(self):
        for naam, toen in self.instance.afgeleid.items():
            eigen = self.cleaned_data.get(naam, getattr(self.instance, naam))
            if eigen and naam not in self.errors:
                self.na_te_kijken += zelf_geschreven(eigen, toen, self.paren[naam])
                self.cleaned_data[naam] = bijgewerkt(eigen, toen, self.paren[naam])

    def save(self, commit=True):
        """With what follows now, for the words that were written beside it."""
        nieuw = {naam: self.paren[naam] for naam in KOPPEN if naam in self.cleaned_data}
        samen = self.instance.afgeleid | nieuw
        self.instance.afgeleid = {
            n: paren for n, paren in samen.items() if getattr(self.instance, n)
        }
        return super().save(commit)

    def bewaar(self, gebruiker):
        return self.save()


class TekstcorrectieForm(WijzigingentekstForm):
    """The annex of a closed round: what it said is kept, with the reason.

    Saving gives the correction, or None when nothing is different.
    """

    field_order = ["reden", *KOPPEN]
    reden = forms.CharField(
        label="Reden van de correctie",
        max_length=1000,
        validators=[valideer_tekst],
        error_messages={"required": "Schrijf in één zin waarom deze tekst anders moet."},
    )

    def bewaar(self, gebruiker):
        ronde, reden = self.instance.ronde, self.cleaned_data["reden"]
        return corrigeer_tekst(ronde, gebruiker, reden, self.save)


def _gelijk(tekst, zinnen):
    return [r.strip() for r in tekst.splitlines()] == [r.strip() for r in zinnen.splitlines()]
