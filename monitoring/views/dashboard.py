from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render

from actielijst.documenten.kader import thema
from monitoring.ankers import verlooprij
from monitoring.dashboard import DELEN, cijfers, losse_vragen, rijen_van, woord
from monitoring.documenten import met_tijdlijn
from monitoring.grafiek import schaal, stappen
from monitoring.models import Monitoringregel
from monitoring.patronen import patronen
from monitoring.plausibiliteit import bevindingen
from monitoring.tijdlijn import in_een_zin, momenten
from monitoring.verloop import grootste_eerst
from monitoring.views.kijk import Kijk
from pmiek.access import get_visible_or_404, require_role
from pmiek.enums import Rolsoort

# on the dashboard so many rows stand under a figure; its link leads to all of them
GETOOND = 10
EERSTE = 5
PER_PAGINA = 50
OP_DASHBOARD = [
    "ibn",
    "fase",
    "nieuw",
    "gearchiveerd",
    "vragen",
    "te_laat",
    "afgerond",
    "vervallen",
    "niet_bevestigd",
]
VERLOOPDELEN = {
    "": ("Alle", lambda v: True),
    "later": ("Later", lambda v: v.sinds_eerst is not None and v.sinds_eerst > 0),
    "eerder": ("Eerder", lambda v: v.sinds_eerst is not None and v.sinds_eerst < 0),
    "gelijk": ("Gelijk", lambda v: v.sinds_eerst == 0),
    "onbekend": ("Niet te berekenen", lambda v: v.sinds_eerst is None),
}


def dashboard(request, provincie):
    kijk = Kijk(request)
    if kijk.ronde is None:
        return render(request, "monitoring/dashboard_leeg.html")
    verschil = kijk.verschil
    alle = bevindingen(verschil)
    context = kijk.context() | {
        "verschil": verschil,
        "cijfers": cijfers(verschil, kijk.tellingen_toen),
        "losse_vragen": losse_vragen(len(verschil.vragen_los)),
        "blokken": {sleutel: _blok(request, verschil, sleutel) for sleutel in OP_DASHBOARD},
        "patronen": patronen(verschil.regels),
        "bevindingen": alle[:EERSTE],
        "aantal_bevindingen": len(alle),
        "mag_invullen": request.rol.soort in Rolsoort.monitoring() and kijk.ronde.is_open,
        "heeft_voorbeelden": any(regel.voorbeeld for regel in verschil.regels),
    }
    return render(request, "monitoring/dashboard.html", context)


def _blok(request, verschil, sleutel, hoeveel=GETOOND):
    """The first rows of a figure, as the page shows them, and how many there are in all."""
    rijen = rijen_van(verschil, sleutel)
    soort, eerste = DELEN[sleutel][-1], rijen[:hoeveel]
    blok = {"sleutel": sleutel, "soort": soort, "rijen": eerste, "aantal": len(rijen)}
    return blok | (_grafiek(request, eerste, verschil.ronde.peildatum) if soort == "ibn" else {})


def cijfer_rijen(request, provincie, cijfer):
    """Every row that one figure counts, with the same filters as the dashboard."""
    kijk = Kijk(request)
    if cijfer not in DELEN:
        raise Http404("Dit cijfer bestaat niet.")
    if kijk.ronde is None:
        return render(request, "monitoring/dashboard_leeg.html")
    verschil = kijk.verschil
    blok = _blok(request, verschil, cijfer, hoeveel=None)
    woorden = woord(cijfer, blok["aantal"])
    context = kijk.context() | {"verschil": verschil, "blok": blok, "woorden": woorden}
    return render(request, "monitoring/cijfer_rijen.html", context)


def ibn_verloop(request, provincie):
    kijk = Kijk(request)
    if kijk.ronde is None:
        return render(request, "monitoring/dashboard_leeg.html")
    verschil = kijk.verschil
    met_ibn = [verloop for verloop in verschil.verlopen if verloop.eerst or verloop.nu]
    gevraagd = request.GET.get("deel", "")
    deel = gevraagd if gevraagd in VERLOOPDELEN else ""
    gekozen = grootste_eerst(filter(VERLOOPDELEN[deel][1], met_ibn))
    pagina = Paginator(gekozen, PER_PAGINA).get_page(request.GET.get("page"))
    context = kijk.context() | {
        "zonder_ibn": len(verschil.verlopen) - len(met_ibn),
        "delen": [
            (naam, kop, sum(map(hoort_bij, met_ibn)))
            for naam, (kop, hoort_bij) in VERLOOPDELEN.items()
        ],
        "deel": deel,
        "niet_bekend": gevraagd != deel,
        "page_obj": pagina,
        **_grafiek(request, pagina.object_list, kijk.ronde.peildatum),
    }
    return render(request, "monitoring/ibn_verloop.html", context)


def monitoringregel_tijdlijn(request, provincie, pk):
    """The project of one row until its round: picture and table say the same moments."""
    require_role(request, Rolsoort.lezend())
    regel = get_visible_or_404(Monitoringregel.objects.all(), request, pk=pk)
    kijk = Kijk(request, ronde=str(regel.ronde_id))
    verloop = next(v for v in kijk.verlopen if v.regel.pk == pk)
    gevonden = momenten(verloop, kijk.ronde)
    paren = tuple((moment.soort, moment.dag) for moment in gevonden)
    peildatum = kijk.ronde.peildatum
    jaren = schaal([[paar for paar in paren if paar[1]]], peildatum)
    accent, zin = thema(request.provincie)["accent"], in_een_zin(gevonden)
    context = kijk.context() | {
        "verloop": verloop,
        "momenten": gevonden,
        "beeld": stappen(paren, jaren, accent, peildatum, zin=zin),
        "is_voorbeeld": verloop.regel.voorbeeld,
    }
    return render(request, "monitoring/monitoringregel_tijdlijn.html", context)


def plausibiliteit(request, provincie):
    kijk = Kijk(request)
    if kijk.ronde is None:
        return render(request, "monitoring/dashboard_leeg.html")
    context = kijk.context() | {"bevindingen": bevindingen(kijk.verschil)}
    return render(request, "monitoring/plausibiliteit.html", context)


def _grafiek(request, verlopen, peildatum):
    """The trails with their pictures."""
    rijen = [verlooprij(verloop) | {"verloop": verloop} for verloop in verlopen]
    jaren, getekend = met_tijdlijn(rijen, peildatum, thema(request.provincie)["accent"])
    return {"rijen": getekend, "schaal": jaren}
