from django import template

from monitoring.enums import Oordeel, Regelstand
from pmiek.templatetags.eb import Tag, toon_tag

register = template.Library()

OORDEELTAGS = {
    "": Tag("eb-i-status-open", "Nog niet beoordeeld"),
    Oordeel.HAALBAAR: Tag("eb-i-status-afgerond", "Haalbaar"),
    Oordeel.ONDER_DRUK: Tag("eb-i-onder-druk", "Onder druk"),
    Oordeel.NIET_HAALBAAR: Tag("eb-i-niet-haalbaar", "Niet haalbaar"),
}
STANDTAGS = {
    Regelstand.INGEVULD: Tag("eb-i-status-afgerond", "Ingevuld"),
    Regelstand.ONGEWIJZIGD: Tag("eb-i-gelijk", "Ongewijzigd"),
}


@register.simple_tag
def oordeel_tag(waarde):
    return toon_tag(OORDEELTAGS[waarde])


@register.simple_tag
def stand_tag(rij):
    """Confirmed as filled in or as it was; otherwise how old it is, in days."""
    tag = STANDTAGS.get(rij.regel.stand)
    return toon_tag(tag or Tag("eb-i-klok eb-binnenkort", _ouderdom(rij.dagen_oud)))


def _ouderdom(dagen):
    if dagen is None:
        return "Nog niet bevestigd"
    return "1 dag oud" if dagen == 1 else f"{dagen} dagen oud"


@register.inclusion_tag("monitoring/_standbalk.html")
def standbalk(telling, aantal):
    """How far a round is, as a bar in three parts; the numbers stand below it."""
    delen, x = [], 0
    for stand in (Regelstand.INGEVULD, Regelstand.ONGEWIJZIGD):
        breedte = 400 * telling[stand] / aantal if aantal else 0
        delen.append((stand, round(x, 1), round(breedte, 1)))
        x += breedte
    return {"delen": delen, "telling": telling}
