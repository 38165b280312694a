from django.utils import timezone

from pmiek.enums import Rolsoort
from pmiek.geheimen import afdruk
from pmiek.querysets import BeheerQuerySet


class RolprojectQuerySet(BeheerQuerySet):
    provincie_pad = "rol__provincie"


class UitnodigingQuerySet(BeheerQuerySet):
    # undo would bring a link back to life that was used or withdrawn
    schrijfrollen = ()

    def bewerkbaar_door(self, gebruiker):
        return self._in_provincies(gebruiker.rollen.filter(soort__in=Rolsoort.beheer()))

    def lopend(self):
        """Not accepted and not withdrawn; the link itself may have expired."""
        return self.filter(aanvaard_op__isnull=True, ingetrokken_op__isnull=True)

    def met_link(self, sleutel):
        """The invitation that this link opens now, or nothing."""
        rijen = self.lopend().select_related("provincie", "partij")
        return rijen.filter(sleutelafdruk=afdruk(sleutel), verloopt_op__gt=timezone.now()).first()

    def voor_lijst(self):
        return self.select_related("partij").prefetch_related("projecten")


class UitnodigingprojectQuerySet(UitnodigingQuerySet):
    provincie_pad = "uitnodiging__provincie"
