"""Who may open and send what: every address of the site, every method, every role."""

from contextlib import nullcontext

import pytest
from django.urls import reverse

from pmiek.enums import Rolsoort
from pmiek.models import Rol
from tests.bouwers import maak_gebruiker, maak_rol
from tests.toegang import (
    ANONIEM,
    BESTAAT_NIET,
    EIGEN,
    METHODEN,
    NERGENS,
    ONBESTAAND,
    ROLLEN,
    VEILIG,
    VREEMD,
    VREEMD_ADRES,
    VREEMD_NUMMER,
    ZONDER_DEELNAME,
    ZONDER_ROL,
    maak_wereld,
    momentopname,
    naar_inloggen,
    ongedaan,
    patronen,
    tabel,
    verschil,
)

BUITEN = {VREEMD, VREEMD_ADRES, NERGENS}
GELUKT = {200, 302}
DOORSTUREN_NAAR_INLOGGEN = {"naar inloggen"}
GEEN_METHODE = {405}
OBJECTADRESSEN = [patroon for patroon in patronen() if "pk" in patroon.kwargs]
IN_PROVINCIE = [rol for rol in ROLLEN if rol not in (ANONIEM, Rolsoort.LANDELIJK, ZONDER_ROL)]

pytestmark = pytest.mark.django_db


@pytest.fixture
def wereld(documenten_apart):
    return maak_wereld()


def verwacht(patroon, rol, geval, methode):
    """The statuses that the table allows here."""
    rij = tabel()[patroon.naam]
    if rol == ANONIEM:
        return {rij.anoniem, *GEEN_METHODE} if rij.anoniem else DOORSTUREN_NAAR_INLOGGEN
    if patroon.is_provincie and (rol not in IN_PROVINCIE or geval in BUITEN):
        return {404}
    if not rij.lezen and methode != "POST":
        return GEEN_METHODE
    mag = rol in (rij.schrijven if methode == "POST" else rij.lezen)
    if geval != EIGEN:
        return _verwacht_elders(rij, rol, geval, methode, mag)
    return _verwacht_hier(rij, rol, methode, mag)


def _verwacht_elders(rij, rol, geval, methode, mag):
    if geval == ZONDER_DEELNAME and rol != Rolsoort.PARTIJ:
        return _verwacht_hier(rij, rol, methode, mag)
    # a page that refuses a role as a whole does so before it looks for the object
    return {404} if mag or geval == ZONDER_DEELNAME else {403, 404}


def _verwacht_hier(rij, rol, methode, mag):
    if mag:
        return GELUKT if methode in ("GET", "HEAD", "POST") else GELUKT | GEEN_METHODE
    if methode == "POST" and not rij.schrijven and rol in rij.lezen:
        return GELUKT | GEEN_METHODE
    return {rij.weigert.get(rol, 403)}


def uitkomst(client, methode, adres):
    response = client.generic(
        methode, adres, "iets=anders", "application/x-www-form-urlencoded", HTTP_HOST="localhost"
    )
    response.close()
    return "naar inloggen" if naar_inloggen(response) else response.status_code


def mag_schrijven(patroon, rol, geval, methode):
    """Whether this request may change something; only then it is undone."""
    return methode not in VEILIG and rol in tabel()[patroon.naam].schrijven


def test_elk_adres_staat_in_de_tabel_en_elke_regel_heeft_een_adres():
    assert sorted({patroon.naam for patroon in patronen()}) == sorted(tabel())


@pytest.mark.parametrize("rol", ROLLEN)
def test_elk_adres_geeft_elke_rol_wat_de_tabel_zegt(wereld, rol):
    client = wereld.client(rol)
    koekjes, voor = client.cookies.copy(), momentopname()
    afwijkingen = []
    for patroon in patronen():
        for geval in patroon.gevallen:
            for methode in METHODEN:
                schrijft = mag_schrijven(patroon, rol, geval, methode)
                with ongedaan() if schrijft else nullcontext():
                    kreeg = uitkomst(client, methode, wereld.adres(patroon, geval))
                client.cookies = koekjes.copy()
                hoort = verwacht(patroon, rol, geval, methode)
                if kreeg not in hoort:
                    afwijkingen.append(f"{methode} {patroon.naam} ({geval}): {kreeg}, niet {hoort}")

    assert afwijkingen == []
    assert verschil(voor, momentopname()) == {}
