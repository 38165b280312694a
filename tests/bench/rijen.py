"""Projects and agreements with texts as long as those of a real fiche."""

from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from actielijst.enums import Afspraaksoort, Afspraakstatus, Editie, Fase, JaNee, Lijst, Route
from actielijst.models import (
    Afspraakpartij,
    Betrokkenheid,
    IPKoppeling,
    Project,
    Projectgemeente,
    Uitvoeringsafspraak,
)
from actielijst.nummers import natuurlijke_sleutel
from pmiek.enums import Kanaal, Partijsoort, Wijzigingsoort
from pmiek.keten import Keten
from pmiek.wijziging import Wijziging

ZIN = "Het net in dit gebied zit vol; nieuwe aansluitingen van woningen en bedrijven wachten."
# one of six is overdue, one is done, and not every planning can be read as a date
PLANNING = ["Q1 2025", "2024", "voor de zomer van 2031", "Q3 2032", "n.t.b.", "medio 2033"]
STATUSSEN = [Afspraakstatus.LOOPT, Afspraakstatus.AFGEROND, *[Afspraakstatus.OPEN] * 4]
SOORTEN = [*[Afspraaksoort.UITVOERING] * 4, Afspraaksoort.PROCES, Afspraaksoort.MONITORING]
ROUTES = [Route.ACTIES, Route.ACTIES, Route.ACTIES, Route.MONITORING, Route.PMIEK_PLUS_1, ""]
FASEN = [*Fase.concreet(), Fase.VERKENNING]
EDITIES = [Editie.IP2024, Editie.IP2026]


def vul(provincie, aantallen):
    """One project per number in the list, with that many agreements."""
    partijen = list(provincie.partijen.order_by("soort", "naam"))
    projecten = bewaar(_projecten(provincie, partijen, len(aantallen)))
    afspraken = bewaar(
        _afspraak(project, plaats, _kies(partijen, project.pk + plaats))
        for project, aantal in zip(projecten, aantallen, strict=True)
        for plaats in range(aantal)
    )
    bewaar(_koppelingen(projecten, _van_soort(partijen, Partijsoort.NETBEHEERDER)))
    bewaar(_links(Projectgemeente, projecten, _van_soort(partijen, Partijsoort.GEMEENTE)))
    bewaar(_links(Betrokkenheid, projecten, partijen))
    bewaar(_links(Afspraakpartij, afspraken, partijen))
    regels = [_wijziging(provincie, project, project) for project in projecten]
    regels += [_wijziging(provincie, afspraak, afspraak.project) for afspraak in afspraken]
    with transaction.atomic():
        Keten.objects.vasthouden(provincie.pk).verzegel(regels)
        bewaar(regels)


def bewaar(rijen):
    """Rows without their history, past the refusal in `TrackedQuerySet`.

    Only for measuring: nobody asks who changed these, and saving 4,000 projects one by one takes
    longer than all measurements together. `_wijziging` adds the history that pages show.
    """
    rijen = list(rijen)
    return models.QuerySet(type(rijen[0])).bulk_create(rijen) if rijen else []


def _kies(reeks, plaats):
    return reeks[plaats % len(reeks)]


def _van_soort(partijen, soort):
    return [partij for partij in partijen if partij.soort == soort]


def _projecten(provincie, partijen, aantal):
    """Every relation is filled: one that is empty hides a query per row."""
    ronde = provincie.rondes.huidige()
    keuzes = {lijst: list(provincie.keuzes.filter(lijst=lijst)) for lijst in Lijst.values}
    for plaats in range(aantal):
        eigen = {lijst: _kies(opties, plaats) for lijst, opties in keuzes.items()}
        gezag, wie = _kies(partijen, plaats), _kies(partijen, plaats + 1)
        yield _project(
            provincie, plaats, ronde=ronde, bevoegd_gezag=gezag, volgende_fase_wie=wie, **eigen
        )


def _project(provincie, plaats, **velden):
    nummer = str(plaats + 1)
    return Project(
        provincie=provincie,
        nummer=nummer,
        sorteersleutel=natuurlijke_sleutel(nummer),  # `save()` would have set it
        naam=f"Nieuw 150kV-station in deelgebied {nummer}",
        aanleiding=f"{ZIN} {ZIN}",
        doel=f"Ruimte op het net in deelgebied {nummer}.",
        kansen_en_knelpunten=f"Kans: aanleg samen met ander werk. Knelpunt: {ZIN.lower()}",
        fase=_kies(FASEN, plaats),
        type_project="nieuw station",
        route=_kies(ROUTES, plaats),
        vervolg="Na de vaststelling begint het technisch ontwerp.",
        volgende_fase_nodig="Een vastgesteld plan en overeenstemming over de grond.",
        volgende_fase_termijn="Q2 2027",
        locatie="Indicatief; binnen een cirkel van ca. 1 km rond het punt.",
        ruimtegebruik=ZIN,
        tijdspad="Besluit, ontwerp, vergunning en aanleg na elkaar.",
        ibn=f"Q{plaats % 4 + 1} {2028 + plaats % 9}",
        in_ip=JaNee.JA,
        **velden,
    )


def _afspraak(project, plaats, trekker):
    planning = _kies(PLANNING, plaats)
    return Uitvoeringsafspraak(
        project=project,
        volgorde=plaats * 10,
        activiteit=f"Voorbereiding tot en met de vaststelling van plandeel {plaats + 1}",
        trekker=trekker,
        resultaat="Plan gereed voor behandeling in de raad",
        planning=planning,
        eerste_planning=planning,  # `save()` would have set it
        status=_kies(STATUSSEN, plaats),
        soort=_kies(SOORTEN, plaats),
    )


def _koppelingen(projecten, beheerders):
    return [
        IPKoppeling(
            project=project,
            netbeheerder=_kies(beheerders, plaats),
            editie=_kies(EDITIES, plaats),
            nummer=f"{100_000 + plaats}",
            ibn="2029",
        )
        for plaats, project in enumerate(projecten)
    ]


def _links(model, objecten, partijen):
    """Two parties for each object; the model names first whom they belong to."""
    van = model._meta.get_field("afspraak" if model is Afspraakpartij else "project").name
    return [
        model(**{van: ding, "partij": _kies(partijen, plaats + stap)})
        for plaats, ding in enumerate(objecten)
        for stap in (0, 3)
    ]


def _wijziging(provincie, ding, onderwerp):
    soort = ContentType.objects.get_for_model
    return Wijziging(
        door_naam="S. Bakker",
        kanaal=Kanaal.SCHERM,
        handeling=uuid4(),
        soort=Wijzigingsoort.AANGEMAAKT,
        provincie=provincie,
        soort_object=soort(ding),
        object_id=ding.pk,
        naam=str(ding)[:300],
        onderwerp_soort=soort(onderwerp),
        onderwerp_id=onderwerp.pk,
    )
