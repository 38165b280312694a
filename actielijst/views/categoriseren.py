from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.views.decorators.http import require_POST

from actielijst.categoriseren import (
    ROUTES,
    TOETSEN,
    Indelingsrij,
    bulkregels,
    standtabel,
    tabbladen,
)
from actielijst.documenten.kader import thema
from actielijst.documenten.trechterbeeld import trechterbeeld
from actielijst.enums import Fase, Route
from actielijst.filters import IndelingFilter
from actielijst.forms.indeling import (
    VRAGEN,
    GekozenForm,
    IndelingForm,
    bevestigingen,
    rijprefix,
)
from actielijst.models import Project
from actielijst.trechter import trechter
from pmiek.access import get_editable_or_403, require_role
from pmiek.drafts import Draft, met_concept
from pmiek.enums import Rolsoort
from pmiek.history import Verouderd
from pmiek.ongedaan import meld_met_ongedaan
from pmiek.plek import VELD

POGINGEN = 3
DRUK = "Iemand anders wijzigt dit project nu ook. Probeer het nog eens."


@met_concept(Project, wat="deze indeling")
def categoriseren(request, provincie):
    """The list; its draft is of the rows that are not saved yet."""
    require_role(request, Rolsoort.lezend())
    return render(request, "actielijst/categoriseren.html", _pagina(request))


@require_POST
def project_indelen(request, provincie, pk):
    """One row of the list; what is asked or contested stays in that row, the rest goes on."""
    form = _bewaar(request, pk)
    rij = Indelingsrij(form.instance, form)
    is_bewaard = not form.errors
    if is_bewaard:
        meld_met_ongedaan(request, rij.melding)
        # what is stored now is what the next choice in this row starts from
        rij = Indelingsrij(form.instance, IndelingForm(instance=form.instance))
    if request.htmx:
        return render(request, "actielijst/_indeling_antwoord.html", _stand(request) | {"rij": rij})
    if is_bewaard:
        return redirect(f"{_adres(request)}#rij-{pk}")
    request.concept = Draft(request, "actielijst:categoriseren", 0)
    return render(request, "actielijst/categoriseren.html", _pagina(request, rij))


def _bewaar(request, pk):
    """The form of one row, saved when it could be; a lost race starts from what is stored now."""
    for _ in range(POGINGEN):
        project = get_editable_or_403(Project.objects.actueel().voor_indeling(), request, pk=pk)
        form = IndelingForm(request.POST, instance=project)
        try:
            if form.is_valid():
                form.save()
            return form
        except Verouderd:
            continue
    form.add_error(None, DRUK)
    return form


@met_concept(Project, wat="deze indeling")
def categoriseren_gekozen(request, provincie):
    """The chosen rows, shown first; only what is confirmed is written, all of it or nothing.

    Read only to go on with a draft.
    """
    require_role(request, Rolsoort.redactie())
    data = request.concept.data
    if data is None:
        return redirect(_adres(request))
    projecten = Project.objects.van(request.provincie).bewerkbaar_door(request.user).actueel()
    keuze = GekozenForm(data, projecten=projecten.voor_indeling())
    if not keuze.is_valid():
        for melding in keuze.meldingen:
            messages.warning(request, melding)
        return redirect(_adres(request))
    for _ in range(POGINGEN):
        forms = bevestigingen(keuze, data)
        try:
            # every row is asked, so that all questions and answers are shown at once
            geldig = [form.is_valid() for form in forms]
            if "bevestigd" in request.POST and all(geldig):
                return _ingedeeld(request, forms)
            return _bevestig(request, keuze, forms)
        except Verouderd:
            keuze = GekozenForm(data, projecten=projecten.voor_indeling())
            keuze.is_valid()
    messages.error(request, DRUK)
    return redirect(_adres(request))


def _ingedeeld(request, forms):
    with request.concept.opslaan() as verzending:
        aantal = sum(form.save_changed() for form in forms)
        verzending.naar = _adres(request)
    woord = "project is" if aantal == 1 else "projecten zijn"
    meld_met_ongedaan(request, f"{aantal} {woord} ingedeeld.")
    return redirect(_adres(request))


def _bevestig(request, keuze, forms):
    rijen = [Indelingsrij(form.instance, form) for form in forms]
    bevestigd = "bevestigd" in request.POST
    context = {
        "keuze": keuze,
        "rijen": rijen,
        "vraag": any(form.vragen for form in forms),
        "waarom": request.concept.data.get("waarom", ""),
        "bevestigd": bevestigd,
        "fouten": bulkregels(rijen) if bevestigd else [],
        "terug": _adres(request),
        "aantal": sum(form.has_changed() for form in forms),
    }
    return render(request, "actielijst/categoriseren_gekozen.html", context)


def _adres(request):
    """The list as it was filtered."""
    adres = reverse("actielijst:categoriseren", args=[request.provincie.slug])
    return f"{adres}{_vraagdeel(request)}"


def _vraagdeel(request):
    vraag = request.GET.copy()
    vraag.pop(VELD, None)
    return f"?{vraag.urlencode()}" if vraag else ""


def _projecten(request):
    return Project.objects.van(request.provincie).zichtbaar_voor(request.user).actueel()


def _stand(request):
    """What stands around the rows: the funnel, the counts and the tabs, of the whole list."""
    projecten = _projecten(request)
    geteld = trechter(projecten)
    sinds = request.provincie.rondes.vorige_vergadering()
    return {
        "trechter": geteld,
        "beeld": trechterbeeld(geteld, thema(request.provincie)) if geteld.totaal else "",
        "standtabel": standtabel(geteld),
        "tabs": tabbladen(projecten, sinds, request.GET),
        "fasen": [(fase.value, capfirst(fase.label)) for fase in Fase],
        "routes": [(route.value, ROUTES[route]) for route in Route],
        "mag_bewerken": request.rol.soort in Rolsoort.redactie(),
        "adres": _adres(request),
        "vraagdeel": _vraagdeel(request),
    }


def _pagina(request, gevraagd=None):
    projecten = _projecten(request).voor_indeling().onbepaald_eerst()
    filter = IndelingFilter(request.GET, queryset=projecten, provincie=request.provincie)
    rijen = [Indelingsrij(project, _rijformulier(request, project)) for project in filter.qs]
    if gevraagd:
        rijen = [gevraagd if rij.project == gevraagd.project else rij for rij in rijen]
    return _stand(request) | {
        "rijen": rijen,
        "filter": filter,
        "actieve_filters": [f for f in filter.actieve if f[2] != "toon"],
        "fouten": gevraagd.regels if gevraagd else [],
        "keuze": GekozenForm(projecten=projecten),
        "afwijkend": " ".join(
            f"{fase}:{route}" for fase in Fase for route in Route.afwijkend_bij(fase)
        ),
        "vragen": VRAGEN,
        "toetsen": TOETSEN,
    }


def _rijformulier(request, project):
    """As it is stored, or as it was chosen in the draft that the user goes on with."""
    hervat, prefix = request.concept.hervat, rijprefix(project)
    if hervat is None or f"{prefix}-basis" not in hervat.data:
        return IndelingForm(instance=project)
    form = IndelingForm(hervat.data, instance=project, prefix=prefix)
    # for what the choice asks; the answer is judged when it is sent
    form.full_clean()
    return request.concept.suspend(form)
