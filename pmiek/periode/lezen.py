import functools
import re
import unicodedata

from pmiek.periode.enkelvoudig import enkel
from pmiek.periode.patronen import Onmogelijk, zoek
from pmiek.periode.samengesteld import SAMENGESTELD
from pmiek.periode.waarde import Periode

MAX_TEKENS = 200
SCHRIJFWIJZEN = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
    | dict.fromkeys("\u2018\u2019\u02bc\u00b4\u2032`", "'")
    | dict.fromkeys("\u200b\u200e\u200f\u00ad\ufeff")  # invisible, often pasted along
)


@functools.lru_cache(maxsize=4096)  # lists read the same few texts over and over
def lees_periode(tekst: str) -> Periode:
    """Read a text as a period: the dates where a notation fits as a whole, otherwise only the text.

    Never raises and never guesses. Rows in the database keep the dates of the moment of writing: a
    new notation reaches them when their text is stored again.
    """
    if len(tekst) > MAX_TEKENS:
        return Periode(tekst)
    schoon = _schoon(tekst)
    try:
        lezing = enkel(schoon) or zoek(SAMENGESTELD, schoon)
    except Onmogelijk as fout:
        return Periode(tekst, fout=str(fout))
    return Periode(tekst, **lezing._asdict()) if lezing else Periode(tekst)


def is_verschoven(was, nu):
    """Whether a period moved; another way to write the same dates is no move."""
    was, nu = lees_periode(str(was)), lees_periode(str(nu))
    if was.is_gelezen and nu.is_gelezen:
        return (was.van, was.tot_en_met) != (nu.van, nu.tot_en_met)
    return was.tekst != nu.tekst


def _schoon(tekst):
    """One spelling of blanks, dashes and apostrophes, and no dots behind abbreviations."""
    tekst = " ".join(unicodedata.normalize("NFC", tekst).translate(SCHRIJFWIJZEN).split())
    tekst = re.sub(r"(?<=[a-zA-Z])\.(?=[0-9'])", " ", tekst)
    return re.sub(r"(?<!\.)\.(?= |$)|(?<=[a-zA-Z])\.(?=[a-zA-Z])", "", tekst)
