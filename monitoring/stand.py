"""What is known of the projects of a round on one day, as plain values.

An open round is read from the database; of a closed one this is what was kept. So a figure, and
every row behind it, is made again from the same values, whatever happens to the projects later.
"""

import datetime
import json
from collections import defaultdict
from functools import cached_property

from django.core.serializers.json import DjangoJSONEncoder

from monitoring.koppen import (
    Afspraakkop,
    Correctiekop,
    IPAnker,
    Oorzaakkop,
    Partijnaam,
    Projectkop,
    Regelkop,
    Soortnaam,
    Vraagkop,
    Wissel,
)
from monitoring.verschuiving import lees


class Stand:
    """The values of `monitoring.opnemen` as objects; `gekozen` are the projects to look at."""

    def __init__(self, ruw, ronde_id, gekozen=None):
        self.ruw, self.ronde_id, self.gekozen = ruw, ronde_id, gekozen
        self.peildatum = _dag(ruw["peildatum"])

    def als_json(self):
        """As it is kept: a day is its text, and every row a list."""
        return json.loads(json.dumps(self.ruw, cls=DjangoJSONEncoder))

    def van(self, gekozen):
        """The same day, only of these projects; None is all of them."""
        return Stand(self.ruw, self.ronde_id, gekozen)

    def _telt_mee(self, project):
        return self.gekozen is None or project in self.gekozen

    @cached_property
    def projecten(self):
        return {rij[0]: _projectkop(rij) for rij in self.ruw["projecten"] if self._telt_mee(rij[0])}

    @cached_property
    def partijen(self):
        return {rij[0]: Partijnaam(*rij) for rij in self.ruw["partijen"]}

    @cached_property
    def regels(self):
        """In the order of the list."""
        return [self._regel(*rij) for rij in self.ruw["regels"] if rij[1] in self.projecten]

    def _regel(self, pk, project, ibn, categorie, stand_van, *rest):
        return Regelkop(
            pk,
            self.projecten[project],
            self.ronde_id,
            lees(ibn),
            self._soorten.get(categorie),
            _dag(stand_van),
            *rest,
            self._trekkers.get(pk, []),
            self.gemeenten.get(project, []),
            self.correcties.get(pk, []),
        )

    @cached_property
    def _soorten(self):
        return {rij[0]: Soortnaam(*rij) for rij in self.ruw["soorten"]}

    @cached_property
    def _trekkers(self):
        return _gegroepeerd((regel, self.partijen[pk]) for regel, pk in self.ruw["trekkers"])

    @cached_property
    def correcties(self):
        """{row: what was corrected in it after the round was closed}."""
        return _gegroepeerd(
            (regel, Correctiekop(_dag(op), door, reden))
            for regel, op, door, reden in self.ruw["correcties"]
        )

    @cached_property
    def gemeenten(self):
        return _gegroepeerd(self.ruw["gemeenten"])

    @cached_property
    def in_gemeente(self):
        return {tuple(paar) for paar in self.ruw["gemeenten"]}

    @cached_property
    def meedoend(self):
        """(project, party) in any role; kept only, today the database knows it."""
        return {tuple(paar) for paar in self.ruw["meedoend"]}

    @cached_property
    def losse_vragen(self):
        """The ids of the rows that ask something in their own words."""
        return {pk for (pk,) in self.ruw.get("losse_vragen", [])}

    @cached_property
    def regel_van(self):
        return {regel.project_id: regel for regel in self.regels}

    @cached_property
    def rondes(self):
        """(id, day, name) of every round up to this one, oldest first."""
        return tuple((pk, _dag(dag), naam) for pk, dag, naam in self.ruw["rondes"])

    @cached_property
    def stappen(self):
        """{project: {round: text of the IBN}}."""
        groepen = defaultdict(dict)
        for project, ronde, ibn in self.ruw["stappen"]:
            groepen[project][ronde] = ibn
        return groepen

    @cached_property
    def oorzaken(self):
        """{project: {round: why its IBN moved}}, where a row says so."""
        groepen = defaultdict(dict)
        for project, ronde, soort, *rest in self.ruw["oorzaken"]:
            groepen[project][ronde] = Oorzaakkop(self._soorten.get(soort), *rest)
        return groepen

    @cached_property
    def in_lijst_sinds(self):
        """{project: the day it was written down, or of its first round where that came before}."""
        dagen = {pk: dag for pk, dag, _ in self.rondes}
        eerste = {
            project: min(dagen[pk] for pk in stappen) for project, stappen in self.stappen.items()
        }
        geschreven = {project: _dag(dag) for project, dag in self.ruw["begonnen"]}
        return geschreven | {
            project: min(dag, geschreven.get(project, dag)) for project, dag in eerste.items()
        }

    @cached_property
    def fiches(self):
        """{project: [(day, where, text)]}: every IBN that its fiche named."""
        return _gegroepeerd(
            (project, (_dag(dag), "fiche", ibn)) for project, dag, ibn in self.ruw["fiches"]
        )

    @cached_property
    def ip(self):
        return _gegroepeerd(
            (project, IPAnker(editie, wie, lees(ibn)))
            for project, editie, wie, ibn in self.ruw["ip"]
        )

    @cached_property
    def wissels(self):
        """{project: its last change of phase}."""
        return {
            project: Wissel(naar, reden, _dag(dag))
            for project, naar, reden, dag in self.ruw["wissels"]
        }

    @cached_property
    def afspraken(self):
        """In the order of their planning."""
        return [self._afspraak(*rij) for rij in self.ruw["afspraken"] if rij[1] in self.projecten]

    def _afspraak(self, pk, project, activiteit, status, afgerond_op, planning, einde, trekker):
        return Afspraakkop(
            pk,
            self.projecten[project],
            activiteit,
            status,
            _dag(afgerond_op),
            planning,
            _dag(einde),
            self.partijen.get(trekker),
        )

    @cached_property
    def vragen(self):
        """Those about one of the projects, with all the projects they are about."""
        bij = _gegroepeerd(self.ruw["vraagprojecten"])
        koppen = {rij[0]: rij for rij in self.ruw["projecten"]} if bij else {}
        return [
            Vraagkop(*kop, _dag(dag), keer, [_projectkop(koppen[p]) for p in bij[pk]])
            for *kop, dag, keer in self.ruw["vragen"]
            for pk in kop[:1]
            if not self.projecten.keys().isdisjoint(bij.get(pk, []))
        ]

    @cached_property
    def doorlooptijden(self):
        """{(phase, type): months}."""
        return {(fase, soort): maanden for fase, soort, maanden in self.ruw["doorlooptijden"]}


def herzie_stand(vastgelegd, nieuw, regel):
    """What was kept, with only this row as it is in `nieuw`, and the names that came with it."""
    stap = [regel.project_id, regel.ronde_id]
    return vastgelegd | {
        "regels": _vervang(vastgelegd["regels"], nieuw["regels"], [regel.pk]),
        "stappen": _vervang(vastgelegd["stappen"], nieuw["stappen"], stap),
        "oorzaken": _opnieuw(vastgelegd["oorzaken"], nieuw["oorzaken"], stap),
        "trekkers": _opnieuw(vastgelegd["trekkers"], nieuw["trekkers"], [regel.pk]),
        "losse_vragen": _opnieuw(
            vastgelegd.get("losse_vragen", []), nieuw["losse_vragen"], [regel.pk]
        ),
        "correcties": nieuw["correcties"],
        "partijen": _met_nieuwe(vastgelegd["partijen"], nieuw["partijen"]),
        "soorten": _met_nieuwe(vastgelegd["soorten"], nieuw["soorten"]),
    }


def _vervang(rijen, nieuwe, sleutel):
    ervoor = [rij for rij in nieuwe if _begint_met(rij, sleutel)]
    return [ander for rij in rijen for ander in (ervoor if _begint_met(rij, sleutel) else [rij])]


def _opnieuw(rijen, nieuwe, sleutel):
    """As `_vervang` for what a row may have more or less of than before; their order is free."""
    andere = [rij for rij in rijen if not _begint_met(rij, sleutel)]
    return andere + [rij for rij in nieuwe if _begint_met(rij, sleutel)]


def _begint_met(rij, sleutel):
    return list(rij[: len(sleutel)]) == sleutel


def _met_nieuwe(rijen, nieuwe):
    bekend = {rij[0] for rij in rijen}
    return [*rijen, *(rij for rij in nieuwe if rij[0] not in bekend)]


def _projectkop(rij):
    *begin, gearchiveerd_op, archiefreden = rij
    return Projectkop(*begin, _dag(gearchiveerd_op), archiefreden)


def _gegroepeerd(paren):
    groepen = {}
    for sleutel, waarde in paren:
        groepen.setdefault(sleutel, []).append(waarde)
    return groepen


def _dag(waarde):
    """A day that was read is a day, one that was kept is its text."""
    return datetime.date.fromisoformat(waarde) if isinstance(waarde, str) else waarde
