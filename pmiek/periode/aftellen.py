"""How long it is until the end of a period, in the words of somebody who has to plan for it."""

IN_DAGEN, IN_WEKEN = 14, 7 * 26
IN_MAANDEN = 2 * 12


def aftelling(periode, peildatum):
    """'nog 5 weken', '3 weken te laat'; a text in which no end can be read stays that text."""
    einde = periode.tot_en_met
    if einde is None:
        return periode.tekst
    if einde == peildatum:
        return "vandaag"
    if einde < peildatum:
        return f"{_duur(einde, peildatum)} te laat"
    return f"nog {_duur(peildatum, einde)}"


def _duur(van, tot):
    dagen, maanden = (tot - van).days, _hele_maanden(van, tot)
    if dagen < IN_DAGEN:
        return _woord(dagen, "dag", "dagen")
    if dagen < IN_WEKEN:
        return _woord(dagen // 7, "week", "weken")
    if maanden < IN_MAANDEN:
        return _woord(maanden, "maand", "maanden")
    return _woord(maanden // 12, "jaar", "jaar")


def _hele_maanden(van, tot):
    """By the calendar: from one 25 November to the next are twelve, in a leap year too."""
    return 12 * (tot.year - van.year) + tot.month - van.month - (tot.day < van.day)


def _woord(aantal, enkelvoud, meervoud):
    return f"{aantal} {enkelvoud if aantal == 1 else meervoud}"
