"""Who may open and send what: every address of the site, every method, every role.

On the way every answer is looked at: has it all headers, and no word of somebody else?
"""

from contextlib import nullcontext

import pytest
from django.http import HttpResponse
from django.urls import reverse

from pmiek import views
from pmiek.enums import Rolsoort
from pmiek.middleware import METHODS
from pmiek.models import Gebruiker, Rol
from pmiek.rechten import leest, wijzigt
from tests.actielijst.test_rechten import UITWISSELEN, gebied, kijkt_alleen
from tests.bouwers import maak_gebruiker, maak_rol
from tests.kanaries import ANDER_WOORD, VREEMD_WOORD, noemt, opgehaald, wereld_met_kanaries
from tests.test_security import OPENBARE_BESTANDEN, gebreken, zonder_wisselend
from tests.toegang import (
    ANONIEM,
    BESTAAT_NIET,
    EIGEN,
    METHODEN,
    NERGENS,
    ROLLEN,
    VREEMD,
    VREEMD_ADRES,
    VREEMD_NUMMER,
    ZONDER_DEELNAME,
    ZONDER_ROL,
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
# HEAD is the page of GET, the rest is answered before anybody is known: who may most, who may
# least and who is nobody ask it all
VRAAGT_ALLES = {Rolsoort.SECRETARIS, Rolsoort.PARTIJ, ANONIEM}
INLOGGEN = "naar inloggen"
FORMULIER = "application/x-www-form-urlencoded"
OBJECTADRESSEN = [patroon for patroon in patronen() if patroon.is_object]
IN_PROVINCIE = [rol for rol in ROLLEN if rol not in (ANONIEM, Rolsoort.LANDELIJK, ZONDER_ROL)]

pytestmark = pytest.mark.django_db


@pytest.fixture
def wereld(documenten_apart, caplog):
    caplog.set_level("ERROR", "django.request")
    return wereld_met_kanaries()


def verwacht(patroon, rol, geval, methode):
    """The outcomes that the table allows here."""
    if methode not in METHODS:
        return {405}
    rij = tabel()[patroon.naam]
    if rol == ANONIEM:
        return _bij_post(rij, methode) or ({rij.anoniem} if rij.anoniem else {INLOGGEN})
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
        return _bij_post(rij, methode) or ({rij.normaal} if rij.normaal else {200, 302})
    return {rij.weigert.get(rol, 403)}


def _bij_post(rij, methode):
    return {rij.bij_post} if rij.bij_post and methode == "POST" else None


def _mag(rij, rol, methode):
    return rol in (rij.schrijven if methode == "POST" else rij.lezen)


def zegt_niets(uitkomst, methode):
    """What is answered to any number alike: this method is not for this page."""
    return methode != "GET" and uitkomst == 405


def vraag(client, methode, adres):
    return client.generic(methode, adres, "iets=anders", FORMULIER)


def uitkomst(response):
    return INLOGGEN if naar_inloggen(response) else response.status_code


def mag_schrijven(patroon, rol, methode):
    """Whether this request may change something; only then it is undone."""
    return methode == "POST" and rol in tabel()[patroon.naam].schrijven


def vragen(rol):
    voluit = VOLUIT if rol in VRAAGT_ALLES else set()
    for patroon in patronen():
        for geval in patroon.gevallen:
            for methode in METHODEN if geval in voluit else KORT:
                yield patroon, geval, methode


def test_elk_adres_staat_in_de_tabel_en_elke_regel_heeft_een_adres():
    assert sorted({patroon.naam for patroon in patronen()}) == sorted(tabel())


@pytest.fixture
def kale_weigering(monkeypatch):
    """A refusal without its page: what that page says is compared further on."""
    render = views.render

    def kaal(*args, status=200, **kwargs):
        if status in (403, 404):
            return HttpResponse(status=status)
        return render(*args, status=status, **kwargs)

    monkeypatch.setattr(views, "render", kaal)


class Rondgang:
    """Everything that one role can ask for, and what it may and may not find there."""

    def __init__(self, wereld, rol):
        self.wereld, self.rol, self.client = wereld, rol, wereld.client(rol)
        self.geheim = [VREEMD_WOORD] + ([ANDER_WOORD] if rol == Rolsoort.PARTIJ else [])
        self.koekjes = self.client.cookies.copy()
        self.afwijkingen, self.gelezen, self.gewijzigd = [], set(), set()

    def loop(self):
        for patroon, geval, methode in vragen(self.rol):
            hierna = ongedaan() if mag_schrijven(patroon, self.rol, methode) else nullcontext()
            with hierna:
                response = vraag(self.client, methode, self.wereld.adres(patroon, geval))
                tekst = opgehaald(response)
            self.client.cookies = self.koekjes.copy()
            fouten = [*self._toegang(patroon, geval, methode, uitkomst(response))]
            fouten += gebreken(response, mag_bewaard=patroon.naam in OPENBARE_BESTANDEN)
            fouten += [woord for woord in self.geheim if noemt(woord, tekst)]
            self.afwijkingen += [f"{methode} {patroon.naam} ({geval}): {fout}" for fout in fouten]

    def _toegang(self, patroon, geval, methode, kreeg):
        if geval == EIGEN and patroon.is_provincie and kreeg in (200, 302):
            self._onthoud(patroon, methode)
        hoort = verwacht(patroon, self.rol, geval, methode)
        if kreeg not in hoort and not zegt_niets(kreeg, methode):
            yield f"{kreeg}, niet {hoort}"

    def _onthoud(self, patroon, methode):
        deel = gebied(self.wereld.adres(patroon))
        if deel == UITWISSELEN:
            return
        if methode == "GET":
            self.gelezen.add(deel)
        elif methode == "POST" and not kijkt_alleen(patroon):
            self.gewijzigd.add(deel)


# on PostgreSQL the role that sees every page is enough; `make weerbaarheid` walks with all (A10)
@pytest.mark.parametrize(
    "rol",
    [
        rol if rol == Rolsoort.SECRETARIS else pytest.param(rol, marks=pytest.mark.overal_gelijk)
        for rol in ROLLEN
    ],
)
def test_elk_adres_geeft_elke_rol_wat_de_tabel_zegt(wereld, rol, kale_weigering):
    rondgang, voor = Rondgang(wereld, rol), momentopname()

    rondgang.loop()

    assert rondgang.afwijkingen == []
    assert verschil(voor, momentopname()) == {}
    if rol in IN_PROVINCIE:
        # what the report of rights says of this role is what was observed
        assert rondgang.gelezen == set(leest(rol))
        assert rondgang.gewijzigd == set(wijzigt(rol))


@pytest.mark.overal_gelijk
@pytest.mark.parametrize("rol", IN_PROVINCIE)
def test_een_object_van_een_ander_is_niet_te_onderscheiden_van_een_dat_niet_bestaat(wereld, rol):
    client = wereld.client(rol)

    def antwoord(patroon, geval, methode):
        adres = wereld.adres(patroon, geval)
        response = client.generic(methode, adres, "iets=anders", FORMULIER)
        koppen = dict(response.headers.items())
        # every request has a mark of its own
        assert koppen.pop("X-Request-ID")
        return response.status_code, koppen, _zonder(adres, response)

    afwijkingen = [
        f"{methode} {patroon.naam} ({geval})"
        for patroon in OBJECTADRESSEN
        for geval in ONZICHTBAAR[rol == Rolsoort.PARTIJ and patroon.onderwerp == "project"]
        for methode in ("GET", "POST")
        if antwoord(patroon, geval, methode) != antwoord(patroon, BESTAAT_NIET, methode)
    ]

    assert afwijkingen == []


ONZICHTBAAR = {False: [VREEMD_NUMMER], True: [VREEMD_NUMMER, ZONDER_DEELNAME]}


def _zonder(adres, response):
    return zonder_wisselend(response.text.replace(adres, "ADRES"))


# the answer is made before the role counts
@pytest.mark.overal_gelijk
@pytest.mark.parametrize("rol", [Rolsoort.SECRETARIS, Rolsoort.PARTIJ])
def test_een_andere_provincie_is_niet_te_onderscheiden_van_een_die_niet_bestaat(wereld, rol):
    client = wereld.client(rol)
    afwijkingen = []
    for patroon in [patroon for patroon in patronen() if patroon.is_provincie]:
        antwoorden = []
        for slug in (wereld.vreemd["provincie"].slug, "nergens"):
            adres = wereld.adres(patroon, VREEMD_ADRES if patroon.is_object else VREEMD)
            adres = adres.replace(wereld.vreemd["provincie"].slug, slug)
            antwoorden.append(_zonder(adres, client.get(adres)))
        if antwoorden[0] != antwoorden[1]:
            afwijkingen.append(patroon.naam)

    assert afwijkingen == []


@pytest.mark.parametrize("nummer", ["0", "9" * 30, "-1", "1.0", "%00", "1/../2"])
def test_een_onmogelijk_nummer_bestaat_niet(client, secretaris, nummer):
    client.force_login(secretaris)
    for deel in ("projecten", "documenten", "beheer/partijen", "beheer/gebruikers"):
        assert client.get(f"/zuid-holland/{deel}/{nummer}/").status_code == 404


def test_een_rol_geldt_alleen_in_de_eigen_provincie(client, wereld):
    """Secretaris here, lezer there: the rights do not add up."""
    tweeling = maak_gebruiker()
    maak_rol(tweeling, wereld.eigen["provincie"], Rolsoort.LEZER)
    maak_rol(tweeling, wereld.vreemd["provincie"], Rolsoort.SECRETARIS)
    client.force_login(tweeling)
    bewerken = next(p for p in OBJECTADRESSEN if p.naam == "actielijst:project_bewerken")

    uitkomsten = {
        geval: uitkomst(vraag(client, "POST", wereld.adres(bewerken, geval)))
        for geval in (EIGEN, VREEMD, VREEMD_NUMMER, VREEMD_ADRES)
    }

    assert uitkomsten == {EIGEN: 403, VREEMD: 200, VREEMD_NUMMER: 404, VREEMD_ADRES: 404}


def test_wie_zijn_rol_verliest_ziet_bij_de_volgende_pagina_niets_meer(wereld):
    client = wereld.client(Rolsoort.LEZER)
    start = reverse("actielijst:start", args=["zuid-holland"])
    assert client.get(start).status_code == 200

    Rol.objects.get(gebruiker=wereld.gebruikers[Rolsoort.LEZER]).delete()

    assert naar_inloggen(client.get(start))
    client.force_login(Gebruiker.objects.get(pk=wereld.gebruikers[Rolsoort.LEZER].pk))
    assert client.get(start).status_code == 404


def test_wie_niet_meer_actief_is_moet_opnieuw_inloggen(wereld):
    client, lezer = wereld.client(Rolsoort.LEZER), wereld.gebruikers[Rolsoort.LEZER]
    lezer.is_active = False
    lezer.save()

    assert naar_inloggen(client.get(reverse("actielijst:start", args=["zuid-holland"])))


def test_de_partij_ziet_in_de_lijst_alleen_de_projecten_waaraan_zij_meedoet(wereld):
    lijst = wereld.client(Rolsoort.PARTIJ).get(
        reverse("actielijst:project_lijst", args=["zuid-holland"])
    )

    assert list(lijst.context["projecten"]) == [wereld.eigen["project"]]
    assert lijst.context["totaal"] == 1
