"""The life of a question: on an agenda, answered, reported back, done; and what follows from it."""

from django.db import transaction
from django.db.models import Max

from actielijst.models import Uitvoeringsafspraak
from monitoring.enums import Vraagstatus
from monitoring.koppen import Vraagkop
from monitoring.models import VraagAanEnergyboard, Vraagafspraak
from pmiek.keten import Keten
from pmiek.rows import STEP

VOLGENDE = {
    Vraagstatus.GESTELD: Vraagstatus.BEANTWOORD,
    Vraagstatus.BEANTWOORD: Vraagstatus.TERUGGEKOPPELD,
    Vraagstatus.TERUGGEKOPPELD: Vraagstatus.AFGEDAAN,
}


class AlGedaan(Exception):
    """Somebody else took this step already."""


def vragen_per_project(ronde):
    """{project id: the questions about it on the agenda of this round}, as they are now."""
    vragen = VraagAanEnergyboard.objects.op_agenda(ronde).met_keer(ronde)
    per_project = {}
    for vraag in vragen.prefetch_related("projecten"):
        for project in vraag.projecten.all():
            per_project.setdefault(project.pk, []).append(vraag)
    return per_project


def vragen_bij(ronde):
    """The same; of a closed round those that were kept with it."""
    if ronde.is_open:
        return vragen_per_project(ronde)
    velden = ("stand__vragen", "stand__vraagprojecten")
    vragen, paren = ronde.vastleggingen.laatste_waarden(*velden)
    if vragen is None:
        return vragen_per_project(ronde)
    koppen = {rij[0]: Vraagkop(*rij, projecten=[]) for rij in vragen}
    per_project = {}
    for vraag, project in paren:
        per_project.setdefault(project, []).append(koppen[vraag])
    return per_project


@transaction.atomic
def zet_stap(vraag, van, tekst, dag):
    """Take the one step that follows on `van`; a question is not answered twice."""
    Keten.objects.vasthouden(vraag.provincie_id)
    vraag = VraagAanEnergyboard.objects.get(pk=vraag.pk)
    if vraag.status != van:
        raise AlGedaan(vraag)
    vraag.status = VOLGENDE[van]
    if van == Vraagstatus.GESTELD:
        vraag.antwoord, vraag.beantwoord_op = tekst, dag
    elif van == Vraagstatus.BEANTWOORD:
        vraag.terugkoppeling, vraag.teruggekoppeld_op = tekst, dag
    else:
        vraag.afgedaan_op = dag
    vraag.save()
    return vraag


@transaction.atomic
def maak_afspraak(vraag, project, *, activiteit, trekker, planning):
    """The answer as an agreement of one of the projects, at the end of its list."""
    Keten.objects.vasthouden(project.provincie_id)
    laatste = project.afspraken.aggregate(laatste=Max("volgorde"))["laatste"] or 0
    afspraak = Uitvoeringsafspraak(
        project=project,
        activiteit=activiteit,
        trekker=trekker,
        planning=planning,
        volgorde=laatste + STEP,
    )
    afspraak.save()
    Vraagafspraak.objects.create(vraag=vraag, project=project, afspraaknummer=afspraak.pk)
    return afspraak


def afspraken_van(vraag):
    """The agreements that came of it, as far as they still exist."""
    nummers = vraag.afspraakrijen.values("afspraaknummer")
    afspraken = Uitvoeringsafspraak.objects.filter(pk__in=nummers)
    return afspraken.select_related("project__provincie", "trekker")
