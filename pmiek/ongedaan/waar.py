"""Where in the site a handeling is about, for grouping its lines and for going back."""

from itertools import groupby
from urllib.parse import urlsplit

from django.db.models import prefetch_related_objects
from django.urls import Resolver404, resolve


def per_onderwerp(regels):
    """Lines under the name of what they are about, what was done first on top."""
    prefetch_related_objects(regels, "onderwerp")
    plaatsen = {}
    for regel in reversed(regels):
        plaatsen.setdefault(_onderwerp(regel), len(plaatsen))
    op_volgorde = sorted(regels, key=lambda regel: plaatsen[_onderwerp(regel)])
    return [
        (_kop(groep[0]), groep)
        for groep in (list(rijen) for _, rijen in groupby(op_volgorde, key=_onderwerp))
    ]


def _onderwerp(regel):
    return regel.onderwerp_soort_id, regel.onderwerp_id


def _kop(regel):
    return str(regel.onderwerp or regel.naam)


def plek(plan):
    """The page of the one object that all of it is about, if it has one."""
    onderwerpen = {_onderwerp(regel): regel for regel in plan.wijzigingen}
    if len(onderwerpen) > 1:
        return ""
    (regel,) = onderwerpen.values()
    # read again: what was just deleted has no page any more
    onderwerp = regel.onderwerp_soort.get_all_objects_for_this_type(pk=regel.onderwerp_id).first()
    return onderwerp.get_absolute_url() if hasattr(onderwerp, "get_absolute_url") else ""


def bestaat_nog(adres, plan):
    """Whether a page of this site is not about what was just taken away."""
    weg = {pk for (_, pk), spoor in plan.sporen.items() if spoor.is_toegevoegd}
    try:
        return resolve(urlsplit(adres).path).kwargs.get("pk") not in weg
    except Resolver404:
        return False
