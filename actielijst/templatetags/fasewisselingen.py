from django import template
from django.utils import timezone

from actielijst.fiche import fase_sinds
from actielijst.querysets import BIJNA
from pmiek.periode import aftelling

register = template.Library()


@register.filter
def wisselingen_in_woorden(telling):
    """'12 wisselingen: 9 vooruit, 1 terug, 2 eerste indeling'."""
    labels = {"vooruit": "vooruit", "terug": "terug", "eerste": "eerste indeling"}
    totaal = sum(telling.values())
    delen = ", ".join(f"{telling[naam]} {label}" for naam, label in labels.items() if telling[naam])
    woord = "wisseling" if totaal == 1 else "wisselingen"
    return f"{totaal} {woord}{': ' if delen else ''}{delen}"


@register.filter
def waarom_geen_wisselingen(filter):
    if len(filter.actieve) > 1:
        return "Geen fasewisselingen met deze filters."
    if filter.actieve:
        label, woord, *_ = filter.actieve[0]
        return f"Geen fasewisselingen met {label.lower()} {woord}."
    return "Er wisselde nog geen project van fase."


@register.simple_tag(takes_context=True)
def zonder_datumfilter(context, naam):
    """The query string without one filter; a date left empty means: from the beginning."""
    vraag = context["filter"].data.copy()
    vraag[naam] = ""
    vraag.pop("page", None)
    return f"?{vraag.urlencode()}"


@register.filter
def fase_sinds_tag(project):
    return fase_sinds(project)


@register.filter
def termijn(project):
    return aftelling(project.volgende_fase_termijn, timezone.localdate())


@register.filter
def termijn_klasse(project):
    """The words say how late it is; the colour comes second."""
    periode, vandaag = project.volgende_fase_termijn, timezone.localdate()
    if periode.is_verlopen(vandaag):
        return "eb-tag eb-i eb-i-te-laat eb-laat"
    bijna = periode.is_verlopen(vandaag + timezone.timedelta(days=BIJNA + 1))
    return "eb-tag eb-i eb-i-klok eb-binnenkort" if bijna else ""
