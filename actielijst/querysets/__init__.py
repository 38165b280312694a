from actielijst.querysets.afspraak import (
    TIJDEN,
    VIER_WEKEN,
    AfspraakpartijQuerySet,
    AfspraakQuerySet,
    UitgezetteActieQuerySet,
    VoorbeeldactieQuerySet,
)
from actielijst.querysets.fasewisseling import (
    FasewisselingQuerySet,
)
from actielijst.querysets.project import (
    BIJNA,
    DocumenttaakQuerySet,
    HoofddocumenttekstQuerySet,
    ProjectQuerySet,
    RondeQuerySet,
)
from actielijst.querysets.rij import (
    AanvaardingQuerySet,
    GemeldQuerySet,
    ProjectrijQuerySet,
    VerschuivingQuerySet,
)
from actielijst.querysets.toegang import (
    RolprojectQuerySet,
    UitnodigingprojectQuerySet,
    UitnodigingQuerySet,
)

__all__ = [
    "BIJNA",
    "TIJDEN",
    "VIER_WEKEN",
    "AanvaardingQuerySet",
    "AfspraakQuerySet",
    "AfspraakpartijQuerySet",
    "DocumenttaakQuerySet",
    "FasewisselingQuerySet",
    "GemeldQuerySet",
    "HoofddocumenttekstQuerySet",
    "ProjectQuerySet",
    "ProjectrijQuerySet",
    "RolprojectQuerySet",
    "RondeQuerySet",
    "VerschuivingQuerySet",
    "VoorbeeldactieQuerySet",
    "UitgezetteActieQuerySet",
    "UitnodigingQuerySet",
    "UitnodigingprojectQuerySet",
]
