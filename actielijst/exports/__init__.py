from actielijst.exports.actielijst import actielijst_xlsx
from actielijst.exports.afsprakenlijst import afspraken_xlsx
from actielijst.exports.bevindingen import bevindingen_xlsx
from actielijst.exports.fasewisselingen import fasewisselingen_xlsx
from actielijst.exports.projecten import projecten_xlsx

__all__ = [
    "actielijst_xlsx",
    "afspraken_xlsx",
    "bevindingen_xlsx",
    "fasewisselingen_xlsx",
    "projecten_xlsx",
]
