from django import forms

OVER_VELD = {"terug": "Zet toch terug", "laten": "Laat staan wat er nu staat"}
OVER_GEHEEL = {"terug": "Haal het toch weg", "laten": "Laat het zoals het nu is"}
KIES = "Kies wat er moet gebeuren."


class ConflictForm(forms.Form):
    """One choice per conflict; nothing is chosen beforehand."""

    def __init__(self, data=None, *, conflicten):
        super().__init__(data)
        for conflict in conflicten:
            woorden = OVER_VELD if conflict.veld else OVER_GEHEEL
            self.fields[conflict.sleutel] = forms.ChoiceField(
                label=conflict.titel,
                choices=[(keuze, woorden[keuze]) for keuze in conflict.keuzes],
                widget=forms.RadioSelect,
                error_messages={"required": KIES, "invalid_choice": KIES},
            )

    @property
    def per_conflict(self):
        return {naam: self[naam] for naam in self.fields}
