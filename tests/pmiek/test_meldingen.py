"""The words of the libraries do not reach a user."""

import pytest
from django import forms
from django.core import mail
from django.core.validators import MaxValueValidator, MinValueValidator
from django.urls import reverse

from actielijst.models import Project
from pmiek.meldingen import ONBEKENDE_KEUZE
from pmiek.models import Partij

KEUZES = [("a", "A")]


class Proefformulier(forms.Form):
    tekst = forms.CharField(max_length=5)
    keuze = forms.ChoiceField(choices=KEUZES)
    keuzes = forms.MultipleChoiceField(choices=KEUZES)
    partij = forms.ModelChoiceField(Partij.objects.none())
    partijen = forms.ModelMultipleChoiceField(Partij.objects.none())
    getal = forms.IntegerField()
    hoog = forms.IntegerField(validators=[MaxValueValidator(9)])
    laag = forms.IntegerField(validators=[MinValueValidator(1)])
    adres = forms.EmailField()
    dag = forms.DateField()
    bestand = forms.FileField()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("veld", "waarde", "zin"),
    [
        ("tekst", "", "Vul dit veld in."),
        ("tekst", "123456", "Deze tekst is te lang: 6 tekens. Er passen er ten hoogste 5 in."),
        ("keuze", "x", ONBEKENDE_KEUZE),
        ("keuzes", ["x"], ONBEKENDE_KEUZE),
        ("partij", "9", ONBEKENDE_KEUZE),
        ("partijen", ["9"], ONBEKENDE_KEUZE),
        ("partijen", ["x"], ONBEKENDE_KEUZE),
        ("getal", "x", "Schrijf een heel getal in cijfers, zoals 12."),
        ("hoog", "10", "Schrijf een getal van ten hoogste 9."),
        ("laag", "0", "Schrijf een getal van ten minste 1."),
        ("adres", "anna", "Schrijf een e-mailadres met een @, zoals naam@provincie.nl."),
        ("dag", "x", "Schrijf een datum als dag-maand-jaar, zoals 31-12-2026."),
    ],
)
def test_een_formulier_weigert_in_onze_woorden(veld, waarde, zin):
    assert Proefformulier({veld: waarde}).errors[veld] == [zin]


def test_ook_een_model_weigert_in_onze_woorden(project):
    veld = Project._meta.get_field("naam")

    with pytest.raises(forms.ValidationError, match="Deze tekst is te lang: 2000 tekens"):
        veld.clean("x" * 2000, project)


def test_wie_zelf_een_account_zoekt_leest_hoe_het_wel_kan(client, db):
    pagina = client.get(reverse("account_signup")).content.decode()

    assert "De secretaris van uw provincie nodigt u uit" in pagina
    assert "Het spijt ons" not in pagina


def test_een_bericht_heeft_een_onderwerp_zonder_het_adres_van_de_server(client, lezer):
    client.post(reverse("account_reset_password"), {"email": lezer.email})

    assert [bericht.subject for bericht in mail.outbox] == [
        "Wachtwoord kiezen voor de pMIEK-actielijst"
    ]
