"""How a figure is taken and printed.

The machine may be busy: what is compared is measured in turns, and the ratio is the median of the
ratios per turn, so that a busy moment meets both.
"""

import json
import time
from dataclasses import asdict, dataclass
from statistics import median

import psutil

QUERYS = "query's"
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


def rond(getal):
    return float(f"{getal:.3g}")


def duur(doe):
    begin = time.perf_counter()
    doe()
    return time.perf_counter() - begin


def om_en_om(naam, meet, ander, *, keer):
    """Two functions that return seconds; the second is what the first is compared with."""
    paren = [(meet(), ander()) for _ in range(keer)]
    tijden, andere = zip(*paren, strict=True)
    verhouding = median(tijd / andere_tijd for tijd, andere_tijd in paren)
    return Meting(naam, rond(median(tijden)), "s", rond(median(andere)), rond(verhouding))


def mediaan(naam, meet, *, keer):
    return Meting(naam, rond(median(meet() for _ in range(keer))), "s")


def piek(proces):
    """Megabytes in use by a process and all its children together, at the worst moment.

    Watched from outside: `getrusage` knows the largest child only, and counts what a child shared
    with its parent before it became another program.
    """
    hoogste = 0
    while proces.poll() is None:
        hoogste = max(hoogste, _geheugen(proces.pid))
        time.sleep(TUSSENPOOS)
    return round(hoogste / 1024**2)


def _geheugen(pid):
    try:
        ouder = psutil.Process(pid)
        return sum(een.memory_info().rss for een in [ouder, *ouder.children(recursive=True)])
    except psutil.NoSuchProcess:
        return 0  # one of them ended while we looked
