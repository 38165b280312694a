"""What moved, in Dutch sentences; each follows from its rows by a rule."""

from django.utils.formats import date_format
from django.utils.text import capfirst

from monitoring.verschuiving import in_maanden

PIJL = "\N{RIGHTWARDS ARROW}"
ZONDER_OORZAAK = "Oorzaak nog niet ingevuld."


def afsluiten(zin):
    zin = zin.strip()
    return zin if not zin or zin[-1] in ".!?" else f"{zin}."


def ibn_zin(verloop):
    """'IBN 2027 → 2028 (+12 maanden, 2e herplanning). Oorzaak: grond.'"""
    verschil = in_maanden(verloop.sinds_vorige)
    keer = f"{verloop.herplanningen}e herplanning"
    zin = f"IBN {verloop.vorige} {PIJL} {verloop.nu} ({verschil}, {keer})."
    return f"{zin} {oorzaak_zin(verloop.oorzaak)}"


def oorzaak_zin(oorzaak):
    """'Oorzaak: grond, vertraging van buiten. De eigenaar wacht af.'"""
    delen = [oorzaak.kort, oorzaak.toelichting.strip()] if oorzaak else []
    gevuld = ". ".join(filter(None, delen))
    return afsluiten(f"Oorzaak: {gevuld}") if gevuld else ZONDER_OORZAAK


def fase_zin(wissel):
    begin = "Van" if wissel.is_vooruit else "Terug van"
    op = f" op {date_format(wissel.datum, 'j F Y')}" if wissel.datum else ""
    zin = f"{begin} {wissel.van_woord} naar {wissel.naar_woord}{op}."
    return f"{zin} {afsluiten(wissel.reden)}".strip()


def afgerond_zin(afspraak):
    return f"{_activiteit(afspraak)}: gereed op {_kort(afspraak.afgerond_op)}."


def vervallen_zin(afspraak):
    return f"{_activiteit(afspraak)}: vervallen op {_kort(afspraak.afgerond_op)}."


def te_laat_zin(afspraak):
    return f"{_activiteit(afspraak)}: over tijd ({afspraak.planning})."


def _activiteit(afspraak):
    return capfirst(afspraak.activiteit.strip().rstrip("."))


def vraag_zin(vraag):
    if not vraag.is_open:
        return f"{_regel(vraag)}: {vraag.status_woord} op {_kort(vraag.beantwoord_op)}."
    if vraag.keer == 1:
        return f"Nieuw. {afsluiten(vraag.regel)}"
    return f"{_regel(vraag)}{keer_woorden(vraag.keer)}."


def _regel(vraag):
    """To go on after."""
    return vraag.regel.rstrip(".?!")


def keer_woorden(keer):
    """', voor de 3e keer op de agenda'; nothing for the first time."""
    return f", voor de {keer}e keer op de agenda" if keer > 1 else ""


def niet_bevestigd_zin(regel, peildatum):
    wie = ", ".join(str(partij) for partij in regel.trekkers)
    trekker = f" Trekker: {wie}." if wie else ""
    if regel.stand_van is None:
        return f"Nog nooit bevestigd.{trekker}"
    dagen = (peildatum - regel.stand_van).days
    oud = "1 dag" if dagen == 1 else f"{dagen} dagen"
    return f"Stand van {date_format(regel.stand_van, 'j F Y')}, {oud} oud.{trekker}"


def niet_bevestigd_merk(stand_van):
    """What the list says at a row that nobody confirmed in the round."""
    if stand_van is None:
        return "Nog nooit bevestigd"
    return f"Niet bevestigd in deze ronde: stand van {date_format(stand_van, 'j F Y')}"


def _kort(dag):
    return f"{dag:%d-%m-%Y}"
