"""How the tests of the documents read a PDF, and what they put in it."""

import datetime
import io
import re

import pypdf
from django.conf import settings

from actielijst.documenten.fiche import fiche_pdf
from actielijst.enums import Afspraaksoort, Afspraakstatus, Fase, JaNee, Lijst, Nmiek, Route
from actielijst.models import Project
from pmiek.enums import Partijsoort
from tests.bouwers import (
    maak_afspraak,
    maak_keuze,
    maak_koppeling,
    maak_partij,
    maak_project,
)

PEILDATUM = datetime.date(2026, 11, 23)
VIJANDIG = [
    "<script>alert(1)</script>",
    "{{ 7*7 }}{% include 'x' %}",
    '=HYPERLINK("http://x")',
    "url(file:///etc/passwd)",
    '"><svg onload=alert(1)><img src="file:///etc/passwd">',
]


def geladen(project):
    return Project.objects.voor_fiche().get(pk=project.pk)


def fiche(project, peildatum=PEILDATUM):
    return fiche_pdf(geladen(project), peildatum)


def bladen(pdf):
    return [blad.extract_text() for blad in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def tekst_van(pdf):
    """The text on one line, as it is read aloud."""
    return " ".join(" ".join(bladen(pdf)).replace("\u200b", "").split())


def zonder_wit(tekst):
    return "".join(tekst.replace("\u200b", "").split())


def staat_in(deel, tekst):
    return zonder_wit(deel) in zonder_wit(tekst)


def plekken(woorden, tekst):
    return [re.search(re.escape(woord), tekst).start() for woord in woorden]


def bewaard():
    """Names of the documents in the store."""
    return {pad.name for pad in settings.DOCUMENT_MAP.rglob("*.pdf")}


def volle_fiche(provincie, tekst, **velden):
    """A project with `tekst` in every field that holds free text, and in all names around it."""
    partij = maak_partij(provincie, naam=tekst[:100], soort=Partijsoort.NETBEHEERDER)
    gemeente = maak_partij(provincie, naam=tekst[:100])
    standaard = {
        "naam": tekst[:250],
        "nummer": tekst[:20],
        **dict.fromkeys(VRIJE_TEKST, tekst),
        "ibn": tekst[:100],
        "volgende_fase_termijn": tekst[:100],
        "fase": Fase.VERKENNING,
        "route": Route.ACTIES,
        "in_ip": JaNee.JA,
        "nmiek": Nmiek.KANDIDAAT,
        "bevoegd_gezag": gemeente,
        "volgende_fase_wie": partij,
        "type_infra": maak_keuze(provincie, tekst[:80], Lijst.TYPE_INFRA),
        "energiedrager": maak_keuze(provincie, tekst[:80]),
        "schaalniveau": maak_keuze(provincie, tekst[:80], Lijst.SCHAALNIVEAU),
    }
    project = maak_project(provincie, gemeenten=[gemeente], partijen=[partij], **standaard | velden)
    maak_koppeling(project, nummer=tekst[:60], netbeheerder=partij, ibn=tekst[:100])
    for soort in (Afspraaksoort.UITVOERING, Afspraaksoort.MONITORING):
        maak_afspraak(
            project,
            activiteit=tekst,
            trekker=partij,
            partijen=[gemeente],
            overige_betrokkenen=tekst[:300],
            resultaat=tekst,
            planning=tekst[:100],
            soort=soort,
            status=Afspraakstatus.LOOPT,
        )
    return project


VRIJE_TEKST = [
    "aanleiding",
    "doel",
    "kansen_en_knelpunten",
    "fase_toelichting",
    "type_project",
    "nmiek_toelichting",
    "route_toelichting",
    "vervolg",
    "volgende_fase_nodig",
    "locatie",
    "overige_betrokkenen",
    "bevoegd_gezag_toelichting",
    "ruimtegebruik",
    "tijdspad",
]
