"""What a plan says, and workbooks of our own with other text in their cells."""

import io
import subprocess

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from actielijst.models import Inlezing


def stuur(client, provincie, inhoud, naam="lijst.xlsx"):
    """The list that came of it, or the answer that refuses."""
    adres = reverse("actielijst:inlezen", args=[provincie.slug])
    response = client.post(adres, {"bestand": SimpleUploadedFile(naam, inhoud)})
    return response if response.status_code == 200 else Inlezing.objects.latest("pk")


def plan_van_pagina(client, inlezing):
    return client.get(inlezing.get_absolute_url()).context["plan"]


def verwerk(client, inlezing, **velden):
    plan = plan_van_pagina(client, inlezing)
    data = {"stand": plan.stand, "verwerken": "1"} | velden
    return client.post(inlezing.get_absolute_url(), data, follow=True)


def gewijzigd(plan):
    return [
        (verandering.cel, verandering.oud, verandering.nieuw)
        for regel in plan.gewijzigd
        for verandering in regel.veranderingen
    ]


def bewerkt(inhoud, bladnaam, bewerk):
    """The same workbook after somebody changed a sheet of it in a spreadsheet program."""
    boek = load_workbook(io.BytesIO(inhoud))
    bewerk(boek[bladnaam])
    uit = io.BytesIO()
    boek.save(uit)
    return uit.getvalue()


def zet(rij, **waarden):
    """An edit of one row: heading (with _ for a space) and what is typed there."""

    def bewerk(blad):
        koppen = {cel.value: cel.column for cel in blad[1]}
        for kop, waarde in waarden.items():
            blad.cell(rij, koppen[kop.replace("_", " ")]).value = waarde

    return bewerk


def in_libreoffice(inhoud, map_):
    """Where the same workbook stands after LibreOffice opened it and saved it."""
    bron, doel = map_ / "lijst.xlsx", map_ / "opgeslagen"
    bron.write_bytes(inhoud)
    profiel = f"-env:UserInstallation={(map_ / 'profiel').as_uri()}"
    opdracht = ["soffice", "--headless", profiel, "--convert-to", "xlsx", "--outdir", doel, bron]
    subprocess.run(opdracht, check=True, capture_output=True, timeout=600)
    return doel / "lijst.xlsx"
