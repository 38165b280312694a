"""Text in documents. Every value a user typed goes through one of these filters."""

from django import template
from django.utils.html import format_html, format_html_join

from pmiek.pdf.text import bounded, breakable, clean

register = template.Library()

BALKBREEDTE_MM = 37


@register.filter
def breekbaar(tekst):
    """Escaped text with its line breaks, and a sentence when it is too long for a document."""
    getoond, ingekort = bounded(clean("" if tekst is None else str(tekst)))
    eerste, *rest = breakable(getoond).split("\n")
    regels = format_html_join("", "<br>{}", ((regel,) for regel in rest))
    return format_html("{}{}{}", eerste, regels, _melding(ingekort))


def _melding(zin):
    return format_html('<br><span class="ingekort">{}</span>', zin) if zin else ""


@register.filter
def invulling(tekst):
    """As `breekbaar`; without text it says that the field is still empty."""
    if tekst is None or not str(tekst).strip():
        return format_html('<span class="leeg">{}</span>', "nog niet ingevuld")
    return breekbaar(tekst)


@register.filter
def eenregelig(tekst, lengte=120):
    """Plain text on one line, for titles, headers and links: no element may stand there."""
    regel = " ".join(clean("" if tekst is None else str(tekst)).split())
    return breakable(regel if len(regel) <= lengte else _ingekort(regel, lengte))


def _ingekort(regel, lengte):
    """At the end of a word, unless that leaves little of it."""
    kort = regel[: lengte - 1]
    heel = kort if regel[lengte - 1] == " " else kort.rpartition(" ")[0]
    return f"{(heel if len(heel) > lengte // 2 else kort).rstrip()}…"


@register.simple_tag
def balk(aantal, hoogste):
    """A bar in a table of counts; the number stands beside it as text."""
    breedte = round(BALKBREEDTE_MM * aantal / hoogste, 1) if hoogste else 0
    return format_html('<span class="balk" style="width: {}mm"></span>', str(breedte))
