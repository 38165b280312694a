from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from monitoring.corrigeren import in_woorden, zet_terug
from monitoring.forms.regel import CorrectieForm, RegelForm
from monitoring.invullen import Deel, Rij, regelrijen, wacht_op
from monitoring.models import Monitoringregel, RondeGesloten
from monitoring.vragen import vragen_bij
from pmiek.access import get_editable_or_403, get_visible_or_404, require_role
from pmiek.conflict import form_conflict_page
from pmiek.drafts import met_concept
from pmiek.enums import Rolsoort
from pmiek.history import Verouderd
from pmiek.ongedaan import meld_met_ongedaan
from pmiek.templatetags.eb import formulierfouten

POGINGEN = 3
LIJST = "monitoring:monitoringronde_detail"
TERUG_TE_ZETTEN = (
    "De correctie is bewaard. Wat er stond, staat onderaan deze pagina; daar zet u het ook terug."
)
NIETS_ANDERS = "De regel zegt wat er al stond. Er is geen correctie gemaakt."
GEEN_VRAAG = "In de regel staat geen vraag om aan het energyboard te stellen."
LAATSTE = "Dit was de laatste regel van dit deel van de lijst."
TE_LAAT = (
    "De ronde is intussen gesloten. Wat u typte staat er nog. Het is niet bewaard: "
    "geef een reden en sla het op als correctie."
)


@met_concept(Monitoringregel, wat="deze regel")
def monitoringregel_bewerken(request, provincie, pk):
    """One row on its own page; a save that lost a race starts again from what is stored now."""
    for _ in range(POGINGEN):
        regel = _lees(request, pk)
        vorige = Monitoringregel.objects.filter(pk=regel.vorige_id).first()
        form = _form(request, regel, vorige)
        if request.method != "POST":
            return _toon(request, regel, vorige, form)
        try:
            if form.is_valid():
                return _opgeslagen(request, regel, _bewaar(request, regel, form))
            return _gevraagd(request, regel, form) or _toon(request, regel, vorige, form)
        except (Verouderd, RondeGesloten):
            continue
    messages.error(request, "Iemand anders slaat deze regel nu ook op. Probeer het nog eens.")
    return _toon(request, regel, vorige, form)


def _bewaar(request, regel, form):
    with request.concept.opslaan() as verzending:
        bewaard = form.bewaar(request.user)
        verzending.naar = regel.ronde.get_absolute_url()
    return bewaard


def _gevraagd(request, regel, form):
    """The page that asks which of two versions stays, when somebody else was first."""
    terug = _in_lijst(request, regel, Deel.uit(request.GET))
    return form_conflict_page(request, form, wat=f"de regel van {regel.project}", terug=terug)


def _lees(request, pk):
    regels = Monitoringregel.objects.voor_lijst().met_vorige()
    return get_editable_or_403(regels.select_related("ronde__provincie"), request, pk=pk)


def _form(request, regel, vorige):
    soort = RegelForm if regel.ronde.is_open else CorrectieForm
    form = request.concept.formulier(
        soort, instance=regel, vorige=vorige, provincie=request.provincie
    )
    if form.is_bound and not regel.ronde.is_open and "reden" not in request.POST:
        messages.error(request, TE_LAAT)
    return form


def _toon(request, regel, vorige, form):
    oud = regel.stand_van and (timezone.localdate() - regel.stand_van).days
    context = {
        "regel": regel,
        "rij": Rij(regel, vorige, tuple(wacht_op(regel)), oud, _vragen(regel)),
        "form": form,
        "concept_token": request.concept.token(regel, "Monitoring"),
        "fouten": formulierfouten(form) if form.is_bound else [],
        "monitoringronde": regel.ronde,
        "deel": Deel.uit(request.GET),
        "correcties": regel.correcties.voor_lijst(),
    }
    return render(request, "monitoring/monitoringregel_bewerken.html", context)


def _vragen(regel):
    return tuple(vragen_bij(regel.ronde).get(regel.project_id, []))


def monitoringregel_versies(request, provincie, pk):
    """What a row says and what it said before its corrections, for whoever reads the round."""
    require_role(request, Rolsoort.lezend())
    regel = get_visible_or_404(Monitoringregel.objects.voor_lijst(), request, pk=pk)
    context = {
        "regel": regel,
        "monitoringronde": regel.ronde,
        "nu": in_woorden(regel),
        "correcties": regel.correcties.voor_lijst(),
    }
    return render(request, "monitoring/monitoringregel_versies.html", context)


@require_POST
def monitoringregel_terugzetten(request, provincie, pk):
    """Undo a correction by another one: a list that was kept is never erased."""
    regel = _lees(request, pk)
    gevraagd = request.POST.get("correctie", "")
    correctie = next((c for c in regel.correcties.all() if str(c.pk) == gevraagd), None)
    if correctie is None or not correctie.waarden:
        messages.warning(request, "Deze correctie is hier niet bekend. Er is niets gewijzigd.")
    elif zet_terug(correctie, request.user):
        messages.success(request, f"De regel van {regel.project} is teruggezet.")
    else:
        messages.info(request, "Zo staat de regel er al. Er is niets gewijzigd.")
    return redirect("monitoring:monitoringregel_bewerken", request.provincie.slug, regel.pk)


def _opgeslagen(request, regel, bewaard):
    if not regel.ronde.is_open:
        messages.success(request, TERUG_TE_ZETTEN if bewaard else NIETS_ANDERS)
        return redirect("monitoring:monitoringregel_bewerken", request.provincie.slug, regel.pk)
    meld_met_ongedaan(request, f"De regel van {regel.project} is bewaard.")
    deel, volgende, daarna = Deel.uit(request.GET), None, request.POST.get("daarna")
    if daarna == "vraag":
        return _naar_vraag(request, regel, deel)
    rijen = regelrijen(regel.ronde, timezone.localdate())
    if daarna == "volgende":
        volgende = deel.volgende(rijen, regel)
        if volgende is None:
            messages.info(request, LAATSTE)
    return redirect(_in_lijst(request, regel, deel, volgende, _anker(deel, rijen, regel)))


def _anker(deel, rijen, regel):
    """Where Tab goes on: at the row, or at the next one where saving took it out of this part."""
    if any(rij.regel == regel for rij in deel.van(rijen)):
        return f"regel-{regel.pk}"
    volgende = deel.volgende(rijen, regel)
    return f"regel-{volgende.pk}" if volgende else "deel"


def _naar_vraag(request, regel, deel):
    """To the form of a question that says what the row asks."""
    if not regel.losse_vraag:
        messages.info(request, GEEN_VRAAG)
        return redirect(_in_lijst(request, regel, deel))
    nieuw = reverse("monitoring:vraag_nieuw", args=[request.provincie.slug])
    return redirect(f"{nieuw}?project={regel.project_id}")


def _in_lijst(request, regel, deel, volgende=None, anker=""):
    """The same part of the list, at this row or with the next one open."""
    lijst = reverse(LIJST, args=[request.provincie.slug, regel.ronde_id])
    hier = f"regel-{volgende.pk}" if volgende else anker or f"regel-{regel.pk}"
    return f"{lijst}{deel.zoekdeel(open=volgende and volgende.pk)}#{hier}"
