"""Documents that take longer than a page may: asked for here, made by the worker."""

import logging
import os
import secrets
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from actielijst.documenten.maken import bestandsnaam, maak_document
from actielijst.enums import Taakstatus
from actielijst.models import Documenttaak

logger = logging.getLogger(__name__)
MISLUKT = "Er ging iets mis bij het maken. Probeer het opnieuw; lukt het weer niet, meld het dan."


def vraag_document(provincie, soort, gebruiker, peildatum):
    """Ask for a document; a request that is still running is given back instead of repeated."""
    lopend = Documenttaak.objects.filter(
        provincie=provincie,
        soort=soort,
        gebruiker=gebruiker,
        peildatum=peildatum,
        status__in=Taakstatus.lopend(),
    ).first()
    if lopend:
        return lopend
    taak = Documenttaak.objects.create(
        provincie=provincie, soort=soort, gebruiker=gebruiker, peildatum=peildatum
    )
    transaction.on_commit(lambda: voer_uit.enqueue(taak.pk))
    return taak


@task()
def voer_uit(pk):
    taak = Documenttaak.objects.select_related("provincie").get(pk=pk)
    _zet(taak, status=Taakstatus.BEZIG, stap="Gegevens verzamelen")
    try:
        inhoud = maak_document(
            taak.provincie, taak.soort, taak.peildatum, voortgang=_voortgang(taak)
        )
    except Exception:
        # whatever went wrong, the user must hear that it did
        logger.exception("document %s mislukt", pk)
        _zet(taak, status=Taakstatus.MISLUKT, melding=MISLUKT)
        return
    _bewaar(taak, inhoud)


def bestandspad(taak):
    return Path(settings.DOCUMENT_MAP) / "gemaakt" / taak.bestand


def _voortgang(taak):
    def meld(stap, gedaan, totaal):
        _zet(taak, stap=stap, gedaan=gedaan, totaal=totaal)

    return meld


def _zet(taak, **velden):
    for naam, waarde in velden.items():
        setattr(taak, naam, waarde)
    taak.save(update_fields=velden)


def _bewaar(taak, inhoud):
    naam = bestandsnaam(taak.provincie, taak.soort, taak.peildatum)
    taak.bestand = f"{secrets.token_urlsafe(24)}{Path(naam).suffix}"
    write_whole(bestandspad(taak), inhoud)
    _zet(
        taak,
        bestand=taak.bestand,
        bestandsnaam=naam,
        grootte=len(inhoud),
        klaar_op=timezone.now(),
        status=Taakstatus.KLAAR,
    )


def write_whole(pad, inhoud):
    """The whole file or none: a half one can never be downloaded."""
    pad.parent.mkdir(parents=True, exist_ok=True)
    tijdelijk = pad.with_suffix(".tmp")
    with tijdelijk.open("wb") as bestand:
        bestand.write(inhoud)
        bestand.flush()
        os.fsync(bestand.fileno())
    tijdelijk.replace(pad)
