from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from actielijst.forms.bulk import MAX_RIJEN, BulkForm, gekozen_rijen, lees_keuze
from actielijst.models import Uitvoeringsafspraak
from pmiek.access import require_role
from pmiek.conflict import with_retries
from pmiek.drafts import met_concept
from pmiek.enums import Rolsoort
from pmiek.ongedaan.melden import meld_met_ongedaan

NIETS = "Kies eerst een of meer afspraken in de lijst."
TEVEEL = f"Kies ten hoogste {MAX_RIJEN} afspraken tegelijk."


@met_concept(Uitvoeringsafspraak, wat="deze afspraken")
def afspraken_wijzigen(request, provincie):
    """First the page that lists the rows, then the change of those that are still ticked.

    Read only to go on with a draft.
    """
    require_role(request, Rolsoort.redactie())
    keuze = lees_keuze((request.concept.data or QueryDict()).getlist("keuze"))
    if not keuze or len(keuze) > MAX_RIJEN:
        if request.method == "POST":
            messages.warning(request, TEVEEL if keuze else NIETS)
        return redirect(_lijst(request))
    return with_retries(lambda: _wijzig(request, keuze))


def _wijzig(request, keuze):
    form = request.concept.formulier(BulkForm, provincie=request.provincie)
    geldig = form.is_valid()
    rijen = gekozen_rijen(_afspraken(request), keuze, form.velden, request.user)
    if geldig and "bevestigd" in request.POST and not _is_intussen_anders(rijen, keuze):
        return _gewijzigd(request, form, rijen)
    context = {
        "form": form,
        "rijen": rijen,
        "aantal_gewijzigd": sum(rij.is_gewijzigd for rij in rijen),
        "wie": " en ".join(sorted({rij.wie for rij in rijen if rij.wie})),
        "aantal_weg": len(keuze) - len(rijen),
        "vraag": _vraag(request),
        "lijst_url": _lijst(request),
    }
    return render(request, "actielijst/afspraken_wijzigen.html", context)


def _gewijzigd(request, form, rijen):
    with request.concept.opslaan() as verzending:
        aantal = form.save(rijen)
        verzending.naar = _lijst(request)
    meld_met_ongedaan(request, f"{_gewijzigde(aantal)}: {form.in_woorden}.")
    return redirect(_lijst(request))


def _afspraken(request):
    scope = Uitvoeringsafspraak.objects.van(request.provincie).bewerkbaar_door(request.user)
    return scope.actueel().voor_overzicht().op_planning()


def _is_intussen_anders(rijen, keuze):
    return len(rijen) < len(keuze) or any(rij.is_gewijzigd for rij in rijen)


def _gewijzigde(aantal):
    return "1 afspraak gewijzigd" if aantal == 1 else f"{aantal} afspraken gewijzigd"


def _vraag(request):
    """The filters of the list one came from, read and written again: nothing else comes along."""
    return QueryDict((request.concept.data or {}).get("vraag", "")).urlencode()


def _lijst(request):
    adres = reverse("actielijst:afspraak_lijst", args=[request.provincie.slug])
    vraag = _vraag(request)
    return f"{adres}?{vraag}" if vraag else adres
