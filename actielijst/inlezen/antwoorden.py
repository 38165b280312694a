"""Questions as they are asked on the screen: once per value, however many cells hold it."""

from dataclasses import dataclass

from actielijst.inlezen.plan import BESTAND, NIEUW, OVERSLAAN, SITE, WAARDE, Open

# a page with thousands of rows helps nobody; the workbook has them all
OP_SCHERM = 200
RIJVRAGEN = ("project",)
# what was ticked is kept among the answers, under the cell or the row
WEG, ERBIJ = ":weg", ":erbij"
ALLE = "alle"
# the page showed with ALLE which rows are ticked: one that is not, is not wanted
PER_RIJ = "nieuw-per-rij"
# whether the empty cells of this file make a field empty
LEEGMAKEN = "leegmaken"
# why a phase goes back, or a route is not that of the source
ONGEWOON = "ongewoon-waarom"


@dataclass(frozen=True)
class Vraaggroep:
    """The same value in the same column: one answer for all cells."""

    vraag: Open
    cellen: tuple
    sleutels: tuple

    @property
    def naam(self):
        return f"antwoord-{self.vraag.sleutel}"

    @property
    def is_vrij_gekozen(self):
        """Whether the answer was typed, and not one of the choices."""
        antwoord = self.vraag.antwoord
        if self.vraag.getypt:
            return True
        return bool(antwoord) and antwoord not in {waarde for waarde, _ in self.keuzes}

    @property
    def tekst(self):
        if not self.is_vrij_gekozen:
            return ""
        return self.vraag.getypt or self.vraag.antwoord.partition(":")[2]

    @property
    def gaat_over_rij(self):
        return self.vraag.sleutel.endswith((":project", ":rij", ":dubbel"))

    @property
    def keuzes(self):
        """(value, label) that can be chosen as they are."""
        if self.gaat_over_rij:
            return [*self.vraag.keuzes, (OVERSLAAN, "sla deze regel over")]
        vast = [(f"{WAARDE}:{waarde}", label) for waarde, label in self.vraag.keuzes]
        return [*vast, (OVERSLAAN, "sla deze cel over")]

    @property
    def toevoegingen(self):
        """(value, label) for who may add what is not known yet."""
        return self.vraag.onbekend.keuzes if self.vraag.onbekend else []

    @property
    def is_vrij(self):
        """Whether another text can be typed instead."""
        return not self.gaat_over_rij


def vragen_per_waarde(blad) -> list[Vraaggroep]:
    groepen = {}
    for vraag in blad.vragen:
        kenmerk = (vraag.kolom, vraag.waarde, vraag.melding, vraag.sleutel.rpartition(":")[2])
        uniek = vraag.sleutel if kenmerk[3] in RIJVRAGEN else ""
        groepen.setdefault((*kenmerk, uniek), []).append(vraag)
    return [
        Vraaggroep(vragen[0], tuple(v.cel for v in vragen), tuple(v.sleutel for v in vragen))
        for vragen in groepen.values()
    ]


def neem_over(antwoorden, plan, posted) -> dict:
    """What was answered and ticked on the page, over what was answered before."""
    los = (WEG, ERBIJ, LEEGMAKEN, ONGEWOON)
    vast = {wat: hoe for wat, hoe in antwoorden.items() if not wat.endswith(los)}
    leeg = {LEEGMAKEN: posted[LEEGMAKEN]} if posted.get(LEEGMAKEN) else {}
    zin = posted.get(ONGEWOON, "").strip()
    leeg |= {ONGEWOON: zin} if zin else {}
    cellen = {v.plaats for regel in plan.regels for v in regel.veranderingen + regel.weggelaten}
    weg = {f"{cel}{WEG}": OVERSLAAN for cel in posted.getlist("weglaten") if cel in cellen}
    erbij = {wat: hoe for blad in plan.bladen for wat, hoe in _aangevinkt(blad, posted).items()}
    return vast | lees_antwoorden(plan, posted) | lees_keuzes(plan, posted) | weg | erbij | leeg


def _aangevinkt(blad, posted):
    """{answer: yes, or no for a row that was left out of all of them}."""
    alle, gekozen = f"{blad.voor}{ALLE}", {*posted.getlist("nieuw")}
    ja = [rij for rij in [alle, *(r.sleutel for r in blad.regels)] if rij in gekozen]
    nee = []
    if alle in gekozen and blad.voor in posted.getlist(PER_RIJ):
        nee = [r.sleutel for r in blad.nieuw[:OP_SCHERM] if r.sleutel not in gekozen]
    return {f"{rij}{ERBIJ}": hoe for hoe, rijen in ((NIEUW, ja), (OVERSLAAN, nee)) for rij in rijen}


def laat_weg(plan, antwoorden):
    """Take the cells that somebody does not want out of the changes."""
    for regel in plan.regels:
        weg = [v for v in regel.veranderingen if f"{v.plaats}{WEG}" in antwoorden]
        regel.weggelaten = weg
        regel.veranderingen = [v for v in regel.veranderingen if v not in weg]
    return plan


def gekozen_nieuw(plan, antwoorden) -> set:
    """The keys of the new rows that somebody said yes to."""
    return {
        regel.sleutel
        for blad in plan.bladen
        for regel in blad.nieuw
        if antwoorden.get(f"{regel.sleutel}{ERBIJ}", _anders(blad, antwoorden)) == NIEUW
    }


def _anders(blad, antwoorden):
    return NIEUW if alle_nieuwe(blad, antwoorden) else OVERSLAAN


def alle_nieuwe(blad, antwoorden):
    return f"{blad.voor}{ALLE}{ERBIJ}" in antwoorden


def lees_keuzes(plan, posted) -> dict:
    """{key of the conflict: file or site} for every conflict that was decided on the page."""
    keuzes = {botsing.sleutel: posted.get(botsing.naam, "") for botsing in plan.botsingen}
    return {sleutel: keuze for sleutel, keuze in keuzes.items() if keuze in (BESTAND, SITE)}


def lees_antwoorden(plan, posted) -> dict:
    """{key of the question: answer} for every question that was answered on the page."""
    antwoorden = {}
    for groep in [groep for blad in plan.bladen for groep in vragen_per_waarde(blad)]:
        antwoord = _antwoord(groep, posted)
        if antwoord is not None:
            antwoorden |= dict.fromkeys(groep.sleutels, antwoord)
    return antwoorden


def _antwoord(groep, posted):
    """None when nothing was said; a text that was typed counts without its button as well."""
    gekozen = posted.get(groep.naam, "")
    if gekozen in {waarde for waarde, _ in groep.keuzes}:
        return gekozen
    if gekozen in {waarde for waarde, _ in groep.toevoegingen}:
        return None
    tekst = posted.get(f"{groep.naam}-tekst", "").strip()
    if groep.is_vrij and tekst:
        return f"{WAARDE}:{tekst}"
    return "" if gekozen == WAARDE else None
