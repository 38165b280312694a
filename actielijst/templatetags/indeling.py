from django import template

register = template.Library()


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
