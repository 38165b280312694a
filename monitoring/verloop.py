"""The trail of an IBN: first committed, the IP, the round before, now.

Where a project was monitored, its rows are the trail; what the fiche said before the first row
comes before them. So two people who write the same date in two places count as one promise.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from monitoring.koppen import Oorzaakkop, Projectkop, Regelkop
from monitoring.verschuiving import herplanningen, is_verplaatst, lees, maanden
from pmiek.periode import Periode

LEEG = Periode()


class Belofte(NamedTuple):
    """What was said about the IBN, and when."""

    dag: object
    periode: Periode
    waar: str
    # of the round in which it was said; the fiche says no cause
    ronde: int | None = None
    oorzaak: Oorzaakkop | None = None


class Stap(NamedTuple):
    """A promise, and how far it is from the one before it."""

    belofte: Belofte
    maanden: int | None = None
    is_herplanning: bool = False


@dataclass(eq=False)
class Verloop:
    """Counted once and only when it is asked: a dashboard compares more than it shows."""

    project: Projectkop
    regel: Regelkop
    vorige: Periode | None = None
    # not in the round that is compared with
    is_nieuw: bool = False
    ip: list = field(default_factory=list)
    # shared by all: (id, day, name) of every round, oldest first
    rondes: tuple = ()
    # {round: text} of this project, and what its fiche said: (day, where, text)
    stappen: dict = field(default_factory=dict)
    # {round: why it moved}, where a row says so
    oorzaken: dict = field(default_factory=dict)
    fiches: list = field(default_factory=list)

    @property
    def nu(self):
        return self.regel.ibn

    @cached_property
    def beloften(self):
        return list(self._beloften())

    @cached_property
    def eerst(self):
        return next((belofte.periode for belofte in self._beloften()), LEEG)

    def _beloften(self):
        for dag, waar, tekst, *ronde in self._gezegd():
            periode = lees(tekst)
            if periode and not periode.is_nvt:
                yield Belofte(dag, periode, waar, *ronde)

    def _gezegd(self):
        """What the fiche said before the first round, then what the rounds said."""
        gemeten = (
            (dag, naam, self.stappen[pk], pk, self.oorzaken.get(pk))
            for pk, dag, naam in self.rondes
            if pk in self.stappen
        )
        eerste = next(gemeten)
        yield from (zin for zin in self.fiches if zin[0] < eerste[0])
        yield eerste
        yield from gemeten

    @cached_property
    def per_ip(self):
        """(line, months since) of every line that names an IBN, the oldest edition first."""
        gevuld = sorted((anker for anker in self.ip if anker.periode), key=_editie)
        return [(anker, maanden(anker.periode, self.nu)) for anker in gevuld]

    @cached_property
    def laatste_ip(self):
        """The newest edition that names an IBN; its lines agree or the latest end counts."""
        return self.per_ip[-1][0] if self.per_ip else None

    @cached_property
    def sinds_eerst(self):
        return maanden(self.eerst, self.nu)

    @property
    def sinds_ip(self):
        return self.per_ip[-1][1] if self.per_ip else None

    @cached_property
    def sinds_vorige(self):
        return maanden(self.vorige, self.nu)

    @property
    def herplanningen(self):
        return herplanningen([belofte.periode for belofte in self.beloften])

    @cached_property
    def genomen(self):
        """Every promise as a step from the one before it."""
        eerste = [Stap(belofte) for belofte in self.beloften[:1]]
        paren = zip(self.beloften, self.beloften[1:], strict=False)
        return eerste + [
            Stap(nu, maanden(toen.periode, nu.periode), is_verplaatst(toen.periode, nu.periode))
            for toen, nu in paren
        ]

    @property
    def oorzaak(self):
        """What the row of this round says."""
        return self.oorzaken.get(self.regel.ronde_id)

    @property
    def laatste_oorzaak(self):
        """(round, cause) of the last one that is known: it is not said again in every round."""
        bekend = (
            (naam, self.oorzaken[pk])
            for pk, _, naam in reversed(self.rondes)
            if pk in self.oorzaken
        )
        return next(bekend, None)

    @property
    def mist_oorzaak(self):
        """Planned again in this round, and the row does not say why."""
        laatste = self.genomen[-1:]
        return not self.oorzaak and any(
            stap.is_herplanning and stap.belofte.ronde == self.regel.ronde_id for stap in laatste
        )

    @property
    def is_verschoven(self):
        """Later or earlier than the round before, as far as both can be read."""
        return self.sinds_vorige not in (None, 0)

    @property
    def is_onleesbaar_veranderd(self):
        """Something changed, and how far cannot be computed."""
        if not self.vorige or not self.nu or self.sinds_vorige is not None:
            return False
        return is_verplaatst(self.vorige, self.nu)


def _editie(anker):
    return (anker.editie, anker.periode.sorteersleutel)


def verlopen(stand, vorige=None):
    """The trail of the project of each row, up to the round of this stand."""
    vorige_pk = vorige.pk if vorige else None
    return [
        Verloop(
            project=regel.project,
            regel=regel,
            vorige=_vorige(stand.stappen[regel.project_id], vorige_pk),
            is_nieuw=bool(vorige) and vorige_pk not in stand.stappen[regel.project_id],
            ip=stand.ip.get(regel.project_id, []),
            rondes=stand.rondes,
            stappen=stand.stappen[regel.project_id],
            oorzaken=stand.oorzaken.get(regel.project_id, {}),
            fiches=stand.fiches.get(regel.project_id, []),
        )
        for regel in stand.regels
    ]


def grootste_eerst(verlopen):
    """By the shift since the first moment; what moved forward later, what is unknown last."""
    return sorted(verlopen, key=lambda v: (v.sinds_eerst is None, -(v.sinds_eerst or 0)))


def _vorige(stappen, vorige_pk):
    return lees(stappen[vorige_pk]) if vorige_pk in stappen else None
