"""Inviting people of a party by mail, and what the link in that mail opens."""

import datetime

from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from django.views.generic import ListView

from actielijst.forms.uitnodiging import AanvaardForm, UitnodigingForm
from actielijst.models import Uitnodiging
from actielijst.post import stuur_uitnodiging
from actielijst.views.beheer import BeheerMixin, Scherm
from pmiek.access import get_editable_or_403, require_role
from pmiek.drafts import met_concept
from pmiek.enums import Rolsoort
from pmiek.history import acting_as
from pmiek.models import Gebruiker

UITNODIGINGEN = Scherm(
    "uitnodiging",
    "Uitnodigingen",
    "Iemand uitnodigen",
    "Wie namens een gemeente, netbeheerder of andere partij meeleest, krijgt een link per mail. "
    "De link werkt één keer, veertien dagen lang.",
)
EEN_JAAR = datetime.timedelta(days=365)
VERSTUURD = "{} krijgt een e-mail met een link. Die werkt tot en met {}."
INGETROKKEN = "De link van {} werkt niet meer. Toch toegang geven? Nodig dan opnieuw uit."
NIET_VERSTUURD = (
    "De uitnodiging is bewaard, maar de e-mail kon niet worden verstuurd. "
    "Verstuur haar later opnieuw."
)


class UitnodigingListView(BeheerMixin, ListView):
    model, scherm = Uitnodiging, UITNODIGINGEN
    template_name = "actielijst/uitnodiging_lijst.html"

    def get_queryset(self):
        return super().get_queryset().voor_lijst()


@met_concept(Uitnodiging)
def uitnodiging_nieuw(request, provincie):
    require_role(request, Rolsoort.beheer())
    tot = timezone.localdate() + EEN_JAAR
    uitnodiging = Uitnodiging(provincie=request.provincie, rol_geldig_tot=tot)
    form = request.concept.formulier(UitnodigingForm, instance=uitnodiging)
    if request.method == "POST":
        sleutel = uitnodiging.vernieuw_link()
        if form.is_valid():
            with request.concept.opslaan() as verzending:
                nieuw = form.save()
                verzending.naar = reverse("actielijst:uitnodiging_lijst", args=[provincie])
            _verstuur(request, nieuw, sleutel)
            return redirect(verzending.naar)
    context = {"form": form, "scherm": UITNODIGINGEN}
    return render(request, "actielijst/uitnodiging_nieuw.html", context)


@require_POST
def uitnodiging_versturen(request, provincie, pk):
    """Once more, with a new link; the old one stops working."""
    uitnodiging = get_editable_or_403(Uitnodiging.objects.lopend(), request, pk=pk)
    sleutel = uitnodiging.vernieuw_link()
    uitnodiging.save()
    _verstuur(request, uitnodiging, sleutel)
    return redirect("actielijst:uitnodiging_lijst", request.provincie.slug)


@require_POST
def uitnodiging_intrekken(request, provincie, pk):
    uitnodiging = get_editable_or_403(Uitnodiging.objects.lopend(), request, pk=pk)
    uitnodiging.trek_in()
    # never undone: a link that was out of use stays so
    messages.success(request, INGETROKKEN.format(uitnodiging.email))
    return redirect("actielijst:uitnodiging_lijst", request.provincie.slug)


def _verstuur(request, uitnodiging, sleutel):
    if not stuur_uitnodiging(request, uitnodiging, sleutel):
        messages.error(request, NIET_VERSTUURD)
        return
    dag = timezone.localtime(uitnodiging.verloopt_op)
    messages.success(request, VERSTUURD.format(uitnodiging.email, f"{dag:%d-%m-%Y}"))


@login_not_required
def uitnodiging_aanvaarden(request, sleutel):
    """Looking changes nothing: mail programs open links by themselves."""
    uitnodiging = Uitnodiging.objects.met_link(sleutel)
    if uitnodiging is None:
        return _werkt_niet(request)
    if request.user.is_authenticated or _kan_inloggen(uitnodiging.email):
        # the account may be there since a moment, of whoever accepted this just before
        uitnodiging = Uitnodiging.objects.met_link(sleutel)
        return _met_account(request, uitnodiging, sleutel) if uitnodiging else _werkt_niet(request)
    form = AanvaardForm(request.POST or None, email=uitnodiging.email)
    if request.method == "POST" and form.is_valid():
        gebruiker = _aanvaard(sleutel, form.save)
        if gebruiker is None:
            return _werkt_niet(request)
        return perform_login(request, gebruiker, email_verification="none")
    context = {"form": form, "uitnodiging": uitnodiging}
    return render(request, "actielijst/uitnodiging_aanvaarden.html", context)


def _met_account(request, uitnodiging, sleutel):
    """Whoever has an account accepts with that one, and only with that one."""
    eigen = request.user.is_authenticated and request.user.email == uitnodiging.email
    if request.method == "POST" and eigen:
        if _aanvaard(sleutel, lambda: request.user) is None:
            return _werkt_niet(request)
        messages.success(request, f"U kunt nu meelezen namens {uitnodiging.partij}.")
        return redirect("actielijst:start", uitnodiging.provincie.slug)
    context = {"uitnodiging": uitnodiging, "eigen": eigen}
    return render(request, "actielijst/uitnodiging_account.html", context)


@transaction.atomic
def _aanvaard(sleutel, krijg_gebruiker):
    """Of two clicks at the same moment one gets the row, and the other nothing."""
    uitnodiging = Uitnodiging.objects.select_for_update(of=("self",)).met_link(sleutel)
    if uitnodiging is None:
        return None
    gebruiker = krijg_gebruiker()
    if not uitnodiging.provincie.rollen.filter(gebruiker=gebruiker).exists():
        with acting_as(gebruiker):
            uitnodiging.aanvaard(gebruiker)
    return gebruiker


def _kan_inloggen(email):
    gebruiker = Gebruiker.objects.filter(email=email, is_active=True).first()
    return gebruiker is not None and gebruiker.has_usable_password()


def _werkt_niet(request):
    return render(request, "actielijst/uitnodiging_verlopen.html", status=404)
