from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError

from pmiek.beveiligingslog import meld
from pmiek.models import Gebruiker


class Command(BaseCommand):
    help = "Neemt app, passkeys en herstelcodes weg van wie ze kwijt is, en logt die overal uit."

    def add_arguments(self, parser):
        parser.add_argument("email")

    def handle(self, *args, email, **options):
        gebruiker = Gebruiker.objects.filter(email=email.lower()).first()
        if gebruiker is None:
            raise CommandError(f"Er is geen gebruiker '{email}'.")
        aantal, _ = Authenticator.objects.filter(user=gebruiker).delete()
        gebruiker.beeindig_sessies()
        meld("inloggegevens wijzigen", object=f"tweede factor van gebruiker {gebruiker.pk} gewist")
        self.stdout.write(f"{aantal} manieren om in te loggen weggehaald bij {email}.")
