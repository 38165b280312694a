import resource

import pytest

from pmiek.frames import with_room

DIEPTE, KEREN = 300, 500


def _diep(diepte):
    """At every depth a loop of calls, so that some loop stands before the edge of a piece."""
    for _ in range(KEREN):
        _niets()
    if diepte:
        _diep(diepte - 1)


def _niets():
    pass


def _gevraagd_geheugen(doe):
    """How often the system had to give memory."""
    voor = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    doe(DIEPTE)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - voor


def test_met_ruimte_vraagt_een_diepe_aanroep_niet_telkens_om_geheugen():
    ruim = with_room(_diep)
    ruim(DIEPTE)

    assert min(_gevraagd_geheugen(ruim) for _ in range(3)) < KEREN


def test_wat_ruimte_krijgt_blijft_wat_het_was():
    def som(een, *, twee):
        """Twee getallen."""
        if twee == 0:
            raise LookupError("nul")
        return een + twee

    ruim = with_room(som)

    assert ruim(1, twee=2) == 3
    assert (ruim.__name__, ruim.__doc__) == ("som", "Twee getallen.")
    with pytest.raises(LookupError, match="nul"):
        ruim(1, twee=0)
