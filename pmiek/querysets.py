from django.db import models

from pmiek.enums import Rolsoort
from pmiek.history import TrackedQuerySet


class ProvincieQuerySet(TrackedQuerySet):
    schrijfrollen = Rolsoort.beheer()

    def zichtbaar_voor(self, gebruiker):
        return self.filter(rollen__gebruiker=gebruiker).distinct()

    def bewerkbaar_door(self, gebruiker):
        return self.filter(
            rollen__gebruiker=gebruiker, rollen__soort__in=self.schrijfrollen
        ).distinct()

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
