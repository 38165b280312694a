"""What the screen of step 1 shows around its forms."""

from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.text import capfirst

from actielijst.enums import Fase, Locatiestatus, Route
from actielijst.forms.indeling import afwijking
from actielijst.models.project import TERUGGEDRAAID

KORT = 90
IN_FICHE, IN_HOOFDDOCUMENT = "fiche en actielijst", "alleen hoofddocument"
ROUTES = {
    Route.ACTIES: "Acties",
    Route.MONITORING: "Monitoring",
    Route.PMIEK_PLUS_1: "pMIEK +1",
    "": "Geen",
}


@dataclass(frozen=True)
class Toets:
    """A key that works while the focus is in a row, and what it chooses there."""

    teken: str
    veld: str
    waarde: str
    label: str


# a digit for the phase, the first letter for the route
TOETSEN = [
    *(
        Toets(str(plaats), "fase", fase.value, capfirst(fase.label))
        for plaats, fase in enumerate(Fase, start=1)
    ),
    *(Toets(ROUTES[route][0].lower(), "route", route.value, ROUTES[route]) for route in Route),
]


@dataclass(frozen=True)
class Indelingsrij:
    """A project with its small form, bound or not."""

    project: Any
    form: Any

    @property
    def fase(self):
        return self.form["fase"].value() or ""

    @property
    def route(self):
        return self.form["route"].value() or ""

    @property
    def waarom(self):
        return self.form["waarom"].value() or ""

    @property
    def basis(self):
        """Of what stands in the row now: once a conflict was shown, that has been seen."""
        return self.form.renewed_basis() if self.form.conflicts else self.form["basis"].value()

    @property
    def opgeslagen(self):
        """(fase, route) as the database has them; the instance of a refused form may differ."""
        return self.form.opgeslagen

    @property
    def wijkt_af(self):
        return bool(afwijking(*self.opgeslagen))

    @property
    def toegelicht(self):
        """The deviation that has its sentence; another one asks its own."""
        return afwijking(*self.opgeslagen) if self.project.route_toelichting else ""

    @property
    def toelichtingen(self):
        """(what is unusual, why) of this row; one line where one sentence answers both."""
        terug, reden = self.reden_terug, self.project.route_toelichting
        if self.wijkt_af and terug and terug == reden:
            return [("Fase ging terug en de route wijkt af van de bron", reden)]
        afwijking = [("Wijkt af van de bron", reden)] if self.wijkt_af else []
        return afwijking + ([("Fase ging terug", terug)] if terug else [])

    @property
    def reden_terug(self):
        """Why the phase went back, as long as that is the last thing that happened to it."""
        laatste = next(iter(self.project.fasewisselingen.all()), None)
        if laatste is None or not laatste.is_terug or laatste.reden == TERUGGEDRAAID:
            return ""
        return laatste.reden

    @property
    def document(self):
        """Where the project lands, as it is stored: `Project.heeft_fiche` in a few words."""
        fase, _ = self.opgeslagen
        is_bekend = self.project.locatiestatus == Locatiestatus.BEKEND
        return IN_FICHE if is_bekend or fase in Fase.concreet() else IN_HOOFDDOCUMENT

    @property
    def is_onbepaald(self):
        return not all(self.opgeslagen)

    @property
    def vragen(self):
        return self.form.vragen

    @property
    def wacht_op_bewaren(self):
        """Whether a choice stands here unstored that asks nothing: of a draft, or contested."""
        is_uit_concept = self.form.is_bound and not self.form.errors
        return bool(is_uit_concept or self.form.conflicts) and not self.vragen

    @property
    def fouten(self):
        if not self.form.is_bound:
            return []
        return [melding for meldingen in self.form.errors.values() for melding in meldingen]

    @property
    def regels(self):
        """(anchor, sentence) per error, for the summary above a page."""
        return [(self.anker, f"{self.wie}: {fout}") for fout in self.fouten]

    @property
    def eigen_fouten(self):
        """Without those of the sentence, where one sentence answers all rows."""
        waarom = self.form.errors.get("waarom", [])
        return [fout for fout in self.fouten if fout not in waarom]

    @property
    def wie(self):
        return self.project.nummer or self.project.naam

    @property
    def anker(self):
        return f"waarom-{self.project.pk}" if self.vragen else f"rij-{self.project.pk}"

    @property
    def anker_in_bulk(self):
        return f"rij-{self.project.pk}"

    @property
    def melding(self):
        """'R: planuitwerking, acties.'"""
        route = Route(self.project.route).label if self.project.route else Route.__empty__
        return f"{self.wie}: {Fase.woord(self.project.fase)}, {route}."

    @property
    def gewijzigd_op(self):
        """Of the fiche and its rows; what this request saved is later than what it read."""
        momenten = (self.project.laatst_gewijzigd, self.project.gewijzigd_op)
        return max(moment for moment in momenten if moment)

    @property
    def aanleiding(self):
        tekst = " ".join(self.project.aanleiding.split())
        return tekst if len(tekst) <= KORT else f"{tekst[:KORT].rsplit(' ', 1)[0]}…"

    @property
    def naar_woorden(self):
        """What a confirmation will make of it, per field: (label, now, then)."""
        fase, route = self.opgeslagen
        paren = [("Fase", Fase, fase, self.fase), ("Route", Route, route, self.route)]
        return [
            (label, _woord(keuzes, nu), _woord(keuzes, straks))
            for label, keuzes, nu, straks in paren
            if nu != straks
        ]


def bulkregels(rijen):
    """(anchor, sentence) for the summary above several rows that share one sentence."""
    waarom = dict.fromkeys(zin for rij in rijen for zin in rij.form.errors.get("waarom", []))
    eigen = [(rij.anker_in_bulk, f"{rij.wie}: {zin}") for rij in rijen for zin in rij.eigen_fouten]
    return [("waarom", zin) for zin in waarom] + eigen


def _woord(keuzes, waarde):
    return keuzes(waarde).label if waarde else keuzes.__empty__


@dataclass(frozen=True)
class Cel:
    aantal: int
    vraag: str


def standtabel(trechter):
    """Rows of (label, cells, total) per phase, and the totals; "" only where it occurs."""
    matrix = trechter.matrix
    fasen = [fase for fase in [*Fase, ""] if fase or sum(matrix[""].values())]
    rijen = [
        (
            capfirst(Fase.woord(fase)),
            [Cel(matrix[fase][route], _vraag(fase, route)) for route in ROUTES],
            Cel(sum(matrix[fase].values()), f"fase={fase or 'onbepaald'}"),
        )
        for fase in fasen
    ]
    totalen = [
        Cel(sum(matrix[fase][route] for fase in fasen), f"route={route or 'onbepaald'}")
        for route in ROUTES
    ]
    return {
        "kolommen": list(ROUTES.values()),
        "rijen": rijen,
        "totalen": totalen,
        "totaal": trechter.totaal,
    }


def _vraag(fase, route):
    return f"fase={fase or 'onbepaald'}&route={route or 'onbepaald'}"


@dataclass(frozen=True)
class Tab:
    sleutel: str
    label: str
    aantal: int
    is_huidige: bool

    @property
    def vraag(self):
        return f"?toon={self.sleutel}" if self.sleutel else "?"


def tabbladen(projecten, sinds, gevraagd):
    """Slices of the whole list; the one that is shown, unless other filters are in force."""
    toon = gevraagd.get("toon", "")
    anders = any(waarde for naam, waarde in gevraagd.items() if naam != "toon")
    slices = [
        ("", "Alle", projecten),
        ("niet_ingedeeld", "Nog niet ingedeeld", projecten.niet_ingedeeld()),
        ("zonder_route", "Zonder route", projecten.zonder_route()),
        ("afwijkend", "Afwijkend van de bron", projecten.afwijkend()),
    ]
    if sinds:
        label = f"Sinds {date_format(sinds, 'j F Y')} gewijzigd"
        slices.append(("gewijzigd", label, projecten.ingedeeld_sinds(sinds)))
    return [
        Tab(sleutel, label, rijen.count(), toon == sleutel and not anders)
        for sleutel, label, rijen in slices
    ]
