"""Lists as files made by the worker: all rows that the screen shows with the same filters."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import QueryDict

from actielijst.documenten.afsprakenlijst import lange_afsprakenlijst_pdf
from actielijst.exports.afsprakenlijst import afsprakenlijst
from actielijst.exports.projecten import projectenlijst
from actielijst.filters import AfspraakFilter, ProjectFilter
from actielijst.models import Project, Uitvoeringsafspraak


@dataclass(frozen=True)
class Lijst:
    model: type
    filterset: type
    voor_scherm: Callable

    def gefilterd(self, taak):
        """What whoever asked may see now, filtered and in the order of the address."""
        scope = self.model.objects.van(taak.provincie).zichtbaar_voor(taak.gebruiker)
        return self.filterset(
            QueryDict(taak.keuze) or None,
            queryset=self.voor_scherm(scope.actueel()),
            provincie=taak.provincie,
        )


AFSPRAKEN = Lijst(
    Uitvoeringsafspraak, AfspraakFilter, lambda rijen: rijen.voor_overzicht().op_planning()
)
PROJECTEN = Lijst(Project, ProjectFilter, lambda rijen: rijen.voor_lijst())


def afspraken_pdf(taak, *, voortgang) -> bytes:
    keuze = AFSPRAKEN.gefilterd(taak)
    return lange_afsprakenlijst_pdf(
        taak.provincie,
        list(keuze.qs),
        keuze.qs.plaatsen(),
        keuze.actieve,
        taak.peildatum,
        voortgang=voortgang,
    )


def afspraken_xlsx(taak, *, voortgang) -> bytes:
    afspraken = AFSPRAKEN.gefilterd(taak).qs
    voortgang("Werkmap vullen", 0, 1)
    return afsprakenlijst(taak.provincie, list(afspraken), afspraken.plaatsen(), taak.peildatum)


def projecten_xlsx(taak, *, voortgang) -> bytes:
    voortgang("Werkmap vullen", 0, 1)
    return projectenlijst(taak.provincie, list(PROJECTEN.gefilterd(taak).qs), taak.peildatum)
