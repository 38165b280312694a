"""How long it is until the end of a period, in the words of somebody who has to plan for it."""

IN_DAGEN, IN_WEKEN, IN_MAANDEN = 14, 7 * 26, 365 * 2
DAGEN_PER_MAAND, DAGEN_PER_JAAR = 30.44, 365.25


def aftelling(periode, peildatum):
    """'nog 5 weken', '3 weken te laat'; a text in which no end can be read stays that text."""
    if periode.tot_en_met is None:
        return periode.tekst
    dagen = (periode.tot_en_met - peildatum).days
    if dagen == 0:
        return "vandaag"
    duur = _duur(abs(dagen))
    return f"nog {duur}" if dagen > 0 else f"{duur} te laat"


def _duur(dagen):
    if dagen < IN_DAGEN:
        return _woord(dagen, "dag", "dagen")
    if dagen < IN_WEKEN:
        return _woord(dagen // 7, "week", "weken")
    if dagen < IN_MAANDEN:
        return _woord(int(dagen / DAGEN_PER_MAAND), "maand", "maanden")
    return _woord(int(dagen / DAGEN_PER_JAAR), "jaar", "jaar")


def _woord(aantal, enkelvoud, meervoud):
    return f"{aantal} {enkelvoud if aantal == 1 else meervoud}"
