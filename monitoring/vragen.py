"""The life of a question: answered, reported back, done; and the agreement that may follow."""

from django.db import transaction
from django.db.models import Max

from actielijst.models import Uitvoeringsafspraak
from monitoring.enums import Vraagstatus
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
