"""The sections of the edit page: bijlage 1 cut in parts that can be folded."""

from dataclasses import dataclass

from actielijst.fiche import locatietekst, opsomming


@dataclass(frozen=True)
class Sectie:
    titel: str
    anker: str
    velden: tuple


@dataclass(frozen=True)
class Stand:
    """How far a section is: what is complete and free of errors may be folded."""

    leeg: int
    fouten: int
    is_nieuw: bool
    inhoud: str = ""

    @property
    def open(self):
        return bool(self.leeg or self.fouten or self.is_nieuw)

    @property
    def fouten_in_woorden(self):
        return "1 fout" if self.fouten == 1 else f"{self.fouten} fouten"

    @property
    def woorden(self):
        if self.is_nieuw or self.fouten:
            return self.fouten_in_woorden if self.fouten else ""
        return f"{self.leeg} leeg" if self.leeg else self.inhoud or "ingevuld"


SECTIES = [
    Sectie("Project", "project", ("ronde", "nummer", "naam")),
    Sectie(
        "Omschrijving",
        "omschrijving",
        (
            "aanleiding",
            "doel",
            "kansen_en_knelpunten",
            "fase",
            "fasereden",
            "fase_toelichting",
            "type_project",
            "schaalniveau",
            "herkomst",
            "nmiek",
            "nmiek_toelichting",
        ),
    ),
    Sectie(
        "Vervolg",
        "vervolg",
        (
            "vervolg",
            "route",
            "route_toelichting",
            "volgende_fase_nodig",
            "volgende_fase_wie",
            "volgende_fase_termijn",
        ),
    ),
    Sectie(
        "Locatie",
        "locatie",
        ("locatiestatus", "locatie", "gemeenten", "breedtegraad", "lengtegraad"),
    ),
    Sectie("Type infra", "type-infra", ("type_infra", "energiedrager")),
    Sectie(
        "Betrokken partijen", "betrokken-partijen", ("betrokken_partijen", "overige_betrokkenen")
    ),
    Sectie(
        "Bevoegd gezag",
        "bevoegd-gezag",
        ("bevoegd_gezag", "bevoegd_gezag_toelichting", "ruimtegebruik"),
    ),
    Sectie("Tijdspad en IBN", "tijdspad", ("tijdspad", "ibn")),
    Sectie("Link met pMIEK en IP", "ip", ("in_ip",)),
]

REGEL = 90
INHOUD = {
    "project": str,
    "vervolg": lambda project: project.vervolg,
    "locatie": locatietekst,
    "type-infra": lambda project: ", ".join(
        str(deel) for deel in (project.type_infra, project.energiedrager) if deel
    ),
    "betrokken-partijen": lambda project: opsomming(
        [str(partij) for partij in project.betrokken_partijen.all()]
    ),
    "bevoegd-gezag": lambda project: str(project.bevoegd_gezag or ""),
    "tijdspad": lambda project: f"IBN {project.ibn}",
    "ip": lambda project: ", ".join(str(rij) for rij in project.ip_koppelingen.all()),
}


def inhoud_van(sectie, project):
    """What a folded section holds, in one line."""
    tekst = INHOUD.get(sectie.anker, lambda project: "")(project)
    return tekst if len(tekst) <= REGEL else f"{tekst[:REGEL].rstrip()}…"
