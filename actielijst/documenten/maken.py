"""The documents of a province, by the kind that is asked for."""

from actielijst.documenten.actielijst import actielijst_pdf
from actielijst.documenten.hoofddocument import hoofddocument_pdf
from actielijst.documenten.woorden import bestandsnaam_van
from actielijst.enums import Documentsoort
from actielijst.exports import actielijst_xlsx


def maak_document(provincie, soort, peildatum, *, voortgang=None) -> bytes:
    return MAKERS[soort](provincie, peildatum, voortgang=voortgang)


def bestandsnaam(provincie, soort, peildatum) -> str:
    """The date of the meeting comes first, so that a folder sorts by meeting."""
    onderwerp, _, uitgang = soort.rpartition("_")
    dag = _vergaderdatum(provincie) or peildatum
    return f"{bestandsnaam_van(provincie, onderwerp, dag)}.{uitgang}"


def _xlsx(provincie, peildatum, *, voortgang):
    if voortgang:
        voortgang("Werkmap vullen", 0, 1)
    return actielijst_xlsx(provincie, peildatum, vergaderdatum=_vergaderdatum(provincie))


def _vergaderdatum(provincie):
    ronde = provincie.rondes.huidige()
    return ronde.vergaderdatum if ronde else None


MAKERS = {
    Documentsoort.ACTIELIJST_PDF: actielijst_pdf,
    Documentsoort.ACTIELIJST_XLSX: _xlsx,
    Documentsoort.HOOFDDOCUMENT_PDF: hoofddocument_pdf,
}
