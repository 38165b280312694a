"""The life of a question: on an agenda, answered, reported back, done; and what follows from it."""

from django.db import transaction
from django.db.models import Max

from actielijst.forms.afspraak import MAX_AFSPRAKEN
from actielijst.inlezen.afspraken import TE_VEEL
from actielijst.models import Uitvoeringsafspraak
from monitoring.enums import Rondestatus
from monitoring.koppen import Vraagkop
from monitoring.models import Monitoringregel, VraagAanEnergyboard, Vraagafspraak
from pmiek.history import Geweigerd
from pmiek.keten import Keten
from pmiek.rows import STEP


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


def vragen_over(project, ronde):
    """Those of one project, without reading what the whole agenda is about."""
    if not ronde.is_open:
        return vragen_bij(ronde).get(project.pk, [])
    vragen = VraagAanEnergyboard.objects.op_agenda(ronde).met_keer(ronde)
    return list(vragen.filter(projectrijen__project=project))


@transaction.atomic
def stel_vraag(vraag, bewaar, gezien):
    """Save a question that rows of its round asked in their own words; the list now shows that.

    `gezien` is {row: version} as it was read. Whether the rows no longer say it: they do when they
    changed meanwhile, or when the round was closed.
    """
    Keten.objects.vasthouden(vraag.provincie_id)
    bewaar()
    regels = Monitoringregel.objects.filter(ronde=vraag.ronde_id, ronde__status=Rondestatus.OPEN)
    zelfde = [r for r in regels.filter(pk__in=gezien) if r.versie == gezien[r.pk]]
    for regel in zelfde:
        regel.vraag = ""
        regel.save()
    return len(zelfde) == len(gezien)


@transaction.atomic
def maak_afspraak(vraag, project, *, activiteit, trekker, planning):
    """The answer as an agreement of one of the projects, at the end of its list.

    Raises Geweigerd when that is as long as a list may be.
    """
    Keten.objects.vasthouden(project.provincie_id)
    if project.afspraken.count() >= MAX_AFSPRAKEN:
        raise Geweigerd(TE_VEEL.format(MAX_AFSPRAKEN))
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
