"""What each party has on its plate: active agreements per quarter in which their planning ends."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from actielijst.enums import Afspraakstatus

KWARTALEN = 8
EERDER, LATER, ZONDER_EINDE = "eerder", "later", "zonder_einde"


@dataclass(frozen=True)
class Kwartaal:
    jaar: int
    nummer: int

    @classmethod
    def van(cls, dag):
        return cls(dag.year, (dag.month + 2) // 3)

    def plus(self, aantal):
        plek = self.jaar * 4 + self.nummer - 1 + aantal
        return Kwartaal(plek // 4, plek % 4 + 1)

    @property
    def begin(self):
        return date(self.jaar, 3 * self.nummer - 2, 1)

    def __str__(self):
        return f"Q{self.nummer} {self.jaar}"


@dataclass(frozen=True)
class Kolom:
    """One column of the load: which agreements are in it, and the filter that shows them."""

    sleutel: object
    kop: str
    vraag: str


def kolommen(vandaag):
    eerste = Kwartaal.van(vandaag)
    reeks = [eerste.plus(stap) for stap in range(KWARTALEN)]
    return [
        Kolom(EERDER, f"vóór {eerste}", f"planning=vóór {eerste}"),
        *(Kolom(kwartaal, str(kwartaal), f"planning={kwartaal}") for kwartaal in reeks),
        Kolom(LATER, f"na {reeks[-1]}", f"planning=na {reeks[-1]}"),
        Kolom(ZONDER_EINDE, "zonder leesbaar einde", "tijd=zonder_einde"),
    ]


def belasting(afspraken, vandaag):
    """{party or None: {column: count}}; together all active agreements, each counted once."""
    eerste = Kwartaal.van(vandaag)
    laatste = eerste.plus(KWARTALEN - 1)
    per_partij = {}
    rijen = afspraken.actief().order_by().values_list("trekker", "planning_tot_en_met")
    for trekker, einde in rijen:
        teller = per_partij.setdefault(trekker, Counter())
        teller[_vak(einde, eerste, laatste)] += 1
    return per_partij


def _vak(einde, eerste, laatste):
    if einde is None:
        return ZONDER_EINDE
    if einde < eerste.begin:
        return EERDER
    return LATER if einde >= laatste.plus(1).begin else Kwartaal.van(einde)


def per_trekker(afspraken, peildatum):
    """{party or None: counts per status and of what is late}, in one query."""
    te_laat = Q(status__in=Afspraakstatus.actief(), planning_tot_en_met__lt=peildatum)
    tellingen = {status.value: Count("pk", filter=Q(status=status)) for status in Afspraakstatus}
    rijen = (
        afspraken.order_by()
        .values("trekker")
        .annotate(totaal=Count("pk"), te_laat=Count("pk", filter=te_laat), **tellingen)
    )
    return {rij["trekker"]: rij for rij in rijen}
