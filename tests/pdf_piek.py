"""What one document costs, measured where it is made. No Django: a child starts here."""

import time
import weakref
from pathlib import Path

from pmiek.pdf.engine import to_pdf


def maak_pdf(html):
    """(bytes, seconds of computing, megabytes at the worst moment)."""
    begin = time.process_time()
    grootte = len(to_pdf(html))
    duur = time.process_time() - begin
    stand = Path("/proc/self/status").read_text().splitlines()
    (piek,) = [regel for regel in stand if regel.startswith("VmHWM")]
    return grootte, duur, int(piek.split()[1]) // 1024


class Kring:
    """Holds itself: only a search for such objects removes it."""

    def __init__(self):
        self.zelf = self


_gemaakt = []


def maak_kring(html):
    _gemaakt.append(weakref.ref(Kring()))
    return html.encode()


def kringen_over(_html):
    return str(sum(kring() is not None for kring in _gemaakt)).encode()
