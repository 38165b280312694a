import pytest

from actielijst.forms.beheer import PartijForm
from pmiek.enums import Partijsoort
from pmiek.history import acting_as
from pmiek.rendered import as_posted, set_links
from tests.bouwers import maak_gebruiker, maak_partij


def ingevuld(partij, **veranderd):
    form = PartijForm(instance=partij)
    data = {n: as_posted(v, form.get_initial_for_field(v, n)) for n, v in form.own_fields.items()}
    return data | {"basis": form["basis"].value()} | veranderd


def test_een_onaangeraakt_veld_blijft_wat_de_ander_ervan_maakte(zuid_holland):
    partij = maak_partij(zuid_holland, "Brielle", code="GM0501")
    van_b = ingevuld(partij, naam="Voorne aan Zee")
    partij.code = "GM1992"
    partij.save()
    partij.refresh_from_db()

    form = PartijForm(van_b, instance=partij)
    assert form.is_valid(), form.errors
    form.save()

    partij.refresh_from_db()
    assert (partij.naam, partij.code) == ("Voorne aan Zee", "GM1992")


def test_de_vraag_noemt_wie_het_veld_intussen_veranderde(zuid_holland):
    partij = maak_partij(zuid_holland, "Brielle")
    van_b = ingevuld(partij, naam="Voorne")
    with acting_as(maak_gebruiker(naam="J. Jansen")):
        partij.naam = "Voorne aan Zee"
        partij.save()

    form = PartijForm(van_b, instance=partij)
    assert form.errors["naam"][0].startswith("J. Jansen (")
    assert "“Voorne aan Zee”" in form.errors["naam"][0]


def test_de_vraag_spreekt_ook_bij_een_keuze_van_wat_is_ingevuld(zuid_holland):
    partij = maak_partij(zuid_holland, "Stedin", soort=Partijsoort.NETBEHEERDER)
    van_b = ingevuld(partij, soort=Partijsoort.GEMEENTE)
    partij.soort = Partijsoort.PROVINCIE
    partij.save()

    (vraag,) = PartijForm(van_b, instance=partij).errors["soort"]
    assert "“provincie”. Wat u invulde staat er nog;" in vraag


def test_dezelfde_verandering_door_twee_mensen_is_geen_vraag(zuid_holland):
    partij = maak_partij(zuid_holland, "Brielle")
    van_b = ingevuld(partij, naam="Voorne")
    partij.naam = "Voorne"
    partij.save()

    assert PartijForm(van_b, instance=partij).is_valid()


@pytest.mark.parametrize(("voor", "na"), [("ab", "bc"), ("", "a"), ("abc", "")])
def test_koppelingen_worden_precies_de_gekozen_partijen(zuid_holland, project, voor, na):
    partijen = {naam: maak_partij(zuid_holland, naam) for naam in "abc"}
    set_links(project, "gemeenten", [partijen[naam] for naam in voor])

    set_links(project, "gemeenten", [partijen[naam] for naam in na])

    assert sorted(partij.naam for partij in project.gemeenten.all()) == list(na)
