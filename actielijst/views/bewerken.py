from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from actielijst.forms.fiche import Ficheformulier
from actielijst.forms.project import ArchiefForm
from actielijst.models import IPKoppeling, Project, Uitvoeringsafspraak
from pmiek.access import get_editable_or_403, require_role
from pmiek.conflict import conflict_page, gone_conflict, with_retries
from pmiek.drafts import met_concept
from pmiek.enums import Rolsoort
from pmiek.history import record_refused
from pmiek.ongedaan import meld_met_ongedaan
from pmiek.posted import CHOICE, OWN, THEIRS

ARCHIEFKEUZE = f"{CHOICE}archief"
fiche_met_concept = met_concept(Project, Uitvoeringsafspraak, IPKoppeling, wat="deze fiche")


@fiche_met_concept
def project_bewerken(request, provincie, pk):
    projecten = Project.objects.voor_fiche()
    return _bewerken(request, lambda: get_editable_or_403(projecten, request, pk=pk))


@fiche_met_concept
def project_nieuw(request, provincie):
    require_role(request, Rolsoort.redactie())
    return _bewerken(request, lambda: None)


def _bewerken(request, lees_project):
    """Show, move rows or save; a save that lost a race starts again from what is stored now."""
    return with_retries(lambda: _bewerk(request, lees_project()))


def _bewerk(request, project):
    if project and project.is_gearchiveerd and request.POST.get(ARCHIEFKEUZE) == OWN:
        project.haal_uit_archief()
    fiche = Ficheformulier(project, provincie=request.provincie, data=request.concept.data)
    if project and project.is_gearchiveerd:
        return _in_archief(request, project, fiche)
    if request.method != "POST" or fiche.actie:
        return _toon(request, project, fiche)
    return _opslaan(request, project, fiche)


def _opslaan(request, project, fiche):
    if fiche.is_valid():
        return _opgeslagen(request, fiche)
    if fiche.conflicten:
        return conflict_page(
            request,
            fiche.conflicten,
            wat=str(project),
            terug=project.get_absolute_url(),
            basis=fiche.nieuwe_basis,
        )
    return _toon(request, project, fiche)


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


def _toon(request, project, fiche):
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
        "heeft_voorbeelden": any(form.instance.voorbeeld for form in fiche.afspraken),
    }
    return render(request, "actielijst/project_bewerken.html", context)


def _opgeslagen(request, fiche):
    with request.concept.opslaan() as verzending:
        project = fiche.save()
        verzending.naar = project.get_absolute_url()
    meld_met_ongedaan(request, f"De fiche van {project} is opgeslagen.")
    if request.POST.get("daarna") == "volgende":
        volgende = _volgende(request, project)
        if volgende:
            return redirect("actielijst:project_bewerken", request.provincie.slug, volgende.pk)
    return redirect(project)


def _volgende(request, project):
    scope = Project.objects.van(request.provincie).bewerkbaar_door(request.user).actueel()
    return (
        scope.filter(sorteersleutel__gt=project.sorteersleutel).order_by("sorteersleutel").first()
    )


@met_concept(Project)
def project_archiveren(request, provincie, pk):
    project = get_editable_or_403(Project.objects, request, pk=pk)
    form = request.concept.formulier(ArchiefForm)
    if request.method == "POST" and form.is_valid():
        project.gearchiveerd_op = timezone.localdate()
        project.archiefreden = form.cleaned_data["reden"]
        with request.concept.opslaan() as verzending:
            project.save()
            verzending.naar = project.get_absolute_url()
        meld_met_ongedaan(request, f"{project} staat nu in het archief.")
        return redirect("actielijst:project_archief", request.provincie.slug)
    context = {"project": project, "form": form}
    return render(request, "actielijst/project_archiveren.html", context)


@require_POST
def project_terugzetten(request, provincie, pk):
    project = get_editable_or_403(Project.objects, request, pk=pk)
    project.haal_uit_archief()
    project.save()
    meld_met_ongedaan(request, f"{project} staat weer op de lijst.")
    return redirect(project)
