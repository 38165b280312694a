from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from pmiek import reservekopie
from pmiek.importing import cannot_open


class Command(BaseCommand):
    help = "Herstelt een reservekopie, of controleert alleen of dat zou lukken."

    def add_arguments(self, parser):
        parser.add_argument("bestand", type=Path, metavar="BESTAND")
        parser.add_argument("--controleer", action="store_true", help="verandert niets")
        parser.add_argument(
            "--vervang", action="store_true", help="ook als er al gegevens in de database staan"
        )

    def handle(self, *, bestand, controleer, vervang, **options):
        if reden := cannot_open(bestand):
            raise CommandError(reden)
        try:
            if controleer:
                self._meld(reservekopie.controleer(bestand), "is in orde en hier te herstellen")
            else:
                manifest, oud = reservekopie.herstel(bestand, vervang=vervang)
                self._meld(manifest, "is hersteld")
                self.stdout.write(
                    f"De gegevens van daarvoor staan in {oud}; verwijder die later zelf."
                )
        except reservekopie.KopieFout as fout:
            raise CommandError(str(fout)) from fout

    def _meld(self, manifest, wat):
        rijen = sum(manifest["aantallen"].values())
        self.stdout.write(
            f"De reservekopie van {manifest['gemaakt_op'][:16].replace('T', ' ')} UTC {wat}: "
            f"{rijen} rijen, {len(manifest['delen']) - 1} documenten."
        )
