"""What a form says of an answer it cannot take: our words instead of those of the library."""

from django import forms
from django.core import validators

ONBEKENDE_KEUZE = "Deze keuze kennen wij niet. Kies er een uit de lijst."
TE_LANG = (
    "Deze tekst is te lang: %(show_value)d tekens. Er passen er ten hoogste %(limit_value)d in."
)
VELDEN = {
    forms.Field: {"required": "Vul dit veld in."},
    forms.ChoiceField: {"invalid_choice": ONBEKENDE_KEUZE},
    forms.MultipleChoiceField: {
        "invalid_choice": ONBEKENDE_KEUZE,
        "invalid_list": ONBEKENDE_KEUZE,
    },
    forms.ModelChoiceField: {"invalid_choice": ONBEKENDE_KEUZE},
    forms.ModelMultipleChoiceField: {
        "invalid_choice": ONBEKENDE_KEUZE,
        "invalid_list": ONBEKENDE_KEUZE,
        "invalid_pk_value": ONBEKENDE_KEUZE,
    },
    forms.IntegerField: {"invalid": "Schrijf een heel getal in cijfers, zoals 12."},
    forms.DecimalField: {"invalid": "Schrijf een getal in cijfers, zoals 52,5."},
    forms.DateField: {"invalid": "Schrijf een datum als dag-maand-jaar, zoals 31-12-2026."},
    forms.FileField: {
        "invalid": "Er is geen bestand aangekomen. Kies het opnieuw.",
        "missing": "Er is geen bestand aangekomen. Kies het opnieuw.",
        "empty": "Dit bestand is leeg. Kies een ander bestand.",
    },
}
CONTROLES = {
    validators.MaxLengthValidator: TE_LANG,
    validators.EmailValidator: "Schrijf een e-mailadres met een @, zoals naam@provincie.nl.",
    validators.MaxValueValidator: "Schrijf een getal van ten hoogste %(limit_value)s.",
    validators.MinValueValidator: "Schrijf een getal van ten minste %(limit_value)s.",
}


def zet_meldingen():
    """For every form, those of the libraries included; a field may still say it its own way."""
    for veld, meldingen in VELDEN.items():
        veld.default_error_messages = veld.default_error_messages | meldingen
    for controle, melding in CONTROLES.items():
        controle.message = melding
