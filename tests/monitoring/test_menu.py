"""On every page of the monitoring the menu says where the reader is."""

import pytest

from monitoring.urls import urlpatterns
from pmiek.context import MENU

# what gives a file, or only ever leads to a page
GEEN_PAGINA = {
    "monitoringronde_xlsx",
    "monitoringronde_herinnering_eml",
    "monitoringronde_bevestigen",
    "monitoringregel_terugzetten",
}


def actief(punt, route):
    kinderen = [kind.naam for kind in punt.kinderen if route in {kind.route, *kind.ook}]
    return [punt.naam, *kinderen] if kinderen else []


@pytest.mark.parametrize("naam", sorted({pad.name for pad in urlpatterns} - GEEN_PAGINA))
def test_elke_pagina_van_de_monitoring_staat_onder_een_tabblad(naam):
    gevonden = [pad for punt in MENU if (pad := actief(punt, f"monitoring:{naam}"))]

    assert [pad[0] for pad in gevonden] in (["Monitoring"], ["Beheer"])
    assert len(gevonden[0]) == 2
