"""A cell as a period: as it stands, as a text that is not a date, or asked about."""

import re

from actielijst.inlezen.kolommen import NOG_ONBEKEND, in_een_spelling
from actielijst.inlezen.vraag import Gelezen, Vraag, herkomst, kort
from pmiek.importing import Kind
from pmiek.periode import lees_periode

# put behind what looks like a date and cannot be one: the field refuses it without
ZO_IN_DE_LIJST = " (zo in de lijst)"
JAAR = re.compile(r"(?:19|20|21)\d\d")


def lees_periodecel(cel) -> Gelezen:
    er_staat = cel.text.strip()
    tekst = f"{cel.date.day}-{cel.date.month}-{cel.date.year}" if cel.date else heel_jaar(er_staat)
    if cel.kind is Kind.NUMBER and not JAAR.fullmatch(tekst):
        raise Vraag(f"'{tekst}' is een getal en geen jaar.")
    periode = lees_periode(tekst)
    if periode.fout:
        raise Vraag(periode.fout, _als_tekst(tekst))
    if not (periode.is_gelezen or periode.is_nvt or _zonder_datum(tekst)):
        keuzes = [*_mogelijke_perioden(tekst), (tekst, "bewaar de tekst, zonder datum")]
        raise Vraag(f"In '{kort(tekst)}' lezen wij geen datum.", keuzes)
    if tekst != er_staat and not cel.date:
        return Gelezen(tekst, tekst, f"'{er_staat}' gelezen als {tekst}")
    return Gelezen(tekst, tekst, herkomst(cel))


def heel_getal(tekst):
    """'101' of '101.0' or '101,0': a code that a spreadsheet took for a number."""
    return re.sub(r"^(\d+)[.,]0+$", r"\1", tekst)


def heel_jaar(tekst):
    """'2031' of '2031.0'; '12.0' is no year, and stays what it is."""
    heel = heel_getal(tekst)
    return heel if JAAR.fullmatch(heel) else tekst


def _mogelijke_perioden(tekst):
    """What '2027?' may mean: it is for a person to say, not for us to guess."""
    zonder = tekst.strip("?(). \u2026")
    if zonder == tekst or not lees_periode(zonder).is_gelezen:
        return []
    ongeveer = f"ca. {zonder}"
    vaag = [(ongeveer, ongeveer)] if lees_periode(ongeveer).is_gelezen else []
    return [*vaag, (zonder, zonder)]


def _als_tekst(tekst):
    """What cannot be a date can be kept where it says itself that it is none."""
    bewaard = f"{tekst}{ZO_IN_DE_LIJST}"
    periode = lees_periode(bewaard)
    if periode.fout or periode.is_gelezen:
        return []
    return [(bewaard, f"bewaar als tekst, zonder datum: {bewaard}")]


def _zonder_datum(tekst):
    return tekst.endswith(ZO_IN_DE_LIJST) or in_een_spelling(tekst) in NOG_ONBEKEND
