"""The same kind of aandachtspunt over several projects: a table of kinds against trekkers."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.text import capfirst

from actielijst.models import Projectgemeente
from monitoring.models import Categorie, Regeltrekker
from pmiek.enums import Partijsoort
from pmiek.models import Partij

ZONDER = "geen"
MEERVOUD = {
    Partijsoort.GEMEENTE: "gemeenten",
    Partijsoort.NETBEHEERDER: "netbeheerders",
    Partijsoort.PROVINCIE: "provincie",
    Partijsoort.WATERSCHAP: "waterschappen",
    Partijsoort.RIJK: "Rijk",
    Partijsoort.OVERIG: "andere partijen",
}


@dataclass(frozen=True)
class Kolom:
    """A network operator, a kind of party, or nobody; `sleutel` is the filter for its rows."""

    sleutel: str
    naam: str


@dataclass(frozen=True)
class Patroon:
    categorie: Categorie
    projecten: list
    gemeenten: int
    # (column, number of projects), in the order of the columns
    cellen: list


@dataclass(frozen=True)
class Patronen:
    kolommen: list
    rijen: list

    def __bool__(self):
        return bool(self.rijen)


def trekkerkeuzes(partijen):
    """(value, words) to filter on: every kind of party, each network operator, nobody."""
    soorten = [(soort.value, capfirst(MEERVOUD[soort])) for soort in Partijsoort]
    los = [(str(p.pk), str(p)) for p in partijen if p.soort == Partijsoort.NETBEHEERDER]
    return [*soorten, *los, (ZONDER, "Zonder trekker")]


def van_trekker(regels, keuze):
    """The rows that a column counts."""
    if keuze == ZONDER:
        return regels.filter(trekkerrijen__isnull=True)
    veld = "trekkers" if keuze.isdecimal() else "trekkers__soort"
    return regels.filter(**{veld: keuze})


def patronen(regels):
    """The most projects first; a project with more trekkers is in more columns."""
    groepen = defaultdict(list)
    for regel in regels:
        if regel.categorie_id:
            groepen[regel.categorie].append(regel)
    gevonden = [regel for groep in groepen.values() for regel in groep]
    trekkers, gemeenten = _trekkers(gevonden), _gemeenten(gevonden)
    kolommen = _op_volgorde({k for regel in gevonden for k in trekkers[regel.pk]})
    rijen = [
        Patroon(
            categorie,
            [regel.project for regel in groep],
            len({pk for regel in groep for pk in gemeenten[regel.project_id]}),
            [(kolom, sum(kolom in trekkers[regel.pk] for regel in groep)) for kolom in kolommen],
        )
        for categorie, groep in groepen.items()
    ]
    rijen.sort(key=lambda patroon: (-len(patroon.projecten), str(patroon.categorie)))
    return Patronen(kolommen, rijen)


def _trekkers(regels):
    """{row: its columns}."""
    rijen = Regeltrekker.objects.filter(regel__in=[regel.pk for regel in regels])
    paren = list(rijen.order_by().values_list("regel", "partij"))
    partijen = Partij.objects.in_bulk({partij for _, partij in paren})
    kolommen = {pk: _kolom(partij) for pk, partij in partijen.items()}
    per_regel = defaultdict(lambda: {Kolom(ZONDER, "zonder trekker")})
    for regel, partij in paren:
        per_regel[regel] = per_regel.get(regel, set()) | {kolommen[partij]}
    return per_regel


def _kolom(partij):
    if partij.soort == Partijsoort.NETBEHEERDER:
        return Kolom(str(partij.pk), str(partij))
    return Kolom(partij.soort, MEERVOUD[partij.soort])


def _op_volgorde(kolommen):
    """Network operators by name, then the other kinds of party, then nobody."""
    soorten = [*Partijsoort.values, ZONDER]
    return sorted(
        kolommen, key=lambda k: (soorten.index(k.sleutel) if k.sleutel in soorten else -1, k.naam)
    )


def _gemeenten(regels):
    rijen = Projectgemeente.objects.filter(project__in=[regel.project_id for regel in regels])
    per_project = defaultdict(set)
    for project, partij in rijen.order_by().values_list("project", "partij"):
        per_project[project].add(partij)
    return per_project
