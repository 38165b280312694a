"""What moved between two rounds: the rows behind every figure of the dashboard and the annex."""

from dataclasses import dataclass, field
from functools import cached_property

from actielijst.enums import Afspraakstatus, Fase
from monitoring.enums import Regelstand
from monitoring.koppen import Projectkop
from monitoring.models import Monitoringregel
from monitoring.stand import Stand
from monitoring.verloop import verlopen


@dataclass(frozen=True)
class Fasewissel:
    project: Projectkop
    van: str
    naar: str
    reden: str = ""
    datum: object = None

    @property
    def is_vooruit(self):
        volgorde = ["", *Fase]
        return volgorde.index(self.naar) > volgorde.index(self.van)

    @property
    def van_woord(self):
        return Fase.woord(self.van)

    @property
    def naar_woord(self):
        return Fase.woord(self.naar)


@dataclass
class Vergelijking:
    """Rows, not counts: what is counted is always what is listed."""

    ronde: object
    vorige: object
    stand: Stand
    verlopen: list = field(default_factory=list)
    fasen: list = field(default_factory=list)
    nieuw: list = field(default_factory=list)
    gearchiveerd: list = field(default_factory=list)
    afgerond: list = field(default_factory=list)
    vervallen: list = field(default_factory=list)
    te_laat: list = field(default_factory=list)
    niet_bevestigd: list = field(default_factory=list)

    @property
    def peildatum(self):
        return self.stand.peildatum

    @property
    def regels(self):
        return self.stand.regels

    @property
    def vragen(self):
        return self.stand.vragen

    @cached_property
    def verschoven(self):
        """Largest slip first; what moved forward comes last."""
        gevonden = [verloop for verloop in self.verlopen if verloop.is_verschoven]
        return sorted(gevonden, key=lambda verloop: -verloop.sinds_vorige)

    @property
    def later(self):
        return [verloop for verloop in self.verschoven if verloop.sinds_vorige > 0]

    @property
    def eerder(self):
        return [verloop for verloop in self.verschoven if verloop.sinds_vorige < 0]

    @property
    def gelijk(self):
        return [verloop for verloop in self.verlopen if verloop.sinds_vorige == 0]

    @property
    def onleesbaar(self):
        """Both rounds name an IBN, and one of them cannot be read."""
        return [v for v in self.verlopen if v.vorige and v.nu and v.sinds_vorige is None]

    @property
    def zonder(self):
        """In both rounds, and without an IBN in one of them: there is nothing to compare."""
        return [v for v in self.verlopen if not v.is_nieuw and not (v.vorige and v.nu)]

    @property
    def ibn_nieuw(self):
        """Not in the round before, so its IBN is compared with nothing either."""
        return [v for v in self.verlopen if v.is_nieuw]

    @property
    def vooruit(self):
        return [wissel for wissel in self.fasen if wissel.is_vooruit]

    @property
    def terug(self):
        return [wissel for wissel in self.fasen if not wissel.is_vooruit]

    @property
    def vragen_open(self):
        return [vraag for vraag in self.vragen if vraag.is_open]

    @property
    def vragen_los(self):
        """Rows that ask something in their own words, which is on no agenda."""
        return [regel for regel in self.regels if regel.pk in self.stand.losse_vragen]

    @property
    def vaakst(self):
        """How often the oldest of the open questions was asked."""
        return max((vraag.keer for vraag in self.vragen_open), default=1)

    @property
    def vragen_vaakst(self):
        return [vraag for vraag in self.vragen_open if vraag.keer == self.vaakst > 1]


def vergelijk(stand, ronde, vorige):
    """Compare the stand of a round with a round before it."""
    sinds = vorige.peildatum if vorige else None
    toen = dict(_fasen_van(vorige)) if vorige else {}
    vandaag = stand.peildatum
    return Vergelijking(
        ronde=ronde,
        vorige=vorige,
        stand=stand,
        verlopen=verlopen(stand, vorige),
        fasen=_fasen(stand, ronde, toen),
        nieuw=[r.project for r in stand.regels if toen and r.project_id not in toen],
        gearchiveerd=[
            p for p in stand.projecten.values() if _is_tussen(p.gearchiveerd_op, sinds, vandaag)
        ],
        afgerond=_gedaan(stand, Afspraakstatus.AFGEROND, sinds),
        vervallen=_gedaan(stand, Afspraakstatus.VERVALLEN, sinds),
        te_laat=[a for a in stand.afspraken if a.is_te_laat(vandaag)],
        niet_bevestigd=[regel for regel in stand.regels if regel.stand == Regelstand.NIETS],
    )


def _fasen_van(ronde):
    """Kept when that round was closed, and never corrected."""
    return Monitoringregel.objects.filter(ronde=ronde).order_by().values_list("project", "fase")


def _fasen(stand, ronde, toen):
    """The phase of now in an open round, the one that was kept in a closed one."""
    wissels = []
    for regel in stand.regels:
        nu = regel.project.fase if ronde.is_open else regel.fase
        van = toen.get(regel.project_id, nu)
        if van != nu:
            laatste = stand.wissels.get(regel.project_id)
            wissels.append(_fasewissel(regel.project, van, nu, laatste))
    return wissels


def _fasewissel(project, van, naar, wissel):
    if wissel is None or wissel.naar != naar:
        return Fasewissel(project, van, naar, project.fase_toelichting)
    return Fasewissel(project, van, naar, wissel.reden or project.fase_toelichting, wissel.datum)


def _is_tussen(dag, sinds, tot_en_met):
    return None not in (dag, sinds) and sinds < dag <= tot_en_met


def _gedaan(stand, status, sinds):
    return [
        afspraak
        for afspraak in stand.afspraken
        if afspraak.status == status and _is_tussen(afspraak.afgerond_op, sinds, stand.peildatum)
    ]
