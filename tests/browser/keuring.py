"""What is wrong with the page in the browser, as sentences; nothing when it is right."""

import json
import re

from axe_playwright_python.base import AXE_SCRIPT

from tests.browser.gegevens import BREED, SMAL

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
AXE_OPTIONS = {
    "runOnly": {"type": "tag", "values": TAGS},
    "resultTypes": ["violations"],
}
# as an init script: kept by the browser instead of sent to it for every page
AXE_KLAAR = f"window.laadAxe = () => {{ {AXE_SCRIPT} }}"
# what it looked at without a finding is ten times as much
AXE = f"axe.run({json.dumps(AXE_OPTIONS)}).then(gevonden => gevonden.violations)"
TITEL = re.compile(r"(Fout: )?\S.* - Energyboard( Zuid-Holland)?")
HEADINGS = """() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
    .map(heading => Number(heading.tagName[1]))"""
WITHOUT_TOKEN = """() => [...document.forms]
    .filter(form => form.method === 'post' && !form.querySelector('[name=csrfmiddlewaretoken]'))
    .map(form => form.outerHTML.slice(0, 120))"""
WIDE_TABLES = """() => [...document.querySelectorAll('.eb-tabelkader')]
    .filter(frame => frame.scrollWidth > frame.clientWidth)
    .map(frame => `tabel ${frame.querySelector('caption')?.textContent}:`
        + ` ${frame.scrollWidth} breed in ${frame.clientWidth}`)"""
# WCAG 2.5.8 leaves out links in a sentence; a box inside its label counts with that label
SMALL_TARGETS = """() => {
  const inSentence = target => {
    const box = target.closest('p, dd, li, td, th, dl, small, span');
    return target.tagName === 'A' && box && box.textContent.trim() !== target.textContent.trim();
  };
  return [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
    .filter(target => target.checkVisibility({visibilityProperty: true}))
    .filter(target => !target.closest('.eb-alleen-voorlezen, .utrecht-skip-link'))
    .filter(target => !inSentence(target))
    .map(target => [target, (target.closest('label') || target).getBoundingClientRect()])
    .filter(([, box]) => box.width && (box.height < 23.9 || box.width < 23.9))
    .map(([target, box]) => `${target.outerHTML.slice(0, 90)} ${box.width}x${box.height}`);
}"""

MAIN = "document.querySelector('main')"
WORDS = f"[document.title, {MAIN}.innerText, !!{MAIN}.querySelector('[aria-invalid=true]')]"
# every question to the browser costs as much as its answer: one for the page, one for each width
INHOUD = f"[({HEADINGS})(), {WORDS}, ({WITHOUT_TOKEN})()]"
HEEFT_AXE = "() => !!window.laadAxe && (window.laadAxe(), true)"
WIDTH = "document.documentElement.scrollWidth"
MATEN = f"{AXE}.then(gevonden => [gevonden, {WIDTH}, ({SMALL_TARGETS})(), ({WIDE_TABLES})()])"


class Luisteraar:
    """Hears messages, errors, requests and refusals from before the first page."""

    def __init__(self, page):
        self.page = page
        self.vergeet()
        page.on("console", self._console)
        page.on("pageerror", lambda fout: self.klachten.append(str(fout)))
        page.on("response", self._response)
        page.on("request", lambda vraag: self.adressen.append(vraag.url))

    def vergeet(self):
        self.klachten, self.adressen, self.weigeringen = [], [], []

    def _response(self, antwoord):
        if antwoord.status >= 400:
            self.weigeringen.append((antwoord.status, antwoord.url))

    def _console(self, bericht):
        # those are the refusals, with less detail
        if bericht.type in ("error", "warning") and "Failed to load resource" not in bericht.text:
            self.klachten.append(bericht.text)

    def vreemd(self, eigen):
        """Requests to another host than the own one; data: is part of the page itself."""
        return [adres for adres in self.adressen if not adres.startswith((eigen, "data:"))]


def axe_klachten(overtredingen, venster):
    return [
        f"axe {venster['width']} {klacht['id']}: {knoop['html'][:160]}"
        for klacht in overtredingen
        for knoop in klacht["nodes"]
    ]


def kop_klachten(niveaus):
    sprongen = [
        f"kop h{nu} na h{vorig}"
        for vorig, nu in zip(niveaus, niveaus[1:], strict=False)
        if nu > vorig + 1
    ]
    return sprongen + ([] if niveaus.count(1) == 1 else [f"{niveaus.count(1)} keer h1"])


def schuif_klachten(breedte, venster):
    return [f"{breedte} breed in {venster['width']}"] if breedte > venster["width"] else []


def tabel_klachten(tabellen, venster):
    """A table that scrolls in its own frame, where there is room for all of it."""
    return tabellen if venster == BREED else []


def doel_klachten(doelen):
    return [f"te klein: {doel}" for doel in doelen]


def woord_klachten(titel, tekst, heeft_fouten):
    """A title that says what and where; errors that say what to do."""
    klachten = [] if TITEL.fullmatch(titel) else [f"titel: {titel}"]
    if titel.startswith("Fout: ") != heeft_fouten:
        klachten.append(f"titel past niet bij de fouten: {titel}")
    return klachten + (["Dit veld is verplicht."] if "Dit veld is verplicht" in tekst else [])


def token_klachten(formulieren):
    return [f"formulier zonder token: {formulier}" for formulier in formulieren]


def keur(page):
    koppen, woorden, formulieren = page.evaluate(INHOUD)
    klachten = kop_klachten(koppen) + woord_klachten(*woorden) + token_klachten(formulieren)
    if not page.evaluate(HEEFT_AXE):
        page.evaluate(AXE_SCRIPT)
    for maat in (BREED, SMAL):
        page.set_viewport_size(maat)
        overtredingen, breedte, doelen, tabellen = page.evaluate(MATEN)
        klachten += axe_klachten(overtredingen, maat) + schuif_klachten(breedte, maat)
        klachten += doel_klachten(doelen) + tabel_klachten(tabellen, maat)
    return klachten
