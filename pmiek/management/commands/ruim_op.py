from django.core.management.base import BaseCommand

from pmiek.opruimen import alle_opruimers


class Command(BaseCommand):
    help = "Verwijdert wat zijn tijd heeft gehad, zoals concepten ouder dan 30 dagen. Dagelijks."

    def handle(self, *args, **options):
        for wat, ruim in alle_opruimers():
            self.stdout.write(f"{wat}: {ruim()}")
