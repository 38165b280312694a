"""All or nothing, and said; limits that are kept; names of files that are only names."""

import io
import json
import os

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from actielijst.models import Inlezing, Project
from tests.werkmappen import werkmap

KOPPEN = ["Nr.", "Project", "IBN"]


def honderd(slecht, plaats):
    """A hundred rows, of which the one at this place cannot be stored."""
    goed = [[str(n), f"Naam van project {n:03} {n * 7919}", "2030"] for n in range(1, 101)]
    goed[plaats] = slecht
    return werkmap([KOPPEN, *goed])


@pytest.fixture
def opdracht(tmp_path, zuid_holland, ronde):
    def run(inhoud):
        pad, uit, einde = tmp_path / "lijst.xlsx", io.StringIO(), 0
        pad.write_bytes(inhoud)
        try:
            call_command(
                "importeer_projecten", pad, provincie="zuid-holland", json=True, stdout=uit
            )
        except SystemExit as stop:
            einde = stop.code
        return einde, json.loads(uit.getvalue())

    return run


@pytest.mark.parametrize("plaats", [0, 49, 99])
@pytest.mark.parametrize(
    ("slecht", "cel", "kolom", "woorden"),
    [
        (["x", "Slecht", "Q5 2030"], "C", "IBN", "kwartaal"),
        (["x", "x" * 300, "2030"], "B", "Project", "250"),
    ],
    ids=["een vraag", "een regel van het scherm"],
)
def test_een_slechte_regel_houdt_alles_tegen_en_wordt_met_cel_genoemd(
    opdracht, plaats, slecht, cel, kolom, woorden
):
    einde, uitkomst = opdracht(honderd(slecht, plaats))

    assert (einde, Project.objects.count()) == (1, 0)
    [vraag] = uitkomst["vragen"]
    assert (vraag["blad"], vraag["cel"], vraag["kolom"]) == (
        "Projecten",
        f"{cel}{plaats + 2}",
        kolom,
    )
    assert vraag["waarde"] in slecht
    assert woorden in vraag["melding"]


def test_alle_fouten_komen_in_een_keer(opdracht):
    rijen = [[str(n), f"{n} " + "x" * 300, "2030"] for n in range(1, 51)]

    einde, uitkomst = opdracht(werkmap([KOPPEN, *rijen]))
    assert (einde, len(uitkomst["vragen"]), Project.objects.count()) == (1, 50, 0)


@pytest.mark.parametrize(
    "naam",
    [
        "../../etc/passwd.xlsx",
        "..\\..\\windows\\lijst.xlsx",
        "lijst\r\nX-Kop: 1.xlsx",
        "lijst\x1b[31m.xlsx",
        "lijst\u202exslx.exe.xlsx",
        "x" * 300 + ".xlsx",
        "CON.xlsx",
        "<script>alert(1)</script>.xlsx",
        "😀 lijst é.xlsx",
    ],
)
def test_de_naam_van_een_bestand_wordt_alleen_getoond(
    als_redacteur, noord, naam, settings, tmp_path
):
    adres = reverse("actielijst:inlezen", args=["zuid-holland"])
    bestand = SimpleUploadedFile("lijst.xlsx", werkmap([KOPPEN, ["1", "Station", "2030"]]))
    # the class keeps the last part of a path only; a request can say anything
    bestand.__dict__["_name"] = naam
    als_redacteur.post(adres, {"bestand": bestand})

    getoond = Inlezing.objects.get().bestandsnaam
    pagina = als_redacteur.get(adres).content.decode()
    assert getoond.isprintable()
    assert len(getoond) <= 200
    assert not set("/\\") & set(getoond)
    assert "<script>alert" not in pagina
    # not by `rglob`: what others put in it may go while this looks
    assert naam not in {
        bestand for _, _, bestanden in os.walk(settings.VAR) for bestand in bestanden
    }
