"""Findings: the rows that meet a rule, in a fixed number of queries for any number of projects."""

import functools
import hashlib
import operator
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Count, ExpressionWrapper, Q
from django.urls import reverse
from django.utils import timezone

from actielijst.linter.feiten import afspraakfeiten, projectfeiten
from actielijst.linter.regels import PROJECT, REGELS, Regel
from actielijst.models import Aanvaarding, Uitvoeringsafspraak

# what has no field of its own on the edit page
ANKERS = {"ip": "ip-rijen", "afspraken": "afspraak-rijen"}


@dataclass(frozen=True)
class Bevinding:
    regel: Regel
    # a row of `feiten.py`
    onderwerp: Any
    # of an agreement: its place in the project, counted from 1
    plaats: int = 0
    aanvaarding: Aanvaarding | None = None

    @property
    def afspraak(self):
        return self.onderwerp if self.regel.gaat_over_afspraak else None

    @property
    def project(self):
        return self.onderwerp.project if self.afspraak else self.onderwerp

    @property
    def zin(self):
        return f"Afspraak {self.plaats} {self.regel.zin}" if self.afspraak else self.regel.zin

    @property
    def reden(self):
        """What was said about it already, in the field of the rule."""
        return getattr(self.onderwerp, self.regel.reden) if self.regel.reden else ""

    @property
    def vingerafdruk(self):
        return vingerafdruk(self.regel, self.onderwerp)

    @property
    def veld_url(self):
        """The field on the edit page that answers this finding."""
        adres = reverse(
            "actielijst:project_bewerken", args=[self.project.provincie.slug, self.project.pk]
        )
        return f"{adres}#{self._anker}"

    @property
    def _anker(self):
        if self.afspraak:
            return f"id_afspraak-{self.plaats - 1}-{self.regel.veld}"
        return ANKERS.get(self.regel.veld, f"id_{self.regel.veld}")


def vingerafdruk(regel, rij):
    """The facts of a rule as one short text: another fact gives another text."""
    waarden = [str(operator.attrgetter(feit)(rij)) for feit in regel.feiten]
    return hashlib.sha256("\x1f".join(waarden).encode()).hexdigest()


def bevindingen(projecten, *, regels=REGELS, peildatum=None):
    """All findings about these projects, accepted ones included, in the order of the list."""
    peildatum = peildatum or timezone.localdate()
    over_projecten = _gevonden(projectfeiten(projecten), _over(regels, project=True), peildatum)
    over_afspraken = _gevonden(afspraakfeiten(projecten), _over(regels, project=False), peildatum)
    paren = over_projecten + over_afspraken
    plaatsen = _plaatsen(projecten) if over_afspraken else {}
    aanvaard = _aanvaard(projecten) if paren else {}
    gevonden = [
        Bevinding(
            regel,
            rij,
            plaatsen.get(rij.pk, 0) if regel.gaat_over_afspraak else 0,
            aanvaard.get(_sleutel(regel, rij)),
        )
        for regel, rij in paren
    ]
    return sorted(gevonden, key=_volgorde)


def openstaand(projecten, **opties):
    return [b for b in bevindingen(projecten, **opties) if b.aanvaarding is None]


def aanvaarde(projecten, **opties):
    """The findings that somebody accepted: looked for where anything was accepted, only there."""
    iets = Aanvaarding.objects.order_by().values("project")
    gevonden = bevindingen(projecten.filter(pk__in=iets), **opties)
    return [b for b in gevonden if b.aanvaarding is not None]


def aantallen(projecten, *, peildatum=None, aanvaard=None):
    """{code: number of findings that were not accepted}, counted by the database.

    `aanvaard` are the accepted ones, for whoever has them already.
    """
    peildatum = peildatum or timezone.localdate()
    aanvaard = aanvaarde(projecten, peildatum=peildatum) if aanvaard is None else aanvaard
    geteld = Counter()
    for rijen, regels in (
        (projectfeiten(projecten), _over(REGELS, project=True)),
        (afspraakfeiten(projecten), _over(REGELS, project=False)),
    ):
        vragen = {regel.code: Count("pk", filter=regel.als(peildatum)) for regel in regels}
        geteld.update(rijen.order_by().aggregate(**vragen))
    geteld.subtract(Counter(bevinding.regel.code for bevinding in aanvaard))
    return dict(geteld)


def aantallen_in_woorden(geteld):
    """'6 open: afspraken die te laat zijn 2; afspraken zonder trekker 4'."""
    delen = [
        f"{_midden_in_een_zin(regel.kop)} {geteld[regel.code]}"
        for regel in REGELS
        if geteld[regel.code]
    ]
    totaal = sum(geteld.values())
    return f"{totaal} open: {'; '.join(delen)}" if delen else "geen open"


def _midden_in_een_zin(kop):
    """Without its capital, unless that is of an abbreviation: 'IBN vóór de laatste afspraak'."""
    return kop if kop[1:2].isupper() else kop[:1].lower() + kop[1:]


def _over(regels, *, project):
    return [regel for regel in regels if (regel.over == PROJECT) == project]


def _gevonden(rijen, regels, peildatum):
    """(rule, row) pairs; one query for all rules together."""
    if not regels:
        return []
    vlaggen = {
        f"is_{regel.code}": ExpressionWrapper(regel.als(peildatum), BooleanField())
        for regel in regels
    }
    een_ervan = functools.reduce(operator.or_, (Q(**{vlag: True}) for vlag in vlaggen))
    return [
        (regel, rij)
        for rij in rijen.annotate(**vlaggen).filter(een_ervan)
        for regel in regels
        if getattr(rij, f"is_{regel.code}")
    ]


def _aanvaard(projecten):
    rijen = Aanvaarding.objects.filter(project__in=projecten.order_by().values("pk")).met_melder()
    return {(rij.regel, rij.project_id, rij.afspraak_id, rij.vingerafdruk): rij for rij in rijen}


def _sleutel(regel, rij):
    ids = (rij.project_id, rij.pk) if regel.gaat_over_afspraak else (rij.pk, None)
    return (regel.code, *ids, vingerafdruk(regel, rij))


def _plaatsen(projecten):
    return Uitvoeringsafspraak.objects.filter(
        project__in=projecten.order_by().values("pk")
    ).plaatsen()


def _volgorde(bevinding):
    project = bevinding.project
    plek = REGELS.index(bevinding.regel)
    return (project.sorteersleutel, project.pk, bevinding.plaats == 0, plek, bevinding.plaats)
