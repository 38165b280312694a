"""Who may what, in words: per role for which part of the site, and what asks for a look.

Screen and workbook take it from here; a test compares it with what the site really allows.
"""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from pmiek.enums import Rolsoort

LANG = datetime.timedelta(days=365)


@dataclass(frozen=True)
class Gebied:
    naam: str
    lezen: tuple
    wijzigen: tuple


LEZEND = tuple(Rolsoort.lezend())
PROJECTEN, MONITORING = "projecten en afspraken", "monitoring"
DOCUMENTEN, TEKSTEN, BEHEER = "documenten", "teksten van het hoofddocument", "beheer en gebruikers"
GEBIEDEN = (
    Gebied(PROJECTEN, (*LEZEND, Rolsoort.PARTIJ), tuple(Rolsoort.redactie())),
    Gebied(MONITORING, LEZEND, tuple(Rolsoort.monitoring())),
    Gebied(DOCUMENTEN, LEZEND, ()),
    Gebied(TEKSTEN, tuple(Rolsoort.redactie()), tuple(Rolsoort.redactie())),
    Gebied(BEHEER, tuple(Rolsoort.beheer()), tuple(Rolsoort.beheer())),
)


def leest(soort):
    return [gebied.naam for gebied in GEBIEDEN if soort in gebied.lezen]


def wijzigt(soort):
    return [gebied.naam for gebied in GEBIEDEN if soort in gebied.wijzigen]


@dataclass(frozen=True)
class Rechten:
    """One role as a line of the report; `rol` comes from `Rol.objects.voor_rechten()`."""

    rol: object

    @property
    def telt(self):
        return self.rol.stand == "geldig" and self.rol.gebruiker.is_active

    @property
    def leest(self):
        if not self.telt:
            return "niets"
        if self.rol.soort == Rolsoort.PARTIJ:
            return self._projecten_van_partij()
        return ", ".join(leest(self.rol.soort))

    @property
    def wijzigt(self):
        return ", ".join(wijzigt(self.rol.soort) if self.telt else []) or "niets"

    @property
    def aandacht(self):
        """What somebody who reviews the roles once a year looks at first."""
        nu, laatst = timezone.now(), self.rol.gebruiker.last_login
        redenen = {
            self.rol.stand: self.rol.stand != "geldig",
            "nog nooit ingelogd": laatst is None,
            "een jaar niet ingelogd": laatst is not None and laatst < nu - LANG,
            "geen tweede stap": not self.rol.heeft_tweede_factor,
        }
        return ", ".join(reden for reden, geldt in redenen.items() if geldt)

    def _projecten_van_partij(self):
        if not self.rol.beperkt:
            return f"projecten waaraan {self.rol.partij} meedoet"
        genoemd = [str(rij.project) for rij in self.rol.projectrijen.all()]
        return f"alleen: {'; '.join(genoemd)}" if genoemd else "niets"
