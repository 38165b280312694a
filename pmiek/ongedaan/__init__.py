"""Undo: every change of one request reverted at once, for thirty days, as history of its own."""

from pmiek.ongedaan.melden import meld_met_ongedaan
from pmiek.ongedaan.recht import mag_ongedaan_maken, weigering
from pmiek.ongedaan.terugdraaien import draai_terug, maak_plan

__all__ = [
    "draai_terug",
    "maak_plan",
    "mag_ongedaan_maken",
    "meld_met_ongedaan",
    "weigering",
]
