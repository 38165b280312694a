"""Many documents at once, in child processes that may not take the machine with them."""

import os
import resource
import signal
import tempfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context

from pmiek.pdf.engine import PdfFout, to_pdf, warm_up

PROCESSES = 2
WORTH_A_PROCESS = 3
NICE = 15


@dataclass(frozen=True)
class Limits:
    """What one child may take: memory in all, time per document."""

    memory: int = 1536 * 1024**2
    cpu_seconds: int = 60
    wait_seconds: int = 180


LIMITS = Limits()


def render_many(
    documents: list[str], *, progress: Callable[[int, int], None] = lambda done, total: None
) -> list[bytes]:
    """The PDFs in the order of the HTML texts; `progress(done, total)` after each one."""
    if len(documents) < WORTH_A_PROCESS:
        return _in_this_process(documents, progress)
    try:
        return _in_children(documents, progress)
    except BrokenProcessPool:
        raise PdfFout(
            "Het maken van de documenten is afgebroken: een document kost te veel tijd of "
            "geheugen. Kort de langste teksten in en probeer het opnieuw."
        ) from None


def _in_this_process(documents, progress):
    results = []
    for html in documents:
        results.append(to_pdf(html))
        progress(len(results), len(documents))
    return results


def _in_children(documents, progress):
    # spawn: a forked child would inherit locks and connections of a web worker
    with (
        tempfile.TemporaryDirectory(prefix="pmiek-pdf-") as folder,
        ProcessPoolExecutor(PROCESSES, get_context("spawn"), _start, (folder, LIMITS)) as pool,
    ):
        futures = [pool.submit(_make, html, LIMITS) for html in documents]
        try:
            for done, future in enumerate(as_completed(futures), start=1):
                future.result()
                progress(done, len(documents))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
        return [future.result() for future in futures]


def _start(folder, limits):
    """In the child: be the least important process, within limits, and parse the style once."""
    tempfile.tempdir = folder  # the parent removes the fonts unpacked here, whatever happens
    os.nice(NICE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    _allow_one_task(limits)
    warm_up()


def _make(html, limits):
    _allow_one_task(limits)
    try:
        return to_pdf(html)
    except MemoryError:
        raise PdfFout("Een document kost te veel geheugen en is niet gemaakt.") from None


def _allow_one_task(limits):
    """The system ends a child that computes or waits too long; the parent then sees it at once."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime) + limits.cpu_seconds
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))
    signal.alarm(limits.wait_seconds)
