"""The rows of bijlage 1: one order for screen, form, completeness and PDF."""

from dataclasses import dataclass, field

from django.utils.formats import date_format
from django.utils.text import capfirst

from actielijst.enums import Fase, JaNee, Locatiestatus

NOG_GEEN_LOCATIE = "Nog geen locatie."
NIET_VAN_TOEPASSING = "n.v.t."


@dataclass(frozen=True)
class Onderdeel:
    label: str
    tekst: str
    veld: str
    # whether an empty value makes the fiche incomplete
    telt: bool = True
    # there is text, but not what the part asks for
    is_onaf: bool = False

    @property
    def is_leeg(self):
        return not self.tekst.strip()

    @property
    def is_fase(self):
        return self.veld == "fase"

    @property
    def hoort_erbij(self):
        """Every line of bijlage 1, filled or not; what step 3 adds only when it is known."""
        return self.telt or not self.is_leeg or not self.label

    @property
    def weergave(self):
        """What screen and paper print: a line that need not be filled is not blank."""
        return self.tekst if self.telt or not self.is_leeg else NIET_VAN_TOEPASSING


@dataclass(frozen=True)
class Regel:
    label: str
    anker: str
    onderdelen: list = field(default_factory=list)


def projectgegevens(project):
    return [
        Regel("Omschrijving", "omschrijving", _omschrijving(project)),
        Regel("Vervolg", "vervolg", _vervolg(project)),
        Regel("Locatie", "locatie", [Onderdeel("", locatietekst(project), "locatie")]),
        Regel("Type infra", "type-infra", [_type_infra(project)]),
        Regel("Betrokken partijen", "betrokken-partijen", [_betrokken(project)]),
        Regel("Bevoegd gezag", "bevoegd-gezag", _bevoegd_gezag(project)),
        Regel("Tijdspad en IBN", "tijdspad", _tijdspad(project)),
    ]


def link_met_ip(project):
    return [
        Regel("pMIEK-project", "project", [Onderdeel("", _pmiek(project), "ronde", telt=False)]),
        Regel(
            "Project opgenomen in IP?",
            "ip",
            [Onderdeel("", _keuze(project, "in_ip"), "in_ip")],
        ),
        Regel(
            "ID / projectnummer in investeringsplan",
            "ip",
            [Onderdeel("", _ip_nummers(project), "ip", telt=project.in_ip != JaNee.NEE)],
        ),
    ]


def onderdelen(project):
    regels = projectgegevens(project) + link_met_ip(project)
    return [(regel, onderdeel) for regel in regels for onderdeel in regel.onderdelen]


def lege_onderdelen(project):
    """What still has to be filled in, as (label, field) pairs."""
    return [
        (onderdeel.label or regel.label, onderdeel.veld)
        for regel, onderdeel in onderdelen(project)
        if onderdeel.telt and (onderdeel.is_leeg or onderdeel.is_onaf)
    ]


def aantal_onderdelen(project):
    return sum(onderdeel.telt for _, onderdeel in onderdelen(project))


def _omschrijving(project):
    return [
        Onderdeel("Aanleiding", project.aanleiding, "aanleiding"),
        Onderdeel("Doel", project.doel, "doel"),
        Onderdeel("Kansen en knelpunten", project.kansen_en_knelpunten, "kansen_en_knelpunten"),
        Onderdeel("Projectfase", _fase(project), "fase"),
        Onderdeel("Type project", project.type_project, "type_project"),
        Onderdeel("Schaalniveau", str(project.schaalniveau or ""), "schaalniveau", telt=False),
        Onderdeel("Herkomst", _keuze(project, "herkomst"), "herkomst", telt=False),
        Onderdeel("nMIEK", _nmiek(project), "nmiek", telt=False),
    ]


def _fase(project):
    if not project.fase:
        return ""
    return _zinnen(project.get_fase_display().capitalize(), project.fase_toelichting)


def fase_sinds(project):
    """'sinds 12-05-2026, daarvoor verkenning'; "" as long as the phase never changed."""
    laatste = next(iter(project.fasewisselingen.all()), None)
    if laatste is None:
        return ""
    datum = date_format(laatste.datum, "d-m-Y")
    return f"sinds {datum}, daarvoor {Fase.woord(laatste.van)}"


def _nmiek(project):
    return _zinnen(_keuze(project, "nmiek"), project.nmiek_toelichting)


def _keuze(project, naam):
    waarde = getattr(project, naam)
    weergave = getattr(project, f"get_{naam}_display")()
    return weergave[:1].upper() + weergave[1:] if waarde else ""


def _vervolg(project):
    return [
        Onderdeel("", project.vervolg, "vervolg"),
        Onderdeel("Route", _route(project), "route", telt=False),
        Onderdeel("Volgende fase", _volgende_fase(project), "volgende_fase_nodig"),
    ]


def _route(project):
    route = project.get_route_display() if project.route else "nog niet bepaald"
    return _zinnen(capfirst(route), project.route_toelichting)


def _volgende_fase(project):
    wie = f"Wie: {project.volgende_fase_wie}" if project.volgende_fase_wie else ""
    termijn = str(project.volgende_fase_termijn)
    wanneer = f"Termijn: {termijn}" if termijn else ""
    return _zinnen(project.volgende_fase_nodig, wie, wanneer)


def locatietekst(project):
    gemeenten = [partij.naam for partij in project.gemeenten.all()]
    soort = "gemeente" if len(gemeenten) == 1 else "gemeenten"
    if project.locatiestatus == Locatiestatus.GEEN:
        zoekgebied = f"Zoekgebied: {soort} {opsomming(gemeenten)}" if gemeenten else ""
        return _zinnen(NOG_GEEN_LOCATIE, project.locatie, zoekgebied)
    waar = f"{soort.capitalize()} {opsomming(gemeenten)}" if gemeenten else ""
    return _zinnen(project.locatie, waar, _punt(project))


def _punt(project):
    if project.breedtegraad is None or project.lengtegraad is None:
        return ""
    breedte = f"{project.breedtegraad:.4f}".replace(".", ",")
    lengte = f"{project.lengtegraad:.4f}".replace(".", ",")
    return f"Indicatief punt {breedte} N, {lengte} O"


def _type_infra(project):
    delen = [str(deel) for deel in (project.type_infra, project.energiedrager) if deel]
    return Onderdeel("", capfirst(", ".join(delen)), "type_infra")


def _betrokken(project):
    partijen = opsomming([str(partij) for partij in project.betrokken_partijen.all()])
    return Onderdeel("", _zinnen(partijen, project.overige_betrokkenen), "betrokken_partijen")


def _bevoegd_gezag(project):
    gezag = str(project.bevoegd_gezag or "")
    tekst = _zinnen(gezag[:1].upper() + gezag[1:], project.bevoegd_gezag_toelichting)
    return [
        Onderdeel("", tekst, "bevoegd_gezag", is_onaf=project.bevoegd_gezag is None),
        Onderdeel("Ruimtegebruik en vergunningverlening", project.ruimtegebruik, "ruimtegebruik"),
    ]


def _tijdspad(project):
    return [
        Onderdeel("Tijdspad", project.tijdspad, "tijdspad"),
        Onderdeel("IBN", str(project.ibn), "ibn"),
    ]


def _pmiek(project):
    if project.ronde is None:
        return "Niet op de pMIEK-lijst"
    return f"{project.nummer}, pMIEK {project.provincie} {project.ronde}".removeprefix(", ")


def _ip_nummers(project):
    return "\n".join(_koppeling(koppeling) for koppeling in project.ip_koppelingen.all())


def _koppeling(koppeling):
    wie = ", ".join(str(deel) for deel in (koppeling.netbeheerder, koppeling.editie) if deel)
    ibn = f" (IBN {koppeling.ibn})" if koppeling.ibn else ""
    return f"{wie}: {koppeling.nummer}{ibn}" if wie else f"{koppeling.nummer}{ibn}"


def _zinnen(*delen):
    """Parts as sentences; a part that already ends one keeps its own mark."""
    gevuld = [deel.strip() for deel in delen if deel and deel.strip()]
    if len(gevuld) < 2:
        return "".join(gevuld)
    return " ".join(deel if deel[-1] in ".!?;:" else f"{deel}." for deel in gevuld)


def opsomming(namen):
    """'Leiden', 'Leiden en Lisse', 'Leiden, Lisse en Delft'."""
    *begin, laatste = namen or [""]
    return f"{', '.join(begin)} en {laatste}" if begin else laatste
