"""Objects as they were when a file was made, put together from the history.

A file names the last line of the history that it knows, and each row the version of its object.
"""

import copy
from collections import defaultdict

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist

from pmiek.enums import Wijzigingsoort
from pmiek.wijziging import Wijziging

KOLOMMEN = ("volgnummer", "soort", "soort_object_id", "object_id", "onderwerp_id", "velden")
AUTEUR = ("door_naam", "wanneer")
# of a file that does not say what it knew: everything in it is as it is meant
NU = None


class Vroeger:
    """The history of what the sheets of a file are about, read once for all its rows."""

    def __init__(self, stand=None):
        self.stand = stand
        self._grenzen, self._genoemd, self._gelezen = {}, set(), {}

    def over(self, objecten):
        """Name what will be asked about: its history is then read together, and no other."""
        self._genoemd |= {_sleutel(obj.historie_onderwerp) for obj in objecten}

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
        if self.stand is not None and nummer == obj.versie - len(self._eigen(obj, self.stand)):
            return self.stand
        return self._grens_van_versie(obj, nummer)

    def _grens_van_versie(self, obj, nummer):
        """For a row out of another file, or a file that lost what it knew."""
        eigen = self._eigen(obj, 0)
        later = obj.versie - nummer
        if later < 0:
            return self.stand
        return eigen[later].volgnummer if later < len(eigen) else 0

    def _eigen(self, obj, grens):
        return [
            lijn
            for lijn in self._lijnen(obj, grens)
            if (lijn.soort_object_id, lijn.object_id) == _sleutel(obj)
        ]

    def _links(self, obj, veld, grens):
        """Lines about the rows that hang something of another table on this object."""
        bron = veld.m2m_field_name()
        return [
            lijn
            for lijn in self._van_soort(obj, veld.remote_field.through, grens)
            if obj.pk in lijn.velden.get(bron, {}).values()
        ]

    def _onder(self, obj, naam, grens):
        return self._van_soort(obj, obj._meta.get_field(naam).related_model, grens)

    def _van_soort(self, obj, model, grens):
        soort = ContentType.objects.get_for_model(model).pk
        return [lijn for lijn in self._lijnen(obj, grens) if lijn.soort_object_id == soort]

    def _lijnen(self, obj, grens):
        """The lines after this one about what the object is read under, newest first."""
        # a file that says what it knew seldom needs what was before that
        vanaf = self.stand if self.stand is not None and grens >= self.stand else 0
        onderwerp = _sleutel(obj.historie_onderwerp)
        gelezen = self._gelezen.setdefault(vanaf, {})
        if onderwerp not in gelezen:
            _lees(gelezen, self._genoemd | {onderwerp}, vanaf)
        return [lijn for lijn in gelezen[onderwerp] if lijn.volgnummer > grens]


def _lees(gelezen, onderwerpen, vanaf):
    """Add the lines after `vanaf` of those that are not in `gelezen` yet."""
    per_soort = defaultdict(list)
    for soort, pk in onderwerpen - gelezen.keys():
        gelezen[soort, pk] = []
        per_soort[soort].append(pk)
    for soort, pks in per_soort.items():
        # by what they are about: not the whole history of the province since
        lijnen = Wijziging.objects.uitgevoerd().filter(
            onderwerp_soort=soort, onderwerp_id__in=pks, volgnummer__gt=vanaf
        )
        op_volgorde = lijnen.order_by("-volgnummer")
        for lijn in op_volgorde.values_list(*KOLOMMEN, *AUTEUR, named=True).iterator():
            gelezen[soort, lijn.onderwerp_id].append(lijn)


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
