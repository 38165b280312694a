"""`python -m tests.weerbaarheid [--database sqlite|postgresql] [ID …]`: one line per test.

Without `--database` both, each in a process of its own; the exit code is 1 when anything failed.
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile

DATABASES = ["sqlite", "postgresql"]
GRENS = 570  # seconds per database: together less than 20 minutes


def lees_opties():
    lezer = argparse.ArgumentParser(prog="python -m tests.weerbaarheid")
    lezer.add_argument("--database", choices=DATABASES)
    lezer.add_argument("ids", nargs="*", metavar="ID")
    return lezer.parse_args()


def beide(ids):
    """True when both went well; one that hangs is ended and counts as failed."""
    goed = True
    for database in DATABASES:
        opdracht = [sys.executable, "-m", "tests.weerbaarheid", "--database", database, *ids]
        proces = subprocess.Popen(opdracht)
        try:
            goed &= proces.wait(GRENS) == 0
        except subprocess.TimeoutExpired:
            proces.terminate()  # it clears away what it started
            proces.wait()
            print(f"* | {database} | niet klaar na {GRENS} s | alles | NIET GEHAALD", flush=True)
            goed = False
    return goed


def een_database(soort, ids):
    # an end from outside must clear away processes, databases and disks as well
    signal.signal(signal.SIGTERM, lambda *ontvangen: sys.exit(1))
    # settings are read once: the surroundings come first
    from tests.weerbaarheid.omgeving import Omgeving, zet_omgeving  # noqa: PLC0415

    with (
        tempfile.TemporaryDirectory(prefix="pmiek-weerbaarheid-") as map_,
        zet_omgeving(soort, map_),
        Omgeving(soort, map_) as omgeving,
    ):
        # models exist only after `django.setup()`
        from tests.weerbaarheid import register  # noqa: PLC0415

        goed = True
        for een in register.alle_proeven():
            if _hoort(een, soort, ids):
                uitslag = register.voer_uit(een, omgeving)
                print(uitslag, flush=True)
                goed &= uitslag.geslaagd
    return goed


def _hoort(een, soort, ids):
    if ids and een.id not in ids:
        return False
    return not een.eenmaal or soort == DATABASES[0]


def main():
    opties = lees_opties()
    os.environ.setdefault("TEST_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")
    goed = een_database(opties.database, opties.ids) if opties.database else beide(opties.ids)
    return 0 if goed else 1


if __name__ == "__main__":
    sys.exit(main())
