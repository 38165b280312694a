"""A list as a file: at once when that takes no longer than a page may, else by the worker."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from actielijst.documenten.taken import vraag_document
from actielijst.enums import Keuzedocument
from actielijst.models import Documenttaak

# rows that take about a second; `make bench` says how long
GRENZEN = {
    Keuzedocument.AFSPRAKEN_PDF: 150,
    Keuzedocument.AFSPRAKEN_XLSX: 1000,
    Keuzedocument.PROJECTEN_XLSX: 500,
}
TE_LANG = (
    "Deze lijst is te lang om op te wachten. Kies het bestand boven de lijst; dan wordt het op de "
    "achtergrond gemaakt."
)
FILTER_TE_LANG = "Met zo veel filters tegelijk gaat dat niet. Kies er minder."
LANGSTE_KEUZE = Documenttaak._meta.get_field("keuze").max_length


@dataclass(frozen=True)
class Lijstbestand:
    """A button above a list: a file to fetch, or one to ask for."""

    soort: Keuzedocument
    route: str
    woorden: str
    aantal: int

    @property
    def is_direct(self):
        return self.aantal <= GRENZEN[self.soort]


class LijstbestandMixin:
    """Before a list on the screen: same scope, same filter, no pages."""

    soort: Keuzedocument
    lijst_url: str

    def get_paginate_by(self, queryset):
        return None

    def render_to_response(self, context):
        if self.object_list.count() > GRENZEN[self.soort]:
            messages.warning(self.request, TE_LANG)
            return redirect(self.lijstadres())
        return self.bestand(context)

    def post(self, request, *args, **kwargs):
        keuze = self._keuze()
        if len(keuze) > LANGSTE_KEUZE:
            messages.warning(request, FILTER_TE_LANG)
            return redirect(self.lijstadres())
        vandaag = timezone.localdate()
        return redirect(vraag_document(request.provincie, self.soort, request.user, vandaag, keuze))

    def _keuze(self):
        """What of the address filters and orders; not the page, nor what was ticked."""
        vraag = self.request.GET.copy()
        for naam in set(vraag) - set(self.filterset_class.base_filters):
            del vraag[naam]
        return vraag.urlencode()

    def lijstadres(self):
        adres = reverse(self.lijst_url, args=[self.request.provincie.slug])
        keuze = self._keuze()
        return f"{adres}?{keuze}" if keuze else adres
