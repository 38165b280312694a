from collections import Counter

from django.contrib import messages
from django.shortcuts import redirect, render

from monitoring.forms.patroon import PatroonForm
from monitoring.models import Categorie, RondeGesloten
from monitoring.samen import los_samen_op
from monitoring.views.kijk import Kijk
from pmiek.access import get_visible_or_404, require_role
from pmiek.drafts import met_concept
from pmiek.enums import Rolsoort
from pmiek.ongedaan import meld_met_ongedaan
from pmiek.templatetags.eb import formulierfouten


@met_concept(Categorie, wat="deze actie")
def patroon(request, provincie, pk):
    """One kind of aandachtspunt: its projects, and one action or question for all of them."""
    kijk = Kijk(request)
    categorie = get_visible_or_404(Categorie.objects.all(), request, pk=pk)
    if kijk.ronde is None:
        return render(request, "monitoring/dashboard_leeg.html")
    regels = kijk.ronde.regels.voor_lijst().filter(categorie=categorie)
    if kijk.gekozen is not None:
        regels = regels.filter(project__in=kijk.gekozen)
    mag = request.rol.soort in Rolsoort.monitoring()
    if request.method == "POST":
        require_role(request, Rolsoort.monitoring())
    form = _form(request, kijk, regels) if mag and kijk.ronde.is_open else None
    if request.method == "POST" and form is None:
        messages.error(request, f"Ronde {kijk.ronde} is intussen gesloten. Er is niets gewijzigd.")
    if form is not None and request.method == "POST" and form.is_valid():
        try:
            return _bewaar(request, kijk, form)
        except RondeGesloten as fout:
            messages.error(request, f"{fout} Wat u typte staat er nog.")
    return _toon(request, kijk, categorie, list(regels), form)


def _form(request, kijk, regels):
    initial = {"regels": [regel.pk for regel in regels]}
    return request.concept.formulier(
        PatroonForm, regels=regels, provincie=kijk.provincie, initial=initial
    )


def _bewaar(request, kijk, form):
    gegevens = form.cleaned_data
    regels = list(gegevens["regels"])
    with request.concept.opslaan() as verzending:
        vraag = los_samen_op(
            kijk.ronde,
            regels,
            versnellingsactie=gegevens["versnellingsactie"],
            trekkers=gegevens["trekkers"],
            vraag=form.vraag(kijk.ronde),
        )
        verzending.naar = vraag.get_absolute_url() if vraag else request.get_full_path()
    hoeveel = "1 project" if len(regels) == 1 else f"{len(regels)} projecten"
    wat = [
        f"De versnellingsactie staat bij {hoeveel}." if gegevens["versnellingsactie"] else "",
        f"De vraag hoort bij {hoeveel}." if vraag else "",
    ]
    meld_met_ongedaan(request, " ".join(filter(None, wat)))
    return redirect(verzending.naar)


def _toon(request, kijk, categorie, regels, form):
    gekozen = set(map(str, form["regels"].value() or [])) if form is not None else set()
    context = kijk.context() | {
        "categorie": categorie,
        "regels": [(regel, str(regel.pk) in gekozen) for regel in regels],
        "gemeenten": _per_gemeente(regels),
        "form": form,
        "fouten": formulierfouten(form) if form is not None and form.is_bound else [],
    }
    return render(request, "monitoring/patroon.html", context)


def _per_gemeente(regels):
    """(municipality, number of its projects), by name."""
    telling = Counter(gemeente for regel in regels for gemeente in regel.project.gemeenten.all())
    return sorted(telling.items(), key=lambda paar: str(paar[0]))
