from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from actielijst.enums import Documentsoort, Keuzedocument, Taakstatus
from actielijst.models.lijst import PmiekRonde
from actielijst.models.project import tekstveld
from actielijst.querysets import DocumenttaakQuerySet, HoofddocumenttekstQuerySet
from pmiek.history import TrackedModel
from pmiek.models import Provincie
from pmiek.werker import LEASE


class Hoofddocumenttekst(TrackedModel):
    """The own words of a province in the hoofddocument, one set per round."""

    ronde = models.OneToOneField(PmiekRonde, models.PROTECT, related_name="tekst")
    samenvatting = tekstveld("samenvatting")
    terugblik = tekstveld("terugblik op het proces")
    nmiek = tekstveld("aanhaken bij landelijke projecten (nMIEK)")
    voorverkenningen = tekstveld("toelichting bij de verkenningen zonder locatie")
    voorbeeld = models.BooleanField("voorbeeldgegevens", default=False)

    objects = HoofddocumenttekstQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        verbose_name = "tekst van het hoofddocument"
        verbose_name_plural = "teksten van het hoofddocument"

    def __str__(self):
        return f"hoofddocument {self.ronde}"

    @property
    def historie_provincie_id(self):
        return self.ronde.provincie_id


class Documenttaak(models.Model):
    """One request for a document: made by the worker, watched on a page, fetched later.

    Not a domain object: it records what was made, and has no history of its own.
    """

    provincie = models.ForeignKey(Provincie, models.PROTECT, related_name="documenttaken")
    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="documenttaken"
    )
    soort = models.CharField(
        "document", max_length=30, choices=[*Documentsoort.choices, *Keuzedocument.choices]
    )
    status = models.CharField("status", max_length=10, choices=Taakstatus, default=Taakstatus.WACHT)
    stap = models.CharField("waar zijn we", max_length=200, blank=True)
    gedaan = models.PositiveIntegerField(default=0)
    totaal = models.PositiveIntegerField(default=0)
    # what was chosen on the page that asked, in the words of its address
    keuze = models.CharField("keuze", max_length=2000, blank=True)
    peildatum = models.DateField("peildatum")
    gevraagd_op = models.DateTimeField("gevraagd op", auto_now_add=True)
    klaar_op = models.DateTimeField("klaar op", null=True)
    bestand = models.CharField("bestand", max_length=200, blank=True)
    bestandsnaam = models.CharField("bestandsnaam", max_length=200, blank=True)
    grootte = models.PositiveIntegerField("grootte in bytes", default=0)
    melding = models.TextField("melding", blank=True)
    # a process that was thought dead must not finish what another one took over
    poging = models.PositiveSmallIntegerField("poging", default=0)
    wachtrijnummer = models.CharField("nummer in de wachtrij", max_length=64, blank=True)

    objects = DocumenttaakQuerySet.as_manager()

    class Meta:
        ordering = ["-gevraagd_op", "-pk"]
        verbose_name = "documenttaak"
        verbose_name_plural = "documenttaken"
        constraints = [
            models.UniqueConstraint(
                fields=["provincie", "soort", "gebruiker", "peildatum", "keuze"],
                condition=models.Q(status__in=Taakstatus.lopend()),
                name="documenttaak_loopt_eenmaal",
            )
        ]

    def __str__(self):
        return self.get_soort_display()

    def get_absolute_url(self):
        return reverse("actielijst:documenttaak", args=[self.provincie.slug, self.pk])

    @property
    def naam(self):
        """'Actielijst', without the kind of file."""
        return self.get_soort_display().partition(" (")[0]

    @property
    def bestandsoort(self):
        return self.bestandsnaam.rpartition(".")[2]

    @property
    def bezigheid(self):
        return self.stap or "Wacht op een plaats"

    @property
    def kwart(self):
        """Percentage done in steps of 25: a screen reader is told four times, not sixty."""
        return 25 * (4 * self.gedaan // self.totaal) if self.totaal else 0

    @property
    def wacht_lang(self):
        """Long enough for a worker to have taken it."""
        return timezone.now() - self.gevraagd_op > LEASE

    @property
    def is_lopend(self):
        return self.status in Taakstatus.lopend()
