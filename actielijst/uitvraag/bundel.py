"""The workbooks and messages of all parties in one file."""

import io
import zipfile

from django.utils.text import slugify

from actielijst.uitvraag.bericht import bericht
from actielijst.uitvraag.delen import delen
from actielijst.uitvraag.werkmap import Werkmappen
from pmiek.excel.workbook import ZIP_DATE


def uitvraag_zip(provincie, verzoek, peildatum, *, voortgang) -> bytes:
    alle = delen(provincie)
    werkmappen = Werkmappen(provincie, verzoek, peildatum, alle)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archief:
        for plaats, deel in enumerate(alle):
            voortgang(f"Werkmap {plaats + 1} van {len(alle)}", plaats, len(alle))
            inhoud, naam = werkmappen.maak(deel), _uniek(alle, deel)
            post = bericht(deel, verzoek, inhoud, bestandsnaam(deel.partij, peildatum))
            archief.writestr(_lid(f"excel/{naam}.xlsx"), inhoud)
            archief.writestr(_lid(f"berichten/{naam}.eml"), post)
    return buffer.getvalue()


def bestandsnaam(partij, peildatum, uitgang="xlsx"):
    return f"{peildatum}_{partij.provincie.slug}_uitvraag_{_slug(partij)}.{uitgang}"


def _uniek(alle, deel):
    """Of two parties whose names look the same both get their number as well."""
    slug = _slug(deel.partij)
    dubbel = [_slug(ander.partij) for ander in alle].count(slug) > 1
    return f"{slug}-{deel.partij.pk}" if dubbel else slug


def _slug(partij):
    return slugify(str(partij))[:80] or f"partij-{partij.pk}"


def _lid(naam):
    lid = zipfile.ZipInfo(naam, ZIP_DATE)
    lid.compress_type = zipfile.ZIP_DEFLATED
    return lid
