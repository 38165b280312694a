"""What may be right but looks odd: each with the rule and the sum in words. Nothing is blocked."""

import re
from dataclasses import dataclass

from django.utils.formats import date_format

from actielijst.enums import Fase
from monitoring.koppen import Projectkop
from monitoring.verschuiving import is_verplaatst, lees, maanden, zoveel_maanden
from pmiek.periode import lees_periode

TWAALF_MAANDEN = 365
# what counts for a phase of which the table of a province says nothing: an IBN somewhere in the
# next year is too soon for a planuitwerking, whatever month it is now
ZONDER_TABEL = {Fase.PLANUITWERKING: 24, Fase.VERKENNING: 36}


@dataclass(frozen=True)
class Bevinding:
    project: Projectkop
    regel: str
    zin: str


def bevindingen(verschil):
    """Every odd thing of a comparison, in the order of the projects."""
    gevonden = [
        *_te_snel(verschil, verschil.stand.doorlooptijden),
        *_na_ibn(verschil),
        *_fase_terug(verschil),
        *_lang_stil(verschil),
        *_eerder_dan_ip(verschil),
        *_anders_dan_fiche(verschil),
        *_niet_gelezen(verschil.regels),
    ]
    return sorted(gevonden, key=lambda b: (b.project.sorteersleutel, b.project.pk, b.regel))


def _te_snel(verschil, tabel):
    for verloop in verschil.verlopen:
        project, einde = verloop.project, verloop.nu.tot_en_met
        nodig, waaruit = minimaal(tabel, project)
        if nodig is None or einde is None:
            continue
        over = maanden(_dag(verschil.peildatum), verloop.nu)
        if over < nodig:
            yield Bevinding(
                project,
                "IBN te snel voor de fase",
                f"Fase {project.get_fase_display()} en IBN {verloop.nu}: {_wanneer(over)}. "
                f"Volgens {waaruit} duurt het nog ten minste {zoveel_maanden(nodig)}.",
            )


def _wanneer(over):
    if over < 0:
        return f"dat was {zoveel_maanden(-over)} geleden"
    return f"dat is over {zoveel_maanden(over)}" if over else "dat is deze maand"


def minimaal(tabel, project):
    """(months, where they stand): of the type itself, or of the phase for every other type."""
    for type_infra in (project.type_infra_id, None):
        if (project.fase, type_infra) in tabel:
            return tabel[project.fase, type_infra], "uw tabel"
    return ZONDER_TABEL.get(project.fase), "de standaard"


def standaard(doorlooptijden):
    """(phase, months) of what counts as long as the table of a province says nothing of it."""
    eigen = {rij.fase for rij in doorlooptijden if rij.type_infra_id is None}
    return [(fase.label, maanden) for fase, maanden in ZONDER_TABEL.items() if fase not in eigen]


def _dag(datum):
    return lees_periode(f"{datum:%d-%m-%Y}")


def _na_ibn(verschil):
    ibn = {regel.project_id: regel.ibn for regel in verschil.regels}
    for afspraak in verschil.stand.afspraken:
        nu = ibn.get(afspraak.project_id)
        if nu is None or not afspraak.is_actief:
            continue
        later = maanden(nu, lees(afspraak.planning))
        if later is not None and later > 0:
            yield Bevinding(
                afspraak.project,
                "afspraak na de IBN",
                f"Afspraak “{afspraak.activiteit}” is gepland op {afspraak.planning}, "
                f"{zoveel_maanden(later)} na de IBN van {nu}.",
            )


def _fase_terug(verschil):
    for wissel in verschil.fasen:
        if not wissel.is_vooruit:
            yield Bevinding(
                wissel.project,
                "fase ging terug",
                f"De fase ging terug van {wissel.van_woord} naar {wissel.naar_woord}.",
            )


def _lang_stil(verschil):
    for regel in verschil.regels:
        sinds = regel.stand_van or verschil.stand.in_lijst_sinds[regel.project_id]
        dagen = (verschil.peildatum - sinds).days
        if dagen > TWAALF_MAANDEN:
            dag = date_format(sinds, "j F Y")
            yield Bevinding(
                regel.project,
                "twaalf maanden niets gehoord",
                f"Voor het laatst bevestigd op {dag}, {dagen} dagen geleden."
                if regel.stand_van
                else f"Nog nooit bevestigd en in de lijst sinds {dag}, {dagen} dagen geleden.",
            )


def _eerder_dan_ip(verschil):
    for verloop in verschil.verlopen:
        verschil_ip = verloop.sinds_ip
        if verschil_ip is not None and verschil_ip < 0:
            anker = verloop.laatste_ip
            yield Bevinding(
                verloop.project,
                "IBN eerder dan het IP",
                f"IBN {verloop.nu} is {zoveel_maanden(-verschil_ip)} eerder dan {anker.periode} "
                f"in {anker.editie or 'het IP'}.",
            )


def _anders_dan_fiche(verschil):
    for verloop in verschil.verlopen:
        fiche = lees(verloop.project.ibn_op_fiche)
        if fiche and verloop.nu and is_verplaatst(fiche, verloop.nu):
            yield Bevinding(
                verloop.project,
                "fiche en monitoring verschillen",
                f"Op de fiche staat IBN {fiche}, in de monitoring {verloop.nu}.",
            )


def _niet_gelezen(regels):
    """A text with a number in it was meant as a moment; 'n.t.b.' was not."""
    for regel in regels:
        if not regel.ibn.is_gelezen and re.search(r"\d", str(regel.ibn)):
            yield Bevinding(
                regel.project,
                "IBN niet te lezen",
                f"In de IBN “{regel.ibn}” lezen wij geen datum, dus er wordt niet mee gerekend. "
                "Wij lezen jaartallen van 1990 tot en met 2100.",
            )
