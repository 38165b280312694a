"""The history as people remember it: one entry per act, with what it did in sentences."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.functional import cached_property

from pmiek.enums import Wijzigingsoort
from pmiek.ongedaan.recht import mag_ongedaan_maken, teruggedraaid
from pmiek.wijziging import Wijziging

IN_HET_KORT = 2


@dataclass
class Stap:
    """What one handeling did to one onderwerp."""

    wijzigingen: list = field(default_factory=list)
    # the first line of the act that undid this one
    teruggedraaid: Wijziging | None = None
    ongedaan_adres: str = ""
    # how many other onderwerpen the act touched, where only one is shown
    ook: int = 0
    # why, in sentences that the lines themselves do not have
    redenen: list = field(default_factory=list)

    @property
    def eerste(self):
        return self.wijzigingen[0]

    @cached_property
    def zinnen(self):
        op_volgorde = sorted(self.wijzigingen, key=_leesvolgorde)
        return [zin for wijziging in op_volgorde for zin in wijziging.zinnen]

    @cached_property
    def bronnen(self):
        """File, sheet and row that the values came from, if they came from a file."""
        return list(dict.fromkeys(filter(None, (w.bron for w in reversed(self.wijzigingen)))))

    @property
    def kort(self):
        return self.zinnen[:IN_HET_KORT]

    @property
    def nog(self):
        """'nog 12 wijzigingen', when the short form leaves some out."""
        rest = len(self.zinnen) - IN_HET_KORT
        return f"nog {rest} wijziging{'' if rest == 1 else 'en'}" if rest > 0 else ""

    @cached_property
    def lange_velden(self):
        return [veld for wijziging in self.wijzigingen for veld in wijziging.lange_velden]


def _leesvolgorde(wijziging):
    """The onderwerp before its rows; a row before what hangs under it, also when it goes."""
    is_weg = wijziging.soort == Wijzigingsoort.VERWIJDERD
    volgorde = -wijziging.pk if is_weg else wijziging.pk
    return not wijziging.gaat_over_onderwerp, is_weg, volgorde


def lees_stappen(regels, handelingen, rol):
    """The steps of these acts, newest first, with the way back for who may take it."""
    handelingen = list(handelingen)
    stappen = {handeling: Stap() for handeling in handelingen}
    for regel in regels.filter(handeling__in=handelingen).voor_lijst():
        stappen[regel.handeling].wijzigingen.append(regel)
    gedaan = teruggedraaid(handelingen)
    for handeling in mag_ongedaan_maken(handelingen, rol, gedaan):
        args = [rol.provincie.slug, handeling]
        stappen[handeling].ongedaan_adres = reverse("ongedaan", args=args)
    for handeling, regel in gedaan.items():
        stappen[handeling].teruggedraaid = regel
    return list(stappen.values())


def laatste_stappen(regels, aantal):
    """What the last acts did, each told by the onderwerp that it touched last."""
    laatste = regels.laatste_handelingen(aantal)
    geraakt = regels.aantal_onderwerpen(laatste)
    stappen = {handeling: Stap(ook=geraakt[handeling] - 1) for handeling in laatste}
    getoond = regels.filter(handeling__in=laatste, onderwerp_id__in=laatste.values())
    for regel in getoond.voor_lijst().prefetch_related("onderwerp"):
        if regel.onderwerp_id == laatste[regel.handeling]:
            stappen[regel.handeling].wijzigingen.append(regel)
    return list(stappen.values())
