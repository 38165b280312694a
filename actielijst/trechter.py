"""The funnel of the source: the whole list by phase, then by route, then by document.

One query makes the numbers, and every step adds up to the list: screen, PDF and Excel read them
here.
"""

from collections import Counter
from dataclasses import dataclass, field

from actielijst.enums import Document, Fase, Plaats, Route

CONCREET = "concreet"
NIET_INGEDEELD = "niet_ingedeeld"


def concreetheid(fase):
    """The two categories of the source, and what has no phase yet."""
    if fase in Fase.concreet():
        return CONCREET
    return Fase.VERKENNING.value if fase else NIET_INGEDEELD


@dataclass(frozen=True)
class Knoop:
    sleutel: str
    label: str
    aantal: int
    # the filters of a list that shows exactly these projects
    vraag: str


@dataclass(frozen=True)
class Stap:
    titel: str
    knopen: list

    @property
    def totaal(self):
        return sum(knoop.aantal for knoop in self.knopen)

    @property
    def woorden(self):
        """'18 concreet, 21 verkenning', without what is zero."""
        return ", ".join(f"{knoop.aantal} {knoop.label}" for knoop in self.gevulde)

    @property
    def gevulde(self):
        return [knoop for knoop in self.knopen if knoop.aantal]


@dataclass(frozen=True)
class Trechter:
    """Counts per (fase, route, document, plaats); everything shown follows from them."""

    tellingen: dict
    stappen: list = field(init=False)

    def __post_init__(self):
        stappen = [Stap(titel, self._knopen(plek, soorten)) for plek, (titel, soorten) in LABELS]
        object.__setattr__(self, "stappen", stappen)

    @property
    def totaal(self):
        return sum(self.tellingen.values())

    @property
    def matrix(self):
        """{fase: {route: count}} with every combination."""
        return {
            fase: {route: self._aantal(fase, route) for route in [*Route, ""]}
            for fase in [*Fase, ""]
        }

    def stromen(self, stap):
        """{(node, next node): count} from one step to the next."""
        geteld = Counter()
        for sleutel, aantal in self.tellingen.items():
            pad = _pad(*sleutel)
            geteld[pad[stap], pad[stap + 1]] += aantal
        return +geteld  # without what is zero

    def _aantal(self, fase, route):
        return sum(
            self.tellingen.get((fase, route, document, plaats), 0)
            for document in Document
            for plaats in Plaats
        )

    def _knopen(self, plek, soorten):
        geteld = Counter()
        for sleutel, aantal in self.tellingen.items():
            geteld[_pad(*sleutel)[plek]] += aantal
        return [Knoop(soort, label, geteld[soort], vraag) for soort, label, vraag in soorten]


def _pad(fase, route, document, plaats):
    """Where a project passes: one node per step."""
    return plaats, concreetheid(fase), route or "onbepaald", document


# (step, (title, [(node, label, filters)])), in the order of the picture
LABELS = list(
    enumerate(
        [
            (
                "Lijst",
                [
                    (plaats.value, plaats.label, f"plaats={plaats.value}")
                    for plaats in (Plaats.PMIEK, Plaats.ERBUITEN)
                ],
            ),
            (
                "Stap 1: fase",
                [
                    (CONCREET, "concreet", "&".join(f"fase={fase}" for fase in Fase.concreet())),
                    (Fase.VERKENNING.value, "verkenning", "fase=verkenning"),
                    (NIET_INGEDEELD, "nog niet ingedeeld", "fase=onbepaald"),
                ],
            ),
            (
                "Stap 2: route",
                [
                    (Route.ACTIES.value, "acties", "route=acties"),
                    (Route.MONITORING.value, "alleen monitoring", "route=monitoring"),
                    (Route.PMIEK_PLUS_1.value, "pMIEK +1", "route=pmiek_plus_1"),
                    ("onbepaald", "nog niet bepaald", "route=onbepaald"),
                ],
            ),
            (
                "Stap 3: document",
                [
                    (Document.FICHE.value, "met fiche", "document=fiche"),
                    (
                        Document.HOOFDDOCUMENT.value,
                        "alleen hoofddocument",
                        "document=hoofddocument",
                    ),
                ],
            ),
        ]
    )
)


def trechter(projecten):
    return Trechter(projecten.tel_indeling())
