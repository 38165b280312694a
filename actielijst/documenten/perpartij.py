"""The agreements of a province by who leads them, for the end of the actielijst."""

from dataclasses import dataclass
from itertools import groupby

from actielijst.documenten.woorden import partijnaam, statuswoord

ZONDER_TREKKER = "Nog zonder trekker"
# a document of more agreements than this goes on in a next one, which begins on a new page
DEEL = 60
# a party with at most this many agreements stays on one page
BIJEEN = 7


@dataclass(frozen=True)
class Regel:
    nummer: str
    project: str
    activiteit: str
    planning: str
    eerst: str
    status: str
    is_verlopen: bool


@dataclass(frozen=True)
class Partijlijst:
    naam: str
    regels: list

    @property
    def is_kort(self):
        return len(self.regels) <= BIJEEN


def per_partij(projecten, peildatum):
    """One list per party in the order of their names; without a party at the end."""
    paren = [(afspraak, nummer) for project in projecten for afspraak, nummer in genummerd(project)]
    paren.sort(key=lambda paar: _volgorde(paar[0]))
    return [
        Partijlijst(partijnaam(trekker) or ZONDER_TREKKER, [_regel(*p, peildatum) for p in groep])
        for trekker, groep in groupby(paren, key=lambda paar: paar[0].trekker)
    ]


def in_delen(lijsten):
    """The lists in documents of some pages: only the one that changes is laid out again."""
    deel = []
    for lijst in lijsten:
        if deel and sum(len(een.regels) for een in [*deel, lijst]) > DEEL:
            yield deel
            deel = []
        deel.append(lijst)
    yield deel


def genummerd(project):
    """Agreements with their number in the set: '17.2' is the second of project 17."""
    voor = f"{project.nummer.rstrip('.')}." if project.nummer else ""
    return [
        (afspraak, f"{voor}{plaats}")
        for plaats, afspraak in enumerate(project.afspraken.all(), start=1)
    ]


def _volgorde(afspraak):
    trekker = afspraak.trekker
    naam = (trekker is None, partijnaam(trekker).casefold(), trekker.pk if trekker else 0)
    return (*naam, afspraak.planning.sorteersleutel, afspraak.project.sorteersleutel, afspraak.pk)


def _regel(afspraak, nummer, peildatum):
    return Regel(
        nummer=nummer,
        project=afspraak.project.naam,
        activiteit=afspraak.activiteit,
        planning=str(afspraak.planning),
        eerst=afspraak.eerste_planning if afspraak.is_verschoven else "",
        status=statuswoord(afspraak),
        is_verlopen=afspraak.is_verlopen(peildatum),
    )
