from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.generic import ListView, UpdateView

from actielijst.forms.beheer import GebruikerForm, RolForm
from actielijst.forms.toegang import RolprojectenForm
from actielijst.models.toegang import trek_in
from actielijst.post import meld_nieuwe_rol
from actielijst.views.beheer import BeheerFormMixin, BeheerMixin, Scherm
from pmiek.access import get_editable_or_403, require_role
from pmiek.drafts import met_concept
from pmiek.enums import Rolsoort
from pmiek.models import Gebruiker, Rol
from pmiek.ongedaan import meld_met_ongedaan

GEBRUIKERS = Scherm(
    "rol",
    "Gebruikers",
    "Nieuwe gebruiker",
    "Wie in deze provincie mag lezen of schrijven. Een nieuwe gebruiker krijgt een e-mail "
    "om een wachtwoord te kiezen.",
)

# one sentence for both: whether the address had an account is not for this province to know
TOEGEVOEGD = "{} is toegevoegd en krijgt een e-mail."
NIET_GEMAILD = (
    "{} is toegevoegd. De e-mail is niet verstuurd. Klopt het adres, vraag dan uw beheerder naar "
    "de mailserver te kijken. Werkt die weer, dan kan deze persoon inloggen, zo nodig na "
    "‘Wachtwoord vergeten?’ op de inlogpagina."
)
EIGEN_ROL = "U kunt uw eigen rol niet wijzigen. Vraag het een andere secretaris."
ACTIE = {"ja": Rol.activeer, "nee": Rol.deactiveer}
GEDAAN = {
    "ja": "{} heeft weer toegang tot deze provincie.",
    "nee": "{} heeft geen toegang meer tot deze provincie en is overal uitgelogd.",
}


class RolListView(BeheerMixin, ListView):
    model, scherm = Rol, GEBRUIKERS
    template_name = "actielijst/rol_lijst.html"

    def get_queryset(self):
        return super().get_queryset().select_related("gebruiker", "partij")


class RolUpdateView(BeheerFormMixin, UpdateView):
    model, form_class, scherm = Rol, RolForm, GEBRUIKERS
    template_name = "actielijst/rol_bewerken.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"provincie": self.request.provincie}

    def form_valid(self, form):
        if form.instance.gebruiker == self.request.user:
            form.add_error(None, EIGEN_ROL)
            return self.form_invalid(form)
        return super().form_valid(form)


@met_concept(Rol, Gebruiker)
def rol_nieuw(request, provincie):
    require_role(request, Rolsoort.beheer())
    gebruiker = request.concept.formulier(GebruikerForm)
    rol = request.concept.formulier(
        RolForm, instance=Rol(provincie=request.provincie), provincie=request.provincie
    )
    geldig = request.method == "POST" and all([gebruiker.is_valid(), rol.is_valid()])
    if geldig and _toegevoegd(request, gebruiker, rol):
        return redirect("actielijst:rol_lijst", request.provincie.slug)
    context = {
        "gebruiker_form": gebruiker,
        "form": rol,
        "fouten": [*gebruiker.errors, *rol.errors],
        "scherm": GEBRUIKERS,
    }
    return render(request, "actielijst/rol_nieuw.html", context)


def _toegevoegd(request, form, rol_form):
    email = form.cleaned_data["email"]
    if request.provincie.rollen.filter(gebruiker__email=email).exists():
        form.add_error("email", "Deze persoon heeft al een rol in deze provincie.")
        return False
    with request.concept.opslaan() as verzending:
        rol_form.instance.gebruiker = form.save()
        rol_form.save()
        verzending.naar = reverse("actielijst:rol_lijst", args=[request.provincie.slug])
    if meld_nieuwe_rol(request, rol_form.instance):
        messages.success(request, TOEGEVOEGD.format(email))
    else:
        messages.error(request, NIET_GEMAILD.format(email))
    return True


def rol_intrekken(request, provincie, pk):
    rol = get_editable_or_403(Rol.objects, request, pk=pk)
    if request.method == "POST" and rol.gebruiker != request.user:
        trek_in(rol)
        meld_met_ongedaan(request, f"{rol.gebruiker} heeft geen toegang meer tot deze provincie.")
        return redirect("actielijst:rol_lijst", request.provincie.slug)
    context = {"rol": rol, "eigen_rol": rol.gebruiker == request.user, "scherm": GEBRUIKERS}
    return render(request, "actielijst/rol_intrekken.html", context)


def rol_deactiveren(request, provincie, pk):
    """To stop access for a while, and to give it back; the role itself stays."""
    rol = get_editable_or_403(Rol.objects.select_related("gebruiker"), request, pk=pk)
    eigen, actief = rol.gebruiker == request.user, request.POST.get("actief")
    if request.method == "POST" and not eigen and actief in ACTIE:
        ACTIE[actief](rol)
        meld_met_ongedaan(request, GEDAAN[actief].format(rol.gebruiker))
        return redirect("actielijst:rol_lijst", request.provincie.slug)
    context = {"rol": rol, "eigen_rol": eigen, "scherm": GEBRUIKERS}
    return render(request, "actielijst/rol_deactiveren.html", context)


@met_concept(Rol, wat="deze keuze")
def partijrol_projecten(request, provincie, pk):
    """The projects that somebody of a party may read, when not all of them."""
    namens_partij = Rol.objects.filter(soort=Rolsoort.PARTIJ).select_related("gebruiker", "partij")
    rol = get_editable_or_403(namens_partij, request, pk=pk)
    form = request.concept.formulier(RolprojectenForm, rol=rol)
    if request.method == "POST" and form.is_valid():
        with request.concept.opslaan() as verzending:
            form.save()
            verzending.naar = reverse("actielijst:rol_lijst", args=[request.provincie.slug])
        meld_met_ongedaan(request, f"De projecten van {rol.gebruiker} zijn opgeslagen.")
        return redirect("actielijst:rol_lijst", request.provincie.slug)
    context = {"form": form, "rol": rol, "scherm": GEBRUIKERS}
    return render(request, "actielijst/rol_projecten.html", context)
