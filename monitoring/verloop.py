"""The trail of an IBN: first committed, the IP, the round before, now.

Where a project was monitored, its rows are the trail; what the fiche said before the first row
comes before them. So two people who write the same date in two places count as one promise.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from django.contrib.contenttypes.models import ContentType
from django.db.models.fields.json import KT
from django.utils import timezone

from actielijst.models import IPKoppeling, Project
from monitoring.models import Monitoringregel, Monitoringronde
from monitoring.verschuiving import herplanningen, is_verplaatst, lees, maanden
from pmiek.models import Partij
from pmiek.periode import Periode
from pmiek.wijziging import Wijziging

LEEG = Periode()


@dataclass(frozen=True)
class Belofte:
    """What was said about the IBN, and when."""

    dag: object
    periode: Periode
    waar: str


@dataclass(frozen=True)
class IPAnker:
    editie: str
    wie: str
    periode: Periode


@dataclass(frozen=True)
class Verloop:
    """Counted once and only when it is asked: a dashboard compares more than it shows."""

    project: Project
    regel: Monitoringregel | None = None
    vorige: Periode | None = None
    ip: tuple = ()
    # shared by all: (id, day, name) of every round, oldest first
    rondes: tuple = ()
    # {round: text} of this project, and what its fiche said: (day, where, text)
    stappen: dict = field(default_factory=dict)
    fiches: tuple = ()

    @property
    def nu(self):
        return self.regel.ibn if self.regel else LEEG

    @cached_property
    def beloften(self):
        return list(self._beloften())

    @cached_property
    def eerst(self):
        return next((belofte.periode for belofte in self._beloften()), LEEG)

    def _beloften(self):
        for dag, waar, tekst in self._gezegd():
            periode = lees(tekst)
            if periode and not periode.is_nvt:
                yield Belofte(dag, periode, waar)

    def _gezegd(self):
        """What the fiche said before the first round, then what the rounds said."""
        gemeten = (
            (dag, naam, self.stappen[pk]) for pk, dag, naam in self.rondes if pk in self.stappen
        )
        eerste = next(gemeten)
        yield from (zin for zin in self.fiches if zin[0] < eerste[0])
        yield eerste
        yield from gemeten

    @cached_property
    def laatste_ip(self):
        """The newest edition that names an IBN; its lines agree or the latest end counts."""
        gevuld = [anker for anker in self.ip if anker.periode]
        return max(gevuld, key=_editie, default=None)

    @cached_property
    def sinds_eerst(self):
        return maanden(self.eerst, self.nu)

    @cached_property
    def sinds_ip(self):
        return maanden(self.laatste_ip.periode, self.nu) if self.laatste_ip else None

    @cached_property
    def sinds_vorige(self):
        return maanden(self.vorige, self.nu)

    @property
    def herplanningen(self):
        return herplanningen([belofte.periode for belofte in self.beloften])

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


def verlopen(regels, ronde, vorige=None):
    """The trail of the project of each row up to its round, in a fixed number of queries."""
    if not regels:
        return []
    pks = [regel.project_id for regel in regels]
    rondes, stappen = _rondes(ronde), _stappen(pks, ronde)
    fiches, ip = _fiches(pks), _ip(pks)
    vorige_pk = vorige.pk if vorige else None
    return [
        Verloop(
            project=regel.project,
            regel=regel,
            vorige=_vorige(stappen[regel.project_id], vorige_pk),
            ip=ip[regel.project_id],
            rondes=rondes,
            stappen=stappen[regel.project_id],
            fiches=fiches[regel.project_id],
        )
        for regel in regels
    ]


def grootste_eerst(verlopen):
    """By the shift since the first moment; what moved forward later, what is unknown last."""
    return sorted(verlopen, key=lambda v: (v.sinds_eerst is None, -(v.sinds_eerst or 0)))


def _vorige(stappen, vorige_pk):
    return lees(stappen[vorige_pk]) if vorige_pk in stappen else None


def _rondes(ronde):
    """(id, day, name) of every round up to this one, oldest first."""
    tot = Monitoringronde.objects.filter(
        provincie=ronde.provincie_id, peildatum__lte=ronde.peildatum
    )
    return list(tot.order_by("peildatum").values_list("pk", "peildatum", "naam"))


def _stappen(pks, ronde):
    """{project: {round: text}}; whole rows of twelve rounds would cost ten times as much."""
    regels = Monitoringregel.objects.filter(project__in=pks, ronde__peildatum__lte=ronde.peildatum)
    groepen = defaultdict(dict)
    for project, van, ibn in regels.order_by().values_list("project", "ronde", "ibn"):
        groepen[project][van] = ibn
    return groepen


def _fiches(pks):
    """Every IBN that the fiche ever named, from the history."""
    wijzigingen = Wijziging.objects.filter(
        soort_object=ContentType.objects.get_for_model(Project),
        object_id__in=pks,
        velden__has_key="ibn",
    ).order_by("wanneer", "pk")
    groepen = defaultdict(list)
    rijen = wijzigingen.values_list("object_id", "wanneer", KT("velden__ibn__nieuw"))
    for pk, wanneer, tekst in rijen:
        groepen[pk].append((timezone.localtime(wanneer).date(), "fiche", tekst or ""))
    return groepen


def _ip(pks):
    rijen = IPKoppeling.objects.filter(project__in=pks).values_list(
        "project", "netbeheerder", "editie", "nummer", "ibn"
    )
    rijen = list(rijen)
    beheerders = Partij.objects.in_bulk({beheerder for _, beheerder, *_ in rijen if beheerder})
    groepen = defaultdict(list)
    for project, beheerder, editie, nummer, ibn in rijen:
        wie = " ".join(str(deel) for deel in (beheerders.get(beheerder), nummer) if deel)
        groepen[project].append(IPAnker(editie, wie, lees(ibn)))
    return groepen
