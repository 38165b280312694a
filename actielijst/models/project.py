from functools import partial

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from actielijst.enums import Editie, Fase, Herkomst, JaNee, Locatiestatus, Nmiek, Route
from actielijst.models.lijst import Keuze, PmiekRonde
from actielijst.nummers import natuurlijke_sleutel
from actielijst.querysets import ProjectQuerySet, ProjectrijQuerySet
from pmiek import batch
from pmiek.enums import Wijzigingsoort
from pmiek.history import TrackedModel
from pmiek.models import Partij, Provincie
from pmiek.periode import PeriodeField
from pmiek.validators import valideer_tekst, valideer_zichtbaar

TEKSTGRENS = 20_000
TERUGGEDRAAID = "Een eerdere wijziging is ongedaan gemaakt."


def tekstveld(naam, **opties):
    return models.TextField(
        naam, blank=True, max_length=TEKSTGRENS, validators=[valideer_tekst], **opties
    )


def keuzeveld(naam, gerelateerd):
    return models.ForeignKey(
        Keuze, models.PROTECT, verbose_name=naam, null=True, blank=True, related_name=gerelateerd
    )


class Project(TrackedModel):
    """One line of the pMIEK list, with the fields of bijlage 1 in the order of bijlage 1."""

    provincie = models.ForeignKey(Provincie, models.PROTECT, related_name="projecten")
    ronde = models.ForeignKey(
        PmiekRonde,
        models.PROTECT,
        verbose_name="pMIEK-ronde",
        null=True,
        blank=True,
        related_name="projecten",
        help_text="Leeg als het project niet op de pMIEK-lijst staat.",
    )
    nummer = models.CharField(
        "nummer", max_length=20, blank=True, validators=[valideer_tekst, valideer_zichtbaar]
    )
    sorteersleutel = models.CharField(max_length=200, editable=False)
    naam = models.CharField("naam", max_length=250, validators=[valideer_tekst])

    aanleiding = tekstveld("aanleiding")
    doel = tekstveld("doel")
    kansen_en_knelpunten = tekstveld("kansen en knelpunten")
    fase = models.CharField("projectfase", max_length=20, choices=Fase, blank=True)
    fase_toelichting = tekstveld("toelichting bij de fase")
    type_project = tekstveld("type project")
    herkomst = models.CharField("herkomst", max_length=1, choices=Herkomst, blank=True)
    schaalniveau = keuzeveld("schaalniveau", "projecten_van_schaal")
    nmiek = models.CharField("nMIEK", max_length=10, choices=Nmiek, blank=True)
    nmiek_toelichting = tekstveld("toelichting nMIEK")

    route = models.CharField("route", max_length=20, choices=Route, blank=True)
    route_toelichting = tekstveld("toelichting bij de route")
    vervolg = tekstveld("vervolg")
    volgende_fase_nodig = tekstveld("nodig voor de volgende fase")
    volgende_fase_wie = models.ForeignKey(
        Partij,
        models.PROTECT,
        verbose_name="wie zorgt daarvoor",
        null=True,
        blank=True,
        related_name="volgende_fasen",
    )
    volgende_fase_termijn = PeriodeField("binnen welke termijn")

    locatiestatus = models.CharField(
        "locatie bekend?", max_length=10, choices=Locatiestatus, default=Locatiestatus.BEKEND
    )
    locatie = tekstveld("locatie")
    breedtegraad = models.DecimalField(
        "breedtegraad",
        max_digits=7,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(50), MaxValueValidator(54)],
    )
    lengtegraad = models.DecimalField(
        "lengtegraad",
        max_digits=7,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(3), MaxValueValidator(8)],
    )
    gemeenten = models.ManyToManyField(
        Partij, through="Projectgemeente", related_name="projecten_in_gemeente"
    )

    type_infra = keuzeveld("type infra", "projecten_van_type")
    energiedrager = keuzeveld("energiedrager", "projecten_van_drager")
    betrokken_partijen = models.ManyToManyField(
        Partij, through="Betrokkenheid", related_name="projecten"
    )
    overige_betrokkenen = tekstveld("overige betrokkenen")
    bevoegd_gezag = models.ForeignKey(
        Partij,
        models.PROTECT,
        verbose_name="bevoegd gezag",
        null=True,
        blank=True,
        related_name="projecten_als_gezag",
    )
    bevoegd_gezag_toelichting = tekstveld("toelichting bevoegd gezag")
    ruimtegebruik = tekstveld("ruimtegebruik en vergunningverlening")
    tijdspad = tekstveld("tijdspad")
    ibn = PeriodeField("IBN")
    in_ip = models.CharField("opgenomen in IP?", max_length=10, choices=JaNee, blank=True)

    bron = tekstveld("bron")
    voorbeeld = models.BooleanField("voorbeeldgegevens", default=False)
    gearchiveerd_op = models.DateField("gearchiveerd op", null=True, blank=True)
    archiefreden = tekstveld("reden van archiveren")

    objects = ProjectQuerySet.as_manager()
    # one sentence about the change of phase that is about to be saved
    fasereden = ""

    class Meta(TrackedModel.Meta):
        ordering = ["sorteersleutel", "pk"]
        verbose_name = "project"
        verbose_name_plural = "projecten"
        constraints = [
            models.UniqueConstraint(
                fields=["ronde", "nummer"],
                condition=~Q(nummer=""),
                name="project_nummer_eenmaal_per_ronde",
                violation_error_message="Dit nummer is in deze ronde al aan een project gegeven.",
            ),
            models.UniqueConstraint(
                fields=["provincie", "nummer"],
                condition=Q(ronde__isnull=True) & ~Q(nummer=""),
                name="project_nummer_eenmaal_buiten_ronde",
                violation_error_message=(
                    "Dit nummer is buiten de pMIEK-lijst al aan een project gegeven."
                ),
            ),
            models.CheckConstraint(condition=Q(fase__in=["", *Fase]), name="project_fase_bestaat"),
            models.CheckConstraint(
                condition=Q(route__in=["", *Route]), name="project_route_bestaat"
            ),
            models.CheckConstraint(
                condition=Q(gearchiveerd_op__isnull=True) | ~Q(archiefreden=""),
                name="project_archief_met_reden",
                violation_error_message="Schrijf in één zin waarom dit project weg moet.",
            ),
        ]
        indexes = [
            models.Index(fields=["provincie", "sorteersleutel"], name="project_lijst"),
        ]

    def __str__(self):
        return f"{self.nummer} {self.naam}".strip()

    def get_absolute_url(self):
        return reverse("actielijst:project_detail", args=[self.provincie.slug, self.pk])

    @property
    def is_concreet(self):
        return self.fase in Fase.concreet()

    @property
    def heeft_fiche(self):
        """A verkenning without a location stands only in the hoofddocument."""
        return self.is_concreet or self.locatiestatus == Locatiestatus.BEKEND

    @property
    def is_gearchiveerd(self):
        return self.gearchiveerd_op is not None

    def haal_uit_archief(self):
        self.gearchiveerd_op, self.archiefreden = None, ""

    @staticmethod
    def historie_zinnen(velden):
        """Going to the archive and coming back are one thing each, not two fields."""
        if "gearchiveerd_op" not in velden:
            return {}
        reden = velden.get("archiefreden", {}).get("nieuw_tekst", "")
        if velden["gearchiveerd_op"]["nieuw"] is None:
            return {("gearchiveerd_op", "archiefreden"): "teruggezet op de lijst"}
        return {("gearchiveerd_op", "archiefreden"): f"in het archief gezet: {reden}"}

    def save(self, *args, **kwargs):
        self.sorteersleutel = natuurlijke_sleutel(self.nummer)
        super().save(*args, **kwargs)

    def _record(self, soort, before, after):
        """Whatever writes a project, a change of its phase is kept with its reason."""
        wijziging = super()._record(soort, before, after)
        # entering a project is no change of phase, and can be undone as a whole
        van, naar = before.get("fase", ""), after.get("fase", "")
        if soort == Wijzigingsoort.GEWIJZIGD and van != naar:
            reden = self.fasereden or (TERUGGEDRAAID if wijziging.draait_terug else "")
            wissel = partial(self.fasewisselingen.create, van=van, naar=naar, reden=reden)
            batch.after_lines(lambda: wissel(wijziging=wijziging))
            self.fasereden = ""
        return wijziging


class Projectrij(TrackedModel):
    """A row that is read under its project."""

    objects = ProjectrijQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        abstract = True

    @property
    def historie_onderwerp(self):
        return self.project


class Projectgemeente(Projectrij):
    project = models.ForeignKey(Project, models.PROTECT, related_name="gemeenterijen")
    partij = models.ForeignKey(
        Partij, models.PROTECT, verbose_name="gemeente", related_name="gemeenterijen"
    )

    class Meta(Projectrij.Meta):
        abstract = False
        ordering = ["pk"]
        verbose_name = "gemeente"
        verbose_name_plural = "gemeenten"
        constraints = [
            models.UniqueConstraint(fields=["project", "partij"], name="gemeente_eenmaal")
        ]

    def __str__(self):
        return self.partij.naam


class Betrokkenheid(Projectrij):
    project = models.ForeignKey(Project, models.PROTECT, related_name="betrokkenheden")
    partij = models.ForeignKey(
        Partij, models.PROTECT, verbose_name="partij", related_name="betrokkenheden"
    )

    class Meta(Projectrij.Meta):
        abstract = False
        ordering = ["pk"]
        verbose_name = "betrokken partij"
        verbose_name_plural = "betrokken partijen"
        constraints = [
            models.UniqueConstraint(fields=["project", "partij"], name="betrokkenheid_eenmaal")
        ]

    def __str__(self):
        return str(self.partij)


class IPKoppeling(Projectrij):
    project = models.ForeignKey(Project, models.PROTECT, related_name="ip_koppelingen")
    netbeheerder = models.ForeignKey(
        Partij,
        models.PROTECT,
        verbose_name="netbeheerder",
        null=True,
        blank=True,
        related_name="ip_koppelingen",
    )
    editie = models.CharField("editie", max_length=10, choices=Editie, blank=True)
    nummer = models.CharField(
        "ID of projectnummer in IP", max_length=60, validators=[valideer_tekst]
    )
    ibn = PeriodeField("IBN in het IP")
    # given when the row is put on the screen: a form that is sent twice makes it once
    sleutel = models.UUIDField(null=True, unique=True, editable=False)

    class Meta(Projectrij.Meta):
        abstract = False
        ordering = ["pk"]
        verbose_name = "IP-nummer"
        verbose_name_plural = "IP-nummers"

    def __str__(self):
        return self.nummer
