from django.db import models


class Rondestatus(models.TextChoices):
    OPEN = "open", "open"
    GESLOTEN = "gesloten", "gesloten"


class Oordeel(models.TextChoices):
    HAALBAAR = "haalbaar", "haalbaar"
    ONDER_DRUK = "onder_druk", "onder druk"
    NIET_HAALBAAR = "niet_haalbaar", "niet haalbaar"

    __empty__ = "nog niet beoordeeld"


class Oorzaaksoort(models.TextChoices):
    EXTERN = "extern", "vertraging van buiten"
    EIGEN = "eigen", "eigen herplanning"

    __empty__ = "nog niet ingevuld"


class Regelstand(models.TextChoices):
    """How far a row of an open round is; it follows from who confirmed it."""

    NIETS = "niets", "nog niets"
    INGEVULD = "ingevuld", "ingevuld"
    ONGEWIJZIGD = "ongewijzigd", "ongewijzigd"

    @classmethod
    def van(cls, is_bevestigd, ongewijzigd):
        if not is_bevestigd:
            return cls.NIETS
        return cls.ONGEWIJZIGD if ongewijzigd else cls.INGEVULD


class Vraagsoort(models.TextChoices):
    BESLUIT = "besluit", "besluit"
    STEUN = "steun", "steun"
    BEMIDDELING = "bemiddeling", "bemiddeling"
    TER_KENNISNAME = "ter_kennisname", "ter kennisname"


class Vraagstatus(models.TextChoices):
    GESTELD = "gesteld", "gesteld"
    BEANTWOORD = "beantwoord", "beantwoord"
    TERUGGEKOPPELD = "teruggekoppeld", "teruggekoppeld"
    AFGEDAAN = "afgedaan", "afgedaan"

    @property
    def volgende(self):
        """Where the one step leads that can be taken from here; None where it ends."""
        standen = list(Vraagstatus)
        return dict(zip(standen, standen[1:], strict=False)).get(self)

    def is_later_dan(self, andere):
        return list(Vraagstatus).index(self) > list(Vraagstatus).index(andere)
