"""What reading a cell gives: a value, or a question with answers that would do."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Gelezen:
    """The value for the form, how it reads, and what was done to the cell to get it."""

    waarde: object
    tekst: str
    omzetting: str = ""


class Vraag(Exception):
    """The cell cannot be read; `keuzes` are (value, label) pairs that would do.

    `namen` says per value which names that are not known it stands for, and as whom; `eerder` is
    the cell in names that were all explained before.
    """

    def __init__(self, melding, keuzes=(), onbekend=None, namen=None, eerder=""):
        super().__init__(melding)
        self.melding, self.keuzes, self.onbekend = melding, list(keuzes), onbekend
        self.namen, self.eerder = namen or {}, eerder


def kort(tekst):
    tekst = " ".join(tekst.split())
    return tekst if len(tekst) <= 60 else f"{tekst[:60]}…"


def opgesomd(namen):
    """'A', 'A' en 'B', or 'A', 'B' en 'C', each once."""
    *eerste, laatste = dict.fromkeys(f"'{kort(naam)}'" for naam in namen)
    return f"{', '.join(eerste)} en {laatste}" if eerste else laatste


def herkomst(cel, delen=()):
    """What was done to the cell: where it came from, and who is called otherwise here."""
    anders = {deel.tekst: deel.partij for deel in delen if deel.anders_geschreven}
    zinnen = [f"'{kort(van)}' gelezen als {als.naam}" for van, als in anders.items()]
    if cel.merged_from:
        zinnen.append(f"overgenomen uit de samengevoegde cel {cel.merged_from}")
    elif cel.is_calculated:
        zinnen.append("uitkomst van een formule")
    return "; ".join(zinnen)
