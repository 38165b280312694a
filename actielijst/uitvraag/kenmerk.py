"""The mark in a workbook that says for which party it was made; nobody else can write one."""

import re

from django.core.signing import BadSignature, Signer

from actielijst.exports.teksten import AFKORTINGEN

ZOUT = "actielijst.uitvraag"
KENMERK = re.compile(r"(?P<provincie>[A-Z]{2})-P(?P<partij>[0-9]{1,15}):[\w-]{43}")
# the sheet with the instructions is short
GELEZEN_RIJEN = 40


def kenmerk_van(partij):
    return Signer(salt=ZOUT).sign(f"{AFKORTINGEN[partij.provincie.code]}-P{partij.pk}")


def partij_van(provincie, bladen):
    """The party of this province that a file was made for; None when no mark in it is ours."""
    for tekst in _teksten(bladen):
        gevonden = KENMERK.fullmatch(tekst)
        if gevonden and gevonden["provincie"] == AFKORTINGEN[provincie.code] and _is_echt(tekst):
            return provincie.partijen.filter(pk=gevonden["partij"]).first()
    return None


def _teksten(bladen):
    for blad in bladen:
        for rij in blad.rows[:GELEZEN_RIJEN]:
            yield from (cel.text.strip() for cel in rij if cel)


def _is_echt(tekst):
    try:
        Signer(salt=ZOUT).unsign(tekst)
    except BadSignature:
        return False
    return True
