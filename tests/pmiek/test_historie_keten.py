"""The history shows it when it was altered behind the back of the application."""

import uuid
from functools import partial

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, models, transaction

from actielijst.models import Project
from pmiek.historie_controle import ERBIJ, ONTBREEKT, VERANDERD, controleer_historie
from pmiek.history import Verouderd
from pmiek.keten import Keten, zegel
from pmiek.wijziging import Wijziging
from tests.bouwers import maak_partij, maak_project
from tests.gelijktijdig import tegelijk

# what raw SQL would do: past every refusal of the model
RAUW = models.QuerySet(Wijziging)


def uitslag(provincie):
    gevonden = {uitslag.naam: uitslag for uitslag in controleer_historie()}
    return gevonden[provincie.naam]


def breuken():
    return {uitslag.breuk for uitslag in controleer_historie() if uitslag.breuk}


def regels(provincie):
    return Wijziging.objects.filter(provincie=provincie).order_by("volgnummer")


@pytest.fixture
def vol(zuid_holland):
    for _ in range(4):
        maak_partij(zuid_holland)
    return zuid_holland


def test_een_ongeschonden_historie_klopt_en_begint_bij_een(vol, redacteur):
    assert breuken() == set()
    assert list(regels(vol).values_list("volgnummer", flat=True)) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    "veld",
    [veld for veld in Wijziging.verzegelde_velden() if veld not in ("provincie_id", "volgnummer")],
)
def test_elke_veranderde_kolom_wordt_gemerkt(vol, redacteur, veld):
    regel = regels(vol)[2]
    anders = {
        "wanneer": regel.wanneer.replace(microsecond=(regel.wanneer.microsecond + 1) % 10**6),
        "door_id": redacteur.pk,
        "handeling": uuid.uuid4(),
        "draait_terug": uuid.uuid4(),
        "velden": {"naam": {"oud": None, "nieuw": "anders"}},
    }
    nu = getattr(regel, veld)
    waarde = anders.get(veld, nu + 1 if isinstance(nu, int) else "anders")
    if veld in ("soort_object_id", "onderwerp_soort_id"):
        waarde = Wijziging.objects.filter(provincie=None).first().soort_object_id
    RAUW.filter(pk=regel.pk).update(**{veld: waarde})

    gevonden = uitslag(vol)
    assert (gevonden.aantal, gevonden.breuk.startswith(VERANDERD)) == (2, True)
    assert f"rij {regel.pk}:" in gevonden.breuk


@pytest.mark.parametrize("plaats", [0, 2, 4])
def test_een_gewiste_regel_wordt_gemerkt(vol, plaats):
    rij = regels(vol)[plaats]
    RAUW.filter(pk=rij.pk)._raw_delete("default")

    assert (uitslag(vol).aantal, uitslag(vol).breuk) == (plaats, ONTBREEKT)


def test_een_regel_erbij_wordt_gemerkt_ook_met_een_kloppend_zegel(vol):
    regel = regels(vol).last()
    keten = Keten.objects.get(pk=vol.pk)
    regel.pk = None
    RAUW.bulk_create([regel_erbij(keten, regel)])

    assert (uitslag(vol).aantal, uitslag(vol).breuk) == (5, ERBIJ)


def regel_erbij(keten, regel):
    """As somebody would who knows how a seal is made, but leaves the chain as it is."""
    aantal, zegel = keten.aantal, keten.zegel
    with transaction.atomic():
        keten.verzegel([regel])
    models.QuerySet(Keten).filter(pk=keten.pk).update(aantal=aantal, zegel=zegel)
    return regel


def test_een_regel_met_een_nieuw_eigen_zegel_breekt_de_volgende(vol):
    tweede, derde = regels(vol)[1:3]
    eigen = zegel(tweede.zegel, derde.verzegeld | {"naam": "verzonnen"})
    RAUW.filter(pk=derde.pk).update(naam="verzonnen", zegel=eigen)

    assert uitslag(vol).aantal == 3


def test_geen_twee_regels_op_dezelfde_plaats(vol):
    regel = regels(vol).last()
    regel.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        RAUW.bulk_create([regel])


def test_elke_provincie_heeft_een_eigen_keten(vol, utrecht):
    maak_partij(utrecht)
    RAUW.filter(pk=regels(vol)[1].pk).update(naam="anders")

    assert (bool(uitslag(vol).breuk), uitslag(utrecht).breuk) == (True, "")


def test_de_opdracht_noemt_de_eerste_regel_die_niet_klopt(vol, capsys):
    call_command("controleer_historie")
    assert "Zuid-Holland: 5 regels in orde" in capsys.readouterr().out

    RAUW.filter(pk=regels(vol)[3].pk).update(naam="anders")
    with pytest.raises(CommandError, match="Zuid-Holland: regel 4 klopt niet: die is na het"):
        call_command("controleer_historie")


def test_tegelijk_schrijven_geeft_een_keten_zonder_vertakkingen(gelijktijdig, zuid_holland):
    pks = [maak_project(zuid_holland).pk for _ in range(8)]

    # each pair in the opposite order: rows before the chain would wait for each other
    uitkomsten = tegelijk(
        *[partial(bewerk_twee, pk, ander) for pk, ander in zip(pks, reversed(pks), strict=True)]
    )

    assert uitkomsten == [None] * 8
    assert breuken() == set()
    assert Wijziging.objects.filter(soort="gewijzigd").count() == 8 * 3 * 2


def bewerk_twee(eigen, ander):
    for ronde in range(3):
        while not _bewerkt(eigen, ander, f"ronde {ronde} van {eigen}"):
            pass


def _bewerkt(eigen, ander, tekst):
    """Two projects in one transaction, each in a field that no other writer touches."""
    try:
        with transaction.atomic():
            for pk, veld in ((eigen, "doel"), (ander, "vervolg")):
                project = Project.objects.get(pk=pk)
                setattr(project, veld, tekst)
                project.save()
    except Verouderd:
        return False
    return True
