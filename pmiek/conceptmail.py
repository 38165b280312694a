"""A message that is ready to be sent, for places where this site may not send mail itself."""

from email.message import EmailMessage
from email.policy import SMTP


def conceptmail(aan, onderwerp, tekst, *, antwoord_aan="", bijlagen=()) -> bytes:
    """A draft: a mail program opens it to be looked at and sent by a person.

    Without `aan` that person says to whom; an attachment is (file name, content type, bytes).
    """
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    message["Subject"] = " ".join(onderwerp.split())
    if aan:
        message["To"] = _met_kale_host(aan)
    if antwoord_aan:
        message["Reply-To"] = _met_kale_host(antwoord_aan)
    message["Content-Language"] = "nl"
    message.set_content(tekst)
    for bestandsnaam, soort, inhoud in bijlagen:
        hoofd, _, onder = soort.partition("/")
        message.add_attachment(inhoud, maintype=hoofd, subtype=onder, filename=bestandsnaam)
    return message.as_bytes()


def _met_kale_host(adres):
    """A host with accents as mail programs write it in a header."""
    naam, _, host = adres.rpartition("@")
    return f"{naam}@{host.encode('idna').decode()}"
