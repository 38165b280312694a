from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from actielijst.demo.accounts import WACHTWOORD
from actielijst.demo.laden import laad_demo, provincies
from actielijst.models import Uitvoeringsafspraak

BLEEF = " Die stonden er al en zijn niet opnieuw geladen."


class Command(BaseCommand):
    help = "Laadt de demonstratie: Zuid-Holland, Utrecht en accounts. Niet in productie."

    def handle(self, *args, **options):
        if settings.PRODUCTIE:
            raise CommandError("De demonstratie wordt niet in productie geladen.")
        al_geladen = {provincie.pk for provincie in provincies() if provincie.projecten.exists()}
        adressen = laad_demo()
        for provincie in provincies():
            self.stdout.write(stand(provincie) + (BLEEF if provincie.pk in al_geladen else ""))
        self.stdout.write(f"Accounts, met wachtwoord {WACHTWOORD}:")
        for adres in adressen:
            self.stdout.write(f"  {adres}")


def stand(provincie):
    projecten = provincie.projecten.count()
    afspraken = Uitvoeringsafspraak.objects.van(provincie).count()
    return f"{provincie}: {projecten} projecten, {afspraken} uitvoeringsafspraken."
