"""Rows that are there or not, by ticking what they are about.

What is posted is compared with what was rendered: a row that somebody else added meanwhile stays,
and one that somebody else wrote in goes only after that was said.
"""

import json

from django import forms

from pmiek.posted import read_dictionary
from pmiek.rendered import BESCHADIGD, last_author, with_time

INTUSSEN_GEVULD = (
    "{wie} schreef intussen iets bij {naam}. U zette dit uit; sla nog eens op als het toch weg kan."
)


class TickedForm(forms.Form):
    """Cleaned is what there is to be: what is stored now, with the changes of this user."""

    ticked = "projecten"
    basis = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, rows, **kwargs):
        """`rows`: the stored rows by the key of what they are about."""
        self.rows = {str(pk): row for pk, row in rows.items()}
        super().__init__(*args, initial={self.ticked: list(rows)}, **kwargs)
        self.fields["basis"].initial = self._stored()

    def clean(self):
        super().clean()
        rendered = self._rendered()
        if rendered is None:
            self._renew_basis()
            raise forms.ValidationError(BESCHADIGD, code="beschadigd")
        if self.ticked in self.cleaned_data:
            self._settle(rendered)
        return self.cleaned_data

    def _settle(self, rendered):
        posted = {str(obj.pk) for obj in self.cleaned_data[self.ticked]}
        weg = rendered.keys() - posted
        for pk in sorted(weg & self.rows.keys()):
            if self.rows[pk].versie != rendered[pk]:
                self._say_changed(self.rows[pk])
        blijft = (self.rows.keys() - weg) | (posted - rendered.keys())
        self.cleaned_data[self.ticked] = self.fields[self.ticked].queryset.filter(pk__in=blijft)

    def _say_changed(self, row):
        wie = with_time(*last_author(row))
        self.add_error(self.ticked, INTUSSEN_GEVULD.format(wie=wie, naam=row.project))
        self._renew_basis()

    def _stored(self):
        return json.dumps({pk: row.versie for pk, row in self.rows.items()})

    def _renew_basis(self):
        self.data = self.data.copy()
        self.data[self.add_prefix("basis")] = self._stored()

    def _rendered(self):
        """{key: version} as it stood on the screen, or None when it did not arrive."""
        return read_dictionary(self.data.get(self.add_prefix("basis"), ""))
