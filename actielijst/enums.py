from django.db import models


class Fase(models.TextChoices):
    VERKENNING = "verkenning", "verkenning"
    PLANUITWERKING = "planuitwerking", "planuitwerking"
    PROJECT = "project", "project"
    REALISATIE = "realisatie", "realisatie"

    __empty__ = "nog niet ingedeeld"

    @classmethod
    def concreet(cls):
        """The source: a concrete project is at least in planuitwerking."""
        return [cls.PLANUITWERKING, cls.PROJECT, cls.REALISATIE]

    @classmethod
    def eerdere(cls, fase):
        """The phases before this one; a project without a phase is before all of them."""
        volgorde = ["", *cls]
        return volgorde[: volgorde.index(fase)]

    @classmethod
    def woord(cls, fase):
        return cls(fase).label if fase else cls.__empty__


class Route(models.TextChoices):
    ACTIES = "acties", "acties"
    MONITORING = "monitoring", "alleen monitoring"
    PMIEK_PLUS_1 = "pmiek_plus_1", "terug naar pMIEK +1"

    __empty__ = "nog niet bepaald"

    @classmethod
    def afwijkend_bij(cls, fase):
        """The source: concrete goes to acties or monitoring, a verkenning to acties or pMIEK +1."""
        if fase == Fase.VERKENNING:
            return [cls.MONITORING]
        return [cls.PMIEK_PLUS_1] if fase in Fase.concreet() else []


class Document(models.TextChoices):
    """Where a project lands: a verkenning without a location only in the hoofddocument."""

    FICHE = "fiche", "met fiche"
    HOOFDDOCUMENT = "hoofddocument", "alleen hoofddocument"


class Plaats(models.TextChoices):
    """On the pMIEK list of a round, or worked on without being on it."""

    PMIEK = "pmiek", "hele pMIEK-lijst"
    ERBUITEN = "erbuiten", "niet op pMIEK-lijst"


class Locatiestatus(models.TextChoices):
    BEKEND = "bekend", "bekend"
    GEEN = "geen", "nog geen locatie"


class Herkomst(models.TextChoices):
    B = "B", "B, uit het investeringsplan"
    C = "C", "C, uit integraal programmeren"

    __empty__ = "nog niet ingevuld"


class JaNee(models.TextChoices):
    JA = "ja", "ja"
    NEE = "nee", "nee"
    ONBEKEND = "onbekend", "onbekend"

    __empty__ = "nog niet ingevuld"


class Nmiek(models.TextChoices):
    JA = "ja", "ja"
    NEE = "nee", "nee"
    KANDIDAAT = "kandidaat", "kandidaat"

    __empty__ = "nog niet ingevuld"


class Editie(models.TextChoices):
    IP2022 = "IP2022", "IP2022"
    IP2024 = "IP2024", "IP2024"
    IP2026 = "IP2026", "IP2026"

    __empty__ = "onbekend"


class Lijst(models.TextChoices):
    """Reference lists that the secretariat extends itself."""

    TYPE_INFRA = "type_infra", "type infra"
    ENERGIEDRAGER = "energiedrager", "energiedrager"
    SCHAALNIVEAU = "schaalniveau", "schaalniveau"


class Afspraakstatus(models.TextChoices):
    OPEN = "open", "open"
    LOOPT = "loopt", "loopt"
    AFGEROND = "afgerond", "afgerond"
    VERVALLEN = "vervallen", "vervallen"

    @classmethod
    def actief(cls):
        return [cls.OPEN, cls.LOOPT]


class Afspraaksoort(models.TextChoices):
    UITVOERING = "uitvoering", "uitvoering"
    PROCES = "proces", "proces"
    MONITORING = "monitoring", "monitoring"
    VOLGENDE_PMIEK = "volgende_pmiek", "opname in volgende pMIEK"


class Documentsoort(models.TextChoices):
    ACTIELIJST_PDF = "actielijst_pdf", "Actielijst (pdf)"
    ACTIELIJST_XLSX = "actielijst_xlsx", "Actielijst (Excel)"
    HOOFDDOCUMENT_PDF = "hoofddocument_pdf", "Hoofddocument (pdf)"


class Keuzedocument(models.TextChoices):
    """What is made on request as well, about no more than was chosen on another page."""

    UITVRAAG_ZIP = "uitvraag_zip", "Uitvraag per partij (zip)"
    AFSPRAKEN_PDF = "afspraken_pdf", "Afspraken (pdf)"
    AFSPRAKEN_XLSX = "afspraken_xlsx", "Afspraken (Excel)"
    PROJECTEN_XLSX = "projecten_xlsx", "Projecten (Excel)"
    FICHE_PDF = "fiche_pdf", "Fiche (pdf)"
    MONITORINGSLIJST_PDF = "monitoringslijst_pdf", "Monitoringslijst (pdf)"

    @classmethod
    def van_uitvraag(cls):
        """With addresses in it: for who may send it."""
        return [cls.UITVRAAG_ZIP]


class Inleesstatus(models.TextChoices):
    LEZEN = "lezen", "wordt gelezen"
    CONTROLE = "controle", "wacht op controle"
    BEZIG = "bezig", "wordt verwerkt"
    VERWERKT = "verwerkt", "verwerkt"
    GESTOPT = "gestopt", "gestopt"


class Taakstatus(models.TextChoices):
    WACHT = "wacht", "wacht op een plaats"
    BEZIG = "bezig", "bezig"
    KLAAR = "klaar", "klaar"
    MISLUKT = "mislukt", "mislukt"
    GESTOPT = "gestopt", "gestopt"

    @classmethod
    def lopend(cls):
        return [cls.WACHT, cls.BEZIG]


class Trekkersoort(models.TextChoices):
    """Which party of a project usually leads an example action."""

    BEVOEGD_GEZAG = "bevoegd_gezag", "bevoegd gezag"
    GEMEENTE = "gemeente", "gemeente"
    NETBEHEERDER = "netbeheerder", "netbeheerder"
    PROVINCIE = "provincie", "provincie"
    WATERSCHAP = "waterschap", "waterschap"
    RIJK = "rijk", "Rijk"
    OVERIG = "overig", "overig"

    __empty__ = "geen voorstel"


class Verschuifoorzaak(models.TextChoices):
    """Why a planning moved: short enough to choose from at the table."""

    GROND = "grond", "grondverwerving"
    PROCEDURE = "procedure", "vergunning of procedure"
    BESLUIT = "besluit", "besluit laat op zich wachten"
    AFHANKELIJK = "afhankelijk", "wacht op een andere afspraak of partij"
    CAPACITEIT = "capaciteit", "te weinig mensen of materiaal"
    ONTWERP = "ontwerp", "ontwerp of techniek"
    DRAAGVLAK = "draagvlak", "draagvlak in de omgeving"
    ANDERS = "anders", "anders"

    __empty__ = "nog niet gekozen"
