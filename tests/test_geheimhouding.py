"""What is secret stays so in lists with a filter, in documents and in the figures.

That no address gives anything away by itself is part of the walk in `test_access.py`.
"""

import pytest
from django.urls import reverse
from django.utils import timezone

from actielijst.documenten.maken import maak_document
from actielijst.enums import Documentsoort
from pmiek.enums import Rolsoort
from tests.kanaries import (
    ANDER_WOORD,
    VREEMD_WOORD,
    als_tekst,
    noemt,
    opgehaald,
    wereld_met_kanaries,
)
from tests.toegang import ANONIEM, VREEMD, patronen

LIJSTEN = [
    "project_lijst",
    "project_export",
    "project_archief",
    "afspraak_lijst",
    "afspraak_export",
    "afspraak_pdf",
]
# who sees the whole list, and who sees what he takes part in
GEHEIM = {Rolsoort.LEZER: [VREEMD_WOORD], Rolsoort.PARTIJ: [VREEMD_WOORD, ANDER_WOORD]}

pytestmark = pytest.mark.django_db


@pytest.fixture
def wereld(documenten_apart, caplog):
    caplog.set_level("ERROR", "django.request")
    return wereld_met_kanaries()


def gefilterd(wereld):
    """The lists with filters about another province, and about what the party has no part in."""
    partij, keuze = wereld.vreemd["partij"].pk, wereld.vreemd["keuze"].pk
    filters = [
        f"gemeente={partij}",
        f"partij={partij}",
        f"energiedrager={keuze}",
        # part of the word: the page repeats what was looked for
        f"zoek={VREEMD_WOORD[:6]}",
        f"zoek={ANDER_WOORD[:6]}",
        f"partij={wereld.eigen['netbeheerder'].pk}",
        "per_pagina=alles&sorteer=-naam",
    ]
    for lijst in LIJSTEN:
        adres = reverse(f"actielijst:{lijst}", args=[wereld.eigen["provincie"].slug])
        yield from (f"{adres}?{filter}" for filter in filters)


@pytest.mark.parametrize(("rol", "woorden"), GEHEIM.items())
def test_een_filter_haalt_niets_op_van_wat_iemand_niet_mag_zien(wereld, rol, woorden):
    client = wereld.client(rol)

    lekken = [
        (adres, woord)
        for adres in gefilterd(wereld)
        for tekst in [opgehaald(client.get(adres))]
        for woord in woorden
        if noemt(woord, tekst)
    ]

    assert lekken == []


def test_de_woorden_waren_te_vinden_voor_wie_ze_mag_lezen(wereld):
    """Otherwise nobody would find them where they are."""
    client = wereld.client(ANONIEM)
    client.force_login(wereld.vreemd["gebruiker"])

    gevonden = {
        patroon.naam.removeprefix("actielijst:")
        for patroon in patronen()
        if patroon.is_provincie
        and noemt(VREEMD_WOORD, opgehaald(client.get(wereld.adres(patroon, VREEMD))))
    }

    assert {"project_pdf", "project_export", "project_verloop", "documenttaak_bestand"} <= gevonden
    assert {"start", "project_lijst", "project_detail", "project_bewerken", "teksten"} <= gevonden


@pytest.mark.parametrize("soort", Documentsoort)
def test_een_document_gaat_over_een_provincie(wereld, soort):
    def tekst(plek):
        return als_tekst(maak_document(plek["provincie"], soort, timezone.localdate()))

    assert not noemt(VREEMD_WOORD, tekst(wereld.eigen))
    assert noemt(VREEMD_WOORD, tekst(wereld.vreemd))


@pytest.mark.parametrize(
    ("rol", "projecten", "afspraken"), [(Rolsoort.LEZER, 3, 2), (Rolsoort.PARTIJ, 1, 1)]
)
def test_ook_de_tellingen_gaan_over_wat_iemand_mag_zien(wereld, rol, projecten, afspraken):
    start = wereld.client(rol).get(reverse("actielijst:start", args=["zuid-holland"])).context

    assert (start["aantal_projecten"], start["aantal_actief"]) == (projecten, afspraken)
    assert len(start["te_laat"]) == afspraken
    assert len(start["zonder_afspraken"]) == projecten // 3
