from django.core.management.base import BaseCommand, CommandError

from pmiek.enums import Kanaal
from pmiek.history import acting_as
from pmiek.referentie import laad_referentie, provincieslugs


class Command(BaseCommand):
    help = "Vult provincies, partijen, keuzelijsten en voorbeeldacties aan; wijzigt niets."

    def add_arguments(self, parser):
        parser.add_argument("--provincie", metavar="SLUG", help="alleen deze provincie")

    def handle(self, *args, provincie, **options):
        slugs = provincieslugs()
        if provincie and provincie not in slugs:
            keuze = ", ".join(slugs)
            raise CommandError(f"Er is geen provincie '{provincie}'. Kies uit: {keuze}.")
        gekozen = [provincie] if provincie else slugs
        with acting_as(None, Kanaal.OPDRACHT):
            laad_referentie(gekozen)
        self.stdout.write(f"De referentiegegevens staan er voor: {', '.join(gekozen)}.")
