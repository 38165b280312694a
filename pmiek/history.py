"""Who changed what: captured in `save` and `delete`, the lowest layer that knows the old value.

A library was weighed: django-simple-history 3.13 keeps whole copies of rows and stays silent on
`update`, `bulk_create` and many-to-many rows; what is promised here is a change per field, in
words, for child rows too, and a refusal of every path that would bypass it.
"""

import contextlib
import dataclasses
import datetime
import uuid
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from pmiek import batch
from pmiek.beveiligingslog import meld
from pmiek.enums import Kanaal, Wijzigingsoort
from pmiek.wijziging import Wijziging
from pmiek.words import field_text, plain


@dataclass(frozen=True)
class Actor:
    gebruiker: Any
    kanaal: Kanaal
    handeling: uuid.UUID = field(default_factory=uuid.uuid4)
    draait_terug: uuid.UUID | None = None
    # the file that values come from, and the cell of each field or of each "model.field"
    bron: str = ""
    cellen: dict = field(default_factory=dict)
    moment: datetime.datetime | None = None  # the day that an example tells about

    def citation(self, f):
        if not self.bron:
            return {}
        cel = self.cellen.get(f"{f.model._meta.model_name}.{f.name}") or self.cellen.get(f.name)
        return {"bron": self.bron} | ({"cel": cel} if cel else {})


_actor: ContextVar[Actor] = ContextVar("actor")


@contextlib.contextmanager
def acting_as(gebruiker, kanaal=Kanaal.SCHERM, *, moment=None):
    """Name who acts; every write of a domain object outside this context is an error."""
    token = _actor.set(Actor(gebruiker, kanaal, moment=moment))
    try:
        yield
    finally:
        _actor.reset(token)


def huidige_handeling():
    """What is written now, and by this request later, is found again under this id."""
    return _actor.get().handeling


@contextlib.contextmanager
def undoing(handeling):
    """Write as an act of its own that says which one it reverts."""
    actor = dataclasses.replace(_actor.get(), handeling=uuid.uuid4(), draait_terug=handeling)
    token = _actor.set(actor)
    try:
        yield actor.handeling
    finally:
        _actor.reset(token)


def is_undoing():
    """Whether rows are being put back: what a write brings along comes back by itself."""
    return _actor.get().draait_terug is not None


@contextlib.contextmanager
def citing(bron, cellen):
    """Name the file, and the cell of each field, that the values written here come from."""
    token = _actor.set(dataclasses.replace(_actor.get(), bron=bron, cellen=cellen))
    try:
        yield
    finally:
        _actor.reset(token)


class Verouderd(Exception):
    """The row was changed or removed since it was read; nothing has been written."""

    def __init__(self, instance):
        super().__init__(f"{instance._meta.verbose_name} {instance.pk} is intussen gewijzigd.")


class Geweigerd(Exception):
    """The object itself does not allow this write now; its text says why, in Dutch."""


class TrackedQuerySet(models.QuerySet):
    """Refuses bulk operations: they bypass `save()` and with it the history."""

    def _refuse(self, *args, **kwargs):
        raise NotImplementedError("Bewerk objecten één voor één, anders ontbreekt de historie.")

    update = delete = bulk_create = bulk_update = _raw_delete = _refuse


class TrackedModel(models.Model):
    """History per field, and a version that only the reader of the newest row may raise."""

    versie = models.PositiveIntegerField(default=1, editable=False)
    gewijzigd_op = models.DateTimeField("laatst gewijzigd", auto_now=True, editable=False)

    objects = TrackedQuerySet.as_manager()
    zonder_historie = frozenset()
    # written by the model itself, yet part of what must be found again
    ook_in_historie = frozenset()
    _read_version = None

    class Meta:
        abstract = True
        base_manager_name = "objects"

    @property
    def historie_onderwerp(self):
        """The object under which this row's changes are read; a child row names its parent."""
        return self

    @property
    def historie_naam(self):
        """What this row is called under its onderwerp."""
        return str(self)

    @property
    def historie_provincie_id(self):
        return self.historie_onderwerp.provincie_id

    @staticmethod
    def historie_zinnen(velden):
        """Sentences for changes that have a name of their own, as {(field, …): sentence}."""
        return {}

    def save(self, *args, update_fields=None, **kwargs):
        if update_fields is not None and self.zonder_historie.issuperset(update_fields):
            super().save(*args, update_fields=update_fields, **kwargs)
            return
        with batch.whole():
            self._save_tracked(*args, **kwargs)

    def _save_tracked(self, *args, **kwargs):
        nieuw = self._state.adding
        before = {} if nieuw else self._stored_values()
        if not nieuw and before == self._own_values():
            self._save_untracked()
            return
        # before the row: whoever holds rows and waits for the history could wait for ever
        batch.hold(self.historie_provincie_id)
        self._raise_version(nieuw, *args, **kwargs)
        soort = Wijzigingsoort.AANGEMAAKT if nieuw else Wijzigingsoort.GEWIJZIGD
        self._record(soort, before, self._own_values())

    def _save_untracked(self):
        """What has no history (a password) is written without a new version."""
        if self.zonder_historie:
            super().save(update_fields=self.zonder_historie)

    def _raise_version(self, nieuw, *args, **kwargs):
        self._read_version = self.versie
        self.versie += not nieuw
        try:
            super().save(*args, **kwargs)
        except BaseException:
            self.versie = self._read_version
            raise
        finally:
            self._read_version = None

    def _do_update(self, base_qs, *args):
        if self._read_version is None:
            return super()._do_update(base_qs, *args)
        # the conditional update: exactly one of many writers with the same base version wins
        updated = super()._do_update(base_qs.filter(versie=self._read_version), *args)
        if not updated:
            raise Verouderd(self)
        return updated

    def delete(self, *args, **kwargs):
        with batch.whole():
            # before the row, as in `save`
            batch.hold(self.historie_provincie_id)
            # locked: what a colleague saves at this moment is not thrown away unseen
            row = self._found(batch.preloaded(self) or self._rows().select_for_update().first())
            if row["versie"] != self.versie:
                raise Verouderd(self)
            self._record(Wijzigingsoort.VERWIJDERD, self._prepared(row), {})
            return batch.remove(self, partial(super().delete, *args, **kwargs))

    @classmethod
    def tracked_fields(cls):
        return [
            f
            for f in cls._meta.concrete_fields
            if (f.editable or f.name in cls.ook_in_historie)
            and not f.primary_key
            and f.name not in cls.zonder_historie
        ]

    @classmethod
    def stored_rows(cls, pks):
        """The values of these rows, as the history compares them, by their number."""
        names = ["pk", "versie", *(f.attname for f in cls.tracked_fields())]
        return cls._base_manager.filter(pk__in=pks).order_by().values(*names)

    def _rows(self):
        return self.stored_rows([self.pk])

    def _found(self, row):
        if row is None:
            raise Verouderd(self)
        return row

    def _stored_values(self):
        return self._prepared(self._found(batch.preloaded(self) or self._rows().first()))

    def _prepared(self, row):
        return {f.attname: f.get_prep_value(row[f.attname]) for f in self.tracked_fields()}

    def _own_values(self):
        return {
            f.attname: f.get_prep_value(f.to_python(getattr(self, f.attname)))
            for f in self.tracked_fields()
        }

    def _record(self, soort, before, after):
        return self.record(soort, self._changes(before, after))

    def record(self, soort, velden):
        """Write one line of history about this row, by whoever acts now."""
        onderwerp, actor = self.historie_onderwerp, _actor.get()
        gebruiker = actor.gebruiker if getattr(actor.gebruiker, "pk", None) else None
        wijziging = Wijziging(
            soort=soort,
            door_id=gebruiker and gebruiker.pk,
            door_naam=str(gebruiker) if gebruiker else actor.kanaal.label,
            kanaal=actor.kanaal,
            handeling=actor.handeling,
            draait_terug=actor.draait_terug,
            provincie_id=self.historie_provincie_id,
            soort_object=ContentType.objects.get_for_model(self),
            object_id=self.pk,
            naam=self.historie_naam[:300],
            onderwerp_soort=ContentType.objects.get_for_model(onderwerp),
            onderwerp_id=onderwerp.pk,
            velden=velden,
            **({"wanneer": actor.moment} if actor.moment else {}),
        )
        batch.know(self)
        batch.keep(wijziging)
        return wijziging

    def _changes(self, before, after):
        return {
            f.name: {
                # PostgreSQL keeps the keys of a JSON object in an order of its own
                "plaats": plaats,
                "label": str(f.verbose_name),
                "oud": plain(before.get(f.attname)),
                "nieuw": plain(after.get(f.attname)),
                "oud_tekst": field_text(f, before.get(f.attname)),
                "nieuw_tekst": field_text(f, after.get(f.attname)),
            }
            | ({} if f.editable else {"stil": True})
            | _actor.get().citation(f)
            for plaats, f in enumerate(self.tracked_fields())
            if before.get(f.attname) != after.get(f.attname)
        }


def record_refused(instance, texts):
    """Keep what somebody typed and gave up for a colleague's version, as (label, text) pairs."""
    velden = {
        label: {
            "plaats": plaats,
            "label": label,
            "oud": tekst,
            "nieuw": None,
            "oud_tekst": tekst,
            "nieuw_tekst": "",
        }
        for plaats, (label, tekst) in enumerate(texts)
    }
    instance.record(Wijzigingsoort.AFGEWEZEN, velden)


def meld_wijziging(wat):
    """A change of rights, for the security log: when it is really stored."""
    wie = _actor.get().gebruiker
    transaction.on_commit(lambda: meld("rechten wijzigen", wie=wie, object=wat))
