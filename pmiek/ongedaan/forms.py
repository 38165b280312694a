from django import forms

KEUZES = {"terug": "Zet toch terug", "laten": "Laat staan wat er nu staat"}
KIES = "Kies wat er moet gebeuren."


class ConflictForm(forms.Form):
    """One choice per conflict; nothing is chosen beforehand."""

    def __init__(self, data=None, *, conflicten):
        super().__init__(data)
        for conflict in conflicten:
            self.fields[conflict.sleutel] = forms.ChoiceField(
                label=conflict.titel,
                choices=[(keuze, KEUZES[keuze]) for keuze in conflict.keuzes],
                widget=forms.RadioSelect,
                error_messages={"required": KIES, "invalid_choice": KIES},
            )

    @property
    def per_conflict(self):
        return {naam: self[naam] for naam in self.fields}
