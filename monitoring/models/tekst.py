from django.conf import settings
from django.db import models

from actielijst.models.project import tekstveld
from monitoring.models.gesloten import weiger_in_gesloten_ronde
from monitoring.models.ronde import Monitoringronde
from monitoring.querysets import RonderijQuerySet, TekstcorrectieQuerySet
from pmiek import batch
from pmiek.history import TrackedModel
from pmiek.validators import valideer_tekst


class Wijzigingentekst(TrackedModel):
    """Own words instead of the sentences that follow from the figures, one sentence per line."""

    ronde = models.OneToOneField(Monitoringronde, models.PROTECT, related_name="wijzigingentekst")
    ibn = tekstveld("IBN verschoven")
    fase = tekstveld("fase en lijst")
    afspraken = tekstveld("afspraken gereed of over tijd")
    vragen = tekstveld("vragen aan het bestuur")
    niet_bevestigd = tekstveld("niet bevestigd in deze ronde")
    # {section: [project, sentence] pairs that followed from the rows when its words were written}
    afgeleid = models.JSONField("zinnen uit de gegevens", default=dict, editable=False)

    objects = RonderijQuerySet.as_manager()
    ook_in_historie = frozenset({"afgeleid"})

    class Meta(TrackedModel.Meta):
        verbose_name = "tekst bij de wijzigingen"
        verbose_name_plural = "teksten bij de wijzigingen"

    def __str__(self):
        return f"wijzigingen {self.ronde}"

    @property
    def historie_onderwerp(self):
        return self.ronde

    def save(self, *args, **kwargs):
        with batch.whole():
            weiger_in_gesloten_ronde(self.ronde_id, self.ronde.provincie_id)
            super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        with batch.whole():
            weiger_in_gesloten_ronde(self.ronde_id, self.ronde.provincie_id)
            return super().delete(*args, **kwargs)


class Tekstcorrectie(TrackedModel):
    """Why the annex of a closed round does not say what it said, and what it said."""

    ronde = models.ForeignKey(Monitoringronde, models.PROTECT, related_name="tekstcorrecties")
    reden = models.TextField("reden", max_length=1000, validators=[valideer_tekst])
    gemaakt_op = models.DateTimeField("gecorrigeerd op", auto_now_add=True)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="tekstcorrecties"
    )
    # [heading, text] of every section that changed
    vorige = models.JSONField("wat er stond", default=list, editable=False)

    objects = TekstcorrectieQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        ordering = ["-gemaakt_op", "-pk"]
        verbose_name = "correctie van de tekst bij de wijzigingen"
        verbose_name_plural = "correcties van de tekst bij de wijzigingen"

    def __str__(self):
        return f"correctie van de wijzigingen {self.ronde}"

    @property
    def historie_onderwerp(self):
        return self.ronde
