"""Values as the history keeps them: as data, and in words that stay as they were."""

import datetime
import decimal
import uuid

from django.utils import formats

from pmiek import batch


def plain(value):
    if isinstance(value, datetime.date | decimal.Decimal | uuid.UUID):
        return str(value)
    return value


def field_text(f, value):
    """A value in words, as it will stand in the history for ever."""
    if value is None or value == "":
        return ""
    if f.choices:
        return str(dict(f.flatchoices).get(value, value))
    if f.remote_field:
        return batch.once((f.related_model, value), lambda: _in_words(f.related_model, value))
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, datetime.date):
        return formats.date_format(value, "SHORT_DATE_FORMAT")
    return str(value)


def _in_words(model, pk):
    return str(model._base_manager.filter(pk=pk).first() or "")
