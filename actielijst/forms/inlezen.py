from django import forms

from pmiek.importing.limits import MAX_SIZE


class BestandForm(forms.Form):
    bestand = forms.FileField(
        label="Bestand",
        help_text="Een .xlsx-, .ods- of .csv-bestand van ten hoogste 10 MB.",
        error_messages={
            "required": "Kies het bestand met de lijst.",
            "empty": "Dit bestand is leeg.",
        },
    )

    def clean_bestand(self):
        bestand = self.cleaned_data["bestand"]
        if bestand.size > MAX_SIZE:
            raise forms.ValidationError(
                "Dit bestand is groter dan 10 MB. Haal afbeeldingen en oude bladen weg."
            )
        return bestand


class KolommenForm(forms.Form):
    """One choice per column of the file: which field it is, or that it is not read."""

    zonder_niet_verplicht = True

    def __init__(self, *args, kolommen, keuzes, **kwargs):
        super().__init__(*args, **kwargs)
        self.aantal = len(kolommen)
        keuzes = [("", "niet inlezen"), *keuzes]
        for plaats, (kop, veld, is_voorstel, waarden) in enumerate(kolommen):
            if kop:
                self.fields[f"kolom-{plaats}"] = forms.ChoiceField(
                    label=kop,
                    choices=keuzes,
                    initial=veld,
                    required=False,
                    help_text=_wat_er_staat(veld, is_voorstel, waarden),
                )

    def clean(self):
        gekozen = [veld for veld in self.cleaned_data.values() if veld]
        dubbel = {veld for veld in gekozen if gekozen.count(veld) > 1}
        for naam, veld in self.cleaned_data.copy().items():
            if veld in dubbel:
                self.add_error(naam, "Dit veld is ook bij een andere kolom gekozen.")
        if not {"naam", "nummer", "id"} & set(gekozen):
            self.add_error(None, "Wijs ten minste de kolom met het nummer of de naam aan.")
        return self.cleaned_data

    @property
    def velden(self):
        return [self.cleaned_data.get(f"kolom-{plaats}", "") for plaats in range(self.aantal)]


def _wat_er_staat(veld, is_voorstel, waarden):
    """In the words of the file, with what is to be done about a column that nobody knows."""
    if not waarden:
        return "Deze kolom is leeg."
    staat = f"Er staat bijvoorbeeld: {' | '.join(waarden)}"
    if is_voorstel:
        return f"Ons voorstel, kijk het na. {staat}"
    return staat if veld else f"Lezen wij nog niet. {staat}"
