"""Sentences of the annex end as a sentence does, whatever somebody typed."""

from datetime import date
from types import SimpleNamespace

import pytest

from monitoring.zinnen import vraag_zin


def vraag(regel, keer=1, **velden):
    standaard = {"is_open": True, "status_woord": "gesteld", "beantwoord_op": None}
    return SimpleNamespace(regel=regel, keer=keer, **standaard | velden)


@pytest.mark.parametrize(
    ("regel", "keer", "zin"),
    [
        ("Steun: houd de kavel vrij", 1, "Nieuw. Steun: houd de kavel vrij."),
        ("Steun: kunt u helpen?", 1, "Nieuw. Steun: kunt u helpen?"),
        ("Steun: help.", 1, "Nieuw. Steun: help."),
        ("Steun: kunt u helpen?", 3, "Steun: kunt u helpen, voor de 3e keer op de agenda."),
    ],
)
def test_een_vraag_houdt_haar_eigen_leesteken(regel, keer, zin):
    assert vraag_zin(vraag(regel, keer)) == zin


def test_een_beantwoorde_vraag_gaat_door_na_haar_tekst():
    beantwoord = vraag(
        "Steun: kunt u helpen?",
        is_open=False,
        status_woord="beantwoord",
        beantwoord_op=date(2026, 12, 2),
    )
    assert vraag_zin(beantwoord).startswith("Steun: kunt u helpen: beantwoord op ")
