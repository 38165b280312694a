"""What one handeling did to one object: how it was before, and how it was left."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.utils.functional import cached_property

from pmiek.enums import Wijzigingsoort
from pmiek.wijziging import Wijziging


def sleutel_van(wijziging):
    return wijziging.soort_object_id, wijziging.object_id


def sleutel_van_object(obj):
    return ContentType.objects.get_for_model(obj).pk, obj.pk


def lees_sporen(wijzigingen):
    """One spoor per object, from changes that come newest first."""
    sporen = {}
    for wijziging in wijzigingen:
        sporen.setdefault(sleutel_van(wijziging), []).insert(0, wijziging)
    return {sleutel: Spoor(regels) for sleutel, regels in sporen.items()}


@dataclass
class Spoor:
    wijzigingen: list  # oldest first

    @property
    def sleutel(self):
        return sleutel_van(self.wijzigingen[0])

    @property
    def laatste(self):
        return self.wijzigingen[-1]

    @cached_property
    def model(self):
        return ContentType.objects.get_for_id(self.laatste.soort_object_id).model_class()

    @property
    def bestond(self):
        return self.wijzigingen[0].soort != Wijzigingsoort.AANGEMAAKT

    @property
    def bleef(self):
        return self.laatste.soort != Wijzigingsoort.VERWIJDERD

    @property
    def is_toegevoegd(self):
        return self.bleef and not self.bestond

    @property
    def is_verwijderd(self):
        return self.bestond and not self.bleef

    @property
    def is_gewijzigd(self):
        return self.bestond and self.bleef

    @cached_property
    def veldnamen(self):
        return {f.name: f for f in self.model.tracked_fields()}

    @cached_property
    def velden(self):
        """Per field what stood there before and what was left, where the two differ."""
        samen = {}
        for wijziging in self.wijzigingen:
            for naam, veld in wijziging.velden.items():
                begin = samen.get(naam, veld)
                samen[naam] = veld | {"oud": begin["oud"], "oud_tekst": begin["oud_tekst"]}
        return {
            naam: veld
            for naam, veld in samen.items()
            # a field that the model no longer has cannot be put back
            if naam in self.veldnamen and veld["oud"] != veld["nieuw"]
        }

    @property
    def naam(self):
        soort, naam = self.laatste.soortnaam, self.laatste.naam
        return f"{soort} ‘{naam}’"

    def terug(self, velden):
        """The line that the history will have when this is reverted; it is never saved."""
        return Wijziging(
            soort=self._soort_terug,
            soort_object=self.laatste.soort_object,
            object_id=self.laatste.object_id,
            onderwerp_soort=self.laatste.onderwerp_soort,
            onderwerp_id=self.laatste.onderwerp_id,
            naam=self.laatste.naam,
            velden={naam: _omgekeerd(veld) for naam, veld in velden.items()},
        )

    @property
    def _soort_terug(self):
        if self.is_toegevoegd:
            return Wijzigingsoort.VERWIJDERD
        return Wijzigingsoort.AANGEMAAKT if self.is_verwijderd else Wijzigingsoort.GEWIJZIGD

    def waarde(self, naam, kant):
        """A stored value ("oud" or "nieuw") as the field keeps it."""
        return plain_to_python(self.veldnamen[naam], self.velden.get(naam, {}).get(kant))

    def huidige_waarde(self, naam, obj):
        f = self.veldnamen[naam]
        return plain_to_python(f, getattr(obj, f.attname))

    def verwijzingen(self, kant):
        """Objects that the old or the left version points at, as {field name: key}."""
        return {
            naam: (ContentType.objects.get_for_model(f.related_model).pk, pk)
            for naam, f in self.veldnamen.items()
            if f.remote_field and (pk := self.waarde(naam, kant)) is not None
        }


def _omgekeerd(veld):
    return veld | {
        "oud": veld["nieuw"],
        "nieuw": veld["oud"],
        "oud_tekst": veld["nieuw_tekst"],
        "nieuw_tekst": veld["oud_tekst"],
    }


def plain_to_python(f, waarde):
    """JSON knows no dates and no decimals: a value as the database would give it."""
    return f.get_prep_value(f.to_python(waarde))
