"""What the pages about getting in need."""

from allauth.mfa.models import Authenticator

from pmiek.enums import Rolsoort
from tests.bouwers import maak_gebruiker, maak_rol, maak_uitnodiging
from tests.browser.gegevens import WACHTWOORD

# made by a browser with a virtual device, for http://localhost; it opens nothing
VOORBEELDSLEUTEL = {
    "type": "public-key",
    "id": "iY8tDT6GuFBEuQ01M2HLc5tuJp9Bi-v3WzIMJLA1ewA",
    "rawId": "iY8tDT6GuFBEuQ01M2HLc5tuJp9Bi-v3WzIMJLA1ewA",
    "response": {
        "clientDataJSON": (
            "eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIiwiY2hhbGxlbmdlIjoiaXlRSU1IcjZvVnhHdjhYUmVtRF"
            "pSR0MwWHU3STZMZ1FrSnE5Rjg5N2hYYyIsIm9yaWdpbiI6Imh0dHA6Ly9sb2NhbGhvc3Q6Mzk1MDki"
            "LCJjcm9zc09yaWdpbiI6ZmFsc2V9"
        ),
        "attestationObject": (
            "o2NmbXRkbm9uZWdhdHRTdG10oGhhdXRoRGF0YVikSZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuo"
            "Mdl2NFAAAAAQECAwQFBgcIAQIDBAUGBwgAIImPLQ0-hrhQRLkNNTNhy3ObbiafQYvr91syDCSwNXsA"
            "pQECAyYgASFYID82JJAuLFkApQtk4YZkd4qAKbjLM3Tt6A5ZmbIr5pHFIlgghaLXTRltlGVCa9fTO7"
            "ibeSPIImvR43fJh0cpITPj7LQ"
        ),
    },
    "clientExtensionResults": {"credProps": {"rk": True}},
}


def maak_toegang(lijst):
    namens = maak_gebruiker(naam="P. Partij")
    partij = lijst.partijen[0]
    return {
        "partijrol": maak_rol(namens, lijst.provincie, Rolsoort.PARTIJ, partij=partij),
        "passkey": Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN),
    }


def maak_link(lijst):
    """The key of an invitation that is waiting; another one was withdrawn."""
    ander, _ = maak_uitnodiging(lijst.partijen[0], projecten=[lijst.projecten["2"]])
    ander.trek_in()
    _, sleutel = maak_uitnodiging(lijst.partijen[0])
    return sleutel


def maak_sleutelbezitter(lijst):
    gebruiker = maak_gebruiker(naam="S. Sleutel", password=WACHTWOORD)
    maak_rol(gebruiker, lijst.provincie, Rolsoort.LEZER)
    gegevens = {"name": "Werklaptop", "credential": VOORBEELDSLEUTEL}
    Authenticator.objects.create(user=gebruiker, type=Authenticator.Type.WEBAUTHN, data=gegevens)
    return gebruiker
