from django.core.management.base import BaseCommand, CommandError

from pmiek.historie_controle import controleer_historie


class Command(BaseCommand):
    help = "Controleert of de historie nog is zoals zij werd vastgelegd, en noemt de eerste fout."

    def handle(self, *args, **options):
        uitslagen = controleer_historie()
        for uitslag in uitslagen:
            if not uitslag.breuk:
                self.stdout.write(str(uitslag))
        fouten = [str(uitslag) for uitslag in uitslagen if uitslag.breuk]
        if fouten:
            raise CommandError("\n".join(fouten))
