"""`python -m tests.weerbaarheid [--database sqlite|postgresql] [ID …]`: one line per test.

Without `--database` both, each in a process of its own and side by side, but for the tests that
measure time: those run when nothing else does. The exit code is 1 when anything failed.
"""

import argparse
import fcntl
import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager

DATABASES = ["sqlite", "postgresql"]
GRENS = 1170  # seconds for everything: less than 20 minutes


def lees_opties():
    lezer = argparse.ArgumentParser(prog="python -m tests.weerbaarheid")
    lezer.add_argument("--database", choices=DATABASES)
    lezer.add_argument("ids", nargs="*", metavar="ID")
    return lezer.parse_args()


def beide(ids):
    einde = time.monotonic() + GRENS
    opdracht = [sys.executable, "-m", "tests.weerbaarheid", "--database"]
    processen = {naam: subprocess.Popen([*opdracht, naam, *ids]) for naam in DATABASES}
    goed = [_goed(proces, naam, einde) for naam, proces in processen.items()]
    return all(goed)


def _goed(proces, database, einde):
    """One that hangs is ended and counts as failed."""
    try:
        return proces.wait(max(einde - time.monotonic(), 0)) == 0
    except subprocess.TimeoutExpired:
        proces.terminate()  # it clears away what it started
        proces.wait()
        print(f"* | {database} | niet klaar na {GRENS} s | alles | NIET GEHAALD", flush=True)
        return False


@contextmanager
def aan_de_beurt(wijze):
    """LOCK_SH beside what the other database does, LOCK_EX when it does nothing."""
    with open(__file__) as slot:
        fcntl.flock(slot, wijze)
        yield


def een_database(soort, ids):
    # an end from outside must clear away processes, databases and disks as well
    signal.signal(signal.SIGTERM, lambda *ontvangen: sys.exit(1))
    # a shell starts what runs in the background deaf to Ctrl+C, and so everything started from here
    signal.signal(signal.SIGINT, signal.default_int_handler)
    # settings are read once: the surroundings come first
    from tests.weerbaarheid.omgeving import Omgeving, zet_omgeving  # noqa: PLC0415

    with (
        tempfile.TemporaryDirectory(prefix="pmiek-weerbaarheid-") as map_,
        zet_omgeving(soort, map_),
        Omgeving(soort, map_) as omgeving,
    ):
        # models exist only after `django.setup()`
        from tests.weerbaarheid import register  # noqa: PLC0415

        proeven = [een for een in register.alle_proeven() if _hoort(een, soort, ids)]
        with aan_de_beurt(fcntl.LOCK_SH):
            goed = [register.meld(een, omgeving) for een in proeven if not een.rustig]
        with aan_de_beurt(fcntl.LOCK_EX):
            goed += [register.meld(een, omgeving) for een in proeven if een.rustig]
    return all(goed)


def _hoort(een, soort, ids):
    if ids and een.id not in ids:
        return False
    return not een.eenmaal or soort == DATABASES[0]


def main():
    opties = lees_opties()
    os.environ.setdefault("TEST_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")
    if opties.database:
        return 0 if een_database(opties.database, opties.ids) else 1
    return 0 if beide(opties.ids) else 1


if __name__ == "__main__":
    sys.exit(main())
