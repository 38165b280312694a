"""The documents of a province, by the kind that is asked for."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string

from actielijst.documenten.actielijst import actielijst_pdf
from actielijst.documenten.fiche import gekozen_fiche
from actielijst.documenten.hoofddocument import hoofddocument_pdf
from actielijst.documenten.lijsten import afspraken_pdf, afspraken_xlsx, projecten_xlsx
from actielijst.documenten.woorden import bestandsnaam_van
from actielijst.enums import Documentsoort, Keuzedocument
from actielijst.exports import actielijst_xlsx
from actielijst.uitvraag.bundel import uitvraag_zip
from actielijst.uitvraag.verzoek import Verzoek


@dataclass(frozen=True)
class Maker:
    """How an app on top of this one makes a document, and how the file is called."""

    maak: Callable
    bestandsnaam: Callable


def maak_document(provincie, soort, peildatum, *, voortgang=None) -> bytes:
    maak = MAKERS[soort] if soort in MAKERS else _van_elders(soort).maak
    return maak(provincie, peildatum, voortgang=voortgang)


def _van_elders(soort):
    return import_string(settings.DOCUMENTMAKERS[soort])


def maak_gevraagd(taak, *, voortgang) -> bytes:
    """What a request is about: a document of the province, or no more than was chosen."""
    if taak.soort in OP_KEUZE:
        return OP_KEUZE[taak.soort](taak, voortgang=voortgang)
    return maak_document(taak.provincie, taak.soort, taak.peildatum, voortgang=voortgang)


def bestandsnaam(provincie, soort, peildatum) -> str:
    """The date of the meeting comes first, so that a folder sorts by meeting."""
    if soort in settings.DOCUMENTMAKERS:
        return _van_elders(soort).bestandsnaam(provincie, peildatum)
    onderwerp, _, uitgang = soort.rpartition("_")
    if soort in OP_KEUZE:
        return f"{peildatum}_{provincie.slug}_{onderwerp}.{uitgang}"
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
OP_KEUZE = {
    Keuzedocument.UITVRAAG_ZIP: lambda taak, voortgang: uitvraag_zip(
        taak.provincie, Verzoek.uit_adres(taak.keuze), taak.peildatum, voortgang=voortgang
    ),
    Keuzedocument.FICHE_PDF: gekozen_fiche,
    Keuzedocument.AFSPRAKEN_PDF: afspraken_pdf,
    Keuzedocument.AFSPRAKEN_XLSX: afspraken_xlsx,
    Keuzedocument.PROJECTEN_XLSX: projecten_xlsx,
}
