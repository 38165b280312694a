"""The language of the tables of notations.

A row is a pattern and the function that makes dates of it. In a pattern `<naam>` stands for one of
the `BOUWSTENEN`, which the function finds back as `m["naam"]`, or for one of the `TUSSENSTUKKEN`,
which only connect. The function returns a `Lezing`,
`None` when the text means something else after all, or raises `Onmogelijk` when it has the shape of
a notation but cannot exist.
"""

import datetime
import re
from typing import NamedTuple

from pmiek.periode.waarde import MAANDEN, Precisie

MAANDNUMMERS = (
    {naam: nummer for nummer, naam in enumerate(MAANDEN, start=1)}
    | {naam[:3]: nummer for nummer, naam in enumerate(MAANDEN, start=1)}
    | {"febr": 2, "mrt": 3, "sept": 9}
)
RANGNUMMERS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4}
DELEN = {
    "begin": 0,
    "medio": 1,
    "midden": 1,
    "half": 1,
    "halverwege": 1,
    "eind": 2,
    "einde": 2,
}
# no winter: it may be the one that starts or the one that ends in the year
SEIZOENEN = {"voorjaar": 3, "zomer": 6, "najaar": 9, "herfst": 9}

BOUWSTENEN = {
    "jaar": r"199[0-9]|20[0-9]{2}|2100|'[0-9]{2}",
    "maand": "|".join(MAANDNUMMERS),
    "getal": r"[0-9]{1,2}",
    "dag": r"[0-9]{1,2}",
    "rang": r"[0-9]{1,2} ?(?:e|de|ste)|" + "|".join(RANGNUMMERS),
    "deel": "|".join(DELEN),
    "seizoen": "|".join(SEIZOENEN),
    "links": r".+?",
    "rest": r".+",
}
TUSSENSTUKKEN = {
    "van": r" van | ?[-/] ?| |(?=')",  # nothing at all only before an apostrophe: Q3'28
    "streep": r" ?[-/.] ?",
}


class Onmogelijk(Exception):
    """Carries the sentence for the user."""


class Lezing(NamedTuple):
    van: datetime.date | None
    tot_en_met: datetime.date | None
    precisie: Precisie
    bij_benadering: bool = False


def tabel(*rijen):
    return [(_patroon(notatie), lees) for notatie, lees in rijen]


def zoek(rijen, tekst):
    """What the first row that can read the text makes of it, or `None`."""
    for patroon, lees in rijen:
        match = patroon.fullmatch(tekst)
        lezing = lees(match) if match else None
        if lezing is not None:
            return lezing
    return None


def _patroon(notatie):
    """ASCII only: 'ſ' is no 's' and '٣' no digit."""
    geheel = re.sub(r"<(\w+)>", _invullen, notatie)
    return re.compile(geheel, re.IGNORECASE | re.ASCII)


def _invullen(m):
    naam = m[1]
    if naam in TUSSENSTUKKEN:
        return f"(?:{TUSSENSTUKKEN[naam]})"
    return f"(?P<{naam}>{BOUWSTENEN[naam]})"
