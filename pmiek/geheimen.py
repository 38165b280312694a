"""Secrets that do not stand readable in the database."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


def afdruk(sleutel):
    """What is stored of a link: enough to recognise it, too little to make it."""
    return hashlib.sha256(sleutel.encode()).hexdigest()


class Onleesbaar(Exception):
    """Encrypted under a key that is no longer known."""


def versleutel(tekst):
    return _sloten().encrypt(tekst.encode()).decode()


def ontsleutel(versleuteld):
    try:
        return _sloten().decrypt(versleuteld.encode()).decode()
    except InvalidToken as fout:
        raise Onleesbaar from fout


def _sloten():
    """The first one locks; the older ones only open what was locked before the key changed."""
    sleutels = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_afgeleid(sleutel)) for sleutel in sleutels])


def _afgeleid(sleutel):
    # a long random key needs no slow derivation; the label keeps it apart from its other uses
    afdruk = hashlib.sha256(b"pmiek.geheimen:" + sleutel.encode()).digest()
    return base64.urlsafe_b64encode(afdruk)
