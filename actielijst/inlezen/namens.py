"""What of a file that came from a party it was asked about, and what it was not."""

from actielijst.models import Project, Uitvoeringsafspraak
from actielijst.uitvraag.delen import deel_van
from actielijst.uitvraag.werkmap import GEVRAAGD_VAN_PROJECT, IBN


def wijs_niet_gevraagd_aan(plan, partij):
    """Mark what the party was not asked about, and do not miss it where the file has it not.

    For the page: such a row is read like any other, but somebody should look at it.
    """
    deel = deel_van(partij)
    for blad in plan.bladen:
        blad.niet_in_bestand = [obj for obj in blad.niet_in_bestand if _is_gevraagd(obj, deel)]
    for regel in plan.regels:
        if regel.is_nieuw:
            regel.niet_gevraagd = regel.ouder is None or regel.ouder.pk not in deel.projecten
        elif regel.veranderingen or regel.weggelaten or regel.botsingen:
            regel.niet_gevraagd = not _is_gevraagd(regel.bestaand, deel)
            regel.niet_gevraagde_velden = _niet_gevraagde_velden(regel)


def _niet_gevraagde_velden(regel):
    """Of a project the other columns are there to read; their cells are locked."""
    if not isinstance(regel.bestaand, Project):
        return set()
    cellen = regel.veranderingen + regel.weggelaten
    return {cel.veld for cel in cellen if cel.label not in GEVRAAGD_VAN_PROJECT | {IBN}}


def _is_gevraagd(obj, deel):
    if isinstance(obj, Project):
        return obj.pk in deel.projecten
    if isinstance(obj, Uitvoeringsafspraak):
        return obj.pk in deel.afspraken
    return obj.project_id in deel.regels
