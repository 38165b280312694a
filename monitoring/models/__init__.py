from monitoring.models.lijst import Categorie
from monitoring.models.regel import (
    NVT,
    Monitoringregel,
    Regelcorrectie,
    Regeltrekker,
    RondeGesloten,
    corrigerend,
)
from monitoring.models.ronde import Monitoringronde

__all__ = [
    "NVT",
    "Categorie",
    "Monitoringregel",
    "Monitoringronde",
    "Regelcorrectie",
    "Regeltrekker",
    "RondeGesloten",
    "corrigerend",
]
