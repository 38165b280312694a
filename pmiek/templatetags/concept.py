"""Draft and presence on a page; `request.concept` is there on every view with `met_concept`."""

from django import template
from django.utils.html import format_html

from pmiek.aanwezigheid import Aanwezigheid, wie_bewerkt
from pmiek.concept import Concept
from pmiek.concepttekst import kan_verder
from pmiek.enums import Rolsoort
from pmiek.plek import VELD, new_key

register = template.Library()
GETOOND = 3


@register.simple_tag(takes_context=True)
def concept_veld(context, obj, naam):
    """The hidden field by which a form keeps its draft; `naam` says what the form is."""
    token = context["request"].concept.token(obj, naam)
    return format_html('<input type="hidden" name="{}" value="{}" data-concept>', VELD, token)


@register.simple_tag
def eenmalig_veld():
    """The hidden field by which a form without a draft is carried out once."""
    return format_html('<input type="hidden" name="sleutel" value="{}">', new_key())


@register.inclusion_tag("componenten/_concept.html", takes_context=True)
def concept_melding(context, obj=None):
    """What waits, what the user goes on with, and who else is here."""
    draft = context["request"].concept
    return {
        "aangeboden": draft.aangeboden,
        "aantal_andere": draft.aantal_andere,
        "hervat": draft.hervat,
        "sindsdien": draft.aantal_sindsdien(obj),
        "csrf_token": context["csrf_token"],
        "hier": context["request"].path,
    }


@register.inclusion_tag("componenten/_aanwezig.html", takes_context=True)
def aanwezig(context, formulier, obj, wat):
    """Who is editing this object on the page called `formulier`; colleagues see that."""
    request = context["request"]
    if request.rol.soort not in Rolsoort.lezend():
        return {"zin": ""}
    hier = Aanwezigheid.objects.op_plek(formulier, request.provincie.pk, obj.pk)
    return {"zin": wie_bewerkt(hier.exclude(gebruiker=request.user).nu(), wat)}


@register.inclusion_tag("componenten/_wachtende_concepten.html", takes_context=True)
def wachtende_concepten(context):
    """On the start page of a province: what the user was working on."""
    request = context["request"]
    eigen = Concept.objects.van(request.user).in_provincie(request.provincie)
    wachtend = list(eigen.select_related("provincie"))
    return {
        "concepten": [een for een in wachtend[:GETOOND] if kan_verder(een, request.user)],
        "aantal_meer": max(len(wachtend) - GETOOND, 0),
    }


@register.simple_tag(takes_context=True)
def tekst_bewaard(context):
    """Whether what was posted is kept as a draft, for the pages that refuse it."""
    return getattr(context["request"], "tekst_bewaard", False)


@register.simple_tag(takes_context=True)
def lijst_van_hier(context):
    """The item of the menu that this page is under, in whose list a removed row can be missed."""
    regels = [regel for regel in context.get("menu", ()) if regel.actief]
    while regels and regels[0].kinderen:
        regels = [regel for regel in regels[0].kinderen if regel.actief]
    return regels[0] if regels else None
