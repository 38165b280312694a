"""Undo: every change of one request reverted at once, for thirty days, as history of its own."""

from pmiek.ongedaan.melden import meld_met_ongedaan, ongedaan_url
from pmiek.ongedaan.recht import al_ongedaan, mag_ongedaan_maken, wat_is_ongedaan, weigering
from pmiek.ongedaan.terugdraaien import draai_terug, maak_plan
from pmiek.ongedaan.verloop import lees_stappen

__all__ = [
    "al_ongedaan",
    "draai_terug",
    "lees_stappen",
    "maak_plan",
    "mag_ongedaan_maken",
    "meld_met_ongedaan",
    "ongedaan_url",
    "wat_is_ongedaan",
    "weigering",
]
