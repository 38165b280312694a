"""Reading files from outside: a workbook or csv becomes plain cells, or one Dutch sentence."""

from pmiek.importing.cells import Cell, Kind, Sheet, Unreadable
from pmiek.importing.preflight import cannot_open, kind_of, unpacked_size
from pmiek.importing.properties import read_properties
from pmiek.importing.reader import read_file

__all__ = [
    "Cell",
    "Kind",
    "Sheet",
    "Unreadable",
    "cannot_open",
    "kind_of",
    "read_file",
    "read_properties",
    "unpacked_size",
]
