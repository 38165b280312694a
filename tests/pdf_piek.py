"""What one document costs, measured where it is made. No Django: a child starts here."""

import time
from pathlib import Path

from pmiek.pdf.engine import to_pdf


def maak_pdf(html):
    """(bytes, seconds, megabytes at the worst moment)."""
    begin = time.perf_counter()
    grootte = len(to_pdf(html))
    duur = time.perf_counter() - begin
    stand = Path("/proc/self/status").read_text().splitlines()
    (piek,) = [regel for regel in stand if regel.startswith("VmHWM")]
    return grootte, duur, int(piek.split()[1]) // 1024
