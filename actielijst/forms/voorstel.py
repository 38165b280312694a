"""What an example action proposes on one fiche: who leads it and when, and on what ground."""

import re
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from actielijst.enums import Fase, Trekkersoort
from actielijst.fiche import opsomming
from actielijst.models import Voorbeeldactie
from pmiek.enums import Partijsoort
from pmiek.periode import lees_periode
from pmiek.periode.waarde import MAANDEN

SOORTEN = {
    Trekkersoort.BEVOEGD_GEZAG: "het bevoegd gezag",
    Trekkersoort.GEMEENTE: "een gemeente",
    Trekkersoort.NETBEHEERDER: "een netbeheerder",
    Trekkersoort.PROVINCIE: "een provincie",
    Trekkersoort.WATERSCHAP: "een waterschap",
    Trekkersoort.RIJK: "het Rijk",
    Trekkersoort.OVERIG: "een andere partij",
}
IN_TEKST = re.compile(
    r"\b(bevoegd gezag|gemeente|netbeheerder|provincie|waterschap|rijk)(?:n|s|pen)?\b"
)
# months; the source names no terms, so what is proposed says that it is ours
VUISTREGEL = {
    Fase.VERKENNING: 6,
    Fase.PLANUITWERKING: 12,
    Fase.PROJECT: 12,
    Fase.REALISATIE: 6,
}


@dataclass(frozen=True)
class Wie:
    """A kind of party, and those of this project that are of that kind."""

    soort: Trekkersoort
    partijen: tuple

    @property
    def partij(self):
        return self.partijen[0] if len(self.partijen) == 1 else None

    @property
    def woorden(self):
        if self.partij:
            enige = "" if self.soort == Trekkersoort.BEVOEGD_GEZAG else ", de enige bij dit project"
            return f"{self.partij} ({Trekkersoort(self.soort).label}{enige})"
        if self.partijen:
            namen = opsomming([str(partij) for partij in self.partijen])
            return f"{SOORTEN[self.soort]} (bij dit project {namen}: kies er een)"
        return f"{SOORTEN[self.soort]} (staat nog niet bij dit project: kies een partij)"


@dataclass(frozen=True)
class Voorstel:
    """An example action with what this project says about who and when."""

    actie: Any
    wie: tuple
    planning: str
    grond: str

    @property
    def trekker(self):
        return self.wie[0].partij if self.wie else None

    @property
    def betrokken(self):
        gevonden = {wie.partij for wie in self.wie[1:] if wie.partij}
        return sorted(gevonden - {self.trekker}, key=lambda partij: partij.pk)

    @property
    def wie_woorden(self):
        if self.wie:
            return self.wie[0].woorden
        houder = self.actie.actiehouder
        return f"{houder} (kies wie de trekker is)" if houder else "nog te kiezen"

    @property
    def wanneer_woorden(self):
        return f"{self.planning} ({self.grond})"

    @property
    def velden(self):
        return {
            "activiteit": [self.actie.activiteit],
            "trekker": [str(self.trekker.pk) if self.trekker else ""],
            "betrokken_partijen": [str(partij.pk) for partij in self.betrokken],
            "planning": [self.planning],
            "voorstel": [str(self.actie.pk)],
        }


def voorstellen(provincie, project, fase):
    """What can be put on this fiche with one click."""
    acties = Voorbeeldactie.objects.te_kiezen(provincie, fase) if fase else []
    return [
        Voorstel(actie, _wie(project, actie), *_planning(project, actie, timezone.localdate()))
        for actie in acties
    ]


def _wie(project, actie):
    """The leading kind first, then the others that the column actiehouder names."""
    genoemd = IN_TEKST.findall(actie.actiehouder.casefold())
    soorten = {soort.label.casefold(): soort for soort in Trekkersoort}
    volgorde = dict.fromkeys([actie.trekkersoort, *(soorten[woord] for woord in genoemd)])
    return tuple(Wie(soort, _partijen(project, soort)) for soort in volgorde if soort)


def _partijen(project, soort):
    if soort == Trekkersoort.BEVOEGD_GEZAG:
        return (project.bevoegd_gezag,) if project.bevoegd_gezag else ()
    if not project.pk:
        return ()
    partijen = {*project.betrokken_partijen.all()}
    if soort == Partijsoort.GEMEENTE:
        partijen |= {*project.gemeenten.all()}
    passend = [partij for partij in partijen if partij.soort == soort]
    return tuple(sorted(passend, key=lambda partij: partij.naam))


def _planning(project, actie, vandaag):
    """(text, ground): the action's own term, else the project's, else ours; never past the IBN."""
    if actie.termijn is not None:
        gevonden = _over(actie.termijn, vandaag), _maanden(actie.termijn)
    elif _is_te_halen(project.volgende_fase_termijn, vandaag):
        return str(project.volgende_fase_termijn), "de termijn van de volgende fase"
    else:
        maanden = VUISTREGEL[actie.fase]
        gevonden = _over(maanden, vandaag), f"vuistregel: {_maanden(maanden)}"
    if _is_te_halen(project.ibn, vandaag) and project.ibn.tot_en_met < _einde(gevonden[0]):
        return str(project.ibn), "de IBN van dit project"
    return gevonden


def _is_te_halen(periode, vandaag):
    return periode.tot_en_met is not None and not periode.is_verlopen(vandaag)


def _einde(tekst):
    return lees_periode(tekst).tot_en_met


def _maanden(aantal):
    return f"binnen {aantal} {'maand' if aantal == 1 else 'maanden'} vanaf nu"


def _over(maanden, vandaag):
    nummer = vandaag.year * 12 + vandaag.month - 1 + maanden
    return f"{MAANDEN[nummer % 12]} {nummer // 12}"
