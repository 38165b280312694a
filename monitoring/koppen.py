"""A project, a row, an agreement and a question, as far as they are counted and listed."""

import datetime
from dataclasses import dataclass
from typing import NamedTuple

from django.utils import timezone
from django.utils.formats import date_format

from actielijst.enums import Afspraakstatus, Fase
from monitoring.enums import Oorzaaksoort, Regelstand, Vraagsoort, Vraagstatus
from pmiek.periode import Periode


class Projectkop(NamedTuple):
    pk: int
    nummer: str
    naam: str
    sorteersleutel: str
    fase: str
    fase_toelichting: str
    type_infra_id: int | None
    energiedrager_id: int | None
    ibn_op_fiche: str
    gearchiveerd_op: datetime.date | None
    archiefreden: str

    def __str__(self):
        return f"{self.nummer} {self.naam}".strip()

    def get_fase_display(self):
        return Fase.woord(self.fase)


class Partijnaam(NamedTuple):
    pk: int
    soort: str
    naam: str

    def __str__(self):
        return self.naam


class Soortnaam(NamedTuple):
    """A kind of aandachtspunt or cause, by the name it had."""

    pk: int
    naam: str

    def __str__(self):
        return self.naam


class Correctiekop(NamedTuple):
    """That a row of a closed round is not what it was: when, by whom and why."""

    op: datetime.date
    door: str
    reden: str

    @classmethod
    def van(cls, correctie):
        dag = timezone.localdate(correctie.gemaakt_op)
        return cls(dag, str(correctie.door), correctie.reden)

    def __str__(self):
        return f"op {date_format(self.op, 'j F Y')} door {self.door}: {self.reden}"


def correctiemerk(correcties):
    """What a row says of its corrections, newest first: the last one, and how many there were."""
    if not correcties:
        return ""
    keer = f" ({len(correcties)} keer), laatst" if len(correcties) > 1 else ""
    return f"Gecorrigeerd{keer} {correcties[0]}"


class Oorzaakkop(NamedTuple):
    """Why an IBN moved, as the row of one round says."""

    soort: Soortnaam | None
    herkomst: str
    toelichting: str

    @property
    def van(self):
        return Oorzaaksoort(self.herkomst).label if self.herkomst else ""

    @property
    def kort(self):
        """'grond, vertraging van buiten'."""
        return ", ".join(filter(None, [str(self.soort or ""), self.van]))


@dataclass(slots=True, eq=False)
class Regelkop:
    """A row as it is counted and listed; its texts stand in the document."""

    pk: int
    project: Projectkop
    ronde_id: int
    ibn: Periode
    categorie: Soortnaam | None
    stand_van: datetime.date | None
    fase: str
    is_bevestigd: bool
    ongewijzigd: bool
    voorbeeld: bool
    trekkers: list[Partijnaam]
    # the ids of the municipalities of its project
    gemeenten: list[int]
    # newest first
    correcties: list[Correctiekop]

    @property
    def project_id(self):
        return self.project.pk

    @property
    def stand(self):
        return Regelstand.van(self.is_bevestigd, self.ongewijzigd)

    @property
    def correctie(self):
        return correctiemerk(self.correcties)


class Afspraakkop(NamedTuple):
    pk: int
    project: Projectkop
    activiteit: str
    status: str
    afgerond_op: datetime.date | None
    planning: str
    planning_tot_en_met: datetime.date | None
    trekker: Partijnaam | None

    @property
    def project_id(self):
        return self.project.pk

    @property
    def is_actief(self):
        return self.status in Afspraakstatus.actief()

    def is_te_laat(self, peildatum):
        """Overdue counts from the end of the agreed period."""
        einde = self.planning_tot_en_met
        return self.is_actief and einde is not None and einde < peildatum


class Vraagkop(NamedTuple):
    pk: int
    soort: str
    titel: str
    status: str
    beantwoord_op: datetime.date | None
    # on how many agendas it was, up to this round
    keer: int
    projecten: list[Projectkop]

    @property
    def is_open(self):
        return self.status == Vraagstatus.GESTELD

    @property
    def status_woord(self):
        return Vraagstatus(self.status).label

    @property
    def regel(self):
        return f"{Vraagsoort(self.soort).label.capitalize()}: {self.titel}"


class IPAnker(NamedTuple):
    editie: str
    wie: str
    periode: Periode


class Wissel(NamedTuple):
    naar: str
    reden: str
    datum: datetime.date
