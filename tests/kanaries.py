"""Words that stand in one place only, to be looked for in everything that can be fetched."""

import io
import re
import zipfile

from django.db import models
from pypdf import PdfReader

from actielijst.documenten.taken import bestandspad, write_whole
from actielijst.models import Hoofddocumenttekst
from pmiek.history import acting_as
from tests.stand import opnieuw
from tests.toegang import inhoud_van, maak_wereld

# in the other province, and in the own one where a party has no part in it;
# one word each, so that no line or page can break it in two
VREEMD_WOORD, ANDER_WOORD = "kwikstaart", "roodborst"
# what other code depends on; an agreement without a date would not be on the start page
VAST = {"slug", "code", "accent", "password", "bestand", "email", "planning"}
MONITORING = ["categorie", "monitoringronde", "monitoringregel", "vraag"]
ZONDER_PARTIJ = [
    "project_zonder_partij",
    "afspraak_zonder_partij",
    "koppeling_zonder_partij",
    "project_zonder_afspraken",
]
IN_PROVINCIE = ["provincie", "ronde", "partij", "netbeheerder", "project", "afspraak", "koppeling"]


def wereld_met_kanaries():
    wereld = opnieuw(_wereld_met_kanaries)
    for plek, woord in ((wereld.vreemd, VREEMD_WOORD), (wereld.eigen, ANDER_WOORD)):
        write_whole(bestandspad(plek["documenttaak"]), woord.encode())
    return wereld


def _wereld_met_kanaries():
    wereld = maak_wereld()
    vreemd, schrijver = wereld.vreemd, wereld.vreemd["gebruiker"]
    schrijver.email = f"{VREEMD_WOORD}@voorbeeld.nl"
    namen = ["gebruiker", "documenttaak", *IN_PROVINCIE, *MONITORING, *ZONDER_PARTIJ]
    with acting_as(schrijver):
        for obj in [*(vreemd[naam] for naam in namen), *vreemd["keuzes"].values()]:
            beschrijf(obj, VREEMD_WOORD)
    for naam in ZONDER_PARTIJ:
        beschrijf(wereld.eigen[naam], ANDER_WOORD)
    for plek, woord in ((vreemd, VREEMD_WOORD), (wereld.eigen, ANDER_WOORD)):
        beschrijf(Hoofddocumenttekst.objects.get(ronde=plek["ronde"]), woord)
    return wereld


def beschrijf(obj, woord):
    """This word in every field of the object that holds free text."""
    for veld in obj._meta.concrete_fields:
        if is_vrije_tekst(veld):
            setattr(obj, veld.name, f"{woord} {obj.pk} {veld.name}"[: veld.max_length])
    obj.save()


def is_vrije_tekst(veld):
    tekst = isinstance(veld, models.CharField | models.TextField)
    return tekst and veld.editable and not veld.choices and veld.name not in VAST


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
