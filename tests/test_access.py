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
# elsewhere a refusal does not depend on the method; two of them keep the run short
VOLUIT, KORT = {EIGEN, VREEMD_NUMMER}, ["GET", "POST"]
INLOGGEN = "naar inloggen"
OBJECTADRESSEN = [patroon for patroon in patronen() if "pk" in patroon.kwargs]
IN_PROVINCIE = [rol for rol in ROLLEN if rol not in (ANONIEM, Rolsoort.LANDELIJK, ZONDER_ROL)]

pytestmark = pytest.mark.django_db


@pytest.fixture
def wereld(documenten_apart, caplog):
    caplog.set_level("ERROR", "django.request")
    return maak_wereld()


def verwacht(patroon, rol, geval, methode):
    """The outcomes that the table allows here."""
    rij = tabel()[patroon.naam]
    if rol == ANONIEM:
        return {rij.anoniem} if rij.anoniem else {INLOGGEN}
    if patroon.is_provincie and (rol not in IN_PROVINCIE or geval in BUITEN):
        return {404}
    if not rij.lezen and methode != "POST":
        return {405}
    if geval == EIGEN or (geval == ZONDER_DEELNAME and rol != Rolsoort.PARTIJ):
        return _verwacht_bij_eigen(rij, rol, methode)
    # a page that refuses a role as a whole may do so before it looks for the object
    return {404} if geval == ZONDER_DEELNAME or _mag(rij, rol, methode) else {403, 404}


def _verwacht_bij_eigen(rij, rol, methode):
    if _mag(rij, rol, methode) or (methode == "POST" and not rij.schrijven and rol in rij.lezen):
        return {rij.normaal} if rij.normaal else {200, 302}
    return {rij.weigert.get(rol, 403)}


def _mag(rij, rol, methode):
    return rol in (rij.schrijven if methode == "POST" else rij.lezen)


def zegt_niets(uitkomst, rij, rol, methode):
    """What is answered to any number alike: this method is not for this page."""
    if methode == "OPTIONS" and (rol in rij.lezen or rij.anoniem):
        return uitkomst in (200, 405)
    return methode != "GET" and uitkomst == 405


def uitkomst(client, methode, adres):
    response = client.generic(
        methode, adres, "iets=anders", "application/x-www-form-urlencoded", HTTP_HOST="localhost"
    )
    response.close()
    return INLOGGEN if naar_inloggen(response) else response.status_code


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
            for methode in METHODEN if geval in VOLUIT else KORT:
                schrijft = mag_schrijven(patroon, rol, geval, methode)
                with ongedaan() if schrijft else nullcontext():
                    kreeg = uitkomst(client, methode, wereld.adres(patroon, geval))
                client.cookies = koekjes.copy()
                hoort, rij = verwacht(patroon, rol, geval, methode), tabel()[patroon.naam]
                if kreeg not in hoort and not zegt_niets(kreeg, rij, rol, methode):
                    afwijkingen.append(f"{methode} {patroon.naam} ({geval}): {kreeg}, niet {hoort}")

    assert afwijkingen == []
    assert verschil(voor, momentopname()) == {}
