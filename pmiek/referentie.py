"""Facts that every installation starts with: provinces, parties, lists, example actions."""

import json

from django.apps import apps
from django.conf import settings
from django.db import transaction

from pmiek.enums import Partijsoort
from pmiek.models import Provincie

OVERAL = "alle"
STAP = 10


def lees_feiten(naam):
    return json.loads((settings.BASE_DIR / "fixtures" / f"{naam}.json").read_text("utf-8"))


def provincieslugs():
    return [feit["slug"] for feit in lees_feiten("provincies")["provincies"]]


@transaction.atomic
def laad_referentie(slugs):
    """Add what is missing; what is there already, or was changed since, stays as it is."""
    for feit in lees_feiten("provincies")["provincies"]:
        Provincie.objects.get_or_create(code=feit["code"], defaults=feit)
    for provincie in Provincie.objects.filter(slug__in=slugs):
        _laad_partijen(provincie)
        _laad_keuzelijsten(provincie)
        _laad_aandachtspunten(provincie)
    _laad_voorbeeldacties()


def _laad_partijen(provincie):
    bestaand = set()
    for soort, naam, code in provincie.partijen.values_list("soort", "naam", "code"):
        bestaand |= {(soort, naam), (soort, code)}
    for soort, naam, code in _partijen(provincie):
        # by code as well: a municipality may have got another name since
        if not bestaand & {(soort, naam), (soort, code or naam)}:
            provincie.partijen.create(soort=soort, naam=naam, code=code)


def _partijen(provincie):
    yield Partijsoort.PROVINCIE, provincie.naam, provincie.code
    for code, naam in lees_feiten("gemeenten")["gemeenten"][provincie.slug].items():
        yield Partijsoort.GEMEENTE, naam, code
    for feit in lees_feiten("netbeheerders")["netbeheerders"]:
        if feit["provincies"] == OVERAL or provincie.slug in feit["provincies"]:
            yield Partijsoort.NETBEHEERDER, feit["naam"], feit["code"]


def _laad_keuzelijsten(provincie):
    """Only lists that are empty: a secretariat that renamed an entry does not get it back."""
    gevuld = set(provincie.keuzes.values_list("lijst", flat=True))
    for lijst, namen in lees_feiten("keuzelijsten").items():
        if lijst not in gevuld:
            for plaats, naam in enumerate(namen, start=1):
                provincie.keuzes.create(lijst=lijst, naam=naam, volgorde=plaats * STAP)


def _laad_aandachtspunten(provincie):
    if not provincie.aandachtspuntcategorieen.exists():
        for plaats, naam in enumerate(lees_feiten("aandachtspunten"), start=1):
            provincie.aandachtspuntcategorieen.create(naam=naam, volgorde=plaats * STAP)


def _laad_voorbeeldacties():
    landelijk = apps.get_model("actielijst", "Voorbeeldactie").objects.filter(provincie=None)
    bestaand = set(landelijk.values_list("fase", "activiteit"))
    for plaats, feit in enumerate(lees_feiten("voorbeeldacties")["acties"], start=1):
        if (feit["fase"], feit["activiteit"]) not in bestaand:
            landelijk.create(volgorde=plaats * STAP, **feit)
