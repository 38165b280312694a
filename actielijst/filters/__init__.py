from actielijst.filters.afspraak import AfspraakFilter
from actielijst.filters.fasewisseling import FasewisselingFilter
from actielijst.filters.project import ProjectFilter

__all__ = ["AfspraakFilter", "FasewisselingFilter", "ProjectFilter"]
