from django.db import models
from django.db.models import Q
from django.utils import timezone

from actielijst.enums import Afspraaksoort, Afspraakstatus
from actielijst.models.project import TEKSTGRENS, Project, tekstveld
from actielijst.querysets import AfspraakpartijQuerySet, AfspraakQuerySet
from pmiek import batch
from pmiek.history import TrackedModel, is_undoing
from pmiek.models import Partij
from pmiek.periode import PeriodeField, is_verschoven
from pmiek.validators import valideer_geweest, valideer_tekst


class Uitvoeringsafspraak(TrackedModel):
    project = models.ForeignKey(Project, models.PROTECT, related_name="afspraken")
    volgorde = models.PositiveIntegerField("plaats", default=0)
    activiteit = models.TextField("activiteit", max_length=TEKSTGRENS, validators=[valideer_tekst])
    trekker = models.ForeignKey(
        Partij,
        models.PROTECT,
        verbose_name="trekker / verantwoordelijke",
        null=True,
        blank=True,
        related_name="afspraken_als_trekker",
    )
    trekker_persoon = models.CharField(
        "contactpersoon", max_length=120, blank=True, validators=[valideer_tekst]
    )
    betrokken_partijen = models.ManyToManyField(
        Partij, through="Afspraakpartij", related_name="afspraken"
    )
    overige_betrokkenen = models.CharField(
        "andere betrokkenen", max_length=300, blank=True, validators=[valideer_tekst]
    )
    resultaat = tekstveld("resultaat")
    planning = PeriodeField("planning")
    eerste_planning = models.CharField(
        "eerste planning", max_length=200, blank=True, editable=False
    )
    status = models.CharField(
        "status", max_length=20, choices=Afspraakstatus, default=Afspraakstatus.OPEN
    )
    # of what was dropped as well: the day on which it stopped being open
    afgerond_op = models.DateField(
        "afgerond op", null=True, blank=True, validators=[valideer_geweest]
    )
    soort = models.CharField(
        "soort", max_length=20, choices=Afspraaksoort, default=Afspraaksoort.UITVOERING
    )
    voorbeeld = models.BooleanField("voorbeeldgegevens", default=False)
    # given when the row is put on the screen: a form that is sent twice makes it once
    sleutel = models.UUIDField(null=True, unique=True, editable=False)

    objects = AfspraakQuerySet.as_manager()
    ook_in_historie = frozenset({"eerste_planning"})
    # why the planning moves, for who knows; written with the move itself
    reden = {}

    class Meta(TrackedModel.Meta):
        ordering = ["volgorde", "pk"]
        verbose_name = "uitvoeringsafspraak"
        verbose_name_plural = "uitvoeringsafspraken"
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=Afspraakstatus.values), name="afspraak_status_bestaat"
            ),
            models.CheckConstraint(
                condition=Q(soort__in=Afspraaksoort.values), name="afspraak_soort_bestaat"
            ),
        ]
        indexes = [
            models.Index(fields=["status", "planning_tot_en_met"], name="afspraak_verlopen"),
        ]

    def __str__(self):
        return self.activiteit

    @property
    def historie_onderwerp(self):
        return self.project

    @property
    def is_actief(self):
        return self.status in Afspraakstatus.actief()

    def is_verlopen(self, peildatum=None):
        peildatum = peildatum or timezone.localdate()
        return self.is_actief and self.planning.is_verlopen(peildatum)

    @property
    def is_verschoven(self):
        return bool(self.eerste_planning) and is_verschoven(self.eerste_planning, self.planning)

    def rollen(self, partij):
        """What this party is here, in words; the rows that `van_partij` finds have at least one."""
        project = self.project
        gevonden = {
            "trekker": self.trekker_id == partij.pk,
            "betrokken bij de afspraak": partij in self.betrokken_partijen.all(),
            "bevoegd gezag": project.bevoegd_gezag_id == partij.pk,
            "gemeente": partij in project.gemeenten.all(),
            "netbeheerder": any(
                rij.netbeheerder_id == partij.pk for rij in project.ip_koppelingen.all()
            ),
            "betrokken bij het project": partij in project.betrokken_partijen.all(),
            "volgende fase": project.volgende_fase_wie_id == partij.pk,
        }
        return [rol for rol, is_zo in gevonden.items() if is_zo]

    @property
    def laatste_verschuiving(self):
        # rows that were prefetched are not asked for again
        return next(iter(reversed(self.verschuivingen.all())), None)

    def save(self, *args, **kwargs):
        # the first promise is kept for ever; a later planning never replaces it
        self.eerste_planning = self.eerste_planning or str(self.planning)
        with batch.whole():
            super().save(*args, **kwargs)

    def _record(self, soort, before, after):
        """Whatever moves the planning, the move is kept beside it."""
        wijziging = super()._record(soort, before, after)
        was = before.get("planning", "")
        if was.strip() and not is_undoing() and is_verschoven(was, self.planning):
            self.verschuivingen.create(van=was, naar=str(self.planning), **self.reden)
        return wijziging

    def delete(self, *args, **kwargs):
        with batch.whole():
            # an undo takes away what it added line by line
            for rijen in () if is_undoing() else self._eigen_rijen:
                for rij in rijen.all():
                    rij.delete()
            return super().delete(*args, **kwargs)

    @property
    def _eigen_rijen(self):
        return self.partijrijen, self.verschuivingen, self.aanvaardingen


class Afspraakpartij(TrackedModel):
    afspraak = models.ForeignKey(Uitvoeringsafspraak, models.PROTECT, related_name="partijrijen")
    partij = models.ForeignKey(
        Partij, models.PROTECT, verbose_name="partij", related_name="afspraakrijen"
    )

    objects = AfspraakpartijQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        ordering = ["pk"]
        verbose_name = "betrokken partij bij afspraak"
        verbose_name_plural = "betrokken partijen bij afspraak"
        constraints = [
            models.UniqueConstraint(fields=["afspraak", "partij"], name="afspraakpartij_eenmaal")
        ]

    def __str__(self):
        return f"{self.partij} ({self.afspraak.activiteit})"

    @property
    def historie_onderwerp(self):
        return self.afspraak.project
