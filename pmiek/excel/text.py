"""What may stand in a cell: nothing that runs, nothing cut unseen, nothing that breaks the file."""

import datetime
import re

from django.utils import timezone

CELL_LIMIT = 32_767  # of Excel, counted in UTF-16 units
TITLE_LIMIT = 31
SHORTENED = "… [ingekort: {} tekens, volledige tekst op het scherm]"
REPLACEMENT = "\ufffd"

_illegal = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_escape = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_line_end = re.compile("\r\n?")
_title_illegal = re.compile(r"[/:\[\]*?\\\x00-\x1f]")
# what becomes a formula, a number or an error as soon as someone edits the cell
_rereads = ("=", "+", "-", "@", "#", "\t")


def safe_value(value):
    """A value as it can be written: text guarded, time without zone, empty as no value."""
    if isinstance(value, str):
        return safe_text(value) or None
    if isinstance(value, datetime.datetime) and timezone.is_aware(value):
        value = timezone.make_naive(value)
    if isinstance(value, datetime.date) and value.year < 1900:
        return f"{value:%d-%m-}{value.year:04}"  # Excel counts from 1900
    return value


def safe_text(text):
    return _shorten(_illegal.sub(REPLACEMENT, _line_end.sub("\n", text)))


def rereads(value):
    """Whether a spreadsheet would take this text for something else when it is typed again."""
    return isinstance(value, str) and value.startswith(_rereads)


def escaped(text):
    """A text as the file must have it: '_x0041_' written as such would be read as 'A'."""
    return _escape.sub("_x005F_", text)


def sheet_title(title):
    """A title that Excel accepts: at most 31 characters, without / : [ ] * ? and backslash."""
    title = _illegal.sub("", _title_illegal.sub(" ", title)).strip(" '")
    return " ".join(title.split())[:TITLE_LIMIT].strip(" '") or "Blad"


def _shorten(text):
    units = _units(text)
    if units <= CELL_LIMIT:
        return text
    mark = SHORTENED.format(f"{len(text):,}".replace(",", "."))
    room = (CELL_LIMIT - _units(mark)) * 2
    return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + mark


def _units(text):
    return len(text.encode("utf-16-le")) // 2
