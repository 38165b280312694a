"""Documents are laid out in child processes that may not take the machine with them."""

import os
import resource
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from pmiek.garbage import collect_between, collect_now
from pmiek.pdf.engine import PdfFout, to_pdf, to_untagged_pdf, warm_up

PROCESSES = 2
NICE = 15
NICE_NOW = 5  # somebody waits: behind the pages, before the sets
FOLDER = "pmiek-pdf-"
AFGEBROKEN = (
    "Het maken is afgebroken: een document kost te veel tijd of geheugen. "
    "Kort de langste teksten in en probeer het opnieuw."
)
DRUK = "Er worden nu veel documenten tegelijk gemaakt. Probeer het over een minuut opnieuw."


@dataclass(frozen=True)
class Limits:
    """What one child may take: memory in all, time per document."""

    memory: int = 1536 * 1024**2
    cpu_seconds: int = 60
    wait_seconds: int = 180
    nice: int = NICE


LIMITS = Limits()
# somebody is waiting for this one, behind a proxy that waits a minute
LIMITS_NOW = Limits(cpu_seconds=25, wait_seconds=40, nice=NICE_NOW)
PATIENCE = 15  # seconds, of somebody who waits for another one
# documents per process: what a library leaves behind in memory stays within bounds
RENEW = 200


def _unheard(done, total):
    pass


def render_many(
    documents: Iterable[str], *, progress: Callable[[int, int], None] = _unheard
) -> list[bytes]:
    """The PDFs in the order of the HTML texts; `progress(done, total)` after each one.

    What is handed over first is laid out while the next text is still being made.
    """
    return _sets.run(to_pdf, documents, LIMITS, progress)


def render_one(html: str, *, background: bool = False) -> bytes:
    """One document, somebody waits for it unless told; PdfFout when it takes too much."""
    if background:
        (pdf,) = render_many([html])
    else:
        (pdf,) = _now.run(to_pdf, [html], LIMITS_NOW)
    return pdf


def render_untagged(html: str) -> bytes:
    """In a process that is there already, whatever it is there for."""
    (pdf,) = (_sets if _sets.submit else _now).run(to_untagged_pdf, [html], LIMITS)
    return pdf


class _Children:
    """Processes that stay: starting one costs half a second, a fiche in it a tenth."""

    def __init__(self, processes, patience):
        self.processes, self.patience = processes, patience
        self.busy, self.stack, self.made = threading.Lock(), ExitStack(), 0
        self.submit = None

    def run(self, make, documents, limits, progress=_unheard):
        # one set at a time: when a child dies, it is known whose document was the cause
        if not self.busy.acquire(timeout=self.patience):
            raise PdfFout(DRUK)
        try:
            submit = self._ready(limits)
            futures = [submit(make, html, limits) for html in documents]
            for done, future in enumerate(as_completed(futures), start=1):
                future.result()
                progress(done, len(futures))
            return [_collect(future) for future in futures]
        except BrokenProcessPool:
            self.close()
            raise PdfFout(AFGEBROKEN) from None
        except BaseException:
            # nobody collects what the others are still making
            self.close()
            raise
        finally:
            self.busy.release()

    def _ready(self, limits):
        if self.made > RENEW * self.processes:
            self.close()
        if self.submit is None:
            self.submit = self.stack.enter_context(_pool(self.processes, limits))
        return self._counted

    def _counted(self, *task):
        self.made += 1
        return self.submit(*task)

    def close(self):
        self.submit, self.made = None, 0
        self.stack.close()


@contextmanager
def _pool(processes, limits):
    """A function that hands a document to one of these children; see `_collect`."""
    # spawn: a forked child would inherit locks and connections of a web worker
    with (
        # a child that is left to itself may still be writing
        tempfile.TemporaryDirectory(
            prefix=f"{FOLDER}{os.getpid()}-", ignore_cleanup_errors=True
        ) as folder,
        ProcessPoolExecutor(processes, get_context("spawn"), _start, (folder, limits)) as pool,
    ):
        yield partial(_hand_over, pool, folder)
        pool.shutdown(wait=False, cancel_futures=True)


def _hand_over(pool, folder, make, html, limits):
    # in a file: where a child dies while a long text is in the pipe to the next one, the Python of
    # Debian 12 waits for ever (gh-94777)
    with tempfile.NamedTemporaryFile(dir=folder, suffix=".html", delete=False) as file:
        file.write(html.encode())
    return pool.submit(_make, make, file.name, limits)


def _collect(future) -> bytes:
    made = Path(future.result())
    pdf = made.read_bytes()
    made.unlink()
    return pdf


def folder_owner(path: Path) -> int:
    """The process that made this folder; the number says whether it may be removed."""
    number = path.name.removeprefix(FOLDER).partition("-")[0]
    return int(number) if number.isdecimal() else os.getpid()


def _start(folder, limits):
    """In the child: step aside for the pages, stay within limits, and parse the style once."""
    tempfile.tempdir = folder  # the parent removes the fonts unpacked here, whatever happens
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    os.nice(limits.nice)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    _allow_one_task(limits)
    warm_up()
    signal.alarm(0)
    collect_between()


def _end_with(parent):
    """A parent that was killed tells its children nothing; they would wait for ever."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def _make(make, name, limits):
    """The file of the PDF, beside that of the HTML, which is gone by then."""
    _allow_one_task(limits)
    source = Path(name)
    try:
        html = source.read_bytes().decode()
        source.unlink()
        made = source.with_suffix(".pdf")
        made.write_bytes(make(html))
        return str(made)
    except (MemoryError, SystemError):
        # at the limit the interpreter sometimes has no room left to say that it is out of memory
        raise PdfFout("Een document kost te veel geheugen en is niet gemaakt.") from None
    finally:
        signal.alarm(0)
        collect_now()


def _allow_one_task(limits):
    """The system ends a child that computes or waits too long; the parent then sees it at once."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime) + limits.cpu_seconds
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))
    signal.alarm(limits.wait_seconds)


_now = _Children(1, PATIENCE)
# in the background: a set waits for the one before it, however long that takes
_sets = _Children(PROCESSES, -1)
