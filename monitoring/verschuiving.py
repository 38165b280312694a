"""How far a period moved. The end of the period counts; what cannot be read is never computed."""

import functools

from pmiek.periode import Periode, lees_periode

# the same few texts return in every round of every project
lees = functools.lru_cache(maxsize=10_000)(lees_periode)
MIN = "\N{MINUS SIGN}"


def maanden(toen: Periode | None, nu: Periode | None) -> int | None:
    """Months from the end of `toen` to the end of `nu`; None when either has no end."""
    if not (toen and nu and toen.tot_en_met and nu.tot_en_met):
        return None
    return _maandnummer(nu.tot_en_met) - _maandnummer(toen.tot_en_met)


def _maandnummer(datum):
    return 12 * datum.year + datum.month


def is_verplaatst(toen: Periode, nu: Periode) -> bool:
    """Whether this is another promise: another end, or, unread, another text."""
    if toen.tot_en_met and nu.tot_en_met:
        return toen.tot_en_met != nu.tot_en_met
    return _woorden(toen) != _woorden(nu)


def _woorden(periode):
    return " ".join(str(periode).lower().split())


def herplanningen(perioden) -> int:
    """How often the promise changed; every step counts, one back as well."""
    return sum(is_verplaatst(toen, nu) for toen, nu in zip(perioden, perioden[1:], strict=False))


def in_maanden(aantal: int | None) -> str:
    """'+24 maanden', '−1 maand', 'gelijk', 'niet te berekenen'."""
    if aantal is None:
        return "niet te berekenen"
    if aantal == 0:
        return "gelijk"
    return f"{'+' if aantal > 0 else MIN}{zoveel_maanden(abs(aantal))}"


def zoveel_maanden(aantal: int) -> str:
    return "1 maand" if aantal == 1 else f"{aantal} maanden"
