"""Lines of the history that are stored together: many rows in one act, a few statements.

Who, when, field, old and new are noted line by line as ever; the place in the chain and the seal
come when the lines are written, in the order in which they were noted. Nothing of it is stored
unless all of it is.
"""

import contextlib
from contextvars import ContextVar

from django.db import router, transaction
from django.db.models.deletion import Collector

from pmiek.keten import Keten
from pmiek.wijziging import Wijziging

# so many wait in memory
MOST = 500
_open: ContextVar["Batch | None"] = ContextVar("batch", default=None)


class Batch:
    def __init__(self):
        self.lines, self.followers = [], []
        # the chains that are held until the transaction ends, per province
        self.chains = {}
        # (model, pk): the values that are stored, and what was asked about an object
        self.stored, self.found = {}, {}
        # rows whose removal was noted, where they go together; None where each goes at once
        self.leaving = None

    def chain(self, provincie_id):
        if provincie_id not in self.chains:
            self.chains[provincie_id] = Keten.objects.vasthouden(provincie_id)
        return self.chains[provincie_id]

    def keep(self, line):
        self.lines.append(line)
        if len(self.lines) >= MOST:
            self.write()

    def write(self):
        lines, self.lines = self.lines, []
        for provincie_id in dict.fromkeys(line.provincie_id for line in lines):
            of_one = [line for line in lines if line.provincie_id == provincie_id]
            self.chain(provincie_id).verzegel(of_one)
        Wijziging.objects.bulk_create(lines)
        followers, self.followers = self.followers, []
        for follow in followers:
            follow()


@contextlib.contextmanager
def batching():
    """Store what is written here as one batch; only inside a transaction that all of it is in."""
    batch = Batch()
    token = _open.set(batch)
    try:
        yield batch
        batch.write()
    finally:
        _open.reset(token)


def current():
    return _open.get()


def whole():
    """A transaction; in a batch, which is one as a whole, a row has no savepoint of its own."""
    return transaction.atomic(savepoint=current() is None)


def keep(line):
    """Store a line of the history, now or with the batch that is open."""
    batch = current()
    if batch is None:
        line.save()
    else:
        batch.keep(line)


def after_lines(follow):
    """Do what needs a line of the history to be stored, when it is."""
    batch = current()
    if batch is None or not batch.lines:
        follow()
    else:
        batch.followers.append(follow)


@contextlib.contextmanager
def leaving_together():
    """Rows that are deleted here go together at the end, or when `take_away` is called."""
    batch = current()
    batch.leaving = {}
    try:
        yield
        take_away()
    finally:
        batch.leaving = None


def remove(instance, delete):
    """Delete this row, of which the removal was noted: now, or together with others."""
    batch = current()
    if batch is None or batch.leaving is None:
        return delete()
    batch.leaving.setdefault(type(instance), []).append(instance)
    return None


def take_away():
    """Delete what waits for it, rows before what they hang under."""
    batch = current()
    leaving, batch.leaving = batch.leaving, {}
    for model in sorted(leaving, key=registered_at, reverse=True):
        collector = Collector(using=router.db_for_write(model))
        collector.collect(leaving[model])
        collector.delete()


def registered_at(model):
    """Where it stands among all models: parents are registered before their rows."""
    return list(model._meta.apps.get_models()).index(model)


def is_leaving(model):
    return model in current().leaving


def hold(provincie_id):
    """The chain of this province; a batch that has it need not ask again."""
    batch = current()
    return Keten.objects.vasthouden(provincie_id) if batch is None else batch.chain(provincie_id)


def preload(model, pks):
    """Read the stored values of rows that are about to be written; hold the chain before."""
    rows = model.stored_rows(pks)
    current().stored |= {(model, row.pop("pk")): row for row in rows.iterator()}


def preloaded(instance):
    """What `preload` read of this row, once: after that it has been written."""
    batch = current()
    return batch and batch.stored.pop((type(instance), instance.pk), None)


def once(key, find):
    """What `find` gives; a batch, in which nobody else writes, asks once."""
    batch = current()
    if batch is None:
        return find()
    if key not in batch.found:
        batch.found[key] = find()
    return batch.found[key]


def know(instance):
    """It has been written: a line that names it need not ask what it is called."""
    batch = current()
    if batch is not None:
        batch.found[type(instance), instance.pk] = str(instance)
