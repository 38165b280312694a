from django.db import models


class Rolsoort(models.TextChoices):
    SECRETARIS = "secretaris", "secretaris"
    REDACTEUR = "redacteur", "redacteur"
    MONITOR = "monitor", "monitor"
    LEZER = "lezer", "lezer"
    PARTIJ = "partij", "partij"
    LANDELIJK = "landelijk", "landelijk"

    @classmethod
    def lezend(cls):
        """Roles that read everything of their province."""
        return [cls.SECRETARIS, cls.REDACTEUR, cls.MONITOR, cls.LEZER]

    @classmethod
    def redactie(cls):
        """Roles that write projects and agreements (werkspoor 3)."""
        return [cls.SECRETARIS, cls.REDACTEUR]

    @classmethod
    def monitoring(cls):
        """Roles that write monitoring rows and questions to the board (werkspoor 1)."""
        return [cls.SECRETARIS, cls.MONITOR]

    @classmethod
    def schrijvend(cls):
        """Roles that write anything at all, and so ask others what to write."""
        return [cls.SECRETARIS, cls.REDACTEUR, cls.MONITOR]

    @classmethod
    def beheer(cls):
        return [cls.SECRETARIS]


class Partijsoort(models.TextChoices):
    GEMEENTE = "gemeente", "gemeente"
    NETBEHEERDER = "netbeheerder", "netbeheerder"
    PROVINCIE = "provincie", "provincie"
    WATERSCHAP = "waterschap", "waterschap"
    RIJK = "rijk", "Rijk"
    OVERIG = "overig", "overig"


class Kanaal(models.TextChoices):
    SCHERM = "scherm", "scherm"
    EXCEL = "excel", "Excel"
    OPDRACHT = "opdracht", "opdracht op de server"
    DEMO = "demo", "demonstratiegegevens"

    @classmethod
    def zonder_ongedaan(cls):
        """What a command wrote is no act of somebody who can take it back on a screen."""
        return [cls.OPDRACHT, cls.DEMO]


class Wijzigingsoort(models.TextChoices):
    AANGEMAAKT = "aangemaakt", "aangemaakt"
    GEWIJZIGD = "gewijzigd", "gewijzigd"
    VERWIJDERD = "verwijderd", "verwijderd"
    # typed by somebody who then chose for the version of a colleague
    AFGEWEZEN = "afgewezen", "niet overgenomen"
