"""Other programs that make a PDF of the same HTML; None when one is not installed."""

import shutil
import subprocess
from functools import partial

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
    return partial(_maak, [pad, *opties], doel) if pad else None


def _maak(opdracht, doel):
    doel.unlink(missing_ok=True)
    subprocess.run(opdracht, check=True, capture_output=True, timeout=GEDULD)
    if not doel.exists():
        raise SystemExit(f"{opdracht[0]} heeft geen pdf gemaakt.")
