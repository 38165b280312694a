from monitoring.models.gesloten import RondeGesloten, corrigerend
from monitoring.models.lijst import Categorie, Doorlooptijd
from monitoring.models.regel import Monitoringregel, Regelcorrectie, Regeltrekker, is_nvt
from monitoring.models.ronde import Monitoringronde, Rondevastlegging
from monitoring.models.tekst import Tekstcorrectie, Wijzigingentekst
from monitoring.models.vraag import VraagAanEnergyboard, Vraagafspraak, Vraagproject

__all__ = [
    "Categorie",
    "Doorlooptijd",
    "Monitoringregel",
    "Monitoringronde",
    "Regelcorrectie",
    "Regeltrekker",
    "RondeGesloten",
    "Rondevastlegging",
    "Tekstcorrectie",
    "VraagAanEnergyboard",
    "Vraagafspraak",
    "Vraagproject",
    "Wijzigingentekst",
    "corrigerend",
    "is_nvt",
]
