from dataclasses import replace

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.views.decorators.http import require_POST

from actielijst.forms.fiche import Ficheformulier
from actielijst.forms.project import ArchiefForm
from actielijst.models import IPKoppeling, Project, Uitvoeringsafspraak
from pmiek.access import get_editable_or_403, require_role
from pmiek.conflict import (
    conflict_page,
    field_conflicts,
    gone_conflict,
    renewed,
    with_retries,
)
from pmiek.drafts import met_concept
from pmiek.enums import Rolsoort
from pmiek.history import record_refused
from pmiek.ongedaan import meld_met_ongedaan
from pmiek.posted import CHOICE, OWN, THEIRS

BEWERKEN, WERKSESSIE = "actielijst:project_bewerken", "actielijst:project_werksessie"
SJABLONEN = {
    BEWERKEN: "actielijst/project_bewerken.html",
    WERKSESSIE: "actielijst/project_werksessie.html",
}
ARCHIEFKEUZE = f"{CHOICE}archief"
fiche_met_concept = met_concept(Project, Uitvoeringsafspraak, IPKoppeling, wat="deze fiche")


@fiche_met_concept
def project_bewerken(request, provincie, pk):
    projecten = Project.objects.voor_fiche()
    return _bewerken(request, lambda: get_editable_or_403(projecten, request, pk=pk))


@fiche_met_concept
def project_werksessie(request, provincie, pk):
    """The same form on a projector: the agreements large, the project itself folded."""
    projecten = Project.objects.voor_fiche()
    return _bewerken(
        request, lambda: get_editable_or_403(projecten, request, pk=pk), scherm=WERKSESSIE
    )


@fiche_met_concept
def project_nieuw(request, provincie):
    require_role(request, Rolsoort.redactie())
    return _bewerken(request, lambda: None)


def _bewerken(request, lees_project, scherm=BEWERKEN):
    """Show, move rows or save; a save that lost a race starts again from what is stored now."""
    return with_retries(lambda: _bewerk(request, lees_project(), scherm))


def _bewerk(request, project, scherm):
    if project and project.is_gearchiveerd and request.POST.get(ARCHIEFKEUZE) == OWN:
        project.haal_uit_archief()
    fiche = Ficheformulier(project, provincie=request.provincie, data=request.concept.data)
    if project and project.is_gearchiveerd:
        return _in_archief(request, project, fiche)
    if request.method != "POST" or fiche.actie:
        return _toon(request, project, fiche, scherm)
    return _opslaan(request, project, fiche, scherm)


def _opslaan(request, project, fiche, scherm):
    if fiche.is_valid():
        return _opgeslagen(request, fiche, scherm)
    if fiche.conflicten:
        return conflict_page(
            request,
            fiche.conflicten,
            wat=str(project),
            terug=project.get_absolute_url(),
            basis=fiche.nieuwe_basis,
        )
    return _toon(request, project, fiche, scherm)


def _in_archief(request, project, fiche):
    """Archived while somebody typed: put back and saved, or left there with the text in view."""
    getypt = fiche.getypt if request.method == "POST" else ()
    if getypt and request.POST.get(ARCHIEFKEUZE) == THEIRS:
        record_refused(project, getypt)
    if not getypt or ARCHIEFKEUZE in request.POST:
        messages.warning(request, "Zet het project eerst terug op de lijst.")
        return redirect(project)
    conflict = gone_conflict(
        project,
        veld="gearchiveerd_op",
        keuze=ARCHIEFKEUZE,
        uitleg="{wie} zette dit project in het archief terwijl u schreef.",
        mijn="Het project terugzetten op de lijst en mijn tekst opslaan",
        hun="Het project in het archief laten",
        eigen=getypt,
    )
    return conflict_page(
        request, [conflict], wat=str(project), terug=project.get_absolute_url(), basis={}
    )


def _toon(request, project, fiche, scherm):
    if fiche.actie or request.method != "POST":
        fouten = []
        if fiche.data is not None:
            fiche.suspend_judgement()
    else:
        fouten = fiche.fouten
    fiche.mark_rows()
    context = {
        "project": project,
        "fiche": fiche,
        "fouten": fouten,
        "secties": fiche.secties,
        "rijfouten": fiche.aantal_rijfouten,
        "melding": fiche.melding,
        "in_kort": fiche.afspraken_in_kort,
        "heeft_voorbeelden": any(form.instance.voorbeeld for form in fiche.afspraken),
    }
    if scherm == WERKSESSIE:
        context |= {"vorige": _buur(request, project, -1), "volgende": _buur(request, project, 1)}
    return render(request, SJABLONEN[scherm], context)


def _opgeslagen(request, fiche, scherm):
    with request.concept.opslaan() as verzending:
        project = fiche.save()
        verzending.naar = project.get_absolute_url()
    meld_met_ongedaan(request, f"De fiche van {project} is opgeslagen.")
    buur = _buur(request, project, STAPPEN.get(request.POST.get("daarna"), 0))
    if buur or scherm == WERKSESSIE:
        return redirect(scherm, request.provincie.slug, (buur or project).pk)
    return redirect(project)


STAPPEN = {"volgende": 1, "vorige": -1}


def _buur(request, project, stap):
    """The next or the previous project of the list; None at its end, and for no step."""
    scope = Project.objects.van(request.provincie).bewerkbaar_door(request.user).actueel()
    sleutel = (project.sorteersleutel, project.pk)
    later = Q(sorteersleutel=sleutel[0], pk__gt=sleutel[1]) | Q(sorteersleutel__gt=sleutel[0])
    if stap > 0:
        return scope.filter(later).order_by("sorteersleutel", "pk").first()
    if stap < 0:
        eerder = scope.exclude(later).exclude(pk=project.pk)
        return eerder.order_by("-sorteersleutel", "-pk").first()
    return None


@met_concept(Project)
def project_archiveren(request, provincie, pk):
    return with_retries(lambda: _archiveer(request, pk))


def _archiveer(request, pk):
    project = get_editable_or_403(Project.objects, request, pk=pk)
    form = request.concept.formulier(ArchiefForm, instance=project)
    if project.is_gearchiveerd and not form.is_bound:
        messages.warning(request, f"{_al_in_archief(form)} Reden: {project.archiefreden}")
        return redirect(project)
    if request.method == "POST" and form.is_valid():
        return _gearchiveerd(request, form)
    context = {
        "project": project,
        "form": form,
        "al_in_archief": _al_in_archief(form) if project.is_gearchiveerd else "",
    }
    return _archiefvraag(request, form) or render(
        request, "actielijst/project_archiveren.html", context
    )


def _al_in_archief(form):
    project = form.instance
    wie, _ = form.author("gearchiveerd_op")
    dag = date_format(project.gearchiveerd_op, "j F Y")
    return f"{wie} zette {project} op {dag} al in het archief."


def _archiefvraag(request, form):
    """Two reasons for one project: which of them stays; None when there is nothing to ask."""
    if not (form.conflicts and form.only_conflicts):
        return None
    project, uitleg = form.instance, _al_in_archief(form)
    conflicts = [replace(conflict, uitleg=uitleg) for conflict in field_conflicts(form)]
    return conflict_page(
        request,
        conflicts,
        wat=str(project),
        terug=project.get_absolute_url(),
        basis=renewed([form]),
    )


def _gearchiveerd(request, form):
    with request.concept.opslaan() as verzending:
        project = form.save()
        verzending.naar = project.get_absolute_url()
    meld_met_ongedaan(request, f"{project} staat nu in het archief.")
    return redirect("actielijst:project_archief", request.provincie.slug)


@require_POST
def project_terugzetten(request, provincie, pk):
    project = get_editable_or_403(Project.objects, request, pk=pk)
    project.haal_uit_archief()
    project.save()
    meld_met_ongedaan(request, f"{project} staat weer op de lijst.")
    return redirect(project)
