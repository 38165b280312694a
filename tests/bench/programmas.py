"""Other programs that make a PDF of the same HTML; None for one that is not there."""

import shutil
import subprocess
from functools import partial

from pmiek.pdf.pool import NICE

GEDULD = 300  # seconds


def chromium(html):
    doel = html.with_suffix(".chromium.pdf")
    return _programma(
        "chromium",
        [
            "--headless",
            "--no-sandbox",  # it reads one page of our own, and root cannot have a sandbox
            "--disable-gpu",
            "--no-pdf-header-footer",
            f"--user-data-dir={html.parent / 'chromium'}",
            f"--print-to-pdf={doel}",
            html.as_uri(),
        ],
        doel,
    )


def libreoffice(html):
    profiel = (html.parent / "libreoffice").as_uri()
    return _programma(
        "soffice",
        [
            "--headless",
            f"-env:UserInstallation={profiel}",
            "--convert-to",
            "pdf",
            "--outdir",
            str(html.parent),
            str(html),
        ],
        html.with_suffix(".pdf"),
    )


def _programma(naam, opties, doel):
    pad = shutil.which(naam)
    if pad is None:
        return None
    # as modest as our own children, or a busy machine decides who wins
    maak = partial(_maak, ["nice", "-n", str(NICE), pad, *opties], doel)
    return maak if maak() else None  # the first start makes a profile, and shows that it can


def _maak(opdracht, doel):
    doel.unlink(missing_ok=True)
    subprocess.run(opdracht, check=False, capture_output=True, timeout=GEDULD)
    return doel.exists()
