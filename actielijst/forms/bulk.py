"""One change to many agreements: all of them, or none when one was changed meanwhile."""

import re
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import transaction
from django.utils import timezone

from actielijst.enums import Afspraakstatus
from actielijst.forms.fiche import load_partijen
from actielijst.forms.project import partijveld
from pmiek.history import Verouderd
from pmiek.validators import valideer_geweest

MAX_RIJEN = 500
KEUZE = re.compile(r"([0-9]{1,18}):([0-9]{1,9})")


def lees_keuze(gepost):
    """{key of an agreement: its version on the screen} of what was ticked."""
    gevonden = filter(None, map(KEUZE.fullmatch, gepost))
    return {int(keuze[1]): int(keuze[2]) for keuze in gevonden}


@dataclass(frozen=True)
class Rij:
    afspraak: Any
    # the version that the user saw
    versie: int

    @property
    def is_gewijzigd(self):
        return self.afspraak.versie != self.versie

    @property
    def waarde(self):
        """What the box says: the version that stands on the page now."""
        return f"{self.afspraak.pk}:{self.afspraak.versie}"


def gekozen_rijen(afspraken, keuze):
    return [Rij(afspraak, keuze[afspraak.pk]) for afspraak in afspraken.filter(pk__in=keuze)]


class BulkForm(forms.Form):
    status = forms.ChoiceField(
        label="Status",
        required=False,
        choices=[("", "zo laten"), *Afspraakstatus.choices],
    )
    afgerond_op = forms.DateField(
        label="Afgerond op",
        required=False,
        help_text="Bij de status afgerond of vervallen; leeg is vandaag.",
        validators=[valideer_geweest],
        error_messages={"invalid": "Schrijf een datum, bijvoorbeeld 14-03-2026."},
    )
    trekker = partijveld("trekker / verantwoordelijke")

    def __init__(self, *args, provincie, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["trekker"].empty_label = "zo laten"
        self.fields["trekker"].load(load_partijen(provincie))

    def clean(self):
        super().clean()
        if not self.errors and not (self.cleaned_data["status"] or self.cleaned_data["trekker"]):
            self.add_error("status", "Kies een andere status of een andere trekker.")
        return self.cleaned_data

    @property
    def in_woorden(self):
        status, trekker = self.cleaned_data["status"], self.cleaned_data["trekker"]
        delen = [
            f"status wordt {Afspraakstatus(status).label}" if status else "",
            f"trekker wordt {trekker}" if trekker else "",
        ]
        return " en ".join(filter(None, delen))

    def save(self, rijen):
        """Whether all rows were written; none is when somebody was there first."""
        try:
            with transaction.atomic():
                for rij in rijen:
                    self._wijzig(rij.afspraak)
        except Verouderd:
            return False
        return True

    def _wijzig(self, afspraak):
        status, trekker = self.cleaned_data["status"], self.cleaned_data["trekker"]
        if trekker:
            afspraak.trekker = trekker
        if status and status != afspraak.status:
            afspraak.status, afspraak.afgerond_op = status, self._afgerond_op(status)
        afspraak.save()

    def _afgerond_op(self, status):
        if status in Afspraakstatus.actief():
            return None
        return self.cleaned_data["afgerond_op"] or timezone.localdate()
