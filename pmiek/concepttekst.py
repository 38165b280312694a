"""A draft as text to copy: what its owner typed, field by field, in words.

The form itself is not made: the object may be archived, or no longer the user's to change.
"""

import re

from django.core.exceptions import FieldDoesNotExist
from django.urls import Resolver404, resolve
from django.utils.text import capfirst

from pmiek.enums import Rolsoort
from pmiek.posted import CHOICE, read_dictionary

RIJ = re.compile(r"(?:(?P<rij>.+)-(?P<nummer>\d{1,6})-|p\d{1,18}-)?(?P<veld>[^-]+)")
# a page about several objects names each of them in a field, or in the value of a tick
OBJECT = re.compile(r"p(\d{1,18})-basis")
VINKJES, VINKJE = {"keuze", "kies"}, re.compile(r"(\d{1,18})(?::.*)?")
# of the row or the form, not typed
BIJKOMEND = {
    "basis",
    "geopend",
    "id",
    "nieuw",
    "plaats",
    "regel",
    "rijactie",
    "sleutel",
    "verwijderd",
}
# of the page, where no field of the object has that name
VAN_DE_PAGINA = VINKJES | {"bevestigd", "van", "vraag"}
HOOFDLETTERS = {"ibn": "IBN", "ip": "IP", "nmiek": "nMIEK"}


def getypte_teksten(concept):
    """(label, text) of every field whose text differs from what was stored when it was opened."""
    modellen, oud = concept_modellen(concept), _stored_then(concept)
    return [
        (_label(naam, modellen), tekst)
        for naam, waarden in concept.paren
        if _is_text(naam, modellen)
        and (tekst := _plain("\n".join(waarden)))
        and tekst != _plain(oud.get(naam, ""))
    ]


def wachtende(concept, gebruiker):
    """What a draft about several objects waits with, by name, as far as its owner may see it."""
    modellen, pks = concept_modellen(concept), _genoemd(concept)
    if not (modellen and pks and concept.provincie):
        return []
    rijen = modellen[0].objects.zichtbaar_voor(gebruiker).van(concept.provincie)
    return [str(rij) for rij in rijen.filter(pk__in=pks)]


def _genoemd(concept):
    velden = [OBJECT.fullmatch(naam) for naam, _ in concept.paren]
    vinkjes = [
        VINKJE.fullmatch(waarde)
        for naam, waarden in concept.paren
        if naam in VINKJES
        for waarde in waarden
    ]
    return {int(genoemd[1]) for genoemd in velden + vinkjes if genoemd}


def kan_verder(concept, gebruiker):
    """Whether the owner may still save this: the object is there and the role suffices."""
    modellen = concept_modellen(concept)
    if not modellen or concept.provincie is None:
        return False
    if concept.object_id:
        rijen = modellen[0].objects.bewerkbaar_door(gebruiker).van(concept.provincie)
        obj = rijen.filter(pk=concept.object_id).first()
        return obj is not None and not getattr(obj, "is_gearchiveerd", False)
    rollen = getattr(modellen[0].objects.all(), "schrijfrollen", Rolsoort.beheer())
    return gebruiker.rollen.filter(provincie=concept.provincie, soort__in=rollen).exists()


def concept_modellen(concept):
    try:
        return getattr(resolve(concept.adres).func, "modellen", ())
    except Resolver404:
        return ()


def _stored_then(concept):
    """The values that the form was rendered with, by the name of their field."""
    oud = {}
    for naam, waarden in concept.paren:
        voor = naam.removesuffix("basis")
        if voor != naam and waarden:
            gezien = read_dictionary(waarden[0]) or {}
            oud |= {f"{voor}{veld}": waarde for veld, waarde in gezien.items()}
    return oud


def _plain(waarde):
    return str(waarde).replace("\r\n", "\n").strip()


def _field(kort, modellen):
    """The field of the row, or of the object; the first of the models is the object."""
    for model in [*modellen[1:], *modellen[:1]] if kort["rij"] else modellen:
        try:
            return model._meta.get_field(kort["veld"])
        except FieldDoesNotExist:
            continue
    return None


def _is_text(naam, modellen):
    """A choice from a list is a number of a row, and nothing to copy."""
    kort = RIJ.fullmatch(naam)
    if not kort or kort["veld"] in BIJKOMEND or naam.startswith(CHOICE):
        return False
    veld = _field(kort, modellen)
    if veld is None:
        return naam not in VAN_DE_PAGINA
    return not (veld.is_relation or veld.choices)


def _label(naam, modellen):
    kort = RIJ.fullmatch(naam)
    veld = _field(kort, modellen)
    woorden = str(veld.verbose_name) if veld else _humanised(kort["veld"])
    if not kort["rij"]:
        return capfirst(woorden)
    rij = HOOFDLETTERS.get(kort["rij"], capfirst(_humanised(kort["rij"])))
    return f"{rij} {int(kort['nummer']) + 1}, {woorden}"


def _humanised(naam):
    return " ".join(HOOFDLETTERS.get(woord, woord) for woord in naam.split("_"))
