from django.apps import apps
from django.contrib.auth.base_user import BaseUserManager
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

from pmiek.enums import Rolsoort
from pmiek.history import TrackedQuerySet
from pmiek.wijziging import Wijziging

# what counts as one; recovery codes only stand in for them
TWEEDE_FACTOREN = ["totp", "webauthn"]


class GebruikerManager(BaseUserManager.from_queryset(TrackedQuerySet)):
    def create_user(self, email, password=None, **velden):
        gebruiker = self.model(email=self.normalize_email(email).lower(), **velden)
        gebruiker.set_password(password)
        gebruiker.save()
        return gebruiker


class ProvincieQuerySet(TrackedQuerySet):
    schrijfrollen = Rolsoort.beheer()

    def zichtbaar_voor(self, gebruiker):
        return self.filter(pk__in=gebruiker.rollen.values("provincie"))

    def bewerkbaar_door(self, gebruiker):
        beheer = gebruiker.rollen.filter(soort__in=self.schrijfrollen)
        return self.filter(pk__in=beheer.values("provincie"))

    def van(self, provincie):
        return self.filter(pk=provincie.pk)


class PerProvincieQuerySet(TrackedQuerySet):
    """Objects of one province; `provincie_pad` is the lookup that leads there."""

    provincie_pad = "provincie"
    leesrollen = Rolsoort.lezend()
    schrijfrollen = Rolsoort.redactie()

    def zichtbaar_voor(self, gebruiker):
        return self._in_provincies(gebruiker.rollen.filter(soort__in=self.leesrollen))

    def bewerkbaar_door(self, gebruiker):
        return self._in_provincies(gebruiker.rollen.filter(soort__in=self.schrijfrollen))

    def van(self, provincie):
        return self.filter(**{self.provincie_pad: provincie})

    def _in_provincies(self, rollen):
        return self.filter(**{f"{self.provincie_pad}__in": rollen.values("provincie")})


class BeheerQuerySet(PerProvincieQuerySet):
    """What only the secretaris changes: parties, lists, roles."""

    schrijfrollen = Rolsoort.beheer()


class PartijQuerySet(BeheerQuerySet):
    def geldig_op(self, datum):
        nog_niet = models.Q(geldig_van__gt=datum)
        niet_meer = models.Q(geldig_tot__lt=datum)
        return self.exclude(nog_niet | niet_meer)

    def op_naam(self):
        return self.order_by("soort", "naam")


class RolQuerySet(BeheerQuerySet):
    def geldig(self, peildatum=None):
        """The roles that count: every scope reads them through `Gebruiker.rollen`."""
        peildatum = peildatum or timezone.localdate()
        return self.filter(actief=True).exclude(geldig_tot__lt=peildatum)

    def met_sinds(self):
        """With the moment at which somebody got this kind of role: `sinds`."""
        rollen = ContentType.objects.get_for_model(self.model)
        gekregen = Wijziging.objects.uitgevoerd().filter(
            soort_object=rollen, object_id=models.OuterRef("pk"), velden__has_key="soort"
        )
        return self.annotate(sinds=models.Subquery(gekregen.order_by("-pk").values("wanneer")[:1]))

    def voor_rechten(self):
        """Everything the report of rights shows, in a fixed number of queries."""
        rijen = self.select_related("gebruiker", "partij").prefetch_related("projectrijen__project")
        return rijen.met_tweede_factor().met_sinds()

    def met_tweede_factor(self):
        factoren = apps.get_model("mfa", "Authenticator").objects.filter(type__in=TWEEDE_FACTOREN)
        eigen = factoren.filter(user=models.OuterRef("gebruiker"))
        return self.annotate(heeft_tweede_factor=models.Exists(eigen))
