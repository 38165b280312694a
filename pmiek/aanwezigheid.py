"""Who is editing what at this moment. No lock, no history: a page reports itself now and then."""

import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone

# three reports missed
VERGETEN_NA = datetime.timedelta(seconds=90)


class AanwezigheidQuerySet(models.QuerySet):
    def op_plek(self, formulier, provincie, object_id):
        return self.filter(formulier=formulier, provincie_id=provincie, object_id=object_id)

    def nu(self):
        """Who reported lately, and still has a role in the province of the page."""
        rijen = self.filter(gezien__gt=_grens()).select_related("gebruiker")
        return [
            rij for rij in rijen if rij.gebruiker.rollen.filter(provincie=rij.provincie_id).exists()
        ]

    def vergeten(self):
        return self.filter(gezien__lte=_grens())

    def meld(self, gebruiker, formulier, provincie, object_id):
        hier = self.op_plek(formulier, provincie, object_id)
        hier.vergeten().delete()
        wie = {"gebruiker_id": gebruiker, "formulier": formulier, "provincie_id": provincie}
        nu = timezone.now()
        self.update_or_create(
            **wie,
            object_id=object_id,
            defaults={"gezien": nu},
            create_defaults={"gezien": nu, "sinds": nu},
        )

    def vertrek(self, gebruiker, formulier, provincie, object_id):
        self.op_plek(formulier, provincie, object_id).filter(gebruiker_id=gebruiker).delete()


def _grens():
    return timezone.now() - VERGETEN_NA


class Aanwezigheid(models.Model):
    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    formulier = models.CharField("formulier", max_length=100)
    provincie = models.ForeignKey("pmiek.Provincie", models.PROTECT, related_name="+")
    object_id = models.BigIntegerField("nummer van het object")
    sinds = models.DateTimeField("sinds")
    gezien = models.DateTimeField("laatst gezien")

    objects = AanwezigheidQuerySet.as_manager()

    class Meta:
        ordering = ["sinds", "pk"]
        verbose_name = "aanwezigheid"
        verbose_name_plural = "aanwezigheden"
        constraints = [
            models.UniqueConstraint(
                fields=["formulier", "provincie", "object_id", "gebruiker"],
                name="aanwezigheid_eenmaal_per_plek",
            )
        ]

    def __str__(self):
        return f"{self.gebruiker} (sinds {timezone.localtime(self.sinds):%H:%M})"


def wie_bewerkt(anderen, wat):
    """'M. de Vries bewerkt deze fiche (sinds 14:20).', or nothing."""
    if not anderen:
        return ""
    if len(anderen) == 1:
        een = anderen[0]
        return f"{een.gebruiker} bewerkt {wat} (sinds {timezone.localtime(een.sinds):%H:%M})."
    *eerste, laatste = [str(een) for een in anderen]
    return f"{', '.join(eerste)} en {laatste} bewerken {wat}."
