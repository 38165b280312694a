"""Rules that find weak agreements before the board does."""

from actielijst.linter.bevinding import (
    Bevinding,
    aantallen,
    aantallen_in_woorden,
    aanvaarde,
    bevindingen,
    openstaand,
)
from actielijst.linter.onthouden import bevindingen_van
from actielijst.linter.regels import OP_CODE, REGELS, Regel

__all__ = [
    "OP_CODE",
    "REGELS",
    "Bevinding",
    "Regel",
    "aantallen",
    "aantallen_in_woorden",
    "aanvaarde",
    "bevindingen",
    "bevindingen_van",
    "openstaand",
]
