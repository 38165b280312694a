from monitoring.models.lijst import Categorie, Doorlooptijd
from monitoring.models.regel import (
    Monitoringregel,
    Regelcorrectie,
    Regeltrekker,
    RondeGesloten,
    corrigerend,
    is_nvt,
)
from monitoring.models.ronde import Monitoringronde, Rondevastlegging, Wijzigingentekst
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
    "VraagAanEnergyboard",
    "Vraagafspraak",
    "Vraagproject",
    "Wijzigingentekst",
    "corrigerend",
    "is_nvt",
]
