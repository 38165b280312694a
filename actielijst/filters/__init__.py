from actielijst.filters.afspraak import AfspraakFilter
from actielijst.filters.fasewisseling import FasewisselingFilter
from actielijst.filters.indeling import IndelingFilter
from actielijst.filters.project import ProjectFilter

__all__ = ["AfspraakFilter", "FasewisselingFilter", "IndelingFilter", "ProjectFilter"]
