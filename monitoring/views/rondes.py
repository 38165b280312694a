from django.contrib import messages
from django.db import IntegrityError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST
from django.views.generic import ListView

from actielijst.models import Project
from monitoring.enums import Regelstand
from monitoring.forms.regel import RegelForm
from monitoring.forms.ronde import ProjectenForm, RondeForm
from monitoring.invullen import (
    GECORRIGEERD,
    MET_VRAAG,
    ZONDER_PARTIJ,
    Deel,
    regelrijen,
    standtelling,
    wie_moet_nog,
)
from monitoring.models import Monitoringronde, RondeGesloten
from monitoring.rondes import (
    bevestig_zoals_gezien,
    laatste_regels,
    lege,
    neem_op,
    open_ronde,
    sluit,
    verschillend,
)
from pmiek.access import get_editable_or_403, get_visible_or_404, require_role
from pmiek.conflict import form_conflict_page
from pmiek.drafts import Draft, met_concept
from pmiek.enums import Rolsoort
from pmiek.history import Verouderd
from pmiek.ongedaan import meld_met_ongedaan
from pmiek.posted import read_versions

# for one row, and for more
NOG_LEEG = (
    "In deze regel staat nog niets, dus er valt niets te bevestigen: {}. Open de regel en vul in "
    "wat u weet, of n.v.t.",
    "In deze regels staat nog niets, dus er valt niets te bevestigen: {}. Open de regels en vul in "
    "wat u weet, of n.v.t.",
)
NIET_ONGEWIJZIGD = (
    "Deze regel zegt iets anders dan in de vorige ronde: {}. Dat is niet ongewijzigd; open de "
    "regel en bewaar haar om haar te bevestigen.",
    "Deze regels zeggen iets anders dan in de vorige ronde: {}. Dat is niet ongewijzigd; open elke "
    "regel en bewaar haar om haar te bevestigen.",
)
INTUSSEN_GEWIJZIGD = (
    "Deze regel is intussen gewijzigd en daarom niet bevestigd: {}. Kijk nog eens.",
    "Deze regels zijn intussen gewijzigd en daarom niet bevestigd: {}. Kijk nog eens.",
)
INTUSSEN_GESLOTEN = "Deze ronde is intussen gesloten. Er is niets gewijzigd."
DELEN = [
    ("", "Alle"),
    (Regelstand.NIETS, "Nog niets"),
    (Regelstand.INGEVULD, "Ingevuld"),
    (Regelstand.ONGEWIJZIGD, "Ongewijzigd"),
    (MET_VRAAG, "Met vraag"),
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
        heeft_open = any(ronde.is_open for ronde in context["rondes"])
        mag = self.request.rol.soort in Rolsoort.monitoring()
        return context | {"mag_openen": mag and not heeft_open}


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
    context = {
        "monitoringronde": ronde,
        "rijen": getoond,
        "aantal": len(rijen),
        "klaar": len(rijen) - telling[Regelstand.NIETS],
        "telling": telling,
        "delen": _delen(ronde, standtelling(van_partij), len(van_partij)),
        "niet_bekend": onbekend,
        "gecorrigeerd": telling[GECORRIGEERD],
        "tekstcorrecties": ronde.tekstcorrecties.voor_lijst(),
        "deel": deel,
        "partijnaam": _partijnaam(deel, van_partij),
        "wie_moet_nog": wie_moet_nog(rijen),
        "dagen_over": (ronde.deadline - vandaag).days,
        "mag_invullen": mag and ronde.is_open,
        "mag_corrigeren": mag and not ronde.is_open,
        "heeft_voorbeelden": any(rij.regel.voorbeeld for rij in rijen),
        **_open_rij(request, ronde, getoond, mag),
    }
    return render(request, "monitoring/monitoringronde_detail.html", context)


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


@require_POST
def monitoringronde_bevestigen(request, provincie, pk):
    ronde = get_editable_or_403(Monitoringronde.objects.all(), request, pk=pk)
    gezien = read_versions(request.POST.getlist("regel"))
    gekozen = ronde.regels.filter(pk__in=gezien).select_related("project")
    gekozen = list(gekozen.prefetch_related("trekkers"))
    naar = _zelfde_deel(request, ronde)
    if not gekozen:
        messages.warning(request, "Kies eerst een of meer regels in de lijst.")
        return redirect(naar)
    leeg = lege(gekozen)
    gevuld = [regel for regel in gekozen if regel not in leeg]
    anders = verschillend(ronde, gevuld)
    for over, zin in ((leeg, NOG_LEEG), (anders, NIET_ONGEWIJZIGD)):
        if over:
            messages.warning(request, _zin(zin, over))
    regels = [regel for regel in gevuld if regel not in anders]
    try:
        veranderd = bevestig_zoals_gezien(regels, gezien, request.user)
    except RondeGesloten:
        messages.error(request, INTUSSEN_GESLOTEN)
        return redirect(ronde)
    if veranderd:
        messages.warning(request, _zin(INTUSSEN_GEWIJZIGD, veranderd))
    aantal = len(regels) - len(veranderd)
    if aantal:
        wat = "1 regel is" if aantal == 1 else f"{aantal} regels zijn"
        meld_met_ongedaan(request, f"{wat} ongewijzigd bevestigd.")
    return redirect(naar)


def _zin(zinnen, regels):
    """The sentence for one row or for more, with their projects."""
    namen = "; ".join(str(regel.project) for regel in regels)
    return zinnen[len(regels) > 1].format(namen)


def _zelfde_deel(request, ronde):
    """The part of the list that the rows were chosen in."""
    return f"{ronde.get_absolute_url()}{Deel.uit(request.POST).zoekdeel()}"


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
