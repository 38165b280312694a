from django.conf import settings
from django.db import models
from django.db.models import Q

from actielijst.enums import Fase
from actielijst.models import Project
from actielijst.models.project import tekstveld
from monitoring.enums import Oordeel, Oorzaaksoort, Regelstand
from monitoring.models.gesloten import weiger_in_gesloten_ronde
from monitoring.models.lijst import Categorie
from monitoring.models.ronde import Monitoringronde
from monitoring.querysets import (
    MonitoringregelQuerySet,
    RegelcorrectieQuerySet,
    RegeltrekkerQuerySet,
)
from pmiek import batch
from pmiek.history import Geweigerd, TrackedModel, is_undoing
from pmiek.models import Partij
from pmiek.periode import PeriodeField, lees_periode
from pmiek.validators import valideer_tekst


def is_nvt(tekst):
    """'n.v.t.', in any of its spellings: it does not apply here, which is not the same as empty."""
    return lees_periode(tekst).is_nvt


def _weiger_als_gesloten(regel):
    weiger_in_gesloten_ronde(regel.ronde_id, regel.project.provincie_id)


class Monitoringregel(TrackedModel):
    """One project in one round: the columns of bijlage 2, and what explains them."""

    ronde = models.ForeignKey(Monitoringronde, models.PROTECT, related_name="regels")
    project = models.ForeignKey(Project, models.PROTECT, related_name="monitoringregels")
    ibn = PeriodeField("haalbaarheid IBN")
    oordeel = models.CharField("haalbaar?", max_length=20, choices=Oordeel, blank=True)
    categorie = models.ForeignKey(
        Categorie,
        models.PROTECT,
        verbose_name="soort aandachtspunt",
        null=True,
        blank=True,
        related_name="regels",
    )
    aandachtspunt = tekstveld("aandachtspunten (proces of risico)")
    versnellingsactie = tekstveld("versnellingsactie")
    trekkers = models.ManyToManyField(
        Partij, through="Regeltrekker", related_name="monitoringregels"
    )
    overige_trekkers = models.CharField(
        "andere trekkers",
        max_length=300,
        blank=True,
        validators=[valideer_tekst],
        help_text="Wie niet in de lijst staat, of n.v.t.",
    )
    vraag = tekstveld("vraag aan energyboard")
    oorzaak = models.ForeignKey(
        Categorie,
        models.PROTECT,
        verbose_name="oorzaak van de verschuiving",
        null=True,
        blank=True,
        related_name="regels_als_oorzaak",
    )
    oorzaaksoort = models.CharField(
        "soort oorzaak", max_length=10, choices=Oorzaaksoort, blank=True
    )
    oorzaak_toelichting = tekstveld("toelichting bij de oorzaak")
    fase = models.CharField("fase bij deze ronde", max_length=20, choices=Fase, blank=True)
    stand_van = models.DateField("laatst bevestigd", null=True, blank=True)
    bevestigd_op = models.DateTimeField("bevestigd op", null=True, blank=True)
    bevestigd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="bevestigd door",
        null=True,
        blank=True,
        related_name="bevestigde_regels",
    )
    ongewijzigd = models.BooleanField("ongewijzigd bevestigd", default=False)
    voorbeeld = models.BooleanField("voorbeeldgegevens", default=False)

    objects = MonitoringregelQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        ordering = ["project__sorteersleutel", "project__pk"]
        verbose_name = "monitoringsregel"
        verbose_name_plural = "monitoringsregels"
        constraints = [
            models.UniqueConstraint(
                fields=["ronde", "project"],
                name="monitoringregel_eenmaal",
                violation_error_message="Dit project staat al in deze ronde.",
            ),
            models.CheckConstraint(
                condition=Q(oordeel__in=["", *Oordeel]), name="monitoringregel_oordeel_bestaat"
            ),
            models.CheckConstraint(
                condition=Q(oorzaaksoort__in=["", *Oorzaaksoort]),
                name="monitoringregel_oorzaaksoort_bestaat",
            ),
            models.CheckConstraint(
                condition=Q(ongewijzigd=False) | Q(bevestigd_op__isnull=False),
                name="monitoringregel_ongewijzigd_is_bevestigd",
            ),
        ]

    def __str__(self):
        return f"{self.project} ({self.ronde})"

    @property
    def historie_onderwerp(self):
        return self.project

    @property
    def historie_naam(self):
        return str(self.ronde)

    @staticmethod
    def historie_zinnen(velden):
        """To confirm is one thing, not four fields."""
        if "bevestigd_op" not in velden:
            return {}
        samen = ("bevestigd_op", "bevestigd_door", "stand_van", "ongewijzigd")
        if velden["bevestigd_op"]["nieuw"] is None:
            return {samen: "bevestiging ingetrokken"}
        gelijk = "ongewijzigd " if velden.get("ongewijzigd", {}).get("nieuw") else ""
        wie = velden.get("bevestigd_door", {}).get("nieuw_tekst", "")
        return {samen: f"{gelijk}bevestigd" + (f" door {wie}" if wie else "")}

    @property
    def is_bevestigd(self):
        return self.bevestigd_op is not None

    @property
    def stand(self):
        return Regelstand.van(self.is_bevestigd, self.ongewijzigd)

    @property
    def losse_vraag(self):
        """What the row itself asks: its own words, on no agenda and without an answer."""
        tekst = self.vraag.strip()
        return "" if is_nvt(tekst) else tekst

    def save(self, *args, **kwargs):
        with batch.whole():
            _weiger_als_gesloten(self)
            if self.project.provincie_id != self.ronde.provincie_id:
                raise Geweigerd("Dit project hoort niet bij de provincie van deze ronde.")
            super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        with batch.whole():
            _weiger_als_gesloten(self)
            # an undo takes away what it added line by line
            for rij in () if is_undoing() else self.trekkerrijen.all():
                rij.delete()
            return super().delete(*args, **kwargs)


class Regeltrekker(TrackedModel):
    regel = models.ForeignKey(Monitoringregel, models.PROTECT, related_name="trekkerrijen")
    partij = models.ForeignKey(
        Partij, models.PROTECT, verbose_name="partij", related_name="regeltrekkers"
    )

    objects = RegeltrekkerQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        ordering = ["pk"]
        verbose_name = "trekker in de monitoring"
        verbose_name_plural = "trekkers in de monitoring"
        constraints = [
            models.UniqueConstraint(fields=["regel", "partij"], name="regeltrekker_eenmaal")
        ]

    def __str__(self):
        return f"{self.partij} ({self.regel.ronde})"

    @property
    def historie_onderwerp(self):
        return self.regel.project

    def save(self, *args, **kwargs):
        with batch.whole():
            _weiger_als_gesloten(self.regel)
            super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        with batch.whole():
            _weiger_als_gesloten(self.regel)
            return super().delete(*args, **kwargs)


class Regelcorrectie(TrackedModel):
    """Why a row of a closed round is not what it was, and what it was."""

    regel = models.ForeignKey(Monitoringregel, models.PROTECT, related_name="correcties")
    reden = models.TextField("reden", max_length=1000, validators=[valideer_tekst])
    gemaakt_op = models.DateTimeField("gecorrigeerd op", auto_now_add=True)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="regelcorrecties"
    )
    vorige = models.JSONField("wat er stond", default=list, editable=False)
    # the same as values, to put it back with
    waarden = models.JSONField("waarden die er stonden", default=dict, editable=False)

    objects = RegelcorrectieQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        ordering = ["-gemaakt_op", "-pk"]
        verbose_name = "correctie van een monitoringsregel"
        verbose_name_plural = "correcties van monitoringsregels"

    def __str__(self):
        return f"correctie van {self.regel}"

    @property
    def historie_onderwerp(self):
        return self.regel.project
