from django.db import models
from django.db.models import Q
from django.urls import reverse

from actielijst.models import Project
from actielijst.models.project import tekstveld
from monitoring.enums import Vraagsoort, Vraagstatus
from monitoring.models.ronde import Monitoringronde
from monitoring.querysets import VraagafspraakQuerySet, VraagprojectQuerySet, VraagQuerySet
from pmiek.history import TrackedModel
from pmiek.models import Provincie
from pmiek.validators import valideer_tekst


class VraagAanEnergyboard(TrackedModel):
    """What the board is asked. Not answered, it is on the agenda of every next round."""

    provincie = models.ForeignKey(Provincie, models.PROTECT, related_name="vragen")
    ronde = models.ForeignKey(
        Monitoringronde,
        models.PROTECT,
        verbose_name="voor het eerst op de agenda",
        related_name="nieuwe_vragen",
    )
    soort = models.CharField("soort vraag", max_length=20, choices=Vraagsoort)
    titel = models.CharField("vraag in één regel", max_length=200, validators=[valideer_tekst])
    geadresseerde = models.CharField(
        "aan wie", max_length=120, blank=True, validators=[valideer_tekst]
    )
    projecten = models.ManyToManyField(Project, through="Vraagproject", related_name="vragen")
    gevraagd = tekstveld("wat wordt gevraagd")
    gewenst_besluit = tekstveld("gewenst besluit")
    anders = tekstveld("wat gebeurt er zonder antwoord")
    status = models.CharField(
        "stand", max_length=20, choices=Vraagstatus, default=Vraagstatus.GESTELD
    )
    antwoord = tekstveld("antwoord van het bestuur")
    beantwoord_op = models.DateField("beantwoord op", null=True, blank=True)
    terugkoppeling = tekstveld("terugkoppeling")
    teruggekoppeld_op = models.DateField("teruggekoppeld op", null=True, blank=True)
    afgedaan_op = models.DateField("afgedaan op", null=True, blank=True)
    voorbeeld = models.BooleanField("voorbeeldgegevens", default=False)

    objects = VraagQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        ordering = ["-ronde__peildatum", "-pk"]
        verbose_name = "vraag aan energyboard"
        verbose_name_plural = "vragen aan energyboard"
        constraints = [
            models.CheckConstraint(
                condition=Q(soort__in=Vraagsoort.values), name="vraag_soort_bestaat"
            ),
            models.CheckConstraint(
                condition=Q(status="gesteld", beantwoord_op__isnull=True)
                | Q(
                    ~Q(antwoord=""),
                    status__in=["beantwoord", "teruggekoppeld", "afgedaan"],
                    beantwoord_op__isnull=False,
                ),
                name="vraag_beantwoord_met_antwoord",
                violation_error_message="Schrijf op wat het bestuur antwoordde, en wanneer.",
            ),
        ]

    def __str__(self):
        return self.titel

    def get_absolute_url(self):
        return reverse("monitoring:vraag_detail", args=[self.provincie.slug, self.pk])

    @property
    def regel(self):
        """'Besluit: de provincie neemt …', as the column of bijlage 2 says it."""
        return f"{self.get_soort_display().capitalize()}: {self.titel}"

    @property
    def is_open(self):
        return self.status == Vraagstatus.GESTELD


class Vraagproject(TrackedModel):
    vraag = models.ForeignKey(VraagAanEnergyboard, models.PROTECT, related_name="projectrijen")
    project = models.ForeignKey(
        Project, models.PROTECT, verbose_name="project", related_name="vraagrijen"
    )

    objects = VraagprojectQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        ordering = ["project__sorteersleutel", "pk"]
        verbose_name = "project bij een vraag"
        verbose_name_plural = "projecten bij een vraag"
        constraints = [
            models.UniqueConstraint(fields=["vraag", "project"], name="vraagproject_eenmaal")
        ]

    def __str__(self):
        return f"{self.vraag} ({self.project})"

    @property
    def historie_onderwerp(self):
        return self.project


class Vraagafspraak(TrackedModel):
    """That an answer became an agreement.

    By number and not by key: whoever edits a fiche may remove an agreement without knowing this.
    """

    vraag = models.ForeignKey(VraagAanEnergyboard, models.PROTECT, related_name="afspraakrijen")
    project = models.ForeignKey(Project, models.PROTECT, related_name="afspraken_uit_vragen")
    afspraaknummer = models.PositiveBigIntegerField("nummer van de afspraak", unique=True)

    objects = VraagafspraakQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        ordering = ["pk"]
        verbose_name = "afspraak na een vraag"
        verbose_name_plural = "afspraken na een vraag"

    def __str__(self):
        return f"afspraak na: {self.vraag}"

    @property
    def historie_onderwerp(self):
        return self.project
