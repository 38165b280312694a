"""Questions as they are asked on the screen: once per value, however many cells hold it."""

from dataclasses import dataclass

from actielijst.inlezen.plan import OVERSLAAN, WAARDE, Open

RIJVRAGEN = ("project",)


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
        return bool(antwoord) and antwoord not in {waarde for waarde, _ in self.keuzes}

    @property
    def tekst(self):
        return self.vraag.antwoord.partition(":")[2] if self.is_vrij_gekozen else ""

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
    def is_vrij(self):
        """Whether another text can be typed instead."""
        return not self.gaat_over_rij


def vragen_per_waarde(plan) -> list[Vraaggroep]:
    groepen = {}
    for vraag in plan.vragen:
        kenmerk = (vraag.kolom, vraag.waarde, vraag.melding, vraag.sleutel.rpartition(":")[2])
        uniek = vraag.sleutel if kenmerk[3] in RIJVRAGEN else ""
        groepen.setdefault((*kenmerk, uniek), []).append(vraag)
    return [
        Vraaggroep(vragen[0], tuple(v.cel for v in vragen), tuple(v.sleutel for v in vragen))
        for vragen in groepen.values()
    ]


def lees_antwoorden(plan, posted) -> dict:
    """{key of the question: answer} for every question that was answered on the page."""
    antwoorden = {}
    for groep in vragen_per_waarde(plan):
        antwoord = _antwoord(groep, posted)
        if antwoord:
            antwoorden |= dict.fromkeys(groep.sleutels, antwoord)
    return antwoorden


def _antwoord(groep, posted):
    gekozen = posted.get(groep.naam, "")
    if gekozen == WAARDE and groep.is_vrij:
        tekst = posted.get(f"{groep.naam}-tekst", "").strip()
        return f"{WAARDE}:{tekst}" if tekst else ""
    return gekozen if gekozen in {waarde for waarde, _ in groep.keuzes} else ""
