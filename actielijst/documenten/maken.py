"""The documents of a province, by the kind that is asked for."""

from actielijst.documenten.woorden import bestandsnaam_van
from actielijst.enums import Documentsoort
from actielijst.exports import actielijst_xlsx


def maak_document(provincie, soort, peildatum, *, voortgang=None) -> bytes:
    return MAKERS[soort](provincie, peildatum, voortgang)


def bestandsnaam(provincie, soort, peildatum) -> str:
    """The date of the meeting comes first, so that a folder sorts by meeting."""
    onderwerp, _, uitgang = Documentsoort(soort).value.rpartition("_")
    return f"{bestandsnaam_van(provincie, onderwerp, peildatum)}.{uitgang}"


def _xlsx(provincie, peildatum, voortgang):
    return actielijst_xlsx(provincie, peildatum)


MAKERS = {Documentsoort.ACTIELIJST_XLSX: _xlsx}
