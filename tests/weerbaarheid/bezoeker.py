"""A visitor with a session of its own, over real HTTP: what a browser sends, and nothing else."""

import http.client
import re
import time
import urllib.parse
from dataclasses import dataclass, field

import lxml.html

SLEUTEL = "a" * 32  # as a CSRF cookie, and the same as a token
RUST = 3  # seconds; the server closes what is idle for 5
FORMULIER = "application/x-www-form-urlencoded"


@dataclass
class Antwoord:
    status: int
    tekst: str
    koppen: dict
    bytes_: bytes = b""

    @property
    def naar(self):
        return self.koppen.get("location", "")


@dataclass
class Bezoeker:
    poort: int
    koekjes: dict = field(default_factory=lambda: {"csrftoken": SLEUTEL})
    geduld: float = 60
    verbinding: http.client.HTTPConnection | None = None
    gebruikt: float = 0

    def kopie(self, poort=None):
        """The same session in another window, or on another copy of the site."""
        return Bezoeker(poort or self.poort, dict(self.koekjes))

    def haal(self, pad):
        return self._vraag("GET", pad)

    def stuur(self, pad, velden):
        """`velden` as a dict, or as pairs when a name occurs more than once."""
        paren = list(velden.items() if isinstance(velden, dict) else velden)
        paren = [paar for paar in paren if paar[0] != "csrfmiddlewaretoken"]
        token = [("csrfmiddlewaretoken", self.koekjes["csrftoken"])]
        return self._vraag("POST", pad, urllib.parse.urlencode(paren + token, doseq=True))

    def stuur_bestand(self, pad, veld, naam, inhoud):
        """A form with one file in it."""
        grens = "grens-van-de-proef"
        delen = [
            f'--{grens}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n'
            f"{self.koekjes['csrftoken']}\r\n--{grens}\r\nContent-Disposition: form-data; "
            f'name="{veld}"; filename="{naam}"\r\n\r\n'.encode(),
            inhoud,
            f"\r\n--{grens}--\r\n".encode(),
        ]
        soort = f"multipart/form-data; boundary={grens}"
        return self._vraag("POST", pad, b"".join(delen), soort)

    def volg(self, antwoord):
        for _ in range(5):
            if not antwoord.naar:
                return antwoord
            antwoord = self.haal(antwoord.naar)
        return antwoord

    def _vraag(self, methode, pad, inhoud=None, soort=FORMULIER):
        koppen = {"Cookie": "; ".join(f"{naam}={w}" for naam, w in self.koekjes.items())}
        if inhoud is not None:
            koppen |= {"Content-Type": soort}
        if self.verbinding and time.monotonic() - self.gebruikt > RUST:
            self.verbinding.close()
            self.verbinding = None
        if self.verbinding is None:
            self.verbinding = http.client.HTTPConnection(
                "127.0.0.1", self.poort, timeout=self.geduld
            )
        try:
            self.verbinding.request(methode, pad, inhoud, koppen)
            response = self.verbinding.getresponse()
            ruw = response.read()
            self.gebruikt = time.monotonic()
        except Exception:
            self.verbinding.close()
            self.verbinding = None
            raise
        for kop in response.headers.get_all("Set-Cookie") or []:
            naam, _, waarde = kop.split(";")[0].partition("=")
            self.koekjes[naam] = waarde
        koppen = {naam.lower(): waarde for naam, waarde in response.getheaders()}
        return Antwoord(response.status, ruw.decode("utf-8", "replace"), koppen, ruw)


def formulier(antwoord, met):
    """The fields of the form that has a field of this name, as a browser would send them."""
    # a browser drops the newline right after the tag
    boom = lxml.html.fromstring(re.sub(r"(<textarea[^>]*>)\n", r"\1", antwoord.tekst))
    for een in boom.forms:
        if met in een.inputs:
            return een.form_values()
    raise AssertionError(f"geen formulier met {met}; status {antwoord.status}")


def met(velden, **anders):
    """The same fields with other values; a name that was not there is added."""
    over = dict(anders)
    nieuw = [(naam, over.pop(naam, waarde)) for naam, waarde in velden]
    return nieuw + list(over.items())
