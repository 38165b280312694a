"""Make the pictures of the README from a running demo: `python -m tests.beelden.maak ADRES`.

Each carries a mark of the demo it shows, so that a test can say when the demo has moved on.
"""

import hashlib
import shutil
import sys
from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo
from playwright.sync_api import sync_playwright

MAP = Path(__file__).parent
DEMO = MAP.parents[1] / "fixtures" / "demo"
MERK = "Demo"
BEELDEN = {"start": "", "fiche": "projecten/2/"}
MAAT = {"width": 1280, "height": 1000}


def merk():
    """One word that changes with any file of the demo."""
    som = hashlib.sha256()
    for pad in sorted(DEMO.glob("*.json")):
        som.update(pad.name.encode() + pad.read_bytes())
    return som.hexdigest()[:16]


def maak(adres):
    programma = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=programma, args=["--no-sandbox"])
        page = browser.new_page(viewport=MAAT, locale="nl-NL")
        page.goto(f"{adres}/account/login/")
        page.fill("[name=login]", "redacteur@zuid-holland.example")
        page.fill("[name=password]", "energyboard-demo")
        page.get_by_role("button", name="Inloggen").click()
        page.wait_for_url("**/zuid-holland/")
        for naam, pad in BEELDEN.items():
            page.goto(f"{adres}/zuid-holland/{pad}", wait_until="networkidle")
            _bewaar(MAP / f"{naam}.png", page.screenshot)


def _bewaar(pad, neem):
    neem(path=pad)
    gegevens = PngInfo()
    gegevens.add_text(MERK, merk())
    with Image.open(pad) as beeld:
        beeld.load()
        beeld.save(pad, pnginfo=gegevens, optimize=True)


if __name__ == "__main__":
    maak(sys.argv[1].rstrip("/"))
