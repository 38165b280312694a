import datetime

from django.shortcuts import render

from actielijst.documenten.kader import thema
from actielijst.models import Project, Uitvoeringsafspraak
from monitoring.dashboard import cijfers, patronen
from monitoring.documenten import met_tijdlijn, op_verschuiving
from monitoring.filters import VergelijkFilter
from monitoring.lijst import verlooprij
from monitoring.models import Monitoringronde
from monitoring.plausibiliteit import bevindingen
from monitoring.vergelijking import vergelijk
from pmiek.access import require_role
from pmiek.enums import Rolsoort

EERSTE = 5


class Kijk:
    """What one visitor compares: the round of now, another one, and which projects."""

    def __init__(self, request):
        require_role(request, Rolsoort.lezend())
        self.provincie = request.provincie
        self.rondes = list(
            Monitoringronde.objects.van(request.provincie)
            .zichtbaar_voor(request.user)
            .order_by("-peildatum")
        )
        self.ronde = self.rondes[0] if self.rondes else None
        self.vorige = self._vorige(request.GET)
        projecten = Project.objects.van(request.provincie).zichtbaar_voor(request.user)
        self.filter = VergelijkFilter(
            request.GET or None, queryset=projecten, provincie=request.provincie, ronde=self.ronde
        )
        self.projecten = self.filter.qs.select_related("provincie")

    def _vorige(self, vraag):
        """The chosen round, the last one before the chosen day, or else the one before this."""
        eerdere = self.rondes[1:]
        gekozen = [ronde for ronde in eerdere if str(ronde.pk) == vraag.get("sinds")]
        op = [ronde for ronde in eerdere if ronde.peildatum <= _dag(vraag.get("op"))]
        return next(iter([*gekozen, *(op if vraag.get("op") else []), *eerdere]), None)

    @property
    def verschil(self):
        return vergelijk(self.projecten, self.ronde, self.vorige, self.ronde.stand_op)

    def context(self):
        return {
            "monitoringronde": self.ronde,
            "vorige": self.vorige,
            "eerdere_rondes": self.rondes[1:],
            "filter": self.filter,
        }


def _dag(tekst):
    try:
        return datetime.date.fromisoformat(tekst or "")
    except ValueError:
        return datetime.date.max


def dashboard(request, provincie):
    kijk = Kijk(request)
    if kijk.ronde is None:
        return render(request, "monitoring/dashboard_leeg.html")
    verschil = kijk.verschil
    toen = kijk.vorige.vastleggingen.laatste() if kijk.vorige else None
    vergelijkbaar = toen is not None and not kijk.filter.is_actief
    alle = _bevindingen(kijk, verschil)
    context = kijk.context() | {
        "verschil": verschil,
        "cijfers": cijfers(verschil, toen.inhoud["tellingen"] if vergelijkbaar else {}),
        "patronen": patronen(verschil.regels),
        "bevindingen": alle[:EERSTE],
        "aantal_bevindingen": len(alle),
        "mag_invullen": request.rol.soort in Rolsoort.monitoring() and kijk.ronde.is_open,
        "heeft_voorbeelden": any(regel.voorbeeld for regel in verschil.regels),
        **_grafiek(request, verschil.verschoven, verschil.peildatum, "vorige"),
    }
    return render(request, "monitoring/dashboard.html", context)


def ibn_verloop(request, provincie):
    kijk = Kijk(request)
    if kijk.ronde is None:
        return render(request, "monitoring/dashboard_leeg.html")
    verschil = kijk.verschil
    met_ibn = [verloop for verloop in verschil.verlopen if verloop.beloften or verloop.nu]
    context = kijk.context() | {
        "zonder_ibn": len(verschil.verlopen) - len(met_ibn),
        "onleesbaar": [v for v in met_ibn if v.nu and not v.nu.tot_en_met],
        **_grafiek(request, met_ibn, verschil.peildatum, "eerst"),
    }
    return render(request, "monitoring/ibn_verloop.html", context)


def plausibiliteit(request, provincie):
    kijk = Kijk(request)
    if kijk.ronde is None:
        return render(request, "monitoring/dashboard_leeg.html")
    context = kijk.context() | {"bevindingen": _bevindingen(kijk, kijk.verschil)}
    return render(request, "monitoring/plausibiliteit.html", context)


def _bevindingen(kijk, verschil):
    afspraken = Uitvoeringsafspraak.objects.filter(
        project__in=kijk.projecten.order_by().values("pk")
    )
    return bevindingen(verschil, afspraken.actief().actueel(), kijk.provincie.doorlooptijden.all())


def _grafiek(request, verlopen, peildatum, vanaf):
    """The trails with their pictures; `vanaf` is the anchor from which the line starts."""
    rijen = [verlooprij(verloop) | {"verloop": verloop} for verloop in verlopen]
    if vanaf == "eerst":
        rijen = op_verschuiving(rijen)
    schaal, getekend = met_tijdlijn(rijen, peildatum, thema(request.provincie)["accent"])
    return {"rijen": getekend, "schaal": schaal}
