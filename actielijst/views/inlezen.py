"""Read a list in: choose a file, and say what is in its columns."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse

from actielijst.forms.inlezen import BestandForm, KolommenForm
from actielijst.inlezen.achtergrond import (
    NIET_MEER_OPEN,
    kan_wachten,
    keur_opnieuw,
    vraag_lezen,
)
from actielijst.inlezen.bestand import (
    ingestuurd,
    lees_in,
    wijs_kolommen_toe,
    wijst_kolommen_aan,
)
from actielijst.inlezen.bladkeuze import kies_zoals_eerder, lijst_met
from actielijst.inlezen.kolommen import KOLOMMEN, zonder_kop
from actielijst.inlezen.voorstellen import voorstellen, wat_eerst
from actielijst.models import Inlezing
from actielijst.views.inlezing import log_inlezing, open_inlezing
from pmiek.access import require_role
from pmiek.beveiligingslog import meld
from pmiek.drafts import met_concept
from pmiek.enums import Rolsoort
from pmiek.history import Verouderd
from pmiek.importing import Unreadable
from pmiek.ongedaan import wat_is_ongedaan

PER_PAGINA = 20


def inlezen(request, provincie):
    require_role(request, Rolsoort.schrijvend())
    form = BestandForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        eerste_stap = _ingestuurd(request, form)
        if eerste_stap:
            return redirect(eerste_stap)
    bladzij = Paginator(_inlezingen(request), PER_PAGINA).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "fouten": [(form["bestand"].id_for_label, zin) for zin in form.errors.get("bestand", [])],
        "page_obj": bladzij,
        "ongedaan": wat_is_ongedaan([een.handeling for een in bladzij if een.handeling]),
    }
    return render(request, "actielijst/inlezen.html", context)


def _inlezingen(request):
    alle = Inlezing.objects.van(request.provincie).zichtbaar_voor(request.user)
    met = alle.select_related("provincie", "gebruiker", "namens")
    # the cells and the answers are long, and not shown here
    return met.defer("bladen", "inhoud", "antwoorden")


def _ingestuurd(request, form):
    bestand = form.cleaned_data["bestand"]
    inhoud = bestand.read()
    inlezing = ingestuurd(
        provincie=request.provincie, gebruiker=request.user, naam=bestand.name, inhoud=inhoud
    )
    try:
        if kan_wachten(inhoud, bestand.name):
            return _lees_straks(request, inlezing, inhoud)
        gelezen = lees_in(inlezing, inhoud, bestand.name)
    except Unreadable as reden:
        form.add_error("bestand", str(reden))
        lijst = f"lijst voor {request.provincie.slug}"
        meld("lijst insturen", wie=request.user, object=lijst, resultaat="geweigerd")
        return None
    kies_zoals_eerder(inlezing)
    inlezing.save()
    log_inlezing(request, "lijst insturen", inlezing)
    if wijst_kolommen_aan(gelezen, request.provincie):
        return reverse("actielijst:inlezing_kolommen", args=[request.provincie.slug, inlezing.pk])
    return inlezing


def _lees_straks(request, inlezing, inhoud):
    inlezing.inhoud = inhoud
    vraag_lezen(inlezing)
    log_inlezing(request, "lijst insturen", inlezing)
    return inlezing


@met_concept(Inlezing, wat="deze indeling")
def inlezing_kolommen(request, provincie, pk):
    inlezing = open_inlezing(request, pk)
    if not (inlezing.is_open and inlezing.heeft_eigen_koppen):
        return redirect(inlezing)
    tabel = lijst_met(inlezing, request.GET.get("blad", ""))
    form = request.concept.formulier(
        KolommenForm,
        kolommen=[*_kolommen(tabel)],
        keuzes=_keuzes(inlezing, tabel),
        prefix=tabel.voor.rstrip("-"),
    )
    if request.method == "POST" and form.is_valid():
        try:
            with request.concept.opslaan() as verzending:
                wijs_kolommen_toe(inlezing, tabel, form.velden)
                keur_opnieuw(inlezing)
                verzending.naar = inlezing.get_absolute_url()
        except Verouderd:
            messages.warning(request, NIET_MEER_OPEN)
        return redirect(inlezing)
    context = {"inlezing": inlezing, "form": form, "tabel": tabel, "melding": wat_eerst(tabel)}
    return render(request, "actielijst/inlezing_kolommen.html", context)


def _kolommen(tabel):
    """(heading, or how a column without one is called, field, whether we propose it, values)."""
    for plaats, veld in enumerate(voorstellen(tabel)):
        waarden = tabel.voorbeelden(plaats)
        naam = tabel.koppen[plaats] or (zonder_kop(plaats) if waarden else "")
        yield naam, veld, veld != tabel.velden[plaats], waarden


def _keuzes(inlezing, tabel):
    """Only our own files know an ID and a version."""
    eigen = inlezing.stand is not None or "id" in tabel.velden
    return [
        (kolom.veld, kolom.label)
        for kolom in KOLOMMEN
        if eigen or kolom.veld not in ("id", "versie")
    ]
