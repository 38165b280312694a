"""Read a list in: choose a file, see what would change, answer questions, confirm."""

import tempfile
from pathlib import Path

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from actielijst.enums import Inleesstatus
from actielijst.forms.inlezen import BestandForm, KolommenForm
from actielijst.inlezen.antwoorden import lees_antwoorden, vragen_per_waarde
from actielijst.inlezen.bestand import bewaar, lees_tabel, plan_van, tabel_van, wijs_kolommen_toe
from actielijst.inlezen.kolommen import KOLOMMEN
from actielijst.inlezen.verwerken import NietTeVerwerken, verwerk
from actielijst.models import Inlezing
from pmiek.access import require_role
from pmiek.enums import Kanaal, Rolsoort
from pmiek.history import Verouderd, acting_as, huidige_handeling
from pmiek.importing import Unreadable
from pmiek.ongedaan import meld_met_ongedaan

GETOOND = 10
INTUSSEN = "De projecten zijn intussen gewijzigd. Kijk de lijst nog eens na voordat u verwerkt."


def inlezen(request, provincie):
    require_role(request, Rolsoort.redactie())
    form = BestandForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        inlezing = _ingestuurd(request, form)
        if inlezing:
            return redirect(inlezing)
    context = {
        "form": form,
        "inlezingen": _inlezingen(request).select_related("gebruiker")[:GETOOND],
    }
    return render(request, "actielijst/inlezen.html", context)


def _inlezingen(request):
    alle = Inlezing.objects.van(request.provincie).zichtbaar_voor(request.user)
    return alle.select_related("provincie").defer("bladen")


def _ingestuurd(request, form):
    bestand = form.cleaned_data["bestand"]
    inhoud = bestand.read()
    try:
        bladen, tabel = _gelezen(inhoud, bestand.name, request.provincie)
    except Unreadable as reden:
        form.add_error("bestand", str(reden))
        return None
    return bewaar(
        bladen,
        tabel,
        provincie=request.provincie,
        gebruiker=request.user,
        naam=bestand.name,
        inhoud=inhoud,
    )


def _gelezen(inhoud, naam, provincie):
    # the name of the sender is only looked at, never used as a path
    with tempfile.NamedTemporaryFile(prefix="pmiek-inlezen-") as tijdelijk:
        tijdelijk.write(inhoud)
        tijdelijk.flush()
        return lees_tabel(Path(tijdelijk.name), naam, provincie)


def _inlezing(request, pk):
    require_role(request, Rolsoort.redactie())
    scope = Inlezing.objects.van(request.provincie).zichtbaar_voor(request.user)
    return get_object_or_404(scope.select_related("provincie"), pk=pk)


def inlezing_kolommen(request, provincie, pk):
    inlezing = _inlezing(request, pk)
    if not inlezing.is_open:
        return redirect(inlezing)
    tabel = tabel_van(inlezing)
    keuzes = [(kolom.veld, kolom.label) for kolom in KOLOMMEN]
    form = KolommenForm(
        request.POST or None, koppen=tabel.koppen, velden=tabel.velden, keuzes=keuzes
    )
    if request.method == "POST" and form.is_valid():
        wijs_kolommen_toe(inlezing, form.velden)
        return redirect(inlezing)
    return render(
        request, "actielijst/inlezing_kolommen.html", {"inlezing": inlezing, "form": form}
    )


def inlezing_detail(request, provincie, pk):
    inlezing = _inlezing(request, pk)
    if not inlezing.is_open:
        return render(request, "actielijst/inlezing_verwerkt.html", {"inlezing": inlezing})
    if request.method == "POST":
        return _beantwoord(request, inlezing)
    return _toon(request, inlezing, plan_van(inlezing))


def _toon(request, inlezing, plan, fouten=()):
    aangevinkt = set(request.POST.getlist("nieuw"))
    context = {
        "inlezing": inlezing,
        "plan": plan,
        "vragen": vragen_per_waarde(plan),
        "fouten": fouten,
        "aantal_regels": len(plan.regels),
        "koprij": inlezing.koprij + 1,
        "nieuwe": [(regel, str(regel.nummer) in aangevinkt) for regel in plan.nieuw],
    }
    return render(request, "actielijst/inlezing_detail.html", context)


def _beantwoord(request, inlezing):
    inlezing.antwoorden |= lees_antwoorden(plan_van(inlezing), request.POST)
    inlezing.save(update_fields=["antwoorden"])
    plan = plan_van(inlezing)
    if "verwerken" not in request.POST:
        return _toon(request, inlezing, plan)
    if request.POST.get("stand") != plan.stand:
        messages.warning(request, INTUSSEN)
        return _toon(request, inlezing, plan)
    return _verwerkt(request, inlezing, plan)


def _verwerkt(request, inlezing, plan):
    nieuwe = {int(nummer) for nummer in request.POST.getlist("nieuw") if nummer.isdecimal()}
    try:
        with transaction.atomic(), acting_as(request.user, Kanaal.EXCEL):
            aantal = verwerk(plan, inlezing.provincie, inlezing.bestandsnaam, nieuwe=nieuwe)
            _sluit_af(inlezing, plan, aantal)
    except NietTeVerwerken as weigering:
        fouten = [
            (f"regel-{regel.nummer}", f"{regel.naam}: {zin}") for regel, _, zin in weigering.fouten
        ]
        return _toon(request, inlezing, plan, fouten)
    except (Verouderd, IntegrityError):
        messages.warning(request, INTUSSEN)
        return redirect(inlezing)
    tekst = f"{aantal} projecten zijn bijgewerkt uit {inlezing.bestandsnaam}."
    meld_met_ongedaan(request, tekst, inlezing.handeling)
    return redirect(inlezing)


def _sluit_af(inlezing, plan, aantal):
    """One of two that confirm at the same moment finds that it was done already."""
    # locked, and only when it is still open
    open_ = Inlezing.objects.select_for_update().filter(
        pk=inlezing.pk, status=Inleesstatus.CONTROLE
    )
    if open_.first() is None:
        raise Verouderd(inlezing)
    inlezing.status, inlezing.verwerkt_op = Inleesstatus.VERWERKT, timezone.now()
    inlezing.handeling = huidige_handeling()
    inlezing.aantallen = {
        "bijgewerkt": aantal,
        "gelijk": len(plan.gelijk),
        "overgeslagen": len(plan.open_vragen),
        "niet_in_bestand": len(plan.niet_in_bestand),
    }
    inlezing.save()


@require_POST
def inlezing_stoppen(request, provincie, pk):
    inlezing = _inlezing(request, pk)
    if inlezing.is_open:
        inlezing.status = Inleesstatus.GESTOPT
        inlezing.save(update_fields=["status"])
        messages.success(request, f"{inlezing} is niet verwerkt. Er is niets gewijzigd.")
    return redirect("actielijst:inlezen", request.provincie.slug)
