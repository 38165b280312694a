"""Backup and restore: one file with the database, the made documents and a manifest."""

from pmiek.reservekopie.archief import KopieFout
from pmiek.reservekopie.herstellen import controleer, herstel
from pmiek.reservekopie.maken import maak

__all__ = ["KopieFout", "controleer", "herstel", "maak"]
