"""Which rows are about which party: the part of a province that one party is asked about."""

from collections import defaultdict
from dataclasses import dataclass, field

from actielijst.models import Project, Projectgemeente, Uitvoeringsafspraak
from actielijst.uitvraag.bronnen import alle_bronnen
from pmiek.models import Partij


@dataclass
class Deel:
    """The keys of what one party is asked about; `regels` are rows of other apps, by project."""

    partij: Partij | None = None
    projecten: set = field(default_factory=set)
    afspraken: set = field(default_factory=set)
    regels: set = field(default_factory=set)

    @property
    def in_woorden(self):
        """'3 projecten, 1 uitvoeringsafspraak', without what there is none of."""
        geteld = [
            (len(self.projecten), "project", "projecten"),
            (len(self.afspraken), "uitvoeringsafspraak", "uitvoeringsafspraken"),
            (len(self.regels), "regel van de monitoring", "regels van de monitoring"),
        ]
        return ", ".join(f"{n} {een if n == 1 else meer}" for n, een, meer in geteld if n)

    def neem(self, project, *, afspraak=None, regel=False):
        self.projecten.add(project)
        if afspraak:
            self.afspraken.add(afspraak)
        if regel:
            self.regels.add(project)


def delen(provincie) -> list[Deel]:
    """One per party with a project in its municipality, or something to lead."""
    per_partij = defaultdict(Deel)
    for partij, project in _gemeenten(provincie):
        per_partij[partij].neem(project)
    for partij, project, afspraak in _afspraken(provincie):
        per_partij[partij].neem(project, afspraak=afspraak)
    for partij, project in _regels(provincie):
        per_partij[partij].neem(project, regel=True)
    partijen = provincie.partijen.filter(pk__in=list(per_partij)).op_naam()
    return [_van(partij, per_partij[partij.pk]) for partij in partijen]


def deel_van(partij) -> Deel:
    """Empty for a party that is not asked anything."""
    gevonden = {deel.partij.pk: deel for deel in delen(partij.provincie)}
    return gevonden.get(partij.pk) or Deel(partij)


def _van(partij, deel):
    deel.partij = partij
    return deel


def _gemeenten(provincie):
    rijen = Projectgemeente.objects.van(provincie).filter(project__gearchiveerd_op__isnull=True)
    return rijen.order_by().values_list("partij", "project")


def _afspraken(provincie):
    rijen = Uitvoeringsafspraak.objects.van(provincie).actueel().filter(trekker__isnull=False)
    return rijen.order_by().values_list("trekker", "project", "pk")


def _regels(provincie):
    actueel = set(Project.objects.van(provincie).actueel().values_list("pk", flat=True))
    return [
        (partij.pk, project)
        for bron in alle_bronnen()
        for project, regel in bron.regels(provincie).items()
        if project in actueel
        for partij in bron.partijen_van(regel)
    ]
