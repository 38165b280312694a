from django.conf import settings
from django.db import models
from django.urls import reverse

from actielijst.enums import Inleesstatus
from pmiek.enums import Rolsoort
from pmiek.models import Partij, Provincie


class InlezingQuerySet(models.QuerySet):
    """A list that was sent in is worked on by whoever may write something of that province.

    What it may write of the list is asked per sheet.
    """

    def van(self, provincie):
        return self.filter(provincie=provincie)

    def zichtbaar_voor(self, gebruiker):
        schrijvend = gebruiker.rollen.filter(soort__in=Rolsoort.schrijvend())
        return self.filter(provincie__in=schrijvend.values("provincie"))

    def bewerkbaar_door(self, gebruiker):
        """What was stored or stopped is no longer worked on."""
        return self.zichtbaar_voor(gebruiker).filter(status=Inleesstatus.CONTROLE)


class Inlezing(models.Model):
    """A list that was sent in: its cells, the questions that were answered, what came of it.

    Not a domain object: what it writes has its own history, in which the file is named.
    """

    provincie = models.ForeignKey(Provincie, models.PROTECT, related_name="inlezingen")
    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="inlezingen"
    )
    status = models.CharField(
        "status", max_length=10, choices=Inleesstatus, default=Inleesstatus.CONTROLE
    )
    bestandsnaam = models.CharField("bestand", max_length=200)
    controlegetal = models.CharField("sha256", max_length=64)
    # per sheet: naam, soort, koprij, velden (the field of each column) and rijen
    bladen = models.JSONField("bladen", default=list)
    # the names of its other sheets
    andere_bladen = models.JSONField("andere bladen", default=list)
    # the file itself, until it has been read
    inhoud = models.BinaryField("inhoud", null=True)
    # of a list that is too long to judge at once: what the rules would refuse
    keuring = models.JSONField("keuring", null=True)
    # the last line of the history that the file knows; empty when it does not say
    stand = models.PositiveBigIntegerField("stand van de historie", null=True)
    namens = models.ForeignKey(
        Partij,
        models.PROTECT,
        verbose_name="namens",
        null=True,
        blank=True,
        related_name="inlezingen",
    )
    antwoorden = models.JSONField("antwoorden", default=dict)
    gevraagd_op = models.DateTimeField("ingestuurd op", auto_now_add=True)
    verwerkt_op = models.DateTimeField("verwerkt op", null=True)
    handeling = models.UUIDField("handeling", null=True)
    aantallen = models.JSONField("uitkomst", default=dict)
    # of a list that is too long to wait for: who confirmed what, and how that went
    bevestigd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    bevestigde_stand = models.CharField(max_length=64, blank=True)
    aantal_te_doen = models.PositiveIntegerField(default=0)
    wachtrijnummer = models.CharField("nummer in de wachtrij", max_length=64, blank=True)
    melding = models.TextField("melding", blank=True)
    # (anchor, sentence) of every rule that refused
    fouten = models.JSONField("fouten", default=list)

    objects = InlezingQuerySet.as_manager()

    class Meta:
        ordering = ["-gevraagd_op", "-pk"]
        verbose_name = "inlezing"
        verbose_name_plural = "inlezingen"

    def __str__(self):
        return self.bestandsnaam

    def get_absolute_url(self):
        return reverse("actielijst:inlezing_detail", args=[self.provincie.slug, self.pk])

    @property
    def is_open(self):
        return self.status == Inleesstatus.CONTROLE

    @property
    def is_bezig(self):
        return self.status == Inleesstatus.BEZIG

    @property
    def wordt_gelezen(self):
        return self.status == Inleesstatus.LEZEN

    @property
    def is_onderweg(self):
        """Whether it waits for the worker, or the worker is busy with it."""
        return self.is_bezig or self.wordt_gelezen

    @property
    def aantal_regels(self):
        return sum(len(blad["rijen"]) for blad in self.bladen)

    @property
    def bladnaam(self):
        return self.bladen[0]["naam"]

    @property
    def koprij(self):
        return self.bladen[0]["koprij"]

    @property
    def velden(self):
        return self.bladen[0]["velden"]

    @property
    def heeft_eigen_koppen(self):
        """Whether its columns are in anybody's own words, and can be assigned."""
        return self.bladen[0]["soort"] == "projecten"


class Kolomkop(models.Model):
    """What a heading means among the others of its row: the second file needs no mapping."""

    provincie = models.ForeignKey(Provincie, models.PROTECT, related_name="kolomkoppen")
    # of the whole row of headings: every supplier has its own
    koprij = models.CharField("kenmerk van de koprij", max_length=64)
    kop = models.CharField("kop, in een spelling", max_length=220)
    veld = models.CharField("veld", max_length=40, blank=True)
    onthouden_op = models.DateTimeField("onthouden op", auto_now_add=True)

    class Meta:
        verbose_name = "kolomkop"
        verbose_name_plural = "kolomkoppen"
        constraints = [
            models.UniqueConstraint(fields=["provincie", "koprij", "kop"], name="kolomkop_eenmaal")
        ]

    def __str__(self):
        return f"{self.kop}: {self.veld or 'niet lezen'}"


class Celantwoord(models.Model):
    """What a value that could not be read means in this province: asked once, not per file."""

    provincie = models.ForeignKey(Provincie, models.PROTECT, related_name="celantwoorden")
    veld = models.CharField("veld", max_length=40)
    waarde = models.CharField("wat er in de cel stond", max_length=500)
    antwoord = models.TextField("antwoord")

    class Meta:
        verbose_name = "antwoord over een cel"
        verbose_name_plural = "antwoorden over cellen"
        constraints = [
            models.UniqueConstraint(
                fields=["provincie", "veld", "waarde"], name="celantwoord_eenmaal"
            )
        ]

    def __str__(self):
        return f"{self.veld}, {self.waarde}: {self.antwoord}"
