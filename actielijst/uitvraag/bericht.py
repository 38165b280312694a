"""The message that the workbook of a party goes with: a draft, nothing is sent."""

from django.template.loader import render_to_string
from django.utils.formats import date_format

from actielijst.exports.teksten import secretariaat
from pmiek.conceptmail import conceptmail
from pmiek.excel.workbook import CONTENT_TYPE

SJABLOON = "post/uitvraag.txt"


def bericht(deel, verzoek, werkmap, bestandsnaam) -> bytes:
    onderwerp, tekst = _tekst(deel, verzoek)
    bijlage = (bestandsnaam, CONTENT_TYPE, werkmap)
    return conceptmail(
        deel.partij.email, onderwerp, tekst, antwoord_aan=verzoek.aan, bijlagen=[bijlage]
    )


def _tekst(deel, verzoek):
    context = {
        "deel": deel,
        "verzoek": verzoek,
        "inhoud": deel.in_woorden,
        "dag": date_format(verzoek.tot, "j F Y"),
        "afzender": secretariaat(deel.partij.provincie),
    }
    onderwerp, _, tekst = render_to_string(SJABLOON, context).partition("\n")
    return onderwerp, tekst.lstrip()
