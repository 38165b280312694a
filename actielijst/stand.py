"""Counts of a list of projects; screen, PDF and Excel take their numbers from here."""

from dataclasses import dataclass

from django.db.models import Count, Q

from actielijst.enums import Afspraakstatus, Fase, Route
from pmiek.enums import Partijsoort

TREKKERSOORTEN = {
    Partijsoort.GEMEENTE: "Gemeenten",
    Partijsoort.NETBEHEERDER: "Netbeheerders",
    Partijsoort.PROVINCIE: "Provincie",
    Partijsoort.WATERSCHAP: "Waterschappen",
    Partijsoort.RIJK: "Rijk",
    Partijsoort.OVERIG: "Overige partijen",
}
PER_CONCREETHEID = {
    "aantal": Count("pk", distinct=True),
    "concreet": Count("pk", filter=Q(fase__in=Fase.concreet()), distinct=True),
    "verkenning": Count("pk", filter=Q(fase=Fase.VERKENNING), distinct=True),
}


@dataclass(frozen=True)
class Telling:
    waarde: str
    label: str
    aantal: int
    # without the projects that have no phase yet: those are only in the total
    concreet: int = 0
    verkenning: int = 0


def verdeling(projecten):
    """What every document says of a list that is longer than its fiches; "" when it is not."""
    met = sum(project.heeft_fiche for project in projecten)
    zonder = len(projecten) - met
    if not zonder:
        return ""
    return f"{met} met een fiche in de actielijst en {zonder} alleen in het hoofddocument"


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
    rijen = projecten.order_by().values_list(veld, f"{veld}__naam").annotate(**PER_CONCREETHEID)
    tellingen = [Telling(pk or "", naam or zonder, *aantallen) for pk, naam, *aantallen in rijen]
    return sorted(
        tellingen, key=lambda telling: (not telling.waarde, -telling.aantal, telling.label)
    )


def per_netbeheerder(projecten, *, zonder):
    """Count per network operator; a project with two of them counts at both."""
    aan_tafel = Q(betrokkenheden__partij__soort=Partijsoort.NETBEHEERDER)
    rijen = (
        projecten.filter(aan_tafel)
        .order_by()
        .values_list("betrokkenheden__partij", "betrokkenheden__partij__naam")
        .annotate(**PER_CONCREETHEID)
    )
    tellingen = [Telling(pk, naam, *aantallen) for pk, naam, *aantallen in rijen]
    rest = projecten.exclude(pk__in=projecten.filter(aan_tafel).values("pk")).aggregate(
        **PER_CONCREETHEID
    )
    tellingen.sort(key=lambda telling: (-telling.aantal, telling.label))
    return tellingen + ([Telling("", zonder, **rest)] if rest["aantal"] else [])


@dataclass(frozen=True)
class Afspraaktelling:
    """An overdue agreement counts only as overdue; one that lapsed is not in the total."""

    soort: str
    label: str
    afgerond: int
    loopt: int
    open: int
    over_tijd: int

    @property
    def totaal(self):
        return self.afgerond + self.loopt + self.open + self.over_tijd


def per_trekkersoort(afspraken, peildatum):
    """Agreements that did not lapse per kind of party that leads them; without one last."""
    te_laat = Q(pk__in=afspraken.verlopen(peildatum).order_by().values("pk"))
    rijen = (
        afspraken.exclude(status=Afspraakstatus.VERVALLEN)
        .order_by()
        .values_list("trekker__soort")
        .annotate(
            afgerond=Count("pk", filter=Q(status=Afspraakstatus.AFGEROND)),
            loopt=Count("pk", filter=Q(status=Afspraakstatus.LOOPT) & ~te_laat),
            open_=Count("pk", filter=Q(status=Afspraakstatus.OPEN) & ~te_laat),
            over_tijd=Count("pk", filter=te_laat),
        )
    )
    gevonden = {soort or "": aantallen for soort, *aantallen in rijen}
    labels = {**TREKKERSOORTEN, "": "Nog zonder trekker"}
    return [
        Afspraaktelling(soort, label, *gevonden[soort])
        for soort, label in labels.items()
        if soort in gevonden
    ]


def aandelen(aantallen):
    """Whole percentages that add up to 100: the largest remainders get what rounding left."""
    totaal = sum(aantallen)
    if not totaal:
        return [0 for _ in aantallen]
    gehelen = [100 * aantal // totaal for aantal in aantallen]
    resten = sorted(range(len(aantallen)), key=lambda plek: -(100 * aantallen[plek] % totaal))
    for plek in resten[: 100 - sum(gehelen)]:
        gehelen[plek] += 1
    return gehelen


def aandeel(aantal, totaal):
    """A whole percentage on its own, half up."""
    return (200 * aantal + totaal) // (2 * totaal) if totaal else 0
