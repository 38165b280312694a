"""What moved between two rounds: the rows behind every figure of the dashboard and the annex."""

from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import prefetch_related_objects

from actielijst.enums import Afspraakstatus, Fase
from actielijst.models import Fasewisseling, Project, Uitvoeringsafspraak
from monitoring.enums import Regelstand
from monitoring.models import Monitoringregel, VraagAanEnergyboard
from monitoring.verloop import verlopen
from pmiek.periode import PeriodeField


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
        """No IBN in one of the two rounds, so there is nothing to compare."""
        return [v for v in self.verlopen if not (v.vorige and v.nu)]

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
    def vaakst(self):
        """How often the oldest of the open questions was asked."""
        return max((vraag.keer for vraag in self.vragen_open), default=1)

    @property
    def vragen_vaakst(self):
        return [vraag for vraag in self.vragen_open if vraag.keer == self.vaakst > 1]


def vergelijk(projecten, ronde, vorige, peildatum, regels=None):
    """Compare two rounds for a queryset of projects, in a fixed number of queries.

    `regels` are the rows of the round where they were read already.
    """
    # a list of numbers is compared faster, time and again, than the query that finds them
    pks = list(projecten.order_by().values_list("pk", flat=True))
    if regels is None:
        regels = _regels(pks, ronde)
    in_ronde = [regel.project for regel in regels]
    toen = dict(_fasen_van(vorige)) if vorige else {}
    sinds = vorige.peildatum if vorige else None
    afspraken = _afspraken(pks)
    return Vergelijking(
        ronde=ronde,
        vorige=vorige,
        peildatum=peildatum,
        regels=regels,
        verlopen=verlopen(regels, ronde, vorige),
        fasen=_fasen(regels, toen, peildatum),
        nieuw=[project for project in in_ronde if toen and project.pk not in toen],
        gearchiveerd=_gearchiveerd(projecten, sinds, peildatum),
        afgerond=_sinds(afspraken, Afspraakstatus.AFGEROND, sinds, peildatum),
        vervallen=_sinds(afspraken, Afspraakstatus.VERVALLEN, sinds, peildatum),
        te_laat=list(afspraken.verlopen(peildatum)),
        niet_bevestigd=[regel for regel in regels if regel.stand == Regelstand.NIETS],
        vragen=_vragen(pks, ronde),
    )


def _regels(pks, ronde):
    if ronde is None:
        return []
    regels = ronde.regels.voor_vergelijking()
    return list(regels.filter(project__in=pks))


def _fasen_van(ronde):
    return Monitoringregel.objects.filter(ronde=ronde).order_by().values_list("project", "fase")


def _fasen(regels, toen, peildatum):
    """The phase of now in an open round, the one that was kept in a closed one."""
    paren = []
    for regel in regels:
        nu = regel.project.fase if regel.ronde.is_open else regel.fase
        van = toen.get(regel.project_id, nu)
        if van != nu:
            paren.append((regel.project, van, nu))
    laatste = _laatste_wissels([project.pk for project, _, _ in paren], peildatum)
    return [_fasewissel(*paar, laatste.get(paar[0].pk)) for paar in paren]


def _laatste_wissels(pks, peildatum):
    """The last change of phase of each project until this day, for its reason and its day."""
    wissels = Fasewisseling.objects.filter(project__in=pks).select_related("wijziging")
    oudste_eerst = wissels.order_by("pk") if pks else []
    return {w.project_id: w for w in oudste_eerst if w.datum <= peildatum}


def _fasewissel(project, van, naar, wissel):
    if wissel is None or wissel.naar != naar:
        return Fasewissel(project, van, naar, project.fase_toelichting)
    return Fasewissel(project, van, naar, wissel.reden or project.fase_toelichting, wissel.datum)


def _gearchiveerd(projecten, sinds, peildatum):
    if sinds is None:
        return []
    return list(projecten.filter(gearchiveerd_op__gt=sinds, gearchiveerd_op__lte=peildatum))


def _afspraken(pks):
    """Without project and trekker: those are asked for what is shown, see `met_namen`."""
    afspraken = Uitvoeringsafspraak.objects.filter(project__in=pks)
    velden = ["activiteit", "status", "afgerond_op", "project", "trekker"]
    kort = afspraken.actueel().only(*velden, *PeriodeField.kolommen("planning"))
    return kort.op_planning()


def met_namen(afspraken):
    """These rows with the names of their project and trekker, in two queries."""
    prefetch_related_objects(afspraken, "project", "trekker")
    return afspraken


def _sinds(afspraken, status, sinds, peildatum):
    if sinds is None:
        return []
    return list(afspraken.filter(status=status, afgerond_op__gt=sinds, afgerond_op__lte=peildatum))


def _vragen(pks, ronde):
    if ronde is None:
        return []
    vragen = VraagAanEnergyboard.objects.op_agenda(ronde).met_keer(ronde).voor_lijst()
    bij = vragen.filter(projectrijen__project__in=pks)
    return list(bij.distinct())
