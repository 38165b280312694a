"""Notations of one period: a year, a quarter, a day, a part of a month."""

import calendar
import datetime
import re

from pmiek.periode.patronen import (
    DELEN,
    MAANDNUMMERS,
    RANGNUMMERS,
    SEIZOENEN,
    Lezing,
    Onmogelijk,
    tabel,
    zoek,
)
from pmiek.periode.waarde import Precisie

EEN_DAG = datetime.timedelta(days=1)


def enkel(tekst):
    return zoek(ENKELVOUDIG, re.sub(r"^(?:de|het) ", "", tekst, flags=re.IGNORECASE))


def hele_maanden(jaar, eerste, laatste, precisie):
    laatste_dag = calendar.monthrange(jaar, laatste)[1]
    van = datetime.date(jaar, eerste, 1)
    return Lezing(van, datetime.date(jaar, laatste, laatste_dag), precisie)


def jaartal(m):
    return int(m["jaar"].replace("'", "20"))


def _maandnummer(m):
    return MAANDNUMMERS[m["maand"].lower()]


def _rangnummer(m):
    return RANGNUMMERS.get(m["rang"].lower()) or int(re.match("[0-9]+", m["rang"])[0])


def _weiger(m, reden, voorbeeld):
    raise Onmogelijk(f"'{m[0]}' {reden}. Schrijf bijvoorbeeld {voorbeeld.format(m['jaar'])}.")


def _jaar(m):
    return hele_maanden(jaartal(m), 1, 12, Precisie.JAAR)


def _halfjaar(m):
    return _half(m, int(m["getal"]))


def _halfjaar_met_rang(m):
    return _half(m, _rangnummer(m))


def _half(m, nummer):
    if nummer not in (1, 2):
        _weiger(m, "is geen halfjaar", "H1 {0} of juni {0}")
    return hele_maanden(jaartal(m), 6 * nummer - 5, 6 * nummer, Precisie.HALFJAAR)


def _kwartaal(m):
    return _kwart(m, int(m["getal"]))


def _kwartaal_met_rang(m):
    return _kwart(m, _rangnummer(m))


def _kwart(m, nummer):
    if nummer not in (1, 2, 3, 4):
        _weiger(m, "is geen kwartaal", "Q3 {0} of juli {0}")
    return hele_maanden(jaartal(m), 3 * nummer - 2, 3 * nummer, Precisie.KWARTAAL)


def _maand(m):
    return hele_maanden(jaartal(m), _maandnummer(m), _maandnummer(m), Precisie.MAAND)


def _maand_in_cijfers(m):
    nummer = int(m["getal"])
    if nummer not in range(1, 13):
        _weiger(m, "is geen maand", "06-{0} of juni {0}")
    return hele_maanden(jaartal(m), nummer, nummer, Precisie.MAAND)


def _dag(m):
    return _datum(m, _maandnummer(m))


def _dag_in_cijfers(m):
    return _datum(m, int(m["getal"]))


def _datum(m, maandnummer):
    try:
        datum = datetime.date(jaartal(m), maandnummer, int(m["dag"]))
    except ValueError:
        _weiger(m, "bestaat niet op de kalender", "15-6-{0} of juni {0}")
    return Lezing(datum, datum, Precisie.DAG)


def _deel_van_jaar(m):
    """Begin is January to April, medio May to August, eind September to December."""
    eerste = 4 * DELEN[m["deel"].lower()] + 1
    return hele_maanden(jaartal(m), eerste, eerste + 3, Precisie.DEEL)


def _deel_van_maand(m):
    """Begin is day 1 to 10, medio 11 to 20, eind the rest."""
    maand, deel = _maand(m), DELEN[m["deel"].lower()]
    van = maand.van + 10 * deel * EEN_DAG
    tot_en_met = [van + 9 * EEN_DAG, van + 9 * EEN_DAG, maand.tot_en_met][deel]
    return Lezing(van, tot_en_met, Precisie.DEEL)


def _seizoen(m):
    eerste = SEIZOENEN[m["seizoen"].lower()]
    return hele_maanden(jaartal(m), eerste, eerste + 2, Precisie.DEEL)


ENKELVOUDIG = tabel(
    ("<jaar>", _jaar),  # 2027, '27
    ("h ?<getal><van><jaar>", _halfjaar),  # H1 2028
    ("<jaar>[ -]?h ?<getal>", _halfjaar),  # 2028-H1
    ("<rang> (?:helft|halfjaar)<van><jaar>", _halfjaar_met_rang),  # eerste helft van 2027
    ("(?:q|kw?|kwartaal) ?<getal><van><jaar>", _kwartaal),  # Q3 2027, K3 2027, kwartaal 3 2027
    ("<jaar>[ -]?(?:q|kw?|kwartaal) ?<getal>", _kwartaal),  # 2027-Q3
    ("<rang> (?:kwartaal|kw)<van><jaar>", _kwartaal_met_rang),  # 3e kwartaal 2027
    ("<maand><van><jaar>", _maand),  # juni 2027, jun '27
    ("<getal><streep><jaar>", _maand_in_cijfers),  # 06-2027
    ("<dag><streep><getal><streep><jaar>", _dag_in_cijfers),  # 15-6-2027: day first, as in Dutch
    ("<jaar><streep><getal><streep><dag>", _dag_in_cijfers),  # 2027-06-15
    ("<dag>[ -]<maand>[ -]<jaar>", _dag),  # 15 juni 2027
    ("<deel><van><jaar>", _deel_van_jaar),  # eind 2027
    ("<deel> <maand> <jaar>", _deel_van_maand),  # medio december 2026
    ("<seizoen><van><jaar>", _seizoen),  # voorjaar van 2026
)
