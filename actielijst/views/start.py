from django.shortcuts import render
from django.utils import timezone

from actielijst.models import Project, Uitvoeringsafspraak
from actielijst.stand import per_fase, per_route
from pmiek.enums import Kanaal
from pmiek.wijziging import Wijziging

VIER_WEKEN = 28


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
    zonder = projecten.met_acties_zonder_afspraken().prefetch_related("gemeenten")
    fasen, routes = per_fase(projecten), per_route(projecten)
    context = {
        "vandaag": vandaag,
        "te_laat": _rijen(afspraken.verlopen(vandaag), vandaag),
        "binnenkort": _rijen(afspraken.binnen(VIER_WEKEN, vandaag), vandaag),
        "tot_en_met": vandaag + timezone.timedelta(days=VIER_WEKEN),
        "zonder_afspraken": list(zonder),
        "aantal_actief": afspraken.actief().count(),
        "aantal_voorbeeld": afspraken.filter(voorbeeld=True).count(),
        "fasen": fasen,
        "routes": routes,
        "aantal_projecten": sum(regel.aantal for regel in fasen),
        "wijzigingen": laatste_wijzigingen(projecten),
    }
    return render(request, "actielijst/start.html", context)


def _rijen(afspraken, vandaag):
    return [
        (afspraak, abs((afspraak.planning.tot_en_met - vandaag).days)) for afspraak in afspraken
    ]


def laatste_wijzigingen(projecten):
    return (
        Wijziging.objects.van_alle(projecten)
        .exclude(kanaal=Kanaal.DEMO)
        .voor_lijst()
        .prefetch_related("onderwerp")[:6]
    )
