"""One versnellingsactie and one question for several rows at once."""

from django.db import transaction

from monitoring.models import Monitoringregel, RondeGesloten, Vraagproject, is_nvt
from pmiek.keten import Keten
from pmiek.rendered import add_links


@transaction.atomic
def los_samen_op(ronde, regels, *, versnellingsactie, trekkers, vraag):
    """All of it or nothing. What a row says already stays; its confirmation is as it was.

    `vraag` is a question that is not saved yet, or None; returned with its projects.
    """
    Keten.objects.vasthouden(ronde.provincie_id)
    ronde.refresh_from_db()
    if not ronde.is_open:
        raise RondeGesloten(ronde)
    for regel in Monitoringregel.objects.filter(pk__in=[regel.pk for regel in regels]):
        _vul_aan(regel, versnellingsactie, trekkers)
    if vraag is not None:
        vraag.save()
        for regel in regels:
            Vraagproject.objects.create(vraag=vraag, project_id=regel.project_id)
    return vraag


def _vul_aan(regel, versnellingsactie, trekkers):
    if versnellingsactie and versnellingsactie not in regel.versnellingsactie.splitlines():
        regel.versnellingsactie = _erbij(regel.versnellingsactie, versnellingsactie)
    if trekkers and is_nvt(regel.overige_trekkers):
        regel.overige_trekkers = ""
    regel.save()
    add_links(regel, "trekkers", trekkers)


def _erbij(staat_er, nieuw):
    oud = staat_er.strip()
    return nieuw if not oud or is_nvt(oud) else f"{oud}\n{nieuw}"
