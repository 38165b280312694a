"""Which parties a cell names: by name, code, old name or abbreviation.

Only what means one party is read. For whoever is not known there are proposals, and somebody says.
"""

import difflib
import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain

from actielijst.inlezen.kolommen import NOG_ONBEKEND, in_een_spelling
from actielijst.inlezen.onbekend import onbekende_partij
from actielijst.inlezen.vraag import Vraag, kort, opgesomd
from pmiek.enums import Partijsoort
from pmiek.referentie import lees_feiten

# from the strongest to the weakest: 'Economische Zaken en Klimaat; Delft' are two names.
# The slash of 'Alphen a/d Rijn' separates nothing.
SCHEIDINGEN = [
    re.compile(r" ?[;\n] ?"),
    re.compile(r" ?, ?"),
    re.compile(r" ?(?:(?<!\b[aA])/|/(?![dDhH]\b)|&|\ben\b) ?"),
]
RECHTSVORM = re.compile(r"^(?:b ?v|n ?v) | (?:b ?v|n ?v)$")
AAN = re.compile(r"\b(?:a d|aan de|ad)\b")
# said where there is no party to name
GEEN_NAAM = {"", "nvt", "n v t", "niet van toepassing", "geen", "diversen", "diverse"}
GEEN_NAAM |= NOG_ONBEKEND
MEERVOUD = {Partijsoort.GEMEENTE: "gemeenten", Partijsoort.NETBEHEERDER: "netbeheerders"}
VOOR = {Partijsoort.GEMEENTE: "gem", Partijsoort.PROVINCIE: "prov"}
KLEINE_WOORDEN = {"aan", "van", "de", "den", "der", "en", "het", "voor", "in"}
LIJKT = 0.72
VOORSTELLEN = 3
# comparing takes a while; in a list with more names than this there is another problem
MET_VOORSTEL = 300
NAAMLENGTE = 120


@dataclass(frozen=True)
class Deel:
    """One name of a cell; `kandidaten` are those it can be, and only one counts as read."""

    tekst: str
    kandidaten: tuple = ()
    anders_geschreven: bool = False

    @property
    def partij(self):
        return self.kandidaten[0] if len(self.kandidaten) == 1 else None


class Namen:
    """The parties of one province under every name by which they are known.

    `eerder` gives the name that somebody said is meant by another one, or nothing.
    """

    def __init__(self, provincie, eerder):
        self.eerder = eerder
        self.precies, self.ruim, self.afgekort, self._voorstellen = {}, {}, {}, {}
        self.alle = {}
        officieel, self.verdeeld = _officiele_namen(provincie.slug), _verdeeld(provincie.slug)
        for partij in provincie.partijen.order_by("-geldig_tot", "pk"):
            self.alle[str(partij.pk)] = partij
            for naam in filter(None, (partij.naam, partij.volledige_naam, partij.code)):
                self.precies.setdefault(in_een_spelling(naam), {})[partij.pk] = partij
            for naam in _andere_namen(partij, officieel):
                self.ruim.setdefault(_plat(naam), {})[partij.pk] = partij
            for naam in _afkortingen(partij, officieel):
                self.afgekort.setdefault(_plat(naam), {})[partij.pk] = partij

    def deel(self, tekst, soort=None) -> Deel:
        """An exact name goes before any other way of writing it."""
        precies = _van_soort(self.precies.get(in_een_spelling(tekst), {}), soort)
        if precies:
            return Deel(tekst, precies)
        ruim = _van_soort(self.ruim.get(_plat(tekst), {}), soort)
        if ruim and _plat(tekst) in self.verdeeld:
            # also where only one of them is in the list: nobody said that it is that one
            ruim = (*ruim, None)
        return Deel(tekst, ruim, anders_geschreven=bool(ruim))

    def delen(self, tekst, soort=None, diepte=0) -> list[Deel]:
        """The names in a text that has no more than one blank in a row."""
        geheel = self.deel(tekst, soort)
        if geheel.partij or diepte == len(SCHEIDINGEN):
            return [geheel]
        stukken = filter(None, SCHEIDINGEN[diepte].split(tekst))
        return list(chain.from_iterable(self.delen(s, soort, diepte + 1) for s in stukken))

    def vraag(self, delen, soort=None, *, tussen="; ", rest="") -> Vraag:
        """About the parts that mean nobody, or more than one; `rest` stays behind the names."""
        delen = [self._met_voorstel(deel, soort) for deel in delen]
        open_ = [deel for deel in delen if not deel.partij]
        if all(in_een_spelling(deel.tekst) in GEEN_NAAM for deel in open_):
            return Vraag(f"{opgesomd(deel.tekst for deel in open_)} is geen naam.")
        keuzes, namen = [], {}
        for benaming in _benamingen(open_):
            tekst = tussen.join(filter(None, [*_teksten(delen, benaming, soort), rest]))
            if tekst and tekst not in namen:
                namen[tekst] = {van: _naam(als, soort) for van, als in benaming.items() if als}
                keuzes.append((tekst, _in_woorden(delen, benaming, soort)))
        nieuw = [deel.tekst for deel in open_ if not self.deel(deel.tekst, soort).kandidaten]
        onbekend = onbekende_partij(nieuw, soort) if nieuw else None
        eerder = self._zoals_eerder(delen, soort, tussen, rest)
        return Vraag(self._melding(open_, nieuw, soort), keuzes, onbekend, namen, eerder)

    def _zoals_eerder(self, delen, soort, tussen, rest):
        namen = [
            _naam(deel.partij, soort) if deel.partij else self.eerder(deel.tekst) for deel in delen
        ]
        return tussen.join(filter(None, [*namen, rest])) if all(namen) else ""

    def _melding(self, open_, nieuw, soort):
        zinnen = []
        if nieuw:
            werkwoord = "staat" if len({*nieuw}) == 1 else "staan"
            lijst = MEERVOUD.get(soort, "partijen")
            zinnen.append(f"{opgesomd(nieuw)} {werkwoord} niet in uw lijst met {lijst}.")
        meer = [deel.tekst for deel in open_ if deel.tekst not in nieuw]
        zinnen += [f"'{kort(naam)}' kan meer dan een partij zijn." for naam in dict.fromkeys(meer)]
        return " ".join(zinnen)

    def _met_voorstel(self, deel, soort):
        if deel.kandidaten:
            return deel
        gevonden = self._voorstellen.get((deel.tekst, soort))
        if gevonden is None:
            zoekt = len(self._voorstellen) < MET_VOORSTEL and len(deel.tekst) <= NAAMLENGTE
            gevonden = self._lijkt_op(deel.tekst, soort) if zoekt else ()
            self._voorstellen[deel.tekst, soort] = gevonden
        # two of them, even if only one looks like it: nobody said that it is that one
        return replace(deel, kandidaten=(*gevonden, None)) if gevonden else deel

    def _lijkt_op(self, tekst, soort):
        spelling = _plat(tekst)
        bekend = {
            naam: van_soort
            for namen in (self.ruim, self.precies)
            for naam, partijen in namen.items()
            if naam and (van_soort := _van_soort(partijen, soort))
        }
        woorden = {*spelling.split()}
        namen = [naam for naam in bekend if {*naam.split()} < woorden]
        namen += difflib.get_close_matches(spelling, bekend, n=VOORSTELLEN, cutoff=LIJKT)
        namen += [naam for naam in bekend if _letters(naam) == spelling.replace(" ", "")]
        namen += [naam for naam in bekend if _is_deel_van(woorden, naam)]
        afgekort = _van_soort(self.afgekort.get(spelling, {}), soort)
        uniek = dict.fromkeys([*afgekort, *(partij for naam in namen for partij in bekend[naam])])
        return tuple(uniek)[:VOORSTELLEN]


def _van_soort(partijen, soort):
    return tuple(partij for partij in partijen.values() if soort in (None, partij.soort))


def _naam(partij, soort):
    # in a column of municipalities the word itself says nothing
    return partij.naam if soort else partij.volledige_naam


def _benamingen(open_):
    """{name: party, or None to leave it out}, one for each answer that is proposed."""
    mogelijk = {deel.tekst: [p for p in deel.kandidaten if p] for deel in open_}
    if len(mogelijk) == 1:
        [(tekst, partijen)] = mogelijk.items()
        return [*({tekst: partij} for partij in partijen), {tekst: None}]
    samen = {tekst: partijen[0] if partijen else None for tekst, partijen in mogelijk.items()}
    return [samen, dict.fromkeys(mogelijk)]


def _teksten(delen, benaming, soort):
    partijen = [deel.partij or benaming[deel.tekst] for deel in delen]
    return dict.fromkeys(_naam(partij, soort) for partij in partijen if partij)


def _in_woorden(delen, benaming, soort):
    if len(delen) == 1 and benaming[delen[0].tekst]:
        return _naam(benaming[delen[0].tekst], soort)
    als = [f"'{kort(van)}' als {_naam(p, soort)}" for van, p in benaming.items() if p]
    weg = [van for van, partij in benaming.items() if not partij]
    zinnen = [f"lees {' en '.join(als)}"] if als else []
    return ", ".join([*zinnen, *([f"laat {opgesomd(weg)} weg"] if weg else [])])


def _plat(naam):
    """'Stedin B.V.' and 'Alphen a/d Rijn' as they are called in full."""
    return AAN.sub("aan den", RECHTSVORM.sub("", in_een_spelling(naam)))


def _letters(naam):
    """'hsk' of 'hoogheemraadschap van schieland en de krimpenerwaard'."""
    woorden = [woord for woord in naam.split() if woord not in KLEINE_WOORDEN]
    return "".join(woord[0] for woord in woorden) if len(woorden) > 1 else ""


def _is_deel_van(woorden, naam):
    """'Alphen' of 'alphen aan den rijn'; by small words alone nothing is meant."""
    return bool(woorden - KLEINE_WOORDEN) and woorden < {*naam.split()}


@cache
def _feiten():
    feiten = lees_feiten("andere_namen")
    return {soort: feiten.get(soort, {}) for soort in Partijsoort}


@cache
def _verdeeld(slug):
    """Names of what now belongs to more than one municipality of this province."""
    van_hier = _officiele_namen(slug).values()
    gemeenten = _feiten()[Partijsoort.GEMEENTE].items()
    bij = Counter(_plat(oud) for naam, oude in gemeenten for oud in oude if naam in van_hier)
    return {naam for naam, aantal in bij.items() if aantal > 1}


@cache
def _officiele_namen(slug):
    """By code: a secretariat may have given a party another name."""
    return lees_feiten("gemeenten")["gemeenten"].get(slug, {})


def _andere_namen(partij, officieel):
    namen = [partij.naam, partij.volledige_naam]
    namen += _feiten()[partij.soort].get(officieel.get(partij.code, partij.naam), [])
    return _met_soort(partij, namen)


def _afkortingen(partij, officieel):
    """Nobody laid these down: they are only proposed."""
    van_soort = _afgekort().get(partij.soort, {})
    return _met_soort(partij, van_soort.get(officieel.get(partij.code, partij.naam), []))


def _met_soort(partij, namen):
    voor = [woord for woord in (VOOR.get(partij.soort), partij.soort) if woord]
    return namen + [f"{woord} {naam}" for woord in voor for naam in namen]


@cache
def _afgekort():
    return lees_feiten("andere_namen")["afgekort"]
