from django.db import models
from django.db.models.query_utils import DeferredAttribute

from pmiek.periode.forms import PeriodeFormField, weiger_onmogelijke_periode
from pmiek.periode.lezen import MAX_TEKENS, lees_periode
from pmiek.periode.waarde import Precisie
from pmiek.validators import valideer_tekst

DELEN = ("van", "tot_en_met", "precisie")


class PeriodeAttribute(DeferredAttribute):
    """Takes a text or a `Periode`, gives a `Periode`, and fills the columns beside it."""

    def __set__(self, instance, value):
        periode = lees_periode("" if value is None else str(value))
        instance.__dict__[self.field.attname] = periode
        for deel in DELEN:
            instance.__dict__[f"{self.field.attname}_{deel}"] = getattr(periode, deel)


class AfgeleidAttribute(DeferredAttribute):
    """Keeps what the text gave: an assigned value only counts where the text was not loaded."""

    def __set__(self, instance, value):
        instance.__dict__.setdefault(self.field.attname, value)


class AfgeleideDatum(models.DateField):
    descriptor_class = AfgeleidAttribute


class AfgeleidePrecisie(models.CharField):
    descriptor_class = AfgeleidAttribute


class PeriodeField(models.CharField):
    """A text about time in its own column, with three columns beside it that follow the text.

    `planning` brings `planning_van`, `planning_tot_en_met` and `planning_precisie`. They are
    written whenever the model is saved; where columns are named, as in `save(update_fields=…)` and
    `only(…)`, name them all: `PeriodeField.kolommen("planning")`. A queryset's `update()` knows
    nothing of this and leaves the dates as they were.
    """

    descriptor_class = PeriodeAttribute
    default_validators = [valideer_tekst, weiger_onmogelijke_periode]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"max_length": MAX_TEKENS, "blank": True, "default": ""} | kwargs)

    @staticmethod
    def kolommen(naam):
        return [naam, *(f"{naam}_{deel}" for deel in DELEN)]

    def contribute_to_class(self, cls, name, **kwargs):
        super().contribute_to_class(cls, name, **kwargs)
        if cls.__module__ == "__fake__":  # a migration names the three columns itself
            return
        cls.add_to_class(f"{name}_van", AfgeleideDatum(null=True, editable=False))
        cls.add_to_class(f"{name}_tot_en_met", AfgeleideDatum(null=True, editable=False))
        precisie = AfgeleidePrecisie(max_length=10, default=Precisie.ONBEKEND, editable=False)
        cls.add_to_class(f"{name}_precisie", precisie)

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": PeriodeFormField, **kwargs})
