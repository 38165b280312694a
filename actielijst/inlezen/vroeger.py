"""Objects as they were when a file was made, put together from the history.

A file names the last line of the history that it knows, and each row the version of its object.
"""

import copy
from collections import defaultdict
from functools import cached_property

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist

from pmiek.enums import Wijzigingsoort
from pmiek.wijziging import Wijziging

KOLOMMEN = ("volgnummer", "soort", "soort_object_id", "object_id", "onderwerp_id", "velden")
AUTEUR = ("door_naam", "wanneer")
# of a file that does not say what it knew: everything in it is as it is meant
NU = None


class Vroeger:
    """The history of one province, read once for all sheets of a file."""

    def __init__(self, provincie, stand=None):
        self.provincie, self.stand = provincie, stand
        self._grenzen = {}

    def toen(self, obj, versie="", rijen=()):
        """The object as the file knew it; the same one when nothing changed since.

        `rijen` names the rows under the object that the file shows too.
        """
        grens = self._grenzen[_sleutel(obj)] = self._grens(obj, versie)
        if grens is NU:
            return obj
        eigen = self._eigen(obj, grens)
        links = {veld: self._links(obj, veld, grens) for veld in obj._meta.many_to_many}
        onder = {naam: self._onder(obj, naam, grens) for naam in rijen}
        if not (eigen or any(links.values()) or any(onder.values())):
            return obj
        return _terug(obj, eigen, links, onder)

    def wie(self, obj, velden):
        """(name, moment) of who changed one of these fields last, since the file was made."""
        grens = self._grenzen.get(_sleutel(obj)) or 0
        lijnen = [lijn for lijn in self._eigen(obj, grens) if {*velden} & lijn.velden.keys()]
        for veld in obj._meta.many_to_many:
            if veld.name in velden:
                lijnen += self._links(obj, veld, grens)
        laatste = max(lijnen, key=lambda lijn: lijn.volgnummer, default=None)
        return (laatste.door_naam, laatste.wanneer) if laatste else ("Iemand anders", None)

    def _grens(self, obj, versie):
        """The last line of the history that this row of the file knows."""
        nummer = int(versie) if versie.isdecimal() and len(versie) < 10 else None
        if nummer is None:
            return self.stand
        if self.stand is not None:
            sinds = self._per_object(self.stand).get(_sleutel(obj), [])
            if nummer == obj.versie - len(sinds):
                return self.stand
        return self._grens_van_versie(obj, nummer)

    def _grens_van_versie(self, obj, nummer):
        """For a row out of another file, or a file that lost what it knew."""
        eigen = self._per_object(0).get(_sleutel(obj), [])
        later = obj.versie - nummer
        if later < 0:
            return self.stand
        return eigen[later].volgnummer if later < len(eigen) else 0

    def _eigen(self, obj, grens):
        return [lijn for lijn in self._lijnen_van(obj) if lijn.volgnummer > grens]

    def _lijnen_van(self, obj):
        grens = self._grenzen.get(_sleutel(obj))
        vanaf = self.stand if self.stand is not None and grens == self.stand else 0
        return self._per_object(vanaf).get(_sleutel(obj), [])

    def _links(self, obj, veld, grens):
        """Lines about the rows that hang something of another table on this object."""
        bron = veld.m2m_field_name()
        return [
            lijn
            for lijn in self._van_soort(veld.remote_field.through, grens)
            if obj.pk in lijn.velden.get(bron, {}).values()
        ]

    def _onder(self, obj, naam, grens):
        model = obj._meta.get_field(naam).related_model
        return [lijn for lijn in self._van_soort(model, grens) if lijn.onderwerp_id == obj.pk]

    def _van_soort(self, model, grens):
        vanaf = self.stand if self.stand is not None and grens >= self.stand else 0
        soort = ContentType.objects.get_for_model(model).pk
        lijnen = self._per_soort(vanaf).get(soort, [])
        return [lijn for lijn in lijnen if lijn.volgnummer > grens]

    def _per_object(self, vanaf):
        return (self._sinds_stand if vanaf else self._alles)[0]

    def _per_soort(self, vanaf):
        return (self._sinds_stand if vanaf else self._alles)[1]

    @cached_property
    def _sinds_stand(self):
        return self._lees(self.stand)

    @cached_property
    def _alles(self):
        return self._lees(0)

    def _lees(self, vanaf):
        lijnen = (
            Wijziging.objects.uitgevoerd()
            .filter(provincie=self.provincie, volgnummer__gt=vanaf)
            .order_by("-volgnummer")
            .values_list(*KOLOMMEN, *AUTEUR, named=True)
        )
        per_object, per_soort = defaultdict(list), defaultdict(list)
        for lijn in lijnen.iterator():
            per_object[lijn.soort_object_id, lijn.object_id].append(lijn)
            per_soort[lijn.soort_object_id].append(lijn)
        return per_object, per_soort


def _sleutel(obj):
    return ContentType.objects.get_for_model(obj).pk, obj.pk


def _terug(obj, eigen, links, onder):
    oud = copy.copy(obj)
    oud._prefetched_objects_cache = dict(getattr(obj, "_prefetched_objects_cache", {}))
    for lijn in eigen:
        _zet_terug(oud, lijn.velden)
    for veld, lijnen in links.items():
        if lijnen:
            pks = {een.pk for een in getattr(obj, veld.name).all()}
            objecten = veld.related_model.objects.filter(pk__in=_links_toen(pks, veld, lijnen))
            oud._prefetched_objects_cache[veld.name] = objecten
    for naam, lijnen in onder.items():
        if lijnen:
            oud._prefetched_objects_cache[naam] = _rijen_toen(obj, naam, lijnen)
    return oud


def _zet_terug(obj, velden):
    for naam, veld in velden.items():
        try:
            f = obj._meta.get_field(naam)
        except FieldDoesNotExist:
            continue
        if veld["oud"] is not None or f.null:
            setattr(obj, f.attname, f.to_python(veld["oud"]))
        elif not f.remote_field:
            # it did not exist yet: nobody had said anything
            setattr(obj, f.attname, f.get_default())


def _links_toen(pks, veld, lijnen):
    doel = veld.m2m_reverse_field_name()
    for lijn in lijnen:
        waarden = lijn.velden.get(doel, {})
        if lijn.soort == Wijzigingsoort.AANGEMAAKT:
            pks = pks - {waarden.get("nieuw")}
        else:
            pks = pks | {waarden.get("oud")} - {None}
    return pks


def _rijen_toen(obj, naam, lijnen):
    beheer = getattr(obj, naam)
    rijen = {rij.pk: copy.copy(rij) for rij in beheer.all()}
    for lijn in lijnen:
        if lijn.soort == Wijzigingsoort.AANGEMAAKT:
            rijen.pop(lijn.object_id, None)
            continue
        rij = rijen.setdefault(lijn.object_id, beheer.model(pk=lijn.object_id))
        _zet_terug(rij, lijn.velden)
    resultaat = beheer.model.objects.none()
    resultaat._result_cache = [rijen[pk] for pk in sorted(rijen)]
    return resultaat
