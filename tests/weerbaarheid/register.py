"""The tests of `make weerbaarheid`: a module `proeven_*.py` adds its own with `@proef`.

A test is a function that takes the surroundings (`omgeving.Omgeving`) and returns
(figure in words, whether it passed); an exception is a failure.
"""

import importlib
import pkgutil
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass

import tests.weerbaarheid
from pmiek.enums import Kanaal
from pmiek.history import acting_as


@dataclass(frozen=True)
class Proef:
    id: str
    norm: str
    doe: Callable
    # True for what says nothing about the database: it runs once
    eenmaal: bool
    # True for what measures time: nothing else runs meanwhile
    rustig: bool


@dataclass(frozen=True)
class Uitslag:
    id: str
    database: str
    cijfer: str
    norm: str
    geslaagd: bool
    seconden: float

    def __str__(self):
        oordeel = "gehaald" if self.geslaagd else "NIET GEHAALD"
        tijd = f"{self.seconden:.0f} s"
        return " | ".join([self.id, self.database, self.cijfer, self.norm, oordeel, tijd])


PROEVEN: list[Proef] = []


def proef(id_, norm, *, eenmaal=False, rustig=False):
    def voeg_toe(doe):
        PROEVEN.append(Proef(id_, norm, doe, eenmaal, rustig))
        return doe

    return voeg_toe


def alle_proeven():
    """In the order of the modules and, in a module, of the file."""
    for module in pkgutil.iter_modules(tests.weerbaarheid.__path__):
        if module.name.startswith("proeven_"):
            importlib.import_module(f"tests.weerbaarheid.{module.name}")
    return list(PROEVEN)


def voer_uit(een, omgeving):
    begin = time.monotonic()
    try:
        with acting_as(None, Kanaal.OPDRACHT):
            cijfer, geslaagd = een.doe(omgeving)
    except Exception as fout:
        # what cannot run has not been shown
        traceback.print_exc(limit=-3, chain=False)
        regels = str(fout).strip().splitlines() or [""]
        cijfer, geslaagd = f"{type(fout).__name__}: {regels[0][:120]}", False
    duur = time.monotonic() - begin
    database = "beide" if een.eenmaal else omgeving.soort
    return Uitslag(een.id, database, cijfer, een.norm, bool(geslaagd), duur)


def meld(een, omgeving):
    """Its line; whether it passed."""
    uitslag = voer_uit(een, omgeving)
    print(uitslag, flush=True)
    return uitslag.geslaagd
