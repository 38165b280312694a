import unicodedata

from django.core.exceptions import ValidationError
from django.utils import timezone

TOEGESTAAN = "\n\r\t"
MELDING = (
    "Deze tekst bevat een teken dat niet te lezen is ({code}, teken {plaats}). "
    "Haal het weg; het komt vaak mee bij plakken uit Word."
)

# text that reads as something else; Hebrew and Arabic turn by themselves
DRAAIT_OM = frozenset("\u202d\u202e")
NIETS_TE_ZIEN = "Hierin staat niets dat te zien is. Typ het opnieuw, of maak het veld leeg."
ONZICHTBAAR = (
    "Hierin staat een teken dat niet te zien is ({code}, teken {plaats}). Typ het opnieuw."
)
MAILHOST = "Wat achter de @ staat, kan geen adres zijn: een deel ervan is te lang. Kijk het na."
TOEKOMST = "Deze dag moet nog komen. Schrijf de dag waarop het werkelijk gebeurde."


def valideer_geweest(datum):
    """Refuse a day that is still to come for what has happened."""
    if datum > timezone.localdate():
        raise ValidationError(TOEKOMST, code="toekomst")


def valideer_zichtbaar(tekst):
    """Refuse what has no width: two of such texts look the same on every list."""
    for plaats, teken in enumerate(str(tekst), start=1):
        if unicodedata.category(teken) == "Cf":
            raise ValidationError(
                ONZICHTBAAR.format(code=f"U+{ord(teken):04X}", plaats=plaats), code="onzichtbaar"
            )


def valideer_mailhost(adres):
    """Refuse a host with accents that becomes too long as mail programs write it (RFC 5891)."""
    try:
        adres.rpartition("@")[2].encode("idna")
    except UnicodeError:
        raise ValidationError(MAILHOST, code="mailhost") from None


def weiger_zelfde_naam(obj, melding, **binnen):
    """Refuse a name that another one has in other capitals; equal names the constraint refuses."""
    zelfde = type(obj).objects.filter(provincie=obj.provincie_id, naam__iexact=obj.naam, **binnen)
    if zelfde.exclude(naam=obj.naam).exclude(pk=obj.pk).exists():
        raise ValidationError({"naam": melding})


def valideer_tekst(tekst):
    """Refuse what databases treat differently (NUL, surrogates, controls) or readers cannot see."""
    for plaats, teken in enumerate(str(tekst), start=1):
        if _is_onleesbaar(teken):
            raise ValidationError(
                MELDING.format(code=f"U+{ord(teken):04X}", plaats=plaats), code="onleesbaar"
            )
    if tekst and not any(map(_is_te_zien, str(tekst))):
        raise ValidationError(NIETS_TE_ZIEN, code="leeg")


def _is_te_zien(teken):
    return unicodedata.category(teken) not in {"Cf", "Zs", "Zl", "Zp", "Cc", "Mn"}


def _is_onleesbaar(teken):
    if teken in TOEGESTAAN:
        return False
    if teken in DRAAIT_OM:
        return True
    is_noncharacter = ord(teken) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(teken) <= 0xFDEF
    return is_noncharacter or unicodedata.category(teken) in {"Cc", "Cs"}
