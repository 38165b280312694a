import contextlib
from contextvars import ContextVar

from monitoring.models.ronde import Monitoringronde
from pmiek import batch
from pmiek.history import Geweigerd

_correctie: ContextVar[bool] = ContextVar("correctie", default=False)


class RondeGesloten(Geweigerd):
    """The round was closed: what belongs to it changes only by a correction that says why."""

    def __init__(self, ronde):
        super().__init__(f"De ronde {ronde} is gesloten. Maak een correctie.")


@contextlib.contextmanager
def corrigerend():
    """The only way to write what belongs to a closed round; the correction itself says why."""
    token = _correctie.set(True)
    try:
        yield
    finally:
        _correctie.reset(token)


def weiger_in_gesloten_ronde(ronde_id, provincie_id):
    # held from here on: closing waits for this save, or this save sees that the round is closed
    batch.hold(provincie_id)
    ronde = batch.once(
        (weiger_in_gesloten_ronde, ronde_id), lambda: Monitoringronde.objects.get(pk=ronde_id)
    )
    if not ronde.is_open and not _correctie.get():
        raise RondeGesloten(ronde)
