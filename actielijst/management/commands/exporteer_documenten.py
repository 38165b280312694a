import datetime
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.module_loading import import_string

from actielijst.documenten.fiche import fiche_bestandsnaam, fiche_pdf
from actielijst.documenten.maken import bestandsnaam, maak_document
from actielijst.documenten.taken import write_whole
from actielijst.enums import Documentsoort
from actielijst.models import Project
from pmiek.models import Provincie


class Command(BaseCommand):
    help = "Schrijft alle documenten van een provincie naar een map."

    def add_arguments(self, parser):
        parser.add_argument("--provincie", required=True, help="bijvoorbeeld zuid-holland")
        parser.add_argument("--naar", required=True, type=Path, metavar="MAP")
        parser.add_argument(
            "--peildatum",
            type=_datum,
            default=timezone.localdate(),
            metavar="JJJJ-MM-DD",
            help="zonder deze optie: vandaag",
        )

    def handle(self, *, provincie, naar, peildatum, **options):
        provincie = _provincie(provincie)
        for soort in Documentsoort:
            inhoud = maak_document(provincie, soort, peildatum)
            self._schrijf(naar / bestandsnaam(provincie, soort, peildatum), inhoud)
        for uitgave in map(import_string, settings.UITGAVEN):
            for naam, inhoud in uitgave(provincie):
                self._schrijf(naar / naam, inhoud)
        # after the actielijst, which makes the missing fiches two at a time
        for naam, project in _fiches(provincie, peildatum).items():
            self._schrijf(naar / "fiches" / naam, fiche_pdf(project, peildatum))

    def _schrijf(self, pad, inhoud):
        """A file that is the same is left alone, with its date."""
        nieuw = not pad.exists() or pad.read_bytes() != inhoud
        if nieuw:
            write_whole(pad, inhoud)
        self.stdout.write(f"{pad}: {filesizeformat(len(inhoud))}{'' if nieuw else ', ongewijzigd'}")


def _provincie(slug):
    provincie = Provincie.objects.filter(slug=slug).first()
    if provincie is None:
        bekend = ", ".join(Provincie.objects.values_list("slug", flat=True)) or "nog geen"
        raise CommandError(f"De provincie “{slug}” staat hier niet. Wel: {bekend}.")
    return provincie


def _fiches(provincie, peildatum):
    """Projects by file name; of two with the same name the second gets its key as well."""
    fiches = {}
    for project in Project.objects.van(provincie).actueel().voor_fiche():
        naam = fiche_bestandsnaam(project, peildatum)
        if naam in fiches:
            naam = naam.replace("_concept", f"-{project.pk}_concept")
        if project.heeft_fiche:
            fiches[naam] = project
    return fiches


def _datum(tekst):
    try:
        return datetime.date.fromisoformat(tekst)
    except ValueError:
        raise CommandError(
            f"“{tekst}” is geen datum. Schrijf jaar-maand-dag, bijvoorbeeld 2026-11-23."
        ) from None
