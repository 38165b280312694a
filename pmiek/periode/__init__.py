"""Periode: what people write about time, kept to the letter, with dates beside it."""

from pmiek.periode.aftellen import aftelling
from pmiek.periode.fields import PeriodeField
from pmiek.periode.forms import PeriodeFormField, PeriodeInput
from pmiek.periode.lezen import is_verschoven, lees_periode
from pmiek.periode.queries import binnen_q, periode_volgorde, verlopen_q
from pmiek.periode.waarde import Periode, Precisie

__all__ = [
    "Periode",
    "PeriodeField",
    "PeriodeFormField",
    "PeriodeInput",
    "Precisie",
    "aftelling",
    "binnen_q",
    "is_verschoven",
    "lees_periode",
    "periode_volgorde",
    "verlopen_q",
]
