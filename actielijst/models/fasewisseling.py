from django.db import models
from django.db.models import Q
from django.utils import timezone

from actielijst.enums import Fase
from actielijst.models.project import Project, tekstveld
from actielijst.querysets import FasewisselingQuerySet
from pmiek.wijziging import Wijziging

FASEN = ["", *Fase]


class Fasewisseling(models.Model):
    """What a line of the history cannot say of a change of phase: why.

    When, by whom and through which channel stand in that line. Written by `Project`, never altered.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="fasewisselingen")
    wijziging = models.OneToOneField(Wijziging, models.PROTECT, related_name="fasewisseling")
    van = models.CharField("van", max_length=20, choices=Fase, blank=True)
    naar = models.CharField("naar", max_length=20, choices=Fase, blank=True)
    reden = tekstveld("reden")

    objects = FasewisselingQuerySet.as_manager()

    class Meta:
        ordering = ["-wijziging__wanneer", "-pk"]
        verbose_name = "fasewisseling"
        verbose_name_plural = "fasewisselingen"
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(van__in=FASEN, naar__in=FASEN) & ~Q(van=models.F("naar")),
                name="fasewisseling_tussen_twee_fasen",
            ),
        ]

    def __str__(self):
        return f"{Fase.woord(self.van)} naar {Fase.woord(self.naar)}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise NotImplementedError("De historie wordt niet gewijzigd.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise NotImplementedError("De historie wordt niet gewist.")

    @property
    def datum(self):
        return timezone.localdate(self.wijziging.wanneer)

    @property
    def is_eerste(self):
        """The project had no phase yet."""
        return not self.van

    @property
    def is_terug(self):
        return self.naar in Fase.eerdere(self.van)

    @property
    def richting(self):
        if self.is_eerste:
            return "eerste indeling"
        return "terug" if self.is_terug else "vooruit"
