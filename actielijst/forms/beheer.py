from django import forms
from django.core.exceptions import NON_FIELD_ERRORS

from actielijst.models import Hoofddocumenttekst, Keuze, PmiekRonde
from pmiek.enums import Rolsoort
from pmiek.models import Gebruiker, Partij, Provincie, Rol
from pmiek.rendered import RenderedForm
from pmiek.validators import valideer_mailhost, valideer_tekst

MAILFOUT = {"invalid": "Schrijf een e-mailadres, bijvoorbeeld energie@gemeente.nl."}
DATUMFOUT = {"invalid": "Schrijf een datum, bijvoorbeeld 31-12-2026."}


class PerProvincieForm(RenderedForm):
    # what a required choice shows before anything is chosen
    kies = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for naam, woorden in self.kies.items():
            self.fields[naam].choices = [("", woorden), *self.fields[naam].choices[1:]]

    def _get_validation_exclusions(self):
        # names are unique within the province, which is not on the form
        return super()._get_validation_exclusions() - {"provincie"}

    def _update_errors(self, errors):
        """What the database asks of two fields is said at the one that its code names."""
        for fout in getattr(errors, "error_dict", {}).pop(NON_FIELD_ERRORS, []):
            waar = fout.code if fout.code in self.fields else NON_FIELD_ERRORS
            errors.error_dict.setdefault(waar, []).append(fout)
        super()._update_errors(errors)


class PartijForm(PerProvincieForm):
    kies = {"soort": "kies een soort"}

    class Meta:
        model = Partij
        fields = ["naam", "soort", "code", "email", "geldig_van", "geldig_tot"]
        error_messages = {
            "naam": {"required": "Schrijf op hoe de partij heet."},
            "soort": {"required": "Kies wat voor partij dit is."},
            "email": MAILFOUT,
            "geldig_van": DATUMFOUT,
            "geldig_tot": DATUMFOUT,
        }


class KeuzeForm(PerProvincieForm):
    kies = {"lijst": "kies een lijst"}

    class Meta:
        model = Keuze
        fields = ["lijst", "naam", "volgorde", "actief"]
        error_messages = {
            "lijst": {"required": "Kies in welke lijst deze keuze hoort."},
            "naam": {"required": "Schrijf op hoe de keuze heet."},
            "volgorde": {"required": "Schrijf een getal; lage getallen staan vooraan."},
        }


class RondeForm(PerProvincieForm):
    class Meta:
        model = PmiekRonde
        fields = ["naam", "startdatum", "vergaderdatum", "bron"]
        error_messages = {
            "naam": {"required": "Schrijf op hoe de ronde heet, bijvoorbeeld 2.0 (2025)."},
            "startdatum": {"required": "Schrijf wanneer de lijst is vastgesteld."} | DATUMFOUT,
            "vergaderdatum": DATUMFOUT,
        }


class HuisstijlForm(RenderedForm):
    class Meta:
        model = Provincie
        fields = ["bordnaam", "accent"]
        error_messages = {
            "bordnaam": {"required": "Schrijf op hoe de bestuurlijke tafel heet."},
            "accent": {"required": "Schrijf een kleur, bijvoorbeeld #00568b."},
        }


class TekstenForm(RenderedForm):
    class Meta:
        model = Hoofddocumenttekst
        fields = ["samenvatting", "terugblik", "nmiek", "voorverkenningen"]
        widgets = {
            "samenvatting": forms.Textarea(attrs={"rows": 4}),
            "terugblik": forms.Textarea(attrs={"rows": 10}),
            "nmiek": forms.Textarea(attrs={"rows": 6}),
            "voorverkenningen": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "samenvatting": "Leeg: het document vat zelf de aantallen samen.",
            "terugblik": "Hoe is de uitvoeringsaanpak tot stand gekomen, en met wie?",
            "nmiek": "Welke projecten haken aan bij landelijke projecten, en hoe?",
            "voorverkenningen": "Wat gebeurt er met de verkenningen die nog geen locatie hebben?",
        }


class RolForm(RenderedForm):
    """What somebody may do in this province."""

    class Meta:
        model = Rol
        fields = ["soort", "partij", "geldig_tot"]
        error_messages = {"soort": {"required": "Kies een rol."}, "geldig_tot": DATUMFOUT}

    def __init__(self, *args, provincie, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["soort"].choices = [
            ("", "kies een rol"),
            *((soort.value, soort.label) for soort in Rolsoort if soort != Rolsoort.LANDELIJK),
        ]
        self.fields["partij"].queryset = provincie.partijen.order_by("soort", "naam")
        self.fields["partij"].empty_label = "niet namens een partij"
        self.fields["partij"].help_text = "Alleen bij de rol partij."

    def clean(self):
        super().clean()
        soort = self.cleaned_data.get("soort", self.instance.soort)
        if soort == Rolsoort.PARTIJ and not self.cleaned_data.get("partij", self.instance.partij):
            self.add_error("partij", "Kies bij de rol partij voor welke partij.")
        if soort != Rolsoort.PARTIJ:
            # another role reads the whole province, and for itself
            self.cleaned_data["partij"], self.instance.beperkt = None, False
        return self.cleaned_data


class GebruikerForm(forms.Form):
    email = forms.EmailField(
        label="E-mailadres",
        max_length=Gebruiker._meta.get_field("email").max_length,
        validators=[valideer_mailhost],
        error_messages={
            "required": "Schrijf het e-mailadres op waarmee deze persoon inlogt.",
            "invalid": "Schrijf een e-mailadres, bijvoorbeeld m.devries@provincie.nl.",
        },
    )
    naam = forms.CharField(
        label="Naam",
        max_length=200,
        validators=[valideer_tekst],
        error_messages={"required": "Schrijf op hoe deze persoon heet."},
    )

    def clean_email(self):
        return self.cleaned_data["email"].lower()

    def save(self):
        """The user with this address: an existing one keeps its own name."""
        email = self.cleaned_data["email"]
        bestaand = Gebruiker.objects.filter(email=email).first()
        return bestaand or Gebruiker.objects.create_user(email, naam=self.cleaned_data["naam"])
