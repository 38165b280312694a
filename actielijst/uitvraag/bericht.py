"""A message that is ready to be sent, for places where this site may not send mail itself."""

from email.message import EmailMessage
from email.policy import SMTP

from django.template.loader import render_to_string
from django.utils.formats import date_format

from actielijst.exports.teksten import secretariaat
from pmiek.excel.workbook import CONTENT_TYPE

SJABLOON = "post/uitvraag.txt"


def bericht(deel, verzoek, werkmap, bestandsnaam) -> bytes:
    """A draft: a mail program opens it to be looked at and sent by a person."""
    onderwerp, tekst = _tekst(deel, verzoek)
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    message["Subject"] = onderwerp
    if deel.partij.email:
        message["To"] = _met_kale_host(deel.partij.email)
    message["Reply-To"] = _met_kale_host(verzoek.aan)
    message["Content-Language"] = "nl"
    message.set_content(tekst)
    hoofd, _, onder = CONTENT_TYPE.partition("/")
    message.add_attachment(werkmap, maintype=hoofd, subtype=onder, filename=bestandsnaam)
    return message.as_bytes()


def _tekst(deel, verzoek):
    context = {
        "deel": deel,
        "verzoek": verzoek,
        "inhoud": deel.in_woorden,
        "dag": date_format(verzoek.tot, "j F Y"),
        "afzender": secretariaat(deel.partij.provincie),
    }
    onderwerp, _, tekst = render_to_string(SJABLOON, context).partition("\n")
    return " ".join(onderwerp.split()), tekst.lstrip()


def _met_kale_host(adres):
    """A host with accents as mail programs write it in a header."""
    naam, _, host = adres.rpartition("@")
    return f"{naam}@{host.encode('idna').decode()}"
