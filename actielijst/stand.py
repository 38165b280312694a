"""Counts of a list of projects; screen, PDF and Excel take their numbers from here."""

from dataclasses import dataclass

from django.db.models import Count, Q

from actielijst.enums import Fase, Route


@dataclass(frozen=True)
class Telling:
    waarde: str
    label: str
    aantal: int
    concreet: int = 0

    @property
    def verkenning(self):
        return self.aantal - self.concreet


def per_fase(projecten):
    return _per_keuze(projecten, "fase", Fase)


def per_route(projecten):
    return _per_keuze(projecten, "route", Route)


def _per_keuze(projecten, veld, keuzes):
    """One row per value, the empty value only when it occurs: the rows add up to the list."""
    aantallen = projecten.tel_per(veld)
    regels = [Telling(k.value, k.label, aantallen.get(k.value, 0)) for k in keuzes]
    if aantallen.get(""):
        regels.append(Telling("", keuzes.__empty__, aantallen[""]))
    return regels


def per_lijst(projecten, veld, *, zonder):
    """Count per entry of a reference list, largest first; `zonder` names the missing value."""
    concreet = Count("pk", filter=Q(fase__in=Fase.concreet()))
    rijen = (
        projecten.order_by()
        .values_list(veld, f"{veld}__naam")
        .annotate(aantal=Count("pk"), concreet=concreet)
    )
    tellingen = [Telling(pk or "", naam or zonder, n, c) for pk, naam, n, c in rijen]
    return sorted(
        tellingen, key=lambda telling: (not telling.waarde, -telling.aantal, telling.label)
    )


def fase_bij_route(projecten):
    """{fase: {route: count}} with every combination, in one query."""
    rijen = projecten.order_by().values_list("fase", "route").annotate(n=Count("pk"))
    gevonden = {(fase, route): n for fase, route, n in rijen}
    return {
        fase: {route: gevonden.get((fase, route), 0) for route in [*Route.values, ""]}
        for fase in [*Fase.values, ""]
    }
