"""Confirm the rows that were ticked in the list, in one action."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from monitoring.invullen import Deel
from monitoring.models import Monitoringronde, RondeGesloten
from monitoring.rondes import (
    bevestig_met_nvt,
    bevestig_ongewijzigd,
    lege,
    verschillend,
    zoals_gezien,
    zonder_lege_kolom,
)
from pmiek.access import get_editable_or_403
from pmiek.ongedaan import meld_met_ongedaan
from pmiek.posted import read_versions

NVT = "nvt"
# for one row, and for more
NOG_LEEG = (
    "In deze regel staat nog niets, dus er valt niets te bevestigen: {}. Open de regel en vul in "
    "wat u weet, of vul bij alle gekozen regels n.v.t. in.",
    "In deze regels staat nog niets, dus er valt niets te bevestigen: {}. Open de regels en vul in "
    "wat u weet, of vul bij alle gekozen regels n.v.t. in.",
)
NIET_ONGEWIJZIGD = (
    "Deze regel zegt iets anders dan in de vorige ronde: {}. Dat is niet ongewijzigd; open de "
    "regel en bewaar haar om haar te bevestigen.",
    "Deze regels zeggen iets anders dan in de vorige ronde: {}. Dat is niet ongewijzigd; open elke "
    "regel en bewaar haar om haar te bevestigen.",
)
NERGENS_LEEG = (
    "In deze regel staat overal al iets, dus er viel geen n.v.t. in te vullen: {}. "
    "Zij is niet bevestigd.",
    "In deze regels staat overal al iets, dus er viel geen n.v.t. in te vullen: {}. "
    "Zij zijn niet bevestigd.",
)
INTUSSEN_GEWIJZIGD = (
    "Deze regel is intussen gewijzigd en daarom niet bevestigd: {}. Kijk nog eens.",
    "Deze regels zijn intussen gewijzigd en daarom niet bevestigd: {}. Kijk nog eens.",
)
INTUSSEN_GESLOTEN = "Deze ronde is intussen gesloten. Er is niets gewijzigd."


@require_POST
def monitoringronde_bevestigen(request, provincie, pk):
    ronde = get_editable_or_403(Monitoringronde.objects.all(), request, pk=pk)
    gezien = read_versions(request.POST.getlist("regel"))
    gekozen = ronde.regels.filter(pk__in=gezien).select_related("project")
    gekozen = list(gekozen.prefetch_related("trekkers"))
    if not gekozen:
        messages.warning(request, "Kies eerst een of meer regels in de lijst.")
        return redirect(_zelfde_deel(request, ronde))
    bevestig = _met_nvt if request.POST.get("wat") == NVT else _ongewijzigd
    try:
        bevestig(request, ronde, gekozen, gezien)
    except RondeGesloten:
        messages.error(request, INTUSSEN_GESLOTEN)
        return redirect(ronde)
    return redirect(_zelfde_deel(request, ronde))


def _ongewijzigd(request, ronde, gekozen, gezien):
    leeg = lege(gekozen)
    gevuld = [regel for regel in gekozen if regel not in leeg]
    anders = verschillend(ronde, gevuld)
    regels = [regel for regel in gevuld if regel not in anders]
    veranderd = zoals_gezien(bevestig_ongewijzigd, regels, gezien, request.user)
    _waarschuw(
        request, (NOG_LEEG, leeg), (NIET_ONGEWIJZIGD, anders), (INTUSSEN_GEWIJZIGD, veranderd)
    )
    aantal = len(regels) - len(veranderd)
    if aantal:
        wat = "1 regel is" if aantal == 1 else f"{aantal} regels zijn"
        meld_met_ongedaan(request, f"{wat} ongewijzigd bevestigd.")


def _met_nvt(request, ronde, gekozen, gezien):
    vol = zonder_lege_kolom(gekozen)
    regels = [regel for regel in gekozen if regel not in vol]
    veranderd = zoals_gezien(bevestig_met_nvt, regels, gezien, request.user)
    _waarschuw(request, (NERGENS_LEEG, vol), (INTUSSEN_GEWIJZIGD, veranderd))
    aantal = len(regels) - len(veranderd)
    if aantal:
        wat = "1 regel is" if aantal == 1 else f"{aantal} regels zijn"
        zonder_ibn = sum(not str(regel.ibn) for regel in regels if regel not in veranderd)
        open_ = f" Bij {zonder_ibn} is de IBN nog niet ingevuld." if zonder_ibn else ""
        meld_met_ongedaan(request, f"{wat} bevestigd, met n.v.t. waar geen tekst stond.{open_}")


def _waarschuw(request, *over):
    for zinnen, regels in over:
        if regels:
            messages.warning(request, _zin(zinnen, regels))


def _zin(zinnen, regels):
    """The sentence for one row or for more, with their projects."""
    namen = "; ".join(str(regel.project) for regel in regels)
    return zinnen[len(regels) > 1].format(namen)


def _zelfde_deel(request, ronde):
    """The part of the list that the rows were chosen in."""
    return f"{ronde.get_absolute_url()}{Deel.uit(request.POST).zoekdeel()}"
