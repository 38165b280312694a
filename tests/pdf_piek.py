"""What one document costs, measured where it is made. No Django: a child starts here."""

import time
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
