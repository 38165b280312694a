from django import template
from django.utils.html import format_html, format_html_join

register = template.Library()
KEUZE = '<label><input type="radio" id="{0}-{1}-{2}" name="{0}" value="{3}"{4}>{5}</label>'
GEKOZEN = format_html(" {}", "checked")


@register.simple_tag
def keuzerij(naam, pk, keuzes, gekozen):
    """The boxes of one group; by hand, because four hundred rows show thousands of them."""
    return format_html_join(
        "",
        KEUZE,
        (
            (naam, pk, plaats, waarde, GEKOZEN if waarde == gekozen else "", label)
            for plaats, (waarde, label) in enumerate(keuzes, start=1)
        ),
    )


@register.filter
def ingedeeld_in_woorden(trechter):
    """'36 van de 38 projecten hebben een fase en een route.'"""
    matrix = trechter.matrix
    klaar = sum(
        aantal
        for fase, routes in matrix.items()
        for route, aantal in routes.items()
        if fase and route
    )
    if not trechter.totaal:
        return "De lijst is nog leeg."
    if klaar == trechter.totaal:
        return f"Alle {klaar} projecten hebben een fase en een route."
    werkwoord = "heeft" if klaar == 1 else "hebben"
    return f"{klaar} van de {trechter.totaal} projecten {werkwoord} een fase en een route."
