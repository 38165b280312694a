from pmiek.models import Gebruiker, Provincie, Rol
from pmiek.referentie import lees_feiten

WACHTWOORD = "energyboard-demo"


def laad_accounts():
    """Make the accounts that are not there; give back the addresses of all of them."""
    feiten = lees_feiten("demo/accounts")
    adressen = [feit["email"] for feit in feiten]
    bestaand = Gebruiker.objects.filter(email__in=adressen).values_list("email", flat=True)
    for feit in feiten:
        if feit["email"] not in bestaand:
            _maak_account(feit)
    return adressen


def _maak_account(feit):
    gebruiker = Gebruiker.objects.create_user(feit["email"], WACHTWOORD, naam=feit["naam"])
    for rol in feit["rollen"]:
        provincie = Provincie.objects.filter(slug=rol.get("provincie", "")).first()
        partij = provincie.partijen.get(naam=rol["partij"]) if "partij" in rol else None
        Rol(gebruiker=gebruiker, provincie=provincie, soort=rol["soort"], partij=partij).save()
