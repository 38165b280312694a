"""The security log: one line of JSON per event, with the fields that BIO2 8.15.01 asks for.

Who is meant is a number, never a name or an address; what somebody typed is never in it.
"""

import datetime
import json
import logging
import re
from contextvars import ContextVar
from dataclasses import dataclass

from django.utils.crypto import salted_hmac

logger = logging.getLogger("pmiek.beveiliging")
# links that open something for whoever holds them
GEHEIM_IN_ADRES = re.compile(r"(/uitnodiging/|/password/reset/key/)[^/\s?]+")
BESTURING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]|\n(?=.)")


@dataclass(frozen=True)
class Verzoek:
    kenmerk: str
    herkomst: str


OPDRACHT = Verzoek("-", "opdracht")
_verzoek: ContextVar[Verzoek] = ContextVar("verzoek", default=OPDRACHT)


def begin_verzoek(kenmerk, herkomst):
    return _verzoek.set(Verzoek(kenmerk, herkomst))


def eindig_verzoek(token):
    _verzoek.reset(token)


def huidig_kenmerk():
    return _verzoek.get().kenmerk


def meld(actie, *, wie=None, object="", resultaat="gelukt"):
    """Write one event; `wie` is the user that acts, if there is one."""
    verzoek = _verzoek.get()
    gegevens = {
        "actie": actie,
        "object": object,
        "resultaat": resultaat,
        "herkomst": verzoek.herkomst,
        "wie": f"gebruiker {wie.pk}" if getattr(wie, "pk", None) else "anoniem",
        "verzoek": verzoek.kenmerk,
    }
    logger.info(actie, extra={"gegevens": gegevens})


def adreskenmerk(email):
    """The same mark for the same address, from which the address cannot be read."""
    return "adres " + salted_hmac("pmiek.beveiligingslog", email.lower()).hexdigest()[:12]


class Gebeurtenisregel(logging.Formatter):
    """JSON in ASCII: a line break or an escape code in a value cannot become one in the log."""

    def format(self, record):
        tijd = datetime.datetime.fromtimestamp(record.created, datetime.UTC)
        return json.dumps({"tijd": tijd.isoformat(timespec="milliseconds")} | record.gegevens)


class Regel(logging.Formatter):
    """A line of the other logs: with the request, without secrets, a message on one line."""

    def format(self, record):
        record.verzoek = huidig_kenmerk()
        return GEHEIM_IN_ADRES.sub(r"\1…", super().format(record))

    def formatMessage(self, record):
        record.message = BESTURING.sub(lambda teken: repr(teken[0])[1:-1], record.message)
        return super().formatMessage(record)
