from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import Truncator
from django.views.decorators.http import require_POST
from django.views.generic import CreateView, ListView, UpdateView

from actielijst.forms.voorbeeldactie import BestandForm, VoorbeeldactieForm, lees_in, schrijf_rijen
from actielijst.models import Voorbeeldactie
from actielijst.views.beheer import BeheerFormMixin, BeheerMixin, Scherm
from pmiek.access import require_role
from pmiek.enums import Rolsoort
from pmiek.ongedaan import meld_met_ongedaan

AAN, GENOEMD = "aan", 3
# so many refused rows are enough to see what is wrong with the others
GETOOND = 20
VOORBEELDACTIES = Scherm(
    "voorbeeldactie",
    "Voorbeeldacties",
    "Nieuwe voorbeeldactie",
    "Acties om per fase uit te kiezen op een fiche: die van het inspiratiedocument en die van uw "
    "provincie. Wat u uitzet, wordt niet meer voorgesteld; die van uw provincie kunt u ook "
    "wijzigen en als bestand delen.",
)


class VoorbeeldactieMixin:
    model, form_class, scherm = Voorbeeldactie, VoorbeeldactieForm, VOORBEELDACTIES


class VoorbeeldactieListView(BeheerMixin, ListView):
    model, scherm = Voorbeeldactie, VOORBEELDACTIES
    template_name = "actielijst/voorbeeldactie_lijst.html"

    def get_queryset(self):
        provincie = self.request.provincie
        acties = Voorbeeldactie.objects.beschikbaar_in(provincie).met_stand(provincie)
        return sorted(acties, key=lambda actie: actie.plek_in_de_lijst)


class VoorbeeldactieCreateView(VoorbeeldactieMixin, BeheerFormMixin, CreateView):
    pass


class VoorbeeldactieUpdateView(VoorbeeldactieMixin, BeheerFormMixin, UpdateView):
    pass


@require_POST
def voorbeeldactie_zetten(request, provincie, pk):
    """Offer an action on the fiches of this province, or not any more."""
    require_role(request, Rolsoort.beheer())
    acties = Voorbeeldactie.objects.beschikbaar_in(request.provincie)
    actie, aan = get_object_or_404(acties, pk=pk), request.POST.get("stand") == AAN
    actie.zet(request.provincie, aan=aan)
    waar = "staat weer bij de voorstellen" if aan else "staat niet meer bij de voorstellen"
    meld_met_ongedaan(request, f"“{actie}” {waar}.")
    return redirect("actielijst:voorbeeldactie_lijst", request.provincie.slug)


def voorbeeldactie_export(request, provincie):
    """The province's own actions as a file that another province reads in."""
    require_role(request, Rolsoort.beheer())
    eigen = Voorbeeldactie.objects.van(request.provincie).bewerkbaar_door(request.user)
    response = HttpResponse(schrijf_rijen(eigen), content_type="text/csv; charset=utf-8")
    naam = f"{timezone.localdate()}_{request.provincie.slug}_voorbeeldacties.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{naam}"'
    return response


def voorbeeldactie_inlezen_nieuw(request, provincie):
    require_role(request, Rolsoort.beheer())
    form = BestandForm(request.POST or None, request.FILES or None)
    fouten = []
    if request.method == "POST" and form.is_valid():
        inlezing = lees_in(form.cleaned_data["bestand"], request.provincie)
        if not inlezing.fouten:
            return _ingelezen(request, inlezing)
        fouten = inlezing.fouten
    context = {
        "form": form,
        "rijfouten": fouten[:GETOOND],
        "aantal_meer": len(fouten[GETOOND:]),
        "scherm": VOORBEELDACTIES,
    }
    return render(request, "actielijst/voorbeeldactie_inlezen.html", context)


def _ingelezen(request, inlezing):
    nieuw = _geteld(inlezing.nieuw, "voorbeeldactie is", "voorbeeldacties zijn", "ingelezen")
    bekend = _geteld(inlezing.bekend, "stond", "stonden", "er al") + _anders(inlezing.anders)
    if inlezing.nieuw:
        meld_met_ongedaan(request, f"{nieuw}; {bekend}.")
    else:
        messages.warning(request, f"Er is niets nieuws ingelezen; {bekend}.")
    return redirect("actielijst:voorbeeldactie_lijst", request.provincie.slug)


def _anders(paren):
    """', 1 daarvan anders geschreven: “projectmer.” is “ProjectMER”'."""
    if not paren:
        return ""
    genoemd = ", ".join(
        f"“{Truncator(oud).chars(80)}” is “{Truncator(hier).chars(80)}”"
        for oud, hier in paren[:GENOEMD]
    )
    rest = f" en {len(paren) - GENOEMD} meer" if len(paren) > GENOEMD else ""
    return f", {len(paren)} daarvan anders geschreven: {genoemd}{rest}"


def _geteld(aantal, een, meer, rest):
    return f"{aantal} {een if aantal == 1 else meer} {rest}"
