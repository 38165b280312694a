"""Seeded mutations of a good workbook: of its bytes, of the XML of its parts, of its archive."""

import random
import re

from tests.werkmappen import delen_van, rommelige_lijst, zip_van

WAARDEN = [b"", b"0", b"-1", b"999999999", b"x", b"1e999", b"&#0;", b"A1:XFD1048576", b"\xff\xfe"]


def mutaties(zaad, aantal, bron=None):
    """(name, bytes) of so many mutations, the same for the same seed."""
    kans, bron = random.Random(zaad), bron or rommelige_lijst()
    for nummer in range(aantal):
        wijze = kans.choice(WIJZEN)
        yield f"{nummer}-{wijze.__name__.strip('_')}", wijze(kans, bron)


def _bytes(kans, bron):
    inhoud = bytearray(bron)
    for _ in range(kans.choice([1, 1, 3, 30])):
        inhoud[kans.randrange(len(inhoud))] = kans.randrange(256)
    return bytes(inhoud)


def _stuk_weg(kans, bron):
    begin = kans.randrange(len(bron))
    return bron[:begin] + bron[begin + kans.randrange(1, 500) :]


def _stuk_dubbel(kans, bron):
    begin = kans.randrange(len(bron))
    stuk = bron[begin : begin + kans.randrange(1, 500)]
    return bron[:begin] + stuk + bron[begin:]


def _deel_weg(kans, bron):
    delen = delen_van(bron)
    delen.pop(kans.choice(list(delen)))
    return zip_van(delen)


def _deel_omgewisseld(kans, bron):
    delen = delen_van(bron)
    een, ander = kans.sample(list(delen), 2)
    return zip_van(delen | {een: delen[ander], ander: delen[een]})


def _xml_bytes(kans, bron):
    return _in_deel(kans, bron, lambda inhoud: _bytes(kans, inhoud))


def _xml_stuk_weg(kans, bron):
    return _in_deel(kans, bron, lambda inhoud: _stuk_weg(kans, inhoud))


def _xml_waarde(kans, bron):
    """Another value for one attribute."""
    return _in_deel(kans, bron, lambda inhoud: _vervang(kans, inhoud, rb'="([^"]*)"', b'="%s"'))


def _xml_tekst(kans, bron):
    return _in_deel(kans, bron, lambda inhoud: _vervang(kans, inhoud, rb">([^<]+)<", b">%s<"))


def _xml_element_weg(kans, bron):
    return _in_deel(kans, bron, lambda inhoud: _vervang(kans, inhoud, rb"<[^<>/]+/>", b""))


def _xml_element_veel(kans, bron):
    def vermenigvuldig(inhoud):
        treffers = list(re.finditer(rb"<[^<>/?]+/>", inhoud))
        if not treffers:
            return inhoud
        treffer = kans.choice(treffers)
        return inhoud[: treffer.start()] + treffer[0] * 3_000 + inhoud[treffer.end() :]

    return _in_deel(kans, bron, vermenigvuldig)


def _in_deel(kans, bron, verander):
    delen = delen_van(bron)
    deel = kans.choice(list(delen))
    return zip_van(delen | {deel: verander(delen[deel])})


def _vervang(kans, inhoud, patroon, vorm):
    treffers = list(re.finditer(patroon, inhoud))
    if not treffers:
        return inhoud
    treffer = kans.choice(treffers)
    nieuw = vorm % kans.choice(WAARDEN) if b"%s" in vorm else vorm
    return inhoud[: treffer.start()] + nieuw + inhoud[treffer.end() :]


WIJZEN = [
    _bytes,
    _stuk_weg,
    _stuk_dubbel,
    _deel_weg,
    _deel_omgewisseld,
    _xml_bytes,
    _xml_stuk_weg,
    _xml_waarde,
    _xml_tekst,
    _xml_element_weg,
    _xml_element_veel,
]
