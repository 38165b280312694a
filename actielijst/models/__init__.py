from actielijst.models.aanvaarding import Aanvaarding
from actielijst.models.afspraak import Afspraakpartij, Uitvoeringsafspraak
from actielijst.models.document import Documenttaak, Hoofddocumenttekst
from actielijst.models.fasewisseling import Fasewisseling
from actielijst.models.inlezen import Celantwoord, Inlezing, Kolomkop
from actielijst.models.lijst import Keuze, PmiekRonde
from actielijst.models.project import Betrokkenheid, IPKoppeling, Project, Projectgemeente
from actielijst.models.toegang import Rolproject
from actielijst.models.uitnodiging import Uitnodiging, Uitnodigingproject
from actielijst.models.verschuiving import Verschuiving
from actielijst.models.voorbeeldactie import UitgezetteActie, Voorbeeldactie

__all__ = [
    "Aanvaarding",
    "Afspraakpartij",
    "Betrokkenheid",
    "Celantwoord",
    "Documenttaak",
    "Fasewisseling",
    "Hoofddocumenttekst",
    "IPKoppeling",
    "Inlezing",
    "Keuze",
    "Kolomkop",
    "PmiekRonde",
    "Project",
    "Projectgemeente",
    "Rolproject",
    "UitgezetteActie",
    "Uitnodiging",
    "Uitnodigingproject",
    "Uitvoeringsafspraak",
    "Verschuiving",
    "Voorbeeldactie",
]
