"""Whether a file is older than one that was read in before it."""

from actielijst.enums import Inleesstatus
from actielijst.models import Inlezing

NAGEKEKEN = 20


def nieuwer_gelezen(inlezing) -> Inlezing | None:
    """The last file that was read in, made later than this one, with rows of this one in it."""
    if inlezing.stand is None:
        return None
    eigen = _ids(inlezing)
    later = Inlezing.objects.van(inlezing.provincie).filter(
        status=Inleesstatus.VERWERKT, stand__gt=inlezing.stand
    )
    kandidaten = later.select_related("gebruiker", "namens").order_by("-stand")[:NAGEKEKEN]
    return next((ander for ander in kandidaten if eigen & _ids(ander)), None)


def _ids(inlezing):
    return {id_ for blad in inlezing.bladen for id_ in _ids_van(blad)}


def _ids_van(blad):
    if "id" not in blad["velden"]:
        return
    plaats = blad["velden"].index("id")
    for rij in blad["rijen"][blad["koprij"] + 1 :]:
        if len(rij) > plaats and rij[plaats]:
            yield rij[plaats][1].strip()
