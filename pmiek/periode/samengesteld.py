"""Notations around those of one period: a limit, a start, a range, an estimate."""

import re

from pmiek.periode.enkelvoudig import EEN_DAG, enkel, hele_maanden, jaartal
from pmiek.periode.patronen import BOUWSTENEN, Lezing, Onmogelijk, tabel
from pmiek.periode.waarde import Precisie


def _voor_de_zomer(m):
    return hele_maanden(jaartal(m), 1, 6, Precisie.DEEL)


def _na_de_zomer(m):
    return hele_maanden(jaartal(m), 9, 12, Precisie.DEEL)


def _erin(m):
    return enkel(m["rest"])


def _uiterlijk(m):
    grens = enkel(m["rest"])
    return grens and grens._replace(van=None)


def _vóór(m):
    grens = _scherpe_grens(m)
    return grens and Lezing(None, grens.van - EEN_DAG, grens.precisie)


def _voor(m):
    """Only with a day: "voor 2027" may also say that something is planned for 2027."""
    lezing = _vóór(m)
    return lezing if lezing and lezing.precisie == Precisie.DAG else None


def _vanaf(m):
    grens = enkel(m["rest"])
    return grens and Lezing(grens.van, None, Precisie.OPEN)


def _na(m):
    grens = _scherpe_grens(m)
    return grens and Lezing(grens.tot_en_met + EEN_DAG, None, Precisie.OPEN)


def _scherpe_grens(m):
    """Not a part: "vóór eind 2027" may mean before it starts or before it ends."""
    grens = enkel(m["rest"])
    return grens if grens and grens.precisie != Precisie.DEEL else None


def _omstreeks(m):
    geheel = enkel(m["rest"])
    if geheel is None or geheel.precisie == Precisie.DAG:
        return None
    return geheel._replace(bij_benadering=True)


def _reeks(m):
    begin, eind = _einden(m["links"], m["rest"])
    return _tussen(m[0], begin, eind)


def _reeks_met_streep(m):
    """Both halves have the same shape, so it is the sign in the middle: 1-6-2027-15-6-2027."""
    tekens = [teken.start() for teken in re.finditer("[-/]", m[0])]
    midden = tekens[len(tekens) // 2]
    begin, eind = _einden(m[0][:midden].strip(), m[0][midden + 1 :].strip())
    if begin and eind and begin.precisie != eind.precisie:
        return None
    return _tussen(m[0], begin, eind)


def _einden(links, rechts):
    eind, begin = enkel(rechts), enkel(links)
    if eind and not begin:
        jaar = re.search(BOUWSTENEN["jaar"], rechts)[0]  # in "Q3-Q4 2028" it is said once
        begin = enkel(f"{links} {jaar}")
    return begin, eind


def _tussen(tekst, begin, eind):
    if not (begin and eind):
        return None
    if eind.tot_en_met < begin.van:
        voorbeeld = "Schrijf het begin eerst, bijvoorbeeld 2031-2034."
        raise Onmogelijk(f"'{tekst}' loopt terug in de tijd. {voorbeeld}")
    if eind.van <= begin.tot_en_met:
        return None
    return Lezing(begin.van, eind.tot_en_met, Precisie.MEERDERE)


SAMENGESTELD = tabel(
    ("voor (?:de )?zomer<van><jaar>", _voor_de_zomer),
    ("na (?:de )?zomer<van><jaar>", _na_de_zomer),
    ("(?:in|op) <rest>", _erin),  # in de zomer van 2027
    ("(?:uiterlijk|tot en met|t/m) <rest>", _uiterlijk),  # uiterlijk Q3 2027
    ("v[óÓ][oóOÓ]r <rest>", _vóór),  # vóór 2027
    ("voor <rest>", _voor),  # voor 1 juli 2027
    ("(?:in stappen )?vanaf <rest>", _vanaf),  # vanaf 2029
    ("na <rest>", _na),  # na 2033
    ("(?:omstreeks|circa|ca|rond) <rest>", _omstreeks),  # ca. 2030
    ("<links>,? bij tegenslag <rest>", _reeks),  # 2033, bij tegenslag 2035
    ("(?:van )?<links> (?:tot en met|t/m) <rest>", _reeks),  # 2031 t/m 2034
    ("<links> [-/] <rest>", _reeks),  # Q3 2027 - Q1 2028
    (".+[-/].+", _reeks_met_streep),  # 2031-2034, Q3/Q4 '28
)
