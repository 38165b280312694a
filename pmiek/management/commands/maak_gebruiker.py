from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from pmiek.enums import Kanaal, Rolsoort
from pmiek.history import acting_as
from pmiek.models import Gebruiker, Partij, Provincie, Rol
from pmiek.wachtwoord import wachtwoordpad

LOKAAL = "http://127.0.0.1:8000"


class Command(BaseCommand):
    help = "Maakt een gebruiker met een rol, en toont de link om een wachtwoord te kiezen."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--naam", required=True)
        parser.add_argument("--rol", required=True, choices=Rolsoort.values)
        parser.add_argument("--provincie", metavar="SLUG", help="niet bij de rol landelijk")
        parser.add_argument("--partij", metavar="NAAM", help="alleen bij de rol partij")
        parser.add_argument(
            "--adres",
            default=adres_van_de_site(),
            help="waar de site staat, bijvoorbeeld https://pmiek.provincie.example",
        )

    def handle(self, *args, adres, **options):
        try:
            with transaction.atomic(), acting_as(None, Kanaal.OPDRACHT):
                rol = maak_rol(**options)
        except ValidationError as fout:
            raise CommandError(" ".join(fout.messages)) from fout
        self.stdout.write(f"{rol} is toegevoegd.")
        self.stdout.write(wachtwoordzin(rol.gebruiker, adres))


def adres_van_de_site():
    """As far as the settings say where it is."""
    hosts = settings.ALLOWED_HOSTS if settings.PRODUCTIE else []
    adressen = [*settings.CSRF_TRUSTED_ORIGINS, *(f"https://{host}" for host in hosts), LOKAAL]
    return adressen[0]


def maak_rol(*, email, naam, rol, provincie, partij, **_):
    plek = zoek(Provincie.objects, "provincie", slug=provincie) if provincie else None
    namens = zoek(Partij.objects.filter(provincie=plek), "partij", naam=partij) if partij else None
    nieuw = Rol(gebruiker=zorg_voor(email, naam), provincie=plek, soort=rol, partij=namens)
    nieuw.full_clean()
    nieuw.save()
    return nieuw


def zoek(queryset, wat, **lookup):
    gevonden = list(queryset.filter(**lookup)[:2])
    waarde = " ".join(lookup.values())
    if not gevonden:
        raise CommandError(f"Er is geen {wat} '{waarde}'.")
    if len(gevonden) > 1:
        raise CommandError(f"Er is meer dan één {wat} '{waarde}'.")
    return gevonden[0]


def zorg_voor(email, naam):
    """Someone who works for another province already keeps account, name and password."""
    gebruiker = Gebruiker.objects.filter(email__iexact=email).first()
    if gebruiker is None:
        gebruiker = Gebruiker(email=email.lower(), naam=naam)
        gebruiker.set_unusable_password()
        gebruiker.full_clean()
        gebruiker.save()
    return gebruiker


def wachtwoordzin(gebruiker, adres):
    if gebruiker.has_usable_password():
        return "Dit account had al een wachtwoord; dat blijft gelden."
    return f"Wachtwoord kiezen: {adres.rstrip('/')}{wachtwoordpad(gebruiker)}"
