"""What the fiche asks one sentence about, where a row of a file does it: one sentence per file."""

from actielijst.enums import Fase
from actielijst.forms.indeling import afwijking
from actielijst.inlezen.antwoorden import ONGEWOON, gekozen_nieuw
from actielijst.models import Project

TERUG, WIJKT_AF = "fase gaat terug", "route wijkt af van de bron"
ZIN_WAAROM = "Schrijf in één zin waarom een fase teruggaat of een route afwijkt van de bron."


def ongewoon(regel):
    """{field: what is unusual about its new value}, for the mark beside it."""
    project, waarden = regel.bestaand, {v.veld: v.waarde for v in regel.veranderingen}
    is_project = project is None or isinstance(project, Project)
    if not is_project or not {"fase", "route"} & waarden.keys():
        return {}
    was = (project.fase, project.route) if project else ("", "")
    wordt = (waarden.get("fase", was[0]), waarden.get("route", was[1]))
    gevonden = {"fase": [], "route": []}
    if wordt[0] in Fase.eerdere(was[0]):
        gevonden["fase"].append(TERUG)
    if _is_nieuwe_afwijking(project, was, wordt, waarden):
        gevonden["route" if "route" in waarden else "fase"].append(WIJKT_AF)
    return {veld: ", ".join(woorden) for veld, woorden in gevonden.items() if woorden}


def _is_nieuwe_afwijking(project, was, wordt, waarden):
    """As `FaseEnRouteForm` asks it; a sentence in the file itself is the answer."""
    if not afwijking(*wordt) or waarden.get("route_toelichting"):
        return False
    toegelicht = project is not None and project.route_toelichting
    return afwijking(*wordt) != afwijking(*was) or not toegelicht


def ongewone(plan):
    """Rows that are unusual: the changed ones, and the new ones whether or not they are chosen."""
    return [regel for regel in plan.gewijzigd + plan.nieuw if ongewoon(regel)]


def voorstel(inlezing):
    """What is kept with each row, its sheet and row behind it, when nobody says more."""
    return f"Zo overgenomen uit {inlezing.bestandsnaam}."


def ontbrekende_zin(plan, antwoorden, posted):
    """(anchor, sentence) when rows that will be written ask one and nothing was said."""
    nieuwe = gekozen_nieuw(plan, antwoorden)
    gevraagd = [r for r in ongewone(plan) if r.bestaand is not None or r.sleutel in nieuwe]
    if not gevraagd or posted.get(ONGEWOON, "").strip():
        return []
    return [(ONGEWOON, ZIN_WAAROM)]


def eigen_zin(inlezing):
    """What was typed; "" for the proposal, that each row says more exactly."""
    zin = inlezing.antwoorden.get(ONGEWOON, "")
    return "" if zin == voorstel(inlezing) else zin
