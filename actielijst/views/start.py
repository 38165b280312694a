from django.shortcuts import render
from django.utils import timezone

from actielijst.linter import aantallen
from actielijst.models import Project, Uitvoeringsafspraak
from actielijst.querysets import VIER_WEKEN
from actielijst.stand import per_fase, per_route
from pmiek.enums import Kanaal, Rolsoort
from pmiek.ongedaan.verloop import laatste_stappen
from pmiek.wijziging import Wijziging

GETOOND = 50
GEWIJZIGD = 6
# with so many rows of agreements the left column is as long as the figures beside it
RIJEN_NAAST = 6


def start(request, provincie):
    projecten = Project.objects.van(request.provincie).zichtbaar_voor(request.user).actueel()
    afspraken = (
        Uitvoeringsafspraak.objects.van(request.provincie)
        .zichtbaar_voor(request.user)
        .actueel()
        .select_related("project", "trekker")
        .op_planning()
    )
    vandaag = timezone.localdate()
    te_laat, binnenkort = afspraken.verlopen(vandaag), afspraken.binnen(VIER_WEKEN, vandaag)
    zonder = projecten.zonder_afspraken().acties_eerst().prefetch_related("gemeenten")
    fasen, routes = per_fase(projecten), per_route(projecten)
    rijen, rijen_binnenkort = _rijen(te_laat, vandaag), _rijen(binnenkort, vandaag)
    context = {
        "vandaag": vandaag,
        "te_laat": rijen,
        "aantal_te_laat": te_laat.count(),
        "binnenkort": rijen_binnenkort,
        "aantal_binnenkort": binnenkort.count(),
        "getoond": GETOOND,
        "tot_en_met": vandaag + timezone.timedelta(days=VIER_WEKEN),
        "zonder_afspraken": list(zonder[:GETOOND]),
        "aantal_zonder_afspraken": zonder.count(),
        "zonder_is_breed": len(rijen) + len(rijen_binnenkort) > RIJEN_NAAST,
        "aantal_met_acties": zonder.met_route_acties().count(),
        "aantal_actief": afspraken.actief().count(),
        "aantal_bevindingen": _aantal_bevindingen(request, projecten),
        "aantal_voorbeeld": afspraken.filter(voorbeeld=True).count(),
        "fasen": fasen,
        "routes": routes,
        "aantal_projecten": sum(regel.aantal for regel in fasen),
        "stappen": laatste_stappen(_geschiedenis(projecten), GEWIJZIGD),
    }
    return render(request, "actielijst/start.html", context)


def _aantal_bevindingen(request, projecten):
    if request.rol.soort not in Rolsoort.lezend():
        return None
    return sum(aantallen(projecten).values())


def _rijen(afspraken, vandaag):
    return [
        (afspraak, abs((afspraak.planning.tot_en_met - vandaag).days))
        for afspraak in afspraken[:GETOOND]
    ]


def _geschiedenis(projecten):
    return Wijziging.objects.van_alle(projecten).exclude(kanaal=Kanaal.DEMO)
