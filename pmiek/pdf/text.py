"""What must happen to any text before it is laid out: nothing hidden, nothing endless."""

import re
import unicodedata

ZERO_WIDTH_SPACE = "\u200b"
# our own fonts have no U+FFFD: it would silently embed a font of the machine
SUBSTITUTE = "\u25a1"
MAX_CHARACTERS = 20_000
MAX_LINES = 600
MAX_MARKS = 8

_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f"
    "\u202a-\u202e\u2066-\u2069"  # direction overrides: text that reads as something else
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufff9-\ufffd\ufffe\uffff"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)
    )
    + "]"
)
_INDENTATION = re.compile(r">[ \t]*\n\s*<")
_UNBROKEN = re.compile("[^ \n\t\u200b]{41,}")
_PIECE = re.compile(".{12}(?![\u200d\ufe00-\ufe0f\u0300-\u036f\u20d0-\u20ff]|$)")


def clean(text: str) -> str:
    """One kind of line break; what cannot be printed becomes a visible box, never nothing."""
    return _UNPRINTABLE.sub(SUBSTITUTE, _LINE_BREAK.sub("\n", text))


def without_indentation(html: str) -> str:
    """Between the tags of a template; each line end there costs a box that is thrown away."""
    return _INDENTATION.sub("><", html)


def breakable(text: str) -> str:
    """Let a line end after each 12 characters of a run longer than any word.

    Left unbroken, such a run costs minutes; with pieces wider than the narrowest column, one.
    """
    return _UNBROKEN.sub(_with_breaks, limit_marks(text))


def _with_breaks(run):
    return _PIECE.sub(rf"\g<0>{ZERO_WIDTH_SPACE}", run[0])


def limit_marks(text: str) -> str:
    if text.isascii():
        return text
    kept, run = [], 0
    for character in text:
        run = run + 1 if unicodedata.category(character).startswith("M") else 0
        if run <= MAX_MARKS:
            kept.append(character)
        elif run == MAX_MARKS + 1:
            kept.append(SUBSTITUTE)
    return "".join(kept)


def bounded(text: str) -> tuple[str, str]:
    """The part that fits in a document, and the sentence that says so ("" when all of it fits)."""
    lines = text.split("\n")
    shown = "\n".join(lines[:MAX_LINES])
    if len(shown) > MAX_CHARACTERS:
        return shown[:MAX_CHARACTERS], _shortened(len(text), "tekens", MAX_CHARACTERS)
    if len(lines) > MAX_LINES:
        return shown, _shortened(len(lines), "regels", MAX_LINES)
    return text, ""


def _shortened(total, unit, shown):
    return (
        f"Tekst ingekort in dit document: {_thousands(total)} {unit}, "
        f"hier de eerste {_thousands(shown)}. De volledige tekst staat op het scherm."
    )


def _thousands(number):
    return f"{number:,}".replace(",", ".")
