from collections import Counter
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from actielijst.models import Keuze, Voorbeeldactie
from pmiek.enums import Kanaal, Partijsoort
from pmiek.history import acting_as
from pmiek.models import Partij, Provincie, Wijziging

pytestmark = pytest.mark.django_db
OVERAL = {"TenneT", "Gasunie", "Hynetwork"}
NETBEHEERDERS = {
    "zuid-holland": {"Liander", "Stedin", "Westland Infra"},
    "utrecht": {"Stedin"},
    "drenthe": {"Enexis", "Rendo"},
    "limburg": {"Enexis"},
}


def laad(**opties):
    call_command("laad_referentie", stdout=StringIO(), **opties)


def namen(slug, soort):
    partijen = Partij.objects.filter(provincie__slug=slug, soort=soort)
    return set(partijen.values_list("naam", flat=True))


def wijzig(obj, **velden):
    with acting_as(None, Kanaal.OPDRACHT):
        for naam, waarde in velden.items():
            setattr(obj, naam, waarde)
        obj.save()


def test_er_zijn_twaalf_provincies_met_hun_code():
    laad(provincie="utrecht")

    codes = [f"PV{n}" for n in range(20, 32)]
    assert sorted(Provincie.objects.values_list("code", flat=True)) == codes


def test_zonder_provincie_krijgt_elke_provincie_haar_gemeenten():
    laad()

    aantal = Counter(Partij.objects.filter(soort="gemeente").values_list("provincie__slug"))
    assert (sum(aantal.values()), len(aantal), aantal["zuid-holland",]) == (342, 12, 50)


def test_met_een_provincie_blijven_de_andere_leeg():
    laad(provincie="utrecht")

    assert set(Partij.objects.values_list("provincie__slug", flat=True)) == {"utrecht"}


def test_den_haag_houdt_de_officiele_naam():
    laad(provincie="zuid-holland")

    assert Partij.objects.get(code="GM0518").naam == "'s-Gravenhage"


@pytest.mark.parametrize("slug", NETBEHEERDERS)
def test_een_provincie_heeft_de_netbeheerders_die_er_werken(slug):
    laad(provincie=slug)

    assert namen(slug, Partijsoort.NETBEHEERDER) == OVERAL | NETBEHEERDERS[slug]


def test_de_provincie_is_zelf_ook_een_partij():
    laad(provincie="utrecht")

    partij = Partij.objects.get(soort=Partijsoort.PROVINCIE)
    assert str(partij) == "provincie Utrecht"


def test_de_keuzelijsten_zijn_gevuld_in_hun_volgorde():
    laad(provincie="utrecht")

    lijsten = Keuze.objects.values_list("lijst", flat=True)
    niveaus = Keuze.objects.filter(lijst="schaalniveau").values_list("naam", flat=True)
    assert Counter(lijsten) == {"type_infra": 10, "energiedrager": 5, "schaalniveau": 4}
    assert list(niveaus) == ["lokaal", "regionaal", "provinciaal", "nationaal"]


def test_de_tabel_van_de_bron_staat_er_per_fase():
    laad(provincie="utrecht")

    landelijk = Voorbeeldactie.objects.filter(provincie=None)
    assert Counter(landelijk.values_list("fase", flat=True)) == {
        "verkenning": 4,
        "planuitwerking": 7,
        "project": 6,
        "realisatie": 2,
    }


@pytest.mark.parametrize(
    ("activiteit", "actiehouder", "trekkersoort"),
    [
        ("Investeringsbesluit", "netbeheerder", "netbeheerder"),
        ("Projectbesluit en locatiebesluit maken", "gemeente", "gemeente"),
        ("ProjectMER", "bevoegd gezag", "bevoegd_gezag"),
        ("Vergunningen aanvragen en verlenen", "gemeente en netbeheerder", ""),
    ],
)
def test_de_soort_trekker_staat_alleen_vast_waar_de_bron_er_een_noemt(
    activiteit, actiehouder, trekkersoort
):
    laad(provincie="utrecht")

    actie = Voorbeeldactie.objects.get(activiteit=activiteit)
    assert (actie.actiehouder, actie.trekkersoort) == (actiehouder, trekkersoort)


def test_een_tweede_keer_verandert_niets():
    laad(provincie="utrecht")
    eerst = Wijziging.objects.count()

    laad(provincie="utrecht")

    assert Wijziging.objects.count() == eerst


def test_een_gewijzigde_naam_blijft():
    laad(provincie="utrecht")
    wijzig(Partij.objects.get(code="GM0356"), naam="Nieuwegein-Vreeswijk")
    wijzig(Keuze.objects.get(naam="overig"), naam="anders")
    wijzig(Provincie.objects.get(slug="utrecht"), bordnaam="Energieraad")
    eerst = Wijziging.objects.count()

    laad(provincie="utrecht")

    assert Wijziging.objects.count() == eerst
    assert Provincie.objects.get(slug="utrecht").bordnaam == "Energieraad"


def test_een_onbekende_provincie_krijgt_een_zin_met_de_keuzes():
    with pytest.raises(CommandError, match="Er is geen provincie 'drente'. Kies uit: groningen,"):
        laad(provincie="drente")
