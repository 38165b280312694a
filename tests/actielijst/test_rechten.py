"""The report of rights says what the site really allows (BIO2 5.18.03).

That its words are what every role can do is part of the walk in `tests/test_access.py`.
"""

import datetime
import io

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from actielijst.models import Project
from actielijst.models.toegang import beperk_tot
from pmiek.enums import Rolsoort
from pmiek.models import Rol
from pmiek.rechten import (
    BEHEER,
    DOCUMENTEN,
    MONITORING,
    PROJECTEN,
    TEKSTEN,
    Rechten,
)
from tests.bouwers import maak_project
from tests.toegang import maak_wereld, tabel

# a door to the other parts: who may write what is asked per sheet
UITWISSELEN = "uitwisselen"
# the part of the site by the start of an address; the longest that fits counts
GEBIED = {
    "projecten/": PROJECTEN,
    "afspraken/": PROJECTEN,
    "aanvaardingen/": PROJECTEN,
    # what a file may write is asked per sheet: tests/monitoring/test_inlezen.py
    "uitwisselen/": UITWISSELEN,
    "ongedaan/": PROJECTEN,
    "monitoring/": MONITORING,
    "monitoring/soorten/": BEHEER,
    "monitoring/doorlooptijden/": BEHEER,
    "documenten/": DOCUMENTEN,
    "documenten/teksten/": TEKSTEN,
    "beheer/": BEHEER,
}

pytestmark = pytest.mark.django_db


def gebied(adres):
    rest = adres.removeprefix("/zuid-holland/") or "projecten/"
    if rest.startswith("monitoring/vragen/") and rest.endswith("/afspraak/"):
        # the answer of the board becomes an agreement
        return PROJECTEN
    return GEBIED[max((begin for begin in GEBIED if rest.startswith(begin)), key=len)]


@pytest.fixture
def wereld(documenten_apart, caplog):
    caplog.set_level("ERROR", "django.request")
    return maak_wereld()


def kijkt_alleen(patroon):
    """A page that shows something, or makes a file of it, changes nothing when it is sent to."""
    if patroon.naam.endswith(("_pdf", "_export", "_bestand")):
        return True
    maakt_alleen = patroon.naam.startswith("actielijst:documenttaak") or patroon.naam in (
        "actielijst:documenten",
        "actielijst:uitvraag_lijst",
    )
    return maakt_alleen or not tabel()[patroon.naam].schrijven


def test_een_rol_die_niet_telt_leest_niets(wereld):
    rol = Rol.objects.get(gebruiker=wereld.gebruikers[Rolsoort.SECRETARIS])
    rol.geldig_tot = timezone.localdate() - datetime.timedelta(days=1)
    rol.save()

    regel = Rechten(Rol.objects.voor_rechten().get(pk=rol.pk))

    assert (regel.leest, regel.wijzigt) == ("niets", "niets")
    assert "verlopen" in regel.aandacht


def test_bij_een_beperkte_rol_staan_de_projecten_die_te_openen_zijn(wereld):
    gebruiker = wereld.gebruikers[Rolsoort.PARTIJ]
    rol = Rol.objects.get(gebruiker=gebruiker)
    partij = rol.partij
    maak_project(partij.provincie, partijen=[partij])
    beperk_tot(rol, [wereld.eigen["project"]])

    regel = Rechten(Rol.objects.voor_rechten().get(pk=rol.pk))

    te_openen = "; ".join(str(project) for project in Project.objects.zichtbaar_voor(gebruiker))
    assert regel.leest == f"alleen: {te_openen}"


def test_voor_de_jaarlijkse_controle_staat_er_wat_die_vraagt(wereld):
    gebruiker = wereld.gebruikers[Rolsoort.REDACTEUR]
    rol = Rol.objects.get(gebruiker=gebruiker)
    TOTP.activate(gebruiker, generate_totp_secret())
    gebruiker.last_login = timezone.now() - datetime.timedelta(days=400)
    gebruiker.save(update_fields=["last_login"])
    rol.soort = Rolsoort.MONITOR
    rol.save()

    regel = Rechten(Rol.objects.voor_rechten().get(pk=rol.pk))

    assert regel.aandacht == "een jaar niet ingelogd"
    assert regel.rol.heeft_tweede_factor
    assert timezone.now() - regel.rol.sinds < datetime.timedelta(minutes=5)


def test_scherm_en_excel_zeggen_hetzelfde(wereld):
    client = wereld.client(Rolsoort.SECRETARIS)
    regels = client.get(reverse("actielijst:rechten_lijst", args=["zuid-holland"])).context[
        "regels"
    ]

    bestand = client.get(reverse("actielijst:rechten_export", args=["zuid-holland"])).content
    blad = load_workbook(io.BytesIO(bestand))["Wie mag wat"]

    rijen = [[str(cel or "") for cel in rij] for rij in blad.iter_rows(values_only=True)]
    for regel in regels:
        [rij] = [rij for rij in rijen if regel.rol.gebruiker.email in rij]
        assert {regel.rol.gebruiker.naam, regel.leest, regel.wijzigt, regel.aandacht} <= set(rij)
    assert len(regels) == Rol.objects.van(wereld.eigen["provincie"]).count()
