"""The trail of an IBN: first committed, the IP, the round before, now.

Where a project was monitored, its rows are the trail; what the fiche said before the first row
comes before them. So two people who write the same date in two places count as one promise.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models.fields.json import KT
from django.utils import timezone

from actielijst.models import IPKoppeling, Project
from monitoring.models import Monitoringregel
from monitoring.verschuiving import herplanningen, is_verplaatst, lees, maanden
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
class Stap:
    """The IBN of one round; whole rows of twelve rounds would cost ten times as much."""

    ronde: int
    dag: object
    naam: str
    ibn: Periode


@dataclass(frozen=True)
class IPAnker:
    editie: str
    wie: str
    periode: Periode


@dataclass(frozen=True)
class Verloop:
    project: Project
    beloften: tuple = ()
    ip: tuple = ()
    vorige: Periode | None = None
    nu: Periode = LEEG
    regel: Monitoringregel | None = None

    @property
    def eerst(self):
        return self.beloften[0].periode if self.beloften else LEEG

    @property
    def laatste_ip(self):
        """The newest edition that names an IBN; its lines agree or the latest end counts."""
        gevuld = [anker for anker in self.ip if anker.periode]
        return max(gevuld, key=_editie, default=None)

    @property
    def sinds_eerst(self):
        return maanden(self.eerst, self.nu)

    @property
    def sinds_ip(self):
        return maanden(self.laatste_ip.periode, self.nu) if self.laatste_ip else None

    @property
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
    pks = [regel.project_id for regel in regels]
    stappen, fiches, ip = _stappen(pks, ronde), _fiches(pks), _ip(pks)
    return [_verloop(regel, stappen, fiches, ip, vorige) for regel in regels]


def _verloop(regel, alle_stappen, alle_fiches, alle_ip, vorige):
    pk = regel.project_id
    stappen = alle_stappen[pk]
    eerder = [belofte for belofte in alle_fiches[pk] if belofte.dag < stappen[0].dag]
    later = [Belofte(stap.dag, stap.ibn, stap.naam) for stap in stappen if _is_gevuld(stap.ibn)]
    return Verloop(
        project=regel.project,
        beloften=tuple(eerder + later),
        ip=tuple(alle_ip[pk]),
        vorige=next((stap.ibn for stap in stappen if vorige and stap.ronde == vorige.pk), None),
        nu=regel.ibn,
        regel=regel,
    )


def _is_gevuld(periode):
    return bool(periode) and not periode.is_nvt


def _stappen(pks, ronde):
    regels = Monitoringregel.objects.filter(project__in=pks, ronde__peildatum__lte=ronde.peildatum)
    rijen = regels.order_by("ronde__peildatum").values_list(
        "project", "ronde", "ronde__peildatum", "ronde__naam", "ibn"
    )
    groepen = defaultdict(list)
    for project, *wanneer, ibn in rijen:
        groepen[project].append(Stap(*wanneer, lees(str(ibn))))
    return groepen


def _fiches(pks):
    """Every IBN that the fiche ever named, from the history."""
    wijzigingen = Wijziging.objects.filter(
        soort_object=ContentType.objects.get_for_model(Project),
        object_id__in=pks,
        velden__has_key="ibn",
    ).order_by("wanneer", "pk")
    rijen = wijzigingen.values_list("object_id", "wanneer", KT("velden__ibn__nieuw"))
    beloften = [
        (pk, Belofte(timezone.localtime(wanneer).date(), lees(tekst or ""), "fiche"))
        for pk, wanneer, tekst in rijen
    ]
    groepen = defaultdict(list)
    for pk, belofte in beloften:
        if _is_gevuld(belofte.periode):
            groepen[pk].append(belofte)
    return groepen


def _ip(pks):
    groepen = defaultdict(list)
    for koppeling in IPKoppeling.objects.filter(project__in=pks).select_related("netbeheerder"):
        groepen[koppeling.project_id].append(_ip_anker(koppeling))
    return groepen


def _ip_anker(koppeling):
    delen = (koppeling.netbeheerder, koppeling.nummer)
    wie = " ".join(str(deel) for deel in delen if deel)
    return IPAnker(koppeling.editie, wie, koppeling.ibn)
