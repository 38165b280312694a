"""Words that stand in one province only, looked for in everything another province can fetch."""

import io
import re
import zipfile

import pytest
from django.db import models
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from actielijst.documenten.maken import maak_document
from actielijst.documenten.taken import bestandspad, write_whole
from actielijst.enums import Documentsoort
from actielijst.models import Hoofddocumenttekst
from pmiek.enums import Rolsoort
from pmiek.history import acting_as
from tests.toegang import (
    ANONIEM,
    ROLLEN,
    VREEMD,
    inhoud_van,
    maak_wereld,
    patronen,
)

# one word, so that no line or page can break it in two
VREEMD_WOORD, ANDER_WOORD = "kwikstaart", "roodborst"
# what other code depends on; an agreement without a date would not be on the start page
VAST = {"slug", "code", "accent", "password", "bestand", "email", "planning"}
LIJSTEN = [
    "project_lijst",
    "project_export",
    "project_archief",
    "afspraak_lijst",
    "afspraak_export",
    "afspraak_pdf",
]

pytestmark = pytest.mark.django_db


def beschrijf(obj, woord):
    """This word in every field of the object that holds free text."""
    for veld in obj._meta.concrete_fields:
        if is_vrije_tekst(veld):
            setattr(obj, veld.name, f"{woord} {obj.pk} {veld.name}"[: veld.max_length])
    obj.save()


def is_vrije_tekst(veld):
    tekst = isinstance(veld, models.CharField | models.TextField)
    return tekst and veld.editable and not veld.choices and veld.name not in VAST


@pytest.fixture
def wereld(documenten_apart, caplog):
    caplog.set_level("ERROR", "django.request")
    wereld = maak_wereld()
    schrijver = wereld.vreemd["gebruiker"]
    schrijver.email = f"{VREEMD_WOORD}@voorbeeld.nl"
    with acting_as(schrijver):
        for naam in ("gebruiker", "provincie", "ronde", "partij", "netbeheerder", "documenttaak"):
            beschrijf(wereld.vreemd[naam], VREEMD_WOORD)
        for naam in ("project", "afspraak", "koppeling", *MONITORING, *ZONDER_PARTIJ):
            beschrijf(wereld.vreemd[naam], VREEMD_WOORD)
        for keuze in wereld.vreemd["keuzes"].values():
            beschrijf(keuze, VREEMD_WOORD)
        beschrijf(Hoofddocumenttekst.objects.get(ronde=wereld.vreemd["ronde"]), VREEMD_WOORD)
    write_whole(bestandspad(wereld.vreemd["documenttaak"]), VREEMD_WOORD.encode())
    return wereld


MONITORING = ["categorie", "monitoringronde", "monitoringregel", "vraag"]
ZONDER_PARTIJ = [
    "project_zonder_partij",
    "afspraak_zonder_partij",
    "koppeling_zonder_partij",
    "project_zonder_afspraken",
]


@pytest.fixture
def wereld_van_partij(wereld):
    """In the own province too: what the party has no part in."""
    for naam in ZONDER_PARTIJ:
        beschrijf(wereld.eigen[naam], ANDER_WOORD)
    beschrijf(Hoofddocumenttekst.objects.get(ronde=wereld.eigen["ronde"]), ANDER_WOORD)
    write_whole(bestandspad(wereld.eigen["documenttaak"]), ANDER_WOORD.encode())
    return wereld


def opgehaald(response):
    """All text of a response: of the page, of the sheets of a workbook, of the pages of a PDF."""
    return f"{response.headers.items()} {als_tekst(inhoud_van(response))}"


def als_tekst(inhoud):
    if inhoud.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(inhoud)) as archief:
            return " ".join(archief.read(naam).decode() for naam in archief.namelist())
    if inhoud.startswith(b"%PDF"):
        return " ".join(pagina.extract_text() for pagina in PdfReader(io.BytesIO(inhoud)).pages)
    return inhoud.decode()


def noemt(woord, tekst):
    return re.search(woord, tekst, re.IGNORECASE) is not None


def vragen(wereld):
    """Every address with every object, and the lists with filters about another province."""
    yield from (
        (f"{patroon.naam} ({geval})", wereld.adres(patroon, geval))
        for patroon in patronen()
        for geval in patroon.gevallen
    )
    for lijst in LIJSTEN:
        adres = reverse(f"actielijst:{lijst}", args=[wereld.eigen["provincie"].slug])
        yield from ((f"{lijst}?{filter}", f"{adres}?{filter}") for filter in filters(wereld))


def filters(wereld):
    partij, keuze = wereld.vreemd["partij"].pk, wereld.vreemd["keuze"].pk
    # part of the word: the page repeats what was looked for
    zoek = VREEMD_WOORD[:6]
    return [
        f"gemeente={partij}",
        f"partij={partij}",
        f"energiedrager={keuze}",
        f"zoek={zoek}",
        f"zoek={ANDER_WOORD[:6]}",
        f"partij={wereld.eigen['netbeheerder'].pk}",
        "per_pagina=alles&sorteer=-naam",
    ]


@pytest.mark.parametrize("rol", ROLLEN)
def test_niets_van_een_andere_provincie_is_op_te_halen(wereld, rol):
    client = wereld.client(rol)

    lekken = [
        vraag
        for vraag, adres in vragen(wereld)
        if noemt(VREEMD_WOORD, opgehaald(client.get(adres)))
    ]

    assert lekken == []


def test_een_partij_haalt_niets_op_van_wat_haar_niet_aangaat(wereld_van_partij):
    client = wereld_van_partij.client(Rolsoort.PARTIJ)

    lekken = [
        vraag
        for vraag, adres in vragen(wereld_van_partij)
        if noemt(ANDER_WOORD, opgehaald(client.get(adres)))
    ]

    assert lekken == []


def test_de_woorden_waren_te_vinden_voor_wie_ze_mag_lezen(wereld):
    """Otherwise the tests above would look where nothing can be found."""
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
