"""Read a list in: choose a file, and say what is in its columns."""

import tempfile
from pathlib import Path

from django.shortcuts import redirect, render
from django.urls import reverse

from actielijst.forms.inlezen import BestandForm, KolommenForm
from actielijst.inlezen.bestand import (
    bewaar,
    lees_bestand,
    tabellen_van,
    wijs_kolommen_toe,
    wijst_nummer_aan,
)
from actielijst.inlezen.kolommen import KOLOMMEN
from actielijst.models import Inlezing
from actielijst.uitvraag.kenmerk import partij_van
from actielijst.views.inlezing import log_inlezing, open_inlezing
from pmiek.access import require_role
from pmiek.beveiligingslog import meld
from pmiek.drafts import met_concept
from pmiek.enums import Rolsoort
from pmiek.importing import Unreadable

GETOOND = 10


def inlezen(request, provincie):
    require_role(request, Rolsoort.schrijvend())
    form = BestandForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        eerste_stap = _ingestuurd(request, form)
        if eerste_stap:
            return redirect(eerste_stap)
    context = {
        "form": form,
        "fouten": [(form["bestand"].id_for_label, zin) for zin in form.errors.get("bestand", [])],
        "inlezingen": _inlezingen(request).select_related("gebruiker", "namens")[:GETOOND],
    }
    return render(request, "actielijst/inlezen.html", context)


def _inlezingen(request):
    alle = Inlezing.objects.van(request.provincie).zichtbaar_voor(request.user)
    return alle.select_related("provincie").defer("bladen")


def _ingestuurd(request, form):
    bestand = form.cleaned_data["bestand"]
    inhoud = bestand.read()
    try:
        gelezen = _gelezen(inhoud, bestand.name, request.provincie)
    except Unreadable as reden:
        form.add_error("bestand", str(reden))
        lijst = f"lijst voor {request.provincie.slug}"
        meld("lijst insturen", wie=request.user, object=lijst, resultaat="geweigerd")
        return None
    inlezing = bewaar(
        gelezen,
        provincie=request.provincie,
        namens=partij_van(request.provincie, gelezen.bladen),
        gebruiker=request.user,
        naam=bestand.name,
        inhoud=inhoud,
    )
    log_inlezing(request, "lijst insturen", inlezing)
    if wijst_nummer_aan(gelezen, request.provincie):
        return reverse("actielijst:inlezing_kolommen", args=[request.provincie.slug, inlezing.pk])
    return inlezing


def _gelezen(inhoud, naam, provincie):
    # the name of the sender is only looked at, never used as a path
    with tempfile.NamedTemporaryFile(prefix="pmiek-inlezen-") as tijdelijk:
        tijdelijk.write(inhoud)
        tijdelijk.flush()
        return lees_bestand(Path(tijdelijk.name), naam, provincie, kan_toewijzen=True)


@met_concept(Inlezing, wat="deze indeling")
def inlezing_kolommen(request, provincie, pk):
    inlezing = open_inlezing(request, pk)
    if not (inlezing.is_open and inlezing.heeft_eigen_koppen):
        return redirect(inlezing)
    tabel = tabellen_van(inlezing)[0]
    form = request.concept.formulier(
        KolommenForm,
        kolommen=[
            (kop, veld, tabel.voorbeelden(plaats))
            for plaats, (kop, veld) in enumerate(zip(tabel.koppen, tabel.velden, strict=False))
        ],
        keuzes=_keuzes(inlezing, tabel),
    )
    if request.method == "POST" and form.is_valid():
        with request.concept.opslaan() as verzending:
            wijs_kolommen_toe(inlezing, form.velden)
            verzending.naar = inlezing.get_absolute_url()
        return redirect(inlezing)
    return render(
        request, "actielijst/inlezing_kolommen.html", {"inlezing": inlezing, "form": form}
    )


def _keuzes(inlezing, tabel):
    """Only our own files know an ID and a version."""
    eigen = inlezing.stand is not None or "id" in tabel.velden
    return [
        (kolom.veld, kolom.label)
        for kolom in KOLOMMEN
        if eigen or kolom.veld not in ("id", "versie")
    ]
