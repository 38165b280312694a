"""One list that was sent in: see what would change, answer questions, confirm."""

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRefresh

from actielijst.enums import Inleesstatus
from actielijst.exports.controle import controle_xlsx
from actielijst.inlezen.achtergrond import (
    INTUSSEN,
    NIET_MEER_OPEN,
    aantal_te_schrijven,
    kan_op_de_achtergrond,
    keur_opnieuw,
    keuring,
    vraag_verwerking,
)
from actielijst.inlezen.antwoorden import (
    LEEGMAKEN,
    ONGEWOON,
    OP_SCHERM,
    lees_antwoorden,
    neem_over,
)
from actielijst.inlezen.bestand import plan_van
from actielijst.inlezen.bevestigen import bereid_voor, leg_vast
from actielijst.inlezen.bladkeuze import kies_lijsten, kolommen_eerst, lijsten
from actielijst.inlezen.keuren import keur_alles
from actielijst.inlezen.namens import wijs_niet_gevraagd_aan
from actielijst.inlezen.ongewoon import ongewone, ontbrekende_zin, voorstel
from actielijst.inlezen.onthouden import onthoud
from actielijst.inlezen.ouder import nieuwer_gelezen
from actielijst.inlezen.toevoegen import te_doen, voeg_toe
from actielijst.inlezen.tonen import (
    bezwaren,
    eerste_plaatsen,
    getoond,
    in_woorden,
)
from actielijst.inlezen.verwerken import NietTeVerwerken
from actielijst.models import Inlezing
from pmiek.access import require_role
from pmiek.beveiligingslog import meld
from pmiek.drafts import met_concept
from pmiek.enums import Rolsoort
from pmiek.history import Verouderd, huidige_handeling
from pmiek.keten import Keten
from pmiek.ongedaan import al_ongedaan, meld_met_ongedaan
from pmiek.werker import ligt_stil
from pmiek.wijziging import Wijziging

NU_LEEG = "Lege cellen maken nu leeg. Kijk bij Gewijzigd na wat er verdwijnt."
ANDERE_BLADEN = "Wij lezen nu de bladen die u koos. Kijk na wat er verandert."
GEEN_BLAD = "Kies ten minste één blad. Wij lezen nog wat wij lazen."
NIET_GESTOPT = "Deze lijst is niet gestopt: zij wachtte niet meer op controle."
NIET_MEER_LEEG = "Lege cellen laten weer staan wat er staat."


def open_inlezing(request, pk):
    require_role(request, Rolsoort.schrijvend())
    scope = Inlezing.objects.van(request.provincie).zichtbaar_voor(request.user)
    # the file itself is for the worker
    scope = scope.select_related("provincie", "namens").defer("inhoud")
    return get_object_or_404(scope, pk=pk)


def _nog_open(request, inlezing):
    """Found only while nobody confirmed or stopped it."""
    return Inlezing.objects.bewerkbaar_door(request.user).filter(pk=inlezing.pk)


def log_inlezing(request, actie, inlezing, resultaat="gelukt"):
    """The act goes along: undoing it is logged under the same mark."""
    wat = f"inlezing {inlezing.pk}"
    if inlezing.handeling:
        wat += f", handeling {inlezing.handeling}"
    meld(actie, wie=request.user, object=wat, resultaat=resultaat)


@met_concept(Inlezing, wat="deze lijst")
def inlezing_detail(request, provincie, pk):
    inlezing = open_inlezing(request, pk)
    if request.htmx:
        # the page that waits asks whether it is still right
        return HttpResponse() if inlezing.is_onderweg else HttpResponseClientRefresh()
    if not inlezing.is_open:
        return _toon_uitkomst(request, inlezing)
    if request.method == "POST":
        return _beantwoord(request, inlezing)
    plan = _plan(request, inlezing)
    if request.concept.hervat:
        inlezing.antwoorden = neem_over(inlezing.antwoorden, plan, request.concept.hervat.data)
        plan = _plan(request, inlezing)
    return _toon(request, inlezing, plan)


def _toon_uitkomst(request, inlezing):
    sjabloon = "inlezing_bezig" if inlezing.is_onderweg else "inlezing_verwerkt"
    context = {
        "inlezing": inlezing,
        "staat_stil": inlezing.is_onderweg and ligt_stil(inlezing.wachtrijnummer),
        "ongedaan": inlezing.handeling and al_ongedaan(inlezing.handeling),
    }
    return render(request, f"actielijst/{sjabloon}.html", context)


def _plan(request, inlezing):
    return plan_van(inlezing, [request.rol.soort])


def _toon(request, inlezing, plan, fouten=()):
    mag_toevoegen = request.rol.soort in Rolsoort.beheer()
    fouten = fouten or inlezing.fouten
    bezwaar = {"eerste": [], "aantal": 0} if fouten else _keuring(inlezing, plan)
    if inlezing.namens:
        wijs_niet_gevraagd_aan(plan, inlezing.namens)
    context = {
        "inlezing": inlezing,
        "plan": plan,
        "bladen": [getoond(blad, plan, inlezing.antwoorden) for blad in plan.bladen],
        "eerste": eerste_plaatsen(plan),
        "lijsten": lijsten(inlezing),
        "aantal_ongewoon": len(ongewone(plan)),
        "ongewoon_waarom": inlezing.antwoorden.get(ONGEWOON) or voorstel(inlezing),
        "leegmaken": LEEGMAKEN in inlezing.antwoorden,
        "ouder_dan": nieuwer_gelezen(inlezing),
        "fouten": fouten,
        "bezwaren": bezwaar["eerste"],
        "aantal_bezwaren": bezwaar["aantal"],
        "op_scherm": OP_SCHERM,
        "mag_toevoegen": mag_toevoegen,
        "wie_mag_toevoegen": [] if mag_toevoegen else _wie(request.provincie),
    }
    return render(request, "actielijst/inlezing_detail.html", context)


def _keuring(inlezing, plan):
    """Of a long list as the worker judged it: whatever is confirmed is judged once more."""
    return keuring(inlezing, plan) if inlezing.keuring is None else inlezing.keuring


def _wie(provincie):
    """Whom to ask for what only they may add."""
    rollen = provincie.rollen.geldig().filter(soort__in=Rolsoort.beheer())
    return [str(rol.gebruiker) for rol in rollen.select_related("gebruiker")]


def _beantwoord(request, inlezing):
    gevraagd, leegmaken = _plan(request, inlezing), inlezing.antwoorden.get(LEEGMAKEN, "")
    fouten = _voeg_toe(request, gevraagd)
    inlezing.antwoorden = neem_over(inlezing.antwoorden, gevraagd, request.POST)
    plan = _plan(request, inlezing)
    onthoud(inlezing.provincie, gevraagd, plan, lees_antwoorden(gevraagd, request.POST))
    andere_bladen = "bladkeuze" in request.POST and _kies_bladen(request, inlezing)
    if fouten:
        return _toon_fouten(request, inlezing, plan, fouten)
    if request.POST.get(LEEGMAKEN, "") != leegmaken:
        messages.info(request, NU_LEEG if leegmaken == "" else NIET_MEER_LEEG)
    elif (
        "verwerken" in request.POST
        and not andere_bladen
        and _is_zoals_getoond(request, inlezing, gevraagd, plan)
    ):
        zonder = ontbrekende_zin(plan, inlezing.antwoorden, request.POST)
        if zonder:
            return _toon_fouten(request, inlezing, plan, zonder)
        return _bevestigd(request, inlezing, plan)
    elif "verwerken" in request.POST and not andere_bladen:
        messages.warning(request, INTUSSEN)
    return _bewaard(request, inlezing, andere_bladen)


def _bewaard(request, inlezing, andere_bladen):
    try:
        with request.concept.opslaan() as verzending:
            inlezing.melding, inlezing.fouten = "", []
            bladen = ["bladen"] if andere_bladen else []
            inlezing.save(update_fields=["antwoorden", "melding", "fouten", *bladen])
            keur_opnieuw(inlezing)
            eerst = kolommen_eerst(inlezing) if andere_bladen else ""
            verzending.naar = eerst or inlezing.get_absolute_url()
    except Verouderd:
        messages.warning(request, NIET_MEER_OPEN)
        return redirect(inlezing)
    return redirect(verzending.naar)


def _kies_bladen(request, inlezing):
    """Whether from now on other sheets are read, which somebody should see first."""
    gekozen = request.POST.getlist("blad")
    if not gekozen:
        messages.warning(request, GEEN_BLAD)
        return True
    anders = kies_lijsten(inlezing, gekozen)
    if anders:
        messages.info(request, ANDERE_BLADEN)
    return anders


def _is_zoals_getoond(request, inlezing, gevraagd, plan):
    """As it was shown, or as that is with the answers that came along."""
    stand = request.POST.get("stand")
    if stand == plan.stand or stand != gevraagd.stand:
        return stand == plan.stand
    # a name that this request added is of the history as well; a change by somebody else is not
    eigen = Wijziging.objects.van_handeling(huidige_handeling()).count()
    # as it is now: somebody may have saved while the second comparison was made
    return Keten.objects.stand(inlezing.provincie_id) == gevraagd.keten + eigen


def _toon_fouten(request, inlezing, plan, fouten):
    _nog_open(request, inlezing).update(antwoorden=inlezing.antwoorden)
    return _toon(request, inlezing, plan, fouten)


def _bevestigd(request, inlezing, plan):
    aantal = aantal_te_schrijven(plan, inlezing.antwoorden)
    if kan_op_de_achtergrond(aantal):
        return _op_de_achtergrond(request, inlezing, plan, aantal)
    try:
        # before the transaction: while it lasts nobody else can save
        klaar = bereid_voor(inlezing, request.user, [request.rol.soort], plan)
        with request.concept.opslaan() as verzending:
            leg_vast(klaar)
            verzending.naar = inlezing.get_absolute_url()
    except NietTeVerwerken as weigering:
        log_inlezing(request, "lijst verwerken", inlezing, "geweigerd")
        return _toon_fouten(request, inlezing, plan, in_woorden(plan, weigering.fouten))
    except (Verouderd, IntegrityError):
        messages.warning(request, INTUSSEN)
        # what it became in this request was rolled back
        inlezing.handeling = None
        log_inlezing(request, "lijst verwerken", inlezing, "geweigerd")
        return redirect(inlezing)
    log_inlezing(request, "lijst verwerken", inlezing)
    gewijzigd, nieuw = (inlezing.aantallen[wat] for wat in ("gewijzigd", "nieuw"))
    tekst = f"Uit {inlezing.bestandsnaam}: {_regels(gewijzigd)} gewijzigd, {_regels(nieuw)} nieuw."
    meld_met_ongedaan(request, tekst, inlezing.handeling)
    return redirect(inlezing)


def _regels(aantal):
    return "1 regel" if aantal == 1 else f"{aantal} regels"


def _op_de_achtergrond(request, inlezing, plan, aantal):
    try:
        with request.concept.opslaan() as verzending:
            vraag_verwerking(inlezing, request.user, plan.stand, aantal)
            verzending.naar = inlezing.get_absolute_url()
    except Verouderd:
        messages.warning(request, INTUSSEN)
    return redirect(inlezing)


def _voeg_toe(request, plan):
    """Add the names that were chosen to be added; the sentences about those that could not."""
    gekozen = te_doen(plan, request.POST)
    if not gekozen:
        return []
    require_role(request, Rolsoort.beheer())
    gemaakt, fouten = voeg_toe(request.provincie, gekozen)
    if gemaakt:
        namen = ", ".join(map(str, gemaakt))
        meld_met_ongedaan(request, f"Toegevoegd aan de lijsten van uw provincie: {namen}.")
    return fouten


def inlezing_export(request, provincie, pk):
    """All that the check says, for who would rather read it in a workbook."""
    inlezing = open_inlezing(request, pk)
    if not inlezing.is_open:
        raise Http404("Deze lijst is al verwerkt of gestopt.")
    plan = _plan(request, inlezing)
    return controle_xlsx(inlezing, plan, list(bezwaren(plan, keur_alles(inlezing, plan))))


@require_POST
def inlezing_stoppen(request, provincie, pk):
    inlezing = open_inlezing(request, pk)
    if not _nog_open(request, inlezing).update(status=Inleesstatus.GESTOPT):
        messages.warning(request, NIET_GESTOPT)
        return redirect(inlezing)
    log_inlezing(request, "lijst verwerken", inlezing, "gestopt")
    messages.success(request, f"{inlezing} is niet verwerkt. Van deze lijst is niets opgeslagen.")
    return redirect("actielijst:inlezen", request.provincie.slug)
