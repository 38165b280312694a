"""How a figure is taken and printed.

The machine may be busy: what is compared is measured in turns, and the ratio is the median of the
ratios per turn, so that a busy moment meets both.
"""

import json
import time
from dataclasses import asdict, dataclass
from statistics import median

import psutil

TUSSENPOOS = 0.02


@dataclass(frozen=True)
class Meting:
    naam: str
    waarde: float
    eenheid: str
    vergelijk: float | None = None
    verhouding: float | None = None

    def __str__(self):
        return json.dumps(asdict(self), ensure_ascii=False)


def duur(doe):
    begin = time.perf_counter()
    doe()
    return time.perf_counter() - begin


def seconden(naam, doe, *, keer):
    return Meting(naam, _rond(median(duur(doe) for _ in range(keer))), "s")


def om_en_om(naam, doe, ander, *, keer):
    """`ander` is what it is compared with: other data or another program."""
    paren = [(duur(doe), duur(ander)) for _ in range(keer)]
    tijden, andere = zip(*paren, strict=True)
    return Meting(
        naam,
        _rond(median(tijden)),
        "s",
        _rond(median(andere)),
        _rond(median(tijd / ander_tijd for tijd, ander_tijd in paren)),
    )


def megabytes(proces):
    """Peak of a process and all its children together, until it ends.

    Sampled: `getrusage` knows only the largest child, and counts what a child shared with its
    parent before it became another program.
    """
    piek = 0
    while proces.poll() is None:
        piek = max(piek, _geheugen(proces.pid))
        time.sleep(TUSSENPOOS)
    return round(piek / 1024**2)


def _geheugen(pid):
    totaal = 0
    try:
        ouder = psutil.Process(pid)
        for proces in [ouder, *ouder.children(recursive=True)]:
            totaal += proces.memory_info().rss
    except psutil.NoSuchProcess:
        pass  # it ended between two looks
    return totaal


def _rond(getal):
    return float(f"{getal:.3g}")
