from allauth.account.forms import ResetPasswordForm
from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods
from django.views.generic import ListView, UpdateView

from actielijst.forms.beheer import GebruikerForm, RolForm
from actielijst.views.beheer import BeheerFormMixin, BeheerMixin, Scherm
from pmiek.access import get_editable_or_403, require_role
from pmiek.enums import Rolsoort
from pmiek.models import Rol
from pmiek.ongedaan import meld_met_ongedaan

GEBRUIKERS = Scherm(
    "rol",
    "Gebruikers",
    "Nieuwe gebruiker",
    "Wie in deze provincie mag lezen of schrijven. Een nieuwe gebruiker krijgt een e-mail "
    "om een wachtwoord te kiezen.",
)


EIGEN_ROL = "U kunt uw eigen rol niet wijzigen. Vraag het een andere secretaris."


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


def rol_nieuw(request, provincie):
    require_role(request, Rolsoort.beheer())
    gebruiker = GebruikerForm(request.POST or None)
    rol = RolForm(
        request.POST or None,
        instance=Rol(provincie=request.provincie),
        provincie=request.provincie,
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
    with transaction.atomic():
        rol_form.instance.gebruiker = form.save()
        rol_form.save()
    if rol_form.instance.gebruiker.has_usable_password():
        # somebody else's account: neither its name nor a mail it did not ask for
        messages.success(request, f"{email} had al een account en heeft nu ook hier een rol.")
    else:
        _mail_wachtwoordlink(request, email)
        messages.success(request, f"{email} is toegevoegd en krijgt een e-mail.")
    return True


def _mail_wachtwoordlink(request, email):
    reset = ResetPasswordForm({"email": email})
    if reset.is_valid():
        reset.save(request)


@require_http_methods(["GET", "POST"])
def rol_intrekken(request, provincie, pk):
    rol = get_editable_or_403(Rol.objects, request, pk=pk)
    if request.method == "POST" and rol.gebruiker != request.user:
        rol.delete()
        meld_met_ongedaan(request, f"{rol.gebruiker} heeft geen toegang meer tot deze provincie.")
        return redirect("actielijst:rol_lijst", request.provincie.slug)
    context = {"rol": rol, "eigen_rol": rol.gebruiker == request.user, "scherm": GEBRUIKERS}
    return render(request, "actielijst/rol_intrekken.html", context)
