"""The documents of a round, for the folder in which all documents of a province are written."""

from monitoring.documenten import MAKER, bestandsnaam
from monitoring.exports import monitoringslijst_xlsx
from monitoring.models import Monitoringronde


def rondedocumenten(provincie):
    """(file name, content) of what the newest round has; nothing before the first one."""
    ronde = Monitoringronde.objects.select_related("provincie").van(provincie).huidige()
    if ronde is None:
        return
    yield bestandsnaam(ronde, "pdf"), MAKER.maak(provincie, ronde.peildatum)
    yield bestandsnaam(ronde, "xlsx"), monitoringslijst_xlsx(ronde)
