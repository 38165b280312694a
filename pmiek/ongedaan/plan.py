"""What reverting one handeling would do now, and where later edits stand in the way."""

from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.utils.functional import cached_property

from pmiek import batch
from pmiek.ongedaan.conflict import latere_bewerkingen, samengevat
from pmiek.ongedaan.plaats import bezette_plaatsen, verdwenen_verwijzingen
from pmiek.ongedaan.spoor import lees_sporen
from pmiek.wijziging import Wijziging

TERUG, LATEN = "terug", "laten"


@dataclass
class Plan:
    """Everything is read in a number of queries that does not grow with the number of objects."""

    wijzigingen: list  # newest first
    vergrendeld: bool = False
    keuzes: dict = field(default_factory=dict)

    @cached_property
    def sporen(self):
        return lees_sporen(self.wijzigingen)

    @cached_property
    def huidig(self):
        """The objects as they are now, by their key."""
        pks = {}
        for spoor in self.sporen.values():
            pks.setdefault(spoor.model, []).append(spoor.laatste.object_id)
        # parents are registered before their rows: every writer locks in this order
        volgorde = sorted(pks, key=batch.registered_at)
        return {
            (ContentType.objects.get_for_model(model).pk, obj.pk): obj
            for model in volgorde
            for obj in self._rijen(model, pks[model])
        }

    def _rijen(self, model, pks):
        rijen = model._base_manager.filter(pk__in=pks).order_by("pk")
        return rijen.select_for_update() if self.vergrendeld else rijen

    @cached_property
    def later(self):
        """Later changes per object, newest first: who stands in the way."""
        eerste = min(wijziging.pk for wijziging in self.wijzigingen)
        eigen = {wijziging.pk for wijziging in self.wijzigingen}
        soorten, pks = zip(*self.sporen, strict=True)
        rijen = (
            Wijziging.objects.uitgevoerd()
            .filter(pk__gt=eerste, soort_object__in=set(soorten), object_id__in=set(pks))
            .order_by("-pk")
        )
        later = {}
        for rij in rijen:
            if rij.pk not in eigen:
                later.setdefault((rij.soort_object_id, rij.object_id), []).append(rij)
        return later

    @cached_property
    def conflicten(self):
        return samengevat(
            [
                *latere_bewerkingen(self),
                *verdwenen_verwijzingen(self),
                *bezette_plaatsen(self),
            ]
        )

    @property
    def onbeslist(self):
        """Conflicts about which nobody chose yet, or for which was chosen what cannot be done."""
        return [
            conflict
            for conflict in self.conflicten
            if self.keuzes.get(conflict.sleutel) not in conflict.keuzes
        ]

    @cached_property
    def blijft(self):
        """Objects that are left as they are, and with them what hangs under them."""
        blijft = {
            conflict.object
            for conflict in self.conflicten
            if not conflict.veld and self.keuzes.get(conflict.sleutel) != TERUG
        }
        groeit = True
        while groeit:
            erbij = {
                sleutel
                for sleutel, spoor in self.sporen.items()
                if sleutel not in blijft and not spoor.is_gewijzigd
                if blijft & set(spoor.verwijzingen(_kant(spoor)).values())
            }
            blijft |= erbij
            groeit = bool(erbij)
        return blijft

    @cached_property
    def terug(self):
        """Per changed object the names of the fields that get their old value again."""
        return {
            sleutel: self._velden_terug(sleutel, spoor)
            for sleutel, spoor in self.sporen.items()
            if spoor.is_gewijzigd and sleutel in self.huidig and sleutel not in self.blijft
        }

    @cached_property
    def _laten(self):
        """Per object the fields that stay as somebody left them later."""
        laten = {}
        for conflict in self.conflicten:
            if self.keuzes.get(conflict.sleutel) != TERUG:
                laten.setdefault(conflict.object, set()).add(conflict.veld)
        return laten

    def _velden_terug(self, sleutel, spoor):
        laten = self._laten.get(sleutel, set())
        obj = self.huidig[sleutel]
        velden = {
            naam for naam in spoor.velden if naam not in laten and not staat_er_al(spoor, naam, obj)
        }
        # what follows from other fields is only put back together with all of them
        stil = {naam for naam in velden if spoor.velden[naam].get("stil")}
        return velden - stil if laten else velden

    @property
    def doet_mee(self):
        """Objects of which something is put back, as they are at the start."""
        return {sleutel for sleutel in self.sporen if self._doet_mee(sleutel)}

    def _doet_mee(self, sleutel):
        spoor = self.sporen[sleutel]
        if spoor.is_gewijzigd:
            return bool(self.terug.get(sleutel))
        er_is_iets_te_doen = (spoor.is_toegevoegd and sleutel in self.huidig) or (
            spoor.is_verwijderd and sleutel not in self.huidig
        )
        return er_is_iets_te_doen and sleutel not in self.blijft

    @cached_property
    def aantal(self):
        """How many lines the history gets of it."""
        return len(self.doet_mee)

    def regels(self, aantal):
        """What will happen, as the lines that the history gets: of what was done first."""
        mee = [sleutel for sleutel in self.sporen if self._doet_mee(sleutel)]
        return [self._regel(sleutel) for sleutel in mee[-aantal:]]

    def _regel(self, sleutel):
        spoor = self.sporen[sleutel]
        namen = self.terug.get(sleutel, spoor.velden)
        return spoor.terug({naam: spoor.velden[naam] for naam in namen})


def staat_er_al(spoor, naam, obj):
    return spoor.huidige_waarde(naam, obj) == spoor.waarde(naam, "oud")


def _kant(spoor):
    return "nieuw" if spoor.is_toegevoegd else "oud"
