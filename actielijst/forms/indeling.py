"""Fase and route: what is asked before an unusual choice is kept, on the fiche and in the list."""

from django import forms

from actielijst.enums import Fase, Route
from actielijst.models.project import TEKSTGRENS
from pmiek.rendered import RenderedForm
from pmiek.validators import valideer_tekst

FASE_TERUG = "U zet de fase terug."
ROUTE_WIJKT_AF = "Deze route wijkt af van de bron."


def redenveld(label, **opties):
    widget = forms.Textarea(attrs={"rows": 2})
    opties = {"max_length": TEKSTGRENS, "validators": [valideer_tekst], "widget": widget} | opties
    return forms.CharField(label=label, required=False, **opties)


class FaseEnRouteForm(RenderedForm):
    def save(self, commit=True):
        self.instance.fasereden = self.cleaned_data.get("fasereden", "")
        return super().save(commit)

    def _vraag_waarom(self, veld, wat):
        """Something unusual is possible, after one sentence why."""
        if wat and not self.cleaned_data.get(veld) and veld not in self.errors:
            self.add_error(veld, f"{wat} Schrijf in één zin waarom.")

    def _fase_terug(self):
        return self._nieuw_of_huidig("fase") in Fase.eerdere(self.instance.fase)

    def _route_wijkt_af(self):
        """Whether this save makes a combination that differs from the source, unexplained."""
        if not {"fase", "route"} & self.cleaned_data.keys():
            return False
        if self._nieuw_of_huidig("route_toelichting"):
            return False
        return self._nieuw_of_huidig("route") in Route.afwijkend_bij(self._nieuw_of_huidig("fase"))

    def _nieuw_of_huidig(self, naam):
        return self.cleaned_data.get(naam, getattr(self.instance, naam))
