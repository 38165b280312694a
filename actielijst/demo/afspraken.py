from actielijst.models import Uitvoeringsafspraak
from pmiek.enums import Kanaal
from pmiek.history import acting_as
from pmiek.rendered import set_links

STAP = 10


def maak_afspraken(naslag, project, feiten):
    for plaats, feit in enumerate(feiten, start=1):
        _maak_afspraak(naslag, project, plaats * STAP, dict(feit))


def _maak_afspraak(naslag, project, volgorde, feit):
    betrokken = naslag.partijen_van(feit.pop("betrokken", []))
    latere_planning = feit.pop("latere_planning", None)
    afspraak = Uitvoeringsafspraak(
        project=project, volgorde=volgorde, voorbeeld=True, **naslag.velden(feit)
    )
    afspraak.save()
    set_links(afspraak, "betrokken_partijen", betrokken)
    if latere_planning:
        _verschuif(afspraak, latere_planning)


def _verschuif(afspraak, planning):
    # an action of its own in the history, as it would be on the screen
    with acting_as(None, Kanaal.DEMO):
        afspraak.planning = planning
        afspraak.save()
