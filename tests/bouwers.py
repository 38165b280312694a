"""Builders: a valid object each; the test names only what matters."""

import datetime
import itertools
import json

from django.utils import timezone

from actielijst.enums import Lijst
from actielijst.linter.bevinding import vingerafdruk
from actielijst.linter.feiten import afspraakfeiten
from actielijst.linter.regels import OP_CODE
from actielijst.models import (
    Aanvaarding,
    Afspraakpartij,
    Betrokkenheid,
    Inlezing,
    IPKoppeling,
    Keuze,
    PmiekRonde,
    Project,
    Projectgemeente,
    Uitnodiging,
    Uitnodigingproject,
    Uitvoeringsafspraak,
    Voorbeeldactie,
)
from monitoring.enums import Vraagstatus
from monitoring.models import (
    Categorie,
    Monitoringregel,
    Monitoringronde,
    Regeltrekker,
    VraagAanEnergyboard,
    Vraagproject,
    corrigerend,
)
from pmiek.concept import Concept
from pmiek.enums import Partijsoort, Rolsoort
from pmiek.models import Gebruiker, Partij, Provincie, Rol

volgnummers = itertools.count(1)


def maak_provincie(naam="Zuid-Holland", code="PV28", **velden):
    slug = naam.lower()
    return Provincie.objects.create(**{"naam": naam, "code": code, "slug": slug} | velden)


def maak_gebruiker(**velden):
    n = next(volgnummers)
    gegevens = {"email": f"gebruiker{n}@voorbeeld.nl", "naam": f"Gebruiker {n}"} | velden
    return Gebruiker.objects.create_user(**gegevens)


def maak_rol(gebruiker, provincie, soort=Rolsoort.REDACTEUR, **velden):
    return Rol.objects.create(gebruiker=gebruiker, provincie=provincie, soort=soort, **velden)


def maak_partij(provincie, naam=None, soort=Partijsoort.GEMEENTE, **velden):
    naam = naam or f"Partij {next(volgnummers)}"
    return Partij.objects.create(provincie=provincie, naam=naam, soort=soort, **velden)


def maak_ronde(provincie, **velden):
    standaard = {
        "naam": f"{next(volgnummers)}.0",
        "startdatum": datetime.date(2023, 12, 1),
        "bron": "Open data van de provincie, 2023",
    }
    return PmiekRonde.objects.create(provincie=provincie, **standaard | velden)


def maak_keuze(provincie, naam=None, lijst=Lijst.ENERGIEDRAGER, **velden):
    naam = naam or f"keuze {next(volgnummers)}"
    return Keuze.objects.create(provincie=provincie, naam=naam, lijst=lijst, **velden)


def maak_project(provincie, *, gemeenten=(), partijen=(), **velden):
    n = next(volgnummers)
    standaard = {"nummer": str(n), "naam": f"Project {n}"}
    project = Project.objects.create(provincie=provincie, **standaard | velden)
    for gemeente in gemeenten:
        Projectgemeente.objects.create(project=project, partij=gemeente)
    for partij in partijen:
        Betrokkenheid.objects.create(project=project, partij=partij)
    return project


def maak_afspraak(project, *, partijen=(), **velden):
    standaard = {"activiteit": f"Activiteit {next(volgnummers)}"}
    afspraak = Uitvoeringsafspraak.objects.create(project=project, **standaard | velden)
    for partij in partijen:
        Afspraakpartij.objects.create(afspraak=afspraak, partij=partij)
    return afspraak


def maak_concept(gebruiker, project, velden=(("naam", ["Getypt"]),), **velden_van_concept):
    standaard = {
        "gebruiker": gebruiker,
        "sleutel": f"sleutel-{next(volgnummers)}",
        "formulier": "actielijst:project_bewerken",
        "provincie": project.provincie,
        "object_id": project.pk,
        "naam": f"Fiche: {project}",
        "versie": project.versie,
        "gebaseerd_op": timezone.now(),
        "velden": json.dumps(velden),
        "bewaard_op": timezone.now(),
    }
    return Concept.objects.create(**standaard | velden_van_concept)


def maak_koppeling(project, **velden):
    return IPKoppeling.objects.create(
        project=project, **{"nummer": f"IP-{next(volgnummers)}"} | velden
    )


def maak_categorie(provincie, naam=None, **velden):
    naam = naam or f"soort {next(volgnummers)}"
    return Categorie.objects.create(provincie=provincie, naam=naam, **velden)


def maak_monitoringronde(provincie, peildatum="2026-11-16", *, gesloten=False, **velden):
    """A round of thirty days from peildatum to meeting; closed ones are closed at noon then."""
    peildatum = datetime.date.fromisoformat(str(peildatum))
    standaard = {
        "naam": f"ronde {next(volgnummers)}",
        "deadline": peildatum + datetime.timedelta(days=14),
        "vergaderdatum": peildatum + datetime.timedelta(days=30),
    }
    if gesloten:
        moment = datetime.datetime.combine(standaard["deadline"], datetime.time(12), datetime.UTC)
        standaard |= {"status": "gesloten", "gesloten_op": moment}
    return Monitoringronde.objects.create(
        provincie=provincie, peildatum=peildatum, **standaard | velden
    )


def maak_vraag(ronde, projecten=(), **velden):
    standaard = {"soort": "besluit", "titel": f"vraag {next(volgnummers)}"}
    vraag = VraagAanEnergyboard.objects.create(
        provincie=ronde.provincie, ronde=ronde, **standaard | velden
    )
    for project in projecten:
        Vraagproject.objects.create(vraag=vraag, project=project)
    return vraag


def zet_stap(vraag, van, tekst, dag):
    """The question as it is after the step that follows on `van`."""
    tekstveld, dagveld = {
        "gesteld": ("antwoord", "beantwoord_op"),
        "beantwoord": ("terugkoppeling", "teruggekoppeld_op"),
    }[van]
    vraag = VraagAanEnergyboard.objects.get(pk=vraag.pk)
    vraag.status = Vraagstatus(van).volgende
    setattr(vraag, tekstveld, tekst)
    setattr(vraag, dagveld, dag)
    vraag.save()
    return vraag


def maak_regel(ronde, project, *, trekkers=(), **velden):
    with corrigerend():
        regel = Monitoringregel.objects.create(ronde=ronde, project=project, **velden)
        for partij in trekkers:
            Regeltrekker.objects.create(regel=regel, partij=partij)
    return regel


def maak_aanvaarding(afspraak, regel="te_laat", zin="Zo is het afgesproken."):
    """What a user accepts on the screen: this finding, with its facts of now."""
    projecten = Project.objects.filter(pk=afspraak.project_id)
    rij = afspraakfeiten(projecten).get(pk=afspraak.pk)
    return Aanvaarding.objects.create(
        project=afspraak.project,
        afspraak=afspraak,
        regel=regel,
        vingerafdruk=vingerafdruk(OP_CODE[regel], rij),
        zin=zin,
    )


def maak_uitnodiging(partij, *, projecten=(), **velden):
    """The invitation, and the key of the link that was mailed."""
    n = next(volgnummers)
    standaard = {"email": f"extern{n}@voorbeeld.nl", "rol_geldig_tot": datetime.date(2099, 12, 31)}
    uitnodiging = Uitnodiging(provincie=partij.provincie, partij=partij, **standaard | velden)
    sleutel = uitnodiging.vernieuw_link()
    uitnodiging.save()
    for project in projecten:
        Uitnodigingproject.objects.create(uitnodiging=uitnodiging, project=project)
    return uitnodiging, sleutel


def maak_inlezing(
    provincie,
    gebruiker,
    rijen=(("Nr.", "Project"), ("1", "Station")),
    lijst=("nummer", "naam"),
    **velden,
):
    """A list of texts that was sent in and waits to be checked; `lijst` is the field per column."""
    cellen = [[["t", cel, False, ""] if cel else None for cel in rij] for rij in rijen]
    blad = {"naam": "Projecten", "soort": "projecten", "koprij": 0, "velden": [*lijst]}
    standaard = {
        "bestandsnaam": "lijst.xlsx",
        "controlegetal": "0" * 64,
        "bladen": [blad | {"rijen": cellen, "wordt_gelezen": True}],
    }
    return Inlezing.objects.create(provincie=provincie, gebruiker=gebruiker, **standaard | velden)


def maak_voorbeeldactie(provincie, **velden):
    standaard = {"fase": "verkenning", "activiteit": f"Voorbeeld {next(volgnummers)}"}
    return Voorbeeldactie.objects.create(provincie=provincie, **standaard | velden)
