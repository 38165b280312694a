from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.views.generic import ListView

from actielijst.forms.fiche import load_partijen
from actielijst.models import Project
from actielijst.views.lijst import Bladen
from monitoring.enums import Vraagstatus
from monitoring.forms.vraag import STAPPEN, AfspraakUitAntwoordForm, VraagForm
from monitoring.models import Monitoringregel, Monitoringronde, VraagAanEnergyboard
from monitoring.vragen import afspraken_van, maak_afspraak, stel_vraag
from pmiek.access import get_editable_or_403, get_visible_or_404, require_role
from pmiek.conflict import form_conflict_page, with_retries
from pmiek.drafts import Draft, met_concept
from pmiek.enums import Rolsoort
from pmiek.history import Geweigerd
from pmiek.ongedaan import meld_met_ongedaan
from pmiek.posted import read_versions

STAP, AFSPRAAK = "monitoring:vraag_stap", "monitoring:vraag_afspraak"
KNOPPEN = {
    Vraagstatus.GESTELD: "Antwoord vastleggen",
    Vraagstatus.BEANTWOORD: "Terugkoppeling vastleggen",
    Vraagstatus.TERUGGEKOPPELD: "Vraag afdoen",
}

STAAT_ER_NOG = (
    "De regel is intussen gewijzigd of de ronde gesloten. Wat daar bij de vraag staat, staat er "
    "nog; haal het weg als het deze vraag is."
)


class VraagListView(Bladen, ListView):
    template_name = "monitoring/vraag_lijst.html"
    context_object_name = "vragen"
    paginate_by = 100

    def dispatch(self, request, *args, **kwargs):
        require_role(request, Rolsoort.lezend())
        return super().dispatch(request, *args, **kwargs)

    def get_scope(self):
        """What the tabs divide: all questions, or those about one project."""
        vragen = VraagAanEnergyboard.objects.van(self.request.provincie)
        vragen = vragen.zichtbaar_voor(self.request.user)
        return vragen.filter(projectrijen__project=self.project) if self.project else vragen

    def get_queryset(self):
        vragen = self.get_scope().met_keer().voor_lijst()
        return vragen.filter(status=self.stand) if self.stand else vragen

    @property
    def stand(self):
        gevraagd = self.request.GET.get("stand", "")
        return gevraagd if gevraagd in Vraagstatus.values else ""

    @cached_property
    def project(self):
        pk = self.request.GET.get("project", "")
        projecten = Project.objects.van(self.request.provincie).zichtbaar_voor(self.request.user)
        return projecten.filter(pk=pk).first() if pk.isdecimal() and len(pk) < 19 else None

    def get_context_data(self, **kwargs):
        context, project = super().get_context_data(**kwargs), self.project
        standen = list(self.get_scope().values_list("status", flat=True))
        delen = [("", "Alle", len(standen))]
        delen += [(s.value, s.label.capitalize(), standen.count(s.value)) for s in Vraagstatus]
        return context | {
            "delen": delen,
            "stand": self.stand,
            "gekozen_project": project,
            "agenda": None if project else _agenda(self.request),
            "niet_bekend": self.request.GET.get("stand", "") != self.stand
            or bool(self.request.GET.get("project") and project is None),
            "mag_stellen": self.request.rol.soort in Rolsoort.monitoring(),
        }


def _agenda(request):
    """The round whose meeting has the unanswered questions on its agenda."""
    return Monitoringronde.objects.van(request.provincie).huidige()


@met_concept(VraagAanEnergyboard)
def vraag_nieuw(request, provincie):
    require_role(request, Rolsoort.monitoring())
    ronde = _agenda(request)
    if ronde is None:
        messages.warning(request, "Open eerst een monitoringsronde; daar hoort een vraag bij.")
        return redirect("monitoring:monitoringronde_lijst", request.provincie.slug)
    vraag = VraagAanEnergyboard(provincie=request.provincie, ronde=ronde)
    projecten, regel = _aanleiding(request, ronde)
    return _formulier(request, vraag, initial=_voorzet(projecten, regel), regel=regel)


def _aanleiding(request, ronde):
    """The projects that were named in the link, and the row whose own words become the question."""
    pks = [pk for pk in request.GET.getlist("project") if pk.isdecimal() and len(pk) < 19]
    projecten = list(Project.objects.van(request.provincie).filter(pk__in=pks))
    regels = Monitoringregel.objects.filter(ronde=ronde, project__in=projecten)
    return projecten, next((regel for regel in regels if regel.losse_vraag), None)


def _voorzet(projecten, regel):
    if not projecten:
        return {}
    gevraagd = regel.losse_vraag if regel else ""
    titel = Truncator(" ".join(gevraagd.split())).chars(200)
    return {"projecten": projecten, "titel": titel, "gevraagd": gevraagd}


@met_concept(VraagAanEnergyboard)
def vraag_bewerken(request, provincie, pk):
    vragen = VraagAanEnergyboard.objects.select_related("provincie")
    return _formulier(request, get_editable_or_403(vragen, request, pk=pk), initial=None)


def _formulier(request, vraag, initial, regel=None):
    projecten = Project.objects.van(request.provincie).zichtbaar_voor(request.user)
    data, hier = request.concept.data, f"{regel.pk}:{regel.versie}" if regel else ""
    # what is suggested counts as typed once it is sent, and the row is what was read then
    initial, uit_regel = (initial, hier) if data is None else (None, data.get("regel", ""))
    form = request.concept.formulier(
        VraagForm, instance=vraag, projecten=projecten, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        with request.concept.opslaan() as verzending:
            overgenomen = stel_vraag(vraag, form.save, read_versions([uit_regel]))
            verzending.naar = vraag.get_absolute_url()
        meld_met_ongedaan(request, "De vraag is opgeslagen.")
        if not overgenomen:
            messages.warning(request, STAAT_ER_NOG)
        return redirect(vraag)
    terug = reverse("monitoring:vraag_lijst", args=[request.provincie.slug])
    pagina = form_conflict_page(request, form, wat="de vraag", terug=terug)
    context = {"form": form, "vraag": vraag, "uit_regel": uit_regel}
    return pagina or render(request, "monitoring/vraag_formulier.html", context)


def vraag_detail(request, provincie, pk):
    require_role(request, Rolsoort.lezend())
    return _toon(request, _lees(request, pk))


def _lees(request, pk, lees=get_visible_or_404):
    return lees(VraagAanEnergyboard.objects.met_keer().voor_lijst(), request, pk=pk)


def _toon(request, vraag, stap=None, afspraak=None):
    mag = request.rol.soort in Rolsoort.monitoring()
    mag_afspreken = request.rol.soort in Rolsoort.redactie() and not vraag.is_open
    form = stap or _stapform(vraag)
    if mag_afspreken and afspraak is None:
        afspraak = _afspraakform(request, vraag)
    context = {
        "vraag": vraag,
        "agenda": _agenda(request) if vraag.is_open else None,
        "afspraken": list(afspraken_van(vraag)),
        "mag_wijzigen": mag,
        "stap": form if mag else None,
        "knop": KNOPPEN[form.van] if form else "",
        "afspraakform": afspraak if mag_afspreken else None,
        "wacht_op_redactie": mag and not mag_afspreken and not vraag.is_open,
        "fouten": [],
        "form": next((f for f in (stap, afspraak) if f is not None and f.is_bound), None),
    }
    return render(request, "monitoring/vraag_detail.html", context | _concepten(request, vraag))


def _concepten(request, vraag):
    """A token for the draft of each form of the page; the page offers the first that waits."""
    hier = getattr(request, "concept", None)
    stap, afspraak = (
        hier if hier and hier.formulier_naam == naam else Draft(request, naam, vraag.pk)
        for naam in (STAP, AFSPRAAK)
    )
    request.concept = hier or (stap if stap.aangeboden else afspraak)
    return {
        "stap_token": stap.token(vraag, KNOPPEN.get(vraag.status, "")),
        "afspraak_token": afspraak.token(vraag, "Afspraak maken van het antwoord"),
    }


def _stapform(vraag, data=None, van=""):
    """The form of the step after `van`, or of the one that comes now; None when it is done."""
    form_class = STAPPEN.get(van) or STAPPEN.get(vraag.status)
    return form_class and form_class(data, instance=vraag)


def _afspraakform(request, vraag, data=None):
    projecten = vraag.projecten.all()
    initial = {
        "activiteit": vraag.antwoord,
        "project": projecten[0].pk if len(projecten) == 1 else None,
    }
    partijen = load_partijen(request.provincie)
    return AfspraakUitAntwoordForm(data, initial=initial, projecten=projecten, partijen=partijen)


@met_concept(VraagAanEnergyboard, wat="deze stap")
def vraag_stap(request, provincie, pk):
    """Answer, report back or close: whichever comes now; read only to go on with a draft."""
    return with_retries(lambda: _zet_stap(request, pk))


def _zet_stap(request, pk):
    vraag, data = _lees(request, pk, get_editable_or_403), request.concept.data
    form = None if data is None else _stapform(vraag, data, data.get("van"))
    if form is None:
        return redirect(vraag)
    if request.concept.hervat:
        return _toon(request, vraag, stap=request.concept.suspend(form))
    if not form.is_valid():
        pagina = form_conflict_page(
            request, form, wat=f"de vraag “{vraag}”", terug=vraag.get_absolute_url()
        )
        return pagina or _toon(request, vraag, stap=form)
    with request.concept.opslaan() as verzending:
        form.save()
        verzending.naar = vraag.get_absolute_url()
    meld_met_ongedaan(request, "Vastgelegd.")
    return redirect(vraag)


@met_concept(VraagAanEnergyboard, wat="deze afspraak")
def vraag_afspraak(request, provincie, pk):
    """An agreement is of the redactie: a monitor writes none. Read only to go on with a draft."""
    require_role(request, Rolsoort.redactie())
    vraag, data = _lees(request, pk), request.concept.data
    if data is None:
        return redirect(vraag)
    if vraag.is_open:
        messages.warning(request, "Deze vraag is nog niet beantwoord.")
        return redirect(vraag)
    form = _afspraakform(request, vraag, data)
    if request.concept.hervat or not form.is_valid():
        return _toon(request, vraag, afspraak=request.concept.suspend(form))
    gegevens = dict(form.cleaned_data)
    try:
        with request.concept.opslaan() as verzending:
            afspraak = maak_afspraak(vraag, gegevens.pop("project"), **gegevens)
            verzending.naar = vraag.get_absolute_url()
    except Geweigerd as weigering:
        form.add_error("project", str(weigering))
        return _toon(request, vraag, afspraak=form)
    messages.success(request, f"Afspraak gemaakt bij {afspraak.project}.")
    return redirect(vraag)
