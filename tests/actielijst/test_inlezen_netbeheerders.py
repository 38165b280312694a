"""The operators have a column of their own and are parties as well: both columns count."""

from datetime import date

import pytest

from actielijst.exports import actielijst_xlsx
from pmiek.enums import Partijsoort
from pmiek.rendered import add_links
from tests.actielijst.inlezen import bewerkt, gewijzigd, zet
from tests.bouwers import maak_partij
from tests.werkmappen import werkmap

pytestmark = pytest.mark.usefixtures("in_dit_proces")
KOPPEN = ["Nr.", "Project", "Netbeheerder", "Betrokken partijen"]


def lijst(netbeheerder, betrokken):
    return werkmap([KOPPEN, ["1", "Station Noord", netbeheerder, betrokken]])


@pytest.fixture
def project(noord, zuid_holland):
    """With two operators and a municipality; there are more of both."""
    partijen = [
        maak_partij(zuid_holland, naam, soort=Partijsoort.NETBEHEERDER)
        for naam in ("Liander", "TenneT", "Stedin")
    ]
    maak_partij(zuid_holland, "Delft")
    add_links(noord, "betrokken_partijen", {*partijen[:2], *noord.gemeenten.all()})
    return noord


def namen(project):
    return sorted(partij.naam for partij in project.betrokken_partijen.all())


def test_een_netbeheerder_uit_de_eigen_kolom_verdwijnt_niet(stuur_in, controle, bevestig, project):
    inlezing = stuur_in(lijst("TenneT / Liander", "gemeente Leiden, gemeente Delft"))

    assert [
        (v.cel, v.nieuw, v.omzetting) for v in controle(inlezing).gewijzigd[0].veranderingen
    ] == [
        (
            "D2",
            "Liander; TenneT; gemeente Delft; gemeente Leiden",
            "met 'Liander' en 'TenneT' uit de kolom Netbeheerder",
        )
    ]
    bevestig(inlezing)
    assert namen(project) == ["Delft", "Leiden", "Liander", "TenneT"]


def test_een_lege_cel_met_netbeheerders_haalt_er_geen_weg(stuur_in, bevestig, project):
    bevestig(stuur_in(lijst(None, "gemeente Delft")))

    assert namen(project) == ["Delft", "Liander", "TenneT"]


@pytest.mark.parametrize(
    ("netbeheerder", "betrokken", "daarna"),
    [
        ("Stedin", "gemeente Delft", ["Delft", "Stedin"]),
        ("Stedin", "gemeente Delft, TenneT", ["Delft", "Stedin", "TenneT"]),
        ("TenneT", None, ["Leiden", "TenneT"]),
    ],
    ids=["vervangen", "in beide iets anders", "alleen de eigen kolom"],
)
def test_wat_er_staat_is_wat_de_controle_zei(
    stuur_in, controle, bevestig, project, netbeheerder, betrokken, daarna
):
    inhoud = lijst(netbeheerder, betrokken)
    gezegd = {v.cel: v.nieuw for v in controle(stuur_in(inhoud)).gewijzigd[0].veranderingen}
    bevestig(stuur_in(inhoud))

    operators = [naam for naam in daarna if naam in ("Liander", "Stedin", "TenneT")]
    assert namen(project) == daarna
    assert gezegd["C2"] == ", ".join(operators)
    assert gewijzigd(controle(stuur_in(inhoud))) == []


def test_twee_kolommen_die_samen_niets_anders_zeggen(stuur_in, controle, project):
    inhoud = lijst("TenneT", "Liander; gemeente Leiden")

    assert gewijzigd(controle(stuur_in(inhoud))) == []


def test_een_nieuw_project_krijgt_beide(stuur_in, bevestig, project):
    rij = ["2", "Station Zuid", "Stedin", "gemeente Delft"]

    bevestig(stuur_in(werkmap([KOPPEN, rij])), nieuw=["1"])

    assert namen(project.provincie.projecten.get(nummer="2")) == ["Delft", "Stedin"]


@pytest.mark.parametrize(
    ("cellen", "daarna"),
    [
        ({"Betrokken_partijen": "TenneT; gemeente Leiden"}, ["Leiden", "TenneT"]),
        ({"Netbeheerder": "TenneT"}, ["Leiden", "TenneT"]),
        (
            {"Netbeheerder": "Stedin", "Betrokken_partijen": "gemeente Delft; Liander"},
            ["Delft", "Liander", "Stedin"],
        ),
    ],
    ids=["alleen bij de partijen", "alleen bij de netbeheerders", "in allebei iets anders"],
)
def test_in_ons_eigen_bestand_telt_wat_veranderd_is(
    stuur_in, controle, bevestig, project, cellen, daarna
):
    werkboek = actielijst_xlsx(project.provincie, date(2026, 11, 26))
    inhoud = bewerkt(werkboek, "Projecten", zet(2, **cellen))
    bevestig(stuur_in(inhoud))

    assert namen(project) == daarna
    assert gewijzigd(controle(stuur_in(inhoud))) == []
