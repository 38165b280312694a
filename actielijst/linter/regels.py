"""The rules that find weak agreements: data, one block each, in the order in which they are read.

A rule advises and never blocks. `als` is its condition on the rows of `feiten.py`, given the day;
`feiten` are the values of a row that it judges: when one of them changes, a finding that was
accepted comes back.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import F, Q

from actielijst.enums import Afspraakstatus, Fase, Herkomst, Route

AFSPRAAK, PROJECT = "afspraak", "project"
# plain enough for the regular expressions of both databases
VAAG = (
    r"(^|[^a-z])(z\.? ?s\.? ?m|zo (snel|spoedig) mogelijk|n\.? ?t\.? ?b|nader te bepalen"
    r"|t\.? ?z\.? ?t|te zijner tijd)([^a-z]|$)"
)
NIETS = (
    r"^[ .?–-]*(n\.? ?v\.? ?t|niet van toepassing|n\.? ?n\.? ?b|nog niet bekend"
    r"|n\.? ?t\.? ?b|nader te bepalen)?[ .?–-]*$"
)

ACTIEF = Q(status__in=Afspraakstatus.actief())
ONGELEZEN = Q(planning_van__isnull=True, planning_tot_en_met__isnull=True)
VAGE_PLANNING = Q(planning__iregex=VAAG)


@dataclass(frozen=True)
class Regel:
    code: str
    over: str
    # what is the case with one agreement or project, behind its name
    kop: str
    zin: str
    waarom: str
    # the field on the edit page that answers it
    veld: str
    als: Callable[[datetime.date], Q]
    feiten: tuple
    # a question rather than a warning
    is_vriendelijk: bool = False
    # the field where somebody may have said why already: shown with the finding
    reden: str = ""

    @property
    def gaat_over_afspraak(self):
        return self.over == AFSPRAAK


def een_jaar_voor(dag):
    try:
        return dag.replace(year=dag.year - 1)
    except ValueError:  # 29 February
        return dag.replace(year=dag.year - 1, day=28)


REGELS = [
    Regel(
        code="te_laat",
        over=AFSPRAAK,
        kop="Afspraken die te laat zijn",
        zin="is te laat",
        waarom="Spreek een nieuwe planning af, met de oorzaak, of zet de afspraak op afgerond.",
        veld="planning",
        als=lambda dag: ACTIEF & Q(planning_tot_en_met__lt=dag),
        feiten=("planning", "status"),
    ),
    Regel(
        code="zonder_trekker",
        over=AFSPRAAK,
        kop="Afspraken zonder trekker",
        zin="heeft geen trekker",
        waarom="Zonder trekker voelt niemand zich aangesproken.",
        veld="trekker",
        als=lambda dag: ACTIEF & Q(trekker__isnull=True),
        feiten=("trekker_id",),
    ),
    Regel(
        code="zonder_planning",
        over=AFSPRAAK,
        kop="Afspraken zonder planning die te lezen is",
        zin="heeft geen planning die te lezen is",
        waarom="Zonder datum kan een afspraak niet te laat zijn en niemand haar bewaken.",
        veld="planning",
        als=lambda dag: ACTIEF & ONGELEZEN & ~VAGE_PLANNING,
        feiten=("planning",),
    ),
    Regel(
        code="vage_planning",
        over=AFSPRAAK,
        kop="Afspraken met “z.s.m.”, “nader te bepalen” of “t.z.t.”",
        zin="heeft een planning zonder datum",
        waarom="Dat klinkt als een planning, maar is er geen. Noem een kwartaal, al is het ruim.",
        veld="planning",
        als=lambda dag: ACTIEF & VAGE_PLANNING,
        feiten=("planning",),
    ),
    Regel(
        code="zonder_resultaat",
        over=AFSPRAAK,
        kop="Afspraken zonder resultaat",
        zin="heeft geen resultaat",
        waarom="Wat er klaar moet zijn, bepaalt of de afspraak is nagekomen.",
        veld="resultaat",
        als=lambda dag: ACTIEF & Q(resultaat__iregex=NIETS),
        feiten=("resultaat",),
    ),
    Regel(
        code="na_ibn",
        over=AFSPRAAK,
        kop="Afspraken met een planning na de IBN",
        zin="is gepland na de IBN",
        waarom="De planning eindigt later dan de IBN van het project. Een van de twee klopt niet.",
        veld="planning",
        als=lambda dag: ACTIEF & Q(planning_tot_en_met__gt=F("project__ibn_tot_en_met")),
        feiten=("planning", "project.ibn"),
    ),
    Regel(
        code="verschoven_zonder_oorzaak",
        over=AFSPRAAK,
        kop="Afspraken die verschoven zonder oorzaak",
        zin="verschoof zonder oorzaak",
        waarom="De planning is veranderd. Waardoor? Eén zin is genoeg.",
        veld="verschuiving_oorzaak",
        als=lambda dag: ACTIEF & Q(laatste_oorzaak=""),
        feiten=("planning", "laatste_oorzaak"),
        is_vriendelijk=True,
    ),
    Regel(
        code="zonder_bevoegd_gezag",
        over=PROJECT,
        kop="Planuitwerking of later, zonder bevoegd gezag",
        zin="Planuitwerking of later, zonder bevoegd gezag",
        waarom="Vanaf de planuitwerking moet duidelijk zijn welke overheid besluit.",
        veld="bevoegd_gezag",
        als=lambda dag: Q(fase__in=Fase.concreet(), bevoegd_gezag__isnull=True),
        feiten=("fase", "bevoegd_gezag_id"),
    ),
    Regel(
        code="acties_zonder_afspraken",
        over=PROJECT,
        kop="Route acties, nog geen afspraken",
        zin="Route acties, nog geen afspraken",
        waarom="De route is acties, maar er staat nog niet wie wat doet.",
        veld="afspraken",
        als=lambda dag: Q(route=Route.ACTIES, aantal_afspraken=0),
        feiten=("route", "aantal_afspraken"),
    ),
    Regel(
        code="monitoring_met_afspraken",
        over=PROJECT,
        kop="Route alleen monitoring, met open afspraken",
        zin="Route alleen monitoring, met open afspraken",
        waarom="Er staan nog afspraken open die geen monitoring zijn. Hoort hier de route acties?",
        veld="route",
        als=lambda dag: Q(route=Route.MONITORING, aantal_uit_te_voeren__gt=0),
        feiten=("route", "aantal_uit_te_voeren"),
    ),
    Regel(
        code="herkomst_b_zonder_ip",
        over=PROJECT,
        kop="Herkomst B zonder IP-nummer",
        zin="Herkomst B zonder IP-nummer",
        waarom="Het project komt uit het investeringsplan, maar er staat geen nummer.",
        veld="ip",
        als=lambda dag: Q(herkomst=Herkomst.B, heeft_ip_nummer=False),
        feiten=("herkomst", "heeft_ip_nummer"),
    ),
    Regel(
        code="verkenning_naar_monitoring",
        over=PROJECT,
        kop="Verkenning met route alleen monitoring",
        zin="Verkenning met route alleen monitoring",
        waarom="De bron: een verkenning gaat naar acties of pMIEK +1. Waarom hier niet?",
        veld="route",
        als=lambda dag: Q(fase=Fase.VERKENNING, route=Route.MONITORING),
        feiten=("fase", "route", "route_toelichting"),
        reden="route_toelichting",
    ),
    Regel(
        code="ibn_voor_laatste_afspraak",
        over=PROJECT,
        kop="IBN vóór de laatste afspraak",
        zin="IBN vóór de laatste afspraak",
        waarom="De laatste afspraak eindigt later dan de IBN. Klopt de IBN nog?",
        veld="ibn",
        als=lambda dag: Q(laatste_einde__gt=F("ibn_tot_en_met")),
        feiten=("ibn", "laatste_einde"),
    ),
    Regel(
        code="jaar_niet_gewijzigd",
        over=PROJECT,
        kop="Fiche een jaar niet gewijzigd",
        zin="Fiche een jaar niet gewijzigd",
        waarom="Loop de fiche na, of zeg dat alles nog klopt.",
        veld="aanleiding",
        als=lambda dag: Q(laatst_gewijzigd__date__lte=een_jaar_voor(dag)),
        feiten=("laatst_gewijzigd",),
        is_vriendelijk=True,
    ),
]
OP_CODE = {regel.code: regel for regel in REGELS}
