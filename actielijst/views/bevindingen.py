from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from actielijst.exports import bevindingen_xlsx
from actielijst.forms.bevinding import AanvaardingForm, aanvaarding_van, zoek_bevinding
from actielijst.linter import OP_CODE, REGELS, Regel, aantallen, aanvaarde, openstaand
from actielijst.models import Aanvaarding, Project
from pmiek.access import get_editable_or_403, require_role
from pmiek.conflict import form_conflict_page, with_retries
from pmiek.drafts import met_concept
from pmiek.enums import Rolsoort
from pmiek.ongedaan import meld_met_ongedaan

PER_PAGINA = 50
AANVAARD = "aanvaard"
VERDWENEN = "Deze bevinding is er niet meer: de feiten zijn intussen anders."


@dataclass(frozen=True)
class Keuze:
    """What the address asks for: the findings of one rule, or those that were accepted."""

    regel: Regel | None
    is_aanvaard: bool

    @property
    def is_gekozen(self):
        return self.is_aanvaard or self.regel is not None

    def rijen(self, projecten):
        regels = [self.regel] if self.regel else REGELS
        zoek = aanvaarde if self.is_aanvaard else openstaand
        return zoek(projecten, regels=regels)


def bevinding_lijst(request, provincie):
    require_role(request, Rolsoort.lezend())
    keuze, projecten = _keuze(request), _projecten(request)
    aanvaard = aanvaarde(projecten)
    geteld = aantallen(projecten, aanvaard=aanvaard)
    rijen = keuze.rijen(projecten) if keuze.is_gekozen else []
    context = {
        "regels": [(regel, geteld[regel.code]) for regel in REGELS],
        "totaal": sum(geteld.values()),
        "aantal_aanvaard": len(aanvaard),
        "keuze": keuze,
        "is_onbekend": _is_onbekend(request),
        "page_obj": Paginator(rijen, PER_PAGINA).get_page(request.GET.get("page")),
        "mag_bewerken": request.rol.soort in Rolsoort.redactie(),
    }
    return render(request, "actielijst/bevinding_lijst.html", context)


def bevinding_export(request, provincie):
    require_role(request, Rolsoort.lezend())
    return bevindingen_xlsx(request.provincie, _keuze(request).rijen(_projecten(request)))


def _keuze(request):
    regel = OP_CODE.get(request.GET.get("regel", ""))
    return Keuze(regel, is_aanvaard=request.GET.get("stand") == AANVAARD)


def _is_onbekend(request):
    """Whether the address asks for a rule or a stand that there is not."""
    regel, stand = request.GET.get("regel", ""), request.GET.get("stand", "")
    return regel not in ["", *OP_CODE] or stand not in ["", AANVAARD]


def _projecten(request):
    return Project.objects.van(request.provincie).zichtbaar_voor(request.user).actueel()


@met_concept(Project, Aanvaarding, wat="deze bevinding")
def project_aanvaarden(request, provincie, pk):
    """Leave one finding as it is, with one sentence; `regel` and `afspraak` say which."""
    return with_retries(lambda: _aanvaard(request, pk))


def _aanvaard(request, pk):
    project = get_editable_or_403(Project.objects, request, pk=pk)
    data = request.concept.data or {}
    vraag = data if "regel" in data else request.GET
    bevinding = zoek_bevinding(project, vraag.get("regel", ""), vraag.get("afspraak", ""))
    if bevinding is None:
        messages.warning(request, VERDWENEN)
        return redirect(project)
    form = request.concept.formulier(AanvaardingForm, instance=aanvaarding_van(bevinding))
    if bevinding.aanvaarding and not form.is_bound:
        messages.warning(request, f"{_al_aanvaard(form)} Reden: {bevinding.aanvaarding.zin}")
        return redirect(project)
    if request.method == "POST" and form.is_valid():
        return _opgeslagen(request, form, bevinding)
    pagina = form_conflict_page(
        request, form, wat=f"{project}: {bevinding.zin}", terug=project.get_absolute_url()
    )
    context = {
        "project": project,
        "bevinding": bevinding,
        "form": form,
        "conceptnaam": f"Bevinding aanvaarden ({bevinding.zin})",
        "al_aanvaard": _al_aanvaard(form) if bevinding.aanvaarding else "",
    }
    return pagina or render(request, "actielijst/project_aanvaarden.html", context)


def _al_aanvaard(form):
    wie, _ = form.author("zin")
    return f"{wie} heeft deze bevinding al aanvaard."


def _opgeslagen(request, form, bevinding):
    with request.concept.opslaan() as verzending:
        form.save()
        verzending.naar = bevinding.project.get_absolute_url()
    meld_met_ongedaan(request, f"Aanvaard: {bevinding.zin}. U ziet haar weer als dat wijzigt.")
    return redirect(bevinding.project)


@require_POST
def aanvaarding_intrekken(request, provincie, pk):
    aanvaarding = get_editable_or_403(Aanvaarding.objects, request, pk=pk)
    project = aanvaarding.project
    aanvaarding.delete()
    meld_met_ongedaan(request, "De bevinding staat weer bij het project.")
    return redirect(project)
