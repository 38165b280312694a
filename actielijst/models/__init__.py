from actielijst.models.afspraak import Afspraakpartij, Uitvoeringsafspraak, Voorbeeldactie
from actielijst.models.document import Documenttaak, Hoofddocumenttekst
from actielijst.models.fasewisseling import Fasewisseling
from actielijst.models.lijst import Keuze, PmiekRonde
from actielijst.models.project import Betrokkenheid, IPKoppeling, Project, Projectgemeente
from actielijst.models.toegang import Rolproject

__all__ = [
    "Afspraakpartij",
    "Betrokkenheid",
    "Documenttaak",
    "Fasewisseling",
    "Hoofddocumenttekst",
    "IPKoppeling",
    "Keuze",
    "PmiekRonde",
    "Project",
    "Projectgemeente",
    "Rolproject",
    "Uitvoeringsafspraak",
    "Voorbeeldactie",
]
