"""The URLconf walked, two provinces to ask it about, and what `toegang.yaml` says of each page."""

import json
import uuid
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.db import models, transaction
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from actielijst.documenten.taken import bestandspad, write_whole
from actielijst.enums import Documentsoort, Fase, Locatiestatus, Route, Taakstatus
from actielijst.models import Documenttaak, Hoofddocumenttekst
from monitoring.models import Doorlooptijd
from pmiek.enums import Partijsoort, Rolsoort
from pmiek.history import acting_as, huidige_handeling
from pmiek.thema import thema_sleutel
from tests.bouwers import (
    maak_aanvaarding,
    maak_afspraak,
    maak_categorie,
    maak_concept,
    maak_gebruiker,
    maak_inlezing,
    maak_keuze,
    maak_koppeling,
    maak_monitoringronde,
    maak_partij,
    maak_project,
    maak_provincie,
    maak_regel,
    maak_rol,
    maak_ronde,
    maak_uitnodiging,
    maak_voorbeeldactie,
    maak_vraag,
)
from tests.stand import opnieuw

ANONIEM, ZONDER_ROL = "anoniem", "zonder rol"
ROLLEN = [ANONIEM, *Rolsoort.values, ZONDER_ROL]
METHODEN = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]
ONBESTAAND = 999_999_999
NOOIT_GEBEURD = uuid.UUID(int=0)
SLEUTEL = "niet-bestaande-sleutel"

# which object of the province the number in the address is about
EIGEN = "eigen"
ZONDER_DEELNAME = "eigen provincie, partij doet niet mee"
VREEMD_NUMMER = "nummer van de andere provincie"
VREEMD = "andere provincie"
VREEMD_ADRES = "eigen nummer onder de andere provincie"
BESTAAT_NIET = "bestaat niet"
NERGENS = "onbekende provincie"


@dataclass(frozen=True)
class Patroon:
    naam: str
    kwargs: frozenset

    @property
    def is_provincie(self):
        return "provincie" in self.kwargs

    @property
    def is_object(self):
        """The address names something of the province, by its number or as an act."""
        return bool(self.kwargs & {"pk", "handeling"})

    @property
    def gevallen(self):
        if not self.is_provincie:
            return [EIGEN]
        if not self.is_object:
            return [EIGEN, VREEMD, NERGENS]
        return [EIGEN, VREEMD_NUMMER, VREEMD, VREEMD_ADRES, BESTAAT_NIET] + (
            [ZONDER_DEELNAME] if self.onderwerp == "project" else []
        )

    @property
    def onderwerp(self):
        """'project' for actielijst:project_detail: the noun that its pk is about."""
        return self.naam.rpartition(":")[2].partition("_")[0]


@cache
def patronen():
    """Every address of the site, included apps too."""
    return list(_patronen(get_resolver(), "", frozenset()))


def _patronen(resolver, ruimte, kwargs):
    for deel in resolver.url_patterns:
        samen = kwargs | frozenset(deel.pattern.regex.groupindex)
        if hasattr(deel, "url_patterns"):
            onder = f"{ruimte}{deel.namespace}:" if deel.namespace else ruimte
            yield from _patronen(deel, onder, samen)
        else:
            yield Patroon(f"{ruimte}{deel.name}", samen)


@dataclass(frozen=True)
class Rij:
    """What the table says of one address."""

    lezen: frozenset
    schrijven: frozenset
    anoniem: int | str | None = None
    # what somebody who may open it gets, where that is not 200 or 302
    normaal: int | str | None = None
    bij_post: int | None = None
    # refusals that are not the usual 403, per role
    weigert: dict = field(default_factory=dict)


@cache
def tabel():
    bron = yaml.safe_load((Path(__file__).parent / "toegang.yaml").read_text())
    groepen = {naam: frozenset(rollen) for naam, rollen in bron["groepen"].items()}
    return {
        naam: Rij(
            groepen[rij.pop("lezen")],
            groepen[rij.pop("schrijven", "niemand")],
            **rij,
        )
        for naam, rij in bron["adressen"].items()
    }


@dataclass(frozen=True)
class Wereld:
    """Two provinces with one of everything; the roles belong to the first."""

    eigen: dict
    vreemd: dict
    gebruikers: dict

    def adres(self, patroon, geval=EIGEN):
        return reverse(patroon.naam, kwargs=self._kwargs(patroon, geval))

    def _kwargs(self, patroon, geval):
        plek = self.vreemd if geval in (VREEMD, VREEMD_ADRES) else self.eigen
        waarden = {
            "provincie": lambda: "nergens" if geval == NERGENS else plek["provincie"].slug,
            "slug": lambda: plek["provincie"].slug,
            "sleutel": lambda: thema_sleutel(plek["provincie"].accent),
            "key": lambda: SLEUTEL,
            "cijfer": lambda: "ibn",
            "uidb36": lambda: "zzz",
            "pk": lambda: self._pk(patroon.onderwerp, geval),
            "handeling": lambda: self._handeling(geval),
        }
        return {naam: waarden[naam]() for naam in patroon.kwargs}

    def _pk(self, onderwerp, geval):
        if geval == BESTAAT_NIET:
            return ONBESTAAND
        if geval == ZONDER_DEELNAME:
            return self.eigen["project_zonder_partij"].pk
        return self._genoemd(geval)[onderwerp].pk

    def _handeling(self, geval):
        return NOOIT_GEBEURD if geval == BESTAAT_NIET else self._genoemd(geval)["handeling"]

    def _genoemd(self, geval):
        return self.vreemd if geval in (VREEMD, VREEMD_NUMMER) else self.eigen

    def client(self, rol, **opties):
        client = Client(**opties)
        if rol != ANONIEM:
            client.force_login(self.gebruikers[rol])
        return client


def maak_wereld():
    wereld = opnieuw(_maak_wereld)
    for plek in (wereld.eigen, wereld.vreemd):
        write_whole(bestandspad(plek["documenttaak"]), b"document")
    return wereld


def _maak_wereld():
    eigen = maak_plek("Zuid-Holland", "PV28")
    vreemd = maak_plek("Utrecht", "PV26")
    return Wereld(eigen, vreemd, _gebruikers(eigen))


def _gebruikers(plek):
    gebruikers = {soort.value: maak_gebruiker(naam=f"Eigen {soort}") for soort in Rolsoort}
    for soort in Rolsoort.lezend():
        maak_rol(gebruikers[soort], plek["provincie"], soort)
    maak_rol(gebruikers[Rolsoort.PARTIJ], plek["provincie"], Rolsoort.PARTIJ, partij=plek["partij"])
    maak_rol(gebruikers[Rolsoort.LANDELIJK], None, Rolsoort.LANDELIJK)
    return gebruikers | {ZONDER_ROL: maak_gebruiker(naam="Zonder rol")}


def maak_plek(naam, code):
    """One of everything in a province: what an address or a form field can name."""
    provincie = maak_provincie(naam, code)
    ronde = maak_ronde(provincie)
    gebruiker = maak_gebruiker(naam=f"Schrijver {code}")
    with acting_as(gebruiker):
        plek = _inhoud(provincie, ronde)
    handeling = _wijzig(plek["project"], gebruiker)
    rol = maak_rol(gebruiker, provincie, Rolsoort.REDACTEUR)
    partijrol = maak_rol(
        maak_gebruiker(naam=f"Partij {code}"), provincie, Rolsoort.PARTIJ, partij=plek["partij"]
    )
    taak = maak_document(provincie, gebruiker)
    vast = {
        "provincie": provincie,
        "ronde": ronde,
        "gebruiker": gebruiker,
        "rol": rol,
        "partijrol": partijrol,
        # a passkey of somebody else, for the addresses that name one
        "mfa": Authenticator.objects.create(
            user=gebruiker, type=Authenticator.Type.WEBAUTHN, data={"name": "Passkey 1"}
        ),
    }
    vast["uitnodiging"], _ = maak_uitnodiging(plek["partij"])
    concept = maak_concept(gebruiker, plek["project"])
    los = {"documenttaak": taak, "handeling": handeling, "concept": concept}
    los["inlezing"] = maak_inlezing(provincie, gebruiker)
    return plek | vast | los


def _wijzig(project, gebruiker):
    """An act that an editor may undo."""
    with acting_as(gebruiker):
        project.tijdspad = "Volgt."
        project.save()
        return huidige_handeling()


def _inhoud(provincie, ronde):
    partij = maak_partij(provincie)
    beheerder = maak_partij(provincie, soort=Partijsoort.NETBEHEERDER)
    keuzes = {soort: maak_keuze(provincie, lijst=soort) for soort in LIJSTEN}
    project = maak_project(provincie, ronde=ronde, gemeenten=[partij], partijen=[partij], **keuzes)
    ander = maak_project(provincie, ronde=ronde, partijen=[beheerder])
    Hoofddocumenttekst.objects.create(ronde=ronde, terugblik="Zo ging het.")
    afspraak = maak_afspraak(project, trekker=partij, partijen=[partij], planning="2020")
    return {
        "partij": partij,
        "netbeheerder": beheerder,
        "keuze": keuzes["energiedrager"],
        "keuzes": keuzes,
        "project": project,
        "afspraak": afspraak,
        "aanvaarding": maak_aanvaarding(afspraak),
        "voorbeeldactie": maak_voorbeeldactie(provincie),
        "koppeling": maak_koppeling(project, netbeheerder=beheerder),
        "project_zonder_partij": ander,
        "afspraak_zonder_partij": maak_afspraak(ander, trekker=beheerder, planning="2020"),
        "koppeling_zonder_partij": maak_koppeling(ander),
        "project_zonder_afspraken": maak_project(
            provincie, ronde=ronde, route=Route.ACTIES, locatiestatus=Locatiestatus.GEEN
        ),
    } | maak_monitoring(provincie, project, partij)


def maak_monitoring(provincie, project, partij):
    """An open round, with one row about the project that the party takes part in."""
    categorie = maak_categorie(provincie)
    ronde = maak_monitoringronde(provincie)
    regel = maak_regel(ronde, project, trekkers=[partij], categorie=categorie, oorzaak=categorie)
    vraag = maak_vraag(ronde, [project])
    objecten = {"categorie": categorie, "monitoringronde": ronde, "monitoringregel": regel}
    tijd = Doorlooptijd.objects.create(provincie=provincie, fase=Fase.PLANUITWERKING, maanden=36)
    return objecten | {"vraag": vraag, "doorlooptijd": tijd}


LIJSTEN = ["type_infra", "energiedrager", "schaalniveau"]


def maak_document(provincie, gebruiker):
    return Documenttaak.objects.create(
        provincie=provincie,
        gebruiker=gebruiker,
        soort=Documentsoort.ACTIELIJST_XLSX,
        peildatum=timezone.localdate(),
        status=Taakstatus.KLAAR,
        bestand=f"{provincie.slug}.xlsx",
        bestandsnaam="actielijst.xlsx",
        klaar_op=timezone.now(),
    )


# what a visit may write: who is logged in
BOEKHOUDING = {"sessions.session", "usersessions.usersession"}


def momentopname():
    """Every row of every table as text, but for the bookkeeping of sessions."""
    return {
        model._meta.label_lower: sorted(serializers.serialize("jsonl", _rijen(model)).splitlines())
        for model in apps.get_models()
        if model._meta.label_lower not in BOEKHOUDING
    }


def _rijen(model):
    # not the manager of the model: a scoped one would hide rows
    return models.QuerySet(model).order_by("pk")


def rijen_van(momentopname):
    """The rows of our own tables, as (table, row as text)."""
    return {
        (label, rij)
        for label, rijen in momentopname.items()
        if label.startswith(("pmiek.", "actielijst.", "monitoring."))
        for rij in rijen
    }


def verwijst_naar(rij, plek):
    """Whether a row, as text, names one of the objects of this province."""
    label, tekst = rij
    velden = json.loads(tekst)["fields"]
    model = apps.get_model(label)
    return any(
        isinstance(obj, veld.related_model) and obj.pk == velden.get(veld.name)
        for veld in model._meta.concrete_fields
        if veld.remote_field
        for obj in plek.values()
        if isinstance(obj, models.Model)
    )


def verschil(voor, na):
    return {label: (voor[label], na[label]) for label in voor if voor[label] != na[label]}


@contextmanager
def ongedaan():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def inhoud_van(response):
    """The whole body; a file is read to its end, which closes it.

    Closing the response itself would end the database connection that the test is working on.
    """
    return response.getvalue() if response.streaming else response.content


def naar_inloggen(response):
    """Refused for want of a login; the page that was asked for comes along."""
    login = f"{reverse(settings.LOGIN_URL)}?next="
    return response.status_code == 302 and response.url.startswith(login)
