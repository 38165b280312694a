from django.contrib import messages
from django.db import IntegrityError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.generic import ListView

from actielijst.models import Project
from monitoring.bijlage import verouderde_secties
from monitoring.dashboard import losse_vragen
from monitoring.enums import Regelstand
from monitoring.forms.regel import RegelForm
from monitoring.forms.ronde import ProjectenForm, RondeForm
from monitoring.invullen import (
    GECORRIGEERD,
    LOSSE_VRAAG,
    MET_VRAAG,
    ZONDER_PARTIJ,
    Deel,
    regelrijen,
    standtelling,
    wie_moet_nog,
)
from monitoring.lijst import inhoud_van
from monitoring.models import Monitoringronde, RondeGesloten
from monitoring.rondes import (
    laatste_regels,
    neem_op,
    open_ronde,
    sluit,
)
from pmiek.access import get_editable_or_403, get_visible_or_404, require_role
from pmiek.conflict import form_conflict_page
from pmiek.drafts import Draft, met_concept
from pmiek.enums import Rolsoort
from pmiek.history import Verouderd
from pmiek.ongedaan import meld_met_ongedaan

DELEN = [
    ("", "Alle"),
    (Regelstand.NIETS, "Nog niets"),
    (Regelstand.INGEVULD, "Ingevuld"),
    (Regelstand.ONGEWIJZIGD, "Ongewijzigd"),
    (MET_VRAAG, "Met vraag"),
    (LOSSE_VRAAG, "Nog niet bij Vragen"),
    (GECORRIGEERD, "Gecorrigeerd"),
]


class RondeListView(ListView):
    template_name = "monitoring/monitoringronde_lijst.html"
    context_object_name = "rondes"

    def dispatch(self, request, *args, **kwargs):
        require_role(request, Rolsoort.lezend())
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        rondes = Monitoringronde.objects.van(self.request.provincie)
        return rondes.zichtbaar_voor(self.request.user).met_telling()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        open_ronde = next((ronde for ronde in context["rondes"] if ronde.is_open), None)
        mag = self.request.rol.soort in Rolsoort.monitoring()
        return context | {
            "mag_openen": mag and open_ronde is None,
            "nog_open": open_ronde if mag else None,
        }


@met_concept(Monitoringronde)
def monitoringronde_nieuw(request, provincie):
    require_role(request, Rolsoort.monitoring())
    form = request.concept.formulier(
        RondeForm, instance=Monitoringronde(provincie=request.provincie)
    )
    if request.method == "POST" and form.is_valid():
        with request.concept.opslaan() as verzending:
            ronde = open_ronde(form.instance)
            verzending.naar = ronde.get_absolute_url()
        aantal = ronde.regels.count()
        wat = "1 project staat" if aantal == 1 else f"{aantal} projecten staan"
        messages.success(request, f"Ronde {ronde} is open. {wat} erin.")
        return redirect(ronde)
    return render(request, "monitoring/monitoringronde_formulier.html", {"form": form})


@met_concept(Monitoringronde)
def monitoringronde_bewerken(request, provincie, pk):
    ronde = get_editable_or_403(Monitoringronde.objects.all(), request, pk=pk)
    if not ronde.is_open:
        messages.warning(request, "Deze ronde is gesloten; de naam en de data staan vast.")
        return redirect(ronde)
    form = request.concept.formulier(RondeForm, instance=ronde)
    if request.method == "POST" and form.is_valid():
        with request.concept.opslaan() as verzending:
            form.save()
            verzending.naar = ronde.get_absolute_url()
        meld_met_ongedaan(request, f"Ronde {ronde} is opgeslagen.")
        return redirect(ronde)
    pagina = form_conflict_page(request, form, wat=f"ronde {ronde}", terug=ronde.get_absolute_url())
    return pagina or render(request, "monitoring/monitoringronde_formulier.html", {"form": form})


def monitoringronde_detail(request, provincie, pk):
    require_role(request, Rolsoort.lezend())
    rondes = Monitoringronde.objects.select_related("provincie")
    ronde = get_visible_or_404(rondes, request, pk=pk)
    vandaag = timezone.localdate()
    rijen = regelrijen(ronde, vandaag)
    telling = standtelling(rijen)
    deel, onbekend = _keuze(request, ronde, rijen)
    van_partij = Deel(partij=deel.partij).van(rijen)
    mag = request.rol.soort in Rolsoort.monitoring()
    getoond = deel.van(rijen)
    geopend = _open_rij(request, ronde, getoond, mag)
    context = {
        "monitoringronde": ronde,
        "rijen": getoond,
        "aantal": len(rijen),
        "klaar": len(rijen) - telling[Regelstand.NIETS],
        "telling": telling,
        "delen": _delen(ronde, standtelling(van_partij), len(van_partij)),
        "niet_bekend": onbekend,
        "gecorrigeerd": telling[GECORRIGEERD],
        "losse_vragen": losse_vragen(standtelling(van_partij)[LOSSE_VRAAG]),
        "tekstcorrecties": ronde.tekstcorrecties.voor_lijst(),
        "deel": deel,
        "partijnaam": _partijnaam(deel, van_partij),
        "wie_moet_nog": wie_moet_nog(rijen),
        "dagen_over": (ronde.deadline - vandaag).days,
        "mag_invullen": mag and ronde.is_open,
        "alle_kiezen": _alle_kiezen(getoond, geopend["open_pk"]),
        "alles_gekozen": request.GET.get("gekozen") == "alle",
        "mag_corrigeren": mag and not ronde.is_open,
        "heeft_voorbeelden": any(rij.regel.voorbeeld for rij in rijen),
        **geopend,
    }
    return render(request, "monitoring/monitoringronde_detail.html", context)


def _alle_kiezen(rijen, open_pk):
    """What the box says that ticks every row on the screen that still has to be confirmed."""
    aantal = sum(rij.is_te_bevestigen and rij.regel.pk != open_pk for rij in rijen)
    if aantal < 2:
        return "Kies de regel die nog niet bevestigd is" if aantal else ""
    return f"Kies alle {aantal} regels die nog niet bevestigd zijn"


def _delen(ronde, telling, alle):
    """(key, name, number) of the parts of the list; only a closed round has corrections."""
    return [(deel, naam, telling.get(deel, alle)) for deel, naam in _namen(ronde)]


def _namen(ronde):
    return DELEN[:-1] if ronde.is_open else DELEN


def _partijnaam(deel, rijen):
    """Whom the chosen rows wait for, in words; empty when that was not chosen."""
    partijen = {str(partij.pk): str(partij) for rij in rijen for partij in rij.wacht_op}
    return partijen.get(deel.partij, ZONDER_PARTIJ) if deel.partij else ""


def _keuze(request, ronde, rijen):
    """(the part that is chosen, whether the address chooses what is not here)."""
    hier = {
        "stand": {deel for deel, _ in _namen(ronde)},
        "partij": {"", *(wie for rij in rijen for wie in rij.wie)},
        "open": {"", *(str(rij.regel.pk) for rij in rijen)},
    }
    gevraagd = {naam: request.GET.get(naam, "") for naam in hier}
    keuze = {naam: waarde if waarde in hier[naam] else "" for naam, waarde in gevraagd.items()}
    return Deel.uit(keuze), keuze != gevraagd


def _open_rij(request, ronde, rijen, mag):
    """The one row that is open for filling in, in its place in the list."""
    pk = request.GET.get("open", "")
    rij = next((rij for rij in rijen if str(rij.regel.pk) == pk), None)
    if rij is None or not mag or not ronde.is_open:
        return {"open_pk": None, "form": None, "concept_token": ""}
    form = RegelForm(instance=rij.regel, vorige=rij.vorige, provincie=request.provincie)
    request.concept = Draft(request, "monitoring:monitoringregel_bewerken", rij.regel.pk)
    token = request.concept.token(rij.regel, "Monitoring")
    return {"open_pk": rij.regel.pk, "form": form, "concept_token": token}


def monitoringronde_sluiten(request, provincie, pk):
    ronde = get_editable_or_403(Monitoringronde.objects.all(), request, pk=pk)
    if request.method == "POST":
        try:
            sluit(ronde)
            messages.success(request, f"Ronde {ronde} is gesloten. De regels staan vast.")
        except RondeGesloten:
            messages.warning(request, "Deze ronde was al gesloten.")
        return redirect(ronde)
    context = {
        "monitoringronde": ronde,
        "open_regels": list(ronde.regels.niet_bevestigd().select_related("project")),
        "aantal": ronde.regels.count(),
        "verouderd": verouderde_secties(inhoud_van(ronde)),
    }
    return render(request, "monitoring/monitoringronde_sluiten.html", context)


@met_concept(Monitoringronde, wat="deze keuze")
def monitoringronde_projecten(request, provincie, pk):
    ronde = get_editable_or_403(Monitoringronde.objects.all(), request, pk=pk)
    if not ronde.is_open:
        messages.warning(request, "Deze ronde is gesloten; de projecten erin staan vast.")
        return redirect(ronde)
    erin = {regel.project_id: regel for regel in ronde.regels.select_related("project")}
    form = request.concept.formulier(ProjectenForm, projecten=_te_kiezen(request, erin), rows=erin)
    if request.method == "POST" and form.is_valid():
        gekozen = {project.pk: project for project in form.cleaned_data["projecten"]}
        try:
            with request.concept.opslaan() as verzending:
                _zet_projecten(ronde, erin, gekozen)
                verzending.naar = ronde.get_absolute_url()
            meld_met_ongedaan(request, "De projecten in deze ronde zijn bijgewerkt.")
        except (RondeGesloten, Verouderd, IntegrityError):
            messages.error(request, "Iemand anders wijzigde deze ronde intussen. Kijk nog eens.")
        return redirect(ronde)
    context = {"monitoringronde": ronde, "form": form}
    return render(request, "monitoring/monitoringronde_projecten.html", context)


def _te_kiezen(request, erin):
    zichtbaar = Project.objects.van(request.provincie).zichtbaar_voor(request.user)
    return zichtbaar.actueel() | zichtbaar.filter(pk__in=list(erin))


def _zet_projecten(ronde, erin, gekozen):
    """Rows that were filled in go too: the user unticked them, the history keeps them."""
    vorige = laatste_regels(ronde)
    for pk, project in gekozen.items():
        if pk not in erin:
            neem_op(ronde, project, vorige.get(pk))
    for pk, regel in erin.items():
        if pk not in gekozen:
            regel.delete()
