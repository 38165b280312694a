"""Documents kept by what is in them: the same text is never laid out twice."""

import contextlib
import functools
import hashlib
import logging
import os
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import timedelta
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

from pmiek.pdf import engine

logger = logging.getLogger(__name__)
HASH_SIZE = 32
ABANDONED = timedelta(minutes=2)


def key(*parts: str) -> str:
    """The name of a document with this text, this look and this WeasyPrint."""
    digest = hashlib.sha256(_look())
    for part in parts:
        content = part.encode("utf-8", "surrogatepass")
        digest.update(len(content).to_bytes(8, "big") + content)
    return digest.hexdigest()


def stored(key_parts: Iterable[str], make: Callable[[], bytes]) -> bytes:
    """The kept document, or the one `make` makes, which is then kept."""
    name = key(*key_parts)
    pdf = kept(name)
    if pdf is None:
        pdf = make()
        _keep_where_there_is_room(name, pdf)
    return pdf


def stored_many(
    texts: Iterable[str],
    make: Callable[..., list[bytes]],
    *,
    progress: Callable[[int, int], None],
) -> dict[str, bytes]:
    """The document of each text; `make` makes those that are not kept, while texts still come."""
    found, missing = {}, []

    def not_kept():
        for text in texts:
            if text not in found:
                found[text] = kept(key(text))
                if found[text] is None:
                    missing.append(text)
                    yield text

    def step(made, _):
        progress(len(found) - len(missing) + made, len(found))

    for text, pdf in zip(missing, make(not_kept(), progress=step), strict=True):
        _keep_where_there_is_room(key(text), pdf)
        found[text] = pdf
    return found


def _keep_where_there_is_room(name, pdf):
    try:
        keep(name, pdf)
    except OSError as error:
        # a full disk: whoever asks gets the document all the same
        logger.warning("document %s is niet bewaard: %s", name, error)


def is_kept(name: str) -> bool:
    return kept_size(name) is not None


def kept_size(name: str) -> int | None:
    """In bytes, for the text of a link; None when the document must still be made."""
    try:
        size = _path(name).stat().st_size - HASH_SIZE
    except FileNotFoundError:
        return None
    return size if size > 0 else None


def kept(name: str) -> bytes | None:
    """None as well for a file that is damaged: it is made again."""
    path = _path(name)
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    with contextlib.suppress(OSError):
        os.utime(path)  # in use: `prune` leaves it alone
    pdf, checksum = content[:-HASH_SIZE], content[-HASH_SIZE:]
    return pdf if pdf and hashlib.sha256(pdf).digest() == checksum else None


def keep(name: str, pdf: bytes) -> None:
    """A crash leaves the old file or the new one, never half a file."""
    path = _path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".tmp", delete=False) as file:
        try:
            file.write(pdf + hashlib.sha256(pdf).digest())
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            # on a full disk every byte counts
            os.unlink(file.name)
            raise
    os.replace(file.name, path)


def prune(older_than: timedelta = timedelta(days=30)) -> int:
    """Remove what nobody asked for since; returns the number of documents removed."""
    for path in _files("*.tmp", ABANDONED):
        path.unlink(missing_ok=True)
    old = _files("*.pdf", older_than)
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _files(pattern, older_than):
    limit = time.time() - older_than.total_seconds()
    return [path for path in _folder().glob(f"*/{pattern}") if path.stat().st_mtime < limit]


def _path(name):
    return _folder() / name[:2] / f"{name}.pdf"


def _folder():
    return Path(settings.DOCUMENT_MAP) / "fiches"


@functools.cache
def _look():
    digest = hashlib.sha256(f"weasyprint {version('weasyprint')}".encode())
    for path in (*engine.SOURCES, engine.STYLE_SHEET, *engine.own_fonts().values()):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.digest()
