"""Before which day an answer is needed, and who gets it."""

import datetime
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import timezone

from actielijst.uitvraag.bronnen import alle_bronnen

TERMIJN = datetime.timedelta(days=14)


@dataclass(frozen=True)
class Verzoek:
    tot: datetime.date
    aan: str

    @property
    def als_adres(self):
        """As one text, to keep with a request for a file."""
        return urlencode({"tot": self.tot.isoformat(), "aan": self.aan})

    @classmethod
    def uit_adres(cls, tekst):
        vraag = QueryDict(tekst)
        return cls(datetime.date.fromisoformat(vraag["tot"]), vraag["aan"])


def voorstel(provincie):
    """The first day that something is needed; two weeks when nothing says so."""
    vandaag = timezone.localdate()
    dagen = [bron.uiterlijk(provincie) for bron in alle_bronnen()]
    return min((dag for dag in dagen if dag and dag >= vandaag), default=vandaag + TERMIJN)
