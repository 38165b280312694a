"""What of a file that came from a party it was asked about, and what it was not."""

from actielijst.models import Project, Uitvoeringsafspraak
from actielijst.uitvraag.delen import deel_van


def merk_niet_gevraagd(plan, partij):
    """For the page: such a row is read like any other, but somebody should look at it."""
    deel = deel_van(partij)
    for regel in plan.regels:
        if regel.is_nieuw:
            regel.niet_gevraagd = bool(regel.ouder) and regel.ouder.pk not in deel.projecten
        elif regel.veranderingen or regel.weggelaten or regel.botsingen:
            regel.niet_gevraagd = not _is_gevraagd(regel.bestaand, deel)


def vergeet_niet_gevraagd(plan, partij):
    """What the party was not asked about is not missing in its file."""
    deel = deel_van(partij)
    for blad in plan.bladen:
        blad.niet_in_bestand = [obj for obj in blad.niet_in_bestand if _is_gevraagd(obj, deel)]


def _is_gevraagd(obj, deel):
    if isinstance(obj, Project):
        return obj.pk in deel.projecten
    if isinstance(obj, Uitvoeringsafspraak):
        return obj.pk in deel.afspraken
    return obj.project_id in deel.regels
