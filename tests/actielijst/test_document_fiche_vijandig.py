"""What people paste by accident or on purpose, in every field of a fiche."""

import io

import pikepdf
import pytest

from actielijst.models import Project
from pmiek.pdf.text import MAX_CHARACTERS
from tests.actielijst.documenten import (
    VIJANDIG,
    VRIJE_TEKST,
    fiche,
    tekst_van,
    volle_fiche,
    zonder_wit,
)
from tests.bouwers import maak_afspraak, maak_project
from tests.pdf_controle import verboden_onderdelen

BOMMEN = {
    "letters": "a" * 32_767,
    "woorden": ("woord " * 6_000)[:32_767],
    "regels": "x\n" * 20_000,
    "accenten": "e" + "\u0301" * 800,
}


def tekst(project):
    return tekst_van(fiche(project))


@pytest.mark.parametrize("vijandig", VIJANDIG)
def test_vijandige_tekst_in_elk_veld_blijft_letterlijk_leesbaar(zuid_holland, vijandig):
    project = volle_fiche(zuid_holland, vijandig)

    pdf = fiche(project)

    # free text, three agreements' worth of cells, and the name of the project
    gelezen = zonder_wit(tekst_van(pdf))
    assert gelezen.count(zonder_wit(vijandig)) >= len(VRIJE_TEKST) + 6
    assert "root:" not in gelezen
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert verboden_onderdelen(document) == []


@pytest.mark.parametrize("vreemd", ["stuur\x0bte\x1bken", "😀 klaar", "שלום", "\ufffe\uffff"])
def test_vreemde_tekens_in_elk_veld_geven_een_hele_fiche(zuid_holland, vreemd):
    project = volle_fiche(zuid_holland, vreemd)

    assert "Afspraken voor monitoring" in tekst(project)


@pytest.mark.traag
@pytest.mark.parametrize("bom", ["letters", "woorden", "regels"])
@pytest.mark.parametrize("veld", ["aanleiding", "overige_betrokkenen", "tijdspad"])
def test_te_lange_tekst_wordt_zichtbaar_ingekort(zuid_holland, veld, bom):
    project = maak_project(zuid_holland, **{veld: BOMMEN[bom]})

    assert "Tekst ingekort in dit document" in tekst(project)


@pytest.mark.traag
@pytest.mark.parametrize("bom", BOMMEN)
def test_tekstbom_in_een_afspraak_geeft_een_document(zuid_holland, bom):
    project = maak_project(zuid_holland)
    maak_afspraak(project, activiteit="Kort", resultaat=BOMMEN[bom])
    maak_afspraak(project, activiteit="De laatste", volgorde=9)

    assert "De laatste" in tekst(project)


@pytest.mark.traag
def test_driehonderd_afspraken_staan_alle_op_papier(zuid_holland):
    project = maak_project(zuid_holland)
    for plaats in range(300):
        maak_afspraak(project, activiteit=f"Stap {plaats}.", volgorde=plaats)

    gelezen = tekst(project)

    assert [plaats for plaats in range(300) if f"Stap {plaats}." not in gelezen] == []


def test_grens_van_een_tekst_is_die_van_het_scherm():
    assert Project._meta.get_field("aanleiding").max_length == MAX_CHARACTERS
