from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.template.defaultfilters import filesizeformat

from pmiek import reservekopie


class Command(BaseCommand):
    help = "Maakt een reservekopie van database en documenten; de site mag in gebruik zijn."

    def add_arguments(self, parser):
        standaard = settings.VAR / "reservekopie"
        parser.add_argument(
            "--naar",
            type=Path,
            default=standaard,
            metavar="MAP",
            help=f"zonder deze optie: {standaard}",
        )

    def handle(self, *, naar, **options):
        try:
            pad = reservekopie.maak(naar)
        except reservekopie.KopieFout as fout:
            raise CommandError(str(fout)) from fout
        self.stdout.write(f"{pad}: {filesizeformat(pad.stat().st_size)}")
        self.stdout.write(
            "Bewaar dit bestand, met zijn controlesom (.sha256), op een andere plaats."
        )
