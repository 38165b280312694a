import dataclasses
import datetime
import re

from django.db import models

MAANDEN = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
NIET_VAN_TOEPASSING = re.compile(r"n\.? ?v\.? ?t\.?|niet van toepassing\.?", re.IGNORECASE)
GEEN_DATUM = (
    "Hier lezen wij geen datum in. De tekst blijft staan zoals u hem schrijft; "
    "er wordt niet mee gerekend, ook niet of iets te laat is."
)


class Precisie(models.TextChoices):
    DAG = "dag", "dag"
    MAAND = "maand", "maand"
    KWARTAAL = "kwartaal", "kwartaal"
    HALFJAAR = "halfjaar", "halfjaar"
    DEEL = "deel", "deel van een jaar of maand"
    JAAR = "jaar", "jaar"
    MEERDERE = "meerdere", "reeks of bandbreedte"
    OPEN = "open", "alleen een begin"
    ONBEKEND = "onbekend", "onbekend"


@dataclasses.dataclass(frozen=True)
class Periode:
    """A text about time as it was written, and the dates that can be read in it.

    `van` alone is a start without an end ("vanaf 2029"), `tot_en_met` alone a deadline without a
    start ("uiterlijk Q3 2027"); with both, `van` never lies after `tot_en_met`. `fout` is filled
    when the text looks like a notation but cannot exist ("Q5 2027"). Make one with `lees_periode`.
    """

    tekst: str = ""
    van: datetime.date | None = None
    tot_en_met: datetime.date | None = None
    precisie: Precisie = Precisie.ONBEKEND
    fout: str = ""
    bij_benadering: bool = False

    def __str__(self):
        return self.tekst

    def __bool__(self):
        return bool(self.tekst.strip())

    @property
    def is_gelezen(self):
        return self.van is not None or self.tot_en_met is not None

    @property
    def is_nvt(self):
        return NIET_VAN_TOEPASSING.fullmatch(" ".join(self.tekst.split())) is not None

    @property
    def zin(self):
        if not self.is_gelezen:
            return ""
        if self.tot_en_met is None:
            return f"vanaf {_begin(self.van)}, zonder einddatum"
        if self.van is None:
            return f"uiterlijk {' '.join(_woorden(self.tot_en_met))}"
        return self._benadering + _spanne(self.van, self.tot_en_met)

    @property
    def _benadering(self):
        if not self.bij_benadering:
            return ""
        if self.precisie == Precisie.JAAR:
            return f"omstreeks {self.van.year}, gerekend als "
        return "omstreeks "

    @property
    def echo(self):
        """What is said under the field, in a full sentence; empty for an empty text."""
        return {
            "leeg": "",
            "fout": self.fout,
            "gelezen": f"Wij lezen dit als: {self.zin}.",
            "tekst": GEEN_DATUM,
        }[self.echo_soort]

    @property
    def echo_soort(self):
        if not self:
            return "leeg"
        if self.fout:
            return "fout"
        return "gelezen" if self.is_gelezen else "tekst"

    @property
    def sorteersleutel(self):
        """The order of `periode_volgorde`: end, then start, then text; unread last."""
        laatste = datetime.date.max
        return (self.tot_en_met or laatste, self.van or laatste, self.tekst)

    def is_verlopen(self, peildatum):
        return self.tot_en_met is not None and self.tot_en_met < peildatum


def _woorden(datum):
    return [str(datum.day), MAANDEN[datum.month - 1], str(datum.year)]


def _begin(datum):
    return " ".join(_woorden(datum)[1:] if datum.day == 1 else _woorden(datum))


def _spanne(van, tot_en_met):
    """Both ends in words, as short as they allow: "juli tot en met september 2027"."""
    overslaan = _weglaatbaar(van, tot_en_met)
    links, rechts = _woorden(van)[overslaan:], _woorden(tot_en_met)[overslaan:]
    if links == rechts:
        return " ".join(rechts)
    while links[-1] == rechts[len(links) - 1]:
        links.pop()
    return f"{' '.join(links)} tot en met {' '.join(rechts)}"


def _weglaatbaar(van, tot_en_met):
    """How many words say nothing new: the days of whole months, the months of whole years."""
    volgende = tot_en_met + datetime.timedelta(days=1)
    if (van.day, volgende.day) != (1, 1):
        return 0
    hele_jaren = (van.month, volgende.month) == (1, 1) and van.year != tot_en_met.year
    return 2 if hele_jaren else 1
