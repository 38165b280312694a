import datetime
import secrets

from django.db import models
from django.db.models import Q
from django.utils import timezone

from actielijst.models.project import Project
from actielijst.models.toegang import beperk_tot
from actielijst.querysets import UitnodigingprojectQuerySet, UitnodigingQuerySet
from pmiek.enums import Rolsoort
from pmiek.geheimen import afdruk
from pmiek.history import TrackedModel, meld_wijziging
from pmiek.models import Gebruiker, Partij, Provincie, Rol
from pmiek.validators import valideer_mailhost

AL_UITGENODIGD = "Dit adres is al uitgenodigd. Verstuur die uitnodiging opnieuw of trek haar in."
GELDIG = datetime.timedelta(days=14)


class Uitnodiging(TrackedModel):
    """A link by mail with which somebody of a party gets a role, once."""

    provincie = models.ForeignKey(Provincie, models.PROTECT, related_name="uitnodigingen")
    email = models.EmailField("e-mailadres", validators=[valideer_mailhost])
    partij = models.ForeignKey(
        Partij, models.PROTECT, verbose_name="namens", related_name="uitnodigingen"
    )
    projecten = models.ManyToManyField(Project, through="Uitnodigingproject", related_name="+")
    rol_geldig_tot = models.DateField(
        "toegang tot en met", help_text="De dag erna heeft deze persoon geen toegang meer."
    )
    verloopt_op = models.DateTimeField("link geldig tot")
    aanvaard_op = models.DateTimeField("aanvaard op", null=True, blank=True)
    aanvaard_door = models.ForeignKey(
        Gebruiker,
        models.PROTECT,
        verbose_name="aanvaard door",
        null=True,
        blank=True,
        related_name="uitnodigingen",
    )
    ingetrokken_op = models.DateTimeField("ingetrokken op", null=True, blank=True)
    sleutelafdruk = models.CharField(max_length=64, unique=True, editable=False)

    objects = UitnodigingQuerySet.as_manager()
    zonder_historie = frozenset({"sleutelafdruk"})

    class Meta(TrackedModel.Meta):
        ordering = ["-pk"]
        verbose_name = "uitnodiging"
        verbose_name_plural = "uitnodigingen"
        constraints = [
            models.UniqueConstraint(
                fields=["provincie", "email"],
                condition=Q(aanvaard_op__isnull=True, ingetrokken_op__isnull=True),
                name="uitnodiging_een_tegelijk",
                violation_error_message=AL_UITGENODIGD,
            ),
        ]

    def __str__(self):
        return f"uitnodiging van {self.email}"

    @property
    def stand(self):
        if self.aanvaard_op:
            return "aanvaard"
        if self.ingetrokken_op:
            return "ingetrokken"
        return "verlopen" if self.verloopt_op <= timezone.now() else "verstuurd"

    @property
    def loopt(self):
        """Whether it can still be sent again or withdrawn."""
        return self.aanvaard_op is None and self.ingetrokken_op is None

    def vernieuw_link(self):
        """A new key for a new link; the one before it stops working when this is saved."""
        sleutel = secrets.token_urlsafe(32)
        self.sleutelafdruk = afdruk(sleutel)
        self.verloopt_op = timezone.now() + GELDIG
        return sleutel

    def trek_in(self):
        self.ingetrokken_op = timezone.now()
        self.save()

    def aanvaard(self, gebruiker):
        """The role for this user; call it within a transaction that holds the row."""
        self.aanvaard_op, self.aanvaard_door = timezone.now(), gebruiker
        self.save()
        rol = Rol(
            gebruiker=gebruiker,
            provincie=self.provincie,
            soort=Rolsoort.PARTIJ,
            partij=self.partij,
            geldig_tot=self.rol_geldig_tot,
        )
        rol.save()
        projecten = list(self.projecten.all())
        if projecten:
            beperk_tot(rol, projecten)
        return rol

    def _record(self, soort, before, after):
        super()._record(soort, before, after)
        meld_wijziging(f"uitnodiging {self.pk} {soort}")


class Uitnodigingproject(TrackedModel):
    uitnodiging = models.ForeignKey(Uitnodiging, models.PROTECT, related_name="projectrijen")
    project = models.ForeignKey(Project, models.PROTECT, related_name="uitnodigingrijen")

    objects = UitnodigingprojectQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        ordering = ["pk"]
        verbose_name = "project van een uitnodiging"
        verbose_name_plural = "projecten van een uitnodiging"
        constraints = [
            models.UniqueConstraint(
                fields=["uitnodiging", "project"], name="uitnodigingproject_eenmaal"
            )
        ]

    def __str__(self):
        return str(self.project)

    @property
    def historie_onderwerp(self):
        return self.uitnodiging
