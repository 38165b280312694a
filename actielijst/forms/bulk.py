"""One change to many agreements: all of them, or none when one was changed meanwhile."""

import re
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.db import transaction
from django.utils import timezone

from actielijst.enums import Afspraakstatus
from actielijst.forms.afspraak import NOG_NIET_KLAAR
from actielijst.forms.fiche import load_partijen
from actielijst.forms.project import partijveld
from actielijst.models import Uitvoeringsafspraak
from pmiek.validators import valideer_geweest
from pmiek.wijziging import Wijziging

MAX_RIJEN = 500
KEUZE = re.compile("([0-9]{1,18}):([a-z]{0,20}):([0-9-]{0,10}):([0-9]{0,18})")
# what each choice of the form writes
SCHRIJFT = {"status": ("status", "afgerond_op"), "trekker": ("trekker",)}
UZELF = "uzelf, in een ander venster"


def keuzewaarde(afspraak):
    """What the box of an agreement says: its key, and what this form can write as it is now."""
    return ":".join([str(afspraak.pk), *_stand(afspraak).values()])


def lees_keuze(gepost):
    """{key of an agreement: what stood on the screen, by field} of what was ticked."""
    gevonden = filter(None, map(KEUZE.fullmatch, gepost))
    velden = ("status", "afgerond_op", "trekker")
    return {int(keuze[1]): dict(zip(velden, keuze.groups()[1:], strict=True)) for keuze in gevonden}


def _stand(afspraak):
    return {
        "status": afspraak.status,
        "afgerond_op": str(afspraak.afgerond_op or ""),
        "trekker": str(afspraak.trekker_id or ""),
    }


@dataclass(frozen=True)
class Rij:
    afspraak: Any
    # the fields that are stored differently from what the user saw
    gewijzigd: frozenset = frozenset()
    wie: str = ""

    @property
    def is_gewijzigd(self):
        return bool(self.gewijzigd)

    @property
    def waarde(self):
        return keuzewaarde(self.afspraak)


def gekozen_rijen(afspraken, keuze, velden, gebruiker):
    """A row for each agreement that was ticked; `velden` are those that will be written."""
    rijen = []
    for afspraak in afspraken.filter(pk__in=keuze):
        nu, gezien = _stand(afspraak), keuze[afspraak.pk]
        rijen.append(Rij(afspraak, frozenset(v for v in velden if nu[v] != gezien[v])))
    wie = _wie(rijen, gebruiker)
    return [replace(rij, wie=wie.get(rij.afspraak.pk, "")) for rij in rijen]


def _wie(rijen, gebruiker):
    """{key of a changed agreement: who changed it last}, asked once."""
    gewijzigd = {rij.afspraak.pk: rij.gewijzigd for rij in rijen if rij.gewijzigd}
    if not gewijzigd:
        return {}
    wie = {}
    for wijziging in Wijziging.objects.van_rijen(Uitvoeringsafspraak, gewijzigd).uitgevoerd():
        if gewijzigd[wijziging.object_id] & wijziging.velden.keys():
            naam = UZELF if wijziging.door_id == gebruiker.pk else wijziging.door_naam
            wie.setdefault(wijziging.object_id, naam)
    return wie


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
        afgerond_op, status = map(self.cleaned_data.get, ("afgerond_op", "status"))
        if afgerond_op and status in ("", *Afspraakstatus.actief()):
            self.add_error("afgerond_op", NOG_NIET_KLAAR)
        if not self.errors and not (self.cleaned_data["status"] or self.cleaned_data["trekker"]):
            self.add_error("status", "Kies een andere status of een andere trekker.")
        return self.cleaned_data

    @property
    def velden(self):
        """The fields that will be written; all of them while nothing is chosen."""
        gekozen = [naam for naam in SCHRIJFT if getattr(self, "cleaned_data", {}).get(naam)]
        return [veld for naam in gekozen or SCHRIJFT for veld in SCHRIJFT[naam]]

    @property
    def in_woorden(self):
        status, trekker = (self.cleaned_data.get(naam) for naam in SCHRIJFT)
        delen = [
            f"status wordt {Afspraakstatus(status).label}" if status else "",
            f"trekker wordt {trekker}" if trekker else "",
        ]
        return " en ".join(filter(None, delen))

    def save(self, rijen):
        """Write all rows, and return how many of them now say something else.

        Raises `Verouderd`, with none written, when somebody was there first.
        """
        with transaction.atomic():
            return sum(self._wijzig(rij.afspraak) for rij in rijen)

    def _wijzig(self, afspraak):
        status, trekker = self.cleaned_data["status"], self.cleaned_data["trekker"]
        versie = afspraak.versie
        if trekker:
            afspraak.trekker = trekker
        if status:
            afspraak.afgerond_op = self._afgerond_op(afspraak, status)
            afspraak.status = status
        afspraak.save()
        return afspraak.versie != versie

    def _afgerond_op(self, afspraak, status):
        if status in Afspraakstatus.actief():
            return None
        # an empty date leaves the day of what was closed already
        was = afspraak.afgerond_op if status == afspraak.status else timezone.localdate()
        return self.cleaned_data["afgerond_op"] or was
