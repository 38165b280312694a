from django.db import models
from django.db.models import Q

from actielijst.enums import Verschuifoorzaak
from actielijst.models.afspraak import Uitvoeringsafspraak
from actielijst.models.project import tekstveld
from actielijst.querysets import VerschuivingQuerySet
from pmiek.history import TrackedModel


class Verschuiving(TrackedModel):
    """A planning that moved once: from, to, and why; who and when stand in its history."""

    afspraak = models.ForeignKey(Uitvoeringsafspraak, models.PROTECT, related_name="verschuivingen")
    van = models.CharField("planning was", max_length=200, editable=False)
    naar = models.CharField("planning werd", max_length=200, blank=True, editable=False)
    oorzaak = models.CharField(
        "oorzaak van de verschuiving", max_length=20, choices=Verschuifoorzaak, blank=True
    )
    toelichting = tekstveld("toelichting in één zin")

    objects = VerschuivingQuerySet.as_manager()
    ook_in_historie = frozenset({"van", "naar"})

    class Meta(TrackedModel.Meta):
        ordering = ["pk"]
        verbose_name = "verschuiving"
        verbose_name_plural = "verschuivingen"
        constraints = [
            models.CheckConstraint(
                condition=Q(oorzaak__in=["", *Verschuifoorzaak]),
                name="verschuiving_oorzaak_bestaat",
            )
        ]

    def __str__(self):
        return f"{self.van} werd {self.naar or 'leeg'}"

    @property
    def historie_onderwerp(self):
        return self.afspraak.project

    @property
    def is_verklaard(self):
        return bool(self.oorzaak)

    def verklaar(self, reden):
        """Say afterwards why the planning moved."""
        for veld, waarde in reden.items():
            setattr(self, veld, waarde)
        self.save()
