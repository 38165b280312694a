from dataclasses import dataclass
from typing import Any

from django.shortcuts import render
from django.utils import timezone

from actielijst.belasting import belasting, kolommen, per_trekker
from actielijst.enums import Afspraakstatus
from actielijst.models import Uitvoeringsafspraak
from pmiek.access import require_role
from pmiek.enums import Rolsoort

ZONDER = "geen"
ACTIEF = "&".join(f"status={status.value}" for status in Afspraakstatus.actief())
IN_BEELD = 12
KOPPEN = [
    ("open", "Open", "status=open"),
    ("loopt", "Loopt", "status=loopt"),
    ("afgerond", "Afgerond", "status=afgerond"),
    ("vervallen", "Vervallen", "status=vervallen"),
    ("totaal", "Samen", ""),
    # open or busy as well: behind the sum that it is a part of
    ("te_laat", "Waarvan te laat", "tijd=te_laat"),
]


@dataclass(frozen=True)
class Cel:
    aantal: int
    vraag: str
    kop: str


@dataclass(frozen=True)
class Partijrij:
    """A party, or None for agreements that nobody leads, with numbers that link to their rows."""

    partij: Any
    cellen: list
    totaal: int

    @property
    def naam(self):
        return str(self.partij) if self.partij else "nog zonder trekker"

    @property
    def vraag(self):
        return f"trekker={self.partij.pk if self.partij else ZONDER}"


def trekkers(request, provincie):
    require_role(request, Rolsoort.lezend())
    tellingen = per_trekker(_afspraken(request), timezone.localdate())
    rijen = _rijen(
        request,
        tellingen,
        lambda telling: [Cel(telling[naam], vraag, kop) for naam, kop, vraag in KOPPEN],
        lambda telling: telling["totaal"],
    )
    som = [Cel(sum(t[naam] for t in tellingen.values()), vraag, kop) for naam, kop, vraag in KOPPEN]
    context = {"rijen": rijen, "koppen": [kop for _, kop, _ in KOPPEN], "som": som}
    return render(request, "actielijst/trekkers.html", context)


def belasting_per_kwartaal(request, provincie):
    require_role(request, Rolsoort.lezend())
    vandaag = timezone.localdate()
    tellingen, kolom = belasting(_afspraken(request), vandaag), kolommen(vandaag)
    rijen = _rijen(
        request,
        tellingen,
        lambda telling: [Cel(telling[k.sleutel], f"{ACTIEF}&{k.vraag}", k.kop) for k in kolom],
        lambda telling: sum(telling.values()),
    )
    som = [
        Cel(sum(t[k.sleutel] for t in tellingen.values()), f"{ACTIEF}&{k.vraag}", k.kop)
        for k in kolom
    ]
    context = {
        "rijen": rijen,
        "in_beeld": sorted(rijen, key=lambda rij: -rij.totaal)[:IN_BEELD],
        "kolommen": kolom,
        "som": som,
        "totaal": sum(cel.aantal for cel in som),
        "actief": ACTIEF,
    }
    return render(request, "actielijst/belasting.html", context)


def _afspraken(request):
    scope = Uitvoeringsafspraak.objects.van(request.provincie).zichtbaar_voor(request.user)
    return scope.actueel()


def _rijen(request, tellingen, maak_cellen, tel):
    """One row per party in the order of their kind and name; without a party last."""
    partijen = request.provincie.partijen.filter(pk__in=[pk for pk in tellingen if pk])
    volgorde = [*partijen.order_by("soort", "naam"), *([None] if None in tellingen else [])]
    paren = [(partij, tellingen[partij.pk if partij else None]) for partij in volgorde]
    return [Partijrij(partij, maak_cellen(telling), tel(telling)) for partij, telling in paren]
