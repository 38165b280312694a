from django.contrib import messages
from django.shortcuts import redirect, render

from monitoring.bijlage import verouderde_secties
from monitoring.forms.ronde import TekstcorrectieForm, WijzigingentekstForm
from monitoring.lijst import inhoud_van
from monitoring.models import Monitoringronde, RondeGesloten, Wijzigingentekst
from pmiek.access import get_editable_or_403
from pmiek.conflict import form_conflict_page, with_retries
from pmiek.drafts import met_concept
from pmiek.ongedaan import meld_met_ongedaan

OPGESLAGEN = "De tekst van de bijlage is opgeslagen."
OVERGENOMEN = "De nieuwe zinnen staan in de tekst; wat u zelf schreef, is gebleven."
EIGEN_ZIN_BLIJFT = (
    "Over {} is er een nieuwe zin, en staat er ook nog wat u zelf schreef. "
    "Kijk na of dat nog klopt."
)
GECORRIGEERD = "De correctie is bewaard. Wat er stond, staat onderaan deze pagina."
NIETS_ANDERS = "De bijlage zegt wat er al stond. Er is geen correctie gemaakt."
TE_LAAT = (
    "De ronde is intussen gesloten. Wat u typte staat er nog. Het is niet bewaard: "
    "geef een reden en sla het op als correctie."
)


@met_concept(Wijzigingentekst)
def monitoringronde_wijzigingen(request, provincie, pk):
    """The annex as it will be printed, one field per section; what is emptied follows again."""
    return with_retries(lambda: _beantwoord(request, pk))


def _beantwoord(request, pk):
    ronde, inhoud, form = _lees(request, pk)
    if request.method == "POST" and form.is_valid():
        try:
            return _bewaar(request, ronde, form)
        except RondeGesloten:
            # closed between reading it and saving: judged again as what it is now
            ronde, inhoud, form = _lees(request, pk)
    pagina = form_conflict_page(
        request, form, wat="de tekst van de bijlage", terug=ronde.get_absolute_url()
    )
    context = {
        "monitoringronde": ronde,
        "form": form,
        "vorige": inhoud["vorige"],
        "verouderd": verouderde_secties(inhoud),
        "correcties": ronde.tekstcorrecties.voor_lijst(),
    }
    return pagina or render(request, "monitoring/monitoringronde_wijzigingen.html", context)


def _lees(request, pk):
    rondes = Monitoringronde.objects.select_related("provincie")
    ronde = get_editable_or_403(rondes, request, pk=pk)
    inhoud = inhoud_van(ronde)
    tekst = Wijzigingentekst.objects.filter(ronde=ronde).first() or Wijzigingentekst(ronde=ronde)
    soort = WijzigingentekstForm if ronde.is_open else TekstcorrectieForm
    form = request.concept.formulier(soort, instance=tekst, inhoud=inhoud)
    if form.is_bound and not ronde.is_open and "reden" not in request.POST:
        messages.error(request, TE_LAAT)
    return ronde, inhoud, form


def _bewaar(request, ronde, form):
    with request.concept.opslaan() as verzending:
        bewaard = form.bewaar(request.user)
        verzending.naar = request.path
    if ronde.is_open:
        meld_met_ongedaan(request, OVERGENOMEN if "overnemen" in request.POST else OPGESLAGEN)
    else:
        messages.success(request, GECORRIGEERD if bewaard else NIETS_ANDERS)
    if form.na_te_kijken:
        namen = "; ".join(dict.fromkeys(form.na_te_kijken))
        messages.warning(request, EIGEN_ZIN_BLIJFT.format(namen))
    return redirect("monitoring:monitoringronde_wijzigingen", request.provincie.slug, ronde.pk)
