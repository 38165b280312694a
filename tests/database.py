"""The migrations run once per round of tests; every process works on a copy of what came of it."""

import fcntl
from contextlib import contextmanager

from django.db import connection


@contextmanager
def eigen_database(map_, proces):
    """A copy for this process; `map_` is shared by the processes of the round."""
    creation, vooraf = connection.creation, connection.settings_dict["NAME"]
    bron, klaar = creation._get_test_db_name(), map_ / "klaar"
    with alleen(map_ / "slot"):
        is_maker = not klaar.exists()
        if is_maker:
            creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
            klaar.touch()
        kies(bron)
        creation.clone_test_db(proces, verbosity=0)
    kies(creation.get_test_db_clone_settings(proces)["NAME"])
    try:
        yield
    finally:
        kies(bron)
        creation.destroy_test_db(verbosity=0, suffix=proces)
        if is_maker:
            # one that comes after this makes it again
            with alleen(map_ / "slot"):
                klaar.unlink()
                creation.destroy_test_db(verbosity=0)
        kies(vooraf)


@contextmanager
def alleen(slot):
    """One process at a time."""
    with slot.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def kies(naam):
    """Work on this database from now on, in every thread."""
    connection.close()
    connection.settings_dict["NAME"] = naam
