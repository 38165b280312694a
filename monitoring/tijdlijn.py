"""The IBN of one project as moments: first committed, each IP, what was said since, now."""

from typing import NamedTuple

from monitoring.koppen import Oorzaakkop
from monitoring.verloop import LEEG
from monitoring.verschuiving import maanden
from pmiek.periode import Periode

EERST, IP, RONDE, NU = "eerst", "ip", "vorige", "nu"


class Moment(NamedTuple):
    """What one of them names; `soort` is how it is drawn."""

    soort: str
    wanneer: object
    waar: str
    periode: Periode
    # from the promise before it, and from here to now; None where that cannot be computed
    stap: int | None = None
    tot_nu: int | None = None
    oorzaak: Oorzaakkop | None = None
    is_herplanning: bool = False

    @property
    def dag(self):
        return self.periode.tot_en_met

    @property
    def kop(self):
        begin = {EERST: "eerst vastgelegd", IP: "", RONDE: "", NU: "nu"}[self.soort]
        return ": ".join(filter(None, [begin, self.waar]))


def momenten(verloop, ronde):
    """In the order in which they are drawn and listed."""
    eerste, *later = verloop.genomen or [None]
    laatste = later.pop() if later and later[-1].belofte.ronde == ronde.pk else None
    return [
        *([_moment(EERST, eerste, verloop.nu)] if eerste else []),
        *(Moment(IP, None, _ip(anker), anker.periode, tot_nu=ver) for anker, ver in verloop.per_ip),
        *(_moment(RONDE, stap, verloop.nu) for stap in later),
        _moment(NU, laatste, verloop.nu) if laatste else _nu(verloop, ronde),
    ]


def _moment(soort, stap, nu):
    return Moment(
        soort,
        stap.belofte.dag,
        stap.belofte.waar,
        stap.belofte.periode,
        stap.maanden,
        None if soort == NU else maanden(stap.belofte.periode, nu),
        stap.belofte.oorzaak,
        stap.is_herplanning,
    )


def _nu(verloop, ronde):
    """Named for the first time in this round, or not any more."""
    return Moment(NU, ronde.peildatum, ronde.naam, verloop.nu or LEEG)


def _ip(anker):
    return " ".join(filter(None, [anker.editie, anker.wie]))


def in_een_zin(gevonden):
    """What the picture shows, for who does not see it."""
    delen = "; ".join(f"{moment.kop} {moment.periode or 'geen IBN'}" for moment in gevonden)
    return f"Tijdlijn van de IBN: {delen}. De tabel noemt dezelfde momenten."
