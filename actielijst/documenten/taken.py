"""Documents that take longer than a page may: asked for here, made by the worker."""

import errno
import logging
import os
import secrets
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks import task

from actielijst.documenten.maken import bestandsnaam, maak_gevraagd
from actielijst.enums import Taakstatus
from actielijst.models import Documenttaak
from pmiek.pdf.engine import PdfFout

logger = logging.getLogger(__name__)
MISLUKT = "Er ging iets mis bij het maken. Probeer het opnieuw; lukt het weer niet, meld het dan."
SCHIJF_VOL = (
    "De schijf van de server is vol. Meld dit aan de beheerder en probeer het later opnieuw."
)
VOL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS}


class NietMeerNodig(Exception):
    """The request was withdrawn, or another worker has taken it over."""


def vraag_document(provincie, soort, gebruiker, peildatum, keuze=""):
    """Ask for a document; a request that is still running is given back instead of repeated."""
    vraag = {
        "provincie": provincie,
        "soort": soort,
        "gebruiker": gebruiker,
        "peildatum": peildatum,
        "keuze": keuze,
    }
    lopend = Documenttaak.objects.lopend().filter(**vraag).first()
    if lopend:
        return lopend
    try:
        with transaction.atomic():
            taak = Documenttaak.objects.create(**vraag)
            zet_in_wachtrij(taak)
    except IntegrityError:
        # the second of two clicks at the same moment
        return Documenttaak.objects.filter(**vraag).latest("pk")
    return taak


def zet_in_wachtrij(taak):
    """In the transaction of the request: neither exists without the other."""
    resultaat = voer_uit.enqueue(taak.pk)
    Documenttaak.objects.filter(pk=taak.pk).update(wachtrijnummer=resultaat.id)


def stop_document(taak):
    """True when it was still running; the worker notices at its next step."""
    lopend = Documenttaak.objects.lopend().filter(pk=taak.pk)
    return bool(lopend.update(status=Taakstatus.GESTOPT, klaar_op=timezone.now()))


@task()
def voer_uit(pk):
    taak = Documenttaak.objects.select_related("provincie").get(pk=pk)
    try:
        _begin(taak)
        _bewaar(taak, _maak(taak))
    except NietMeerNodig:
        logger.info("document %s is niet meer nodig", pk)
    except Exception as fout:
        # whatever went wrong, the user must hear that it did
        logger.exception("document %s mislukt", pk)
        _zet(taak, status=Taakstatus.MISLUKT, melding=_reden(fout), klaar_op=timezone.now())


def _begin(taak):
    begonnen = Documenttaak.objects.lopend().filter(pk=taak.pk, poging=taak.poging)
    velden = {"status": Taakstatus.BEZIG, "stap": "Gegevens verzamelen", "gedaan": 0, "totaal": 0}
    if not begonnen.update(poging=taak.poging + 1, **velden):
        raise NietMeerNodig
    taak.poging += 1


def _maak(taak):
    def meld(stap, gedaan, totaal):
        _zet(taak, stap=stap, gedaan=gedaan, totaal=totaal)

    return maak_gevraagd(taak, voortgang=meld)


def _reden(fout):
    if isinstance(fout, PdfFout):
        return str(fout)
    if isinstance(fout, OSError) and fout.errno in VOL:
        return SCHIJF_VOL
    return MISLUKT


def bestandspad(taak):
    return Path(settings.DOCUMENT_MAP) / "gemaakt" / taak.bestand


def _zet(taak, **velden):
    eigen = Documenttaak.objects.filter(pk=taak.pk, poging=taak.poging, status=Taakstatus.BEZIG)
    if not eigen.update(**velden):
        raise NietMeerNodig


def _bewaar(taak, inhoud):
    naam = bestandsnaam(taak.provincie, taak.soort, taak.peildatum)
    taak.bestand = f"{secrets.token_urlsafe(24)}{Path(naam).suffix}"
    write_whole(bestandspad(taak), inhoud)
    klaar = {"status": Taakstatus.KLAAR, "klaar_op": timezone.now(), "grootte": len(inhoud)}
    try:
        _zet(taak, bestand=taak.bestand, bestandsnaam=naam, **klaar)
    except NietMeerNodig:
        bestandspad(taak).unlink()
        raise


def write_whole(pad, inhoud):
    """The whole file or none: a half one can never be downloaded."""
    pad.parent.mkdir(parents=True, exist_ok=True)
    tijdelijk = pad.with_suffix(".tmp")
    try:
        with tijdelijk.open("wb") as bestand:
            bestand.write(inhoud)
            bestand.flush()
            os.fsync(bestand.fileno())
        tijdelijk.replace(pad)
    except OSError:
        # on a full disk every byte counts
        tijdelijk.unlink(missing_ok=True)
        raise
