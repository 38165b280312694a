import pytest
from django.urls import reverse

from pmiek.begrippen import BEGRIPPEN

# what the source calls the parts of its fiche and its monitoringslijst
VAN_DE_BRON = {
    "Aandachtspunt",
    "Actielijst",
    "Betrokken partijen",
    "Bevoegd gezag",
    "Fiche",
    "Haalbaarheid IBN",
    "Hoofddocument",
    "Monitoringslijst",
    "Trekker",
    "Uitvoeringsafspraak",
    "Versnellingsactie",
    "Vraag aan energyboard",
}


def test_de_woorden_van_de_bron_zijn_uitgelegd_op_alfabet():
    namen = [naam for naam, _ in BEGRIPPEN]

    assert set(namen) >= VAN_DE_BRON
    assert namen == sorted(namen, key=str.casefold)


@pytest.mark.django_db
def test_elk_begrip_staat_op_de_pagina(client, lezer):
    client.force_login(lezer)

    html = client.get(reverse("begrippen")).text

    assert [naam for naam, _ in BEGRIPPEN if f"<dt>{naam}</dt>" not in html] == []
