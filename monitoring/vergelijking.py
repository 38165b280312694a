"""What moved between two rounds: the rows behind every figure of the dashboard and the annex."""

from dataclasses import dataclass, field

from actielijst.enums import Afspraakstatus, Fase
from actielijst.models import Fasewisseling, Project, Uitvoeringsafspraak
from monitoring.enums import Regelstand
from monitoring.models import Monitoringregel, VraagAanEnergyboard
from monitoring.verloop import verlopen


@dataclass(frozen=True)
class Fasewissel:
    project: Project
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
    peildatum: object
    regels: list = field(default_factory=list)
    verlopen: list = field(default_factory=list)
    fasen: list = field(default_factory=list)
    nieuw: list = field(default_factory=list)
    gearchiveerd: list = field(default_factory=list)
    afgerond: list = field(default_factory=list)
    vervallen: list = field(default_factory=list)
    te_laat: list = field(default_factory=list)
    niet_bevestigd: list = field(default_factory=list)
    vragen: list = field(default_factory=list)

    @property
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
    def vragen_open(self):
        return [vraag for vraag in self.vragen if vraag.is_open]


def vergelijk(projecten, ronde, vorige, peildatum):
    """Compare two rounds for a queryset of projects, in a fixed number of queries."""
    regels = _regels(projecten, ronde)
    in_ronde = [regel.project for regel in regels]
    toen = dict(Monitoringregel.objects.filter(ronde=vorige).values_list("project", "fase"))
    sinds = vorige.peildatum if vorige else None
    afspraken = _afspraken(projecten)
    return Vergelijking(
        ronde=ronde,
        vorige=vorige,
        peildatum=peildatum,
        regels=regels,
        verlopen=verlopen(regels, ronde, vorige),
        fasen=_fasen(regels, toen),
        nieuw=[project for project in in_ronde if toen and project.pk not in toen],
        gearchiveerd=_gearchiveerd(projecten, sinds, peildatum),
        afgerond=_sinds(afspraken, Afspraakstatus.AFGEROND, sinds, peildatum),
        vervallen=_sinds(afspraken, Afspraakstatus.VERVALLEN, sinds, peildatum),
        te_laat=list(afspraken.verlopen(peildatum)),
        niet_bevestigd=[regel for regel in regels if regel.stand == Regelstand.NIETS],
        vragen=_vragen(projecten, ronde),
    )


def _regels(projecten, ronde):
    regels = ronde.regels.voor_lijst() if ronde else Monitoringregel.objects.none()
    return list(regels.filter(project__in=projecten.order_by().values("pk")))


def _fasen(regels, toen):
    """The phase of now in an open round, the one that was kept in a closed one."""
    laatste = _laatste_wissels(regels)
    wissels = []
    for regel in regels:
        nu = regel.project.fase if regel.ronde.is_open else regel.fase
        van = toen.get(regel.project_id, nu)
        if van != nu:
            wissels.append(_fasewissel(regel.project, van, nu, laatste.get(regel.project_id)))
    return wissels


def _laatste_wissels(regels):
    """The last change of phase of each project, for its reason and its day."""
    wissels = Fasewisseling.objects.filter(project__in=[regel.project_id for regel in regels])
    oudste_eerst = wissels.select_related("wijziging").order_by("pk")
    return {wissel.project_id: wissel for wissel in oudste_eerst}


def _fasewissel(project, van, naar, wissel):
    if wissel is None or wissel.naar != naar:
        return Fasewissel(project, van, naar, project.fase_toelichting)
    return Fasewissel(project, van, naar, wissel.reden or project.fase_toelichting, wissel.datum)


def _gearchiveerd(projecten, sinds, peildatum):
    if sinds is None:
        return []
    return list(projecten.filter(gearchiveerd_op__gt=sinds, gearchiveerd_op__lte=peildatum))


def _afspraken(projecten):
    afspraken = Uitvoeringsafspraak.objects.filter(project__in=projecten.order_by().values("pk"))
    return afspraken.actueel().select_related("project", "trekker").op_planning()


def _sinds(afspraken, status, sinds, peildatum):
    if sinds is None:
        return []
    return list(afspraken.filter(status=status, afgerond_op__gt=sinds, afgerond_op__lte=peildatum))


def _vragen(projecten, ronde):
    if ronde is None:
        return []
    vragen = VraagAanEnergyboard.objects.op_agenda(ronde).met_keer(ronde).voor_lijst()
    bij = vragen.filter(projectrijen__project__in=projecten.order_by().values("pk"))
    return list(bij.distinct())
