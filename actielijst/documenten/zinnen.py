"""Sentences that say what the counts say; each follows from the figures by a rule."""

from actielijst.documenten.woorden import hoofdletter, in_woorden, telwoord
from actielijst.enums import Fase, Route
from actielijst.fiche import opsomming

LEEG = "Op de lijst staan nog geen projecten."
# per route what one project does, what more of them do, and with what
ROUTEZINNEN = {
    Route.ACTIES: ("krijgt", "krijgen", "acties"),
    Route.MONITORING: ("krijgt", "krijgen", "alleen monitoring"),
    Route.PMIEK_PLUS_1: ("gaat", "gaan", "terug naar integraal programmeren (pMIEK +1)"),
}


def samenvatting(matrix, provincie, *, zonder_ronde, verdeling=""):
    """`matrix` is {fase: {route: count}}; `zonder_ronde` counts projects outside the pMIEK."""
    totaal = som(matrix)
    if not totaal:
        return LEEG
    omvang = _omvang(totaal, provincie, zonder_ronde)
    documenten = f"Daarvan: {verdeling}." if verdeling else ""
    return " ".join(filter(None, [omvang, documenten, _fasen(matrix), _routes(matrix)]))


def kop_bij_grafiek(matrix):
    """'Vijftien van de 38 projecten krijgen acties', with the words for none, one and all."""
    totaal, acties = som(matrix), per_route_geteld(matrix)[Route.ACTIES]
    if totaal == 1:
        return f"Het enige project krijgt {'' if acties else 'nog geen '}acties"
    if acties == totaal:
        return f"Alle {telwoord(totaal)} projecten krijgen acties"
    if not acties:
        return f"Nog geen van de {telwoord(totaal)} projecten krijgt acties"
    werkwoord = "krijgt" if acties == 1 else "krijgen"
    return hoofdletter(f"{telwoord(acties)} van de {telwoord(totaal)} projecten {werkwoord} acties")


def niet_ingedeeld(matrix):
    """The note under counts of concreet and verkenning; "" when every project has a phase."""
    aantal = sum(matrix[""].values())
    if not aantal:
        return ""
    if aantal == 1:
        return "Eén project is nog niet naar fase ingedeeld en staat alleen in het totaal."
    wie = hoofdletter(telwoord(aantal))
    return f"{wie} projecten zijn nog niet naar fase ingedeeld en staan alleen in het totaal."


def som(matrix):
    return sum(sum(routes.values()) for routes in matrix.values())


def per_route_geteld(matrix):
    return {route: sum(routes[route] for routes in matrix.values()) for route in [*ROUTEZINNEN, ""]}


def _omvang(totaal, provincie, zonder_ronde):
    zin = f"De lijst van {provincie} telt {in_woorden(totaal, 'project', 'projecten')}"
    if not zonder_ronde:
        return f"{zin}."
    if zonder_ronde == totaal:
        return f"{zin}; geen daarvan staat op de pMIEK-lijst."
    werkwoord = "staat" if zonder_ronde == 1 else "staan"
    return f"{zin}, waarvan {telwoord(zonder_ronde)} niet op de pMIEK-lijst {werkwoord}."


def _fasen(matrix):
    concreet = sum(sum(matrix[fase].values()) for fase in Fase.concreet())
    verkenning, onbekend = (sum(matrix[fase].values()) for fase in (Fase.VERKENNING, ""))
    delen = [
        _telling(concreet, "is", "zijn", "concreet"),
        _telling(verkenning, "zit", "zitten", "in de verkenningsfase"),
        _telling(onbekend, "is", "zijn", "nog niet ingedeeld"),
    ]
    return f"Naar fase: {opsomming(list(filter(None, delen)))}."


def _routes(matrix):
    aantallen = per_route_geteld(matrix)
    delen = [_telling(aantallen[route], *woorden) for route, woorden in ROUTEZINNEN.items()]
    gevuld = opsomming(list(filter(None, delen)))
    open_ = telwoord(aantallen[""])
    rest = f"bij {open_} is de route nog niet bepaald" if aantallen[""] else ""
    return f"Naar route: {'; '.join(filter(None, [gevuld, rest]))}."


def _telling(aantal, enkelvoud, meervoud, wat):
    """'één krijgt acties'; "" for none."""
    return f"{telwoord(aantal)} {enkelvoud if aantal == 1 else meervoud} {wat}" if aantal else ""
