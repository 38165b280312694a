"""The rows of a round as the screen shows them, and who still owes what."""

from dataclasses import dataclass
from typing import NamedTuple

from django.utils.http import urlencode

from monitoring.enums import Regelstand
from monitoring.koppen import Correctiekop, correctiemerk
from monitoring.models import Monitoringregel, Regelcorrectie, is_nvt
from monitoring.verschuiving import is_verplaatst
from monitoring.vragen import vragen_bij
from pmiek.enums import Partijsoort

ZONDER_PARTIJ = "nog zonder partij"
MET_VRAAG = "vraag"
GECORRIGEERD = "gecorrigeerd"
LOSSE_VRAAG = "losse_vraag"
DRAAGT = (MET_VRAAG, LOSSE_VRAAG, GECORRIGEERD)
NIEMAND = "geen"
OORZAAK = ["oorzaak_id", "oorzaaksoort", "oorzaak_toelichting"]


@dataclass(frozen=True)
class Rij:
    regel: Monitoringregel
    vorige: Monitoringregel | None
    wacht_op: tuple
    dagen_oud: int | None
    # those on the agenda; what the row itself asks stands in its own words
    vragen: tuple = ()
    # after the round was closed, newest first
    correcties: tuple = ()

    @property
    def ibn_was(self):
        """What the last round said, where it differs."""
        was = str(self.vorige.ibn) if self.vorige else ""
        return was if was != str(self.regel.ibn) else ""

    @property
    def mist_oorzaak(self):
        """Another IBN than in the last round, and not a word about why."""
        toen, nu = self.vorige and self.vorige.ibn, self.regel.ibn
        zegt_waarom = any(getattr(self.regel, veld) for veld in OORZAAK)
        return bool(toen and nu) and is_verplaatst(toen, nu) and not zegt_waarom

    @property
    def trekkers(self):
        namen = [str(partij) for partij in self.regel.trekkers.all()]
        return ", ".join(filter(None, [*namen, self.regel.overige_trekkers]))

    @property
    def is_te_bevestigen(self):
        return self.regel.stand == Regelstand.NIETS

    @property
    def heeft_vraag(self):
        return bool(self.vragen) or bool(self.regel.losse_vraag)

    @property
    def eigen_vraag(self):
        """The words of the row; n.v.t. says nothing beside a question."""
        return "" if self.vragen and is_nvt(self.regel.vraag) else self.regel.vraag.strip()

    @property
    def correctie(self):
        return correctiemerk(self.correcties)

    @property
    def _draagt(self):
        return {
            MET_VRAAG: self.heeft_vraag,
            LOSSE_VRAAG: bool(self.regel.losse_vraag),
            GECORRIGEERD: bool(self.correcties),
        }

    @property
    def wacht_op_woorden(self):
        namen = ", ".join(str(partij) for partij in self.wacht_op)
        return f"wacht op {namen}" if namen else ZONDER_PARTIJ

    def hoort_bij(self, stand, partij):
        """Whether the row is in this part of the list; an empty value means all of it."""
        in_deel = stand in ("", self.regel.stand) or self._draagt.get(stand, False)
        return in_deel and (not partij or partij in self.wie)

    @property
    def wie(self):
        """The ids of whom the row waits for."""
        return {str(p.pk) for p in self.wacht_op} or {NIEMAND}


class Deel(NamedTuple):
    """The part of the list that somebody looks at; an empty value means all of it."""

    stand: str = ""
    partij: str = ""

    @classmethod
    def uit(cls, data):
        return cls(*(data.get(naam, "") for naam in cls._fields))

    def van(self, rijen):
        return [rij for rij in rijen if rij.hoort_bij(*self)]

    def zoekdeel(self, **erbij):
        gekozen = {naam: waarde for naam, waarde in (self._asdict() | erbij).items() if waarde}
        return f"?{urlencode(gekozen)}" if gekozen else ""

    def volgende(self, rijen, regel):
        """The row to go on with after this one, None after the last.

        Where the rows are that nobody confirmed, those before this one have their turn as well.
        """
        plaats = [rij.regel for rij in rijen].index(regel)
        erna = self.van(rijen[plaats + 1 :])
        if self.stand in ("", Regelstand.NIETS):
            erna += self.van(rijen[:plaats])
            erna = [rij for rij in erna if rij.regel.stand == Regelstand.NIETS]
        return erna[0].regel if erna else None


def regelrijen(ronde, vandaag):
    """Every row of the round beside the one before it, in a fixed number of queries."""
    regels = list(ronde.regels.voor_lijst().met_vorige())
    vorige = Monitoringregel.objects.in_bulk([r.vorige_id for r in regels if r.vorige_id])
    vragen, correcties = vragen_bij(ronde), _correcties(ronde)
    return [
        Rij(
            regel=regel,
            vorige=vorige.get(regel.vorige_id),
            wacht_op=tuple(wacht_op(regel)),
            dagen_oud=(vandaag - regel.stand_van).days if regel.stand_van else None,
            vragen=tuple(vragen.get(regel.project_id, [])),
            correcties=tuple(correcties.get(regel.pk, [])),
        )
        for regel in regels
    ]


def _correcties(ronde):
    per_regel = {}
    if not ronde.is_open:
        for correctie in Regelcorrectie.objects.filter(regel__ronde=ronde).voor_lijst():
            per_regel.setdefault(correctie.regel_id, []).append(Correctiekop.van(correctie))
    return per_regel


def wacht_op(regel):
    """Who has to say how it stands: the trekkers, or else the network operators."""
    trekkers = list(regel.trekkers.all())
    return trekkers or [
        partij
        for partij in regel.project.betrokken_partijen.all()
        if partij.soort == Partijsoort.NETBEHEERDER
    ]


def standtelling(rijen):
    """{stand: number of rows}, every stand named; and of the rows with a question or correction."""
    telling = {stand: sum(rij.regel.stand == stand for rij in rijen) for stand in Regelstand}
    return telling | {deel: sum(rij.hoort_bij(deel, "") for rij in rijen) for deel in DRAAGT}


def openstaand(rijen):
    """{party or None: its rows that nobody confirmed}, the party with most rows first."""
    groepen = {}
    for rij in rijen:
        if rij.regel.stand == Regelstand.NIETS:
            for partij in rij.wacht_op or (None,):
                groepen.setdefault(partij, []).append(rij)
    return dict(
        sorted(groepen.items(), key=lambda paar: (-len(paar[1]), str(paar[0] or "zz"))),
    )


def wie_moet_nog(rijen):
    """(party or None, number of rows not confirmed), most first."""
    return [(partij, len(eigen)) for partij, eigen in openstaand(rijen).items()]
